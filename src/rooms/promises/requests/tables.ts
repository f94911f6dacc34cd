import type { Generated } from 'kysely'
import type { SpecialRequest, ToldHow } from './request.ts'

type SpecialRequestTable = {
  customer_id: string
  request_id: string
  promise_id: string
  wish_id: string
  kind: SpecialRequest['kind']
  wants: string
  folded: string
  catalogue_item_id: string | null
  asked_at: Date
  arrived_at: Date | null
  told_at: Date | null
  told_how: ToldHow | null
  told_by: string | null
  told_by_name: string | null
  message_id: string | null
  ended_at: Date | null
  first_customer_id: string
  is_sample: boolean
  version: Generated<number>
}

declare module '#platform/db/schema.ts' {
  interface Schema {
    special_request: SpecialRequestTable
  }
}
