import type { getConsents, listTopics } from '#rooms/messages/consent/contract.ts'
import type { Tone } from '../../../kit/chip.tsx'
import type { IconName } from '../../../kit/icons.tsx'
import type { Answer } from '../../../shell/api.ts'

export type Consents = Answer<typeof getConsents>
export type Cell = Consents['cells'][number]
export type Event = Consents['history'][number]
export type Topic = Answer<typeof listTopics>['topics'][number]

type State = Cell['state']

export const toneOf: Record<State, Tone> = {
  none: 'plain',
  asked: 'plain',
  refused: 'plain',
  lapsed: 'plain',
  pending: 'info',
  granted: 'ok',
  snoozed: 'warn',
  withdrawn: 'plain',
  objected: 'plain',
  erased: 'plain',
}

export const iconOf: Record<State, IconName> = {
  none: 'none',
  asked: 'clock',
  refused: 'avoid',
  lapsed: 'none',
  pending: 'clock',
  granted: 'check',
  snoozed: 'clock',
  withdrawn: 'avoid',
  objected: 'avoid',
  erased: 'lock',
}

/** From these only the customer leads back. */
export const isLocked = (state: State): boolean => ['refused', 'withdrawn', 'objected', 'erased'].includes(state)

/** What one line of the tab is about: a topic, or a whole purpose. */
export type Line = { key: string; topicId: string | null; purpose: Cell['purpose']; cells: Cell[] }

/** Topics in the house's order, then what has no topic; only lines that something was said about. */
export function linesOf(cells: readonly Cell[], topics: readonly Topic[]): Line[] {
  const lines = new Map<string, Line>()
  for (const cell of cells) {
    const key = `${cell.purpose} ${cell.topicId ?? ''}`
    const line = lines.get(key) ?? { key, topicId: cell.topicId, purpose: cell.purpose, cells: [] }
    line.cells.push(cell)
    lines.set(key, line)
  }
  const place = ({ topicId }: Line): number => (topicId ? (topics.find(({ id }) => id === topicId)?.position ?? 900) : 1000)
  return [...lines.values()].sort((a, b) => place(a) - place(b) || (a.key < b.key ? -1 : 1))
}

/** The narrowest word on a topic over a channel: its own, or a leaving around it. */
export function cellOn(cells: readonly Cell[], topic: Topic, channel: string): Cell | undefined {
  const own = cells.find((cell) => cell.topicId === topic.id && cell.channel === channel)
  if (own) return own
  return cells.find(
    (cell) =>
      isLocked(cell.state) &&
      (cell.purpose === 'every' || cell.purpose === topic.purpose) &&
      (cell.topicId === null || cell.topicId === topic.id) &&
      (cell.channel === 'every' || cell.channel === channel),
  )
}
