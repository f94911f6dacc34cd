import { z } from 'zod'
import type { CareAct, Day, TodaySource } from '../../../platform/collected/today.ts'
import type { Db } from '../../../platform/db/db.ts'
import type { Who } from '../../../platform/http/who.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { addDays } from '../../../values/civil-date.ts'
import { type Holder, may } from '../../../values/rights.ts'
import { toInstant } from '../../../values/zone.ts'
import { ask, load } from './actions.ts'
import type { Complaint } from './complaint.ts'
import { follow } from './following.ts'
import { toAsk } from './list-store.ts'
import { codeOf } from './rules.ts'
import { findForUpdate } from './store.ts'

/** What complaints add to Today beside their promises: asking how it is, two business days after it was put right. */

const MOST = 50
const PREFIX = 'complaint-follow'

/** Who answers for the house asks after everybody's; others after those that they received or hold. */
const answersForAll = ({ role }: Holder): boolean => role === 'owner' || role === 'manager'

/** A key for each time they are asked: after an attempt in vain it is another act. */
const keyOf = ({ id, attempts }: Pick<Complaint, 'id' | 'attempts'>): string => `${PREFIX}:${id}:${attempts}`

const actOf = (complaint: Complaint, isRemedied: boolean): CareAct => ({
  key: keyOf(complaint),
  group: 'reply',
  kind: PREFIX,
  customerId: complaint.customerId,
  at: null,
  parts: { complaintId: complaint.id, code: codeOf(complaint.number), isRemedied, attempts: complaint.attempts },
  reasons: [],
  ends: ['yes', 'no', 'done', 'later'],
  stake: 75,
  isSample: complaint.isSample,
})

const notToDo = () => new Refusal(404, 'care.no_such_act', 'This is not to be done any more.')
const undo = z.object({ did: z.enum(['asked', 'nothing']), version: z.int().optional(), followDue: z.string().nullable().optional() })

const endOfDay = ({ today, zone }: Day): Date => new Date(toInstant(addDays(today, 1), 0, zone))

async function askByAct(db: Db, id: string, how: 'yes' | 'no' | 'done', who: Who, { now }: Day) {
  const before = await load(db, id)
  if (before.followDue === null) throw notToDo()
  const answer = how === 'yes' ? { answer: 'content' as const } : how === 'no' ? { answer: 'unhappy' as const } : {}
  const after = await ask(db, { complaintId: id, version: before.version, who, now }, { ...answer, how: 'call' })
  return { did: 'asked', version: after.version, followDue: before.followDue.toISOString() }
}

export const complaintsToday: TodaySource = {
  prefixes: [PREFIX],
  async acts(db, day, who, resting) {
    if (!may(who, 'promises.write')) return []
    const asleep = [...resting].filter((key) => key.startsWith(`${PREFIX}:`)).length
    const found = await toAsk(db, answersForAll(who) ? undefined : who.id, endOfDay(day), MOST + Math.min(asleep, 200))
    return found
      .filter((complaint) => !resting.has(keyOf(complaint)))
      .slice(0, MOST)
      .map((complaint) => actOf(complaint, complaint.remediedAt !== null))
  },
  async end(db, key, how, who, day) {
    if (!may(who, 'promises.write')) throw notToDo()
    if (how !== 'yes' && how !== 'no' && how !== 'done') return { did: 'nothing' }
    return askByAct(db, key.split(':')[1] ?? '', how, who, day)
  },
  async reopen(db, key, told, who, day) {
    const kept = undo.parse(told)
    if (kept.did === 'nothing') return
    const complaint = await findForUpdate(db, key.split(':')[1] ?? '')
    if (!complaint || complaint.version !== kept.version)
      throw new Refusal(409, 'care.changed_meanwhile', 'Somebody changed this meanwhile.')
    const by = { id: who.kind === 'staff' ? who.id : null, name: who.name }
    const payload = { isAttempt: complaint.heard === null, followDue: kept.followDue ?? null }
    await follow(db, complaint, [{ kind: 'unasked', payload, by }], day.now)
  },
}
