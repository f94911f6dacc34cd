import type { z } from 'zod'
import type { Db } from '../../platform/db/db.ts'
import type { Who } from '../../platform/http/who.ts'
import { Refusal } from '../../platform/refusal.ts'
import { addDays } from '../../values/civil-date.ts'
import { dayIn, toInstant } from '../../values/zone.ts'
import { callThem, findAll, requireCustomer, requireForUpdate } from '../people/public.ts'
import { makePromise, openComplaintsOf } from '../promises/public.ts'
import { isOfStop, lastStopLines, listStops } from '../touchpoints/public.ts'
import { addAnswered, dropAnswer, findStop, newQuestion } from './answering.ts'
import { whyNot } from './asking.ts'
import type { followAnswer, noteAnswer, saveQuestionRule, scales } from './contract.ts'
import { type Answered, isAnswered } from './question.ts'
import { isFresh, isOnScale, resultOf } from './rules.ts'
import * as store from './store.ts'
import { viewAnswer, viewRule } from './views.ts'
import { questionWords } from './words.data.ts'

/** What staff note and settle, and what answers come to. */

type Noted = z.output<NonNullable<typeof noteAnswer.body>>
type RuleAsked = z.output<NonNullable<typeof saveQuestionRule.body>>
type Follow = z.output<NonNullable<typeof followAnswer.body>>
export type Doing = { who: Who; now: Date }

const MOST_SHOWN = 50
const YEAR_DAYS = 365
const aboutStops = ['csat', 'ces'] as const satisfies readonly (typeof scales)[number][]

const noSuchStop = () => new Refusal(404, 'satisfaction.no_such_stop', 'There is no such touchpoint.', { stopId: 'no_such_stop' })
const noSuchAnswer = () => new Refusal(404, 'satisfaction.no_such_answer', 'There is no such answer.')
const changedMeanwhile = () => new Refusal(409, 'satisfaction.changed_meanwhile', 'Somebody changed this meanwhile.')

/** The last 12 months by days of the house. */
export const yearBefore = (zone: string, now: Date): Date => new Date(toInstant(addDays(dayIn(zone, now.getTime()), -YEAR_DAYS), 0, zone))

export async function readSatisfaction(db: Db, zone: string, now: Date) {
  const since = yearBefore(zone, now)
  const [stops, rules, setting, given] = await Promise.all([
    listStops(db),
    store.listRules(db),
    store.readSetting(db),
    store.countGiven(db, since),
  ])
  const result = (scale: (typeof scales)[number], stopId: string | null) =>
    resultOf(
      scale,
      new Map(
        given.filter((one) => one.scale === scale && (scale === 'nps' || one.stopId === stopId)).map(({ score, times }) => [score, times]),
      ),
    )
  return {
    ...setting,
    since: since.toISOString(),
    stops: stops.map(({ id }) => {
      const rule = rules.find(({ stopId }) => stopId === id)
      const results = aboutStops.map((scale) => result(scale, id)).filter(({ answers }) => answers > 0)
      return { stopId: id, rule: rule ? viewRule(rule) : null, results }
    }),
    relationship: result('nps', null),
  }
}

/** Says what a touchpoint asks; nobody is asked about what was before it was switched on. */
export async function saveRule(db: Db, stopId: string, { version, ...asked }: RuleAsked, now: Date) {
  if (!(await findStop(db, stopId))) throw noSuchStop()
  const before = (await store.listRules(db)).find((rule) => rule.stopId === stopId)
  const onSince = asked.isOn ? (before?.isOn ? before.onSince : now) : null
  const rule = { stopId, ...asked, onSince, version: version ?? 1 }
  const isKept = version === undefined ? await store.addRule(db, rule) : await store.keepRule(db, rule)
  if (!isKept) throw changedMeanwhile()
  return viewRule({ ...rule, version: version === undefined ? 1 : version + 1 })
}

export async function saveSetting(db: Db, setting: store.Setting): Promise<store.Setting> {
  if (!(await store.keepSetting(db, setting))) throw changedMeanwhile()
  return { ...setting, version: setting.version + 1 }
}

/** Where a customer was last, as the way knows it. */
async function lastStop(db: Db, customerId: string, now: Date): Promise<string | null> {
  const stops = (await listStops(db)).filter(({ isRetired }) => !isRetired)
  for (const line of await lastStopLines(db, customerId, now, 10)) {
    const hasEnded = line.endsOn !== null && new Date(`${line.endsOn}T00:00:00Z`) < now
    const stop =
      (hasEnded && stops.find(({ feeds }) => isOfStop(feeds, { ...line, moment: 'ends' }))) ||
      stops.find(({ feeds }) => isOfStop(feeds, line))
    if (stop) return stop.id
  }
  return null
}

