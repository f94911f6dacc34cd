import { expect, test } from 'vitest'
import { readZaloAddress } from './zalo-address.ts'

test('a follower is known by a long number, anybody else by their telephone, however it is written', () => {
  expect(readZaloAddress('6142494823000000001')).toEqual({ userId: '6142494823000000001' })
  for (const phone of ['+84570000101', '0570000101', '0570 000 101', '84570000101'])
    expect(readZaloAddress(phone)).toEqual({ phone: '84570000101' })
})

test('a nickname, a foreign number and half a number are no address', () => {
  for (const text of ['thanhhoa.101', '+14155550100', '057000', '']) expect(readZaloAddress(text)).toBeUndefined()
})
