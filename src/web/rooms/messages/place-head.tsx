import type { ReactNode } from 'react'
import { useLocation } from 'wouter'
import { listByHand } from '#rooms/messages/gate/contract.ts'
import { Tabs } from '../../kit/tabs.tsx'
import { useAsk } from '../../shell/api.ts'
import { useSay } from '../../shell/say.ts'
import { useMay } from '../../shell/session.tsx'
import { useWords } from '../../shell/words.ts'
import { messageWords } from './words.data.ts'
import './messages.css'

/** The parts of the place, each with its address; a part that has no screen yet has no tab. */
const parts = [
  { value: 'inbox', path: '/messages/inbox' },
  { value: 'letters', path: '/messages' },
  { value: 'days', path: '/messages/days' },
  { value: 'journeys', path: '/messages/journeys' },
  { value: 'held', path: '/messages/held' },
  { value: 'byHand', path: '/messages/by-hand' },
] as const
export type Part = (typeof parts)[number]['value']

/** The name of the place and its parts. */
export function PlaceHead({ part, children }: { part: Part; children?: ReactNode }) {
  const words = useWords(messageWords)
  const may = useMay()
  const [, navigate] = useLocation()
  const byHand = useAsk(listByHand, {}, { enabled: may('messages.read') }).data?.letters.length ?? 0
  const say = useSay()
  const go = (to: Part) => navigate(parts.find(({ value }) => value === to)?.path ?? '/messages')
  return (
    <>
      <header className="page-head messages-head">
        <h1 className="title">{words.place}</h1>
        {children}
      </header>
      {may('messages.read') && (
        <Tabs
          id="messages"
          label={words.place}
          value={part}
          onChange={go}
          tabs={parts
            // Where everything is carried nobody needs the list of what is not.
            .filter(({ value }) => value !== 'byHand' || part === 'byHand' || byHand > 0)
            .map(({ value }) => ({
              value,
              words: words.parts[value],
              ...(value === 'byHand' && byHand > 0 ? { count: say.number(byHand) } : {}),
            }))}
        />
      )}
    </>
  )
}
