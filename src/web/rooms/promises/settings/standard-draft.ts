import type { z } from 'zod'
import { promiseKinds } from '#rooms/promises/contract.ts'
import type { standardLevels, standardView } from '#rooms/promises/standards/contract.ts'
import { readLocalTime } from '#values/business-calendar.ts'
import { businessDaysDue, dueOf } from '#values/business-clock.ts'
import { toInstant } from '#values/zone.ts'
import { type Hours, readyCalendar } from './draft.ts'
import { readHour } from './hour.ts'

export type Standard = z.output<typeof standardView>
export type StandardLevel = (typeof standardLevels)[number]
export type Kind = (typeof promiseKinds)[number]
export type Target = NonNullable<Standard['targets'][Kind]> | null

/** A target as it is typed. */
export type TypedTarget = { kind: Kind; unit: 'minutes' | 'hours' | 'days' | 'none'; amount: string; cutoff: string }
export type TypedLevel = {
  when: 'share' | 'due' | 'after'
  amount: string
  clock: 'business' | 'wall'
  to: Standard['levels'][number]['to']
}

export type Draft = {
  name: string
  level: StandardLevel
  group: 'tag' | 'state'
  tag: string
  state: Standard['match']['state']
  category: Standard['match']['category']
  customer: { id: string; calledAs: string } | undefined
  rank: string
  calendarId: string
  targets: TypedTarget[]
  levels: TypedLevel[]
  atRisk: string
  tellsByItself: boolean
}

const numberOf = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text.trim().replace(',', '.')))
const text = (n: number): string => String(Math.round(n * 100) / 100)

export function typedTarget(kind: Kind, target: Target): TypedTarget {
  if (target === null) return { kind, unit: 'none', amount: '', cutoff: '' }
  if ('days' in target) return { kind, unit: 'days', amount: text(target.days), cutoff: target.cutoff ?? '' }
  const { seconds } = target
  return seconds % 3600 === 0
    ? { kind, unit: 'hours', amount: text(seconds / 3600), cutoff: '' }
    : { kind, unit: 'minutes', amount: text(seconds / 60), cutoff: '' }
}

/** What was typed as a target; undefined while it is none. */
export function readTarget({ unit, amount, cutoff }: TypedTarget): Target | undefined {
  if (unit === 'none') return null
  const number = numberOf(amount)
  if (unit === 'days') {
    const hour = cutoff.trim() === '' ? undefined : readHour(cutoff)
    if (!Number.isInteger(number) || number < 0 || number > 365 || (cutoff.trim() !== '' && (hour === undefined || hour === '24:00')))
      return undefined
    return { days: number, ...(hour === undefined ? {} : { cutoff: hour }) }
  }
  const seconds = Math.round(number * (unit === 'hours' ? 3600 : 60))
  return seconds >= 60 && seconds <= 400 * 86_400 ? { seconds } : undefined
}

const typedLevel = ({ fraction, afterSeconds = 0, clock = 'business', to }: Standard['levels'][number]): TypedLevel =>
  fraction === undefined
    ? { when: 'after', amount: text(afterSeconds / 3600), clock, to }
    : fraction === 1
      ? { when: 'due', amount: '', clock, to }
      : { when: 'share', amount: text(fraction * 100), clock, to }

function readLevel({ when, amount, clock, to }: TypedLevel, at: number): Standard['levels'][number] | undefined {
  const number = numberOf(amount)
  if (when === 'due') return { level: at + 1, fraction: 1, to }
  if (when === 'share') return number > 0 && number <= 100 ? { level: at + 1, fraction: number / 100, to } : undefined
  return number >= 0 && number <= 9600 ? { level: at + 1, afterSeconds: Math.round(number * 3600), clock, to } : undefined
}

/** Whom a standard wakes where nobody said otherwise. */
const usualLevels: TypedLevel[] = [
  { when: 'share', amount: '50', clock: 'business', to: 'holder' },
  { when: 'due', amount: '', clock: 'business', to: 'manager' },
  { when: 'after', amount: '2', clock: 'business', to: 'owner' },
]

export const newDraft = (calendarId: string, customer: Draft['customer']): Draft => ({
  name: '',
  level: customer ? 'customer' : 'house',
  group: 'tag',
  tag: '',
  state: undefined,
  category: undefined,
  customer,
  rank: '0',
  calendarId,
  targets: [{ kind: 'answer', unit: 'hours', amount: '2', cutoff: '' }],
  levels: usualLevels,
  atRisk: '75',
  tellsByItself: false,
})

