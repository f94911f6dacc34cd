import type { z } from 'zod'
import { decidePolicy, type PassedOver, type Policy } from '../../../values/promise-policy.ts'
import type { categories, promiseKinds } from '../contract.ts'
import type { level, match, standardLevels, target } from './contract.ts'

type PromiseKind = (typeof promiseKinds)[number]
export type Target = NonNullable<z.output<typeof target>>
type Targets = Partial<Record<PromiseKind, Target | null>>
export type Level = z.output<typeof level>
export type StandardLevel = (typeof standardLevels)[number]
type Match = z.output<typeof match>

/** A standard in one of its versions. */
export type InForce = {
  standardId: string
  versionId: string
  name: string
  level: StandardLevel
  match: Match
  rank: number
  effectiveFrom: Date
  effectiveTo: Date | null
  calendarId: string
  targets: Targets
  levels: Level[]
  atRiskFraction: number
  tellsByItself: boolean
}

/** Whose promise it would be, and what kind of one. */
export type Case = {
  customerId: string | undefined
  tags: readonly string[]
  state: Match['state']
  kind: PromiseKind
  category: (typeof categories)[number] | undefined
  at: Date
}

export type Why = 'farther' | 'narrower' | 'not-named' | 'not-in-force'

const seconds = (moment: Date): number => moment.getTime() / 1000

const levels = { house: 'company', tier: 'tier', customer: 'customer' } as const

const key = (tag: string): string => `tag ${tag.normalize('NFC').toLocaleLowerCase('vi')}`

/** Somebody has many tags, so that each is a field of its own that is there or not. */
function fieldsOf({ customerId, state, category, tag }: Match): Record<string, string | true> {
  return {
    ...(customerId === undefined ? {} : { customerId }),
    ...(state === undefined ? {} : { state }),
    ...(category === undefined ? {} : { category }),
    ...(tag === undefined ? {} : { [key(tag)]: true }),
  }
}

type Ready = Policy<Target> & { standard: InForce }

const asPolicy = (standard: InForce): Ready => ({
  id: standard.standardId,
  level: levels[standard.level],
  match: fieldsOf(standard.match),
  rank: standard.rank,
  effectiveFrom: seconds(standard.effectiveFrom),
  effectiveTo: standard.effectiveTo === null ? null : seconds(standard.effectiveTo),
  targets: Object.fromEntries(Object.entries(standard.targets).flatMap(([kind, target]) => (target === undefined ? [] : [[kind, target]]))),
  standard,
})

/** Why a standard that concerns this customer does not decide; those of others are not worth a word. */
const told: Record<PassedOver['why'], Why | undefined> = {
  'does-not-match': undefined,
  'not-in-force': 'not-in-force',
  'names-no-such-target': 'not-named',
  'lower-level': 'farther',
  'fewer-fields': 'narrower',
  'lower-rank': 'narrower',
  'higher-id': 'narrower',
}

export type Chosen = { standard: InForce; target: Target | null; passedOver: { name: string; why: Why }[] }

/** Standards made ready to be asked about many customers. */
export const readyPolicies = (standards: readonly InForce[]): Ready[] => standards.map(asPolicy)

/** The standard that decides about one promise, target by target (R13), and why the others do not; undefined where none names it. */
export function choose(policies: readonly Ready[], asked: Case): Chosen | undefined {
  const { customerId, state, category } = asked
  const fields = {
    ...fieldsOf({ customerId, state, category }),
    ...Object.fromEntries(asked.tags.map((tag) => [key(tag), true])),
  }
  const { policy, passedOver } = decidePolicy(policies, { fields, target: asked.kind, start: seconds(asked.at) })
  const target = policy?.standard.targets[asked.kind]
  if (!policy || target === undefined) return undefined
  const names = new Map(policies.map(({ id, standard }) => [id, standard.name]))
  return {
    standard: policy.standard,
    target,
    passedOver: passedOver.flatMap(({ id, why }) => {
      const [name, reason] = [names.get(id), told[why]]
      return name !== undefined && reason !== undefined ? [{ name, why: reason }] : []
    }),
  }
}

/** What a standard is for must fit its level: the house's for everybody, a tier's for one tag or state, a customer's for one customer. */
export function isFit(level: StandardLevel, { customerId, tag, state }: Match): boolean {
  if (level === 'customer') return customerId !== undefined && tag === undefined && state === undefined
  if (level === 'tier') return customerId === undefined && (tag === undefined) !== (state === undefined)
  return customerId === undefined && tag === undefined && state === undefined
}
