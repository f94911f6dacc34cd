import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { customerEnquiries, enquiryFigures, getEnquiry, listEnquiries } from '#rooms/promises/enquiries/contract.ts'
import { type Answer, keyOf } from '../../../shell/api.ts'
import type { useSay } from '../../../shell/say.ts'
import { useWord } from '../../../shell/stream.ts'
import { useWords } from '../../../shell/words.ts'
import { dueWords } from '../naming.ts'
import { promiseWords } from '../words.data.ts'
import { enquiryWords } from './words.data.ts'

export type Row = Answer<typeof listEnquiries>['enquiries'][number]
export type Enquiry = Answer<typeof getEnquiry>
export type Quote = Enquiry['quotes'][number]

const SOON = 150

/** Puts an enquiry as it is now where it is shown, and asks again for the lists it stands in. */
export function useShowEnquiry(): (enquiry?: Enquiry) => void {
  const queries = useQueryClient()
  return (enquiry) => {
    if (enquiry) {
      const params = { customerId: enquiry.customerId, enquiryId: enquiry.id }
      queries.setQueryData(keyOf(getEnquiry, { params }), enquiry)
    }
    for (const route of [listEnquiries, enquiryFigures, customerEnquiries, ...(enquiry ? [] : [getEnquiry])])
      void queries.invalidateQueries({ queryKey: keyOf(route) })
  }
}

/** Enquiries move with their promises: asks again when one changed anywhere. */
export function useEnquiryNews(): void {
  const show = useShowEnquiry()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const soon = () => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => show(), SOON)
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  useWord('promise', soon)
  useWord('gap', soon)
}

/** Where an enquiry stands, in a line: the next answer, the quote, or how it ended. */
export function useStandingOf(say: ReturnType<typeof useSay>): (row: Row) => string {
  const words = useWords(enquiryWords)
  const left = useWords(promiseWords).left
  return ({ state, next, quote, closedAt, isByItself, reason, reasonWords }) => {
    const closed = closedAt ? say.nearDate(say.dayOf(closedAt)) : ''
    if (state === 'bought') return [words.boughtOn(closed), isByItself && words.byItself].filter(Boolean).join(' · ')
    if (state === 'not-bought') return [reason && words.reasons[reason], reasonWords, words.closedOn(closed)].filter(Boolean).join(' · ')
    const due = next?.promisedDue && dueWords(next.promisedDue, next.isDay, left, say)
    const answer = next && due ? words.next[next.kind === 'quote' ? 'quote' : 'answer'](due) : !quote && words.nextIsTheirs
    return [answer, quote && quoteSaid(quote, words, say)].filter(Boolean).join(' · ')
  }
}

const quoteSaid = (quote: Quote, words: (typeof enquiryWords)['vi'], say: ReturnType<typeof useSay>): string => {
  if (quote.endedAt) return words.quoteOver
  const until = say.dayMonth(quote.validUntil)
  return quote.total ? words.quoted(say.money(quote.total), until) : words.quotedPlain(until)
}
