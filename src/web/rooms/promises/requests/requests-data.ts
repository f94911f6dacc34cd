import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { arrivalPreview, customerRequests, listRequests } from '#rooms/promises/requests/contract.ts'
import { type Answer, keyOf } from '../../../shell/api.ts'
import { useWord } from '../../../shell/stream.ts'

export type Wish = Answer<typeof listRequests>['wishes'][number]
export type Request = Wish['requests'][number]

const SOON = 150

/** Asks again for everything that shows requests. */
export function useRenewRequests(): () => void {
  const queries = useQueryClient()
  return () => {
    for (const route of [listRequests, customerRequests, arrivalPreview]) void queries.invalidateQueries({ queryKey: keyOf(route) })
  }
}

/** Requests move with their promises: asks again when one changed anywhere. */
export function useRequestNews(): void {
  const renew = useRenewRequests()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const soon = () => {
    clearTimeout(timer.current)
    timer.current = setTimeout(renew, SOON)
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  useWord('promise', soon)
  useWord('gap', soon)
}
