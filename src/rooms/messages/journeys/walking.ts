import type { Db } from '../../../platform/db/db.ts'
import { newId } from '../../../platform/ids.ts'
import { dayIn } from '../../../values/zone.ts'
import { boughtSince, buyingOfAll } from '../../orders/public.ts'
import { findAll } from '../../people/public.ts'
import { findHouse } from '../../team/public.ts'
import type { Outward } from '../gate.ts'
import { frozenLetter } from '../letters/actions.ts'
import { fill, partsOf, valuesOf } from '../letters/merge-rules.ts'
import { readersOf } from '../letters/readers.ts'
import { sendOne } from '../sendings/one.ts'
import { beginningsOf } from './beginnings.ts'
import type { JourneyStep } from './contract.ts'
import { endOfDay, fits, placeFrom, stoppedBy } from './rules.ts'
import * as store from './store.ts'

/** Journeys as they are walked: who sets out, who goes a step further, who stops. Each step is one transaction; done twice it is done once. */

export type WalkGround = { db: Db; outward: Outward }

const DAY = 24 * 3600_000
/** A house that was shut for longer than that does not write about what happened meanwhile. */
const LOOKS_BACK = 31 * DAY
const AT_ONCE = 500

/** Lets everybody set out on the running journeys who has a reason to; with a customer only them. */
export async function setOut(
  { db }: WalkGround,
  now: Date,
  { customerId, isSlow = true }: { customerId?: string; isSlow?: boolean } = {},
): Promise<number> {
  const { zone } = await findHouse(db)
  let began = 0
  for (const journey of await store.running(db)) {
    // Everybody's rhythm is read once a day; a single customer's at any time.
    if (!journey.startedAt || (journey.begins.on === 'silent' && !isSlow && customerId === undefined)) continue
    const from = new Date(Math.max(journey.startedAt.getTime(), now.getTime() - LOOKS_BACK))
    const found = await beginningsOf(db, journey.begins, { from, until: now, zone, customerId })
    for (let at = 0; at < found.length; at += AT_ONCE) {
      const some = found.slice(at, at + AT_ONCE)
      const samples = new Set(
        (await findAll(db, [...new Set(some.map((one) => one.customerId))])).filter(({ isSample }) => isSample).map(({ id }) => id),
      )
      const walks = some.flatMap((one) => {
        const place = placeFrom(journey.steps, { step: 0, dueAt: one.at }, zone)
        const frame = { id: newId(now.getTime()), journeyId: journey.id, customerId: one.customerId, beganBy: one.beganBy, beganAt: one.at }
        return place ? [{ ...frame, ...place, isSample: samples.has(one.customerId) }] : []
      })
      began += await db.transaction().execute((tx) => store.begin(tx, walks))
    }
  }
  return began
}

type Going = { db: Db; walk: store.Walk; journey: store.Journey; zone: string; now: Date; outward: Outward }

async function whyStopped({ db, walk, journey, outward }: Going) {
  const { customerId, beganAt } = walk
  const [told, bought, talking] = await Promise.all([
    store.toldSince(db, customerId, beganAt),
    boughtSince(db, customerId, beganAt),
    outward.talking(db, [customerId]),
  ])
  return stoppedBy(journey.stops, { ...told, complained: told.complained || talking.has(customerId), bought }, journey.begins)
}

