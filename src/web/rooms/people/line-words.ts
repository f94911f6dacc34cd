import type { z } from 'zod'
import type { touchpointView } from '#rooms/touchpoints/contract.ts'
import { daysBetween } from '#values/civil-date.ts'
import type { IconName } from '../../kit/icons.tsx'
import type { PeopleWords } from './words.data.ts'

export type Line = z.output<typeof touchpointView>
type Words = PeopleWords['timeline']
type Number = (n: number) => string

const icons: Record<Line['kind'], IconName> = {
  note: 'note',
  call: 'phone',
  visit: 'visit',
  message: 'message',
  letter: 'mail',
  delivery: 'truck',
  complaint: 'warning',
  thanks: 'heart',
  order: 'bag',
}

/** The drawing that stands before a line. */
export function iconOf({ kind, about, feeling }: Pick<Line, 'kind' | 'about' | 'feeling'>): IconName {
  if (about) return about.type === 'stay' ? 'bed' : about.type === 'refund' ? 'back' : 'bag'
  return feeling === 'unhappy' ? 'warning' : icons[kind]
}

type About = NonNullable<Line['about']>

/** "Ở 2 đêm: Phòng 203". */
function stayed({ startsOn, endsOn, summary }: About, words: Words, number: Number): string {
  const nights = startsOn && endsOn ? daysBetween(startsOn, endsOn) : 0
  return words.joined(nights > 0 ? words.nights(number(nights), nights) : words.visitDay, summary)
}

function ordered(about: About, words: Words, number: Number): string {
  const { type, state, summary } = about
  if (type === 'refund') return words.refunded(summary)
  if (state === 'cancelled') return words.cancelled(summary)
  if (state === 'booked') return words.booked(summary)
  if (type === 'stay') return stayed(about, words, number)
  return type === 'service' ? words.service(summary) : words.bought(summary)
}

/** What happened, in a line's own words where it has any. */
export function lineTitle(
  { about, body, outcome, kind }: Pick<Line, 'about' | 'body' | 'outcome' | 'kind'>,
  words: Words,
  number: Number,
): string {
  if (about) return ordered(about, words, number)
  return body ?? outcome ?? words.kinds[kind]
}

/** The name of a channel, or what was written for one that has none here. */
export const channelWords = (channel: string, words: Words): string => words.channels[channel as keyof Words['channels']] ?? channel

/** What stands small below a line: kind, order code, channel, who wrote it. */
export function lineMeta(line: Line, words: Words): string {
  const { about, body, kind, channel, place, outcome, feeling, staffName } = line
  const parts = [
    about ? about.code && words.code(about.code) : (body || outcome) && words.kinds[kind],
    channel && !(kind === 'call' && channel === 'phone') && channelWords(channel, words),
    place,
    body && outcome,
    feeling && words.feelings[feeling],
    staffName,
  ]
  return parts.filter(Boolean).join(' · ')
}
