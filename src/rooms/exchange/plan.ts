import type { ImportSubject } from './contract.ts'
import type { Field } from './rules.ts'

/** Everything that decides how a row is read, settled before the first one. */
export type Plan = {
  subject: ImportSubject
  /** The system that codes belong to; holds no colon. */
  source: string
  /** The field of each column. */
  fields: readonly (Field | null)[]
  /** Values of fields that have no column. */
  fixed: Readonly<Record<string, string>>
  dateOrder: 'day-first' | 'month-first'
  /** Whether a person said so, so that no day is doubtful. */
  isOrderSaid: boolean
  epoch: 1900 | 1904
  currency: string
  decimalMark: '.' | ',' | undefined
  zone: string
  /** Country of phones without a code, ISO 3166. */
  country: string
  /** The language of customers of whom the file says nothing. */
  customerLanguage: 'vi' | 'en'
  leaveEmpty: ReadonlySet<string>
  overwrite: readonly string[]
  /** Today in the house's zone, `YYYY-MM-DD`. */
  today: string
  now: Date
}
