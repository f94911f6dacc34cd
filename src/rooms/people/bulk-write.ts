/** What `bulk.ts` staged and recognised, written into the tables of this room, and taken back again. All in a transaction of the caller. */

import type pg from 'pg'
import { derivedId } from '../../platform/db/derived-id.ts'
import { fold } from '../../values/text.ts'

/** Which import it is, when, and by whom. */
export type BulkStamp = { importId: string; source: string; now: Date; by: string | null; byName: string | null }

const NAME = ['kind', 'name', 'name_order', 'call_name', 'name_key', 'name_fold', 'given_fold', 'family_fold', 'words', 'sort_key']
const FORM = ['address_them', 'address_us', 'address_source']
const BIRTH = ['birth_year', 'birth_month', 'birth_day']
const OTHERS = ['language', 'country', 'address', 'contacts', 'tags', 'pays_last_four']
const COLUMNS = [...NAME, ...FORM, ...BIRTH, ...OTHERS]

const isNew = `not exists (select 1 from bulk_twin t where t.line = s.line) and not exists (select 1 from bulk_match m where m.line = s.line)`

const ADD_CUSTOMERS = `insert into customer (customer_id, ${COLUMNS.join(', ')}, source, import_id, first_customer_id, created_at, created_by, updated_at)
  select customer_id, ${COLUMNS.join(', ')}, $1, $2::uuid, customer_id, $3::timestamptz, $4::uuid, $3::timestamptz
  from bulk_customer s where ${isNew} order by line`

const contactsToWrite = `(select customer_id, contacts from bulk_customer s where contacts <> '[]' and ${isNew}
  union all select customer_id, new_contacts from bulk_change where new_contacts <> '[]') p
  cross join lateral jsonb_to_recordset(p.contacts) as e (kind text, value text, old text)`

// In the order of the primary key, which a million rows need.
const ADD_IDENTITIES = `insert into identity (kind, value, customer_id, import_id, first_customer_id)
  select kind, value, customer_id, $1::uuid, customer_id from (
    select e.kind collate "C" as kind, v.value collate "C" as value, p.customer_id
    from ${contactsToWrite} cross join lateral (select e.value union select e.old where e.old is not null) v (value)
    where e.kind not in ('loyalty-card', 'tax', 'source')) k
  order by kind, value, customer_id on conflict do nothing`

const ADD_SOLE_IDENTITIES = `insert into sole_identity (kind, value, customer_id, import_id)
  select e.kind, e.value, p.customer_id, $1::uuid from ${contactsToWrite}
  where e.kind in ('loyalty-card', 'tax', 'source') order by e.kind collate "C", e.value collate "C" on conflict do nothing`

const KEEP_FORMER = `insert into bulk_was (customer_id, was)
  select c.customer_id, to_jsonb(c) from bulk_change b join customer c on c.customer_id = b.customer_id`

const taking = (columns: readonly string[], flag: string): string =>
  columns.map((column) => `${column} = case when b.${flag} then s.${column} else c.${column} end`).join(', ')

const CHANGE_CUSTOMERS = `update customer c set ${taking(NAME, 'takes_name')}, ${taking(FORM, 'takes_form')}, ${taking(BIRTH, 'takes_birth')},
  ${taking(['language'], 'takes_language')}, ${taking(['country'], 'takes_country')}, ${taking(['address'], 'takes_address')},
  ${taking(['pays_last_four'], 'takes_card')}, contacts = c.contacts || b.new_contacts, tags = c.tags || b.new_tags,
  updated_at = $1::timestamptz, version = c.version + 1
  from bulk_change b join bulk_customer s using (line) where c.customer_id = b.customer_id`

const KEEP_NEW = `update bulk_was w set became = to_jsonb(c) from customer c where c.customer_id = w.customer_id`

const stagedPerson = `(select s.line, coalesce(m.customer_id, l.customer_id) as customer_id, s.note, s.likes, s.avoids
  from bulk_customer s left join bulk_twin t on t.line = s.line join bulk_customer l on l.line = coalesce(t.leader, s.line)
  left join bulk_match m on m.line = l.line
  where s.note is not null or s.likes <> '{}' or s.avoids <> '{}')`

const STAGED_TASTES = `(select p.customer_id, p.line, x.stance, x.what from ${stagedPerson} p
  cross join lateral (select 'likes' as stance, unnest(p.likes) as what union all select 'avoids', unnest(p.avoids)) x)`

