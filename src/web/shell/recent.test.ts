import { expect, test } from 'vitest'
import { type Recent, withFirst } from './recent.ts'

const one = (id: string): Recent => ({ id, name: id, calledAs: id, phone: null })

test('whoever was opened last stands first, once, among five', () => {
  const list = ['a', 'b', 'c', 'd', 'e'].map(one)
  expect(withFirst(list, one('c')).map(({ id }) => id)).toEqual(['c', 'a', 'b', 'd', 'e'])
  expect(withFirst(list, one('f')).map(({ id }) => id)).toEqual(['f', 'a', 'b', 'c', 'd'])
})
