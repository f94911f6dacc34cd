import type { ReactNode } from 'react'
import { useLocation } from 'wouter'
import { Tabs } from '../../kit/tabs.tsx'
import { useWords } from '../../shell/words.ts'
import { placeWords } from './place-words.data.ts'
import './promises.css'

/** The parts of the place, each with its address; a part that has no screen yet has no tab. */
const parts = [
  { value: 'board', path: '/promises' },
  { value: 'requests', path: '/promises/requests' },
  { value: 'enquiries', path: '/promises/enquiries' },
  { value: 'complaints', path: '/promises/complaints' },
  { value: 'done', path: '/promises?view=done' },
  { value: 'scores', path: '/promises?view=scores' },
] as const
export type Part = (typeof parts)[number]['value']

/** The name of the place and its parts; `children` are the acts of the part that is open. */
export function PlaceHead({ part, children }: { part: Part; children?: ReactNode }) {
  const words = useWords(placeWords)
  const [, navigate] = useLocation()
  return (
    <>
      <header className="page-head promises-place">
        <h1 className="title grow">{words.title}</h1>
        {children}
      </header>
      <Tabs
        id="promises"
        label={words.title}
        value={part}
        onChange={(to) => navigate(parts.find(({ value }) => value === to)?.path ?? '/promises')}
        tabs={parts.map(({ value }) => ({ value, words: words.parts[value] }))}
      />
    </>
  )
}