/** Writes the letter of this step, through the gate; what the gate holds is held, and the walk goes on. */
async function write(going: Going, step: Extract<JourneyStep, { kind: 'letter' }>): Promise<void> {
  const { db, walk, journey, zone, now, outward } = going
  if (await store.isWritten(db, walk)) return
  const row = { customer_id: walk.customerId, walk_id: walk.id, step: walk.step, journey_id: journey.id, at: now }
  const expiresAt = endOfDay(walk.dueAt, zone)
  const [customer] = await findAll(db, [walk.customerId])
  const isSample = customer?.isSample ?? false
  const isLate = expiresAt <= now || step.letterId === null || step.number === null
  if (isLate || step.letterId === null || step.number === null) {
    await store.addLetter(db, { ...row, message_id: null, became: 'expired', rule: null, is_sample: isSample })
    return
  }
  const letter = await frozenLetter(db, step.letterId, step.number)
  const reader = (await readersOf(db, [walk.customerId], dayIn(zone, now.getTime()))).get(walk.customerId)
  const house = await findHouse(db)
  const subject = reader
    ? fill(partsOf(letter.content.subject[reader.language]), valuesOf(reader, house.name, reader.language), new Set())
    : journey.title
  const { messageId, verdict, copy } = await sendOne(db, {
    outward,
    customerId: walk.customerId,
    channel: step.channel === 'any' ? undefined : step.channel,
    purpose: letter.purpose,
    topicId: letter.topicId,
    subject: subject || journey.title,
    text: subject || journey.title,
    staff: null,
    now,
    hasOffer: letter.content.blocks.some(({ isOffer }) => isOffer),
    expiresAt,
    kind: 'journey',
    letterId: step.letterId,
    letterNumber: step.number,
    isSample,
  })
  const became = verdict.answer === 'no' ? 'held' : copy ? 'by-hand' : 'sent'
  await store.addLetter(db, {
    ...row,
    message_id: messageId,
    became,
    rule: verdict.answer === 'no' ? verdict.rule : null,
    is_sample: isSample,
  })
}

async function goOn(going: Going): Promise<void> {
  const { db, walk, journey, zone, now } = going
  const stop = await whyStopped(going)
  if (stop) return store.endWalk(db, walk, { state: 'stopped', why: stop, step: walk.step }, now)
  const step = journey.steps[walk.step]
  if (step?.kind === 'letter') await write(going, step)
  if (step?.kind === 'if') {
    const [customer] = await findAll(db, [walk.customerId])
    const buying = (await buyingOfAll(db, [walk.customerId])).get(walk.customerId)
    const hasBought = await boughtSince(db, walk.customerId, walk.beganAt)
    if (!customer || !fits(step, { hasBought, buyingDays: buying?.days ?? 0, kind: customer.kind }))
      return store.endWalk(db, walk, { state: 'stopped', why: 'not-fitting', step: walk.step }, now)
  }
  const place = placeFrom(journey.steps, { step: walk.step + 1, dueAt: walk.dueAt }, zone)
  if (place) await store.moveOn(db, walk, place)
  else await store.endWalk(db, walk, { state: 'done', why: null, step: walk.step }, now)
}

/** Takes the next walk that is due a step further; false where none is. */
export async function stepOnce({ db, outward }: WalkGround, now: Date): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const walk = await store.nextDue(tx, now)
    if (!walk) return false
    const { zone } = await findHouse(tx)
    const journey = await store.find(tx, walk.journeyId)
    if (!journey?.isRunning) await store.endWalk(tx, walk, { state: 'stopped', why: 'switched-off', step: walk.step }, now)
    else await goOn({ db: tx, walk, journey, zone, now, outward })
    return true
  })
}

/** Looks at once at whoever just bought: what they walk on may end, and something may begin. */
export async function noticed(ground: WalkGround, customerId: string, now: Date): Promise<void> {
  await ground.db.transaction().execute(async (tx) => {
    const { zone } = await findHouse(tx)
    for (const walk of await store.walkingOf(tx, customerId)) {
      const journey = await store.find(tx, walk.journeyId)
      const stop = journey && (await whyStopped({ db: tx, walk, journey, zone, now, outward: ground.outward }))
      if (stop) await store.endWalk(tx, walk, { state: 'stopped', why: stop, step: walk.step }, now)
    }
  })
  await setOut(ground, now, { customerId })
}

/** Everything that is due: who sets out, then every step, until nothing is. */
export async function round(ground: WalkGround, now: Date, isSlow: boolean): Promise<void> {
  await setOut(ground, now, { isSlow })
  while (await stepOnce(ground, now));
}
