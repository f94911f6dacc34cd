import { newcombe, wilson } from '../../../science/two-shares.ts'

/** What acts of care led to: counted, set beside those that were not done, and never called their effect. */

export const followings = ['bought', 'booked', 'came', 'answered', 'nothing'] as const
export type Following = (typeof followings)[number]

/** For so many days something counts as having followed; kinds that are not named here ask for nothing that could follow. */
export const windowDays: Readonly<Record<string, number>> = {
  'first-buy': 60,
  late: 60,
  quiet: 30,
  birthday: 30,
  occasion: 30,
  'missed-call': 7,
  'letter-waiting': 14,
  'letter-to-owner': 14,
  'promise-ask': 30,
}

/** Below so many no share is named: the counts speak for themselves. */
const ENOUGH = 30

export type Told = { kind: string; isDone: boolean; followed: Following; count: number }

export type Group = {
  all: number
  followed: number
  by: Record<Exclude<Following, 'nothing'>, number>
  /** Of how many something followed, with the range that holds it in 95 of 100 cases; null where they are too few. */
  share: { share: number; low: number; high: number } | null
}
export type OfKind = {
  kind: string
  windowDays: number
  done: Group
  /** Customers for whom the same was proposed and not done; null where that is not kept. */
  notDone: Group | null
  /** By how much more followed where it was done; null where one side is too small. People differ: it is no effect. */
  difference: { difference: number; low: number; high: number } | null
}

function groupOf(told: readonly Told[]): Group {
  const count = (followed: Following) => told.filter((one) => one.followed === followed).reduce((sum, one) => sum + one.count, 0)
  const by = { bought: count('bought'), booked: count('booked'), came: count('came'), answered: count('answered') }
  const followed = by.bought + by.booked + by.came + by.answered
  const all = followed + count('nothing')
  return { all, followed, by, share: all < ENOUGH ? null : wilson(followed, all) }
}

/** By kind, those done most first; `told` holds only acts whose time is over. */
export function outcomesOf(told: readonly Told[]): OfKind[] {
  const kinds = [...Map.groupBy(told, ({ kind }) => kind)]
  return kinds
    .flatMap(([kind, ofKind]) => {
      const done = groupOf(ofKind.filter(({ isDone }) => isDone))
      const others = groupOf(ofKind.filter(({ isDone }) => !isDone))
      const isCompared = done.share !== null && others.share !== null
      const difference = isCompared ? newcombe(done.followed, done.all, others.followed, others.all) : null
      return done.all === 0
        ? []
        : [{ kind, windowDays: windowDays[kind] ?? 0, done, notDone: others.all === 0 ? null : others, difference }]
    })
    .sort((a, b) => b.done.all - a.done.all || (a.kind < b.kind ? -1 : 1))
}
