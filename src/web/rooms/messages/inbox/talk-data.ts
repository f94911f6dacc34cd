import { useQueryClient } from '@tanstack/react-query'
import { changeThread, getThread, listThreads } from '#rooms/messages/inbox/contract.ts'
import { addDays, daysBetween } from '#values/civil-date.ts'
import { toInstant } from '#values/zone.ts'
import { offerUndo, say as tell } from '../../../kit/toasts.tsx'
import { type Answer, call, type Input, keyOf } from '../../../shell/api.ts'
import { problemFrom, useProblemWords } from '../../../shell/problem.ts'
import type { Say } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import { type InboxWords, inboxWords } from './words.data.ts'

export type Row = Answer<typeof listThreads>['threads'][number]
export type Talk = Answer<typeof getThread>
export type Entry = Talk['entries'][number]
type Change = Omit<NonNullable<Input<typeof changeThread>['body']>, 'version'>

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Since when somebody waits, in calm words. */
export function waited(since: string, now: number, words: InboxWords, say: Say): string {
  const ms = Math.max(MINUTE, now - Date.parse(since))
  const of = (unit: number, word: (n: string, count: number) => string): string => {
    const n = Math.floor(ms / unit)
    return words.waits(word(say.number(n), n))
  }
  if (ms < DAY) return ms < HOUR ? of(MINUTE, words.minutes) : of(HOUR, words.hours)
  // From a day on by the calendar, as everywhere.
  const days = Math.max(1, daysBetween(say.dayOf(since), say.today))
  return words.waits(words.days(say.number(days), days))
}

export type Rest = keyof InboxWords['snoozes']

/** When a talk that is set aside comes back. */
export function restUntil(rest: Rest, today: string, zone: string): string {
  const [days, hour] = ({ evening: [0, 17], tomorrow: [1, 8], dayAfter: [2, 8], week: [7, 8] } as const)[rest]
  return new Date(toInstant(addDays(today, days), hour * 3600, zone)).toISOString()
}

/** Puts a talk as it stands now before everybody on this screen who shows it. */
export function useKeepTalk() {
  const queries = useQueryClient()
  return (talk: Talk) => {
    queries.setQueryData(keyOf(getThread, { params: { threadId: talk.id } }), talk)
    void queries.invalidateQueries({ queryKey: keyOf(listThreads) })
  }
}

/** Changes a talk and offers to take it back. */
export function useChangeTalk() {
  const keep = useKeepTalk()
  const queries = useQueryClient()
  const problems = useProblemWords()
  const words = useWords(inboxWords)
  const save = async (talk: Pick<Talk, 'id' | 'version'>, change: Change): Promise<Talk> => {
    const after = await call(changeThread, { params: { threadId: talk.id }, body: { ...change, version: talk.version } })
    keep(after)
    return after
  }
  /** `back`: what undoes it; without it nothing is offered. */
  const change = async (talk: Pick<Talk, 'id' | 'version'>, wish: Change, said: string, back?: Change): Promise<Talk | undefined> => {
    try {
      const after = await save(talk, wish)
      if (back) offerUndo(said, async () => void (await save(after, back)))
      else tell(said, { tone: 'ok' })
      return after
    } catch (error) {
      tell(problems.say(problemFrom(error)), { tone: 'danger' })
      void queries.invalidateQueries({ queryKey: keyOf(getThread, { params: { threadId: talk.id } }) })
      return undefined
    }
  }
  return {
    change,
    finish: (talk: Row | Talk) => change(talk, { state: 'done' }, words.doneSaid(talk.name), { state: 'open' }),
    reopen: (talk: Row | Talk) => change(talk, { state: 'open' }, words.reopened),
    rest: (talk: Row | Talk, until: string, when: string) =>
      change(talk, { state: 'snoozed', snoozedUntil: until }, words.snoozed(when), { state: 'open' }),
    assign: (talk: Row | Talk, to: { id: string; name: string } | null) =>
      change(talk, { assignedTo: to?.id ?? null }, to ? words.assigned(to.name) : words.unassigned, { assignedTo: talk.assignedTo }),
    mark: (talk: Row | Talk, isToOwner: boolean) =>
      change(talk, { isToOwner }, isToOwner ? words.marked : words.unmarked, { isToOwner: !isToOwner }),
  }
}
