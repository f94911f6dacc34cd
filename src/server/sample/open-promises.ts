import { addDays } from '../../values/civil-date.ts'
import { clockIn, toInstant } from '../../values/zone.ts'
import type { MadeOrder, SampleHouse, Telling } from './made.ts'
import { chanceOfOpen, type MadePromise, type PromiseKey, type Said, Story } from './promise-story.ts'
import type { HoursKey } from './standards.data.ts'
import type { Ways } from './standards.ts'

/**
 * The promises that stand open on the first day, what they rest on, and the two whose end still waits for somebody. Their ids stay what they
 * are when the mornings move them: other parts of the sample rest on them.
 */

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** As long as the house stands: the first is the quiet room. */
const nth: Record<PromiseKey, number> = {
  'an-room': 1,
  'mai-quote': 2,
  'mai-tea': 3,
  'second-tea': 4,
  'hoa-late-checkout': 5,
  'hoa-book': 6,
  'lamp-answer': 7,
  'find-request': 8,
  'thu-lamp': 9,
  'cuong-late': 10,
  'ben-cu-sets': 11,
  'ben-cu-cups': 12,
}

/** Those that are told anew each morning. */
export const openKeys: readonly PromiseKey[] = [
  'an-room',
  'mai-quote',
  'mai-tea',
  'second-tea',
  'hoa-late-checkout',
  'hoa-book',
  'lamp-answer',
  'find-request',
  'thu-lamp',
  'ben-cu-sets',
  'ben-cu-cups',
]

export const promiseIdOf = (key: PromiseKey): string => `0193a000-0000-7000-8000-0000000e30${String(nth[key]).padStart(2, '0')}`

const names: Record<PromiseKey, string> = {
  'an-room': 'Phạm Văn An',
  'mai-quote': 'Phan Thị Mai',
  'mai-tea': 'Phan Thị Mai',
  'second-tea': 'Đỗ Ngọc Lan',
  'hoa-late-checkout': 'Nguyễn Thị Thanh Hoa',
  'hoa-book': 'Nguyễn Thị Thanh Hoa',
  'lamp-answer': 'Hoàng Phủ Ngọc Minh',
  'find-request': "H'Mai Niê",
  'thu-lamp': 'Ngô Thị Minh Thu',
  'cuong-late': 'Lê Quốc Cường',
  'ben-cu-sets': 'Xưởng gốm Bến Cũ',
  'ben-cu-cups': 'Xưởng gốm Bến Cũ',
}

/** Whose each is, and the order that it belongs to. */
export type Ends = (key: PromiseKey) => { customerId: string; orderId: string | null }

/** The order of each by what is booked, left or was bought. */
const orders: Partial<Record<PromiseKey, (order: MadeOrder) => boolean>> = {
  'an-room': ({ kind, state }) => kind === 'stay' && state === 'booked',
  'mai-tea': ({ kind, state }) => kind === 'sale' && state === 'booked',
  'hoa-late-checkout': ({ kind, state }) => kind === 'stay' && state === 'booked',
  'lamp-answer': ({ kind, state }) => kind === 'stay' && state === 'done',
  'cuong-late': ({ code }) => code === 'Đ-8127',
}

export function endsIn(house: Pick<SampleHouse, 'customers' | 'orders'>): Ends {
  const idOf = new Map(house.customers.map(({ name, id }) => [name, id]))
  return (key) => {
    const customerId = idOf.get(names[key])
    if (customerId === undefined) throw new Error(`the sample knows nobody called ${names[key]}`)
    const isIts = orders[key]
    const order = isIts && house.orders.filter((one) => one.customerId === customerId && isIts(one)).at(-1)
    return { customerId, orderId: order?.id ?? null }
  }
}

/** What is told so that nothing of it is at risk in the first quarter of an hour, at whatever hour that is. */
const CALM = 15 * MINUTE

