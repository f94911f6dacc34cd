/** Which service standard decides about a promise: for one customer, or for thousands at once. */
import type { Db } from '../../../platform/db/db.ts'
import * as calendars from '../calendars/store.ts'
import { type Case, type Chosen, choose, type Level, readyPolicies, type StandardLevel, type Target, type Why } from './rules.ts'
import { standardsAt, traitsOf } from './store.ts'

export type Decided = {
  standardVersionId: string
  standardName: string
  level: StandardLevel
  calendarVersionId: string
  target: Target
  levels: Level[]
  atRiskFraction: number
  tellsByItself: boolean
  /** Others that concern this customer, and why they do not count here. */
  passedOver: { name: string; why: Why }[]
}

/** A standard that says nothing is promised here, by its name. */
export type Ask = { customerId?: string | undefined; kind: Case['kind']; category?: Case['category']; at: Date }

/** The standard of a promise; 'nothing' where the nearest says that nothing is promised, undefined where none names it. */
export async function standardFor(db: Db, ask: Ask): Promise<Decided | 'nothing' | undefined> {
  return (await standardsFor(db, [ask]))[0]
}

/**
 * As `standardFor` for many, in three questions to the database for each moment that is asked about; answers stand in the order of the asks.
 */
export async function standardsFor(db: Db, asks: readonly Ask[]): Promise<(Decided | 'nothing' | undefined)[]> {
  const chosen: (Chosen | undefined)[] = new Array(asks.length).fill(undefined)
  const byMoment = Map.groupBy(asks.keys(), (place) => asks[place]?.at.getTime() ?? 0)
  for (const [moment, places] of byMoment) {
    const at = new Date(moment)
    const ids = [...new Set(places.flatMap((place) => asks[place]?.customerId ?? []))]
    const [standards, traits] = await Promise.all([standardsAt(db, ids, at), traitsOf(db, ids)])
    const forAll = readyPolicies(standards.filter(({ level }) => level !== 'customer'))
    const own = Map.groupBy(
      readyPolicies(standards.filter(({ level }) => level === 'customer')),
      ({ standard }) => standard.match.customerId ?? '',
    )
    for (const place of places) {
      const ask = asks[place]
      if (!ask) continue
      const { customerId, kind, category } = ask
      const { tags = [], state } = traits.get(customerId ?? '') ?? {}
      chosen[place] = choose([...forAll, ...(own.get(customerId ?? '') ?? [])], { customerId, tags, state, kind, category, at })
    }
  }
  return withCalendars(db, asks, chosen)
}

/** The clock is that of the standard's calendar as it stood when the promise begins (R13). */
async function withCalendars(
  db: Db,
  asks: readonly Ask[],
  chosen: readonly (Chosen | undefined)[],
): Promise<(Decided | 'nothing' | undefined)[]> {
  const needed = new Map<string, { calendarId: string; at: Date }>()
  const keyOf = (one: Chosen, at: Date): string => `${one.standard.calendarId} ${at.getTime()}`
  for (const [place, one] of chosen.entries()) {
    const at = asks[place]?.at
    if (one?.target && at) needed.set(keyOf(one, at), { calendarId: one.standard.calendarId, at })
  }
  const versions = await calendars.versionsAt(db, [...needed.values()])
  const idOf = new Map([...needed.keys()].map((key, place) => [key, versions[place]?.id]))
  return chosen.map((one, place) => {
    const at = asks[place]?.at
    if (!one || !at) return undefined
    if (one.target === null) return 'nothing'
    const calendarVersionId = idOf.get(keyOf(one, at))
    if (calendarVersionId === undefined) throw new Error(`calendar ${one.standard.calendarId} has no version`)
    const { versionId, name, level, levels, atRiskFraction, tellsByItself } = one.standard
    return {
      standardVersionId: versionId,
      standardName: name,
      level,
      calendarVersionId,
      target: one.target,
      levels,
      atRiskFraction,
      tellsByItself,
      passedOver: one.passedOver,
    }
  })
}
