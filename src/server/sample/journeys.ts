import { wordsPrint } from '../../rooms/messages/cards/card-rules.ts'
import type { JourneyKind, JourneyStep } from '../../rooms/messages/journeys/contract.ts'
import { readyContent } from '../../rooms/messages/journeys/drawing.ts'
import { readyLetters } from '../../rooms/messages/journeys/letters.data.ts'
import { placeFrom, usual } from '../../rooms/messages/journeys/rules.ts'
import { dayIn } from '../../values/zone.ts'
import type { SampleHouse } from './made.ts'

/**
 * Journeys of the sample: one that is on, with whoever bought for the first time of late on it, the others off and ready to be rehearsed; and
 * the cards that a few people got last year. What became of each letter is read from what the house knows of them.
 */

type Row = Record<string, unknown>
type Told = { zone: string; now: Date; by: string | null }

const DAY = 86_400_000
/** How long the journey has been on. */
const ON_FOR = 180 * DAY

const kinds: readonly JourneyKind[] = ['welcome', 'thank-you', 'after-stay', 'win-back', 'farewell', 'occasion']
const idOf = (series: string, nth: number): string => `0193a000-0000-7000-8000-00000000${series}0${nth + 1}`
const ON: JourneyKind = 'thank-you'

function stepsOf(kind: JourneyKind, letterId: string): JourneyStep[] {
  const { wait, isOnlyIf } = usual[kind]
  return [
    { kind: 'wait', ...wait },
    ...(isOnlyIf ? [{ kind: 'if' as const, what: isOnlyIf, least: 2 }] : []),
    { kind: 'letter', letterId, channel: 'any', number: kind === ON ? 1 : null },
  ]
}

/** Everybody's orders that count as buying, the earliest first. */
function boughtBy(house: SampleHouse): Map<string, Date[]> {
  const by = new Map<string, Date[]>()
  for (const { customerId, kind, state, placedAt } of house.orders)
    if (kind !== 'refund' && state !== 'cancelled') by.set(customerId, [...(by.get(customerId) ?? []), placedAt])
  for (const times of by.values()) times.sort((a, b) => a.getTime() - b.getTime())
  return by
}

/** Why the gate would have held a letter to them; undefined where it would not. */
function heldFor(house: SampleHouse, customerId: string): 'address' | 'suppressed' | 'consent' | undefined {
  const customer = house.customers.find(({ id }) => id === customerId)
  const hasWay = customer?.contacts.some(({ kind }) => kind === 'mail' || kind === 'phone' || kind === 'zalo')
  if (!hasWay) return 'address'
  if (house.agreed.bounced.some((one) => one.customerId === customerId)) return 'suppressed'
  const left = house.agreed.consents.some((one) => one.customerId === customerId && one.act === 'withdrawn')
  return left ? 'consent' : undefined
}

/** Walks of whoever bought for the first time since it is on. */
function walked(house: SampleHouse, steps: readonly JourneyStep[], { zone, now }: Told): { journey_walk: Row[]; journey_letter: Row[] } {
  const journeyId = idOf('f1', kinds.indexOf(ON))
  const walks: Row[] = []
  const letters: Row[] = []
  for (const [customerId, times] of boughtBy(house)) {
    const [first, ...later] = times
    if (!first || now.getTime() - first.getTime() > ON_FOR) continue
    const place = placeFrom(steps, { step: 0, dueAt: first }, zone)
    if (!place) continue
    const again = later.find((at) => at <= place.dueAt)
    const isDue = place.dueAt <= now
    const state = again ? 'stopped' : isDue ? 'done' : 'walking'
    const walkId = `${customerId.slice(0, 14)}7${customerId.slice(15, 24)}f${customerId.slice(25)}`
    const mine = { customer_id: customerId, walk_id: walkId, journey_id: journeyId, first_customer_id: customerId, is_sample: true }
    walks.push({
      ...mine,
      began_by: 'first-order',
      began_at: first,
      step: place.step,
      due_at: state === 'walking' ? place.dueAt : null,
      state,
      why: again ? 'bought' : null,
      ended_at: state === 'walking' ? null : (again ?? place.dueAt),
    })
    if (state !== 'done') continue
    const rule = heldFor(house, customerId)
    letters.push({ ...mine, step: place.step, message_id: null, became: rule ? 'held' : 'sent', rule: rule ?? null, at: place.dueAt })
  }
  return { journey_walk: walks, journey_letter: letters }
}

