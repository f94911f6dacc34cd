import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { nameKeys } from '../../src/rooms/catalogue/public.ts'
import { catalogueRows, moveCatalogue, sampleItems } from '../../src/server/sample/catalogue.ts'
import { sampleHouse } from '../../src/server/sample/generate.ts'
import { fold } from '../../src/values/text.ts'
import { aHouse } from '../support/house.ts'

const zone = 'Asia/Ho_Chi_Minh'
const house = aHouse()
const items = sampleItems(zone, new Date('2026-11-23T06:52:00Z'))

test('the sample’s catalogue holds everything that the sample sells, each under names of its own', () => {
  const names = items.flatMap(nameKeys)
  expect(new Set(names).size).toBe(names.length)
  const sold = new Set(sampleHouse(house.now.getTime(), zone).orders.flatMap(({ lines }) => lines.map(({ product }) => product)))
  expect([...sold].filter((name) => !names.includes(fold(name)))).toEqual([])
})

test('every item has its benefit in both languages, and no two rooms of one view are told apart by nothing', () => {
  expect(items.filter(({ benefitVi, benefitEn, nameEn }) => !benefitVi || !benefitEn || !nameEn)).toEqual([])
  expect(items.filter(({ kind, topics }) => kind !== 'room' && topics.length === 0)).toEqual([])
})

test('the book about old Hội An came yesterday, two things are coming, and both move with the days', async () => {
  expect(items.find(({ nameVi }) => nameVi.includes('Hội An xưa'))).toMatchObject({ state: 'here', arrivedOn: '2026-11-22' })
  expect(items.filter(({ state }) => state === 'coming').map(({ comingOn }) => comingOn)).toEqual(['2026-12-02', null])
  // What the house calls so already stays its own.
  await house.as('marketing')('POST', '/api/catalogue', { kind: 'product', nameVi: 'Trà cúc vườn' })
  const rows = await catalogueRows(house.db, zone, house.now)
  expect(rows.map(([table, list]) => [table, list.length > 70])).toEqual([
    ['catalogue_item', true],
    ['catalogue_name', true],
  ])
  for (const [table, list] of rows)
    await sql`insert into ${sql.table(table)} select * from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(list)}::json)`.execute(
      house.db,
    )
  await moveCatalogue(house.db, 3)
  const { body } = await house.as('reception')('GET', '/api/catalogue?q=hoi+an+xua')
  expect(body).toMatchObject({ items: [{ arrivedOn: '2026-11-25' }], states: { coming: 1 } })
})
