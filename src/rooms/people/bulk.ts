/**
 * Many customers at once, for imports: rows are staged in temporary tables of one session, recognised by statements over whole sets, and written in
 * one transaction. A `line` names a staged row; a `twin` is a row that is the same person as an earlier one (its `leader`).
 */
import type pg from 'pg'
import type { AddressForm } from '../../values/address-form.ts'
import { tidyName, tidyOrganisationName } from '../../values/person-name.ts'
import type { Birthday, Contact, Customer } from './customer.ts'
import { nameKeysOf, nameParts, variantsOf } from './rules.ts'

/** A name with everything it is found by, as the staging table takes it. */
export type StagedName = { name: string; key: string; fold: string; isRecased: boolean; copy: string }

export type StagedCustomer = {
  line: number
  /** The id that the customer gets if nobody is recognised. */
  id: string
  /** Rows of one file with the same key are one person. */
  matchKey: string
  name: StagedName
  form: AddressForm | null
  language: Customer['language']
  country: string | null
  birthday: Birthday | null
  postal: string | null
  contacts: readonly Contact[]
  tags: readonly string[]
  cardLastFour: string | null
  phone: string | null
  mail: string | null
  /** `source:code`, where the file has codes. */
  code: string | null
  note: string | null
  likes: readonly string[]
  avoids: readonly string[]
}

const NAME_COLUMNS = 'kind, name, name_order, call_name, name_key, name_fold, given_fold, family_fold, words, sort_key'
const FORM_COLUMNS = 'address_them, address_us, address_source'
const BIRTH_COLUMNS = 'birth_year, birth_month, birth_day'

const STAGE_TABLES = `
  create temp table bulk_customer (
    line integer not null, customer_id uuid not null, match_key text collate "C",
    kind text not null, name text not null, name_order text not null, call_name text not null,
    name_key text collate "C" not null, name_fold text collate "C" not null, given_fold text collate "C" not null,
    family_fold text collate "C" not null, words tsvector not null, sort_key text collate "C" not null,
    address_them text not null, address_us text not null, address_source text not null,
    language text not null, country text, birth_year smallint, birth_month smallint, birth_day smallint, address text,
    contacts jsonb not null, tags text[] not null, pays_last_four text,
    phone text collate "C", mail text collate "C", code text collate "C", note text, likes text[], avoids text[]);
  create temp table bulk_twin (line integer not null, leader integer not null);
  create temp table bulk_match (line integer not null, customer_id uuid not null, by text not null);
  create temp table bulk_change (customer_id uuid not null, line integer not null, takes_name boolean not null, takes_form boolean not null,
    takes_language boolean not null, takes_country boolean not null, takes_birth boolean not null, takes_address boolean not null,
    takes_card boolean not null, new_contacts jsonb not null, new_tags text[] not null);
  create temp table bulk_news (customer_id uuid not null);
  create temp table bulk_refuted (customer_id uuid not null, stance text not null, what text not null);
  create temp table bulk_was (customer_id uuid not null, was jsonb not null, became jsonb);`

export const makeCustomerStage = async (client: pg.ClientBase): Promise<void> => void (await client.query(STAGE_TABLES))

export const COPY_CUSTOMERS = 'copy bulk_customer from stdin'

/** A value as COPY's text form takes it. */
export const copyText = (text: string | null): string => {
  if (text === null) return '\\N'
  return /[\\\t\n\r]/.test(text)
    ? text.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r')
    : text
}