export const draftOf = (standard: Standard): Draft => ({
  name: standard.name,
  level: standard.level,
  group: standard.match.state ? 'state' : 'tag',
  tag: standard.match.tag ?? '',
  state: standard.match.state,
  category: standard.match.category,
  customer: standard.match.customerId ? { id: standard.match.customerId, calledAs: standard.customerName ?? '' } : undefined,
  rank: String(standard.rank),
  calendarId: standard.calendarId,
  targets: promiseKinds.flatMap((kind) => {
    const target = standard.targets[kind]
    return target === undefined ? [] : [typedTarget(kind, target)]
  }),
  levels: standard.levels.map(typedLevel),
  atRisk: text(standard.atRiskFraction * 100),
  tellsByItself: standard.tellsByItself,
})

export type Missing = 'name' | 'tag' | 'state' | 'customer' | 'targets' | 'amount' | 'cutoff' | 'levels' | 'atRisk'

function whomOf({ level, group, tag, state, category, customer }: Draft): { match: Standard['match'] } | { missing: Missing } {
  const narrowed = category ? { category } : {}
  if (level === 'house') return { match: narrowed }
  if (level === 'customer') return customer ? { match: { customerId: customer.id, ...narrowed } } : { missing: 'customer' }
  if (group === 'state') return state ? { match: { state, ...narrowed } } : { missing: 'state' }
  return tag.trim() ? { match: { tag: tag.trim(), ...narrowed } } : { missing: 'tag' }
}

type Saved = Pick<Standard, 'name' | 'level' | 'match' | 'rank' | 'calendarId' | 'targets' | 'levels' | 'atRiskFraction' | 'tellsByItself'>

/** What was typed, as it is saved; or the first thing that is missing. */
export function readDraft(draft: Draft): { body: Saved } | { missing: Missing } {
  const whom = whomOf(draft)
  if (draft.name.trim() === '') return { missing: 'name' }
  if ('missing' in whom) return whom
  if (draft.targets.length === 0) return { missing: 'targets' }
  const targets = draft.targets.map((one) => [one, readTarget(one)] as const)
  const wrong = targets.find(([, target]) => target === undefined)?.[0]
  if (wrong) return { missing: wrong.unit === 'days' && /^\d+$/.test(wrong.amount.trim()) ? 'cutoff' : 'amount' }
  const levels = draft.levels.map(readLevel)
  const whole = levels.filter((one) => one !== undefined)
  if (whole.length < levels.length) return { missing: 'levels' }
  const share = numberOf(draft.atRisk)
  if (!(share > 0 && share <= 100)) return { missing: 'atRisk' }
  const rank = numberOf(draft.rank)
  return {
    body: {
      name: draft.name.trim(),
      level: draft.level,
      match: whom.match,
      rank: draft.level === 'tier' && rank >= 0 && rank <= 1000 ? Math.round(rank) : 0,
      calendarId: draft.calendarId,
      targets: Object.fromEntries(targets.map(([{ kind }, target]) => [kind, target ?? null])),
      levels: whole,
      atRiskFraction: share / 100,
      tellsByItself: draft.tellsByItself,
    },
  }
}

/** When something promised at this hour of a day would be due, by the clock that counts all dues; null where it never is. */
export function exampleDue(hours: Hours, target: NonNullable<Target>, day: string, hour: string): Date | null {
  const calendar = readyCalendar(hours)
  const start = toInstant(day, readLocalTime(hour) ?? 0, hours.zone) / 1000
  if ('seconds' in target) {
    const due = dueOf({ calendar, start, targetSeconds: target.seconds })
    return due.is === 'due' ? new Date(due.at * 1000) : null
  }
  const cutOff = target.cutoff === undefined ? undefined : readLocalTime(target.cutoff)
  const at = businessDaysDue({ calendar, start, days: target.days, ...(cutOff === undefined ? {} : { cutOff }) })
  return at === undefined ? null : new Date(at * 1000)
}

/** A target in the unit in which it is said. */
export function promisedIn(target: Target): { unit: TypedTarget['unit']; n: number; cutoff?: string | undefined } {
  if (target === null) return { unit: 'none', n: 0 }
  if ('days' in target) return { unit: 'days', n: target.days, cutoff: target.cutoff }
  return target.seconds % 3600 === 0 || target.seconds > 7200
    ? { unit: 'hours', n: Math.round(target.seconds / 36) / 100 }
    : { unit: 'minutes', n: Math.round(target.seconds / 60) }
}
