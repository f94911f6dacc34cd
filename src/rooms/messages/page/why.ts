import type { Db } from '../../../platform/db/db.ts'
import { clockIn } from '../../../values/zone.ts'
import { eventsOf } from '../consent/store.ts'
import { explain } from '../gate.ts'
import type { Model } from './model.ts'
import { dayShown, type Speaking } from './said.ts'
import { findSent } from './store.ts'

/** Why somebody got a letter, in words: what they had agreed to when it was planned, and that it was looked at again before it left. */
export async function whySent(db: Db, model: Model, { words, persons, language }: Speaking, messageId: string): Promise<string> {
  const { customer, wanted } = model
  const sent = await findSent(db, customer.id, messageId)
  if (!sent) return words.why.unknown(persons)
  if (sent.purpose === 'service') return words.why.service(persons)
  const passed = (await explain(db, customer.id, messageId)).findLast(({ answer, stage }) => answer === 'pass' && stage !== 'plan')
  const at = passed && new Date(passed.at)
  const checked = at
    ? ` ${words.why.checked(`${clockIn(model.house.zone, at.getTime()).slice(0, 5)} ${dayShown(model, at, language)}`)}`
    : ''
  if (sent.purpose === 'relationship') return words.why.personal(persons) + checked
  const log = (await eventsOf(db, [customer.id])).get(customer.id) ?? []
  const agreed = log.findLast(
    ({ act, purpose, topicId, at }) => act === 'granted' && purpose === sent.purpose && topicId === sent.topicId && at <= sent.plannedAt,
  )
  const topic = wanted.find((one) => one.topic.id === sent.topicId)?.topic ?? sent.topic
  if (!agreed || !topic) return words.why.unknown(persons) + checked
  return words.why.asked(persons, topic.names[language], dayShown(model, agreed.at, language)) + checked
}
