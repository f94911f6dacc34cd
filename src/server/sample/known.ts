import { trades } from '../../values/trades.data.ts'
import { heardFrom, heardFromAbroad, lifestyles, passedBy, thanks } from './around.data.ts'
import type { Chance } from './chance.ts'
import {
  idAt,
  type MadeCustomer,
  type MadePassing,
  type MadePreference,
  type MadeThanks,
  type SampleHouse,
  type StaffKey,
  staff,
  type Telling,
} from './made.ts'

/** What else the house knows of its people: how they live, what they look to spend, how they came, what they chose. */

const ofTheCast: Readonly<Record<string, NonNullable<MadeCustomer['known']>>> = {
  'Nguyễn Thị Thanh Hoa': {
    lifestyle: ['dậy sớm', 'đọc sách mỗi tối', 'thích yên tĩnh'],
    priceExpectation: 'fair',
    heardFrom: 'friend',
    fields: { 'travels-for': 'rest' },
  },
  'Phạm Văn An': {
    lifestyle: ['bận rộn, thích nhanh gọn'],
    priceExpectation: 'fair',
    heardFrom: 'search',
    fields: { 'travels-for': 'work' },
  },
  'Trần Thị Bích': {
    lifestyle: ['dậy sớm', 'ăn chay'],
    priceExpectation: 'careful',
    heardFrom: 'regular',
    fields: { 'travels-for': 'family' },
  },
  'Lê Quốc Cường': { lifestyle: ['chuộng đồ thủ công'], priceExpectation: 'best', heardFrom: 'regular' },
  'Đặng Thu Hà': { lifestyle: ['đọc sách mỗi tối', 'ăn chay'], priceExpectation: 'careful', heardFrom: 'partner' },
  'Emma Wilson': { lifestyle: ['đạp xe, đi bộ'], heardFrom: 'booking-site', fields: { 'travels-for': 'rest' } },
}

function knownOf(chance: Chance, { language }: MadeCustomer): NonNullable<MadeCustomer['known']> {
  const known: NonNullable<MadeCustomer['known']> = {}
  if (chance.next() < 0.34) {
    const first = chance.weighted(lifestyles)
    known.lifestyle = chance.next() < 0.4 ? [...new Set([first, chance.weighted(lifestyles)])] : [first]
  }
  if (chance.next() < 0.4)
    known.priceExpectation = chance.weighted([
      ['careful', 30],
      ['fair', 52],
      ['best', 18],
    ] as const)
  if (chance.next() < 0.48) known.heardFrom = chance.weighted(language === 'vi' ? heardFrom : heardFromAbroad)
  if (chance.next() < 0.2) known.fields = { 'travels-for': chance.pick(['rest', 'work', 'family']) }
  return known
}

/** Fills in what is known of people; who came by somebody had heard of the house from them. */
export function fillKnown(chance: Chance, house: SampleHouse): void {
  const introduced = new Set(house.ties.filter(({ kind }) => kind === 'introduced-by').map(({ customerId }) => customerId))
  for (const customer of house.customers.filter(({ kind }) => kind === 'person')) {
    const drawn = knownOf(chance, customer)
    customer.known = ofTheCast[customer.name] ?? (introduced.has(customer.id) ? { ...drawn, heardFrom: 'regular' } : drawn)
  }
}

type Group = (typeof trades.hotel.groups)[number]

/** The groups of the house by what can be chosen from them. */
const groupsByChoice = new Map<string, Group>(
  trades.hotel.groups.flatMap((group) => group.choices.map(({ vi }) => [`${group.stance} ${vi}`, group] as const)),
)

/** What is one of the house's choices was chosen from its group, as many of each as may be. */
export function chooseFromGroups(preferences: readonly MadePreference[]): void {
  const chosen = new Map<string, number>()
  for (const line of preferences) {
    const group = groupsByChoice.get(`${line.stance} ${line.what}`)
    if (!group) continue
    const mark = `${line.customerId} ${group.key}`
    const count = chosen.get(mark) ?? 0
    if (count >= group.atMost) continue
    line.group = group.key
    chosen.set(mark, count + 1)
  }
}

/** People who stayed unknown, over the last weeks. */
export const passingsOf = (chance: Chance, telling: Telling, wanted: number): MadePassing[] =>
  Array.from({ length: wanted }, () => {
    const at = telling.between(chance, 1 + chance.below(90), 8, 20)
    const [kind, words] = chance.pick(passedBy)
    return { id: idAt(chance, at), at, kind, words, heardFrom: chance.weighted(heardFrom), by: chance.pick(['ngoc', 'vy', 'tu'] as const) }
  })

const isStaff = (key: string): key is StaffKey => staff.some((one) => one.key === key)

export const thanksOf = (chance: Chance, telling: Telling, house: SampleHouse): MadeThanks[] =>
  thanks.flatMap(([to, from, ago, words]) => {
    const at = telling.at(ago, '18:10')
    const giver = house.customers.find(({ name }) => name === from)
    if (!isStaff(to)) throw new Error(`nobody of the staff is ${to}`)
    return [{ id: idAt(chance, at), at, to, words, from: isStaff(from) ? from : null, customerId: giver?.id ?? null }]
  })
