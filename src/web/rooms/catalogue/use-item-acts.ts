import { useQueryClient } from '@tanstack/react-query'
import { listItems, moveItem, removeItem } from '#rooms/catalogue/contract.ts'
import { offerUndo, say as tell } from '../../kit/toasts.tsx'
import { call, keyOf } from '../../shell/api.ts'
import { problemFrom, useProblemWords } from '../../shell/problem.ts'
import { useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import type { Item } from './saying.ts'
import { catalogueWords } from './words.data.ts'

/** What has come, gone, or comes: said at once, with *Hoàn tác*, unless somebody waits for it and is to be told. */
export function useItemActs() {
  const words = useWords(catalogueWords)
  const queries = useQueryClient()
  const problems = useProblemWords()
  const say = useSay()
  const nameOf = (item: Item): string => (say.language === 'en' && item.nameEn) || item.nameVi
  const again = () => queries.invalidateQueries({ queryKey: keyOf(listItems) })
  const failed = (error: unknown) => void tell(problems.say(problemFrom(error)), { tone: 'danger' })
  const send = async (item: Item, state: Item['state'], more: { comingOn?: string | null; isTakenBack?: boolean } = {}): Promise<Item> => {
    const saved = await call(moveItem, { params: { itemId: item.id }, body: { state, version: item.version, ...more } })
    await again()
    return saved
  }
  const takeBack = (before: Item, saved: Item) => async () =>
    void (await send(saved, before.state, { comingOn: before.comingOn, isTakenBack: true }))
  const move = async (item: Item, state: Item['state'], waiting = 0): Promise<void> => {
    const name = nameOf(item)
    try {
      const saved = await send(item, state)
      if (state === 'here' && waiting > 0) {
        // Whoever holds the promise has it on their list by now, so that this is not taken back in passing.
        tell(words.saidArrivedFor(name, say.number(waiting)), {
          tone: 'ok',
          opens: { words: words.tellThem, path: '/promises/requests' },
        })
        return
      }
      const said = { coming: words.saidComing, gone: words.saidGone, here: item.state === 'coming' ? words.saidArrived : words.saidHere }
      offerUndo(said[state](name), takeBack(item, saved))
    } catch (error) {
      failed(error)
    }
  }
  const remove = async (item: Item): Promise<void> => {
    try {
      await call(removeItem, { params: { itemId: item.id } })
      await again()
      tell(words.removed(nameOf(item)), { tone: 'ok' })
    } catch (error) {
      failed(error)
    }
  }
  return { nameOf, move, remove }
}
