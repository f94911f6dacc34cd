import type { z } from 'zod'
import type { Db } from '../../../platform/db/db.ts'
import { may } from '../../../values/rights.ts'
import { callThem, findAll } from '../../people/public.ts'
import { findHouse } from '../../team/public.ts'
import type { ServicePromise } from '../promise.ts'
import { limitOf } from '../slips/limits.ts'
import { findAll as findPromises } from '../store.ts'
import { type Looking, namesOf, orderOf, viewRows as viewPromises } from '../views.ts'
import type { Complaint } from './complaint.ts'
import type { complaintRow, complaintView, openComplaintView } from './contract.ts'
import { openOf, repeats } from './list-store.ts'
import { codeOf, hasRemedy, isVeiledFrom, lacksOf, nextOf } from './rules.ts'
import { statusOf } from './status.ts'
import { eventsOf } from './store.ts'

/** Complaints as they are shown: what touches health or safety without words for whoever may not see what is sensitive. */

type Row = z.input<typeof complaintRow>
type View = z.input<typeof complaintView>
type Brief = z.input<typeof openComplaintView>

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

/** The promises of complaints, by id. */
async function clocksOf(db: Db, complaints: readonly Complaint[]): Promise<Map<string, ServicePromise>> {
  const ids = complaints.flatMap(({ acknowledgingId, decidingId, actingId, preventionId }) => [
    acknowledgingId,
    decidingId,
    actingId,
    preventionId,
  ])
  const found = await findPromises(
    db,
    ids.filter((id) => id !== null),
  )
  return new Map(found.map((promise) => [promise.id, promise]))
}

type Clocks = ReadonlyMap<string, ServicePromise>
const inClocks = (clocks: Clocks, id: string | null): ServicePromise | undefined => (id === null ? undefined : clocks.get(id))
const openIn = (clocks: Clocks, id: string | null): ServicePromise | undefined => {
  const promise = inClocks(clocks, id)
  return promise?.state === 'open' ? promise : undefined
}

/** A new time after a slip is told with its hour. */
const isHeardAsDay = ({ isDay, promisedDue, firstDue }: ServicePromise): boolean => isDay && promisedDue?.getTime() === firstDue?.getTime()

function nextIn(complaint: Complaint, clocks: Clocks): Pick<Row, 'next' | 'due' | 'isDueDay' | 'holderName'> {
  const [arrival, decision] = [openIn(clocks, complaint.acknowledgingId), openIn(clocks, complaint.decidingId)]
  const next = nextOf(complaint, arrival !== undefined)
  const clock = next === 'acknowledge' ? arrival : next === 'answer' ? decision : undefined
  return {
    next,
    due: iso(clock ? clock.promisedDue : next === 'ask' ? complaint.followDue : null),
    isDueDay: clock ? isHeardAsDay(clock) : next === 'ask',
    holderName: inClocks(clocks, complaint.decidingId)?.holderName ?? complaint.receivedByName,
  }
}

const isVeiled = (complaint: Complaint, { who }: Pick<Looking, 'who'>): boolean => isVeiledFrom(complaint, may(who, 'see.sensitive'))

function rowOf(complaint: Complaint, named: { calledAs: string; organisation: string | null }, clocks: Clocks, looking: Looking): Row {
  const veiled = isVeiled(complaint, looking)
  return {
    id: complaint.id,
    code: codeOf(complaint.number),
    customerId: complaint.customerId,
    ...named,
    receivedAt: complaint.receivedAt.toISOString(),
    receivedByName: complaint.receivedByName,
    how: complaint.how,
    touchpointKind: complaint.touchpointKind,
    place: complaint.place,
    words: veiled ? null : complaint.words,
    isVeiled: veiled,
    severity: complaint.severity,
    touches: complaint.touches,
    state: complaint.state,
    cause: complaint.cause,
    decision: complaint.decision,
    ...nextIn(complaint, clocks),
    closedAt: iso(complaint.closedAt),
    isSample: complaint.isSample,
    version: complaint.version,
  }
}

export async function viewRows(db: Db, complaints: readonly Complaint[], looking: Looking): Promise<Row[]> {
  const clocks = await clocksOf(db, complaints)
  const names = await namesOf(
    db,
    complaints.map(({ customerId }) => customerId),
    looking,
  )
  return complaints.map((complaint) =>
    rowOf(complaint, names.get(complaint.customerId) ?? { calledAs: '', organisation: null }, clocks, looking),
  )
}

