import { expect, test } from 'vitest'
import { safeBack } from './back.ts'

const asked = (back: string) => safeBack(`?${new URLSearchParams({ back })}`)

test('sign-in leads back to where one was', () => expect(asked('/customers?peek=7')).toBe('/customers?peek=7'))

test.each(['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', '/api/me', '/sign-in?back=/'])(
  'never to %s',
  (back) => {
    expect(asked(back)).toBe('/')
  },
)

test('and home where nothing was asked', () => expect(safeBack('')).toBe('/'))
