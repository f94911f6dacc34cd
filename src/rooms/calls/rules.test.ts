import { describe, expect, test } from 'vitest'
import type { Bridge, Call, Report } from './call.ts'
import * as rules from './rules.ts'

const now = new Date('2026-11-23T06:52:00Z')
const at = (seconds: number): Date => new Date(now.getTime() + seconds * 1000)
const report = (part: Partial<Report> = {}): Report => ({
  from: '+84570000101',
  to: null,
  extension: null,
  state: 'ringing',
  at: now,
  ...part,
})
const ID = '01900000-0000-7000-8000-000000000001'
const callAfter = (...reports: Report[]): Call => {
  const [first, ...more] = reports
  if (!first) throw new Error('a call begins with a word')
  return more.reduce((call, one) => rules.afterReport(call, one, now), rules.callOf(ID, first, now))
}

describe('a caller', () => {
  test.each([
    ['0570000101', '0570000101'],
    ['+84 570 000 101', '+84 570 000 101'],
    ['"Hoa" <0570000101>', '0570000101'],
    ['"Hoa" <sip:0570000101@10.0.0.1;user=phone>', '0570000101'],
    ['sip:0570000101@tong-dai.example', '0570000101'],
    ['tel:+84-570-000-101', '+84-570-000-101'],
    ['%2B84570000101', '+84570000101'],
  ])('written %s is read as %s', (written, read) => {
    expect(rules.callerText(written)).toBe(read)
  })
  test.each(['', ' ', 'anonymous', 'Anonymous <anonymous>', 'sip:anonymous@anonymous.invalid', 'unknown', 'Private', 'Ẩn số', '<unknown>'])(
    'written %j hides the number',
    (written) => {
      expect(rules.callerText(written)).toBeNull()
    },
  )
  test('with a few digits is somebody of the house', () => {
    expect([rules.isInner('105'), rules.isInner('*43'), rules.isInner('+84570000101'), rules.isInner(null)]).toEqual([
      true,
      true,
      false,
      false,
    ])
  })
})

describe('a call', () => {
  const ringing = report()
  const answered = report({ state: 'answered', at: at(4) })
  const ended = report({ state: 'ended', at: at(64) })
  const whole = { state: 'ended', rangAt: now, answeredAt: at(4), endedAt: at(64) }

  test('is the same in whatever order and however often it is told', () => {
    for (const told of [
      [ringing, answered, ended],
      [ended, answered, ringing],
      [answered, ringing, ended, ringing, answered, ended],
      [ended, ended, ringing, answered],
    ])
      expect(callAfter(...told)).toMatchObject(whole)
  })
  test('that is over does not ring again', () => {
    expect(callAfter(ringing, ended, ringing).state).toBe('ended')
  })
  test('is where it was answered, whatever bell rang last', () => {
    const call = callAfter(report({ extension: '101' }), report({ extension: '102' }), report({ extension: '101', state: 'answered' }))
    expect(call.extension).toBe('101')
    expect(rules.afterReport(call, report({ extension: '103' }), now).extension).toBe('101')
  })
  test('calls once, and again at a further telephone, but not late, not from inside and not when it is over', () => {
    const first = callAfter(report({ extension: '101' }))
    expect(rules.isCalling(undefined, first, report({ extension: '101' }), now)).toBe(true)
    expect(rules.isCalling(first, rules.afterReport(first, report({ extension: '101' }), now), report({ extension: '101' }), now)).toBe(
      false,
    )
    const further = report({ extension: '102' })
    expect(rules.isCalling(first, rules.afterReport(first, further, now), further, now)).toBe(true)
    const late = report({ at: at(-61) })
    expect(rules.isCalling(undefined, callAfter(late), late, now)).toBe(false)
    expect(rules.isCalling(undefined, callAfter(report({ from: '105' })), report({ from: '105' }), now)).toBe(false)
    expect(rules.isCalling(undefined, callAfter(ended), ended, now)).toBe(false)
  })
  test('stands on a timeline when it was answered, is over, and its customer is known', () => {
    const call = { ...callAfter(ringing, answered, ended), customerId: ID }
    expect(rules.lineOf(call)).toEqual({ customerId: ID, at: at(4), seconds: 60 })
    expect(rules.lineOf({ ...call, customerId: null })).toBeUndefined()
    expect(rules.lineOf({ ...callAfter(ringing, ended), customerId: ID })).toBeUndefined()
    expect(rules.lineOf({ ...callAfter(ringing, answered), customerId: ID })).toBeUndefined()
  })
  test('told at a time that lies ahead is refused, but for a clock that runs a little fast', () => {
    expect(rules.readAt(at(301).toISOString(), now)).toBeUndefined()
    expect(rules.readAt(at(200).toISOString(), now)).toEqual(now)
    expect(rules.readAt(at(-200).toISOString(), now)).toEqual(at(-200))
    expect(rules.readAt('', now)).toEqual(now)
  })
  test('whose end was never told is not shown for ever', () => {
    const call = callAfter(ringing)
    expect([rules.isGoingOn(call, at(60)), rules.isGoingOn(call, at(300))]).toEqual([true, false])
    expect(rules.isGoingOn(callAfter(ringing, answered), at(3600))).toBe(true)
  })
})

describe('a call without a name of its own', () => {
  const call = callAfter(report({ extension: '101' }))
  test('is the same while it rings on, and until its end', () => {
    expect(rules.isSame(call, report({ extension: '101' }), at(20))).toBe(true)
    expect(rules.isSame(call, report({ extension: '101', state: 'ended', at: at(900) }), at(900))).toBe(true)
  })
  test('is another when it rings after a minute of silence, at another telephone, or after its end', () => {
    expect(rules.isSame(call, report({ extension: '101', at: at(90) }), at(90))).toBe(false)
    expect(rules.isSame(call, report({ extension: '102' }), at(2))).toBe(false)
    const over = rules.afterReport(call, report({ state: 'ended', at: at(10) }), at(10))
    expect(rules.isSame(over, report({ extension: '101', at: at(20) }), at(20))).toBe(false)
    expect(rules.isSame(over, report({ extension: '101', state: 'ended', at: at(10) }), at(12))).toBe(true)
  })
})

describe('the telephone system', () => {
  const bridge = (part: Partial<Bridge>): Bridge => ({ tokenId: ID, lastAliveAt: null, lastCallAt: null, silentSince: null, ...part })
  test('is missed 45 seconds after its last word, if it ever said that it is there', () => {
    expect(rules.isMissed(bridge({ lastAliveAt: at(-44) }), now)).toBe(false)
    expect(rules.isMissed(bridge({ lastAliveAt: at(-45) }), now)).toBe(true)
    expect(rules.isMissed(bridge({ lastAliveAt: at(-300), lastCallAt: at(-10) }), now)).toBe(false)
    expect(rules.isMissed(bridge({ lastCallAt: at(-300) }), now)).toBe(false)
  })
  test('that has been silent for a week is no longer waited for', () => {
    expect(rules.silence([bridge({ silentSince: at(-60) }), bridge({})], now)).toEqual(at(-60))
    expect(rules.silence([bridge({ silentSince: at(-8 * 86_400) })], now)).toBeUndefined()
  })
})
