/** Which policy decides about a promise (R13). Moments are whole seconds since 1970 in UTC. */

export type PolicyLevel = 'customer' | 'tier' | 'company'

/** `Target` is what is promised, seconds or anything else; null says that nothing is, and nobody else is asked. */
export type Policy<Target> = {
  readonly id: string
  readonly level: PolicyLevel
  /** Each field must be what the case has; of a list, one of it. */
  readonly match: Readonly<Record<string, string | number | boolean | readonly (string | number | boolean)[]>>
  readonly rank?: number
  readonly effectiveFrom?: number | null
  /** The moment from which on it is no longer in force. */
  readonly effectiveTo?: number | null
  readonly targets: Readonly<Record<string, Target | null>>
}

/** Why a policy did not decide: the first reason of these in their order. */
export type PassedOver = {
  id: string
  why: 'not-in-force' | 'does-not-match' | 'names-no-such-target' | 'lower-level' | 'fewer-fields' | 'lower-rank' | 'higher-id'
}

export type Decision<One> = { policy: One | undefined; passedOver: PassedOver[] }

const LEVELS: readonly PolicyLevel[] = ['customer', 'tier', 'company']

/**
 * The policy that decides about one target of a case that began at `start`, and why each of the others does not (R13): customer before
 * tier before company; then more matched fields, the higher rank, the lower id. One that does not name the target is passed over.
 */
export function decidePolicy<Target, One extends Policy<Target>>(
  policies: readonly One[],
  { fields, target, start }: { fields: Readonly<Record<string, unknown>>; target: string; start: number },
): Decision<One> {
  const passedOver: PassedOver[] = []
  let policy: One | undefined
  for (const one of policies) {
    const why = whyNot(one, fields, target, start)
    if (why !== undefined) passedOver.push({ id: one.id, why })
    else if (policy === undefined) policy = one
    else {
      const [better, worse] = isBefore(one, policy) ? [one, policy] : [policy, one]
      policy = better
      passedOver.push({ id: worse.id, why: 'higher-id' })
    }
  }
  // Those beaten are told what beat them in the end, which may not be what beat them first.
  const decider = policy
  const byId = new Map(policies.map((one) => [one.id, one]))
  const told = passedOver.map((one) => {
    const loser = byId.get(one.id)
    return one.why === 'higher-id' && loser && decider ? { id: one.id, why: difference(decider, loser).why } : one
  })
  return { policy, passedOver: told }
}

function whyNot<Target>(
  { match, targets, effectiveFrom, effectiveTo }: Policy<Target>,
  fields: Readonly<Record<string, unknown>>,
  target: string,
  start: number,
): PassedOver['why'] | undefined {
  if ((effectiveFrom ?? start) > start || (effectiveTo ?? Number.POSITIVE_INFINITY) <= start) return 'not-in-force'
  const isMatched = Object.entries(match).every(([field, wanted]) => {
    const has = Object.hasOwn(fields, field) ? fields[field] : undefined
    return Array.isArray(wanted) ? wanted.some((one) => one === has) : wanted === has
  })
  if (!isMatched) return 'does-not-match'
  return Object.hasOwn(targets, target) ? undefined : 'names-no-such-target'
}

/** Below zero when the first comes before the second; and what the second falls short in. */
function difference<Target>(a: Policy<Target>, b: Policy<Target>): { order: number; why: PassedOver['why'] } {
  const level = LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level)
  if (level !== 0) return { order: level, why: 'lower-level' }
  const matched = Object.keys(b.match).length - Object.keys(a.match).length
  if (matched !== 0) return { order: matched, why: 'fewer-fields' }
  const rank = (b.rank ?? 0) - (a.rank ?? 0)
  if (rank !== 0) return { order: rank, why: 'lower-rank' }
  return { order: a.id < b.id ? -1 : 1, why: 'higher-id' }
}

const isBefore = <Target>(a: Policy<Target>, b: Policy<Target>): boolean => difference(a, b).order < 0