/** A list of texts as COPY's text form takes an array. */
const copyArray = (list: readonly string[]): string =>
  list.length === 0 ? '{}' : copyText(`{${list.map((text) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`).join(',')}}`)

/** Makes a name tidy and takes it apart; costs about 0.1 ms, so callers remember what they have seen. */
export function stageName(kind: Customer['kind'], typed: string, language: string, typedCall = ''): StagedName {
  const { name, recased } = kind === 'organisation' ? tidyOrganisationName(typed) : tidyName(typed)
  const { nameOrder, callName } = nameParts({ kind, name, language, callName: typedCall || undefined })
  const keys = nameKeysOf({ kind, name, nameOrder, callName })
  const words = keys.words.map((word) => `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`).join(' ')
  const columns = [kind, name, nameOrder, callName, keys.nameKey, keys.nameFold, keys.givenFold, keys.familyFold, words, keys.sortKey]
  return { name, key: keys.nameKey, fold: keys.nameFold, isRecased: recased, copy: columns.map(copyText).join('\t') }
}

/** One staged row as a line of COPY's text form. */
export function customerCopyLine(row: StagedCustomer): string {
  const { form, birthday } = row
  return [
    row.line,
    row.id,
    copyText(row.matchKey),
    row.name.copy,
    form?.them ?? 'anh/chị',
    form?.us ?? 'em',
    form?.source ?? 'default',
    row.language,
    row.country ?? '\\N',
    birthday?.year ?? '\\N',
    birthday?.month ?? '\\N',
    birthday?.day ?? '\\N',
    copyText(row.postal),
    copyText(JSON.stringify(row.contacts)),
    copyArray(row.tags),
    row.cardLastFour ?? '\\N',
    copyText(row.phone),
    copyText(row.mail),
    copyText(row.code),
    copyText(row.note),
    copyArray(row.likes),
    `${copyArray(row.avoids)}\n`,
  ].join('\t')
}

// Two writings of one name: the same without marks, or all words of one within the other and the same given name.
const alike = (
  a: string,
  b: string,
): string => `(${a}.name_fold = ${b}.name_fold or ${a}.name = '' or ${b}.name = '' or ${a}.words = ${b}.words
  or (${a}.given_fold = ${b}.given_fold and ${a}.given_fold <> '' and (tsvector_to_array(${a}.words) @> tsvector_to_array(${b}.words)
    or tsvector_to_array(${b}.words) @> tsvector_to_array(${a}.words))))`

const TWINS_BY_KEY = `insert into bulk_twin select s.line, g.leader
  from (select match_key, min(line) as leader from bulk_customer where match_key is not null group by match_key having count(*) > 1) g
  join bulk_customer s using (match_key) where s.line <> g.leader`

// A row without a code joins one that shares its number or mail; two codes of one source are two people.
const twinsBy = (column: 'phone' | 'mail'): string => `insert into bulk_twin select f.line, min(l.line)
  from bulk_customer f join bulk_customer l on l.${column} = f.${column} and l.line <> f.line and (l.code is not null or l.line < f.line)
  where f.code is null and f.${column} is not null and ${alike('f', 'l')} and (f.name <> '' or l.name = '')
    and not exists (select 1 from bulk_twin t where t.line in (f.line, l.line)) group by f.line`

const FOLLOW_LEADERS = `update bulk_twin t set leader = u.leader from bulk_twin u where u.line = t.leader`

/** Finds the rows of the file that are one person. */
export async function findTwins(client: pg.ClientBase): Promise<void> {
  await client.query('analyze bulk_customer')
  await client.query(TWINS_BY_KEY)
  for (const column of ['phone', 'mail'] as const) {
    await client.query('analyze bulk_twin')
    await client.query(twinsBy(column))
  }
  for (let round = 0; round < 50; round++) if ((await client.query(FOLLOW_LEADERS)).rowCount === 0) break
  await client.query('analyze bulk_twin')
}

const isFree = `not exists (select 1 from bulk_twin t where t.line = s.line) and not exists (select 1 from bulk_match m where m.line = s.line)`

const MATCH_BY_CODE = `insert into bulk_match select s.line, i.customer_id, 'code'
  from bulk_customer s join sole_identity i on i.kind = 'source' and i.value = s.code where s.code is not null and ${isFree}`

// A tax code tells an organisation however its name is written; a loyalty card may have been handed on.
const MATCH_BY_SOLE = `insert into bulk_match select distinct on (s.line) s.line, i.customer_id, 'sole'
  from bulk_customer s cross join lateral jsonb_to_recordset(s.contacts) as e (kind text, value text)
  join sole_identity i on i.kind = e.kind and i.value = e.value join customer c on c.customer_id = i.customer_id
  where e.kind in ('loyalty-card', 'tax') and (e.kind = 'tax' or ${alike('s', 'c')}) and ${isFree} order by s.line, i.kind desc`

// Where only one of the two has a name, the match must be the only one; a customer known by another code of this source is another person.
const matchBy = (kind: 'phone' | 'mail'): string => `with candidate as (
    select s.line, i.customer_id from bulk_customer s join identity i on i.kind = '${kind}' and i.value = s.${kind} where s.${kind} is not null and ${isFree}
  ), found as (
    select s.line, c.customer_id, c.name_fold = s.name_fold as is_same, c.last_contact_at, count(*) over (partition by s.line) as among
    from candidate d join bulk_customer s using (line) join customer c on c.customer_id = d.customer_id
    where ${alike('s', 'c')} and (s.kind = c.kind or s.name = '' or c.name = '')
      and (s.code is null or not exists (select 1 from jsonb_array_elements(c.contacts) o where o ->> 'kind' = 'source'
        and starts_with(o ->> 'value', split_part(s.code, ':', 1) || ':')))
  )
  insert into bulk_match select distinct on (line) line, customer_id, '${kind}' from found where is_same or among = 1
  order by line, is_same desc, last_contact_at desc nulls last, customer_id`

const MATCH_BY_NAME = `insert into bulk_match select distinct on (s.line) s.line, c.customer_id, 'name'
  from bulk_customer s join customer c on c.name_key = s.name_key
  where s.phone is null and s.mail is null and s.code is null and s.contacts = '[]' and c.source is not null and c.kind = s.kind
    and (c.birth_year, c.birth_month, c.birth_day) is not distinct from (s.birth_year, s.birth_month, s.birth_day)
    and c.address is not distinct from s.address and (c.contacts = '[]' or s.birth_day is not null or s.address is not null) and ${isFree}
  order by s.line, c.created_at, c.customer_id`

// Rows with codes of their own are never brought together by a number: the first is recognised, the others are new.
const UNMATCH_OTHER_CODES = `delete from bulk_match m using bulk_customer s, bulk_match o
  where s.line = m.line and s.code is not null and m.by <> 'code' and o.customer_id = m.customer_id and (o.line < m.line or o.by = 'code') and o.line <> m.line
    and exists (select 1 from bulk_customer os where os.line = o.line and os.code is not null)`

const JOIN_SAME_MATCH = `insert into bulk_twin select m.line, g.leader
  from (select customer_id, min(line) as leader from bulk_match group by customer_id having count(*) > 1) g
  join bulk_match m using (customer_id) where m.line <> g.leader`

/** Recognises the staged rows among the customers of the house: by code, by card or tax code, by number or mail and a like name, else by the whole row. */
export async function matchCustomers(client: pg.ClientBase): Promise<void> {
  await client.query(MATCH_BY_CODE)
  await client.query('analyze bulk_match')
  for (const statement of [MATCH_BY_SOLE, matchBy('phone'), matchBy('mail'), MATCH_BY_NAME, UNMATCH_OTHER_CODES])
    await client.query(statement)
  await client.query('analyze bulk_match')
  const joined = await client.query(JOIN_SAME_MATCH)
  if (joined.rowCount) {
    await client.query('delete from bulk_match m using bulk_twin t where t.line = m.line')
    for (let round = 0; round < 50; round++) if ((await client.query(FOLLOW_LEADERS)).rowCount === 0) break
  }
  await client.query('analyze bulk_twin')
  await client.query('analyze bulk_match')
}

const MERGE_CONTACTS = `with row as (select leader, line from bulk_twin union select leader, leader from bulk_twin),
  contact as (select distinct on (leader, e ->> 'kind', e ->> 'value') leader, r.line, n, e
    from row r join bulk_customer s on s.line = r.line, jsonb_array_elements(s.contacts) with ordinality as x (e, n)
    order by leader, e ->> 'kind', e ->> 'value', r.line, n),
  tag as (select leader, array_agg(distinct tag) as tags from row r join bulk_customer s on s.line = r.line, unnest(s.tags) as tag group by leader),
  merged as (select leader, jsonb_agg(e order by line, n) as contacts from contact group by leader)
  update bulk_customer s set contacts = coalesce(m.contacts, s.contacts), tags = coalesce(t.tags, s.tags)
  from (select distinct leader from bulk_twin) l left join merged m using (leader) left join tag t using (leader) where s.line = l.leader`

const fillFromTwins = (columns: string, isEmpty: (row: string) => string): string => {
  const list = columns.split(', ')
  return `update bulk_customer s set ${list.map((column) => `${column} = f.${column}`).join(', ')}
    from (select distinct on (t.leader) t.leader, ${list.map((column) => `r.${column}`).join(', ')} from bulk_twin t join bulk_customer r on r.line = t.line
      where not (${isEmpty('r')}) order by t.leader, t.line) f where f.leader = s.line and (${isEmpty('s')})`
}

/** What the rows of one person say together goes to the first of them. */
async function mergeTwins(client: pg.ClientBase): Promise<void> {
  if ((await client.query('select 1 from bulk_twin limit 1')).rowCount === 0) return
  await client.query(MERGE_CONTACTS)
  await client.query(fillFromTwins(NAME_COLUMNS, (row) => `${row}.name = ''`))
  await client.query(fillFromTwins(FORM_COLUMNS, (row) => `${row}.address_source = 'default'`))
  await client.query(
    fillFromTwins(BIRTH_COLUMNS, (row) => `${row}.birth_year is null and ${row}.birth_month is null and ${row}.birth_day is null`),
  )
  for (const column of ['address', 'country', 'pays_last_four'])
    await client.query(fillFromTwins(column, (row) => `${row}.${column} is null`))
}

// A card or tax code that is somebody else's stays with them.
const DROP_TAKEN = `update bulk_customer s set contacts = (select coalesce(jsonb_agg(e order by n), '[]') from jsonb_array_elements(s.contacts) with ordinality as x (e, n)
    where not (e ->> 'kind' in ('loyalty-card', 'tax') and e ->> 'value' = any(t.taken)))
  from (select line, array_agg(value) as taken from (
      select s.line, e.value, row_number() over (partition by e.kind, e.value order by s.line) as nth, i.customer_id is distinct from m.customer_id and i.customer_id is not null as is_taken
      from bulk_customer s cross join lateral jsonb_to_recordset(s.contacts) as e (kind text, value text)
      left join sole_identity i on i.kind = e.kind and i.value = e.value left join bulk_match m on m.line = s.line
      where e.kind in ('loyalty-card', 'tax') and not exists (select 1 from bulk_twin t where t.line = s.line)) x
    where is_taken or nth > 1 group by line) t where t.line = s.line`

const bothOr = (isEmpty: string, isGiven: string, differs: string, parameter: number): string =>
  `(${isGiven}) and ((${isEmpty}) or ($${parameter}::boolean and (${differs})))`

const BIRTH_GIVEN = 's.birth_year is not null or s.birth_month is not null'
const FIND_CHANGES = `insert into bulk_change select * from (
  select c.customer_id, s.line,
    ${bothOr("c.name = ''", "s.name <> ''", 's.name <> c.name', 1)} as takes_name,
    ${bothOr("c.address_source = 'default'", "s.address_source <> 'default'", "c.address_source = 'staff' and s.address_them <> c.address_them", 2)} as takes_form,
    ${bothOr('false', 'true', 's.language <> c.language', 3)} as takes_language,
    ${bothOr('c.country is null', 's.country is not null', 's.country <> c.country', 4)} as takes_country,
    ${bothOr(
      'c.birth_year is null and (c.birth_month is null or (c.birth_month = s.birth_month and c.birth_day is not distinct from s.birth_day and s.birth_year is not null))',
      BIRTH_GIVEN,
      '(c.birth_year, c.birth_month, c.birth_day) is distinct from (s.birth_year, s.birth_month, s.birth_day)',
      5,
    )} as takes_birth,
    ${bothOr('c.address is null', 's.address is not null', 's.address <> c.address', 6)} as takes_address,
    ${bothOr('c.pays_last_four is null', 's.pays_last_four is not null', 's.pays_last_four <> c.pays_last_four', 7)} as takes_card,
    (select coalesce(jsonb_agg(e order by n), '[]') from jsonb_array_elements(s.contacts) with ordinality as x (e, n)
      where not exists (select 1 from jsonb_array_elements(c.contacts) o where o ->> 'kind' = e ->> 'kind' and o ->> 'value' = e ->> 'value')
        and (e ->> 'kind' <> 'card' or c.pays_last_four is null)) as new_contacts,
    array(select tag from unnest(s.tags) as tag where tag <> all (c.tags)) as new_tags
  from bulk_match m join bulk_customer s using (line) join customer c on c.customer_id = m.customer_id) x
  where takes_name or takes_form or takes_language or takes_country or takes_birth or takes_address or takes_card
    or new_contacts <> '[]' or cardinality(new_tags) > 0`

/** Works out what the staged rows would change; `overwrite` names fields that the file may write over. */
export async function findChanges(client: pg.ClientBase, overwrite: readonly string[]): Promise<void> {
  await mergeTwins(client)
  await client.query(DROP_TAKEN)
  const fields = ['name', 'form', 'language', 'country', 'birthday', 'address', 'card']
  await client.query(
    FIND_CHANGES,
    fields.map((field) => overwrite.includes(field)),
  )
  await client.query('analyze bulk_change')
}

/** Teaches the vocabulary the words of all staged names; kept whatever becomes of the import. */
export async function learnStagedWords(client: pg.ClientBase): Promise<void> {
  const fresh = await client.query<{ word: string }>(`select word from (
    select distinct unnest(tsvector_to_array(words)) collate "C" as word from bulk_customer) w
    where not exists (select 1 from name_word n where n.word = w.word) order by word`)
  for (let from = 0; from < fresh.rows.length; from += 2000) {
    const words = fresh.rows.slice(from, from + 2000).map(({ word }) => word)
    const variants = variantsOf(words).sort((a, b) => (a.variant < b.variant ? -1 : 1))
    await client.query('insert into name_word select * from unnest($1::text[]) on conflict do nothing', [words])
    await client.query(
      'insert into name_word_variant (variant, word) select * from unnest($1::text[], $2::text[]) on conflict do nothing',
      [variants.map(({ variant }) => variant), variants.map(({ word }) => word)],
    )
  }
}
