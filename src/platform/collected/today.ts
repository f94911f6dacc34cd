import type { Holder } from '../../values/rights.ts'
import type { Db } from '../db/db.ts'
import type { Who } from '../http/who.ts'
import type { careEnds, careGroups } from './contract.ts'

export type CareEnd = (typeof careEnds)[number]

/** One act of care that a room proposes for a day. */
export type CareAct = {
  /** Names the act for good, and is the same for everybody: `arrival:<order id>`. The part before the colon is one of the source's prefixes. */
  key: string
  group: (typeof careGroups)[number]
  kind: string
  customerId: string | null
  /** `14:30`, a date, or null for any time today. */
  at: string | null
  parts: Record<string, string | number | boolean | null>
  reasons: string[]
  ends: readonly CareEnd[]
  /** What is at stake; acts of a group stand by this, the greatest first. */
  stake: number
  isSample: boolean
  /** Any day will do, though its group is one of the day: it fills a list up, and waits where the customer has another act. */
  isAnyDay?: boolean
  /**
   * The house turns to the customer by itself, on a day of theirs or at any time: neither where they want no word, and at any time only where
   * they had none lately.
   */
  reachesOut?: 'on-its-day' | 'any-time'
}

export type Day = { today: string; now: Date; zone: string; language: 'vi' | 'en' }

/** On which dates the house is open, by its own calendar. */
export type OpenDays = (db: Db, now: Date) => Promise<(date: string) => boolean>

/** What a room adds to Today. `server/` collects these; the room `care` knows none of them by name. */
export type TodaySource = {
  /** What stands before the colon in the keys of its acts; every prefix belongs to one source. */
  prefixes: readonly string[]
  /**
   * The acts of a day for somebody with these rights, 50 at most beside those that rest: they are done, put off or refused. Of those that reach
   * out, 200: some of them are for customers who want no word.
   */
  acts(db: Db, day: Day, who: Holder & { id: string }, resting: ReadonlySet<string>): Promise<CareAct[]>
  /** What an end changes in this room (a confirmed fact is confirmed); answers how to take it back, kept with the act. */
  end?(db: Db, key: string, end: CareEnd, who: Who, day: Day): Promise<Record<string, unknown>>
  /** Takes back what `end` changed. */
  reopen?(db: Db, key: string, kept: Record<string, unknown>, who: Who, day: Day): Promise<void>
}
