import type { z } from 'zod'
import type { touchpointView } from '#rooms/touchpoints/contract.ts'
import { daysBetween } from '#values/civil-date.ts'
import type { IconName } from '../../kit/icons.tsx'
import type { PeopleWords } from './words.data.ts'

export type Line = z.output<typeof touchpointView>
type Words = PeopleWords['timeline']
type Number = (n: number) => string

/** A kind of the house's own, by its key. */
export type HouseKinds = ReadonlyMap<string, { name: string; icon: IconName }>
const noKinds: HouseKinds = new Map()

const icons: Record<string, IconName> = {
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
export function iconOf({ kind, about, feeling }: Pick<Line, 'kind' | 'about' | 'feeling'>, kinds = noKinds): IconName {
  if (about?.kind === 'order') return about.type === 'stay' ? 'bed' : about.type === 'refund' ? 'back' : 'bag'
  return feeling === 'unhappy' ? 'warning' : (icons[kind] ?? kinds.get(kind)?.icon ?? 'note')
}

/** The name of a kind of line: the house's own first, which may have renamed one of Quen's. */
export const kindWords = (kind: string, words: Words, kinds = noKinds): string =>
  kinds.get(kind)?.name ?? words.kinds[kind as keyof Words['kinds']] ?? kind

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

/** "Gọi đến, 4 phút": the telephone system told of it. */
const called = (seconds: number, words: Words, number: Number): string =>
  seconds < 60
    ? words.calledSeconds(number(seconds), seconds)
    : words.calledMinutes(number(Math.round(seconds / 60)), Math.round(seconds / 60))

/** What happened, in a line's own words where it has any. */
export function lineTitle(
  { about, body, outcome, kind }: Pick<Line, 'about' | 'body' | 'outcome' | 'kind'>,
  words: Words,
  number: Number,
  kinds = noKinds,
): string {
  if (about && about.kind === 'order') return ordered(about, words, number)
  if (about?.kind === 'offer') return words.invited(about.summary)
  if (about?.kind === 'newsletter') return words.sentToMany(about.summary)
  if (about?.kind === 'call' && about.seconds !== undefined) return called(about.seconds, words, number)
  return body ?? outcome ?? (about?.summary || kindWords(kind, words, kinds))
}

/** The name of a channel, or what was written for one that has none here. */
export const channelWords = (channel: string, words: Words): string => words.channels[channel as keyof Words['channels']] ?? channel

/** What stands small below a line: kind, order code, channel, who wrote it. */
export function lineMeta(line: Line, words: Words, kinds = noKinds): string {
  const { about, body, kind, channel, place, outcome, feeling, staffName } = line
  const parts = [
    about ? about.code && words.code(about.code) : (body || outcome) && kindWords(kind, words, kinds),
    channel && !(kind === 'call' && channel === 'phone') && channelWords(channel, words),
    place,
    body && outcome,
    feeling && words.feelings[feeling],
    staffName,
  ]
  return parts.filter(Boolean).join(' · ')
}
