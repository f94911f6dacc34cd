import type { Role } from '../../../values/rights.ts'
import type { Entry, Thread, ThreadChannel } from './thread.ts'

/** How a talk stands, whose it is, what of a mail is new. */

/** So long an answer can be taken back before anything leaves. */
export const TAKE_BACK_MS = 10_000
/** Somebody who wrote on a draft so lately is answering. */
export const ANSWERING_MS = 2 * 60_000

const MOST_EXCERPT = 160

/** Letters to the owner are read by the owner and who stands in for them. */
export const seesOwners = ({ role }: { role: Role }): boolean => role === 'owner' || role === 'manager'

/** Under the owner's own name writes the owner alone. */
export const answersAsOwner = ({ role, kind }: { role: Role; kind: string }): boolean => role === 'owner' && kind === 'staff'

const QUOTE_HEADS = [
  /^(?:on|le|am|vào)\b.{5,200}(?:wrote|a écrit|schrieb|đã viết)\s*:\s*$/i,
  /^-{2,}\s*(?:original message|forwarded message|tin nhắn gốc|thư gốc|thư được chuyển tiếp)\s*-{2,}$/i,
  /^_{10,}$/,
]

/** Parts what somebody wrote from the letter they answered, which mail programs put below. */
export function cutQuote(text: string): { own: string; quoted: string } {
  const lines = text.replace(/\r\n?/g, '\n').split('\n')
  // Programs break a long heading in two.
  const isHead = (at: number): boolean => {
    const line = lines[at]?.trim() ?? ''
    const joined = `${line} ${lines[at + 1]?.trim() ?? ''}`.trim()
    return QUOTE_HEADS.some((head) => head.test(line) || (/^(?:on|vào)\b/i.test(line) && head.test(joined)))
  }
  const isQuoted = (from: number): boolean => lines.slice(from).every((line) => line.trim() === '' || line.trimStart().startsWith('>'))
  for (let at = 0; at < lines.length; at++) {
    const starts = lines[at]?.trimStart().startsWith('>') && isQuoted(at)
    if (!starts && !isHead(at)) continue
    const own = lines.slice(0, at).join('\n').trim()
    // Whoever answers below the quotation, or writes nothing above it, is shown whole.
    if (own === '') break
    return { own, quoted: lines.slice(at).join('\n').trim() }
  }
  return { own: text.trim(), quoted: '' }
}

/** The beginning of what was said, on one line. */
export function excerpt(words: string): string {
  const one = cutQuote(words).own.replace(/\s+/g, ' ').trim()
  const letters = [...one]
  return letters.length <= MOST_EXCERPT
    ? one
    : `${letters
        .slice(0, MOST_EXCERPT - 1)
        .join('')
        .trimEnd()}…`
}

type Told = Pick<Entry, 'at' | 'direction' | 'words' | 'touchpointId' | 'customerId'>

/** An answer counts once it is on its way or somebody said that they carried it. */
const counts = ({ direction, touchpointId }: Told): boolean => direction === 'in' || (direction === 'out' && touchpointId !== null)

/** How a talk stands by what was said in it, the oldest first: since when somebody waits, and what came last. */
export function standing(entries: readonly Told[]): Pick<Thread, 'waitingSince' | 'lastAt' | 'lastDirection' | 'lastWords'> | undefined {
  const said = entries.filter(counts)
  const last = said.at(-1)
  if (!last || last.direction === 'note') return undefined
  const lastOut = said.findLastIndex(({ direction }) => direction === 'out')
  const waiting = said.slice(lastOut + 1).find(({ direction }) => direction === 'in')
  return { waitingSince: waiting?.at ?? null, lastAt: last.at, lastDirection: last.direction, lastWords: excerpt(last.words) }
}

/** A new word of theirs opens a talk, and ends its rest. */
export const afterWordIn = (thread: Thread, at: Date, words: string): Thread => ({
  ...thread,
  state: 'open',
  snoozedUntil: null,
  waitingSince: thread.waitingSince ?? at,
  lastAt: at > thread.lastAt ? at : thread.lastAt,
  lastDirection: 'in',
  lastWords: excerpt(words),
})

export const afterAnswer = (thread: Thread, at: Date, words: string, isKeptOpen: boolean): Thread => ({
  ...thread,
  state: isKeptOpen ? 'open' : 'done',
  snoozedUntil: null,
  waitingSince: null,
  lastAt: at,
  lastDirection: 'out',
  lastWords: excerpt(words),
})

/** A rest that is over is none, whether its alarm has rung yet or not. */
export const stateAt = ({ state, snoozedUntil }: Pick<Thread, 'state' | 'snoozedUntil'>, now: Date): Thread['state'] =>
  state === 'snoozed' && snoozedUntil !== null && snoozedUntil <= now ? 'open' : state

/** What the timeline calls the way a word came. */
export const timelineChannel = (channel: ThreadChannel): string => (channel === 'form' ? 'web' : channel)

/** The subject of an answer. */
export const answerSubject = (subject: string): string =>
  subject === '' || /^(?:re|tl|trả lời)\s*:/i.test(subject) ? subject : `Re: ${subject}`
