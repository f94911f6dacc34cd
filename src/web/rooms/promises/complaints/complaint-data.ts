import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { z } from 'zod'
import {
  complaintFigures,
  type complaintRow,
  type complaintView,
  getComplaint,
  listComplaints,
} from '#rooms/promises/complaints/contract.ts'
import { getCard } from '#rooms/recognition/contract.ts'
import { getTimeline } from '#rooms/touchpoints/contract.ts'
import { say as tell } from '../../../kit/toasts.tsx'
import { call, type Input, keyOf, newKey } from '../../../shell/api.ts'
import { problemFrom, useProblemWords } from '../../../shell/problem.ts'
import { useWord } from '../../../shell/stream.ts'
import { useRenew } from '../board-data.ts'

export type ComplaintRow = z.output<typeof complaintRow>
export type Complained = z.output<typeof complaintView>

const SOON = 150

/** Shows a complaint as it is now; lists, figures, cards and promises are asked again. */
export function useShowComplaint(): (complaint: Complained) => void {
  const queries = useQueryClient()
  const renewPromises = useRenew()
  return (complaint) => {
    queries.setQueryData(keyOf(getComplaint, { params: { complaintId: complaint.id } }), complaint)
    for (const route of [listComplaints, complaintFigures, getCard, getTimeline]) void queries.invalidateQueries({ queryKey: keyOf(route) })
    renewPromises()
  }
}

/** Asks again when a promise changed anywhere: the clocks of complaints are promises, and each step moves one. */
export function useComplaintNews(): void {
  const queries = useQueryClient()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const soon = () => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      for (const route of [listComplaints, getComplaint, complaintFigures]) void queries.invalidateQueries({ queryKey: keyOf(route) })
    }, SOON)
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  useWord('promise', soon)
  useWord('gap', soon)
}

type Route = Parameters<typeof call>[0]

/** Does an act of one press: saved, shown, said; what is refused is said and the house asked again. */
export function useComplaintAct() {
  const show = useShowComplaint()
  const problems = useProblemWords()
  const queries = useQueryClient()
  return async <R extends Route>(route: R, input: Input<R>, said: string): Promise<boolean> => {
    try {
      show((await call(route, input, { key: newKey() })) as Complained)
      tell(said, { tone: 'ok' })
      return true
    } catch (error) {
      tell(problems.say(problemFrom(error)), { tone: 'danger' })
      void queries.invalidateQueries({ queryKey: keyOf(getComplaint) })
      return false
    }
  }
}
