import type { z } from 'zod'
import type { Db } from '../../../platform/db/db.ts'
import type { Who } from '../../../platform/http/who.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { findAll } from '../../people/public.ts'
import type { Recount } from '../calendars/actions.ts'
import { findCalendar } from '../calendars/store.ts'
import type { saveStandard } from './contract.ts'
import { isFit } from './rules.ts'
import * as store from './store.ts'

type Asked = z.output<NonNullable<typeof saveStandard.body>>

const changedMeanwhile = (): Refusal => new Refusal(409, 'promises.changed_meanwhile', 'Somebody changed this meanwhile.')

async function check(db: Db, { level, match, targets, calendarId }: Asked): Promise<void> {
  if (!isFit(level, match))
    throw new Refusal(400, 'promises.match_unfit', 'Whom a standard is for must fit its level: one customer, one group, or everybody.', {
      match: 'unfit',
    })
  if (Object.keys(targets).length === 0)
    throw new Refusal(400, 'promises.no_targets', 'A standard says at least one thing: how long, or that nothing is promised.', {
      targets: 'empty',
    })
  const calendar = await findCalendar(db, calendarId)
  if (!calendar || calendar.isRetired)
    throw new Refusal(400, 'promises.no_such_calendar', 'There is no such calendar, or it is retired.', { calendarId: 'unknown' })
  if (match.customerId !== undefined && (await findAll(db, [match.customerId])).length === 0)
    throw new Refusal(400, 'promises.no_such_customer', 'There is no such customer.', { 'match.customerId': 'unknown' })
}

/** What of a standard its version holds; a new name alone makes no new version. */
const terms = ({ calendarId, targets, levels, atRiskFraction, tellsByItself }: Omit<Asked, 'mode'> | store.Standard): string =>
  JSON.stringify([
    calendarId,
    Object.entries(targets).sort(([a], [b]) => (a < b ? -1 : 1)),
    levels,
    Math.round(atRiskFraction * 1e6),
    tellsByItself,
  ])

/** Makes a standard, or its next version from now on. */
export async function keepStandard(
  db: Db,
  standardId: string,
  asked: Asked,
  who: Who,
  { now, recount }: { now: Date; recount: Recount },
): Promise<store.Standard> {
  await check(db, asked)
  const { version, mode, isRetired = false, ...body } = asked
  const stamp = { at: now, by: who.kind === 'staff' ? who.id : null, byName: who.name }
  const before = version === undefined ? undefined : await store.findForUpdate(db, standardId, now)
  if (version !== undefined && before?.version !== version) throw changedMeanwhile()
  const next: store.Standard = {
    ...body,
    standardId,
    versionId: before?.versionId ?? '',
    effectiveFrom: now,
    effectiveTo: null,
    isRetired,
    version: version ?? 1,
  }
  if (!before) {
    if (!(await store.addStandard(db, next))) throw changedMeanwhile()
    return { ...next, versionId: await store.addVersion(db, next, stamp) }
  }
  if (!(await store.changeStandard(db, next))) throw changedMeanwhile()
  const after = { ...next, version: before.version + 1 }
  if (isRetired) {
    await store.endVersion(db, standardId, now)
    return { ...after, effectiveFrom: before.effectiveFrom, effectiveTo: now }
  }
  if (!before.isRetired && terms(before) === terms(asked)) return { ...after, effectiveFrom: before.effectiveFrom }
  await store.endVersion(db, standardId, now)
  const versionId = await store.addVersion(db, next, stamp)
  await recount(db, { standardId }, mode, now)
  return { ...after, versionId }
}