async function statusIn(db: Db, complaint: Complaint, clocks: Clocks, now: Date): Promise<View['status']> {
  const { name: house, zone } = await findHouse(db)
  const [customer] = await findAll(db, [complaint.customerId])
  const decision = openIn(clocks, complaint.decidingId)
  return statusOf({
    course: complaint,
    code: codeOf(complaint.number),
    receivedAt: complaint.receivedAt,
    hasRemedy: complaint.decision !== 'rejected' && hasRemedy(complaint),
    calledAs: customer?.name ? { vi: callThem(customer, 'vi'), en: callThem(customer, 'en') } : { vi: '', en: '' },
    us: customer?.kind === 'person' ? customer.address.us : 'chúng tôi',
    house,
    due: decision?.promisedDue ? { at: decision.promisedDue, isDay: isHeardAsDay(decision) } : null,
    zone,
    now,
  })
}

async function promisesIn(db: Db, complaint: Complaint, clocks: Clocks, looking: Looking): Promise<View['promises']> {
  const rows = await viewPromises(db, [...clocks.values()], looking)
  const at = (id: string | null) => rows.find((row) => row.id === id) ?? null
  return {
    acknowledging: at(complaint.acknowledgingId),
    deciding: at(complaint.decidingId),
    acting: at(complaint.actingId),
    prevention: at(complaint.preventionId),
  }
}

/** What may be read only by those who may see what is sensitive. */
const wordsOf = (complaint: Complaint) => ({
  remedySought: complaint.remedySought,
  causeWords: complaint.causeWords,
  fix: complaint.fix,
  amends: complaint.amends,
  decisionWords: complaint.decisionWords,
  heardWords: complaint.heardWords,
})
const noWords = { remedySought: null, causeWords: null, fix: null, amends: null, decisionWords: null, heardWords: null }

/** One complaint with everything that happened to it. */
export async function viewComplaint(db: Db, complaint: Complaint, looking: Looking): Promise<View> {
  const clocks = await clocksOf(db, [complaint])
  const [row] = await viewRows(db, [complaint], looking)
  if (!row) throw new Error('a complaint has no view')
  const { currency } = await findHouse(db)
  const { amendsMinor, amendsCurrency } = complaint
  const earlier = complaint.cause === null ? undefined : await repeats(db, complaint.id)
  const promises = await promisesIn(db, complaint, clocks, looking)
  const veiled = row.isVeiled
  return {
    ...row,
    ...(veiled ? noWords : wordsOf(complaint)),
    complexity: complaint.complexity,
    order: await orderOf(db, complaint),
    acknowledgedAt: iso(complaint.acknowledgedAt),
    assessedAt: iso(complaint.assessedAt),
    investigatingAt: iso(complaint.investigatingAt),
    answeredAt: iso(complaint.answeredAt),
    isAcknowledgedInTime: complaint.isAcknowledgedInTime,
    isAnsweredInTime: complaint.isAnsweredInTime,
    amendsKind: complaint.amendsKind,
    amendsAmount: amendsMinor === null ? null : { minor: amendsMinor, currency: amendsCurrency ?? currency },
    needsLead: complaint.needsLead,
    approvedByName: complaint.approvedByName,
    remediedAt: iso(complaint.remediedAt),
    limit: { minor: await limitOf(db, looking.who.role), currency },
    heard: complaint.heard,
    attempts: complaint.attempts,
    followDue: iso(complaint.followDue),
    prevention: complaint.prevention,
    // What has to be done at once may name what only some may read.
    promises: { ...promises, acting: veiled ? null : promises.acting },
    lacks: complaint.closedAt === null ? lacksOf(complaint) : [],
    status: await statusIn(db, complaint, clocks, looking.now),
    repeats: earlier ? { id: earlier.id, code: codeOf(earlier.number) } : null,
    events: (await eventsOf(db, complaint)).map(({ id, at, kind, staffName, payload }) => ({
      id,
      at: at.toISOString(),
      kind,
      staffName,
      payload: veiled ? null : payload,
    })),
  }
}

/** What is not closed of a customer, as a card shows it, the oldest first. */
export async function openComplaintsOf(db: Db, customerId: string, who: Looking['who']): Promise<Brief[]> {
  const open = await openOf(db, customerId)
  if (open.length === 0) return []
  const clocks = await clocksOf(db, open)
  return open.map((complaint) => ({
    id: complaint.id,
    code: codeOf(complaint.number),
    receivedAt: complaint.receivedAt.toISOString(),
    words: isVeiled(complaint, { who }) ? null : complaint.words,
    state: complaint.state,
    due: nextIn(complaint, clocks).due,
  }))
}
