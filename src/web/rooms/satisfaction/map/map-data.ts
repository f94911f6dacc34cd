import { useQueryClient } from '@tanstack/react-query'
import { getSatisfaction } from '#rooms/satisfaction/contract.ts'
import { changeMapStop, getTouchpointMap, placeMapStop } from '#rooms/touchpoints/map/contract.ts'
import { offerUndo, say as tell } from '../../../kit/toasts.tsx'
import { type Answer, call, keyOf, useAsk } from '../../../shell/api.ts'
import { problemFrom, useProblemWords } from '../../../shell/problem.ts'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import { satisfactionWords } from '../words.data.ts'

type Map = Answer<typeof getTouchpointMap>
export type Stop = Map['stops'][number]
export type Phase = Stop['phase']
export type Satisfaction = Answer<typeof getSatisfaction>
export type Result = Satisfaction['relationship']
export type OfStop = Satisfaction['stops'][number]

const mapKey = keyOf(getTouchpointMap, {})

export const useNameOfStop = () => {
  const { language } = useSay()
  return ({ nameVi, nameEn }: { nameVi: string; nameEn: string }): string => (language === 'vi' ? nameVi : nameEn)
}

export const useMap = () => useAsk(getTouchpointMap, {})
export const useSatisfaction = () => useAsk(getSatisfaction, {})

/** Moving and giving up, each at once and with its way back. */
export function useMapActs() {
  const words = useWords(satisfactionWords).map
  const problems = useProblemWords()
  const queries = useQueryClient()
  const nameOf = useNameOfStop()
  const again = () => queries.invalidateQueries({ queryKey: mapKey })
  const attempt = async (act: () => Promise<void>): Promise<void> => {
    try {
      await act()
    } catch (error) {
      tell(problems.say(problemFrom(error)), { tone: 'danger' })
    }
    await again()
  }
  const place = (stop: Stop, to: { phase: Phase; before: string | null }, back: { phase: Phase; before: string | null }) =>
    attempt(async () => {
      const params = { stopId: stop.id }
      const moved = await call(placeMapStop, { params, body: { ...to, version: stop.version } })
      offerUndo(words.moved(nameOf(stop)), () =>
        attempt(async () => void (await call(placeMapStop, { params, body: { ...back, version: moved.version } }))),
      )
    })
  const retire = (stop: Stop, isRetired: boolean) =>
    attempt(async () => {
      const params = { stopId: stop.id }
      const kept = await call(changeMapStop, { params, body: { isRetired, version: stop.version } })
      offerUndo((isRetired ? words.retired : words.reused)(nameOf(stop)), () =>
        attempt(async () => void (await call(changeMapStop, { params, body: { isRetired: !isRetired, version: kept.version } }))),
      )
    })
  return { place, retire, again }
}

/** The result that stands for a touchpoint: how satisfied before how easy, and what has a score before what has not. */
export const chiefResult = (of: OfStop | undefined): Result | undefined => of?.results.find(({ score }) => score !== null) ?? of?.results[0]

/** Where a stop may go: before its neighbour to the left, or behind the one to the right; across the end of a stretch into the next one. */
export function neighbourPlace(stops: readonly Stop[], stop: Stop, step: 1 | -1): { phase: Phase; before: string | null } | undefined {
  const at = stops.findIndex(({ id }) => id === stop.id)
  const other = stops[at + step]
  if (!other) return undefined
  if (step === -1) return other.phase === stop.phase ? { phase: stop.phase, before: other.id } : { phase: other.phase, before: null }
  if (other.phase !== stop.phase) return { phase: other.phase, before: other.id }
  const after = stops[at + 2]
  return { phase: stop.phase, before: after?.phase === stop.phase ? after.id : null }
}

/** Where it stands now, for the way back. */
export function placeOf(stops: readonly Stop[], stop: Stop): { phase: Phase; before: string | null } {
  const next = stops[stops.findIndex(({ id }) => id === stop.id) + 1]
  return { phase: stop.phase, before: next?.phase === stop.phase ? next.id : null }
}
