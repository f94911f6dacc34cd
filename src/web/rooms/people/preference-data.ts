import { useQueryClient } from '@tanstack/react-query'
import { addPreference, removePreference, updatePreference } from '#rooms/people/contract.ts'
import { offerUndo } from '../../kit/toasts.tsx'
import { call, type Input, newKey } from '../../shell/api.ts'
import { useSay } from '../../shell/say.ts'
import { useMe } from '../../shell/session.tsx'
import { useWords } from '../../shell/words.ts'
import { type Customer, customerKey, forgetAround } from './customer-data.ts'
import type { Preference } from './evidence.ts'
import { peopleWords } from './words.data.ts'

export type NewPreference = NonNullable<Input<typeof addPreference>['body']>

const again = ({ stance, what, reason, source, confidence, notedOn }: Preference): NewPreference => ({
  stance,
  what,
  source,
  confidence,
  notedOn,
  ...(reason ? { reason } : {}),
})

/** What may be done with likes, dislikes and needs: painted at once, saved behind, undone for ten seconds. */
export function usePreferenceActs(customerId: string) {
  const queries = useQueryClient()
  const words = useWords(peopleWords).likes
  const me = useMe()
  const { today } = useSay()
  const params = { customerId }
  const paint = (make: (all: readonly Preference[]) => Preference[]) =>
    queries.setQueryData<Customer>(customerKey(customerId), (now) => now && { ...now, preferences: make(now.preferences) })
  const swap = (id: string, next: Preference) => paint((all) => all.map((one) => (one.id === id ? next : one)))
  const drop = (id: string) => paint((all) => all.filter((one) => one.id !== id))
  /** Painted, sent; painted back where it is refused. */
  const act = async <T>(paintIt: () => void, send: () => Promise<T>, back: () => void): Promise<T> => {
    paintIt()
    try {
      const answer = await send()
      forgetAround(queries, customerId)
      return answer
    } catch (error) {
      back()
      throw error
    }
  }
  const add = async (asked: NewPreference): Promise<Preference> => {
    const id = `new-${newKey()}`
    const draft: Preference = {
      id,
      stance: asked.stance,
      what: asked.what,
      reason: asked.reason ?? null,
      source: asked.source ?? 'said',
      confidence: 95,
      notedOn: asked.notedOn ?? today,
      lastConfirmedOn: today,
      notedByName: me.name,
      version: 1,
    }
    const saved = await act(
      () => paint((all) => [draft, ...all]),
      () => call(addPreference, { params, body: asked }),
      () => drop(id),
    )
    swap(id, saved)
    return saved
  }
  const remove = (one: Preference) =>
    act(
      () => drop(one.id),
      () => call(removePreference, { params: { customerId, preferenceId: one.id } }),
      () => paint((all) => [one, ...all]),
    )
  const update = async (
    one: Preference,
    part: Partial<Preference>,
    body: Omit<NonNullable<Input<typeof updatePreference>['body']>, 'version'>,
  ): Promise<Preference> => {
    const saved = await act(
      () => swap(one.id, { ...one, ...part }),
      () => call(updatePreference, { params: { customerId, preferenceId: one.id }, body: { ...body, version: one.version } }),
      () => swap(one.id, one),
    )
    swap(one.id, saved)
    return saved
  }
  return {
    add: async (asked: NewPreference) => {
      const saved = await add(asked)
      offerUndo(words.added(saved.what), () => remove(saved))
    },
    remove: async (one: Preference) => {
      await remove(one)
      offerUndo(words.removed(one.what), () => add(again(one)))
    },
    /** It was heard again today. */
    confirm: async (one: Preference) => {
      await update(one, { lastConfirmedOn: today }, { confirm: true })
      offerUndo(words.confirmed(one.what), async () => {
        // The day before can't be written back into a line; the line is written anew as it was.
        await remove(one)
        await add(again(one))
      })
    },
    correct: async (one: Preference, part: Pick<Preference, 'what' | 'reason' | 'source' | 'stance'>) => {
      const saved = await update(one, part, part)
      const { what, reason, source, stance, confidence } = one
      offerUndo(words.changed(saved.what), () => update(saved, one, { what, reason, source, stance, confidence }))
    },
  }
}
export type PreferenceActs = ReturnType<typeof usePreferenceActs>
