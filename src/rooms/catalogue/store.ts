import { CompiledQuery, type Selectable, sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import type { Schema } from '../../platform/db/schema.ts'
import { askedWords } from '../../values/text.ts'
import type { Item, ItemState } from './item.ts'
import { keysOf } from './rules.ts'
import './tables.ts'

export type ItemRow = Selectable<Schema['catalogue_item']>

export const toItem = (row: ItemRow): Item => ({
  id: row.item_id,
  kind: row.kind,
  nameVi: row.name_vi,
  nameEn: row.name_en,
  aliases: row.aliases,
  benefitVi: row.benefit_vi,
  benefitEn: row.benefit_en,
  forWhomVi: row.for_whom_vi,
  forWhomEn: row.for_whom_en,
  differsVi: row.differs_vi,
  differsEn: row.differs_en,
  contents: row.contents,
  topics: row.topics,
  group: row.group_name,
  price: row.price,
  cost: row.cost,
  currency: row.currency,
  state: row.state,
  comingOn: row.coming_on,
  arrivedOn: row.arrived_on,
  isSample: row.is_sample,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  version: row.version,
})

const asVector = (list: readonly string[]): string =>
  list.map((word) => `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`).join(' ')

/** An item as the row that `json_populate_recordset` takes; what it is found by is made with it. */
export function itemRow(item: Item, importId: string | null = null): Record<string, unknown> {
  const keys = keysOf(item)
  return {
    item_id: item.id,
    kind: item.kind,
    name_vi: item.nameVi,
    name_en: item.nameEn,
    aliases: item.aliases,
    benefit_vi: item.benefitVi,
    benefit_en: item.benefitEn,
    for_whom_vi: item.forWhomVi,
    for_whom_en: item.forWhomEn,
    differs_vi: item.differsVi,
    differs_en: item.differsEn,
    contents: item.contents,
    topics: item.topics,
    group_name: item.group,
    price: item.price,
    cost: item.cost,
    currency: item.currency,
    state: item.state,
    coming_on: item.comingOn,
    arrived_on: item.arrivedOn,
    name_fold: keys.nameFold,
    words: asVector(keys.words),
    terms: keys.terms,
    runs: keys.runs,
    import_id: importId,
    is_sample: item.isSample,
    created_at: item.createdAt,
    updated_at: item.updatedAt,
    version: item.version,
  }
}

export const nameRows = (item: Item): Record<string, unknown>[] =>
  keysOf(item).names.map((name_fold) => ({ name_fold, item_id: item.id, is_sample: item.isSample }))

/** Takes the names for an item; answers those that are another's, of which none is taken. */
export async function takeNames(db: Db, item: Item): Promise<string[]> {
  const { names } = keysOf(item)
  await sql`delete from catalogue_name where item_id = ${item.id}::uuid and not name_fold = any(${names}::text[])`.execute(db)
  await sql`insert into catalogue_name (name_fold, item_id, is_sample)
    select name, ${item.id}::uuid, ${item.isSample} from unnest(${names}::text[]) as name on conflict (name_fold) do nothing`.execute(db)
  const others = await sql<{ name_fold: string }>`select name_fold from catalogue_name
    where name_fold = any(${names}::text[]) and item_id <> ${item.id}::uuid`.execute(db)
  return others.rows.map((row) => row.name_fold)
}

export const ADD_ITEMS = 'insert into catalogue_item select * from json_populate_recordset(null::catalogue_item, $1::json)'

export const CHANGE_ITEMS = `update catalogue_item i set kind = n.kind, name_vi = n.name_vi, name_en = n.name_en, aliases = n.aliases,
  benefit_vi = n.benefit_vi, benefit_en = n.benefit_en, for_whom_vi = n.for_whom_vi, for_whom_en = n.for_whom_en, differs_vi = n.differs_vi,
  differs_en = n.differs_en, contents = n.contents, topics = n.topics, group_name = n.group_name, price = n.price, cost = n.cost,
  currency = n.currency, state = n.state, coming_on = n.coming_on, arrived_on = n.arrived_on, name_fold = n.name_fold, words = n.words,
  terms = n.terms, runs = n.runs, updated_at = n.updated_at, version = n.version
  from json_populate_recordset(null::catalogue_item, $1::json) n where i.item_id = n.item_id`

export const add = async (db: Db, item: Item): Promise<void> =>
  void (await db.executeQuery(CompiledQuery.raw(ADD_ITEMS, [JSON.stringify([itemRow(item)])])))

/** Writes an item as it is now; it is held already. */
export const change = async (db: Db, item: Item): Promise<void> =>
  void (await db.executeQuery(CompiledQuery.raw(CHANGE_ITEMS, [JSON.stringify([itemRow(item)])])))

export async function find(db: Db, itemId: string): Promise<Item | undefined> {
  const row = await db.selectFrom('catalogue_item').selectAll().where('item_id', '=', itemId).executeTakeFirst()
  return row && toItem(row)
}

export async function findForUpdate(db: Db, itemId: string): Promise<Item | undefined> {
  const row = await db.selectFrom('catalogue_item').selectAll().where('item_id', '=', itemId).forUpdate().executeTakeFirst()
  return row && toItem(row)
}

export async function remove(db: Db, itemId: string): Promise<void> {
  await db.deleteFrom('catalogue_name').where('item_id', '=', itemId).execute()
  await db.deleteFrom('catalogue_item').where('item_id', '=', itemId).execute()
}

/** The items that these folded names or spellings name, by the name. */
export async function byNames(db: Db, folded: readonly string[]): Promise<Map<string, Item>> {
  const found = await sql<ItemRow & { asked: string }>`select i.*, n.name_fold as asked
    from catalogue_name n join catalogue_item i using (item_id) where n.name_fold = any(${folded}::text[])`.execute(db)
  return new Map(found.rows.map((row) => [row.asked, toItem(row)]))
}

export type Listed = {
  q?: string | undefined
  kind?: Item['kind'] | undefined
  state?: ItemState | undefined
  offset: number
  limit: number
}

const wordsQuery = (q: string): string | undefined => {
  const asked = askedWords(q).slice(0, 8)
  return asked.length === 0 ? undefined : asked.map((word) => `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}':*`).join(' & ')
}

/** A page of the list in the order of names, and how many there are in all. Whoever types a name finds it by its beginnings. */
export async function list(db: Db, { q, kind, state, offset, limit }: Listed): Promise<{ items: Item[]; count: number }> {
  const query = q === undefined ? undefined : wordsQuery(q)
  const where = sql`where true ${query === undefined ? sql`` : sql`and words @@ ${query}::tsquery`}
    ${kind === undefined ? sql`` : sql`and kind = ${kind}`} ${state === undefined ? sql`` : sql`and state = ${state}`}`
  const [rows, counted] = await Promise.all([
    sql<ItemRow>`select * from catalogue_item ${where}
      order by name_fold, item_id offset ${offset} limit ${limit}`.execute(db),
    sql<{ n: number }>`select count(*)::int as n from catalogue_item ${where}`.execute(db),
  ])
  return { items: rows.rows.map(toItem), count: counted.rows[0]?.n ?? 0 }
}

export async function countStates(db: Db): Promise<Record<ItemState, number>> {
  const found = await sql<{ state: ItemState; n: number }>`select state, count(*)::int as n from catalogue_item group by state`.execute(db)
  return { coming: 0, here: 0, gone: 0, ...Object.fromEntries(found.rows.map(({ state, n }) => [state, n])) }
}

/** Of items that are here, one kind may fit thousands; more than these are not looked at. */
const MOST_CANDIDATES = 400

type Wanted = {
  phrases: readonly string[]
  runs: readonly string[]
  topics: readonly string[]
  itemIds: readonly string[]
  kinds: readonly string[]
}

/** Items that are here and could fit: by what is liked, by topics of what was bought, and those that were asked for. */
export async function couldFit(db: Db, { phrases, runs, topics, itemIds, kinds }: Wanted): Promise<Item[]> {
  const terms = [...new Set([...runs, ...topics])]
  const found = await sql<ItemRow>`select * from catalogue_item
    where state = 'here' and kind = any(${kinds}::text[])
      and (terms && ${terms}::text[] or runs && ${phrases}::text[] or item_id = any(${itemIds}::uuid[]))
    order by item_id limit ${sql.lit(MOST_CANDIDATES)}`.execute(db)
  return found.rows.map(toItem)
}
