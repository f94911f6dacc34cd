import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type PersonDay, prepareCards } from '#rooms/messages/cards/contract.ts'
import { type Answer, call } from '../../../shell/api.ts'
import type { CardOf } from './faces.tsx'

type Prepared = Answer<typeof prepareCards>['cards'][number]
export type SheetCard = Prepared & { isEdited: boolean }

export const keyOfCard = ({ customerId, occasionKey, year }: CardOf): string => `${customerId}~${occasionKey}~${year}`
const bare = ({ customerId, occasionKey, year }: CardOf): CardOf => ({ customerId, occasionKey, year })

/** Whom one has chosen, by the card that they would get. */
export function usePicked() {
  const [picked, setPicked] = useState<ReadonlyMap<string, PersonDay>>(new Map())
  return {
    picked,
    isPicked: (person: PersonDay) => picked.has(keyOfCard(person)),
    pick: (people: readonly PersonDay[], isOn: boolean) => {
      const next = new Map(picked)
      for (const person of people) isOn ? next.set(keyOfCard(person), person) : next.delete(keyOfCard(person))
      setPicked(next)
    },
    clear: () => setPicked(new Map()),
  }
}

/** The cards of several people as they stand: the words made ready for each, or those that were written over them. */
export function useSheet(people: readonly PersonDay[], letterId: string) {
  const [edits, setEdits] = useState<Record<string, Partial<Prepared>>>({})
  const [dropped, setDropped] = useState<readonly string[]>([])
  const cards = people.map(bare)
  const asked = useQuery({
    queryKey: ['cards-prepared', cards, letterId],
    queryFn: () => call(prepareCards, { body: { cards, letterId: letterId || null } }),
    placeholderData: (before) => before,
    gcTime: 0,
  })
  const edit = (card: CardOf, change: Partial<Prepared>) =>
    setEdits((before) => ({ ...before, [keyOfCard(card)]: { ...before[keyOfCard(card)], ...change } }))
  const sheet = (asked.data?.cards ?? [])
    .filter((card) => !dropped.includes(keyOfCard(card)))
    .map((card): SheetCard => {
      const own = edits[keyOfCard(card)]
      return { ...card, ...own, isEdited: own?.words !== undefined }
    })
  return {
    asked,
    sheet,
    /** Words of one's own have nothing missing, and what was wrong with the others may be mended. */
    write: (card: CardOf, words: string) => edit(card, { words, missing: [], refusal: null }),
    /** Asks the house again about one card, as it reads now. */
    judge: async (card: SheetCard) => {
      if (!card.isEdited || card.words.trim() === '') return
      const answer = await call(prepareCards, { body: { cards: [{ ...bare(card), words: card.words }] } })
      for (const { refusal } of answer.cards) edit(card, { refusal })
    },
    refuse: (refused: readonly (CardOf & { code: string })[]) => {
      for (const { code, ...card } of refused) edit(card, { refusal: code })
    },
    drop: (card: CardOf) => setDropped((before) => [...before, keyOfCard(card)]),
  }
}
