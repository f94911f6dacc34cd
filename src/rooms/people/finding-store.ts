import { sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import { allWords } from './list-store.ts'
import './tables.ts'

/** Who was found, by which of the keys that were asked for. */
export type Hit = { customerId: string; kind: string; value: string }

type HitRow = { customer_id: string; kind: string; value: string }

const toHits = (rows: readonly HitRow[]): Hit[] => rows.map((row) => ({ customerId: row.customer_id, kind: row.kind, value: row.value }))

/**
 * Who is this: one look-up by exact keys (kind and value side by side), 20 people at most.
 * Both tables are asked in one statement; each is one index look-up per key.
 */
export async function findByKeys(db: Db, kinds: readonly string[], values: readonly string[]): Promise<Hit[]> {
  const found = await sql<HitRow>`select found.customer_id, key.kind, key.value
    from unnest(${kinds}::text[], ${values}::text[]) with ordinality as key (kind, value, place)
    cross join lateral (
      (select customer_id from identity where identity.kind = key.kind and identity.value = key.value limit 20)
      union all
      (select customer_id from sole_identity where sole_identity.kind = key.kind and sole_identity.value = key.value)
    ) as found order by key.place limit 20`.execute(db)
  return toHits(found.rows)
}

/** The customers whose own code in any source is this one. Sources are few, so the codes are asked for source by source. */
export async function findBySourceCode(db: Db, code: string): Promise<Hit[]> {
  const sources = await sql<{ source: string }>`with recursive one as (
      (select split_part(value, ':', 1) as source from sole_identity where kind = 'source' order by value limit 1)
      union all
      select (select split_part(value, ':', 1) from sole_identity where kind = 'source' and value > one.source || ';' order by value limit 1)
      from one where one.source is not null
    ) select source from one where source is not null limit 50`.execute(db)
  const values = sources.rows.map(({ source }) => `${source}:${code}`)
  return findByKeys(
    db,
    values.map(() => 'source'),
    values,
  )
}

/** The end of a range of strings that begin with `start`, for indexes in byte order. */
const endOfPrefix = (start: string): string => `${start}\u{10ffff}`

const turned = (text: string): string => [...text].reverse().join('')

/** Phones that end in these digits, read as a range of the index over the numbers turned round. */
export async function findByPhoneEnd(db: Db, digits: string): Promise<Hit[]> {
  const start = turned(digits)
  const found = await sql<HitRow>`select customer_id, kind, value from identity
    where kind = 'phone' and reverse(value) collate "C" >= ${start} and reverse(value) collate "C" < ${endOfPrefix(start)}
    order by reverse(value) collate "C" limit 20`.execute(db)
  return toHits(found.rows)
}

/** Keys of a kind that begin like this. */
export async function findByBeginning(db: Db, kind: string, start: string): Promise<Hit[]> {
  const found = await sql<HitRow>`select customer_id, kind, value from identity
    where kind = ${kind} and value >= ${start} and value < ${endOfPrefix(start)} order by value limit 20`.execute(db)
  return toHits(found.rows)
}

const asPattern = (fragment: string): string => `%${fragment.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`

/** Mails and accounts that hold this fragment, through the trigram index; for fragments of three letters or more. */
export async function findByFragment(db: Db, fragment: string): Promise<Hit[]> {
  const found = await sql<HitRow>`select customer_id, kind, value from identity
    where kind in ('mail', 'zalo', 'facebook') and value like ${asPattern(fragment)} limit 20`.execute(db)
  return toHits(found.rows)
}

/** How many of the latest contacts are looked through before the index over all names is asked. */
const LATEST = 10_000
/** The same, where the rows themselves must be read. */
const LATEST_WITH_CONTACTS = 500
/** What is not twenty times among the latest is hardly more often than this among millions. */
const MOST_NAMED = 10_000

/**
 * Of the customers with the latest contacts, those whose contacts hold the fragment. What is common (a mail provider's name) fills
 * a page from here, so that the trigram index is asked only for what is rare.
 */
export async function findFragmentAmongLatest(db: Db, fragment: string): Promise<Hit[]> {
  const found = await sql<HitRow>`select customer_id, contact.kind, contact.value
    from (select customer_id, contacts from customer order by last_contact_at desc nulls last, customer_id limit ${sql.lit(LATEST_WITH_CONTACTS)}) as latest,
      jsonb_to_recordset(latest.contacts) as contact (kind text, value text)
    where contact.kind in ('mail', 'zalo', 'facebook') and contact.value like ${asPattern(fragment)} limit 20`.execute(db)
  return toHits(found.rows)
}

/** Each of the following answers customer ids, the latest contact first. */
const ids = (rows: readonly { customer_id: string }[]): string[] => rows.map((row) => row.customer_id)

export async function findByNameKey(db: Db, nameKey: string): Promise<string[]> {
  const found = await sql<{ customer_id: string }>`select customer_id from customer where name_key = ${nameKey}
    order by last_contact_at desc nulls last limit 20`.execute(db)
  return ids(found.rows)
}

export async function findByNameFold(db: Db, nameFold: string): Promise<string[]> {
  const found = await sql<{ customer_id: string }>`select customer_id from customer where name_fold = ${nameFold}
    order by last_contact_at desc nulls last limit 20`.execute(db)
  return ids(found.rows)
}

export async function findByGivenAndFamily(db: Db, given: string, family: string): Promise<string[]> {
  const found = await sql<{ customer_id: string }>`select customer_id from customer where given_fold = ${given} and family_fold = ${family}
    order by last_contact_at desc nulls last limit 20`.execute(db)
  return ids(found.rows)
}

/** A tsquery in which each place may be filled by any of several words: a word as typed, or the corrections of a slip. */
export const anyWords = (places: readonly (readonly string[])[]): string =>
  places.map((choices) => `(${choices.map((word) => allWords([word], false)).join(' | ')})`).join(' & ')

/**
 * Customers whose name answers a tsquery, the latest contact first.
 * First among the latest contacts: what is common fills a page there, in the right order. If it does not, it is rare among all
 * customers too, and the word index answers with few enough to sort.
 */
export async function findNamed(db: Db, query: string): Promise<string[]> {
  const latest = await sql<{ customer_id: string }>`select customer_id
    from (select customer_id, words, last_contact_at from customer order by last_contact_at desc nulls last, customer_id limit ${sql.lit(LATEST)}) as latest
    where words @@ ${query}::tsquery order by last_contact_at desc nulls last limit 20`.execute(db)
  if (latest.rows.length === 20) return ids(latest.rows)
  const found = await sql<{ customer_id: string }>`select customer_id from customers_named(${query}::tsquery, ${sql.lit(MOST_NAMED)})
    order by last_contact_at desc nulls last limit 20`.execute(db)
  return ids(found.rows)
}

/** Words of the vocabulary that share a one-letter deletion with one of these strings, 200 at most. */
export async function wordsNear(db: Db, variants: readonly string[]): Promise<string[]> {
  const found = await sql<{ word: string }>`select distinct word from name_word_variant
    where variant = any(${variants}::text[]) limit 200`.execute(db)
  return found.rows.map((row) => row.word)
}

/** Which of these words some name holds, and whether some name has a word that begins like the last one. */
export async function knownWords(db: Db, words: readonly string[]): Promise<{ known: Set<string>; hasBeginning: boolean }> {
  const last = words.at(-1) ?? ''
  const found = await sql<{ known: string[] | null; has_beginning: boolean }>`select
    (select array_agg(word) from name_word where word = any(${words}::text[])) as known,
    exists (select from name_word where word >= ${last} and word < ${endOfPrefix(last)}) as has_beginning`.execute(db)
  const row = found.rows[0]
  return { known: new Set(row?.known ?? []), hasBeginning: row?.has_beginning ?? false }
}

/** Of these customers, those whose name holds all the words. */
export async function namedAmong(db: Db, customerIds: readonly string[], words: readonly string[]): Promise<string[]> {
  const found = await sql<{ customer_id: string }>`select customer_id from customer where customer_id = any(${customerIds}::uuid[])
    and words @@ ${allWords(words, true)}::tsquery order by last_contact_at desc nulls last`.execute(db)
  return ids(found.rows)
}

/** Everybody with this key, for keys that many share (the last four digits of a card). */
export async function holdersOf(db: Db, kind: string, value: string): Promise<string[]> {
  const found = await sql<{
    customer_id: string
  }>`select customer_id from identity where kind = ${kind} and value = ${value} limit 5000`.execute(db)
  return ids(found.rows)
}