class Teller {
  readonly #chance = chanceOfOpen()
  readonly telling: Telling
  readonly #ways: Ways
  readonly #ends: Ends
  readonly #written: number

  /** `written`: when it is written down; told from an hour that is still to come, nothing was said later than that. */
  constructor(telling: Telling, ways: Ways, ends: Ends, written: number) {
    this.telling = telling
    this.#written = written
    this.#ways = ways
    this.#ends = ends
  }

  /** A clock time so many days ahead. */
  ahead(days: number, clock: string): number {
    const [hours = 0, minutes = 0] = clock.split(':').map(Number)
    return toInstant(addDays(this.telling.today, days), hours * 3600 + minutes * 60, this.telling.zone)
  }

  clock(at: number): string {
    return clockIn(this.telling.zone, at).slice(0, 5)
  }

  story(key: PromiseKey, said: Omit<Said, 'customerId' | 'orderId' | 'id' | 'key'>): Story {
    return new Story(this.#chance, this.#ways, {
      ...said,
      ...this.#ends(key),
      madeAt: Math.min(said.madeAt, this.#written - MINUTE),
      id: promiseIdOf(key),
      key,
    })
  }

  /** By the hours of whoever sees to it, or by the clock on the wall where those are so few that it would stand at risk already. */
  calm(key: PromiseKey, hours: HoursKey, said: Parameters<Teller['story']>[1]): Story {
    const told = this.story(key, { ...said, hours })
    return told.share(0.75) > this.telling.now + CALM ? told : this.story(key, { ...said, hours: 'desk' })
  }
}

/** Those that hang on the kiln, and what the kiln owes. */
function byTheKiln(teller: Teller): MadePromise[] {
  const { now } = teller.telling
  const owed = { category: 'delivery', kind: 'delivery', by: 'phuc', holder: 'phuc', team: 'warehouse', given: 'call' } as const
  const fromKiln = { ...owed, direction: 'from-supplier', madeAt: now - HOUR, due: now + HOUR } as const
  const sets = teller.calm('ben-cu-sets', 'kiln', { ...fromKiln, words: 'Hai bộ men tro ra lò: một bộ ấm, một bộ chén' })
  const cups = teller.calm('ben-cu-cups', 'kiln', { ...fromKiln, words: 'Hộp gỗ lót rơm cho bộ chén' })
  const tea = teller
    .calm('mai-tea', 'shop', { ...owed, words: 'Giao bộ ấm gốm', madeAt: now - 90 * MINUTE, due: now + 190 * MINUTE })
    .restsOn(sets.promise, 30 * 60)
  const second = teller
    .calm('second-tea', 'shop', { ...owed, by: 'vy', words: 'Giao bộ chén gốm', madeAt: now - 5 * HOUR, due: teller.ahead(1, '11:00') })
    .restsOn(sets.promise, 2 * 3600)
    .restsOn(cups.promise, 2 * 3600)
  return [sets, cups, tea, second].map(({ promise }) => promise)
}

function ofToday(teller: Teller): MadePromise[] {
  const { now } = teller.telling
  const quoted = now + 160 * MINUTE
  const desk = { by: 'ngoc', holder: 'ngoc', team: 'reception' } as const
  return [
    teller
      .story('an-room', {
        ...desk,
        kind: 'room',
        category: 'quality',
        words: 'Phòng 305 yên tĩnh',
        madeAt: now - 25 * MINUTE,
        due: now + 38 * MINUTE,
        hours: 'desk',
        given: 'call',
      })
      .note('anh dễ tỉnh giấc'),
    teller
      .calm('mai-quote', 'office', {
        by: 'son',
        holder: 'son',
        team: 'sales',
        kind: 'quote',
        category: 'price',
        words: 'Báo giá đoàn 24 khách',
        madeAt: now - 124 * MINUTE,
        due: quoted,
        mindful: 'mai',
        given: 'call',
      })
      .note(`chuẩn của chị là 2 giờ làm việc, lần này chị bảo ${teller.clock(quoted)} là kịp`),
    teller.story('lamp-answer', {
      ...desk,
      kind: 'answer',
      category: 'service',
      words: 'Trả lời góp ý về đèn đọc sách phòng 204',
      madeAt: now - 2 * HOUR,
      due: teller.ahead(1, '12:00'),
      hours: 'desk',
      given: 'call',
    }),
  ].map(({ promise }) => promise)
}

