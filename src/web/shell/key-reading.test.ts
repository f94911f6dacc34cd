import { describe, expect, test } from 'vitest'
import { type Press, readPress, type Where } from './key-reading.ts'

const bound = [
  { key: 'J' },
  { key: 'Mod+K', whileTyping: true },
  { key: '/' },
  { key: '?' },
  { key: 'G K' },
  { key: 'G Q' },
  { key: 'Shift+J' },
  { key: 'Enter' },
  { key: '2' },
]
const press = (code: string, more: Partial<Press> = {}): Press => ({ code, mod: false, shift: false, alt: false, ...more })
const idle: Where = { isComposing: false, isTyping: false, singleKeys: true }

const meant = (pressed: Press, where: Partial<Where> = {}, before: Press[] = []) => {
  const reading = readPress(pressed, before, bound, { ...idle, ...where })
  return reading && ('act' in reading ? reading.act.key : reading.waiting)
}

describe('keys are read by their place on the keyboard', () => {
  test('J is the key of J, whatever sign an input method makes of it', () => expect(meant(press('KeyJ', { sign: 'д' }))).toBe('J'))
  test('with Shift it is another key', () => expect(meant(press('KeyJ', { shift: true }))).toBe('Shift+J'))
  test('Ctrl J is nobody’s', () => expect(meant(press('KeyJ', { mod: true }))).toBeUndefined())
  test('? and / share a key', () => {
    expect(meant(press('Slash'))).toBe('/')
    expect(meant(press('Slash', { shift: true }))).toBe('?')
    expect(meant(press('Slash', { sign: '?' }))).toBe('?')
  })
  test('digits of the number pad count', () => expect(meant(press('Numpad2'))).toBe('2'))
})

describe('who types is left alone', () => {
  test('nothing while an input method composes', () => expect(meant(press('KeyK', { mod: true }), { isComposing: true })).toBeUndefined())
  test('in a field only what is meant for fields', () => {
    expect(meant(press('KeyJ'), { isTyping: true })).toBeUndefined()
    expect(meant(press('KeyK', { mod: true }), { isTyping: true })).toBe('Mod+K')
  })
  test('single keys can be switched off; arrows, Enter and Ctrl stay', () => {
    expect(meant(press('KeyJ'), { singleKeys: false })).toBeUndefined()
    expect(meant(press('KeyG'), { singleKeys: false })).toBeUndefined()
    expect(meant(press('Enter'), { singleKeys: false })).toBe('Enter')
    expect(meant(press('KeyK', { mod: true }), { singleKeys: false })).toBe('Mod+K')
  })
})

describe('runs of keys', () => {
  test('G waits for its second key', () => expect(meant(press('KeyG'))).toEqual([press('KeyG')]))
  test('G K goes to the customers', () => expect(meant(press('KeyK'), {}, [press('KeyG')])).toBe('G K'))
  test('a second key that leads nowhere means itself', () => expect(meant(press('KeyJ'), {}, [press('KeyG')])).toBe('J'))
})
