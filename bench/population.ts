import { type Chance, chanceOf } from '../src/server/sample/chance.ts'
import { families, mailHosts, menGivens, menMiddles, womenGivens, womenMiddles } from '../src/server/sample/names.data.ts'
import { fold } from '../src/values/text.ts'

/** One customer of the made-up town: always the same for the same seed and number. */
export type Townsman = { code: string; name: string; phone: string; mail: string | undefined }

/** One order: customer by number, instant in ms, amount in đồng. */
export type Purchase = { customer: number; at: number; amount: number; code: string }

const PREFIXES = [
  '032',
  '033',
  '034',
  '035',
  '036',
  '037',
  '038',
  '039',
  '070',
  '076',
  '077',
  '078',
  '079',
  '081',
  '082',
  '083',
  '084',
  '085',
  '090',
  '091',
  '093',
  '094',
  '097',
  '098',
]

function townsman(chance: Chance, number: number): Townsman {
  const isWoman = chance.next() < 0.58
  const middle = chance.weighted(isWoman ? womenMiddles : menMiddles)
  // Given names are not equally common either: the first of the list are several times as frequent as the last.
  const givens = isWoman ? womenGivens : menGivens
  const given = givens[Math.floor(chance.next() ** 1.6 * givens.length)] as string
  const family = chance.weighted(families)
  const name = [family, middle, given].filter(Boolean).join(' ')
  const phone = `${chance.pick(PREFIXES)}${String(chance.below(10_000_000)).padStart(7, '0')}`
  const account = `${fold(given)}.${fold(family)}${chance.below(9_999)}`
  return { code: `K${number}`, name, phone, mail: chance.next() < 0.7 ? `${account}@${chance.weighted(mailHosts)}` : undefined }
}

export function* townsmen(count: number, seed = 7070): Generator<Townsman> {
  const chance = chanceOf(seed)
  for (let number = 1; number <= count; number++) yield townsman(chance, number)
}

const DAY = 86_400_000
const END = Date.UTC(2026, 10, 22)

/**
 * Orders over three years, skewed as shops know it: a tenth of the customers makes half of them.
 * They come in the order of time, as a till's export does.
 */
export function* purchases(count: number, customers: number, seed = 1997): Generator<Purchase> {
  const chance = chanceOf(seed)
  const step = (3 * 365 * DAY) / count
  for (let number = 0; number < count; number++) {
    const customer = 1 + Math.floor(chance.next() ** 2.2 * customers)
    const at = Math.floor(END - 3 * 365 * DAY + number * step)
    yield { customer, at, amount: (5 + chance.below(400)) * 5000, code: `D${1_000_000 + number}` }
  }
}
