import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { looksLikePhoneQuery, phoneSearchForms, prefixForm, readVietnamesePhone, showPhone, suffixDigits } from './phone.ts'

describe('a number is read in whatever writing it comes', () => {
  test.each<[string, string[]]>([
    ['0570000101', []],
    ['0570 000 101', []],
    ['0570.000.101', []],
    ['0570-000-101', []],
    ['0570–000–101', []],
    ['(0570) 000 101', []],
    ['0570,000,101', []],
    [' 0570\u00a0000\u00a0101 ', []],
    ['\u202a0570 000 101\u202c', []],
    ['０５７０　０００　１０１', []],
    ["'0570000101", []],
    ['ĐT: 0570 000 101', []],
    ['tel:+84570000101', []],
    ['+84570000101', []],
    ['+84 570 000 101', []],
    ['(+84) 570 000 101', []],
    ['0084570000101', []],
    ['00 84 570 000 101', []],
    ['84570000101', ['country-code']],
    ['+84 (0)570-000-101', ['trunk-zero']],
    ['+840570000101', ['trunk-zero']],
    ['00840570000101', ['trunk-zero']],
    ['840570000101', ['country-code', 'trunk-zero']],
    ['570000101', ['lost-zero']],
    ['570000101.0', ['decimal-tail', 'lost-zero']],
  ])('%s is 0570 000 101', (typed, repairs) =>
    expect(readVietnamesePhone(typed)).toEqual({ e164: '+84570000101', repairs, kind: 'mobile', hint: 'unknown-prefix' }),
  )

  test.each<[string, string, string, string[]]>([
    ['0905123456', '+84905123456', 'mobile', []],
    ['905123456', '+84905123456', 'mobile', ['lost-zero']],
    ['933000108', '+84933000108', 'mobile', ['lost-zero']],
    ['+84 933 000 109', '+84933000109', 'mobile', []],
    ['0933.000.110', '+84933000110', 'mobile', []],
    ['+84 (0)933-000-101', '+84933000101', 'mobile', ['trunk-zero']],
    ['０９３３０００１０１', '+84933000101', 'mobile', []],
    ['0841234567', '+84841234567', 'mobile', []],
    ['841234567', '+84841234567', 'mobile', ['lost-zero']],
    ['84841234567', '+84841234567', 'mobile', ['country-code']],
    ['0235 3822 123', '+842353822123', 'landline', []],
    ['2353822123', '+842353822123', 'landline', ['lost-zero']],
    ['842353822123', '+842353822123', 'landline', ['country-code']],
    ['(024) 3822 1234', '+842438221234', 'landline', []],
    ['+84 28 3822 1234', '+842838221234', 'landline', []],
    ['1900 6000', '+8419006000', 'service', []],
    ['1900.6000', '+8419006000', 'service', []],
    ['1800 1091', '+8418001091', 'service', []],
    ['1900545454', '+841900545454', 'service', []],
    ['+84 1900 6000', '+8419006000', 'service', []],
  ])('%s is %s', (typed, e164, kind, repairs) => expect(readVietnamesePhone(typed)).toEqual({ e164, kind, repairs }))

  test('an area code or prefix that nobody has is only a hint', () => {
    expect(readVietnamesePhone('0231 382 2123')).toMatchObject({ e164: '+842313822123', hint: 'unknown-prefix' })
    expect(readVietnamesePhone('0710000101')).toMatchObject({ hint: 'unknown-prefix' })
  })

  // https://mobifone.vn, lawnet.vn "current list of prefixes", 2018: all twenty-one.
  test.each([
    ['0120', '070'],
    ['0121', '079'],
    ['0122', '077'],
    ['0126', '076'],
    ['0128', '078'],
    ['0123', '083'],
    ['0124', '084'],
    ['0125', '085'],
    ['0127', '081'],
    ['0129', '082'],
    ['0162', '032'],
    ['0163', '033'],
    ['0164', '034'],
    ['0165', '035'],
    ['0166', '036'],
    ['0167', '037'],
    ['0168', '038'],
    ['0169', '039'],
    ['0186', '056'],
    ['0188', '058'],
    ['0199', '059'],
  ])('a number that began with %s now begins with %s', (old, now) => {
    const want = { e164: `+84${now.slice(1)}4567890`, kind: 'mobile', old: `+84${old.slice(1)}4567890` }
    expect(readVietnamesePhone(`${old} 456 7890`)).toEqual({ ...want, repairs: ['old-prefix'] })
    expect(readVietnamesePhone(`+84${old.slice(1)}4567890`)).toEqual({ ...want, repairs: ['old-prefix'] })
    expect(readVietnamesePhone(`${old.slice(1)}4567890`)).toEqual({ ...want, repairs: ['lost-zero', 'old-prefix'] })
    expect(readVietnamesePhone(`84${old.slice(1)}4567890`)).toEqual({ ...want, repairs: ['country-code', 'old-prefix'] })
  })

  test.each([
    ['', 'not-a-number'],
    ['   ', 'not-a-number'],
    ['không có', 'not-a-number'],
    ['chị Hoa 0905123456', 'not-a-number'],
    ['0905123456 / 0905123457', 'not-a-number'],
    ['Infinity', 'not-a-number'],
    ['()', 'not-a-number'],
    ['+', 'not-a-number'],
    ['0'.repeat(100_000), 'not-a-number'],
    ['9.33E+08', 'scientific'],
    ['9,33E+08', 'scientific'],
    ['8.49E+10', 'scientific'],
    ['1e308', 'scientific'],
    ['09330001011', 'too-long'],
    ['9051234567', 'too-long'],
    ['+8490512345678', 'too-long'],
    ['0905123456 0905123457', 'too-long'],
    ['01101234567', 'too-long'],
    ['090512345', 'too-short'],
    ['90512345', 'too-short'],
    ['3822123', 'too-short'],
    ['0235 3822 12', 'too-short'],
    ['0120123456', 'too-short'],
    ['113', 'too-short'],
    ['0', 'too-short'],
    ['+84', 'too-short'],
    ['+44 7700 900123', 'foreign'],
    ['0044 7700 900123', 'foreign'],
    ['+1 212 555 0100', 'foreign'],
  ])('%s is refused: %s', (typed, problem) => expect(readVietnamesePhone(typed)).toEqual({ problem }))

  test('whatever is typed gets a calm answer, and what was understood is understood again the same', () =>
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.string({ unit: fc.constantFrom('0', '8', '4', '1', '9', '2', '+', ' ', '.', '(', ')', 'E', ','), maxLength: 16 }),
        ),
        (text) => {
          const read = readVietnamesePhone(text)
          if ('problem' in read) return
          expect(read.e164).toMatch(/^\+84\d{8,10}$/)
          for (const again of [read.e164, showPhone(read.e164)])
            expect(readVietnamesePhone(again)).toMatchObject({ e164: read.e164, repairs: [], kind: read.kind })
        },
      ),
      { numRuns: 3000 },
    ))
})

