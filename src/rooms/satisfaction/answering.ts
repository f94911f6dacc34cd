import type { Db } from '../../platform/db/db.ts'
import { newId } from '../../platform/ids.ts'
import { Refusal } from '../../platform/refusal.ts'
import { changeLine, listStops, removeLine, type Stop, writeLine } from '../touchpoints/public.ts'
import { scaleEnds } from './contract.ts'
import { type Answered, isAnswered, type Question } from './question.ts'
import { isOnScale, isOpen } from './rules.ts'
import * as store from './store.ts'

/** An answer is written down as it was given, on the customer's timeline too; what was said before a change is kept beside it. */

const KIND = 'answer'

const lineOf = ({ scale, score, words }: Question, stop: Stop | undefined) => ({
  code: `${score ?? ''}/${scaleEnds[scale][1]}`,
  type: scale,
  state: 'answered',
  summary: [stop?.nameVi, words].filter(Boolean).join(' · ').slice(0, 300),
  startsOn: null,
  endsOn: null,
})

export const findStop = async (db: Db, stopId: string | null): Promise<Stop | undefined> =>
  stopId === null ? undefined : (await listStops(db)).find(({ id }) => id === stopId)

const offTheScale = () => new Refusal(400, 'satisfaction.off_the_scale', 'The scale has no such answer.', { score: 'off_the_scale' })

/** Adds a question that was asked and answered at once, by somebody of the house. The caller holds the customer. */
export async function addAnswered(db: Db, question: Answered, now: Date): Promise<Answered> {
  if (!isOnScale(question.scale, question.score)) throw offTheScale()
  await store.add(db, question)
  const details = lineOf(question, await findStop(db, question.stopId))
  const by = { staffId: question.staffId, staffName: question.staffName }
  const about = { aboutKind: KIND, aboutId: question.id, details, by }
  await writeLine(db, { customerId: question.customerId, at: question.answeredAt, touchpointId: question.id, kind: 'note', ...about }, now)
  return question
}

/** Takes an answer from the page, or changes it: the same again changes nothing. Undefined where the question is closed. */
export async function takeAnswer(
  db: Db,
  question: Question,
  said: { score?: number; words?: string },
  now: Date,
): Promise<Answered | undefined> {
  if (!isOpen({ askedAt: question.at, answeredAt: question.answeredAt }, now)) return undefined
  const score = said.score ?? question.score
  if (score === null || !isOnScale(question.scale, score)) throw offTheScale()
  const words = said.words ?? question.words
  if (isAnswered(question) && score === question.score && words === question.words) return question
  const former = isAnswered(question)
    ? [...question.former, { score: question.score, words: question.words, at: now.toISOString() }]
    : question.former
  // What was made of another answer was not made of this one.
  const isOther = score !== question.score
  const kept = await store.keep(
    db,
    {
      ...question,
      state: 'answered',
      why: null,
      score,
      words,
      answeredAt: question.answeredAt ?? now,
      former,
      became: isOther ? null : question.became,
      becameId: isOther ? null : question.becameId,
    },
    now,
  )
  if (!isAnswered(kept)) throw new Error('an answer that is none')
  const details = lineOf(kept, await findStop(db, kept.stopId))
  const line = { customerId: kept.customerId, at: kept.answeredAt, touchpointId: kept.id, details }
  if (question.score === null) await writeLine(db, { ...line, kind: 'note', aboutKind: KIND, aboutId: kept.id }, now)
  else await changeLine(db, line, now)
  return kept
}

/** Takes an answer away with its line. The caller holds the customer. */
export async function dropAnswer(db: Db, { customerId, id }: Question, now: Date): Promise<void> {
  await store.remove(db, customerId, id)
  await removeLine(db, customerId, id, now)
}

/** A question that nobody has asked yet. */
export const newQuestion = (
  asked: Pick<Question, 'customerId' | 'scale' | 'stopId' | 'aboutId' | 'how' | 'isSample'>,
  now: Date,
): Question => ({
  ...asked,
  id: newId(now.getTime()),
  state: 'asked',
  why: null,
  messageId: null,
  at: now,
  staffId: null,
  staffName: null,
  score: null,
  words: null,
  answeredAt: null,
  former: [],
  became: null,
  becameId: null,
  version: 1,
})
