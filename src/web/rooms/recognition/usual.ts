import type { z } from 'zod'
import type { getCard, usualView } from '#rooms/recognition/contract.ts'
import { fold } from '#values/text.ts'
import type { PeopleWords } from '../people/words.data.ts'
import type { RecognitionWords } from './words.data.ts'

export type Card = z.output<typeof getCard.answer>
export type Usual = z.output<typeof usualView>

/** A habit as it is read out: "Phòng 203 hướng vườn", eight of the last ten. Without `of` it was noted by hand. */
export type Habit = { what: string; times: number; of: number; benefit?: string }

type Words = Pick<RecognitionWords, 'room' | 'view' | 'size' | 'attribute'>
type Label = 'room' | 'view' | 'size'

const names: Record<string, Label> = { room: 'room', phong: 'room', view: 'view', huong: 'view', size: 'size', co: 'size' }
const labelOf = ({ kind, label }: Pick<Usual, 'kind' | 'label'>): Label | undefined =>
  kind === 'attribute' && label ? names[fold(label)] : undefined

/** "203" is said "Phòng 203"; what says so already is left as it is. */
function saying(label: Label, what: string, words: Words): string {
  const said = words[label](what)
  const added = said.replace(what, '').trim()
  return added && fold(what).includes(fold(added)) ? what : said
}

const firstLarge = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1)

function wordsOf(usual: Usual, words: Words, paying: PeopleWords['paying']['by']): string {
  const label = labelOf(usual)
  if (label) return firstLarge(saying(label, usual.what, words))
  if (usual.kind === 'attribute' && usual.label) return words.attribute(firstLarge(usual.label), usual.what)
  if (usual.kind === 'product' && usual.item) return usual.item.name
  if (usual.kind === 'paying') return paying[usual.what as keyof typeof paying] ?? usual.what
  return usual.what
}

/** Two traits that were always there together: the same times, of the same occasions. */
const areOne = (a: Usual, b: Usual): boolean => a.among === b.among && a.times === b.times && a.of === b.of && a.lastOn === b.lastOn

const paidBy = (paying: NonNullable<Card['paying']>, words: PeopleWords['paying']['by']): string =>
  paying.brand && paying.lastFour
    ? `${paying.brand} •••• ${paying.lastFour}`
    : paying.lastFour
      ? `${words.card} •••• ${paying.lastFour}`
      : (words[paying.by as keyof typeof words] ?? paying.by ?? '')

/** The usual as lines to read: room and view in one where they come together, and at the end how they pay. */
export function habitsOf(
  { usual, paying }: Pick<Card, 'usual' | 'paying'>,
  words: Words,
  payingWords: PeopleWords['paying']['by'],
): Habit[] {
  const view = usual.find((one) => labelOf(one) === 'view')
  const room = usual.find((one) => labelOf(one) === 'room')
  const isJoined = room && view && areOne(room, view)
  const habits = usual.flatMap((one): Habit[] => {
    if (isJoined && one === view) return []
    const { times, of } = one
    // What the catalogue says of it: what they have of it, in words to say to them.
    const benefit = one.item?.benefit ? { benefit: one.item.benefit } : {}
    if (!isJoined || one !== room) return [{ what: wordsOf(one, words, payingWords), times, of, ...benefit }]
    return [{ what: `${wordsOf(room, words, payingWords)} ${saying('view', view.what, words)}`, times, of, ...benefit }]
  })
  const isShown = usual.some(({ kind }) => kind === 'paying')
  return paying?.by && !isShown ? [...habits, { what: paidBy(paying, payingWords), times: 0, of: 0 }] : habits
}

/** Whether a habit says already what was noted as a like: "phòng hướng vườn" beside "Phòng 203 hướng vườn". */
export function isSeenIn(what: string, habits: readonly Habit[]): boolean {
  const words = fold(what).split(' ')
  return habits.some((habit) => {
    const seen = new Set(fold(habit.what).split(' '))
    return words.every((word) => seen.has(word))
  })
}
