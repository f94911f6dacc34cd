import { expect, test } from 'vitest'
import { keyFrom } from './naming.ts'

test.each([
  ['Giặt ủi', [], 'giat-ui'],
  ['  Đưa đón / sân bay ', [], 'dua-don-san-bay'],
  ['Giặt ủi', ['giat-ui'], 'giat-ui-2'],
  ['Giặt ủi', ['giat-ui', 'giat-ui-2'], 'giat-ui-3'],
  ['日本', [], 'own'],
])('%s is kept under a key of its own', (name, taken, key) => {
  expect(keyFrom(name, taken)).toBe(key)
})

test('a long name gives a key that fits', () => {
  expect(keyFrom('rất '.repeat(40), []).length).toBeLessThanOrEqual(60)
})
