import { describe, expect, test } from 'vitest'
import { count, flag, maybe, oneOf, readState, text, writeState } from './address.ts'

const spec = {
  sort: oneOf(['name', '-name'], 'name'),
  kind: maybe(['person', 'organisation']),
  words: text(),
  page: count(1),
  isMine: flag(),
}

describe('what a screen shows stands in the address', () => {
  test('an empty address is the usual state', () => {
    expect(readState(spec, '')).toEqual({ sort: 'name', kind: undefined, words: '', page: 1, isMine: false })
  })

  test('what equals the usual value is left out', () => {
    expect(
      writeState(
        spec,
        { sort: 'name', words: '', page: 1, isMine: false, kind: undefined },
        '?sort=-name&words=hoa&page=3&isMine=1&kind=person',
      ),
    ).toBe('')
  })

  test('other parts of the address stay', () => {
    expect(writeState(spec, { words: 'Thuý Hằng' }, '?peek=7&sort=-name')).toBe('?peek=7&sort=-name&words=Thu%C3%BD+H%E1%BA%B1ng')
  })

  test('what is written is read again', () => {
    const state = { sort: '-name', kind: 'organisation', words: 'a&b=c +84', page: 12, isMine: true } as const
    expect(readState(spec, writeState(spec, state, ''))).toEqual(state)
  })

  test.each(['?sort=price', '?kind=cat', '?page=-2', '?page=1e9', '?isMine=yes'])(
    '%s, which nobody wrote, is the usual state',
    (search) => {
      expect(readState(spec, search)).toEqual(readState(spec, ''))
    },
  )
})
