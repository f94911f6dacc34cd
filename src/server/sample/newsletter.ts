import { sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import { enqueue } from '../../platform/jobs/jobs.ts'
import { freeze } from '../../rooms/messages/letters/actions.ts'
import { PLAN_JOB } from '../../rooms/messages/sendings/planning.ts'
import { add } from '../../rooms/messages/sendings/store.ts'
import { addDays } from '../../values/civil-date.ts'
import { dayIn, toInstant } from '../../values/zone.ts'
import { BOOK_TAG, topicsTold } from './consents.data.ts'
import { COMING_LETTER } from './newsletters.ts'

/** The newsletter of tomorrow morning, drawn up and planned. Who receives it and who doesn't is what the gate says; no number is written here. */
export const COMING_SENDING = '0193a000-0000-7000-8000-00000000c002'

const AT_SECONDS = 8 * 3600

export async function planNewsletter(db: Db, zone: string, now: Date): Promise<void> {
  const { number } = await freeze(db, COMING_LETTER, null, now)
  const tomorrow = addDays(dayIn(zone, now.getTime()), 1)
  await add(db, {
    id: COMING_SENDING,
    kind: 'newsletter',
    letterId: COMING_LETTER,
    letterNumber: number,
    title: 'Sách cho mùa mưa',
    purpose: 'newsletter',
    topicId: topicsTold.find(({ key }) => key === 'books')?.id ?? null,
    channels: ['mail', 'zalo'],
    audience: { tag: BOOK_TAG },
    isLive: false,
    state: 'planning',
    startsAt: new Date(toInstant(tomorrow, AT_SECONDS, zone)),
    lateAfterMinutes: 120,
    expiresAt: null,
    holdout: 0,
    holdoutSalt: '',
    epoch: null,
    why: null,
    progress: { done: 0, of: null },
    plannedAt: null,
    startedAt: null,
    endedAt: null,
    madeBy: null,
    madeByName: 'Trâm',
    madeAt: now,
    isSample: true,
    version: 1,
  })
  await enqueue(db, PLAN_JOB, { sendingId: COMING_SENDING }, { key: `${PLAN_JOB}:${COMING_SENDING}` })
}

/** Tomorrow's newsletter stays tomorrow's, with its places in everybody's month, until somebody does something with it. */
export async function moveNewsletter(db: Db, by: number): Promise<void> {
  const days = sql`make_interval(days => ${by}::int)`
  await sql`with moved as (update sending set starts_at = starts_at + ${days}
      where sending_id = ${COMING_SENDING}::uuid and state in ('draft', 'planned') and starts_at is not null returning sending_id)
    update reservation r set at = r.at + ${days} from message m, moved
    where m.sending_id = moved.sending_id and r.customer_id = m.customer_id and r.message_id = m.message_id and not r.is_spent`.execute(db)
}
