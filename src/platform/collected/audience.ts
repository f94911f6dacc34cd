import type { Db } from '../db/db.ts'

/** Which customers are meant, as the address of the customers' list holds it: words and numbers by name. Spans of months end with the day that asks. */
export type AudienceFilter = Readonly<Record<string, unknown>>

export type AudienceCount = { n: number; isExact: boolean }

/**
 * Groups of customers for rooms that stand before those whose filters say who belongs to one. `server/` collects what the rooms know; a filter
 * that is none is refused with `audience.filter_unknown`.
 */
export type AudienceSource = {
  /** How many, estimated where they are very many. */
  count(db: Db, filter: AudienceFilter, now: Date): Promise<AudienceCount>
  countExactly(db: Db, filter: AudienceFilter, now: Date): Promise<number>
  /** The next ids after one, in their order, each once; at most 10,000 at a time, and an empty answer is the end. */
  ids(db: Db, filter: AudienceFilter, after: string | undefined, limit: number, now: Date): Promise<string[]>
  /** So many of them by chance, to judge the whole by; all where they are not so many. */
  sample(db: Db, filter: AudienceFilter, n: number, now: Date): Promise<string[]>
  /** Whether this customer is one of them now. */
  holds(db: Db, filter: AudienceFilter, customerId: string, now: Date): Promise<boolean>
}
