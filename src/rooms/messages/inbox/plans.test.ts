import { Kysely, PostgresDialect } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { aHouse } from '../../../../test/support/house.ts'
import { connect, type Db } from '../../../platform/db/db.ts'
import type { Schema } from '../../../platform/db/schema.ts'
import { newId } from '../../../platform/ids.ts'
import { counts, page, search, waitingForOwner, waitingForTeam } from './lists-store.ts'
import type { Thread, ThreadBox } from './thread.ts'

/** An inbox of a hundred thousand talks: every list is read by an index of its own, and its pages join. */

const house = aHouse()
const TALKS = 100_000
const ME = newId()
const owner = { staffId: ME, seesOwners: true }
const marketing = { staffId: ME, seesOwners: false }

beforeAll(async () => {
  await house.database.pool.query(
    `insert into thread (thread_id, customer_id, channel, shown_as, subject, is_to_owner, state, snoozed_until, assigned_to, waiting_since,
        last_at, last_direction, last_words, found_by)
      select gen_random_uuid(), gen_random_uuid(), 'mail', 'Khách ' || n, 'Thư ' || n, n % 97 = 0,
        case when n % 20 = 0 then 'open' when n % 20 = 1 then 'snoozed' else 'done' end,
        case when n % 20 = 1 then timestamptz '2026-12-01' + n * interval '1 minute' end,
        case when n % 400 = 0 then $1::uuid end,
        case when n % 40 = 0 then timestamptz '2026-11-01' - (n / 80) * interval '1 minute' end,
        timestamptz '2026-11-20' - (n / 3) * interval '1 minute', 'in', 'lời ' || n, ' khach ' || n || ' thu ' || n || ' loi ' || n || ' '
      from generate_series(1, ${TALKS}) n`,
    [ME],
  )
  const admin = await connect(house.address)
  await admin.query('vacuum analyze thread')
  await admin.end()
})

type Plan = { 'Node Type': string; 'Relation Name'?: string; 'Actual Rows': number; Plans?: Plan[] }

const parts = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(parts)]

/** How the database answers what `ask` asks: every step of every statement. */
async function stepsOf(ask: (db: Db) => Promise<unknown>): Promise<Plan[]> {
  const asked: { sql: string; parameters: readonly unknown[] }[] = []
  const dialect = new PostgresDialect({ pool: house.database.pool })
  await ask(new Kysely<Schema>({ dialect, log: ({ query: { sql, parameters } }) => void asked.push({ sql, parameters }) }))
  const steps: Plan[] = []
  for (const { sql, parameters } of asked) {
    const { rows } = await house.database.pool.query(`explain (analyze, format json) ${sql}`, [...parameters])
    steps.push(...parts(rows[0]['QUERY PLAN'][0].Plan))
  }
  expect(steps.length).toBeGreaterThan(0)
  return steps
}

const markOf = ({ waitingSince, lastAt, id, snoozedUntil }: Thread) => ({ waitingSince, lastAt, id, snoozedUntil })

describe('an inbox of a hundred thousand talks', () => {
  test.each(['open', 'mine', 'owner', 'snoozed', 'done'] satisfies ThreadBox[])(
    'reads no more than a page of %s, wherever it begins',
    async (box) => {
      const first = await page(house.db, box, owner, undefined, 40)
      const last = first.at(-1)
      expect(first).toHaveLength(40)
      for (const after of [undefined, last && markOf(last)]) {
        const steps = await stepsOf((db) => page(db, box, owner, after, 40))
        expect(steps.filter((step) => step['Node Type'] === 'Seq Scan' || step['Node Type'] === 'Sort')).toEqual([])
        expect(Math.max(...steps.map((step) => step['Actual Rows']))).toBeLessThanOrEqual(40)
      }
    },
  )

  test('joins its pages where those who wait give way to those who don’t', async () => {
    const seen = new Set<string>()
    let after: Parameters<typeof page>[3]
    for (;;) {
      const some = await page(house.db, 'open', marketing, after, 700)
      for (const { id } of some) expect(seen.has(id)).toBe(false)
      for (const { id } of some) seen.add(id)
      const last = some.at(-1)
      if (!last || some.length < 700) break
      after = markOf(last)
    }
    const { rows } = await house.database.pool.query(`select count(*)::int as n from thread where state = 'open' and not is_to_owner`)
    expect(seen.size).toBe(rows[0].n)
  })

  test('counts, searches and wakes the owner without walking through it', async () => {
    const asks: ((db: Db) => Promise<unknown>)[] = [
      (db) => counts(db, owner),
      (db) => counts(db, marketing),
      (db) => search(db, 'khách 77777', owner),
      (db) => waitingForOwner(db, 50),
      (db) => waitingForTeam(db, ME, 50),
    ]
    for (const ask of asks) {
      const steps = await stepsOf(ask)
      expect(steps.filter((step) => step['Node Type'] === 'Seq Scan').map((step) => step['Relation Name'])).toEqual([])
    }
    expect(await search(house.db, 'khách 77777', owner)).toHaveLength(1)
    expect((await counts(house.db, owner)).open).toBe(1000)
  })
})
