import { expect, test } from 'vitest'
import { listCustomers, updatePreference } from '#rooms/people/contract.ts'
import { addressOf, keyOf } from './api.ts'

test('path parameters are put in and made safe', () => {
  expect(addressOf(updatePreference, { params: { customerId: 'a/b', preferenceId: 'c d' } })).toBe('/api/customers/a%2Fb/preferences/c%20d')
})

test('what is not asked for is not sent', () => {
  expect(addressOf(listCustomers, { query: { words: '', kind: undefined, offset: 0, sort: '-name' } })).toBe(
    '/api/customers?offset=0&sort=-name',
  )
})

test('the key of a route begins the keys of its answers', () => {
  expect(keyOf(listCustomers, { query: { sort: 'name' } })[0]).toBe(keyOf(listCustomers)[0])
})
