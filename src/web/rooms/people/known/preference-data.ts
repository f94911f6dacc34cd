import { addPreference, refutePreference, removePreference, restorePreference, updatePreference } from '#rooms/people/contract.ts'
import { offerUndo } from '../../../kit/toasts.tsx'
import { call, type Input, newKey } from '../../../shell/api.ts'
import { problemFrom } from '../../../shell/problem.ts'
import { useSay } from '../../../shell/say.ts'
import { useMe } from '../../../shell/session.tsx'
import { useWords } from '../../../shell/words.ts'
import type { Customer } from '../customer-data.ts'
import type { Preference } from '../evidence.ts'
import { peopleWords } from '../words.data.ts'
import { dropped, putBack, swapped, useKnownActs } from './use-known-acts.ts'
import { knownWords } from './words.data.ts'

export type NewPreference = NonNullable<Input<typeof addPreference>['body']>
export type Refutation = Customer['refuted'][number]
type Correction = Omit<NonNullable<Input<typeof updatePreference>['body']>, 'version'>

const again = ({ stance, what, reason, source, confidence, notedOn, sensitivity, group }: Preference): NewPreference => ({
  stance,
  what,
  source,
  confidence,
  notedOn,
  sensitivity,
  ...(reason ? { reason } : {}),
  ...(group ? { group } : {}),
})

/** How a line looks until the server has answered. */
const draftOf = (asked: NewPreference, id: string, notedByName: string, today: string): Preference => ({
  id,
  stance: asked.stance,
  what: asked.what,
  reason: asked.reason ?? null,
  source: asked.source ?? 'said',
  confidence: asked.confidence ?? 95,
  confidenceNow: asked.confidence ?? 95,
  standing: 'sure',
  seenCount: 0,
  sensitivity: asked.sensitivity ?? 'normal',
  group: asked.group ?? null,
  notedOn: asked.notedOn ?? today,
  lastConfirmedOn: today,
  notedByName,
  version: 1,
})

/** What is sent and painted, without a word about undoing. */
function usePreferenceWrites(customerId: string) {
  const me = useMe()
  const { today } = useSay()
  const { paint, act, refresh } = useKnownActs(customerId)
  const paintAll = (make: (all: readonly Preference[]) => Preference[]) => paint((now) => ({ preferences: make(now.preferences) }))
  const paintRefuted = (make: (all: readonly Refutation[]) => Refutation[]) => paint((now) => ({ refuted: make(now.refuted) }))
  const of = (one: { id: string }) => ({ customerId, preferenceId: one.id })
  const takeOut = (one: Preference) => {
    let at = 0
    return {
      out: () =>
        paintAll((all) => {
          at = Math.max(
            0,
            all.findIndex(({ id }) => id === one.id),
          )
          return dropped(all, one.id)
        }),
      back: () => paintAll((all) => putBack(all, one, at)),
    }
  }
  const fresh = async <T>(sending: Promise<T>): Promise<T> => {
    try {
      return await sending
    } catch (error) {
      // What somebody else made of the line meanwhile is shown, so that the next try begins from it.
      if (problemFrom(error).code === 'people.changed_meanwhile' || problemFrom(error).status === 404) refresh()
      throw error
    }
  }
  const add = async (asked: NewPreference): Promise<Preference> => {
    const id = `new-${newKey()}`
    const saved = await act(
      () => paintAll((all) => [draftOf(asked, id, me.name, today), ...all]),
      () => call(addPreference, { params: { customerId }, body: asked }),
      () => paintAll((all) => dropped(all, id)),
    )
    paintAll((all) => (all.some((one) => one.id === saved.id) ? dropped(swapped(all, saved.id, saved), id) : swapped(all, id, saved)))
    // What was put aside before stands again when it is said anew.
    paintRefuted((all) => all.filter((one) => one.id !== saved.id))
    return saved
  }
  const remove = (one: Preference) => {
    const { out, back } = takeOut(one)
    return fresh(act(out, () => call(removePreference, { params: of(one) }), back))
  }
  const update = async (one: Preference, part: Partial<Preference>, body: Correction): Promise<Preference> => {
    const saved = await fresh(
      act(
        () => paintAll((all) => swapped(all, one.id, { ...one, ...part })),
        () => call(updatePreference, { params: of(one), body: { ...body, version: one.version } }),
        () => paintAll((all) => swapped(all, one.id, one)),
      ),
    )
    paintAll((all) => swapped(all, one.id, saved))
    return saved
  }
  const refute = async (one: Preference): Promise<Refutation> => {
    const { out, back } = takeOut(one)
    const refutation = await fresh(act(out, () => call(refutePreference, { params: of(one), body: { version: one.version } }), back))
    paintRefuted((all) => [refutation, ...dropped(all, refutation.id)])
    return refutation
  }
  const restore = async (one: Refutation): Promise<Preference> => {
    let at = 0
    const saved = await fresh(
      act(
        () =>
          paintRefuted((all) => {
            at = all.findIndex(({ id }) => id === one.id)
            return dropped(all, one.id)
          }),
        () => call(restorePreference, { params: of(one), body: { version: one.version } }),
        () => paintRefuted((all) => putBack(all, one, at)),
      ),
    )
    paintAll((all) => [saved, ...dropped(all, saved.id)])
    return saved
  }
  return { add, remove, update, refute, restore }
}

/** What may be done with likes, dislikes and needs: painted at once, saved behind, undone for ten seconds. */
export function usePreferenceActs(customerId: string) {
  const words = useWords(peopleWords).likes
  const known = useWords(knownWords).likes
  const { today } = useSay()
  const { add, remove, update, refute, restore } = usePreferenceWrites(customerId)
  return {
    add: async (asked: NewPreference, shown = asked.what) => {
      const saved = await add(asked)
      offerUndo(asked.group ? known.chosen(shown) : words.added(shown), () => remove(saved))
    },
    remove: async (one: Preference, shown = one.what) => {
      await remove(one)
      offerUndo(one.group ? known.unchosen(shown) : words.removed(shown), () => add(again(one)))
    },
    /** One choice of a group in the place of another. */
    swap: async (old: { one: Preference; shown: string }, asked: NewPreference, shown: string) => {
      await remove(old.one)
      try {
        const saved = await add(asked)
        offerUndo(known.swapped(old.shown, shown), async () => {
          await remove(saved)
          await add(again(old.one))
        })
      } catch (error) {
        await add(again(old.one))
        throw error
      }
    },
    /** It was heard again today. */
    confirm: async (one: Preference, shown = one.what) => {
      await update(one, { lastConfirmedOn: today, standing: 'sure', confidenceNow: one.confidence }, { confirm: true })
      offerUndo(words.confirmed(shown), async () => {
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
    /** "That was wrong": off the card, kept as wrong. */
    refute: async (one: Preference, shown = one.what) => {
      const refutation = await refute(one)
      offerUndo(known.refutedDone(shown), () => restore(refutation))
    },
    restore: async (one: Refutation) => {
      const saved = await restore(one)
      offerUndo(known.restored(one.what), () => refute(saved))
    },
  }
}
export type PreferenceActs = ReturnType<typeof usePreferenceActs>
