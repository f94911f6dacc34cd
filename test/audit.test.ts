import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { record } from '../src/platform/audit/audit.ts'
import { canonical, ROOT, ROW_COLUMNS, readRows, sealOf } from '../src/platform/audit/canonical.ts'
import { type Head, headKeeper, readHeads } from '../src/platform/audit/heads.ts'
import { sealWaiting } from '../src/platform/audit/sealer.ts'
import { type Verdict, verifyChain } from '../src/platform/audit/verify.ts'
import { APPEND_ONLY } from '../src/platform/db/append-only.ts'
import { connect } from '../src/platform/db/db.ts'
import { APP_ROLE } from '../src/platform/db/migrate.ts'
import { newId } from '../src/platform/ids.ts'
import { aHouse } from './support/house.ts'

const house = aHouse()
const ROWS = 40

/** The person who may do anything with the database, and who is the one to be found out. */
let superuser: pg.Client
let data: string

beforeAll(async () => {
  superuser = await connect(house.address)
  data = mkdtempSync(join(tmpdir(), 'quen-heads-'))
})
afterAll(async () => {
  await superuser.end()
  rmSync(data, { recursive: true, force: true })
})

const verify = (heads: Head[] = []): Promise<Verdict> => verifyChain(house.database.pool, heads)
const seal = (): Promise<number> => sealWaiting(house.database.pool)

async function fill(rows: number): Promise<void> {
  const acts = Array.from({ length: rows }, (_, at) => ({
    at: new Date(house.now.getTime() + at * 1000),
    actor: { kind: 'staff' as const, id: newId() },
    act: 'updateCustomer',
    aboutKind: 'order',
    aboutId: newId(),
    customerId: newId(),
    details: { fields: ['name', 'phone'], found: at },
    requestId: newId(),
  }))
  await record(house.db, ...acts)
}

/** Makes the chain new: forty rows, all sealed. */
async function aChain(): Promise<void> {
  await superuser.query('truncate audit, audit_seal, audit_waiting')
  await fill(ROWS)
  expect(await seal()).toBe(ROWS)
  expect(await verify()).toMatchObject({ isWhole: true, rows: ROWS, fault: null })
}

const idAt = async (seq: number): Promise<string> =>
  (await superuser.query('select audit_id from audit_seal where seq = $1', [seq])).rows[0].audit_id

/** The chain as somebody would forge it who knows how it is made: every seal made again over the rows as they are now. */
async function forgeAllSeals(): Promise<void> {
  const rows = await readRows(
    superuser,
    `select s.seq::text, ${ROW_COLUMNS} from audit_seal s join audit a using (audit_id) order by s.seq`,
    [],
  )
  let hash = ROOT
  for (const [seq, ...row] of rows) {
    hash = sealOf(hash, canonical(row))
    await superuser.query('update audit_seal set hash = $2 where seq = $1', [seq, hash])
  }
}