// The same words twice are one preference: of the file, and of what the house knows already.
const NEW_PREFERENCES = `(select y.* from (select distinct on (customer_id, stance, lower(what)) customer_id, stance, what
    from ${STAGED_TASTES} x order by customer_id, stance, lower(what), line) y
  where not exists (select 1 from preference o where o.customer_id = y.customer_id and o.stance = y.stance and lower(o.what) = lower(y.what))
    and not exists (select 1 from bulk_refuted r where r.customer_id = y.customer_id and r.stance = y.stance and r.what = y.what))`

const STAGED_OF_CORRECTED = `select distinct customer_id, stance, what from ${STAGED_TASTES} x
  where exists (select 1 from preference o where o.customer_id = x.customer_id and o.refuted_at is not null)`

const REFUTED = `select customer_id, stance, what from preference where customer_id = any($1::uuid[]) and refuted_at is not null`

type Taste = { customer_id: string; stance: string; what: string }

const markOf = ({ customer_id, stance, what }: Taste): string => `${customer_id} ${stance} ${fold(what)}`

/** Finds the tastes of the file that turned out to be wrong before, however they are written; a list does not bring them back. */
async function findRefuted(client: pg.ClientBase): Promise<number> {
  await client.query('truncate bulk_refuted')
  const staged = (await client.query<Taste>(STAGED_OF_CORRECTED)).rows
  if (staged.length === 0) return 0
  const refuted = await client.query<Taste>(REFUTED, [[...new Set(staged.map(({ customer_id }) => customer_id))]])
  const wrong = new Set(refuted.rows.map(markOf))
  const skipped = staged.filter((taste) => wrong.has(markOf(taste)))
  await client.query('insert into bulk_refuted select * from unnest($1::uuid[], $2::text[], $3::text[])', [
    skipped.map(({ customer_id }) => customer_id),
    skipped.map(({ stance }) => stance),
    skipped.map(({ what }) => what),
  ])
  return new Set(skipped.map(markOf)).size
}

const ADD_PREFERENCES = `insert into preference (customer_id, preference_id, stance, what, source, confidence, noted_on, last_confirmed_on, noted_by, noted_by_name,
    import_id, first_customer_id)
  select customer_id, ${derivedId('md5($1::text || customer_id || stance || lower(what))')}, stance, what, 'observed', 80, $2::date, $2::date, $3::uuid, $4, $1::uuid, customer_id
  from ${NEW_PREFERENCES} n`

/** The notes of the file with the customers they are about, as a subquery of (customer_id, body), for the timeline. */
export const STAGED_NOTES = `(select distinct customer_id, note as body from ${stagedPerson} p where note is not null)`

const SHARED_PHONES = `select count(*) as n from bulk_customer s where phone is not null and ${isNew} and (
  exists (select 1 from identity i where i.kind = 'phone' and i.value = s.phone)
  or phone in (select o.phone from bulk_customer o where o.phone is not null and not exists (select 1 from bulk_twin t where t.line = o.line)
    group by o.phone having count(*) > 1))`

export type StagedCounts = {
  added: number
  updated: number
  unchanged: number
  twins: number
  sharedPhones: number
  /** Tastes that are left out because they turned out to be wrong before. */
  refuted: number
}

/** Counts what writing would do; nothing is written. The timeline has said in `bulk_news` whom it has new lines for. */
export async function countStaged(client: pg.ClientBase): Promise<StagedCounts> {
  const refuted = await findRefuted(client)
  await client.query(`insert into bulk_news select customer_id from ${NEW_PREFERENCES} n`)
  const count = async (text: string): Promise<number> => (await client.query<{ n: number }>(text)).rows[0]?.n ?? 0
  const all = await count('select count(*) as n from bulk_customer')
  const twins = await count('select count(*) as n from bulk_twin')
  const matched = await count('select count(*) as n from bulk_match')
  const updated =
    await count(`select count(*) as n from bulk_match m where exists (select 1 from bulk_change b where b.customer_id = m.customer_id)
    or exists (select 1 from bulk_news n where n.customer_id = m.customer_id)`)
  const added = all - twins - matched
  return { added, updated, unchanged: all - added - updated, twins, sharedPhones: await count(SHARED_PHONES), refuted }
}

/** Writes new customers, what they are found by, and what changes of known ones; leaves the former state of those in `bulk_was`. */
export async function writeCustomers(
  client: pg.ClientBase,
  stamp: BulkStamp,
): Promise<{ added: number; changed: number; preferences: number }> {
  const { importId, source, now, by, byName } = stamp
  const added = await client.query(ADD_CUSTOMERS, [source, importId, now, by])
  await client.query(ADD_IDENTITIES, [importId])
  await client.query(ADD_SOLE_IDENTITIES, [importId])
  await client.query(KEEP_FORMER)
  const changed = await client.query(CHANGE_CUSTOMERS, [now])
  await client.query(KEEP_NEW)
  const preferences = await client.query(ADD_PREFERENCES, [importId, now.toISOString().slice(0, 10), by, byName])
  return { added: added.rowCount ?? 0, changed: changed.rowCount ?? 0, preferences: preferences.rowCount ?? 0 }
}

