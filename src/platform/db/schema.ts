/**
 * Every table of the house, for the query builder. Empty here: each room adds its own in its `tables.ts` by
 * `declare module '#platform/db/schema.ts' { interface Schema { … } }`, so that the platform knows no room.
 */
// biome-ignore lint/suspicious/noEmptyInterface: rooms fill it by declaration merging.
export interface Schema {}
