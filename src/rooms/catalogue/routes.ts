import type { Asked, Served } from '../../platform/http/serve.ts'
import { serve } from '../../platform/http/serve.ts'
import type { Listeners } from '../../platform/jobs/jobs.ts'
import * as actions from './actions.ts'
import * as contract from './contract.ts'
import { countStates, list } from './store.ts'
import { viewItem } from './views.ts'

/** `listeners`: who hears of what has arrived. */
export function catalogueRoutes({ listeners }: { listeners: Listeners }): Served[] {
  const scene = async ({ who, now, house }: Pick<Asked<unknown, unknown, unknown>, 'who' | 'now' | 'house'>): Promise<actions.Scene> => ({
    who,
    now,
    house: await house(),
    listeners,
  })
  return [
    serve(contract.listItems, async ({ db, query, who }) => {
      const [{ items, count }, states] = await Promise.all([list(db, query), countStates(db)])
      return { items: items.map((item) => viewItem(item, who)), count, states }
    }),
    serve(contract.getItem, async ({ db, params, who }) => viewItem(await actions.requireItem(db, params.itemId), who)),
    serve(contract.addItem, async (asked) => {
      const item = await actions.addToCatalogue(asked.db, asked.body, await scene(asked))
      asked.trace({ aboutKind: 'item', aboutId: item.id, details: { name: item.nameVi } })
      return viewItem(item, asked.who)
    }),
    serve(contract.changeItem, async (asked) => {
      const item = await actions.rewriteItem(asked.db, asked.params.itemId, asked.body, await scene(asked))
      asked.trace({ details: { name: item.nameVi } })
      return viewItem(item, asked.who)
    }),
    serve(contract.moveItem, async (asked) => {
      const item = await actions.standOtherwise(asked.db, asked.params.itemId, asked.body, await scene(asked))
      asked.trace({ details: { name: item.nameVi, state: item.state } })
      return viewItem(item, asked.who)
    }),
    serve(contract.removeItem, async ({ db, params }) => {
      await actions.takeOut(db, params.itemId)
      return {}
    }),
    serve(contract.offerItem, async (asked) => {
      const { id, itemId, answer, restsUntil } = await actions.noteOffer(asked.db, asked.params.customerId, asked.body, await scene(asked))
      asked.trace({ aboutKind: 'offer', aboutId: id, details: { answer } })
      return { id, itemId, answer, restsUntil }
    }),
    serve(contract.takeBackOffer, async ({ db, params, now }) => {
      await actions.forgetOffer(db, params.customerId, params.offerId, now)
      return {}
    }),
  ]
}
