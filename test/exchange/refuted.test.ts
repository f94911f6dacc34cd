import { expect, test } from 'vitest'
import { aHouse } from '../support/house.ts'
import { aFile, bring } from './scene.ts'

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
  expect((await bring(house, list, 'customers', { isDryRun: true })).answer).toMatchObject({ updated: 1, doubtful: { 'refuted-before': 1 } })
  expect((await bring(house, list, 'customers')).answer).toMatchObject({ updated: 1, doubtful: { 'refuted-before': 1 } })
  expect((await tastesOf(hoa.id)).sort()).toEqual(['hoa ly', 'trà gừng'])
  expect((await bring(house, list, 'customers')).answer).toMatchObject({ updated: 0, unchanged: 1 })
  await ngoc('POST', path, { stance: 'likes', what: 'rượu vang' })
  expect((await tastesOf(hoa.id)).sort()).toEqual(['hoa ly', 'rượu vang', 'trà gừng'])
})
