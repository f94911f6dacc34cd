import type pg from 'pg'
import { ROW_COLUMNS, type RowTexts, readRows } from './canonical.ts'

/** One sealer a database, whichever process it runs in; any fixed number does. */
const SEALER_LOCK = 7_310_003

/** Takes the place of this database's one sealer until the transaction ends. */
export async function takeSealer(client: pg.ClientBase): Promise<boolean> {
  return (await client.query('select pg_try_advisory_xact_lock($1) as taken', [SEALER_LOCK])).rows[0].taken === true
}

/** A seal: its place in the chain, and its hash. */
export type Seal = { seq: number; hash: string }

export async function lastSeal(client: pg.ClientBase): Promise<Seal | undefined> {
  return (await client.query('select seq, hash from audit_seal order by seq desc limit 1')).rows[0]
}

export async function hashAt(client: pg.ClientBase, seq: number): Promise<string | undefined> {
  return (await client.query('select hash from audit_seal where seq = $1', [seq])).rows[0]?.hash
}

/** A row that waits: its id, whether it has a seal already, and its texts (all null when somebody took the row out meanwhile). */
export type Waiting = { id: string; isSealed: boolean; row: RowTexts }

export async function nextWaiting(client: pg.ClientBase, most: number): Promise<Waiting[]> {
  const rows = await readRows(
    client,
    `select w.audit_id::text, (s.seq is not null)::text, ${ROW_COLUMNS}
     from (select audit_id from audit_waiting order by audit_id limit $1) w
     left join audit a on a.audit_id = w.audit_id left join audit_seal s on s.audit_id = w.audit_id order by w.audit_id`,
    [most],
  )
  return rows.map(([id, isSealed, ...row]) => ({ id: String(id), isSealed: isSealed === 'true', row }))
}

export async function addSeals(client: pg.ClientBase, seals: readonly (Seal & { id: string })[]): Promise<void> {
  await client.query('insert into audit_seal (seq, audit_id, hash) select * from unnest($1::bigint[], $2::uuid[], $3::text[])', [
    seals.map(({ seq }) => seq),
    seals.map(({ id }) => id),
    seals.map(({ hash }) => hash),
  ])
}

export async function endWaiting(client: pg.ClientBase, ids: readonly string[]): Promise<void> {
  await client.query('delete from audit_waiting where audit_id = any($1::uuid[])', [ids])
}

/** One look at the whole trail as it is now, whatever is written meanwhile; long, and reading only. */
export async function beginLook(client: pg.ClientBase): Promise<void> {
  await client.query('begin isolation level repeatable read read only')
  // Rows are looked up by their ids a batch at a time; a plan that reads the whole table for every batch would take hours.
  await client.query(
    'set local statement_timeout = 0; set local enable_hashjoin = off; set local enable_mergejoin = off; set local jit = off',
  )
}

/** What a verification reads of each place: seq, hash, the id that was sealed, and the row's texts. */
export const LINK_ROW_FROM = 3

export const readLinks = (client: pg.ClientBase, after: number, most: number): Promise<(string | null)[][]> =>
  readRows(
    client,
    `select s.seq::text, s.hash, s.audit_id::text, ${ROW_COLUMNS} from audit_seal s left join audit a on a.audit_id = s.audit_id
     where s.seq > $1 order by s.seq limit $2`,
    [after, most],
  )

/** The first row without a seal that nothing waits for, or that has waited longer than it may. */
export async function firstUnsealed(client: pg.ClientBase, seconds: number): Promise<{ audit_id: string; at: Date } | undefined> {
  await client.query('set local enable_hashjoin = on')
  const found = await client.query(
    `select a.audit_id, a.at from audit a left join audit_waiting w on w.audit_id = a.audit_id
     where (w.since is null or w.since < clock_timestamp() - make_interval(secs => $1))
       and not exists (select from audit_seal s where s.audit_id = a.audit_id)
     order by a.at, a.audit_id limit 1`,
    [seconds],
  )
  return found.rows[0]
}
