import type { Db } from '../../../platform/db/db.ts'
import { type ChoiceChange, leave, type NewConsent, recordConsent, saveChoice, type Topic } from '../consent/consents.ts'
import { fold, NO_TOPIC, type NowRow, standingIn } from '../consent/rules.ts'
import { eventsOf } from '../consent/store.ts'
import type { Model } from './model.ts'
import { type OwnChannel, wantedOf } from './wishes-rules.ts'

/** What a customer's tap changes: all of it their own act, in force with the transaction it stands in. */

/** What is promised with a consent where nobody said how often. */
const USUAL_MONTHLY = 2

/** What stood on the page when it was tapped: kept with the consent. */
export type Shown = { words: string; language: 'vi' | 'en'; messageId?: string | undefined }

type Cell = { purpose: Topic['purpose']; topicId: string; channel: OwnChannel }

const promisedBy = ({ often }: Model): number => (typeof often === 'number' && often > 0 ? often : USUAL_MONTHLY)

const granted = (model: Model, cells: readonly Cell[], monthly: number, shown: Shown): NewConsent[] =>
  cells.map((cell) => ({
    ...cell,
    customerId: model.customer.id,
    act: 'granted',
    givenBy: 'customer',
    method: 'page',
    monthly,
    evidence: { said: shown.words, language: shown.language, ...(shown.messageId ? { messageId: shown.messageId } : {}) },
    isSample: model.customer.isSample,
  }))

const keep = (db: Db, model: Model, change: ChoiceChange): Promise<unknown> =>
  saveChoice(db, model.customer.id, change, { kind: 'customer', method: 'page' }, model.now, { isSample: model.customer.isSample })

const cellsOf = (model: Model): Cell[] =>
  model.wanted.flatMap(({ topic, channels }) => channels.map((channel) => ({ purpose: topic.purpose, topicId: topic.id, channel })))

/** Everything ends, at once and without a question. */
export const leaveAll = (db: Db, customerId: string, method: string, now: Date, messageId?: string): Promise<void> =>
  leave(db, { customerId, method, now, ...(messageId ? { messageId } : {}) })

/** As it stood before the customer last left everything; undefined where they never did. */
async function beforeLeaving(db: Db, { customer }: Model): Promise<NowRow[] | undefined> {
  const log = (await eventsOf(db, [customer.id])).get(customer.id) ?? []
  const at = log.findLastIndex(({ act, purpose, channel }) => act === 'withdrawn' && purpose === 'every' && channel === 'every')
  return at < 0 ? undefined : fold(log.slice(0, at))
}

const saysNo = new Set(['refused', 'withdrawn', 'objected', 'erased'])

/** Comes back to what was wanted before leaving, and to being written to in person unless that was refused on its own. */
export async function comeBack(db: Db, model: Model, shown: Shown): Promise<void> {
  const before = await beforeLeaving(db, model)
  if (!before || !model.hasLeft) return
  const topics = model.wanted.map(({ topic }) => topic)
  const cells = cellsOf({ ...model, wanted: wantedOf(before, topics, model.now) })
  const personal = model.ways.filter((channel) => {
    const row = standingIn(before, { purpose: 'relationship', topicId: NO_TOPIC, channel })
    return !row || !saysNo.has(row.state)
  })
  const own: Cell[] = personal.map((channel) => ({ purpose: 'relationship', topicId: NO_TOPIC, channel }))
  await recordConsent(db, granted(model, [...cells, ...own], promisedBy({ ...model, often: model.choice.monthly }), shown), model.now)
}

/** So many letters a month, or 0 for bookings and orders only. More than was promised is promised anew. */
export async function setOften(db: Db, model: Model, monthly: number, shown: Shown): Promise<void> {
  if (monthly > 0 && model.hasLeft) await comeBack(db, { ...model, choice: { ...model.choice, monthly } }, shown)
  const promised = (cell: Cell): number | null => standingIn(model.rows, cell)?.monthly ?? null
  const lower = cellsOf(model).filter((cell) => (promised(cell) ?? monthly) < monthly)
  await recordConsent(db, granted(model, lower, monthly, shown), model.now)
  // Whoever says how often wants letters again: a pause ends with it.
  await keep(db, model, { monthly, pausedUntil: null })
}

/** A topic over one channel, or over those by which letters come. */
export async function setTopic(
  db: Db,
  model: Model,
  topic: Topic,
  channel: OwnChannel | undefined,
  wants: boolean,
  shown: Shown,
): Promise<void> {
  const { customer, now } = model
  if (!wants) {
    await leave(db, {
      customerId: customer.id,
      purpose: topic.purpose,
      topicId: topic.id,
      ...(channel ? { channel } : {}),
      method: 'page',
      now,
    })
    return
  }
  const channels = channel ? [channel] : model.used
  const cells = channels.map((one) => ({ purpose: topic.purpose, topicId: topic.id, channel: one }))
  await recordConsent(db, granted(model, cells, promisedBy(model), shown), now)
}

/** Letters come this way from now on: what is wanted is wanted over it. */
export async function setChannel(db: Db, model: Model, channel: OwnChannel, shown: Shown): Promise<void> {
  const lacking = model.wanted.filter(({ channels }) => channels.length > 0 && !channels.includes(channel))
  const cells = lacking.map(({ topic }) => ({ purpose: topic.purpose, topicId: topic.id, channel }))
  await recordConsent(db, granted(model, cells, promisedBy(model), shown), model.now)
  await keep(db, model, { channel })
}

const PAUSE_MONTHS = 3

/** Three months later, on the same day or the last one of a shorter month. */
export function pauseEnd(now: Date): Date {
  const end = new Date(now)
  end.setUTCMonth(end.getUTCMonth() + PAUSE_MONTHS)
  if (end.getUTCDate() < now.getUTCDate()) end.setUTCDate(0)
  return end
}

export const setPause = (db: Db, model: Model, wants: boolean): Promise<unknown> =>
  keep(db, model, { pausedUntil: wants ? pauseEnd(model.now) : null })

export const setTimes = (db: Db, model: Model, times: Pick<ChoiceChange, 'days' | 'fromHour' | 'untilHour'>): Promise<unknown> =>
  keep(db, model, times)

export const setLevel = (db: Db, model: Model, topicId: string, level: 'new' | 'knows' | 'expert'): Promise<unknown> =>
  keep(db, model, { levels: { [topicId]: level } })
