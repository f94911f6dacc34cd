import { sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import { lineAt, type OrderLine, type OrderState, orderLineDetails, rebuildDays } from '../../rooms/orders/public.ts'
import { findHouse } from '../../rooms/team/public.ts'
import { changeLine } from '../../rooms/touchpoints/public.ts'
import { addDays, daysBetween } from '../../values/civil-date.ts'
import { lunarOf, nameLunarDay } from '../../values/lunar-date.ts'
import { lowerKey } from '../../values/text.ts'
import { dayIn } from '../../values/zone.ts'
import { planNextMove } from './actions.ts'
import { moveCatalogue } from './catalogue.ts'
import { LUNAR_BIRTHDAY_AHEAD } from './days.ts'
import { moveInbox } from './inbox.ts'
import { PAST_LETTER } from './letters.ts'
import { movePromises } from './moving-promises.ts'
import { moveNewsletter } from './newsletter.ts'
import * as store from './store.ts'
import { moveAsks } from './write-asks.ts'
import { moveComplaints } from './write-complaints.ts'

/** The open items of the sample stay as near as on its first day: each morning they move on with the calendar. */

const DAY = 86_400_000
const BIRTHDAY_OF = lowerKey('Trần Thị Bích')

type OpenRow = {
  customer_id: string
  order_id: string
  kind: 'sale' | 'stay' | 'service' | 'refund'
  code: string | null
  placed_at: Date
  day: string
  starts_on: string | null
  ends_on: string | null
  state: OrderState
  state_times: Partial<Record<OrderState, string>>
  currency: string
  total: number
  lines: OrderLine[]
}

/** Orders that the sample brought and that still wait for something; what people recorded since is theirs. */
async function openOrders(db: Db, customerIds: readonly string[], beganAt: Date): Promise<OpenRow[]> {
  const found =
    await sql<OpenRow>`select customer_id, order_id, kind, code, placed_at, day, starts_on, ends_on, state, state_times, currency, total, lines
    from orders where customer_id = any(${customerIds}::uuid[]) and state in ('booked', 'open', 'left') and created_at <= ${beganAt}
    order by customer_id, order_id`.execute(db)
  return found.rows
}

const moved = (day: string | null, by: number): string | null => day && addDays(day, by)

/** A booking was made when it was made, only the stay moves; an order of the shop moves whole. */
function movedOn(order: OpenRow, by: number): OpenRow {
  const isDated = order.starts_on !== null
  const times = Object.entries(order.state_times).map(([state, at]) => {
    const stands = isDated && state === 'booked'
    return [state, stands ? at : new Date(Date.parse(at) + by * DAY).toISOString()]
  })
  return {
    ...order,
    starts_on: moved(order.starts_on, by),
    ends_on: moved(order.ends_on, by),
    state_times: Object.fromEntries(times),
    ...(isDated ? {} : { placed_at: new Date(order.placed_at.getTime() + by * DAY), day: addDays(order.day, by) }),
  }
}

async function keep(db: Db, order: OpenRow, zone: string, now: Date): Promise<void> {
  await sql`update orders set starts_on = ${order.starts_on}::date, ends_on = ${order.ends_on}::date, placed_at = ${order.placed_at},
    day = ${order.day}::date, state_times = ${JSON.stringify(order.state_times)}::jsonb, version = version + 1
    where customer_id = ${order.customer_id}::uuid and order_id = ${order.order_id}::uuid`.execute(db)
  const told = { ...order, placedAt: order.placed_at, startsOn: order.starts_on, endsOn: order.ends_on }
  const line = { customerId: order.customer_id, touchpointId: order.order_id, at: lineAt(told, zone), details: orderLineDetails(told) }
  await changeLine(db, line, now)
}

/** Bà Bích's lunar birthday stays six days ahead, unless somebody corrected it: then it is theirs. */
async function moveBirthday(db: Db, from: string, to: string): Promise<void> {
  const before = lunarOf(addDays(from, LUNAR_BIRTHDAY_AHEAD))
  const after = lunarOf(addDays(to, LUNAR_BIRTHDAY_AHEAD))
  if (!before || !after) return
  await sql`update occasion o set month = ${after.month}, day = ${after.day}, is_leap = ${after.isLeap}, written = ${nameLunarDay(after, 'vi')}
    from customer c where c.customer_id = o.customer_id and c.is_sample and c.name_key = ${BIRTHDAY_OF} and o.kind = 'birthday' and o.version = 1
      and o.calendar = 'lunar' and o.month = ${before.month} and o.day = ${before.day}`.execute(db)
}

/** The last letter of the sample stays as long ago as it was, so that the month of those it went to stays used up. */
async function moveLetter(db: Db, by: number): Promise<void> {
  await sql`update reservation r set at = r.at + make_interval(days => ${by}::int) from message m
    where m.sending_id = ${PAST_LETTER}::uuid and r.customer_id = m.customer_id and r.message_id = m.message_id`.execute(db)
}

/** An unhappy answer that nobody has called about stays as fresh as it was. */
async function moveAnswers(db: Db, by: number): Promise<void> {
  const days = sql`make_interval(days => ${by}::int)`
  await sql`with moved as (update question set at = at + ${days}, answered_at = answered_at + ${days}
      where is_sample and state = 'answered' and became is null and version = 1 and ((scale = 'csat' and score <= 2) or (scale = 'nps' and score <= 6))
      returning customer_id, question_id)
    update touchpoint t set at = t.at + ${days} from moved m where t.customer_id = m.customer_id and t.touchpoint_id = m.question_id`.execute(
    db,
  )
}

/**
 * Moves the open items to the day of `now` and plans the next morning; the same day again changes nothing. `isNight`: the house runs through
 * the night, and nobody has come yet.
 */
export async function moveSample(db: Db, now: Date, isNight = false): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await store.holdSample(tx)
    const { state, standsOn, beganAt } = await store.findSample(tx)
    if (state !== 'ready' || !standsOn || !beganAt) return
    const { zone } = await findHouse(tx)
    const today = dayIn(zone, now.getTime())
    await planNextMove(tx, zone, now)
    const by = daysBetween(standsOn, today)
    if (by <= 0) return
    const open = await openOrders(tx, await store.sampleCustomersForUpdate(tx), beganAt)
    for (const order of open) await keep(tx, movedOn(order, by), zone, now)
    await moveBirthday(tx, standsOn, today)
    await moveLetter(tx, by)
    await moveNewsletter(tx, by)
    await moveCatalogue(tx, by)
    await moveInbox(tx, by, now)
    await moveAnswers(tx, by)
    await moveAsks(tx, by)
    await movePromises(tx, { beganAt, now, zone, isNight })
    await moveComplaints(tx, now)
    await rebuildDays(tx, [...new Set(open.map(({ customer_id }) => customer_id))])
    await store.markMoved(tx, today)
  })
}