export async function answersFor(db: Db, customerId: string, now: Date) {
  await requireCustomer(db, customerId)
  const [answers, lastStopId, stop, relationship] = await Promise.all([
    store.answersOf(db, customerId, MOST_SHOWN),
    lastStop(db, customerId, now),
    whyNot(db, customerId, 'csat', now),
    whyNot(db, customerId, 'nps', now),
  ])
  return { answers: answers.map(viewAnswer), lastStopId, notAbout: { stop: stop ?? null, relationship: relationship ?? null } }
}

/** Notes what somebody said at the counter, with who asked. */
export async function note(db: Db, customerId: string, { scale, stopId, score, words }: Noted, { who, now }: Doing) {
  await requireForUpdate(db, customerId)
  if (scale !== 'nps' && stopId === undefined)
    throw new Refusal(400, 'satisfaction.needs_stop', 'Say which touchpoint this is about.', { stopId: 'needed' })
  if (scale !== 'nps' && !(await findStop(db, stopId ?? null))) throw noSuchStop()
  if (!isOnScale(scale, score))
    throw new Refusal(400, 'satisfaction.off_the_scale', 'The scale has no such answer.', { score: 'off_the_scale' })
  const why = await whyNot(db, customerId, scale, now)
  if (why) throw new Refusal(409, 'satisfaction.not_now', 'This is not the time to ask them.', { scale: why })
  const [customer] = await findAll(db, [customerId])
  const asked = { customerId, scale, stopId: scale === 'nps' ? null : (stopId ?? null), aboutId: null, how: 'counter' as const }
  const question: Answered = {
    ...newQuestion({ ...asked, isSample: customer?.isSample ?? false }, now),
    state: 'answered',
    score,
    words: words ?? null,
    answeredAt: now,
    staffId: who.kind === 'staff' ? who.id : null,
    staffName: who.name,
  }
  return viewAnswer(await addAnswered(db, question, now))
}

/** Takes back what was noted by hand: what a customer wrote themselves is theirs. */
export async function takeBack(db: Db, customerId: string, questionId: string, now: Date): Promise<void> {
  await requireForUpdate(db, customerId)
  const question = await store.findForUpdate(db, customerId, questionId)
  if (!question || !isAnswered(question)) throw noSuchAnswer()
  if (question.how !== 'counter' || question.became !== null || !isFresh(question.answeredAt, now))
    throw new Refusal(409, 'satisfaction.theirs', 'This answer stays as it was given.')
  await dropAnswer(db, question, now)
}

/** What is made of an unhappy answer. */
export async function follow(db: Db, customerId: string, questionId: string, asked: Follow, { who, now }: Doing) {
  await requireForUpdate(db, customerId)
  const question = await store.findForUpdate(db, customerId, questionId)
  if (!question || !isAnswered(question)) throw noSuchAnswer()
  if (question.version !== asked.version || question.became !== null) throw changedMeanwhile()
  const [customer] = await findAll(db, [customerId])
  if (!customer) throw noSuchAnswer()
  const promise =
    asked.how === 'promise'
      ? await makePromise(
          db,
          {
            customerId,
            direction: customer.kind === 'organisation' ? 'to-partner' : 'to-customer',
            kind: 'callback',
            category: 'service',
            // As other words that a letter may repeat: in the language they read.
            words: questionWords[customer.language].callBack(callThem(customer, customer.language)),
            dueDay: asked.dueDay,
            aboutKind: 'answer',
            aboutId: question.id,
            isSample: customer.isSample,
          },
          who,
          now,
        )
      : undefined
  if (asked.how === 'complaint' && !(await openComplaintsOf(db, customerId, who)).some(({ id }) => id === asked.complaintId))
    throw new Refusal(404, 'satisfaction.no_such_complaint', 'This customer has no such complaint.', { complaintId: 'no_such_complaint' })
  const becameId = asked.how === 'complaint' ? asked.complaintId : (promise?.id ?? null)
  const kept = await store.keep(db, { ...question, became: asked.how, becameId }, now)
  if (!isAnswered(kept)) throw noSuchAnswer()
  return { ...viewAnswer(kept), promiseId: promise?.id ?? null }
}
