import { z } from 'zod'
import type { CareAct, TodaySource } from '../../platform/collected/today.ts'
import { Refusal } from '../../platform/refusal.ts'
import { may } from '../../values/rights.ts'
import { listStops } from '../touchpoints/public.ts'
import type { Answered } from './question.ts'
import * as store from './store.ts'

/** Who was unhappy and was not called yet. */

const PREFIX = 'unhappy'
const MOST = 50
const DAY = 24 * 3600_000
/** Later a call would only surprise. */
const CALLED_WITHIN = 30

const actOf = (answer: Answered, stops: ReadonlyMap<string, { nameVi: string; nameEn: string }>, now: Date): CareAct => {
  const stop = answer.stopId === null ? undefined : stops.get(answer.stopId)
  return {
    key: `${PREFIX}:${answer.id}`,
    group: 'reply',
    kind: 'unhappy',
    customerId: answer.customerId,
    at: null,
    parts: {
      scale: answer.scale,
      score: answer.score,
      words: answer.words,
      stopVi: stop?.nameVi ?? null,
      stopEn: stop?.nameEn ?? null,
      answeredAt: answer.answeredAt.toISOString(),
      questionId: answer.id,
      version: answer.version,
    },
    reasons: [],
    ends: ['done', 'later'],
    // The worse and the fresher, the more.
    stake: 72 - answer.score + 4 / (1 + (now.getTime() - answer.answeredAt.getTime()) / DAY),
    isSample: answer.isSample,
  }
}

const notToDo = () => new Refusal(404, 'care.no_such_act', 'This is not to be done any more.')
const undo = z.object({ customerId: z.uuid(), questionId: z.uuid(), did: z.enum(['seen', 'nothing']) })

export const satisfactionToday: TodaySource = {
  prefixes: [PREFIX],
  async acts(db, { now }, who, resting) {
    if (!may(who, 'promises.write') || !may(who, 'see.contacts')) return []
    const open = await store.unhappyOpen(db, new Date(now.getTime() - CALLED_WITHIN * DAY), MOST + resting.size)
    const stops = new Map((await listStops(db)).map((stop) => [stop.id, stop]))
    return open
      .map((answer) => actOf(answer, stops, now))
      .filter(({ key }) => !resting.has(key))
      .slice(0, MOST)
  },
  async end(db, key, how, who, { now }) {
    if (!may(who, 'promises.write')) throw notToDo()
    const question = await store.findUnhappy(db, key.slice(PREFIX.length + 1))
    if (!question || question.became !== null) throw notToDo()
    const { customerId, id: questionId } = question
    if (how === 'later') return { customerId, questionId, did: 'nothing' }
    await store.keep(db, { ...question, became: 'seen' }, now)
    return { customerId, questionId, did: 'seen' }
  },
  async reopen(db, _key, told, _who, { now }) {
    const { customerId, questionId, did } = undo.parse(told)
    const question = await store.findForUpdate(db, customerId, questionId)
    if (did === 'seen' && question?.became === 'seen') await store.keep(db, { ...question, became: null }, now)
  },
}
