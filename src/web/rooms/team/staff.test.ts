import { expect, test } from 'vitest'
import { suggestPassword } from './staff.ts'

test('a suggested password is long, in groups, without signs that are mistaken for one another', () => {
  let at = 0
  const password = suggestPassword((most) => (at += 7) % most)
  expect(password).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/)
  expect(password).not.toMatch(/[ilo01]/)
})