describe('a superuser who', () => {
  beforeEach(aChain)

  test.each([
    ['the time by a millionth of a second', `at = at + interval '1 microsecond'`],
    ['the kind of who did it', `actor_kind = 'token'`],
    ['who did it', `actor_id = '01900000-0000-7000-8000-000000000000'`],
    ['the act by a letter', `act = 'updateCustomes'`],
    ['what kind of thing it was about', `about_kind = 'orders'`],
    ['what it was about', `about_id = null`],
    ['the customer', `customer_id = '01900000-0000-7000-8000-000000000000'`],
    ['a digit of the details', `details = jsonb_set(details, '{found}', '6')`],
    ['a number’s writing in the details', `details = jsonb_set(details, '{found}', '16.0')`],
    ['an empty text where there was nothing', `request_id = ''`],
  ])('changes %s of row 17 is named at row 17', async (_what, change) => {
    const id = await idAt(17)
    await superuser.query(`update audit set ${change} where audit_id = $1`, [id])
    expect((await verify()).fault).toMatchObject({ kind: 'altered', seq: 17, auditId: id })
  })

  test('changes a row is named though every heading and seal after it fits again, when heads are kept outside', async () => {
    const keeper = headKeeper(data)
    const [head] = (await superuser.query('select seq, hash from audit_seal where seq = 40')).rows
    await keeper.keep({ ...head, at: house.now.toISOString() }, true)
    await superuser.query(`update audit set act = 'signIn' where audit_id = $1`, [await idAt(17)])
    await forgeAllSeals()
    expect(await verify()).toMatchObject({ isWhole: true })
    expect((await verify(readHeads(data))).fault).toMatchObject({ kind: 'cut', seq: 40 })
  })

  test('changes the last row is named there', async () => {
    await superuser.query(`update audit set act = 'x' where audit_id = $1`, [await idAt(ROWS)])
    expect((await verify()).fault).toMatchObject({ kind: 'altered', seq: ROWS })
  })

  test('changes the id of a row is named at its place', async () => {
    await superuser.query('update audit set audit_id = $2 where audit_id = $1', [await idAt(9), newId()])
    expect((await verify()).fault).toMatchObject({ kind: 'missing', seq: 9 })
  })

  test('takes a row out is named at its place', async () => {
    const id = await idAt(23)
    await superuser.query('delete from audit where audit_id = $1', [id])
    expect((await verify()).fault).toMatchObject({ kind: 'missing', seq: 23, auditId: id })
  })

  test('takes a row out with its seal is named at the gap', async () => {
    const id = await idAt(23)
    await superuser.query('delete from audit where audit_id = $1', [id])
    await superuser.query('delete from audit_seal where seq = 23')
    expect((await verify()).fault).toMatchObject({ kind: 'missing', seq: 23 })
  })

  test('takes a row out and closes the gap by moving all that follow is named at that place', async () => {
    await superuser.query('delete from audit where audit_id = $1', [await idAt(23)])
    await superuser.query('delete from audit_seal where seq = 23')
    for (let seq = 24; seq <= ROWS; seq++) await superuser.query('update audit_seal set seq = seq - 1 where seq = $1', [seq])
    expect((await verify()).fault).toMatchObject({ kind: 'altered', seq: 23 })
  })

  test('takes the first row out with its seal is named at the first place', async () => {
    await superuser.query('delete from audit where audit_id = $1', [await idAt(1)])
    await superuser.query('delete from audit_seal where seq = 1')
    expect((await verify()).fault).toMatchObject({ kind: 'missing', seq: 1 })
  })

  test('changes one sign of a seal is named as having changed the seal, not the row', async () => {
    await superuser.query(
      `update audit_seal set hash = translate(left(hash, 1), '0123456789abcdef', '123456789abcdef0') || substr(hash, 2) where seq = 12`,
    )
    expect((await verify()).fault).toMatchObject({ kind: 'seal-altered', seq: 12 })
  })

  test('swaps two rows in the chain is named at the first of them', async () => {
    const [a, b] = [await idAt(5), await idAt(6)]
    await superuser.query('update audit_seal set audit_id = $1 where seq = 5', [newId()])
    await superuser.query('update audit_seal set audit_id = $1 where seq = 6', [a])
    await superuser.query('update audit_seal set audit_id = $1 where seq = 5', [b])
    expect((await verify()).fault).toMatchObject({ seq: 5, auditId: b })
  })

  test('swaps what two rows say is named at the first of them', async () => {
    const [a, b] = [await idAt(5), await idAt(6)]
    await superuser.query(
      `update audit x set customer_id = y.customer_id, details = y.details from audit y where x.audit_id <> y.audit_id and x.audit_id = any($1) and y.audit_id = any($1)`,
      [[a, b]],
    )
    expect((await verify()).fault).toMatchObject({ kind: 'altered', seq: 5 })
  })

  test('adds a row that nobody did is named by that row', async () => {
    const id = newId()
    await superuser.query(`insert into audit (audit_id, at, actor_kind, act) values ($1, '2020-01-01', 'staff', 'signIn')`, [id])
    expect((await verify()).fault).toMatchObject({ kind: 'unsealed', seq: null, auditId: id })
  })

  test('takes out a row that still waits for its seal is named at the place it gets', async () => {
    await fill(1)
    await superuser.query('delete from audit where audit_id in (select audit_id from audit_waiting)')
    await seal()
    expect((await verify()).fault).toMatchObject({ kind: 'missing', seq: ROWS + 1 })
  })

  test('hinders a row’s sealing is named once it has waited ten seconds, and not before', async () => {
    await fill(1)
    expect((await verify()).isWhole).toBe(true)
    await superuser.query(`update audit_waiting set since = since - interval '11 seconds'`)
    expect((await verify()).fault).toMatchObject({ kind: 'unsealed' })
  })
})

