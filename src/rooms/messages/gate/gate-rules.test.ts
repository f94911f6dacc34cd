import { describe, expect, test } from 'vitest'
import { classOf, type Facts, type HouseRules, judgeOne, type Question } from './gate-rules.ts'
import { laws } from './laws.data.ts'

const house: HouseRules = { zone: 'Asia/Ho_Chi_Minh', mostInMonth: 8, quietFrom: 22, quietUntil: 7 }
const at = (text: string) => new Date(`${text}+07:00`)
const noon = at('2026-11-23T12:00:00')

const fine: Facts = {
  hasSample: false,
  isOtherInstallation: false,
  isKnown: true,
  address: 'hoa@khach.example',
  isShared: false,
  isSuppressed: false,
  register: { isListed: false, loadedAt: at('2026-11-23T02:00:00') },
  consent: { state: 'granted', monthly: 2, until: null },
  wishes: null,
  senderName: { validUntil: '2027-01-01' },
  hasAddresses: true,
  zones: ['Asia/Ho_Chi_Minh'],
  law: laws.vn,
  sentToAddress: 0,
  sentInMonth: { all: 0, ofTopic: 0 },
  isTalking: false,
  isBraked: false,
}
const newsletter: Question = {
  channel: 'mail',
  purpose: 'newsletter',
  hasOffer: false,
  stage: 'claim',
  mustReachBefore: null,
  expiresAt: null,
  blocks: null,
  isHeldOut: false,
}
const service: Question = { ...newsletter, purpose: 'service' }
const thanks: Question = { ...newsletter, purpose: 'relationship' }

const ask = (facts: Partial<Facts>, question: Partial<Question> = {}, now = noon) =>
  judgeOne({ ...fine, ...facts }, { ...newsletter, ...question }, now, house)
const said = (facts: Partial<Facts>, question: Partial<Question> = {}, now = noon) => {
  const { answer, rule } = ask(facts, question, now)
  return `${answer} ${rule ?? ''}`.trim()
}

describe('the gate asks in its order', () => {
  test('somebody who agreed, at noon, gets the newsletter', () => {
    expect(said({})).toBe('pass')
  })

  test('the first no is the reason, whatever comes after it', () => {
    expect(said({ address: null, isSuppressed: true, consent: null })).toBe('no address')
    expect(said({ isSuppressed: true, consent: null })).toBe('no suppressed')
    expect(said({ consent: null, wishes: { monthly: 0, pausedUntil: null, days: null, fromHour: null, untilHour: null } })).toBe(
      'no consent',
    )
  })

  test('a later no outweighs an earlier wait', () => {
    expect(said({}, { isHeldOut: true }, at('2026-11-23T23:00:00'))).toBe('no holdout')
  })

  test('held out is only who would have got it: not who would have waited until it is worth nothing', () => {
    const today = { isHeldOut: true, expiresAt: at('2026-11-23T21:00:00') }
    expect(said({}, today)).toBe('no holdout')
    expect(said({ isTalking: true }, { ...today, expiresAt: at('2026-11-23T13:00:00') })).toBe('no conversation')
    expect(said({ isTalking: true }, today)).toBe('no holdout')
  })

  test('while the sample is in the house nothing leaves, and planning still counts', () => {
    expect(said({ hasSample: true })).toBe('wait sample')
    expect(said({ hasSample: true }, { stage: 'plan' })).toBe('pass')
  })

  test('a restored copy of the house sends nothing', () => {
    expect(said({ isOtherInstallation: true })).toBe('wait epoch')
  })

  test.each(['none', 'asked', 'pending', 'lapsed', 'refused', 'withdrawn', 'objected', 'erased'] as const)(
    'a newsletter needs a yes: %s is none',
    (state) => {
      expect(said({ consent: { state, monthly: null, until: null } })).toBe('no consent')
    },
  )

  test('a thank-you needs no yes, but stops at a no', () => {
    expect(said({ consent: null }, thanks)).toBe('pass')
    expect(said({ consent: { state: 'withdrawn', monthly: null, until: null } }, thanks)).toBe('no consent')
  })

  test('a service message needs no consent and no budget', () => {
    const wishes = { monthly: 0, pausedUntil: at('2027-01-01T00:00:00'), days: [7], fromHour: 9, untilHour: 10 }
    expect(said({ consent: { state: 'withdrawn', monthly: 0, until: null }, wishes, isTalking: true }, service)).toBe('pass')
  })

  test('an offer makes an advertisement of a service message', () => {
    expect(classOf('service', true)).toBe('advertising')
    expect(said({ consent: null }, { ...service, hasOffer: true })).toBe('no consent')
  })

  test('a snooze holds until it is over', () => {
    const consent = { state: 'snoozed' as const, monthly: null, until: at('2026-12-01T00:00:00') }
    expect(said({ consent })).toBe('no snoozed')
    expect(said({ consent }, {}, at('2026-12-01T08:00:00'))).toBe('pass')
    expect(said({ wishes: { monthly: null, pausedUntil: at('2026-12-01T00:00:00'), days: null, fromHour: null, untilHour: null } })).toBe(
      'no snoozed',
    )
  })
})

