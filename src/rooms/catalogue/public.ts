/** What later rooms may ask of the catalogue. */
export { ITEM_ARRIVED } from './actions.ts'
export type { ToldItem } from './bulk-rules.ts'
export { COPY_ITEMS, itemCopyLine, makeItemStage, takeBackItems, writeItems } from './bulk-store.ts'
export { candidatesFor, itemsByName } from './fitting.ts'
export type { Fit, Item } from './item.ts'
export { nameKeys } from './rules.ts'
export { find as findItem, itemRow, nameRows } from './store.ts'
export { viewBrief, viewFit } from './views.ts'
