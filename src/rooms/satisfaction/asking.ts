import type { Db } from '../../platform/db/db.ts'
import { dayIn, toInstant } from '../../values/zone.ts'
import { houseSender, mayWrite, type Outward, openTopicsOf, sendOne } from '../messages/public.ts'
import { staysEnding } from '../orders/public.ts'
import { findAll, requireForUpdate } from '../people/public.ts'
import { troubleWith } from '../promises/public.ts'
import { findHouse } from '../team/public.ts'
import { isOfStop, linesBetween, listStops, type Stop } from '../touchpoints/public.ts'
import { newQuestion } from './answering.ts'
import { questionLink } from './links.ts'
import type { Question } from './question.ts'
import { type AskRefusal, isDrawn, type Scale, whyNotAsk } from './rules.ts'
import { nameOfStop, speakingTo } from './speaking.ts'
import * as store from './store.ts'

/** After a touchpoint somebody may be asked, once, through the gate; or is not, and why is kept. */

export type AskGround = { db: Db; outward: Outward }

const HOUR = 3600_000
/** What is written down later than this after it happened is not asked about any more. */
const LOOKS_BACK = 48 * HOUR
const MOST = 5000
const NOON = 12 * HOUR

type Was = { customerId: string; aboutId: string }

/** Who was at this touchpoint so long ago. */
async function whoWas(db: Db, rule: store.Rule, stop: Stop, zone: string, now: Date): Promise<Was[]> {
  const until = new Date(now.getTime() - rule.afterHours * HOUR)
  const from = new Date(Math.max(rule.onSince?.getTime() ?? now.getTime(), until.getTime() - LOOKS_BACK))
  if (from >= until) return []
  const { feeds } = stop
  const kinds = [...feeds.kinds, ...(feeds.orders.some(({ at }) => at === 'begins') ? ['order'] : [])]
  const lines = kinds.length === 0 ? [] : await linesBetween(db, kinds, from, until, MOST)
  const began = lines.filter((line) => isOfStop(feeds, line)).map(({ customerId, id }) => ({ customerId, aboutId: id }))
  if (!feeds.orders.some(({ kind, at }) => kind === 'stay' && at === 'ends')) return began
  const ended = await staysEnding(db, { from: dayIn(zone, from.getTime()), until: dayIn(zone, until.getTime()) })
  const noon = (day: string) => toInstant(day, NOON / 1000, zone)
  const left = ended.filter(({ on }) => noon(on) > from.getTime() && noon(on) <= until.getTime())
  return [...began, ...left.map(({ customerId, orderId }) => ({ customerId, aboutId: orderId }))]
}

/** Why this customer may not be asked now. */
export async function whyNot(db: Db, customerId: string, scale: Scale, now: Date): Promise<AskRefusal | undefined> {
  const [trouble, last, { quietDays }] = await Promise.all([
    troubleWith(db, customerId),
    store.lastAsked(db, customerId),
    store.readSetting(db),
  ])
  return whyNotAsk(scale, { trouble, ...last }, quietDays, now)
}

type Asking = AskGround & { rule: store.Rule; stop: Stop; now: Date }

/** Under what they agreed to be asked: a topic of the house's that is for questions, else every question (null). */
async function agreedTopic({ db, outward, now }: Asking, customerId: string): Promise<string | null> {
  for (const { id: topicId } of await openTopicsOf(db, 'survey')) {
    const { answer } = await mayWrite(db, { outward, customerId, purpose: 'survey', topicId, now })
    if (answer !== 'no') return topicId
  }
  return null
}

async function send(asking: Asking, question: Question): Promise<void> {
  const { db, outward, stop, now } = asking
  const [[customer], sender, house] = await Promise.all([findAll(db, [question.customerId]), houseSender(db), findHouse(db)])
  if (!customer) return
  const held = (why: string) => store.keep(db, { ...question, state: 'held', why }, now)
  if (!sender.publicAddress) return void (await held('no-address'))
  const link = questionLink(sender.publicAddress, outward.keyring, { customerId: question.customerId, questionId: question.id })
  const { words, said } = speakingTo(customer, { house: sender.name || house.name, stop: nameOfStop(stop, customer.language), link })
  const { messageId, verdict } = await sendOne(db, {
    outward,
    customerId: question.customerId,
    purpose: 'survey',
    topicId: await agreedTopic(asking, question.customerId),
    subject: words.subject[question.scale],
    text: words.message(said, words.ask[question.scale](said)),
    staff: null,
    now,
    isSample: question.isSample,
  })
  if (verdict.answer === 'no') await held(verdict.rule ?? 'gate')
  else await store.keep(db, { ...question, messageId }, now)
}

/** Asks one customer about one line; asked again it changes nothing. */
async function askOne(asking: Asking, { customerId, aboutId }: Was): Promise<void> {
  const { rule, now } = asking
  await asking.db.transaction().execute(async (db) => {
    const [customer] = await findAll(db, [customerId])
    if (!customer) return
    await requireForUpdate(db, customerId)
    const stopId = rule.scale === 'nps' ? null : rule.stopId
    const why = await whyNot(db, customerId, rule.scale, now)
    const question = newQuestion({ customerId, scale: rule.scale, stopId, aboutId, how: 'message', isSample: customer.isSample }, now)
    const isNew = await store.add(db, { ...question, ...(why ? { state: 'held' as const, why } : {}) })
    if (isNew && !why) await send({ ...asking, db }, question)
  })
}

/** Everybody who is to be asked now. */
export async function askRound({ db, outward }: AskGround, now: Date): Promise<void> {
  const { zone } = await findHouse(db)
  const stops = new Map((await listStops(db)).map((stop) => [stop.id, stop]))
  for (const rule of await store.listRules(db)) {
    const stop = stops.get(rule.stopId)
    if (!rule.isOn || !stop || stop.isRetired) continue
    for (const was of await whoWas(db, rule, stop, zone, now))
      if (isDrawn(outward.keyring.mark(`asked ${was.aboutId}`), rule.share)) await askOne({ db, outward, rule, stop, now }, was)
  }
}
