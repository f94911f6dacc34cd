import type { Generated } from 'kysely'

type DataRequestTable = {
  customer_id: string
  request_id: string
  kind: 'erasure'
  state: 'open' | 'answered' | 'withdrawn'
  asked_at: Date
  answer_by: string
  done_by: string
  ended_at: Date | null
  first_customer_id: string
  is_sample: Generated<boolean>
}

type PageCodeTable = {
  customer_id: string
  code_mark: string
  expires_at: Date
  attempts_left: number
  is_sample: Generated<boolean>
}

declare module '#platform/db/schema.ts' {
  interface Schema {
    data_request: DataRequestTable
    page_code: PageCodeTable
  }
}
