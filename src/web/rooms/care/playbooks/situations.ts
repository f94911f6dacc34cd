import type { Act } from '../act-words.ts'
import type { Situation } from './how-to.tsx'

const byKind: Readonly<Record<string, readonly Situation[]>> = {
  departure: ['departure'],
  'pick-up': ['arrival'],
  birthday: ['birthday'],
  occasion: ['occasion'],
  'missed-call': ['missed-call'],
  'letter-to-owner': ['letter'],
  'first-buy': ['first-visit'],
  late: ['win-back'],
  quiet: ['win-back'],
  'promise-due': ['promise'],
  'promise-risk': ['promise', 'slip'],
  'promise-untold': ['slip'],
  'promise-remedy': ['remedy'],
  unhappy: ['complaint'],
  complaint: ['complaint'],
  'complaint-follow': ['complaint'],
}

/** To which situations an act of care belongs. */
export function situationsOf({ kind, parts }: Pick<Act, 'kind' | 'parts'>): readonly Situation[] {
  if (kind === 'arrival') return typeof parts.nth === 'number' && parts.nth <= 1 ? ['first-visit'] : ['arrival']
  return byKind[kind] ?? []
}
