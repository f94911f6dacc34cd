import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Ask, aHouse } from '../../../test/support/house.ts'
import { asking, hire } from '../../../test/support/team.ts'
import { countQuery } from './list-store.ts'
import { endsQuery } from './scores-store.ts'

/** How promises ended, and that each figure opens as many as it counts. */
const house = aHouse()
const owner = house.as('owner')

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at field by field.
type Body = any

const MONDAY = new Date('2026-11-23T03:00:00Z')
const wait = (minutes: number): void => {
  house.now = new Date(house.now.getTime() + minutes * 60_000)
}
const inMinutes = (minutes: number): string => new Date(house.now.getTime() + minutes * 60_000).toISOString()

let ngoc: Awaited<ReturnType<typeof hire>>
let phuc: Awaited<ReturnType<typeof hire>>
let customer = ''
let kiln = ''

const scores = async (query: string, ask: Ask = owner): Promise<Body[]> => {
  const { status, body } = await ask('GET', `/api/promises/scores?${query}`)
  expect(status).toBe(200)
  return body.scores
}
const listed = async (query: string): Promise<{ count: number; rows: number; isExact: boolean }> => {
  const { status, body } = await owner('GET', `/api/promises?${query}&isCounted=true&limit=200`)
  expect([query, status]).toEqual([query, 200])
  return { count: body.count, rows: body.promises.length, isExact: body.isExact }
}

async function promised(more: object, end: 'kept' | 'late' | 'exceeded' | 'broken' | 'withdrawn' | 'open'): Promise<void> {
  const made = await owner('POST', '/api/promises', { customerId: customer, words: 'Một điều', kind: 'room', due: inMinutes(30), ...more })
  expect([made.status, made.body.code]).toEqual([201, undefined])
  const { id, version } = made.body
  const act = (verb: string, body: object) => owner('POST', `/api/promises/${id}/${verb}`, { version, ...body })
  if (end === 'open') return
  if (end === 'late') wait(40)
  const done =
    end === 'broken'
      ? await act('break', { reason: 'Hết phòng' })
      : end === 'withdrawn'
        ? await act('withdraw', { reason: 'Khách đổi ý' })
        : await act('keep', { ...(end === 'exceeded' ? { isExceeded: true } : {}), ...(end === 'late' ? { reason: 'Kẹt xe' } : {}) })
  expect([end, done.status]).toEqual([end, 200])
}

beforeAll(async () => {
  house.now = MONDAY
  ngoc = await hire(house, 'ngoc', 'reception')
  phuc = await hire(house, 'phuc', 'warehouse')
  customer = (await owner('POST', '/api/customers', { name: 'Phan Thị Mai' })).body.id
  kiln = (await owner('POST', '/api/customers', { name: 'Xưởng gốm Bến Cũ', kind: 'organisation' })).body.id
  for (const end of ['kept', 'kept', 'exceeded', 'late', 'open'] as const) await promised({ holderId: ngoc.id }, end)
  for (const end of ['kept', 'broken'] as const) await promised({ holderId: phuc.id, kind: 'delivery' }, end)
  for (const end of ['kept', 'withdrawn'] as const) await promised({ team: 'warehouse', kind: 'delivery' }, end)
  for (const end of ['kept', 'late'] as const) await promised({ customerId: kiln, direction: 'from-supplier', kind: 'delivery' }, end)
  house.now = new Date(MONDAY.getTime() + 10 * 24 * 3600_000)
  await promised({ holderId: ngoc.id, kind: 'callback' }, 'kept')
})

