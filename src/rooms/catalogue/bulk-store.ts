import type pg from 'pg'
import { newId } from '../../platform/ids.ts'
import { fold } from '../../values/text.ts'
import { copyText } from '../people/public.ts'
import { filled, freshItem, type ToldItem } from './bulk-rules.ts'
import type { Item } from './item.ts'
import { nameKeys } from './rules.ts'
import { ADD_ITEMS, CHANGE_ITEMS, type ItemRow, itemRow, nameRows, toItem } from './store.ts'

/** Many items at once, in a session of the importer's own: staged, compared with what is there, written a thousand at a time. */

export const COPY_ITEMS = 'copy bulk_item (line, told) from stdin'

export async function makeItemStage(client: pg.ClientBase): Promise<void> {
  await client.query('create temporary table bulk_item (line integer primary key, told jsonb not null)')
}

export const itemCopyLine = (line: number, told: ToldItem): string => `${line}\t${copyText(JSON.stringify(told))}\n`

export type ItemStamp = { importId: string; now: Date; currency: string; overwrite: readonly string[] }

/** `takenAliases`: spellings that name another item already and were left out. */
export type ItemCounts = { added: number; updated: number; unchanged: number; twins: number; takenAliases: number }

const AT_ONCE = 1000

type Page = { rows: { line: number; told: ToldItem }[]; owners: Map<string, string>; items: Map<string, Item> }

/** A page of staged rows with the items that any of their names belongs to. */
async function readPage(client: pg.ClientBase, after: number): Promise<Page> {
  const { rows } = await client.query<Page['rows'][number]>('select line, told from bulk_item where line > $1 order by line limit $2', [
    after,
    AT_ONCE,
  ])
  const keys = [...new Set(rows.flatMap(({ told }) => nameKeys({ nameVi: told.nameVi, aliases: told.aliases ?? [] })))]
  const named = await client.query<{ name_fold: string; item_id: string }>(
    'select name_fold, item_id from catalogue_name where name_fold = any($1::text[])',
    [keys],
  )
  const found = await client.query<ItemRow>('select * from catalogue_item where item_id = any($1::uuid[]) order by item_id for update', [
    named.rows.map(({ item_id }) => item_id),
  ])
  return {
    rows,
    owners: new Map(named.rows.map(({ name_fold, item_id }) => [name_fold, item_id])),
    items: new Map(found.rows.map((row) => [row.item_id, toItem(row)])),
  }
}

/** A row without the spellings that are another item's; those that are left become this one's. */
function claim(told: ToldItem, itemId: string, { owners }: Page, counts: ItemCounts): ToldItem {
  owners.set(fold(told.nameVi), itemId)
  const free = (told.aliases ?? []).filter((alias) => (owners.get(fold(alias)) ?? itemId) === itemId)
  counts.takenAliases += (told.aliases ?? []).length - free.length
  for (const alias of free) owners.set(fold(alias), itemId)
  return told.aliases === undefined ? told : { ...told, aliases: free }
}

type Changes = { added: Item[]; changed: { was: Item; became: Item }[] }

/** What a page comes to. An item that an earlier row of the file named is not touched again: the first row counts. */
function settlePage(page: Page, seen: Set<string>, counts: ItemCounts, { now, currency, overwrite }: ItemStamp): Changes {
  const changes: Changes = { added: [], changed: [] }
  for (const { told } of page.rows) {
    const known = page.owners.get(fold(told.nameVi))
    if (known !== undefined && seen.has(known)) {
      counts.twins += 1
      counts.unchanged += 1
      continue
    }
    const id = known ?? newId(now.getTime())
    seen.add(id)
    const was = page.items.get(id)
    const row = claim(told, id, page, counts)
    if (!was) {
      changes.added.push(freshItem(row, { id, now, currency }))
      counts.added += 1
      continue
    }
    const became = filled(was, row, overwrite)
    if (became === was) {
      counts.unchanged += 1
      continue
    }
    changes.changed.push({ was, became: { ...became, updatedAt: now, version: was.version + 1 } })
    counts.updated += 1
  }
  return changes
}