// --- Taken back --------------------------------------------------------------------------------------------------------

const FIND_KEPT = `create temp table bulk_kept as select customer_id from customer c where import_id = $1::uuid and (version > 1
  or exists (select 1 from preference p where p.customer_id = c.customer_id and (p.import_id is distinct from $1::uuid or p.version > 1))
  or exists (select 1 from relationship r where r.customer_id = c.customer_id)
  or exists (select 1 from occasion o where o.customer_id = c.customer_id)
)`

const asColumn = (column: string): string => {
  if (column === 'words') return `words = (w.was ->> 'words')::tsvector`
  if (column === 'contacts') return `contacts = w.was -> 'contacts'`
  if (column === 'tags') return `tags = array(select jsonb_array_elements_text(w.was -> 'tags'))`
  return BIRTH.includes(column) ? `${column} = (w.was ->> '${column}')::smallint` : `${column} = w.was ->> '${column}'`
}

// Nobody touched the record since: it is again what it was, to the version.
const RESTORE_WHOLE = `update customer c set ${COLUMNS.map(asColumn).join(', ')}, updated_at = (w.was ->> 'updated_at')::timestamptz, version = (w.was ->> 'version')::integer
  from bulk_was w where c.customer_id = w.customer_id and c.version = (w.became ->> 'version')::integer`

const isUntouched = (columns: readonly string[]): string =>
  columns.map((column) => `to_jsonb(c) -> '${column}' is not distinct from w.became -> '${column}'`).join(' and ')

const restoring = (columns: readonly string[]): string => `update customer c set ${columns.map(asColumn).join(', ')}
  from bulk_was w where c.customer_id = w.customer_id and c.version > (w.became ->> 'version')::integer and ${isUntouched(columns)}`

// Somebody changed the record since: each part goes back only where it still says what the import wrote.
const RESTORE_PARTS = [
  ...[NAME, FORM, BIRTH, ['language'], ['country'], ['address'], ['pays_last_four']].map(restoring),
  `update customer c set
    contacts = (select coalesce(jsonb_agg(e order by n), '[]') from jsonb_array_elements(c.contacts) with ordinality as x (e, n)
      where not (w.became -> 'contacts' @> jsonb_build_array(e) and not w.was -> 'contacts' @> jsonb_build_array(e))),
    tags = array(select tag from unnest(c.tags) as tag where not (w.became -> 'tags' ? tag and not w.was -> 'tags' ? tag)),
    version = c.version + 1
    from bulk_was w where c.customer_id = w.customer_id and c.version > (w.became ->> 'version')::integer`,
]

/** Makes `bulk_kept`: customers that the import made and that this room has heard of since. Later rooms add theirs. */
export const findKept = async (client: pg.ClientBase, importId: string): Promise<void> => {
  await client.query('create temp table if not exists bulk_was (customer_id uuid not null, was jsonb not null, became jsonb)')
  await client.query(FIND_KEPT, [importId])
}

/** Takes back what `writeCustomers` wrote, but for the customers in `bulk_kept`; `bulk_was` holds the former states. */
export async function takeBackCustomers(
  client: pg.ClientBase,
  importId: string,
): Promise<{ removed: number; restored: number; kept: number }> {
  const notKept = 'not exists (select 1 from bulk_kept k where k.customer_id = t.customer_id)'
  for (const table of ['identity', 'sole_identity', 'preference']) {
    await client.query(`delete from ${table} t where import_id = $1::uuid and ${notKept}`, [importId])
    await client.query(`update ${table} t set import_id = null where import_id = $1::uuid`, [importId])
  }
  const restored = await client.query(RESTORE_WHOLE)
  let parts = 0
  for (const statement of RESTORE_PARTS) parts = (await client.query(statement)).rowCount ?? 0
  const removed = await client.query(`delete from customer t where import_id = $1::uuid and ${notKept}`, [importId])
  const kept = await client.query('update customer set import_id = null where import_id = $1::uuid', [importId])
  return { removed: removed.rowCount ?? 0, restored: (restored.rowCount ?? 0) + parts, kept: kept.rowCount ?? 0 }
}
