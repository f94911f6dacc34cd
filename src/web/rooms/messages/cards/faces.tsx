import { useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import { type PersonDay, previewCard } from '#rooms/messages/cards/contract.ts'
import { Skeleton } from '../../../kit/states.tsx'
import { call } from '../../../shell/api.ts'
import { useWords } from '../../../shell/words.ts'
import { CardFace } from './card-face.tsx'
import { cardWords } from './words.data.ts'

export type CardOf = Pick<PersonDay, 'customerId' | 'occasionKey' | 'year'>

/** Both sides of a card as they will be printed, following what is written. */
export function Faces({ card: { customerId, occasionKey, year }, text }: { card: CardOf; text: string }) {
  const words = useWords(cardWords).card
  const shown = useDeferredValue(text)
  const body = { customerId, occasionKey, year, words: shown }
  const preview = useQuery({
    queryKey: ['card-preview', body],
    queryFn: () => call(previewCard, { body }),
    enabled: shown.trim() !== '',
    placeholderData: (before) => before,
    retry: false,
  })
  if (!preview.data) return <Skeleton height={20} />
  return (
    <div className="card-faces">
      <CardFace preview={preview.data} face="back" label={`${words.back} · ${words.size}`} />
      <CardFace preview={preview.data} face="front" label={words.front} />
      {preview.data.isTooLong && (
        <p className="c-danger" role="alert">
          {words.tooLong}
        </p>
      )}
    </div>
  )
}
