import { expect, test } from 'vitest'
import { aHouse } from '../support/house.ts'
import { aFile, bring } from './scene.ts'

const house = aHouse()

test('everybody who came by a list can be looked at: card, profile, timeline, orders', async () => {
  const people = Array.from(
    { length: 40 },
    (_, at) => `K${at},Khách Số ${at},0570000${130 + at},thích trà sen ${at},"hoa hồng, nến",mùi ngọt`,
  )
  const list = aFile('khach.csv', `Mã KH,Họ tên,Điện thoại,Ghi chú,Sở thích,Tránh\n${people.join('\n')}\n`)
  const { answer } = await bring(house, list, 'customers', { source: 'sổ' })
  expect(answer).toMatchObject({ added: 40, refused: 0, mapping: { note: 'Ghi chú', likes: 'Sở thích', avoids: 'Tránh' } })
  const orders = Array.from(
    { length: 80 },
    (_, at) => `K${at % 40},${1 + (at % 28)}/10/2026,${at % 9 ? '' : '-'}${100 + at}000,${at % 2 ? `D${at}` : ''}`,
  )
  await bring(house, aFile('don.csv', `Mã KH,Ngày,Tổng tiền,Mã đơn\n${orders.join('\n')}\n`), 'orders', { source: 'sổ' })
  const ngoc = house.as('reception')
  const { rows } = (await ngoc('GET', '/api/customers?limit=200')).body
  expect(rows).toHaveLength(40)
  for (const { id } of rows)
    for (const end of ['', '/card', '/timeline', '/orders', '/buying'])
      expect([end, (await ngoc('GET', `/api/customers/${id}${end}`)).status]).toEqual([end, 200])
})
