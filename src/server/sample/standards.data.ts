/** When the sample house is open, and what it promises by itself. */

type Weekly = Partial<Record<'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun', [string, string][]>>

const daily = (...hours: [string, string][]): Weekly => ({
  mon: hours,
  tue: hours,
  wed: hours,
  thu: hours,
  fri: hours,
  sat: hours,
  sun: hours,
})
const workdays = (saturday: [string, string][], ...hours: [string, string][]): Weekly => ({ ...daily(...hours), sat: saturday, sun: [] })

/** `rests`: the days around Tết on which it is closed, counted from mùng 1; `holidays`: whether public holidays close it. */
export const hoursTold = [
  {
    key: 'shop',
    id: '0193a000-0000-7000-8000-0000000e1001',
    name: 'Cửa hàng và quầy',
    isAlways: false,
    weekly: daily(['08:00', '21:00']),
    rests: { from: -1, to: 2 },
    holidays: false,
  },
  {
    key: 'desk',
    id: '0193a000-0000-7000-8000-0000000e1002',
    name: 'Lễ tân, trực ngày đêm',
    isAlways: true,
    weekly: {},
    rests: null,
    holidays: false,
  },
  {
    key: 'office',
    id: '0193a000-0000-7000-8000-0000000e1003',
    name: 'Văn phòng',
    isAlways: false,
    weekly: workdays([['08:00', '11:30']], ['08:00', '11:30'], ['13:00', '17:30']),
    rests: 'announced',
    holidays: true,
  },
  {
    key: 'kiln',
    id: '0193a000-0000-7000-8000-0000000e1004',
    name: 'Xưởng gốm Bến Cũ',
    isAlways: false,
    weekly: workdays([['07:00', '16:30']], ['07:00', '11:00'], ['12:30', '16:30']),
    rests: { from: -7, to: 9 },
    holidays: true,
  },
] as const satisfies readonly {
  key: string
  id: string
  name: string
  isAlways: boolean
  weekly: Weekly
  rests: { from: number; to: number } | 'announced' | null
  holidays: boolean
}[]

export type HoursKey = (typeof hoursTold)[number]['key']

const HOUR = 3600

/** `since`: so many days before the beginning it came into force. */
export const standardsTold = [
  {
    key: 'answers',
    id: '0193a000-0000-7000-8000-0000000e2001',
    name: 'Trả lời và giao hàng',
    level: 'house',
    hours: 'shop',
    since: 1120,
    targets: {
      answer: { seconds: 4 * HOUR },
      callback: { seconds: 2 * HOUR },
      delivery: { days: 2, cutoff: '15:00' },
      search: { days: 30 },
      arrival: { days: 30 },
    },
  },
  {
    key: 'rooms',
    id: '0193a000-0000-7000-8000-0000000e2002',
    name: 'Trong phòng',
    level: 'house',
    hours: 'desk',
    since: 1120,
    targets: { repair: { seconds: 2 * HOUR }, help: { seconds: HOUR }, 'late-checkout': { seconds: HOUR / 2 } },
  },
  {
    key: 'quotes',
    id: '0193a000-0000-7000-8000-0000000e2003',
    name: 'Báo giá',
    level: 'house',
    hours: 'office',
    since: 1120,
    targets: { quote: { days: 1 } },
  },
  {
    // The house says what a thing costs on the day; what it will cost it promises nobody by itself.
    key: 'prices',
    id: '0193a000-0000-7000-8000-0000000e2004',
    name: 'Giá: không hứa trước',
    level: 'house',
    hours: 'shop',
    since: 900,
    targets: { price: null },
  },
  {
    key: 'regulars',
    id: '0193a000-0000-7000-8000-0000000e2005',
    name: 'Khách quen: trả lời trong 2 giờ',
    level: 'tier',
    hours: 'shop',
    since: 640,
    targets: { answer: { seconds: 2 * HOUR } },
  },
  {
    key: 'mai',
    id: '0193a000-0000-7000-8000-0000000e2006',
    name: 'Chị Mai: báo giá trong 2 giờ làm việc',
    level: 'customer',
    hours: 'office',
    since: 260,
    targets: { quote: { seconds: 2 * HOUR } },
  },
] as const satisfies readonly {
  key: string
  id: string
  name: string
  level: 'house' | 'tier' | 'customer'
  hours: HoursKey
  since: number
  targets: Record<string, { seconds: number } | { days: number; cutoff?: string } | null>
}[]

export type StandardKey = (typeof standardsTold)[number]['key']

/** Who answers sooner: customers with this word on their record. */
export const REGULARS_TAG = 'khách quen'