describe('the end of the chain, cut off by a superuser', () => {
  beforeEach(async () => {
    rmSync(data, { recursive: true, force: true })
    data = mkdtempSync(join(tmpdir(), 'quen-heads-'))
    await superuser.query('truncate audit, audit_seal, audit_waiting')
    await fill(ROWS)
    await sealWaiting(house.database.pool, headKeeper(data), () => house.now)
  })

  const cutAfter = async (seq: number): Promise<void> => {
    await superuser.query('delete from audit using audit_seal s where s.audit_id = audit.audit_id and s.seq > $1', [seq])
    await superuser.query('delete from audit_seal where seq > $1', [seq])
  }

  test('leaves a chain that fits in itself, and is named by the head kept outside', async () => {
    await cutAfter(30)
    expect((await verify()).isWhole).toBe(true)
    expect((await verify(readHeads(data))).fault).toMatchObject({ kind: 'cut', seq: 31 })
  })

  test('is named even where nothing at all is left', async () => {
    await cutAfter(0)
    expect((await verify(readHeads(data))).fault).toMatchObject({ kind: 'cut', seq: 1 })
  })

  test('is still named after the house went on as if nothing had been', async () => {
    await cutAfter(30)
    await fill(25)
    await sealWaiting(house.database.pool, headKeeper(data), () => new Date(house.now.getTime() + 5000))
    expect((await verify()).isWhole).toBe(true)
    expect((await verify(readHeads(data))).fault).toMatchObject({ kind: 'cut', seq: ROWS })
  })

  test('is named even where the chain has grown to the same length again', async () => {
    await cutAfter(30)
    await fill(ROWS - 30)
    await sealWaiting(house.database.pool, headKeeper(data), () => new Date(house.now.getTime() + 90_000))
    expect(await verify()).toMatchObject({ isWhole: true, rows: ROWS })
    expect((await verify(readHeads(data))).fault).toMatchObject({ kind: 'cut', seq: ROWS })
  })

  test('only by its seals leaves rows that were never sealed, and that is said', async () => {
    await superuser.query('delete from audit_seal where seq > 38')
    expect((await verify()).fault).toMatchObject({ kind: 'unsealed' })
    expect((await verify(readHeads(data))).fault).toMatchObject({ kind: 'cut', seq: 39 })
  })
})

describe('heads outside the database', () => {
  test('grow by a line a minute at most, the newest always there', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'quen-heads-'))
    const keeper = headKeeper(folder)
    const head = (seq: number, seconds: number): Head => ({
      seq,
      hash: sealOf(ROOT, String(seq)),
      at: new Date(house.now.getTime() + seconds * 1000).toISOString(),
    })
    for (let second = 0; second < 300; second += 2) await keeper.keep(head(second + 1, second), true)
    expect(readFileSync(join(folder, 'audit-heads'), 'utf8').trim().split('\n')).toHaveLength(5)
    expect(readHeads(folder).at(-1)?.seq).toBe(299)
    expect(headKeeper(folder).newest()?.seq).toBe(299)
    rmSync(folder, { recursive: true, force: true })
  })
})

describe('the role that the app works as', () => {
  test.each(APPEND_ONLY.flatMap((table) => [`update ${table} set audit_id = audit_id`, `delete from ${table}`, `truncate ${table}`]))(
    'may not: %s',
    async (statement) => {
      await expect(house.database.pool.query(statement)).rejects.toMatchObject({ code: '42501' })
    },
  )

  test.each(['create table notes (n int)', 'alter table audit add column n int', 'drop table audit', 'create schema s', 'create role r'])(
    'may not change tables: %s',
    async (statement) => {
      await expect(house.database.pool.query(statement)).rejects.toMatchObject({ code: '42501' })
    },
  )

  test('is no superuser and owns nothing', async () => {
    const found = await superuser.query(
      `select rolsuper, rolcreaterole, rolcreatedb, (select count(*)::int from pg_class where relowner = r.oid) as owned from pg_roles r where rolname = $1`,
      [APP_ROLE],
    )
    expect(found.rows).toEqual([{ rolsuper: false, rolcreaterole: false, rolcreatedb: false, owned: 0 }])
  })
})

describe('sealing', () => {
  test('by two at once makes one chain without a gap', async () => {
    await superuser.query('truncate audit, audit_seal, audit_waiting')
    for (let round = 0; round < 8; round++) {
      await fill(50)
      await Promise.all([seal(), seal(), seal()])
    }
    await seal()
    expect(await verify()).toMatchObject({ isWhole: true, rows: 400 })
  })

  test('of a row that somebody asks to seal twice happens once', async () => {
    await aChain()
    await house.database.pool.query('insert into audit_waiting (audit_id) select audit_id from audit_seal where seq = 3')
    await seal()
    expect(await verify()).toMatchObject({ isWhole: true, rows: ROWS })
  })
})
