import type { Generated } from 'kysely'
import type { Enquiry, Quote, Reason } from './enquiry.ts'

type EnquiryTable = {
  customer_id: string
  enquiry_id: string
  about: string
  came: Enquiry['came']
  catalogue_item_id: string | null
  state: Enquiry['state']
  asked_at: Date
  made_by: string | null
  made_by_name: string | null
  answer_promise_id: string | null
  answered_at: Date | null
  order_id: string | null
  is_by_itself: boolean
  reason: Reason | null
  reason_words: string | null
  closed_at: Date | null
  closed_by: string | null
  closed_by_name: string | null
  first_customer_id: string
  is_sample: boolean
  version: Generated<number>
}

type QuoteTable = {
  customer_id: string
  quote_id: string
  enquiry_id: string
  number: number
  /** JSON; the driver reads it as an object and takes it as text. */
  lines: unknown
  terms: string
  total: number
  currency: string
  valid_until: string
  made_at: Date
  made_by: string | null
  made_by_name: string | null
  promise_id: string | null
  given_at: Date | null
  given_how: Quote['givenHow']
  given_by_name: string | null
  message_id: string | null
  ended_at: Date | null
  first_customer_id: string
  is_sample: boolean
  version: Generated<number>
}

declare module '#platform/db/schema.ts' {
  interface Schema {
    enquiry: EnquiryTable
    quote: QuoteTable
  }
}
