import type { Db } from '../../../platform/db/db.ts'
import { newId } from '../../../platform/ids.ts'
import { addDays } from '../../../values/civil-date.ts'
import { dayIn, toInstant } from '../../../values/zone.ts'
import { askedToBeForgotten } from '../../messages/public.ts'
import { regularsByLot } from '../../orders/public.ts'
import { type Customer, findAll, notedOccasionsOf, preferencesOfAll, standingOn } from '../../people/public.ts'
import { keptPromisesTo, troubledCustomers } from '../../promises/public.ts'
import { latestLines } from '../../touchpoints/public.ts'
import { isEnough, isLikeToTell, mayBeMinor, tellable } from './rules.ts'
import * as store from './store.ts'
import type { Fact, Story } from './story.ts'

/**
 * Of whom a week's story is told. A lot over the regulars, the same for all of them whatever they spend: who was told within a year, declined,
 * asked to be forgotten, may be under age, mourns, or has something open that weighs on them is passed over, and so is who has too little told.
 */

const LEAST_DAYS = 3
const BEGUN_DAYS = 180
const SEEN_WITHIN = 400
const TOLD_WITHIN = 364
/** How long a complaint or an unhappy meeting keeps somebody from being told of. */
const UNHAPPY_WITHIN = 90
const MOURNS_FOR = 366
const LOOKED_AT = 200
const MOST_LIKES = 3

type Week = { week: string; zone: string }

/** What a regular's history tells, and nothing else of it. */
async function factsOf(
  db: Db,
  customer: Customer,
  buying: { firstDay: string; days: number },
  at: Date,
  zone: string,
): Promise<Fact[] | undefined> {
  const today = dayIn(zone, at.getTime())
  const lines = await latestLines(db, customer.id, 300, at)
  const dayOf = (moment: Date) => dayIn(zone, moment.getTime())
  const since = addDays(today, -UNHAPPY_WITHIN)
  if (lines.some((line) => dayOf(line.at) >= since && (line.kind === 'complaint' || line.feeling === 'unhappy'))) return undefined
  const likes = ((await preferencesOfAll(db, [customer.id])).get(customer.id) ?? [])
    .filter((one) => one.stance === 'likes' && standingOn(one, today) === 'sure' && isLikeToTell(one.what))
    .slice(0, MOST_LIKES)
  const kept = (await keptPromisesTo(db, customer.id, 20)).find(({ kind, words }) => kind !== 'answer' && tellable(words))
  const thanks = lines.find(({ kind, body }) => kind === 'thanks' && tellable(body))
  return [
    {
      kind: 'since',
      year: Number(buying.firstDay.slice(0, 4)),
      times: buying.days,
      source: { kind: 'orders', id: null, on: buying.firstDay },
    },
    ...likes.map((one): Fact => ({ kind: 'likes', what: one.what, source: { kind: 'preference', id: one.id, on: one.lastConfirmedOn } })),
    ...(kept?.doneAt
      ? [{ kind: 'kept', words: kept.words, source: { kind: 'promise', id: kept.id, on: dayOf(kept.doneAt) } } satisfies Fact]
      : []),
    ...(thanks?.body
      ? [{ kind: 'thanks', words: thanks.body, source: { kind: 'touchpoint', id: thanks.id, on: dayOf(thanks.at) } } satisfies Fact]
      : []),
  ]
}

const mourns = async (db: Db, customerId: string, today: string): Promise<boolean> =>
  (await notedOccasionsOf(db, customerId)).some(({ kind, notedOn }) => kind === 'memorial' && notedOn >= addDays(today, -MOURNS_FOR))

/** The next customer on whom the lot of that week falls, with what is told; undefined where there is nobody. */
async function choose(db: Db, { week, zone }: Week, now: Date): Promise<{ customerId: string; facts: Fact[] } | undefined> {
  const today = dayIn(zone, now.getTime())
  const lot = { lot: week, leastDays: LEAST_DAYS, begunBy: addDays(week, -BEGUN_DAYS), lastSince: addDays(week, -SEEN_WITHIN) }
  const drawn = await regularsByLot(db, lot, LOOKED_AT)
  const ids = drawn.map(({ customerId }) => customerId)
  const troubledSince = new Date(toInstant(addDays(today, -UNHAPPY_WITHIN), 0, zone))
  const passedOver = new Set([
    ...(await store.toldAmong(db, ids, addDays(week, -TOLD_WITHIN))),
    ...(await troubledCustomers(db, ids, troubledSince)),
    ...(await askedToBeForgotten(db, ids)),
  ])
  const customers = new Map((await findAll(db, ids)).map((customer) => [customer.id, customer]))
  for (const { customerId, ...buying } of drawn) {
    const customer = customers.get(customerId)
    if (!customer || passedOver.has(customerId) || customer.kind !== 'person' || customer.name === '') continue
    if (mayBeMinor(customer.birthday, today)) continue
    const facts = await factsOf(db, customer, buying, now, zone)
    if (facts && isEnough(facts) && !(await mourns(db, customerId, today))) return { customerId, facts }
  }
  return undefined
}

/** Chooses the story of a week that has none and is not skipped; running it twice does no harm. */
export async function chooseFor(db: Db, week: Week, now: Date): Promise<Story | undefined> {
  await store.holdStories(db)
  const there = await store.storyOf(db, week.week)
  if (there || (await store.isSkipped(db, week.week))) return there
  const chosen = await choose(db, week, now)
  if (!chosen) return undefined
  await store.addStory(db, { ...chosen, id: newId(now.getTime()), week: week.week, madeAt: now })
  return store.storyOf(db, week.week)
}
