import { describe, expect, test } from 'vitest'
import { permissions, roles } from '../../values/rights.ts'
import { newRecoveryCodes, stepOfCode } from './authenticator.ts'
import * as rules from './rules.ts'

describe('a code of the authenticator app', () => {
  // The published example of RFC 6238 for SHA-1: "12345678901234567890", eight digits cut to six.
  const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
  const at = (seconds: number) => new Date(seconds * 1000)

  test('is the one of the standard', () => {
    expect(stepOfCode(secret, '287082', at(59))).toBe(1)
    expect(stepOfCode(secret, '081804', at(1_111_111_109))).toBe(37_037_036)
    expect(stepOfCode(secret, '005924', at(1_234_567_890))).toBe(41_152_263)
  })

  test('holds half a minute longer on both sides, for phones whose clocks are off, and no further', () => {
    for (const seconds of [59 - 30, 59, 59 + 30]) expect(stepOfCode(secret, '287082', at(seconds))).toBe(1)
    expect(stepOfCode(secret, '287082', at(59 + 61))).toBeUndefined()
  })

  test.each([' 287 082', '287-082', '287082'])('is read however it was spaced: %s', (text) => {
    expect(rules.readFactorCode(text)).toBe('287082')
  })

  test('is not taken for a recovery code, nor the other way round', () => {
    expect(rules.readRecoveryCode('287082')).toBeUndefined()
    for (const code of newRecoveryCodes()) {
      expect(rules.readFactorCode(code)).toBeUndefined()
      expect(rules.readRecoveryCode(code.toUpperCase().replaceAll('-', ' '))).toBe(code.replaceAll('-', ''))
    }
  })
})

test('recovery codes are ten, all different, without signs that are mistaken for one another', () => {
  const codes = newRecoveryCodes()
  expect(new Set(codes).size).toBe(10)
  for (const code of codes) expect(code).toMatch(/^[a-hjkmnp-z2-9]{4}(-[a-hjkmnp-z2-9]{4}){2}$/)
})

describe('whoever makes a key or a person', () => {
  test('hands on no more than they hold', () => {
    expect(rules.reaches({ role: 'manager' }, { role: 'owner' })).toBe(true)
    expect(rules.reaches({ role: 'manager', scopes: ['house.people'] }, { role: 'read-only' })).toBe(false)
    expect(rules.reaches({ role: 'manager', scopes: ['house.people', 'calls.send'] }, { role: 'owner', scopes: ['calls.send'] })).toBe(true)
    expect(rules.reaches({ role: 'manager', scopes: ['house.people'] }, { role: 'owner', scopes: ['calls.send'] })).toBe(false)
  })

  test('and an owner reaches everything', () => {
    for (const role of roles) expect(rules.reaches({ role: 'owner' }, { role })).toBe(true)
  })

  test('is told which rights are beyond a role', () => {
    expect(rules.beyondRole('read-only', permissions)).not.toContain('customers.read')
    expect(rules.beyondRole('read-only', ['customers.read', 'orders.write'])).toEqual(['orders.write'])
  })
})

test('a token with a last day works until the house’s midnight', () => {
  expect(rules.endOfDay('2026-12-31', 'Asia/Ho_Chi_Minh').toISOString()).toBe('2026-12-31T17:00:00.000Z')
})

test('ninety days of one’s own are today and the eighty-nine before', () => {
  expect(rules.firstMoodDay('2026-11-23')).toBe('2026-08-26')
})

describe('an invitation', () => {
  const made = new Date('2026-11-23T06:52:00Z')
  const open = { acceptedAt: null, revokedAt: null, expiresAt: rules.invitationEnd(made) }
  test('is open for seven days to the minute', () => {
    expect(rules.stateOf(open, new Date('2026-11-30T06:51:59Z'))).toBe('open')
    expect(rules.stateOf(open, new Date('2026-11-30T06:52:00Z'))).toBe('expired')
  })
  test('once used stays used, whatever happened later', () => {
    expect(rules.stateOf({ ...open, acceptedAt: made, revokedAt: made }, made)).toBe('accepted')
    expect(rules.stateOf({ ...open, revokedAt: made }, made)).toBe('revoked')
  })
})