function ofTheWeek(teller: Teller): MadePromise[] {
  const { telling } = teller
  return [
    teller.story('hoa-late-checkout', {
      by: 'ngoc',
      holder: 'ngoc',
      team: 'reception',
      kind: 'late-checkout',
      category: 'service',
      words: 'Trả phòng muộn 14:00, đợt lưu trú này',
      madeAt: telling.at(3, '09:41'),
      due: teller.ahead(2, '14:00'),
      hours: 'desk',
      given: 'call',
    }),
    teller.story('hoa-book', {
      by: 'ngoc',
      holder: 'tu',
      team: 'sales',
      kind: 'arrival',
      category: 'service',
      words: 'Báo chị khi sách “Hội An xưa” về',
      madeAt: telling.at(21, '15:26'),
      due: 'answers',
      given: 'call',
    }),
    teller.calm('find-request', 'shop', {
      by: 'tu',
      holder: 'tu',
      team: 'sales',
      kind: 'search',
      category: 'service',
      words: 'Tìm giúp chị sách về nhuộm chàm',
      madeAt: telling.at(3, '15:20'),
      due: teller.ahead(4, '21:00'),
      isDay: true,
      given: 'counter',
    }),
  ].map(({ promise }) => promise)
}

/** Told and not yet put right: the lamp in the room where cô Thu's parents stay before her. */
function mending(teller: Teller): MadePromise {
  const { telling } = teller
  const reason = 'Hết đúng loại bóng, tiệm điện sáng mai mới mở'
  return teller
    .story('thu-lamp', {
      by: 'vy',
      holder: 'tu',
      team: 'sales',
      kind: 'repair',
      category: 'quality',
      words: 'Sửa đèn đọc sách phòng 104',
      madeAt: telling.at(1, '16:00'),
      due: 'rooms',
      given: 'call',
    })
    .note('Ông bà của bé đến trước, ở phòng 104.')
    .breakOff(telling.at(1, '18:20'), 'tu', reason)
    .tell({
      by: 'tu',
      at: telling.at(1, '18:40'),
      how: 'call',
      reason: 'stock',
      reasonWords: reason,
      fix: 'Thay đèn đọc sách mới',
      fixDue: teller.ahead(1, '10:00'),
      amends: ['Mời cả nhà ấm trà sen ở hiên', 'gift', 45_000],
    })
    .answered(telling.at(1, '18:42'), 'tu', 'accepted').promise
}

/** What moves on each morning: as it is told from a moment. */
export function openPromises(telling: Telling, ways: Ways, ends: Ends, written = telling.now): MadePromise[] {
  const teller = new Teller(telling, ways, ends, written)
  return [...byTheKiln(teller), ...ofToday(teller), ...ofTheWeek(teller), mending(teller)]
}

/** Delivered a day late, and nobody has apologised. */
export function withoutApology(telling: Telling, ways: Ways, ends: Ends): MadePromise {
  const told = new Teller(telling, ways, ends, telling.now).story('cuong-late', {
    by: 'vy',
    holder: 'phuc',
    team: 'warehouse',
    kind: 'delivery',
    category: 'delivery',
    words: 'Giao tinh dầu vetiver',
    madeAt: telling.at(140, '10:16'),
    due: telling.at(140, '18:00'),
    given: 'call',
  })
  return told.keepLate(telling.at(139, '16:40'), 'phuc', 'Nhà xe Cầu Tre xuống hàng muộn một ngày').promise
}