describe('the law of Vietnam', () => {
  test('three mails to an address in 24 hours are enough; one call is', () => {
    expect(said({ sentToAddress: 2 })).toBe('pass')
    expect(said({ sentToAddress: 3 })).toBe('no law')
    expect(said({ sentToAddress: 1 }, { channel: 'call' })).toBe('no law')
    expect(said({ sentToAddress: 9 }, service)).toBe('pass')
  })

  test('an advertising sms needs a fresh register and a registered name that is still valid', () => {
    const sms = { channel: 'sms' as const }
    expect(said({}, sms)).toBe('pass')
    expect(said({ register: null }, sms)).toBe('no suppressed')
    expect(said({ register: { isListed: false, loadedAt: at('2026-11-22T12:00:00') } }, sms)).toBe('no suppressed')
    expect(said({ register: { isListed: true, loadedAt: at('2026-11-23T02:00:00') } }, sms)).toBe('no suppressed')
    expect(said({ senderName: { validUntil: '2026-11-22' } }, sms)).toBe('no window')
    expect(said({ senderName: { validUntil: '2026-11-23' } }, sms)).toBe('pass')
    expect(said({ register: null, senderName: null }, { ...service, ...sms })).toBe('pass')
  })

  test.each([
    ['2026-11-23T06:59:00', 'wait hours'],
    ['2026-11-23T07:00:00', 'pass'],
    ['2026-11-23T21:59:00', 'pass'],
    ['2026-11-23T22:00:00', 'wait hours'],
  ])('advertising at %s: %s', (moment, expected) => {
    expect(said({}, {}, at(moment))).toBe(expected)
  })

  test('calls wait for eight, and end at five', () => {
    expect(said({}, { channel: 'call' }, at('2026-11-23T07:30:00'))).toBe('wait hours')
    expect(said({}, { channel: 'call' }, at('2026-11-23T17:00:00'))).toBe('wait hours')
  })

  test('a letter at night waits for seven in the morning', () => {
    expect(ask({}, {}, at('2026-11-23T22:30:00')).notBefore).toEqual(at('2026-11-24T07:00:00'))
  })

  test('somebody who may be in New York or in Honolulu is written to when both are awake', () => {
    const { notBefore } = ask({ zones: ['America/New_York', 'Pacific/Honolulu'], law: laws.general })
    expect(notBefore?.toISOString()).toBe('2026-11-23T18:00:00.000Z')
  })

  test('a mail without the house’s address in it does not leave', () => {
    expect(said({ hasAddresses: false })).toBe('wait law')
    expect(said({ hasAddresses: false }, { stage: 'plan' })).toBe('pass')
  })
})

describe('how often, and when', () => {
  const wishes = { monthly: null, pausedUntil: null, days: null, fromHour: null, untilHour: null }

  test('the customer’s own number stands above everything', () => {
    expect(said({ wishes: { ...wishes, monthly: 0 } })).toBe('no budget')
    expect(said({ wishes: { ...wishes, monthly: 1 }, sentInMonth: { all: 1, ofTopic: 0 } })).toBe('no budget')
    expect(ask({ wishes: { ...wishes, monthly: 1 }, sentInMonth: { all: 1, ofTopic: 1 } }).inputs).toEqual({
      whose: 'own',
      sent: 1,
      most: 1,
    })
    expect(said({ wishes: { ...wishes, monthly: 0 } }, thanks)).toBe('no budget')
  })

  test('what was promised with the consent is kept', () => {
    expect(said({ sentInMonth: { all: 2, ofTopic: 2 } })).toBe('no budget')
    expect(said({ sentInMonth: { all: 2, ofTopic: 1 } })).toBe('pass')
  })

  test('the customer’s own days and hours are waited for', () => {
    const own = { ...wishes, days: [6], fromHour: 18, untilHour: 20 }
    expect(ask({ wishes: own }).notBefore).toEqual(at('2026-11-28T18:00:00'))
  })

  test('hours that no law allows never come', () => {
    expect(said({ wishes: { ...wishes, fromHour: 23, untilHour: 24 } })).toBe('no hours')
  })

  test('what would come too late is not sent at all', () => {
    expect(said({}, { expiresAt: at('2026-11-24T06:00:00') }, at('2026-11-23T23:00:00'))).toBe('no hours')
    expect(said({}, { expiresAt: at('2026-11-23T11:00:00') })).toBe('no hours')
  })

  test('at night a service message waits, unless a car at five depends on it', () => {
    const night = at('2026-11-24T02:00:00')
    expect(ask({}, service, night).notBefore).toEqual(at('2026-11-24T07:00:00'))
    expect(said({}, { ...service, mustReachBefore: at('2026-11-24T05:00:00') }, night)).toBe('pass')
    expect(said({}, { ...service, mustReachBefore: at('2026-11-24T09:00:00') }, night)).toBe('wait hours')
  })

  test('too few blocks that fit, no letter', () => {
    expect(said({}, { blocks: { kept: 1, least: 2, isEnough: false } })).toBe('no relevance')
  })

  test('an open talk and a worried mail server make advertising wait', () => {
    expect(said({ isTalking: true })).toBe('wait conversation')
    expect(said({ isBraked: true })).toBe('wait reputation')
    expect(said({ isBraked: true }, thanks)).toBe('pass')
  })
})
