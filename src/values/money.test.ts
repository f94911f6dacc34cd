import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { minorDigits, readAmount, showMoney, showNumber, showPercent, showShort } from './money.ts'

describe('an amount is read as people write it', () => {
  it.each([
    ['1.850.000', 'VND', 1_850_000],
    ['1,850,000', 'VND', 1_850_000],
    ['1 850 000', 'VND', 1_850_000],
    ['1850000', 'VND', 1_850_000],
    ['1.850.000 ₫', 'VND', 1_850_000],
    ['1.850.000\u00a0₫', 'VND', 1_850_000],
    ['1.850.000đ', 'VND', 1_850_000],
    ['1.850.000 VNĐ', 'VND', 1_850_000],
    ['VND 1,850,000', 'VND', 1_850_000],
    ['₫1,850,000', 'VND', 1_850_000],
    ['1.850.000 đồng', 'VND', 1_850_000],
    ['850.000', 'VND', 850_000],
    ['850,000', 'VND', 850_000],
    ['1.850.000,00', 'VND', 1_850_000],
    ['1850000.00', 'VND', 1_850_000],
    ['0', 'VND', 0],
    ['-0', 'VND', 0],
    ['1,85 tr', 'VND', 1_850_000],
    ['1.85tr', 'VND', 1_850_000],
    ['1,85 triệu', 'VND', 1_850_000],
    ['850k', 'VND', 850_000],
    ['850 nghìn', 'VND', 850_000],
    ['850K đ', 'VND', 850_000],
    ['2,4 tỷ', 'VND', 2_400_000_000],
    ['2.4 tỷ đồng', 'VND', 2_400_000_000],
    ['1tr850', 'VND', 1_850_000],
    ['1tr5', 'VND', 1_500_000],
    ['2tỷ4', 'VND', 2_400_000_000],
    ['1.850.000 k', 'VND', 1_850_000_000],
    ['0,5tr', 'VND', 500_000],
    ['139.12', 'USD', 13_912],
    ['139,12', 'USD', 13_912],
    ['$139.12', 'USD', 13_912],
    ['1,391.20', 'USD', 139_120],
    ['1.391,20', 'USD', 139_120],
    ['1,850', 'USD', 185_000],
    ['-22.20', 'USD', -2220],
    ['(22.20)', 'USD', -2220],
    ['-$22.20', 'USD', -2220],
    ['($22.20)', 'USD', -2220],
    ['$-22.20', 'USD', -2220],
    ['22.20-', 'USD', -2220],
    ['−22,2', 'USD', -2220],
    ['+5', 'USD', 500],
    ['.5', 'USD', 50],
    ['0.10', 'USD', 10],
    ["1'850.50", 'CHF', 185_050],
    ['1.234', 'KWD', 'ambiguous'],
    ['1.5', 'KWD', 1500],
    ['１．８５０．０００', 'VND', 1_850_000],
    ['0.850', 'USD', 85],
    ['1.85M', 'USD', 185_000_000],
  ] as const)('%s in %s', (text, currency, minor) => {
    expect(readAmount(text, currency)).toEqual(typeof minor === 'string' ? { problem: minor } : { minor })
  })

  it.each([
    ['1.850', 'USD', '.', 185],
    ['1.850', 'KWD', '.', 1850],
    ['1.850', 'USD', ',', 185_000],
    ['139.000', 'VND', '.', 139],
    ['139.000', 'VND', ',', 139_000],
    ['1.850 tr', 'VND', ',', 1_850_000_000],
    ['1.850 tr', 'VND', '.', 1_850_000],
    ['139,12', 'USD', '.', 'ambiguous'],
    ['1.850.000', 'VND', '.', 'ambiguous'],
    ['1,85 tr', 'VND', '.', 1_850_000],
  ] as const)('%s in %s where the decimal mark is %s', (text, currency, mark, want) => {
    expect(readAmount(text, currency, mark)).toEqual(typeof want === 'number' ? { minor: want } : { problem: want })
  })

  it.each([
    ['', 'VND', 'not-a-number'],
    ['abc', 'VND', 'not-a-number'],
    ['9.33E+08', 'VND', 'not-a-number'],
    ['1..850', 'VND', 'not-a-number'],
    ['1.85.000', 'VND', 'not-a-number'],
    ['12 34', 'VND', 'not-a-number'],
    ['--5', 'VND', 'not-a-number'],
    ['1,850.000.00', 'VND', 'not-a-number'],
    ['NaN', 'VND', 'not-a-number'],
    ['5 chai', 'VND', 'not-a-number'],
    ['139.12', 'VND', 'too-many-decimals'],
    ['1.239', 'JPY', null],
    ['0.001', 'USD', 'too-many-decimals'],
    ['1,8500001 tr', 'VND', 'too-many-decimals'],
    ['1.850', 'USD', 'ambiguous'],
    ['1.850 tr', 'VND', 'ambiguous'],
    ['$29', 'VND', 'ambiguous'],
    ['29 USD', 'VND', 'ambiguous'],
    ['9007199254740992', 'VND', 'too-large'],
    ['999999999 tỷ', 'VND', 'too-large'],
    ['9'.repeat(400), 'VND', 'too-large'],
  ] as const)('%s in %s is refused: %s', (text, currency, problem) => {
    expect(readAmount(text, currency)).toEqual(problem === null ? { minor: 1239 } : { problem })
  })

  it('every amount that is shown in full reads back as itself', () => {
    fc.assert(
      fc.property(
        fc.maxSafeInteger(),
        fc.constantFrom('VND', 'USD', 'KWD', 'JPY', 'CHF'),
        fc.constantFrom('vi' as const, 'en' as const),
        (minor, currency, language) => {
          const amount = minor === 0 ? 0 : minor
          const mark = language === 'vi' ? ',' : '.'
          const hint = minorDigits(currency) === 3 ? mark : undefined
          expect(readAmount(showMoney({ minor: amount, currency }, language), currency, hint)).toEqual({ minor: amount })
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('whatever is typed, the answer is a whole number or a reason', () => {
    const typed = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'0123456789.,- ()đ$k'.split(''), 'tr', 'tỷ') }))
    fc.assert(
      fc.property(typed, fc.constantFrom('VND', 'USD'), (text, currency) => {
        const read = readAmount(text, currency)
        if ('minor' in read) expect(Number.isSafeInteger(read.minor)).toBe(true)
        else expect(['not-a-number', 'too-many-decimals', 'ambiguous', 'too-large']).toContain(read.problem)
      }),
      { numRuns: 3000 },
    )
  })
})

describe('money is shown as the house writes it', () => {
  it.each([
    [1_850_000, 'VND', '1.850.000\u00a0₫', '₫1,850,000'],
    [2933, 'USD', '29,33\u00a0$', '$29.33'],
    [-2220, 'USD', '-22,20\u00a0$', '-$22.20'],
    [5, 'USD', '0,05\u00a0$', '$0.05'],
    [1234, 'KWD', '1,234\u00a0KWD', 'KWD\u00a01.234'],
    [0, 'VND', '0\u00a0₫', '₫0'],
  ] as const)('%d %s in full', (minor, currency, vi, en) => {
    expect(showMoney({ minor, currency }, 'vi')).toBe(vi)
    expect(showMoney({ minor, currency }, 'en')).toBe(en)
  })

  it.each([
    [850_000, 'VND', '850\u00a0nghìn', '₫850K'],
    [1_850_000, 'VND', '1,85\u00a0tr', '₫1.85M'],
    [2_400_000_000, 'VND', '2,4\u00a0tỷ', '₫2.4B'],
    [999, 'VND', '999\u00a0₫', '₫999'],
    [1000, 'VND', '1\u00a0nghìn', '₫1K'],
    [12_480_000, 'VND', '12,5\u00a0tr', '₫12.5M'],
    [999_499, 'VND', '999\u00a0nghìn', '₫999K'],
    [999_500, 'VND', '1\u00a0tr', '₫1M'],
    [999_999_999, 'VND', '1\u00a0tỷ', '₫1B'],
    [1_234_567_000_000, 'VND', '1.235\u00a0tỷ', '₫1,235B'],
    [-1_850_000, 'VND', '-1,85\u00a0tr', '-₫1.85M'],
    [185_000, 'USD', '1,85\u00a0nghìn\u00a0$', '$1.85K'],
    [2933, 'USD', '29,33\u00a0$', '$29.33'],
  ] as const)('%d %s in short', (minor, currency, vi, en) => {
    expect(showShort({ minor, currency }, 'vi')).toBe(vi)
    expect(showShort({ minor, currency }, 'en')).toBe(en)
  })

  it.each([
    [12_480, '12.480', '12,480'],
    [12.5, '12,5', '12.5'],
    [-1234.567, '-1.234,57', '-1,234.57'],
    [0, '0', '0'],
    [-0.001, '0', '0'],
    [1e20, '100.000.000.000.000.000.000', '100,000,000,000,000,000,000'],
  ])('the number %d', (n, vi, en) => {
    expect(showNumber(n, 'vi')).toBe(vi)
    expect(showNumber(n, 'en')).toBe(en)
  })

  it('shares are shown with one decimal at most', () => {
    expect(showPercent(0.684, 'vi')).toBe('68,4\u00a0%')
    expect(showPercent(0.684, 'en')).toBe('68.4%')
    expect(showPercent(0.5, 'vi')).toBe('50\u00a0%')
  })
})