const LAST_YEAR = 'Chào {who},\n\nNhà Quen chúc {who} một năm mới bình an, mạnh khoẻ. Mong gặp lại {who} ở tiệm sách đầu xuân.\n\nNhà Quen'

/** Cards for last Tết, handed over at the desk. */
function cards(house: SampleHouse, { zone, now }: Told): Row[] {
  const year = Number(dayIn(zone, now.getTime() - 200 * DAY).slice(0, 4))
  const known = ['Trần Thị Bích', 'Đặng Thu Hà', 'Nguyễn Thị Thanh Hoa']
  return house.customers
    .filter(({ name }) => known.includes(name))
    .map(({ id, address, name }, nth) => {
      const words = LAST_YEAR.replaceAll('{who}', `${address.them} ${name.split(' ').at(-1) ?? name}`)
      return {
        customer_id: id,
        card_id: idOf('f3', nth),
        occasion_key: 'tet',
        year,
        letter_id: null,
        words_print: wordsPrint(words),
        words,
        gift: nth === 0 ? 'một gói trà sen' : null,
        how: 'paper',
        message_id: null,
        given_at: new Date(now.getTime() - 290 * DAY),
        given_by: null,
        given_name: 'Ngọc',
        first_customer_id: id,
        is_sample: true,
      }
    })
}

/** Rows of every table, in the order of writing. */
export function journeyRows(
  house: SampleHouse,
  told: Told,
): Record<'letter' | 'letter_version' | 'journey' | 'journey_walk' | 'journey_letter' | 'card_given', Row[]> {
  const startedAt = new Date(told.now.getTime() - ON_FOR)
  const madeAt = new Date(told.now.getTime() - ON_FOR - 2 * DAY)
  const letterOf = (kind: JourneyKind) => idOf('f2', kinds.indexOf(kind))
  const purposeOf = (kind: JourneyKind) => (kind === 'farewell' ? 'service' : 'relationship')
  return {
    letter: kinds.map((kind) => ({
      letter_id: letterOf(kind),
      kind: 'journey',
      title: readyLetters[kind].title,
      purpose: purposeOf(kind),
      topic_id: null,
      content: readyContent(kind),
      least_blocks: 1,
      is_archived: false,
      frozen: kind === ON ? 1 : 0,
      archive_code: null,
      made_by: told.by,
      made_at: madeAt,
      updated_at: madeAt,
      is_sample: true,
      version: 1,
    })),
    letter_version: [
      {
        letter_id: letterOf(ON),
        number: 1,
        content: readyContent(ON),
        purpose: purposeOf(ON),
        topic_id: null,
        least_blocks: 1,
        frozen_at: startedAt,
        frozen_by: told.by,
        is_sample: true,
      },
    ],
    journey: kinds.map((kind, nth) => ({
      journey_id: idOf('f1', nth),
      kind,
      title: readyLetters[kind].title,
      begins: usual[kind].begins,
      steps: stepsOf(kind, letterOf(kind)),
      stops: usual[kind].stops,
      is_running: kind === ON,
      started_at: kind === ON ? startedAt : null,
      made_by: told.by,
      made_at: new Date(madeAt.getTime() + nth * 60_000),
      is_sample: true,
      version: 1,
    })),
    ...walked(house, stepsOf(ON, letterOf(ON)), told),
    card_given: cards(house, told),
  }
}
