import { HOUSE_ID } from '../../rooms/promises/contract.ts'
import { fold, rowOf } from '../../rooms/promises/rules.ts'
import type { StaffKey } from './made.ts'
import { staffName } from './people.ts'
import type { MadePromise, MadeSlip } from './promise-story.ts'
import type { Ways } from './standards.ts'

/** Promises, standards and calendars of the sample as rows: what happened, and the row that follows from it. */

type Row = Record<string, unknown>
type StaffIds = ReadonlyMap<StaffKey, string>

const DAY = 86_400_000

const handOf = (key: StaffKey | null, ids: StaffIds) => ({
  staff_id: key === null ? null : (ids.get(key) ?? null),
  staff_name: key === null ? null : staffName(key),
})

/** What the event of its making says beside its dues. */
const madePayload = ({ direction, words, holder, team }: MadePromise, ids: StaffIds) => ({
  direction,
  words,
  holderId: holder && (ids.get(holder) ?? null),
  holderName: holder && staffName(holder),
  team,
  checkedAt: null,
})

type Happened = { id: string; at: Date; kind: string; by: StaffKey | null; payload: Record<string, unknown> }

const eventsOf = (promise: MadePromise, ids: StaffIds): Happened[] =>
  promise.events.map((event) => (event.kind === 'made' ? { ...event, payload: { ...madePayload(promise, ids), ...event.payload } } : event))

function promiseRow(promise: MadePromise, events: readonly Happened[], ways: Ways, ids: StaffIds): Row {
  const customer_id = promise.customerId ?? HOUSE_ID
  const standing = rowOf(fold(events))
  return {
    customer_id,
    promise_id: promise.id,
    direction: promise.direction,
    category: promise.category,
    kind: promise.kind,
    words: standing.words,
    holder_id: standing.holderId,
    holder_name: standing.holderName,
    team: standing.team,
    to_staff_id: promise.toStaff && (ids.get(promise.toStaff) ?? null),
    made_at: promise.madeAt,
    made_by: ids.get(promise.by) ?? null,
    made_by_name: staffName(promise.by),
    given: promise.given,
    order_id: promise.orderId,
    target: promise.target,
    target_value: promise.targetValue,
    cutoff: promise.cutoff,
    starts_at: promise.madeAt,
    calendar_version_id: ways.hours.get(promise.hours)?.versionId ?? null,
    standard_version_id: promise.standard && (ways.standards.get(promise.standard)?.versionId ?? null),
    inputs: promise.inputs,
    internal_due: standing.internalDue,
    promised_due: standing.promisedDue,
    first_due: standing.firstDue,
    is_day: promise.isDay,
    at_risk_at: standing.atRiskAt,
    levels: standing.levels,
    next_level_at: standing.nextLevelAt,
    forecast: standing.forecast,
    state: standing.state,
    stage: standing.stage,
    is_paused: standing.isPaused,
    is_exceeded: standing.isExceeded,
    is_warned: standing.isWarned,
    is_missed: standing.isMissed,
    rests_unsure: standing.restsUnsure,
    slips: standing.slips,
    slip_id: standing.slipId,
    level: standing.level,
    severity: promise.severity,
    checked_at: standing.checkedAt,
    done_at: standing.doneAt,
    done_by: promise.doneBy && (ids.get(promise.doneBy) ?? null),
    done_by_name: promise.doneBy && staffName(promise.doneBy),
    first_customer_id: customer_id,
    is_sample: true,
    version: 1,
  }
}

const eventRow = ({ customerId, id }: MadePromise, event: Happened, ids: StaffIds): Row => ({
  customer_id: customerId ?? HOUSE_ID,
  promise_id: id,
  event_id: event.id,
  at: event.at,
  kind: event.kind,
  ...handOf(event.by, ids),
  payload: event.payload,
  first_customer_id: customerId ?? HOUSE_ID,
  is_sample: true,
})

