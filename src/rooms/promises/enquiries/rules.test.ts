import { describe, expect, test } from 'vitest'
import type { Customer } from '../../people/public.ts'
import { speakingTo } from '../speaking-rules.ts'
import { endedBy, quoteLetter, totalOf } from './rules.ts'

const at = (day: number) => new Date(Date.UTC(2026, 10, day))
const asked = (id: string, day: number, about: string) => ({ id, askedAt: at(day), about, itemId: null })
const order = (day: number, ...products: string[]) => ({ id: 'o', placedAt: at(day), lines: products.map((product) => ({ product })) })
const byAbout = ({ about }: { about: string }) => [about]

describe('a purchase ends an enquiry', () => {
  const [tea, room] = [asked('tea', 3, 'Bộ ấm men tro'), asked('room', 4, 'Phòng vườn cho 12 người')]

  test('of somebody who had never bought, where one alone stands open', () => {
    expect(endedBy([room], order(5, 'Bưu thiếp'), { hadBought: false, names: byAbout })?.id).toBe('room')
    expect(endedBy([tea, room], order(5, 'Bưu thiếp'), { hadBought: false, names: byAbout })).toBeUndefined()
  })

  test('of a regular only where it is what they asked for', () => {
    expect(endedBy([tea, room], order(5, 'Bưu thiếp'), { hadBought: true, names: byAbout })).toBeUndefined()
    expect(endedBy([tea, room], order(5, 'Bưu thiếp', 'bộ ấm MEN TRO'), { hadBought: true, names: byAbout })?.id).toBe('tea')
  })

  test('never of what was asked afterwards', () => {
    expect(endedBy([room], order(3, 'Phòng vườn cho 12 người'), { hadBought: false, names: byAbout })).toBeUndefined()
  })
})

describe('a quote', () => {
  const lines = [
    { what: 'Phòng vườn', quantity: 3, minor: 1_500_000, itemId: null },
    { what: 'Ăn tối', quantity: 12, minor: 250_000, itemId: null },
  ]

  test('comes to the sum of its lines', () => expect(totalOf(lines)).toBe(7_500_000))

  test('goes with a letter in the right form of address that names lines, sum, terms and validity', () => {
    const speaking = speakingTo({
      kind: 'person',
      name: 'Phan Thị Mai',
      nameOrder: 'family-first',
      callName: 'Mai',
      address: { them: 'chị', us: 'em', source: 'staff' },
      language: 'vi',
    } as Customer)
    const { subject, text } = quoteLetter({
      speaking,
      writer: 'Dũng',
      house: 'Nhà Quen',
      about: 'đoàn 12 khách',
      lines,
      terms: 'Đặt cọc 30 %.',
      total: 7_500_000,
      currency: 'VND',
      validUntil: '2026-11-30',
    })
    expect(subject).toBe('Báo giá: đoàn 12 khách')
    expect(text.replaceAll('\u00a0', ' ')).toBe(
      [
        'Chào chị Mai, em là Dũng ở Nhà Quen. Em gửi chị báo giá cho “đoàn 12 khách”:',
        '',
        '– Phòng vườn × 3 (1.500.000 ₫): 4.500.000 ₫',
        '– Ăn tối × 12 (250.000 ₫): 3.000.000 ₫',
        'Tổng cộng: 7.500.000 ₫',
        '',
        'Đặt cọc 30 %.',
        '',
        'Em giữ giá này cho chị đến hết ngày 30/11/2026. Chị muốn đổi gì thì nhắn em một tiếng nhé.',
      ].join('\n'),
    )
  })
})