const ADD_NAMES = `insert into catalogue_name (name_fold, item_id, is_sample)
  select name_fold, item_id, is_sample from json_populate_recordset(null::catalogue_name, $1::json) on conflict (name_fold) do nothing`
const KEEP_BEFORE = `insert into catalogue_before (import_id, item_id, was, became)
  select $1::uuid, (entry ->> 'id')::uuid, entry -> 'was', entry -> 'became' from jsonb_array_elements($2::jsonb) as entry`

async function writePage(client: pg.ClientBase, { added, changed }: Changes, importId: string): Promise<void> {
  if (added.length > 0) await client.query(ADD_ITEMS, [JSON.stringify(added.map((item) => itemRow(item, importId)))])
  if (changed.length > 0) {
    await client.query(CHANGE_ITEMS, [JSON.stringify(changed.map(({ became }) => itemRow(became)))])
    const kept = changed.map(({ was, became }) => ({ id: was.id, was: itemRow(was), became: itemRow(became) }))
    await client.query(KEEP_BEFORE, [importId, JSON.stringify(kept)])
  }
  await client.query(ADD_NAMES, [JSON.stringify([...added, ...changed.map(({ became }) => became)].flatMap(nameRows))])
}

/** Compares every staged row with the catalogue and writes what is new; a rehearsal does the same and is rolled back. */
export async function writeItems(client: pg.ClientBase, stamp: ItemStamp): Promise<ItemCounts> {
  const counts: ItemCounts = { added: 0, updated: 0, unchanged: 0, twins: 0, takenAliases: 0 }
  const seen = new Set<string>()
  for (let after = -1; ; ) {
    const page = await readPage(client, after)
    const last = page.rows.at(-1)
    if (!last) return counts
    await writePage(client, settlePage(page, seen, counts, stamp), stamp.importId)
    after = last.line
  }
}

const RESTORED = `select b.was from catalogue_before b join catalogue_item i using (item_id)
  where b.import_id = $1::uuid and i.version = (b.became ->> 'version')::int for update of i`
const NOT_RESTORED = `select count(*)::int as n from catalogue_before b join catalogue_item i using (item_id)
  where b.import_id = $1::uuid and i.version <> (b.became ->> 'version')::int`
const REMOVED = `delete from catalogue_item i where import_id = $1::uuid and version = 1
  and not exists (select from catalogue_offer o where o.item_id = i.item_id) returning item_id`

/** Takes the items of an import back: what people changed or offered since is kept, and counted. */
export async function takeBackItems(client: pg.ClientBase, importId: string): Promise<{ removed: number; restored: number; kept: number }> {
  const removed = (await client.query<{ item_id: string }>(REMOVED, [importId])).rows.map(({ item_id }) => item_id)
  const before = (await client.query<{ was: Record<string, unknown> }>(RESTORED, [importId])).rows.map(({ was }) => was)
  const changedSince = (await client.query<{ n: number }>(NOT_RESTORED, [importId])).rows[0]?.n ?? 0
  // Whoever read the item meanwhile is told that it is another now.
  const rows = before.map((was) => ({ ...was, version: Number(was.version) + 2 }))
  await client.query(CHANGE_ITEMS, [JSON.stringify(rows)])
  const ids = [...removed, ...before.map(({ item_id }) => item_id)]
  await client.query('delete from catalogue_name where item_id = any($1::uuid[])', [ids])
  const restored = await client.query<ItemRow>('select * from catalogue_item where item_id = any($1::uuid[])', [ids])
  await client.query(ADD_NAMES, [JSON.stringify(restored.rows.flatMap((row) => nameRows(toItem(row))))])
  const left = await client.query<{ n: number }>('select count(*)::int as n from catalogue_item where import_id = $1::uuid', [importId])
  await client.query('update catalogue_item set import_id = null where import_id = $1::uuid', [importId])
  await client.query('delete from catalogue_before where import_id = $1::uuid', [importId])
  return { removed: removed.length, restored: before.length, kept: (left.rows[0]?.n ?? 0) + changedSince }
}
