import { expect, test } from 'vitest'
import { APP_ROLE } from '../../src/platform/db/migrate.ts'
import { work } from '../../src/rooms/exchange/public.ts'
import { aHouse } from '../support/house.ts'
import { aFile, aFolder, bring } from './scene.ts'

const house = aHouse()
const ngoc = house.as('reception')

const tastesOf = async (id: string): Promise<string[]> =>
  (await ngoc('GET', `/api/customers/${id}`)).body.preferences.map(({ what }: { what: string }) => what)

test('a list does not bring back what turned out to be wrong, however it is written, and says so', async () => {
  const hoa = (await ngoc('POST', '/api/customers', { name: 'Hoa', contacts: [{ kind: 'phone', value: '0570000101' }] })).body
  const path = `/api/customers/${hoa.id}/preferences`
  const wrong = (await ngoc('POST', path, { stance: 'likes', what: 'Rượu vang', source: 'observed' })).body
  await ngoc('POST', `${path}/${wrong.id}/refute`, { version: 1 })
  const list = aFile('list.csv', 'Họ tên,Điện thoại,Sở thích,Tránh\nHoa,0570000101,"ruou vang, trà gừng",hoa ly\n')
  expect((await bring(house, list, 'customers', { isDryRun: true })).answer).toMatchObject({
    updated: 1,
    doubtful: { 'refuted-before': 1 },
  })
  expect((await bring(house, list, 'customers')).answer).toMatchObject({ updated: 1, doubtful: { 'refuted-before': 1 } })
  expect((await tastesOf(hoa.id)).sort()).toEqual(['hoa ly', 'trà gừng'])
  expect((await bring(house, list, 'customers')).answer).toMatchObject({ updated: 0, unchanged: 1 })
  await ngoc('POST', path, { stance: 'likes', what: 'rượu vang' })
  expect((await tastesOf(hoa.id)).sort()).toEqual(['hoa ly', 'rượu vang', 'trà gừng'])
})

test('an undo keeps whom somebody tied to another, or whose day was noted', async () => {
  const list = aFile(
    'new.csv',
    'Họ tên,Email\nMột Người Nối,mot@thu.example\nHai Người Ngày,hai@thu.example\nBa Người Trơn,ba@thu.example\n',
  )
  const { answer } = await bring(house, list, 'customers')
  expect(answer).toMatchObject({ added: 3 })
  const idOf = async (mail: string): Promise<string> => (await ngoc('GET', `/api/recognise?q=${mail}`)).body.people[0]?.id
  const hoa = (await ngoc('POST', '/api/customers', { name: 'Người có sẵn' })).body
  await ngoc('POST', `/api/customers/${await idOf('mot@thu.example')}/relationships`, { otherId: hoa.id, kind: 'family' })
  await ngoc('POST', `/api/customers/${await idOf('hai@thu.example')}/occasions`, { kind: 'wedding', month: 5, day: 1 })
  await house.as('marketing')('POST', `/api/imports/${answer.import}/undo`)
  const where = { address: house.address, role: APP_ROLE }
  await work(where, house.db, { importId: answer.import ?? '', what: 'undo', language: 'vi', data: aFolder() }, house.now)
  expect((await ngoc('GET', `/api/customers/${hoa.id}`)).body.relationships).toMatchObject([{ other: { name: 'Một Người Nối' } }])
  expect(await idOf('hai@thu.example')).toBeTruthy()
  expect(await idOf('ba@thu.example')).toBeUndefined()
})
