import type { z } from 'zod'
import type { Db } from '../../../platform/db/db.ts'
import type { Who } from '../../../platform/http/who.ts'
import { newId } from '../../../platform/ids.ts'
import { addDays } from '../../../values/civil-date.ts'
import { dayIn, toInstant } from '../../../values/zone.ts'
import { callThem, findAll } from '../../people/public.ts'
import { type Ask, judge, type Outward } from '../gate.ts'
import { find as findLetter } from '../letters/store.ts'
import { type Beginning, beginningsOf } from './beginnings.ts'
import type { JourneyStep, rehearseJourney } from './contract.ts'
import { letterDays, longest } from './rules.ts'
import type { Journey } from './store.ts'

/** What a journey would have done, and would do: nothing is written. */

const DAY = 24 * 3600_000
const AHEAD = 7
const MOST_NAMED = 100

/** Its beginnings of the last twelve months, today left out: it is not over. */
export async function lastYear(
  db: Db,
  journey: Journey,
  zone: string,
  now: Date,
): Promise<{ from: string; until: string; found: Beginning[] }> {
  const today = dayIn(zone, now.getTime())
  const [from, until] = [addDays(today, -365), addDays(today, -1)]
  const span = { from: new Date(toInstant(from, 0, zone)), until: new Date(toInstant(today, 0, zone) - 1), zone }
  return { from, until, found: await beginningsOf(db, journey.begins, span) }
}

type Ahead = { customerId: string; on: string }

/** Whom it would write to from today on: beginnings that are known already, those that wait, and days that are still to come. */
async function nextWeek(db: Db, journey: Journey, zone: string, now: Date): Promise<Ahead[]> {
  const today = dayIn(zone, now.getTime())
  const last = addDays(today, AHEAD - 1)
  const from = new Date(toInstant(addDays(today, -longest(journey.steps)), 0, zone))
  const until = new Date(toInstant(addDays(today, AHEAD), 0, zone) - 1)
  const found = await beginningsOf(db, journey.begins, { from, until, zone })
  const ahead = found.flatMap(({ customerId, at }) =>
    letterDays(journey.steps, at, zone)
      .filter((on) => on >= today && on <= last)
      .map((on) => ({ customerId, on })),
  )
  return ahead.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)).slice(0, MOST_NAMED)
}

const firstLetter = (steps: readonly JourneyStep[]) => steps.find((step) => step.kind === 'letter')

async function rulesFor(db: Db, journey: Journey, ahead: readonly Ahead[], outward: Outward, now: Date) {
  const step = firstLetter(journey.steps)
  const letter = step?.letterId ? await findLetter(db, step.letterId) : undefined
  if (!step || !letter || ahead.length === 0) return new Map()
  const asks = [...new Set(ahead.map(({ customerId }) => customerId))].map(
    (customerId): Ask => ({
      customerId,
      messageId: newId(),
      sendingId: null,
      channels: step.channel === 'any' ? ['mail', 'zalo', 'sms'] : [step.channel],
      purpose: letter.purpose,
      hasOffer: letter.content.blocks.some(({ isOffer }) => isOffer),
      topicId: letter.topicId,
      mustReachBefore: null,
      expiresAt: new Date(now.getTime() + DAY),
      blocks: null,
      isHeldOut: false,
      dueAt: now,
    }),
  )
  const verdicts = await judge(db, asks, { now, stage: 'asked', outward, isKept: false })
  return new Map(verdicts.map(({ customerId, answer, rule }) => [customerId, answer === 'no' ? rule : null]))
}

export async function rehearse(
  db: Db,
  journey: Journey,
  { outward, zone, now, language, who }: { outward: Outward; zone: string; now: Date; language: 'vi' | 'en'; who: Who },
): Promise<z.input<typeof rehearseJourney.answer>> {
  const { from, until, found } = await lastYear(db, journey, zone, now)
  const ahead = await nextWeek(db, journey, zone, now)
  const customers = new Map((await findAll(db, [...new Set(ahead.map(({ customerId }) => customerId))])).map((one) => [one.id, one]))
  const rules = await rulesFor(db, journey, ahead, outward, now)
  return {
    from,
    until,
    beginnings: found.length,
    customers: new Set(found.map(({ customerId }) => customerId)).size,
    next: ahead.flatMap(({ customerId, on }) => {
      const customer = customers.get(customerId)
      return customer
        ? [{ customerId, name: customer.name, calledAs: callThem(customer, language, who), on, rule: rules.get(customerId) ?? null }]
        : []
    }),
    version: journey.version,
  }
}
