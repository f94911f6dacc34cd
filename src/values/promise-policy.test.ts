import { expect, it } from 'vitest'
import { decidePolicy, type Policy } from './promise-policy.ts'

const company: Policy<number> = { id: 'A', level: 'company', match: {}, targets: { first: 100, next: 200 } }
const gold: Policy<number> = { id: 'B', level: 'tier', match: { tier: 'gold' }, targets: { first: 50 } }
const urgent: Policy<number> = { id: 'C', level: 'tier', match: { tier: 'gold', priority: ['high', 'urgent'] }, targets: { first: 10 } }
const person: Policy<number> = { id: 'D', level: 'customer', match: { customer: 'C-7' }, targets: { next: null } }
const fields = { customer: 'C-7', tier: 'gold', priority: 'urgent' }
const decide = (policies: Policy<number>[], target: string, start = 0, of: Record<string, string> = fields) => {
  const { policy, passedOver } = decidePolicy(policies, { fields: of, target, start })
  return [policy?.id, policy?.targets[target], Object.fromEntries(passedOver.map(({ id, why }) => [id, why]))]
}

it('the nearer policy decides, target by target, and each of the others is told why it does not', () => {
  expect(decide([company, gold, urgent, person], 'first')).toEqual([
    'C',
    10,
    { A: 'lower-level', B: 'fewer-fields', D: 'names-no-such-target' },
  ])
  expect(decide([person, urgent, gold, company], 'next')).toEqual([
    'D',
    null,
    { C: 'names-no-such-target', B: 'names-no-such-target', A: 'lower-level' },
  ])
  expect(decide([company, gold, urgent], 'first', 0, { tier: 'gold', priority: 'normal' })).toEqual([
    'B',
    50,
    { A: 'lower-level', C: 'does-not-match' },
  ])
  expect(decide([gold], 'callback')).toEqual([undefined, undefined, { B: 'names-no-such-target' }])
})

it('among equals the higher rank, then the lower id', () => {
  const [second, third] = [
    { ...gold, id: 'B2' },
    { ...gold, id: 'B3', rank: 5 },
  ]
  expect(decide([second, gold, third], 'first')).toEqual(['B3', 50, { B: 'lower-rank', B2: 'lower-rank' }])
  expect(decide([second, gold], 'first')).toEqual(['B', 50, { B2: 'higher-id' }])
})

it('only what is in force at the start counts: from its first moment until just before its last', () => {
  const [old, current] = [
    { ...gold, id: 'old', effectiveTo: 100 },
    { ...gold, id: 'new', effectiveFrom: 100 },
  ]
  expect([decide([old, current], 'first', 99)[0], decide([old, current], 'first', 100)[0]]).toEqual(['old', 'new'])
  expect(decide([old], 'first', 100)).toEqual([undefined, undefined, { old: 'not-in-force' }])
})

it('a field that nobody wrote is matched by nothing', () => {
  expect(decide([{ ...gold, match: { constructor: 'gold' } }], 'first')).toEqual([undefined, undefined, { B: 'does-not-match' }])
})
