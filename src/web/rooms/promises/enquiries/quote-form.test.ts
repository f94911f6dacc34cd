import { describe, expect, test } from 'vitest'
import { typedAmount } from '../../people/amount.ts'
import { dayAhead, emptyQuoteLine, faultOfQuote, quoteBody, sumOfLines, withItem } from './quote-form.ts'

const line = (what: string, quantity: string, each: string) => ({
  ...emptyQuoteLine(),
  what,
  quantity,
  each: typedAmount(each, 'VND', 'vi'),
})

describe('a quote in the form', () => {
  test('is kept until a day that is to come: of one that has passed the next year’s is meant', () => {
    expect(dayAhead('30/11', '2026-11-23')).toBe('2026-11-30')
    expect(dayAhead('5/1', '2026-11-23')).toBe('2027-01-05')
    expect(dayAhead('20/11/2026', '2026-11-23')).toBeUndefined()
    expect(dayAhead('mai', '2026-11-23')).toBeUndefined()
  })

  test('adds up as people type, and is sent only where each line is whole', () => {
    const form = { lines: [line('Phòng vườn', '3', '1,5 tr'), line('Ăn tối', '12', '250k')], terms: ' Đặt cọc 30 %. ', until: '30/11' }
    expect(sumOfLines(form.lines)).toBe(7_500_000)
    expect(faultOfQuote(form, '2026-11-23')).toBeUndefined()
    expect(quoteBody(form, '2026-11-23')).toMatchObject({
      terms: 'Đặt cọc 30 %.',
      validUntil: '2026-11-30',
      lines: [{ minor: 1_500_000 }, {}],
    })
    expect(faultOfQuote({ ...form, lines: [line('', '3', '100k')] }, '2026-11-23')).toBe('lines')
    expect(faultOfQuote({ ...form, lines: [line('Trà', '3', 'nhiều')] }, '2026-11-23')).toBe('lines')
    expect(faultOfQuote({ ...form, until: '' }, '2026-11-23')).toBe('until')
  })

  test('takes something of the catalogue in place of an empty line, else behind the last, and keeps which it is', () => {
    const empty = { lines: [emptyQuoteLine()], terms: '', until: '30/11' }
    const tea = { id: '0190b3a0-0000-7000-8000-000000000001', name: 'Trà gừng', price: typedAmount('80k', 'VND', 'vi') }
    const one = withItem(empty, tea)
    expect(one.lines).toMatchObject([{ what: 'Trà gừng', quantity: '1', itemId: tea.id }])
    const two = withItem({ ...one, lines: [...one.lines, line('Đèn lồng', '2', '90k')] }, { ...tea, name: 'Trà sen' })
    expect(quoteBody(two, '2026-11-23').lines).toEqual([
      { what: 'Trà gừng', quantity: 1, minor: 80_000, itemId: tea.id },
      { what: 'Đèn lồng', quantity: 2, minor: 90_000 },
      { what: 'Trà sen', quantity: 1, minor: 80_000, itemId: tea.id },
    ])
  })
})
