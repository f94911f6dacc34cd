import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readPhone, showAnyPhone } from './phone.ts'

describe('numbers of all the world', () => {
  test('one of Vietnam is shown as Vietnam writes it', () => {
    expect(readPhone('84570000101')).toEqual({
      e164: '+84570000101',
      repairs: ['country-code'],
      kind: 'mobile',
      hint: 'unknown-prefix',
      shown: '0570 000 101',
      country: 'VN',
    })
    expect(readPhone('0120 456 7890')).toMatchObject({ e164: '+84704567890', old: '+841204567890', shown: '0704 567 890' })
  })

  test.each([
    ['+44 7700 900123', '+447700900123', '+44 7700 900123', 'mobile'],
    ['0044 7700 900123', '+447700900123', '+44 7700 900123', 'mobile'],
    ['(+81) 3-1234-5678', '+81312345678', '+81 3 1234 5678', 'landline'],
    ['+1 (212) 555-0100', '+12125550100', '+1 212 555 0100', 'mobile'],
    ['+800 1234 5678', '+80012345678', '+800 1234 5678', 'service'],
  ])('%s is %s', (typed, e164, shown, kind) => {
    expect(readPhone(typed)).toMatchObject({ e164, shown, kind, repairs: [] })
    expect(showAnyPhone(e164)).toBe(shown)
  })

  test('a prefix that nobody abroad has is a hint there too', () => {
    expect(readPhone('+44 7700 900123')).toMatchObject({ hint: 'unknown-prefix' })
    expect(readPhone('+33 6 12 34 56 78')).toEqual({
      e164: '+33612345678',
      repairs: [],
      kind: 'mobile',
      shown: '+33 6 12 34 56 78',
      country: 'FR',
    })
  })

  test('a house or a customer elsewhere may be read by that country', () => {
    expect(readPhone('06 12 34 56 78', { country: 'FR' })).toMatchObject({ e164: '+33612345678' })
    expect(readPhone('+84 905 123 456', { country: 'FR' })).toMatchObject({ e164: '+84905123456', shown: '0905 123 456' })
    expect(readPhone('0905123456', { country: 'nowhere' })).toEqual({ problem: 'not-a-number' })
  })

  test.each([
    ['+44 77', 'too-short'],
    ['+44 7700 900123 456', 'too-long'],
    ['+999 123 456 789', 'not-a-number'],
    ['9.33E+08', 'scientific'],
    ['09330001011', 'too-long'],
    ['chị Hoa', 'not-a-number'],
    ['', 'not-a-number'],
    [`+44${'1'.repeat(100_000)}`, 'not-a-number'],
  ])('%s is refused: %s', (typed, problem) => expect(readPhone(typed)).toEqual({ problem }))

  test('nothing that is typed breaks anything', () =>
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.string({ unit: fc.constantFrom('0', '4', '7', '+', ' ', '(', ')', '8', '1', ';', 'x'), maxLength: 16 }),
        ),
        fc.constantFrom('VN', 'GB', '', 'XX', '__proto__'),
        (text, country) => {
          const read = readPhone(text, { country })
          if ('e164' in read) expect(showAnyPhone(read.e164)).toBe(read.shown)
          else expect(read.problem).not.toBe('foreign')
          showAnyPhone(text)
        },
      ),
      { numRuns: 1500 },
    ))
})