function slipRow({ customerId, id }: MadePromise, slip: MadeSlip, ids: StaffIds): Row {
  const { staff_id: signed_by, staff_name: signed_by_name } = handOf(slip.signedBy, ids)
  const { staff_id: told_by, staff_name: told_by_name } = handOf(slip.toldBy, ids)
  return {
    customer_id: customerId ?? HOUSE_ID,
    promise_id: id,
    slip_id: slip.id,
    number: slip.number,
    at: slip.at,
    is_foreseen: slip.isForeseen,
    reason: slip.reason,
    reason_words: slip.reasonWords,
    facts: {},
    signed_by,
    signed_by_name,
    new_due: slip.newDue,
    fix: slip.fix,
    fix_due: slip.fixDue,
    amends: slip.amends,
    amends_kind: slip.amendsKind,
    amends_minor: slip.amendsMinor,
    amends_currency: slip.amendsMinor === null ? null : 'VND',
    cost_minor: slip.fixedAt === null ? null : slip.amendsMinor,
    none_why: slip.noneWhy,
    told_how: slip.toldHow,
    told_at: slip.toldAt,
    told_by,
    told_by_name,
    answer: slip.answer,
    answered_at: slip.answeredAt,
    fixed_at: slip.fixedAt,
    declared_at: slip.at,
    acted_at: slip.toldAt,
    first_customer_id: customerId ?? HOUSE_ID,
    is_sample: true,
    version: 1,
  }
}

/** Rows of promises in the order of writing. */
export function promiseRows(promises: readonly MadePromise[], ways: Ways, ids: StaffIds) {
  const rows: Record<'promise' | 'promise_event' | 'promise_slip' | 'promise_need', Row[]> = {
    promise: [],
    promise_event: [],
    promise_slip: [],
    promise_need: [],
  }
  for (const promise of promises) {
    const events = eventsOf(promise, ids)
    rows.promise.push(promiseRow(promise, events, ways, ids))
    rows.promise_event.push(...events.map((event) => eventRow(promise, event, ids)))
    rows.promise_slip.push(...promise.slips.map((slip) => slipRow(promise, slip, ids)))
    for (const { needsId, needsCustomerId, leadSeconds } of promise.needs)
      rows.promise_need.push({
        customer_id: promise.customerId ?? HOUSE_ID,
        promise_id: promise.id,
        needs_customer_id: needsCustomerId,
        needs_id: needsId,
        lead_seconds: leadSeconds,
      })
  }
  return rows
}

/** When the house is open and what it promises by itself. `hasHouseCalendar`: it has said before when it is open, and that stays. */
export function standardRows(
  { hours, standards }: Ways,
  { now, hasHouseCalendar }: { now: Date; hasHouseCalendar: boolean },
  ids: StaffIds,
) {
  const before = (days: number) => new Date(now.getTime() - days * DAY)
  const by = { made_by: ids.get('dung') ?? null, made_by_name: staffName('dung') }
  const opened = before(1125)
  return {
    calendar: [...hours.values()].map(({ key, id, name }) => ({
      calendar_id: id,
      name,
      is_house: key === 'shop' && !hasHouseCalendar,
      is_retired: false,
      is_sample: true,
      version: 1,
    })),
    calendar_version: [...hours.values()].map(({ id, versionId, hours: told }) => ({
      calendar_version_id: versionId,
      calendar_id: id,
      effective_from: opened,
      zone: told.zone,
      weekly: told.weekly,
      closed: told.closed,
      special: told.special,
      reasons: told.reasons,
      is_always: told.isAlways,
      made_at: opened,
      ...by,
    })),
    standard: [...standards.values()].map(({ id, name, level, match }) => ({
      standard_id: id,
      name,
      level,
      match,
      rank: 0,
      is_retired: false,
      is_sample: true,
      version: 1,
    })),
    standard_version: [...standards.values()].map((told) => ({
      standard_version_id: told.versionId,
      standard_id: told.id,
      effective_from: before(told.since),
      effective_to: null,
      calendar_id: hours.get(told.hours)?.id ?? null,
      targets: told.targets,
      levels: told.levels,
      at_risk_fraction: told.atRiskFraction,
      tells_by_itself: false,
      made_at: before(told.since),
      ...by,
    })),
  }
}