test.each([
  ['+84570000101', '0570 000 101'],
  ['+842353822123', '0235 3822 123'],
  ['+842438221234', '024 3822 1234'],
  ['+842838221234', '028 3822 1234'],
  ['+8419006000', '1900 6000'],
  ['+841900545454', '1900 545 454'],
  ['+841204567890', '0120 456 7890'],
  ['+447700900123', '+447700900123'],
  ['nonsense', 'nonsense'],
])('%s is shown as %s', (e164, shown) => expect(showPhone(e164)).toBe(shown))

describe('whoever is looked for by number is found', () => {
  test.each([
    ['0570 000 101', ['+84570000101']],
    ['0570.000.101', ['+84570000101']],
    ['84570000101', ['+84570000101']],
    ['+84570000101', ['+84570000101']],
    ['0084570000101', ['+84570000101']],
    ['570000101', ['+84570000101']],
    ['0120 456 7890', ['+84704567890', '+841204567890']],
    ['1204567890', ['+84704567890', '+841204567890', '+1204567890']],
    ['0704567890', ['+84704567890']],
    ['1900 6000', ['+8419006000']],
    ['+44 7700 900123', ['+447700900123']],
    ['0044 7700 900123', ['+447700900123']],
    ['447700900123', ['+447700900123']],
    ['0101', []],
    ['thanh hoa', []],
    ['', []],
  ])('%s looks up %j', (typed, forms) => expect(phoneSearchForms(typed)).toEqual(forms))

  test.each([
    ['0101', '0101'],
    ['101', undefined],
    ['000 101', '000101'],
    ['0000101', '0000101'],
    ['0570000101', '570000101'],
    ['84570000101', '570000101'],
    ['0120 456 7890', '704567890'],
    ['0570 00', '057000'],
    ['7700 900123', '7700900123'],
    ['Đ-8412', undefined],
    ['12/08', undefined],
    ['hoa', undefined],
  ])('%s looks for numbers that end with %s', (typed, digits) => expect(suffixDigits(typed)).toBe(digits))

  test.each([
    ['0570', '+84570'],
    ['0570 00', '+8457000'],
    ['+84 57', '+8457'],
    ['+84 057', '+8457'],
    ['+44 77', '+4477'],
    ['570', undefined],
    ['5700', undefined],
    ['057', undefined],
    ['hoa', undefined],
  ])('%s looks for numbers that begin with %s', (typed, start) => expect(prefixForm(typed)).toBe(start))

  test.each([
    ['0570', true],
    ['+84', false],
    ['+84 5', true],
    ['101', true],
    ['12', false],
    ['hoa', false],
    ['D-8412', false],
    ['', false],
  ])('%s is a number: %s', (typed, is) => expect(looksLikePhoneQuery(typed)).toBe(is))
})
