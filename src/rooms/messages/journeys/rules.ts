import { addDays } from '../../../values/civil-date.ts'
import { dayIn, toInstant } from '../../../values/zone.ts'
import type { JourneyBegins, JourneyKind, JourneyStep, JourneyStop } from './contract.ts'

/** How somebody goes along a journey: pure. */

export type Place = { step: number; dueAt: Date }

const secondsOf = (clock: string): number => Number(clock.slice(0, 2)) * 3600 + Number(clock.slice(3)) * 60

/** Where somebody stands who is at this step at this moment: waits are gone through, which makes them due later. Undefined: the end. */
export function placeFrom(steps: readonly JourneyStep[], from: Place, zone: string): Place | undefined {
  let { step, dueAt } = from
  for (;;) {
    const next = steps[step]
    if (!next) return undefined
    if (next.kind !== 'wait') return { step, dueAt }
    const due = toInstant(addDays(dayIn(zone, dueAt.getTime()), next.days), secondsOf(next.at), zone)
    // A wait of no days until an hour that is over goes on at once: never back in time.
    dueAt = new Date(Math.max(due, dueAt.getTime()))
    step += 1
  }
}

/** The days on which somebody who begins then would be written to, where nothing stops them. */
export function letterDays(steps: readonly JourneyStep[], beganAt: Date, zone: string): string[] {
  const days: string[] = []
  let place = placeFrom(steps, { step: 0, dueAt: beganAt }, zone)
  while (place) {
    if (steps[place.step]?.kind === 'letter') days.push(dayIn(zone, place.dueAt.getTime()))
    place = placeFrom(steps, { step: place.step + 1, dueAt: place.dueAt }, zone)
  }
  return days
}

/** How many days a walk takes at most. */
export const longest = (steps: readonly JourneyStep[]): number =>
  steps.reduce((sum, step) => sum + (step.kind === 'wait' ? step.days : 0), 0)

/** A letter belongs to its day: afterwards it is not sent. */
export const endOfDay = (at: Date, zone: string): Date => new Date(toInstant(addDays(dayIn(zone, at.getTime()), 1), 0, zone))

export type Happened = Record<JourneyStop, boolean>

/** What ends a walk, the most serious first. Who has said goodbye does not stop the goodbye. */
export function stoppedBy(stops: readonly JourneyStop[], happened: Happened, begins: JourneyBegins): JourneyStop | undefined {
  const order: readonly JourneyStop[] = ['left', 'complained', 'bought', 'answered']
  return order.find((stop) => happened[stop] && stops.includes(stop) && !(stop === 'left' && begins.on === 'left'))
}

export type Fitting = { hasBought: boolean; buyingDays: number; kind: 'person' | 'organisation' | 'household' }

export function fits(step: Extract<JourneyStep, { kind: 'if' }>, { hasBought, buyingDays, kind }: Fitting): boolean {
  switch (step.what) {
    case 'not-bought':
      return !hasBought
    case 'bought-often':
      return buyingDays >= step.least
    case 'is-person':
      return kind === 'person'
    case 'is-organisation':
      return kind === 'organisation'
  }
}

type Drawn = { begins: JourneyBegins; stops: JourneyStop[]; wait: { days: number; at: string }; isOnlyIf?: 'not-bought' }

/** What each kind begins with, until the house changes it. */
export const usual: Record<JourneyKind, Drawn> = {
  welcome: { begins: { on: 'signed-up' }, stops: ['left', 'complained', 'answered'], wait: { days: 1, at: '09:00' } },
  'thank-you': { begins: { on: 'first-order' }, stops: ['bought', 'left', 'complained', 'answered'], wait: { days: 3, at: '09:00' } },
  'after-stay': { begins: { on: 'stay-ended' }, stops: ['bought', 'left', 'complained', 'answered'], wait: { days: 2, at: '09:30' } },
  'win-back': {
    begins: { on: 'silent', times: 2 },
    stops: ['bought', 'left', 'complained', 'answered'],
    wait: { days: 0, at: '09:30' },
    isOnlyIf: 'not-bought',
  },
  farewell: { begins: { on: 'left' }, stops: ['complained'], wait: { days: 1, at: '09:00' } },
  occasion: { begins: { on: 'occasion', kind: 'birthday', daysBefore: 0 }, stops: ['left', 'complained'], wait: { days: 0, at: '08:30' } },
}
