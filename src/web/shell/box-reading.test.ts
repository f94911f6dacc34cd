import { describe, expect, test } from 'vitest'
import { fits, readBox } from './box-reading.ts'

describe('what the box is asked', () => {
  test.each(['0570 000 101', '+84 570.000.101', '0101', '(0235) 3822-123'])('%s means people only', (text) => {
    expect(readBox(text)).toEqual({ people: text, commands: undefined, isEmpty: false })
  })
  test('words mean people first, then commands', () =>
    expect(readBox(' thanh hoa ')).toEqual({ people: 'thanh hoa', commands: 'thanh hoa', isEmpty: false }))
  test('> means commands only', () => expect(readBox('> tối')).toEqual({ people: '', commands: 'tối', isEmpty: false }))
  test('nothing means what was seen lately', () => expect(readBox('  ').isEmpty).toBe(true))
})

describe('a command is found by the beginnings of its words', () => {
  test('without marks', () => expect(fits('Giao diện tối', 'giao toi')).toBe(true))
  test('half typed', () => expect(fits('Đăng xuất', 'dang x')).toBe(true))
  test('not by its middle', () => expect(fits('Đăng xuất', 'uat')).toBe(false))
})
