import type { ComplaintEventKind, ComplaintTouch, ComplaintWay } from '../../rooms/promises/complaints/complaint.ts'
import { ASK_AFTER_DAYS, isSpoken } from '../../rooms/promises/complaints/rules.ts'
import { type Chance, chanceOf } from './chance.ts'
import { type PastComplaint, pastComplaints } from './complaints.data.ts'
import { idAt, type SampleHouse, type StaffKey, type Telling } from './made.ts'
import { type MadePromise, Story } from './promise-story.ts'
import { waysIn } from './promises.ts'

/**
 * The complaints of the sample: one that waits for its answer, one that is answered and not yet put right, and eight that were settled. Each
 * rests on a promise that is told already; only what keeps them from coming again is promised anew, inside the house.
 */

export type MadeComplaintEvent = { id: string; at: Date; kind: ComplaintEventKind; by: StaffKey; payload: Record<string, unknown> }

export type MadeComplaint = {
  id: string
  number: number
  customerId: string
  orderId: string | null
  /** The promise to answer. */
  decidingId: string
  receivedAt: Date
  by: StaffKey
  how: ComplaintWay
  words: string
  touchpointId: string
  events: MadeComplaintEvent[]
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

type Said = {
  promise: MadePromise
  number: number
  how: ComplaintWay
  words: string
  severity: number
  touches?: ComplaintTouch | undefined
  touchpointKind: string
  sought: string | null
}

/** Tells one complaint from its receipt on; what happens at one moment stands a millisecond apart, in its order. */
class Told {
  readonly complaint: MadeComplaint
  readonly #chance: Chance

  constructor(chance: Chance, { promise, number, how, words, severity, touches, touchpointKind, sought }: Said) {
    this.#chance = chance
    const at = promise.madeAt.getTime()
    if (promise.customerId === null) throw new Error('a complaint is somebody’s')
    this.complaint = {
      id: idAt(chance, at),
      number,
      customerId: promise.customerId,
      orderId: promise.orderId,
      decidingId: promise.id,
      receivedAt: promise.madeAt,
      by: promise.by,
      how,
      words,
      touchpointId: idAt(chance, at),
      events: [],
    }
    const place = /phòng (\d{3})/.exec(promise.words)?.[1]
    this.happen(at, promise.by, 'received', {
      words,
      how,
      severity,
      touches: touches ?? null,
      touchpointKind,
      place: place ? `phòng ${place}` : null,
      remedySought: sought,
      acknowledgingId: null,
      decidingId: promise.id,
    })
    this.happen(isSpoken(how) ? at : at + 20 * MINUTE, promise.by, 'acknowledged', { isInTime: true })
  }

  happen(at: number, by: StaffKey, kind: ComplaintEventKind, payload: Record<string, unknown> = {}): this {
    const last = this.complaint.events.at(-1)?.at.getTime() ?? 0
    const moment = Math.max(at, last + 1)
    this.complaint.events.push({ id: idAt(this.#chance, moment), at: new Date(moment), kind, by, payload })
    return this
  }
}

const endOf = ({ events }: MadePromise) => events.findLast(({ kind }) => kind === 'kept' || kind === 'late' || kind === 'broken')

/** The promise that was the answer to a complaint: long enough ago that the customer has been asked since, and of nobody twice. */
function answerTo(house: SampleHouse, { of, saying, nth }: PastComplaint, telling: Telling, taken: ReadonlySet<string>): MadePromise {
  const fitting = house.promises
    .filter(
      ({ direction, kind, words, customerId }) =>
        direction === 'to-customer' && kind === of && saying.test(words) && !taken.has(customerId ?? ''),
    )
    .filter((promise) => (endOf(promise)?.at.getTime() ?? telling.now) < telling.now - 20 * DAY)
    .sort((a, b) => b.madeAt.getTime() - a.madeAt.getTime())
  const found = fitting[nth] ?? fitting.at(-1)
  if (!found) throw new Error(`the sample never promised ${of} of ${saying}`)
  return found
}

type Tools = { chance: Chance; telling: Telling; house: SampleHouse }

/** What keeps it from coming again: promised inside the house, and done. */
function prevented({ chance, telling, house }: Tools, told: PastComplaint, from: number): { promise: MadePromise; at: number } | undefined {
  if (!told.prevention) return undefined
  const { words, by, days } = told.prevention
  const story = new Story(chance, waysIn(telling, house), {
    customerId: null,
    direction: 'inside',
    kind: 'other',
    category: 'quality',
    words,
    by: 'dung',
    holder: by,
    given: 'counter',
    madeAt: from,
    due: from + (days + 1) * DAY,
    isDay: true,
  })
  return { promise: story.keep(from + days * DAY, by).promise, at: from }
}

function settled(tools: Tools, told: PastComplaint, promise: MadePromise, number: number): MadeComplaint {
  const end = endOf(promise)
  if (!end) throw new Error('its answer stands open')
  const [heardAt, doneAt] = [promise.madeAt.getTime(), end.at.getTime()]
  const by = promise.holder ?? promise.by
  const story = new Told(tools.chance, { ...told, promise, number })
  const middle = (share: number) => heardAt + (doneAt - heardAt) * share
  story
    .happen(middle(0.1), by, 'assessed', { severity: told.severity, touches: told.touches ?? null, complexity: 'simple' })
    .happen(middle(0.15), by, 'investigating')
    .happen(middle(0.6), by, 'cause', { cause: told.cause, words: told.causeWords })
  const [amends = null, amendsMinor = null] = told.amends ?? []
  const isOffered = told.fix !== null || amends !== null
  if (isOffered)
    story.happen(middle(0.8), by, 'remedy', {
      fix: told.fix,
      amends,
      ...(amendsMinor === null ? {} : { amendsKind: 'other', amendsMinor, amendsCurrency: 'VND' }),
      needsLead: false,
    })
  story
    .happen(doneAt, by, 'answered', { isInTime: end.kind === 'kept' })
    .happen(doneAt, by, 'decided', { decision: told.decision, words: told.answer, how: 'call' })
  if (isOffered) story.happen(doneAt + 2 * HOUR, by, 'remedied')
  const prevention = prevented(tools, told, doneAt + 4 * HOUR)
  if (prevention) {
    tools.house.promises.push(prevention.promise)
    const { words, id } = prevention.promise
    story.happen(prevention.at, 'dung', 'prevention', { words, preventionId: id })
  }
  const asked = doneAt + (ASK_AFTER_DAYS + 1) * DAY
  if (told.heard)
    story.happen(asked, by, 'asked', { answer: told.heard, how: 'call', ...(told.heardWords ? { words: told.heardWords } : {}) })
  else story.happen(asked, by, 'asked', { how: 'call' }).happen(asked + DAY, by, 'asked', { how: 'zalo' })
  return story.happen(asked + DAY + HOUR, by, 'closed').complaint
}

const keyed = ({ promises }: SampleHouse, key: MadePromise['key']): MadePromise => {
  const promise = promises.find((one) => one.key === key)
  if (!promise) throw new Error(`the sample has no promise ${key}`)
  return promise
}

/** Somebody could not read at night, and hears until tomorrow noon what becomes of it. */
const waiting = ({ chance, house }: Tools, number: number): MadeComplaint =>
  new Told(chance, {
    promise: keyed(house, 'lamp-answer'),
    number,
    how: 'call',
    words: 'Đèn đọc sách phòng 204 tối quá, hai tối liền không đọc được trang nào.',
    severity: 2,
    touchpointKind: 'room-service',
    sought: 'đèn sáng hơn cho lần sau',
  }).complaint

/** Answered and not yet put right: the new lamp comes tomorrow. */
function mending({ chance, house }: Tools, number: number): MadeComplaint {
  const promise = keyed(house, 'thu-lamp')
  const [slip] = promise.slips
  if (!slip?.toldAt) throw new Error('nobody told of the lamp in room 104')
  const made = promise.madeAt.getTime()
  const toldAt = slip.toldAt.getTime()
  const by = slip.toldBy ?? promise.by
  return new Told(chance, {
    promise,
    number,
    how: 'call',
    words: 'Đèn đọc sách phòng 104 không sáng, ông bà của bé không đọc được sách.',
    severity: 2,
    touchpointKind: 'room-service',
    sought: 'sửa trong tối nay',
  })
    .happen(made + 5 * MINUTE, promise.by, 'assessed', { severity: 2, touches: null, complexity: 'simple' })
    .happen(made + 10 * MINUTE, by, 'investigating')
    .happen(toldAt - 20 * MINUTE, by, 'cause', { cause: 'equipment', words: slip.reasonWords })
    .happen(toldAt - 10 * MINUTE, by, 'remedy', {
      fix: slip.fix,
      amends: slip.amends,
      amendsKind: slip.amendsKind,
      amendsMinor: slip.amendsMinor,
      amendsCurrency: 'VND',
      needsLead: false,
    })
    .happen(toldAt, by, 'answered', { isInTime: false })
    .happen(toldAt, by, 'decided', {
      decision: 'accepted',
      words: 'Sáng mai 10:00 nhà thay đèn mới. Tối nay mời cả nhà ấm trà sen ở hiên.',
      how: 'call',
    })
    .happen(toldAt + 2 * MINUTE, by, 'asked', { answer: 'accepts', how: 'call' }).complaint
}

/** All complaints of the sample, the oldest first, with a number each in that order. */
export function complaintsOf(telling: Telling, house: SampleHouse, seed: number): MadeComplaint[] {
  const tools: Tools = { chance: chanceOf(seed + 139), telling, house }
  const taken = new Set<string>()
  const past = pastComplaints
    .map((told) => {
      const promise = answerTo(house, told, telling, taken)
      taken.add(promise.customerId ?? '')
      return { told, promise }
    })
    .sort((a, b) => a.promise.madeAt.getTime() - b.promise.madeAt.getTime())
  const settledOnes = past.map(({ told, promise }, at) => settled(tools, told, promise, at + 1))
  return [...settledOnes, mending(tools, settledOnes.length + 1), waiting(tools, settledOnes.length + 2)]
}