describe('how promises ended', () => {
  test('is kept ÷ (kept + late + broken), with what is open and withdrawn beside it', async () => {
    expect(await scores('by=all')).toMatchObject([
      { key: '', kept: 6, exceeded: 1, late: 1, broken: 1, withdrawn: 1, open: 1, warned: 0, warnedLate: 0, rate: 6 / 8 },
    ])
  })

  test('belongs to the team, or to the team of whoever holds it', async () => {
    const teams = await scores('by=team')
    expect(teams.map(({ key, kept, broken, withdrawn }) => [key, kept, broken, withdrawn])).toEqual([
      ['reception', 4, 0, 0],
      ['warehouse', 2, 1, 1],
    ])
  })

  test('of a person is for that person, and for who leads by name: nobody is ranked', async () => {
    // Sessions end while nobody is there: asked on the first day.
    house.now = MONDAY
    const { id } = ngoc
    expect((await scores('by=person', asking(house, ngoc.cookie))).map(({ key }) => key)).toEqual([id])
    expect((await scores('by=person', asking(house, phuc.cookie))).map(({ key, kept }) => [key, kept])).toEqual([[phuc.id, 1]])
    expect((await scores('by=person', house.as('reception'))).map(({ key }) => key)).toEqual([])
    const names = (await scores('by=person')).map(({ name }) => name)
    expect(names).toEqual([...names].sort((one, other) => one.localeCompare(other, 'vi')))
    expect(names).toHaveLength(3)
    house.now = new Date(MONDAY.getTime() + 10 * 24 * 3600_000)
  })

  test.each(['by=all', 'by=kind', 'by=team', 'by=partner&direction=from-supplier', 'by=kind&from=2026-12-01', 'by=team&until=2026-11-30'])(
    'each figure opens as many as it counts: %s',
    async (query) => {
      const asked = new URLSearchParams(query)
      const by = asked.get('by') ?? ''
      const names: Record<string, string> = { kind: 'kind', team: 'ofTeam', partner: 'customerId' }
      const wrong: string[] = []
      let looked = 0
      for (const score of await scores(query)) {
        const days = ['from', 'until'].flatMap((name) => (asked.get(name) ? [`${name}=${asked.get(name)}`] : []))
        const base = [`direction=${asked.get('direction') ?? 'to-customer'}`, ...(names[by] ? [`${names[by]}=${score.key}`] : [])]
        const asks: [number, string][] = [
          [score.kept, [...base, ...days, 'state=kept'].join('&')],
          [score.exceeded, [...base, ...days, 'state=kept', 'isExceeded=true'].join('&')],
          [score.late, [...base, ...days, 'state=late'].join('&')],
          [score.warnedLate, [...base, ...days, 'state=late', 'isWarned=true'].join('&')],
          [score.broken, [...base, ...days, 'state=broken'].join('&')],
          [score.warned - score.warnedLate, [...base, ...days, 'state=broken', 'isWarned=true'].join('&')],
          [score.withdrawn, [...base, ...days, 'state=withdrawn'].join('&')],
          [score.open, [...base, 'state=open'].join('&')],
        ]
        for (const [wanted, list] of asks) {
          const { count, rows, isExact } = await listed(list)
          looked++
          if (count !== wanted || rows !== wanted || !isExact) wrong.push(`${list}: ${wanted} said, ${count} counted, ${rows} listed`)
        }
      }
      expect(wrong).toEqual([])
      expect(looked).toBeGreaterThan(0)
    },
  )
})

test('a million need not be read for a handful of figures: an index alone answers', async () => {
  const planOf = (compiled: { sql: string; parameters: readonly unknown[] }): Promise<string> =>
    house.db.transaction().execute(async (tx) => {
      await sql`set local enable_seqscan = off`.execute(tx)
      const plan = await tx.executeQuery<{ 'QUERY PLAN': string }>({
        ...sql`select 1`.compile(tx),
        sql: `explain ${compiled.sql}`,
        parameters: compiled.parameters,
      })
      return plan.rows.map((row) => row['QUERY PLAN']).join('\n')
    })
  for (const by of ['all', 'kind', 'team', 'person', 'partner'] as const)
    expect(await planOf(endsQuery({ by, direction: 'to-customer', from: MONDAY }).compile(house.db))).toContain(
      'Index Only Scan using promise_counted',
    )
  for (const filter of [
    { state: 'kept', isExceeded: true },
    { state: 'late', kind: 'room', from: MONDAY },
  ] as const)
    expect(await planOf(countQuery(house.db, { direction: 'to-customer', ...filter }).compile())).toContain(
      'Index Only Scan using promise_counted',
    )
})
