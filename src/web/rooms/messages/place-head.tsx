import type { ReactNode } from 'react'
import { useLocation } from 'wouter'
import { Tabs } from '../../kit/tabs.tsx'
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
] as const
export type Part = (typeof parts)[number]['value']

/** The name of the place and its parts. */
export function PlaceHead({ part, children }: { part: Part; children?: ReactNode }) {
  const words = useWords(messageWords)
  const may = useMay()
  const [, navigate] = useLocation()
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
          tabs={parts.map(({ value }) => ({ value, words: words.parts[value] }))}
        />
      )}
    </>
  )
}
