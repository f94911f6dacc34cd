import { type GateRule, gateRules } from '../contract.ts'
import type { JourneyView } from './contract.ts'
import type { Journey, LetterCount, WalkCount } from './store.ts'

type Counts = { walks: readonly WalkCount[]; letters: readonly LetterCount[] }

const isRule = (word: string | null): word is GateRule => word !== null && (gateRules as readonly string[]).includes(word)

const sum = (rows: readonly { n: number }[]): number => rows.reduce((all, { n }) => all + n, 0)

export function viewRow(journey: Journey, { walks, letters }: Counts) {
  const own = walks.filter((row) => row.journey_id === journey.id)
  const written = letters.filter((row) => row.journey_id === journey.id)
  return {
    id: journey.id,
    kind: journey.kind,
    title: journey.title,
    begins: journey.begins,
    isRunning: journey.isRunning,
    startedAt: journey.startedAt?.toISOString() ?? null,
    letters: journey.steps.filter(({ kind }) => kind === 'letter').length,
    walking: sum(own.filter(({ state }) => state === 'walking')),
    sent: sum(written.filter(({ became }) => became === 'sent')),
    held: sum(written.filter(({ became }) => became === 'held')),
    isSample: journey.isSample,
    version: journey.version,
  }
}

/** Who waits before a step stands with the next thing that is done there, so that waits show whom they hold. */
function walkingAt(journey: Journey, at: number, walks: readonly WalkCount[]): number {
  return sum(walks.filter(({ state, step }) => state === 'walking' && step === at && journey.steps[at] !== undefined))
}

function heldBy(letters: readonly LetterCount[]): Partial<Record<GateRule, number>> {
  const by: Partial<Record<GateRule, number>> = {}
  for (const { became, rule, n } of letters) if (became === 'held' && isRule(rule)) by[rule] = (by[rule] ?? 0) + n
  return by
}

export function viewJourney(
  journey: Journey,
  counts: Counts,
  { titles, bought }: { titles: ReadonlyMap<string, string>; bought: { writtenTo: number; bought: number } },
): JourneyView {
  const walks = counts.walks.filter((row) => row.journey_id === journey.id)
  const letters = counts.letters.filter((row) => row.journey_id === journey.id)
  const stoppedBy: Record<string, number> = {}
  for (const { state, why, n } of walks) if (state === 'stopped') stoppedBy[why ?? 'other'] = (stoppedBy[why ?? 'other'] ?? 0) + n
  return {
    ...viewRow(journey, counts),
    steps: journey.steps.map((step, at) => {
      const written = letters.filter((row) => row.step === at)
      return {
        ...step,
        letterTitle: step.kind === 'letter' && step.letterId ? (titles.get(step.letterId) ?? null) : null,
        counts: {
          walking: walkingAt(journey, at, walks),
          sent: sum(written.filter(({ became }) => became === 'sent')),
          byHand: sum(written.filter(({ became }) => became === 'by-hand')),
          expired: sum(written.filter(({ became }) => became === 'expired')),
          heldBy: heldBy(written),
        },
      }
    }),
    stops: journey.stops,
    done: sum(walks.filter(({ state }) => state === 'done')),
    stoppedBy,
    boughtAfterLetter: bought.bought,
    writtenTo: bought.writtenTo,
  }
}
