import { minorDigits } from '../../../values/money.ts'
import type { Role } from '../../../values/rights.ts'

/** How much a role may give for the trouble without asking, until the house says otherwise: pure. */

const dong: Record<Role, number> = {
  owner: 5_000_000,
  manager: 1_000_000,
  reception: 300_000,
  warehouse: 100_000,
  accounting: 200_000,
  sales: 500_000,
  marketing: 0,
  'read-only': 0,
}

/** In money of which one buys about a coffee's half. */
const dollars: Record<Role, number> = {
  owner: 200,
  manager: 40,
  reception: 12,
  warehouse: 5,
  accounting: 8,
  sales: 20,
  marketing: 0,
  'read-only': 0,
}
const likeDollars = ['USD', 'EUR', 'GBP', 'CHF', 'AUD', 'CAD', 'NZD', 'SGD']

/** In minor units of a currency; of one that the house would have to judge itself nothing goes without asking. */
export function usualLimit(role: Role, currency: string): number {
  if (currency === 'VND') return dong[role]
  return likeDollars.includes(currency) ? dollars[role] * 10 ** minorDigits(currency) : 0
}
