import { useQueryClient } from '@tanstack/react-query'
import { addRelationship, removeRelationship, updateRelationship } from '#rooms/people/around/contract.ts'
import { createCustomer, getCustomer, removeCustomer } from '#rooms/people/contract.ts'
import { offerUndo } from '../../../kit/toasts.tsx'
import { call, type Input } from '../../../shell/api.ts'
import { useWords } from '../../../shell/words.ts'
import { type Customer, customerKey, forgetAround } from '../customer-data.ts'
import type { Kind, Relationship } from './around-words.ts'
import { dropped, putBack, swapped, useKnownActs } from './use-known-acts.ts'
import { knownWords } from './words.data.ts'

export type NewTie = Omit<NonNullable<Input<typeof addRelationship>['body']>, 'otherId'>
/** Somebody who is tied: one who is here already, or one who is written down now. */
export type Other = { id: string } | { kind: Kind; name: string; phone: string }

/** Ties between customers: both ends show them, so both are asked again. */
export function useAroundActs(customerId: string) {
  const queries = useQueryClient()
  const words = useWords(knownWords).around
  const { paint, act } = useKnownActs(customerId)
  const paintAll = (make: (all: readonly Relationship[]) => Relationship[]) => paint((now) => ({ relationships: make(now.relationships) }))
  const askOther = (id: string) => {
    void queries.invalidateQueries({ queryKey: customerKey(id) })
    forgetAround(queries, id)
  }
  const tie = async (otherId: string, asked: NewTie): Promise<Relationship> => {
    const saved = await act(
      () => {},
      () => call(addRelationship, { params: { customerId }, body: { otherId, ...asked } }),
      () => {},
    )
    paintAll((all) => [...dropped(all, saved.id), saved])
    askOther(otherId)
    return saved
  }
  const untie = async (one: Relationship): Promise<void> => {
    let at = 0
    await act(
      () =>
        paintAll((all) => {
          at = Math.max(
            0,
            all.findIndex(({ id }) => id === one.id),
          )
          return dropped(all, one.id)
        }),
      () => call(removeRelationship, { params: { customerId, relationshipId: one.id } }),
      () => paintAll((all) => putBack(all, one, at)),
    )
    askOther(one.other.id)
  }
  const reword = async (one: Relationship, part: { words: string | null }): Promise<Relationship> => {
    const saved = await act(
      () => paintAll((all) => swapped(all, one.id, { ...one, ...part })),
      () => call(updateRelationship, { params: { customerId, relationshipId: one.id }, body: { ...part, version: one.version } }),
      () => paintAll((all) => swapped(all, one.id, one)),
    )
    paintAll((all) => swapped(all, one.id, saved))
    return saved
  }
  /** What this customer is called at the other end; it is needed to tie them again as they were. */
  const wordsBack = async (one: Relationship): Promise<string | null> => {
    const key = customerKey(one.other.id)
    const other = queries.getQueryData<Customer>(key) ?? (await call(getCustomer, { params: { customerId: one.other.id } }))
    return other.relationships.find(({ id }) => id === one.id)?.words ?? null
  }
  const asWas = ({ kind, side, words: said, since }: Relationship, back: string | null): NewTie => ({
    kind,
    side,
    ...(said ? { words: said } : {}),
    ...(back ? { wordsBack: back } : {}),
    ...(since ? { since } : {}),
  })
  return {
    /** Ties somebody to this customer; one who was not here yet is added first. */
    add: async (other: Other, asked: NewTie) => {
      const isNew = !('id' in other)
      const made = isNew
        ? await call(createCustomer, {
            body: {
              kind: other.kind,
              ...(other.name ? { name: other.name } : {}),
              ...(other.phone ? { contacts: [{ kind: 'phone' as const, value: other.phone }] } : {}),
            },
          })
        : undefined
      const otherId = made?.id ?? ('id' in other ? other.id : '')
      let saved: Relationship
      try {
        saved = await tie(otherId, asked)
      } catch (error) {
        // Somebody written down for a tie that was refused would stand alone in the list.
        if (made) await call(removeCustomer, { params: { customerId: made.id } })
        throw error
      }
      offerUndo(words.added(saved.other.calledAs || saved.other.name), async () => {
        await untie(saved)
        if (made) await call(removeCustomer, { params: { customerId: made.id } })
      })
    },
    remove: async (one: Relationship) => {
      const back = await wordsBack(one)
      await untie(one)
      offerUndo(words.removed(one.other.calledAs || one.other.name), () => tie(one.other.id, asWas(one, back)))
    },
    reword: async (one: Relationship, said: string | null) => {
      const saved = await reword(one, { words: said })
      offerUndo(words.changed, () => reword(saved, { words: one.words }))
    },
  }
}
export type AroundActs = ReturnType<typeof useAroundActs>
