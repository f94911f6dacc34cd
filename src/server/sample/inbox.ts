import { sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import { standing, timelineChannel } from '../../rooms/messages/inbox/rules.ts'
import { foundBy } from '../../rooms/messages/inbox/store.ts'
import { changeLine } from '../../rooms/touchpoints/public.ts'
import { addDays } from '../../values/civil-date.ts'
import { dayIn, toInstant } from '../../values/zone.ts'
import { type ToldThread, threadsTold, type When } from './inbox.data.ts'
import type { StaffKey } from './made.ts'
import { staffName } from './people.ts'

/** The inbox of the sample: talks of the last weeks as rows of the tables, with their lines on the timelines. */

type Row = Record<string, unknown>

export type InboxRows = { thread: Row[]; thread_entry: Row[]; touchpoint: (Row & { customer_id: string; at: Date })[] }

const idOf = (nth: number): string => `0193a000-0000-7000-8000-${(0xb0_0000_0000 + nth).toString(16).padStart(12, '0')}`

const MINUTE = 60_000

function secondsOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return hours * 3600 + minutes * 60
}

function momentOf(when: When, zone: string, now: Date): Date {
  if ('minutes' in when) return new Date(now.getTime() - when.minutes * MINUTE)
  return new Date(toInstant(addDays(dayIn(zone, now.getTime()), -when.days), secondsOf(when.clock), zone))
}

const detailsOf = (isToOwner: boolean, isIn: boolean, subject: string) => ({
  code: null,
  type: isIn ? (isToOwner ? 'letter-to-owner' : 'letter-in') : isToOwner ? 'answer-of-owner' : 'letter-out',
  state: isIn ? 'received' : 'sent',
  summary: subject,
  startsOn: null,
  endsOn: null,
})

type Ground = { zone: string; now: Date; staff: ReadonlyMap<StaffKey, string>; customers: readonly { id: string; name: string }[] }

const handOf = (key: StaffKey | undefined, staff: Ground['staff']) => ({
  staff_id: key ? (staff.get(key) ?? null) : null,
  staff_name: key ? staffName(key) : null,
})

type Told = { told: ToldThread; nth: number; threadId: string; customerId: string | null }

function saidIn({ told, nth, customerId }: Told, { zone, now }: Ground) {
  return told.said.map(({ when, words, by }, at) => ({
    id: idOf(nth * 100 + 1 + at),
    at: momentOf(when, zone, now),
    direction: by ? ('out' as const) : ('in' as const),
    words,
    customerId,
    touchpointId: customerId ? idOf(nth * 100 + 50 + at) : null,
    by,
  }))
}

type Said = ReturnType<typeof saidIn>

function threadRow({ told, threadId, customerId }: Told, said: Said, { zone, now, staff }: Ground): Row {
  const stands = standing(said)
  if (!stands) throw new Error('a talk of the sample says nothing')
  const rests = told.restsFor === undefined ? null : momentOf({ days: -told.restsFor, clock: '08:00' }, zone, now)
  const subject = told.subject ?? ''
  const { staff_id: assigned_to, staff_name: assigned_name } = handOf(told.assigned, staff)
  return {
    thread_id: threadId,
    customer_id: customerId,
    channel: told.channel,
    address: told.address ?? null,
    shown_as: told.from,
    subject,
    is_to_owner: told.isToOwner ?? false,
    state: rests ? 'snoozed' : told.isDone ? 'done' : 'open',
    snoozed_until: rests,
    assigned_to,
    assigned_name,
    waiting_since: stands.waitingSince,
    last_at: stands.lastAt,
    last_direction: stands.lastDirection,
    last_words: stands.lastWords,
    found_by: foundBy({ shownAs: told.from, subject, lastWords: stands.lastWords }),
    first_customer_id: customerId,
    is_sample: true,
    version: 1,
  }
}

const entryRows = ({ told, threadId, customerId }: Told, said: Said, { staff }: Ground): Row[] =>
  said.map((entry) => ({
    thread_id: threadId,
    entry_id: entry.id,
    customer_id: customerId,
    at: entry.at,
    direction: entry.direction,
    mail_id: told.channel === 'mail' && entry.direction === 'in' ? `<${entry.id}@${told.address?.split('@')[1]}>` : null,
    mail_references: [],
    subject: told.subject ?? '',
    words: entry.words,
    attachments: [],
    ...handOf(entry.by, staff),
    touchpoint_id: entry.touchpointId,
    first_customer_id: customerId,
    is_sample: true,
  }))

function lineRows({ told, threadId, customerId }: Told, said: Said, { staff }: Ground): InboxRows['touchpoint'] {
  const channel = timelineChannel(told.channel)
  if (!customerId) return []
  return said.map((entry) => ({
    customer_id: customerId,
    at: entry.at,
    touchpoint_id: entry.touchpointId,
    kind: channel === 'zalo' || channel === 'sms' ? 'message' : 'letter',
    channel,
    body: entry.words,
    is_pinned: false,
    ...handOf(entry.by, staff),
    about_kind: 'letter',
    about_id: threadId,
    details: detailsOf(told.isToOwner ?? false, entry.direction === 'in', told.subject ?? ''),
    first_customer_id: customerId,
    version: 1,
  }))
}

function rowsOf(told: ToldThread, nth: number, ground: Ground): InboxRows {
  const customerId = told.isStranger ? null : (ground.customers.find(({ name }) => name === told.from)?.id ?? null)
  if (!customerId && !told.isStranger) throw new Error(`nobody of the sample is called ${told.from}`)
  const one = { told, nth, threadId: idOf(nth * 100), customerId }
  const said = saidIn(one, ground)
  return {
    thread: [threadRow(one, said, ground)],
    thread_entry: entryRows(one, said, ground),
    touchpoint: lineRows(one, said, ground),
  }
}

export function inboxRows(ground: Ground): InboxRows {
  const all = threadsTold.map((told, nth) => rowsOf(told, nth + 1, ground))
  return {
    thread: all.flatMap(({ thread }) => thread),
    thread_entry: all.flatMap((one) => one.thread_entry),
    touchpoint: all.flatMap(({ touchpoint }) => touchpoint),
  }
}

type Moved = { thread_id: string; entry_id: string; customer_id: string | null; touchpoint_id: string | null; at: Date } & {
  direction: 'in' | 'out'
  subject: string
  is_to_owner: boolean
}

/** Talks in which nobody of the house has written since stay as old as they were; the others are theirs. */
export async function moveInbox(db: Db, by: number, now: Date): Promise<void> {
  const moved = await sql<{ thread_id: string }>`update thread t set waiting_since = waiting_since + make_interval(days => ${by}::int),
      last_at = last_at + make_interval(days => ${by}::int), snoozed_until = snoozed_until + make_interval(days => ${by}::int)
    where is_sample and not exists (select 1 from thread_entry e where e.thread_id = t.thread_id and not e.is_sample)
    returning thread_id`.execute(db)
  const ids = moved.rows.map((row) => row.thread_id)
  const entries = await sql<Moved>`update thread_entry e set at = e.at + make_interval(days => ${by}::int) from thread t
    where e.thread_id = any(${ids}::uuid[]) and t.thread_id = e.thread_id
    returning e.thread_id, e.entry_id, e.customer_id, e.touchpoint_id, e.at, e.direction, e.subject, t.is_to_owner`.execute(db)
  for (const { customer_id: customerId, touchpoint_id: touchpointId, at, direction, subject, is_to_owner } of entries.rows)
    if (customerId && touchpointId)
      await changeLine(db, { customerId, touchpointId, at, details: detailsOf(is_to_owner, direction === 'in', subject) }, now)
}
