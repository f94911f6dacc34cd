import { lunarOf, nameLunarDay } from '../../values/lunar-date.ts'
import { memorials, otherDays } from './around.data.ts'
import type { Chance } from './chance.ts'
import { idAt, type MadeCustomer, type MadeOccasion, type MadeTie, type SampleHouse, type StaffKey, type Telling } from './made.ts'

/** Days to remember: lunar birthdays as they were told, weddings, foundings, days of mourning. */

/** How many days ahead bà Bích's lunar birthday lies, on every morning of the sample. */
export const LUNAR_BIRTHDAY_AHEAD = 6

type Told = Partial<Pick<MadeOccasion, 'label' | 'calendar' | 'year' | 'month' | 'day' | 'isLeap' | 'written' | 'source'>>

const DAY = 86_400_000

function madeDay(
  chance: Chance,
  telling: Telling,
  customer: MadeCustomer,
  kind: MadeOccasion['kind'],
  told: Told,
  by: StaffKey = customer.by,
): MadeOccasion {
  const ago = Math.max(1, Math.floor(((telling.now - customer.createdAt) / DAY) * (0.3 + 0.6 * chance.next())))
  return {
    id: idAt(chance, telling.at(ago, '10:30')),
    customerId: customer.id,
    kind,
    label: null,
    calendar: 'solar',
    year: null,
    month: null,
    day: null,
    isLeap: false,
    written: null,
    source: 'said',
    notedOn: telling.day(ago),
    by,
    ...told,
  }
}

const lunarDay = (chance: Chance): Told => {
  const yearly = { month: 1 + chance.below(12), day: 1 + chance.below(29), isLeap: false }
  return { calendar: 'lunar', ...yearly, written: nameLunarDay(yearly, 'vi') }
}

const two = (n: number): string => String(n).padStart(2, '0')

const solarDay = (chance: Chance, year: number | null): Told => {
  const month = 1 + chance.below(12)
  const day = 1 + chance.below(28)
  return { year, month, day, written: `${two(day)}/${two(month)}${year === null ? '' : `/${year}`}` }
}

function ofTheCast(chance: Chance, telling: Telling, house: SampleHouse): MadeOccasion[] {
  const bich = house.customers.find(({ name }) => name === 'Trần Thị Bích')
  const moon = lunarOf(telling.day(-LUNAR_BIRTHDAY_AHEAD))
  if (!bich || !moon) throw new Error('bà Bích has no lunar birthday')
  const { month, day, isLeap } = moon
  return [
    madeDay(
      chance,
      telling,
      bich,
      'birthday',
      { calendar: 'lunar', month, day, isLeap, written: nameLunarDay({ month, day, isLeap }, 'vi') },
      'ngoc',
    ),
  ]
}

export function occasionsOf(chance: Chance, telling: Telling, house: SampleHouse, ties: readonly MadeTie[]): MadeOccasion[] {
  const thisYear = Number(telling.today.slice(0, 4))
  const byId = new Map(house.customers.map((customer) => [customer.id, customer]))
  const days = ofTheCast(chance, telling, house)
  for (const customer of house.customers) {
    const { kind, address, language, name } = customer
    const isOlder = /^(cô|chú|bác|ông|bà)$/.test(address.them)
    if (name === 'Trần Thị Bích' || name === 'Đặng Thu Hà') continue
    if (kind === 'organisation' && chance.next() < 0.6)
      days.push(madeDay(chance, telling, customer, 'founding', solarDay(chance, thisYear - 2 - chance.below(24))))
    if (kind !== 'person' || language !== 'vi') continue
    if (isOlder && !customer.birthday && chance.next() < 0.3) days.push(madeDay(chance, telling, customer, 'birthday', lunarDay(chance)))
    const fate = chance.next()
    if (fate < 0.012) days.push(madeDay(chance, telling, customer, 'memorial', { ...lunarDay(chance), label: chance.pick(memorials) }))
    else if (fate < 0.02)
      days.push(madeDay(chance, telling, customer, 'other', { ...solarDay(chance, null), label: chance.pick(otherDays) }))
    else if (fate < 0.04) days.push(madeDay(chance, telling, customer, 'wedding', solarDay(chance, thisYear - 1 - chance.below(30))))
  }
  for (const { customerId, kind, words } of ties) {
    const man = byId.get(customerId)
    if (man && kind === 'family' && words === 'vợ' && chance.next() < 0.7)
      days.push(madeDay(chance, telling, man, 'wedding', solarDay(chance, thisYear - 1 - chance.below(30))))
  }
  return days
}
