import { describe, expect, test } from 'vitest'
import type { Course } from './complaint.ts'
import { answerLack, codeOf, fold, type Happening, isSpoken, isVeiledFrom, lacksOf, nextOf, readCode } from './rules.ts'

const at = (hour: number): Date => new Date(Date.UTC(2026, 10, 23, hour))
const happened = (kind: string, hour: number, payload: Record<string, unknown> = {}): Happening => ({ at: at(hour), kind, payload })
const received = happened('received', 1, { severity: 2, touchpointKind: 'stay', acknowledgingId: 'a', decidingId: 'd' })
const story = (...more: Happening[]): Course => fold([received, ...more])

describe('the number of a complaint', () => {
  test('is short enough to say, and is understood as people say it', () => {
    expect([codeOf(42), codeOf(12_345)]).toEqual(['PN-0042', 'PN-12345'])
    expect(['PN-0042', 'pn 42', ' 42 ', 'pn0042'].map(readCode)).toEqual([42, 42, 42, 42])
    expect(['chị Hoa', 'PN-', '0570 000 101'].map(readCode)).toEqual([undefined, undefined, undefined])
  })
})

describe('the steps of a complaint', () => {
  test('follow one another, each with its time', () => {
    const course = story(
      happened('acknowledged', 2, { isInTime: true }),
      happened('assessed', 3, { severity: 3, touches: 'health', complexity: 'involved' }),
      happened('investigating', 4),
      happened('cause', 5, { cause: 'equipment', words: 'đèn chập' }),
      happened('remedy', 5, { fix: 'Thay đèn' }),
      happened('answered', 6, { isInTime: true }),
      happened('decided', 6, { decision: 'accepted', words: 'Em thay đèn ngay' }),
    )
    expect(course).toMatchObject({
      state: 'answered',
      severity: 3,
      touches: 'health',
      touchpointKind: 'stay',
      cause: 'equipment',
      acknowledgedAt: at(2),
      assessedAt: at(3),
      investigatingAt: at(4),
      answeredAt: at(6),
    })
    expect(story().state).toBe('received')
    expect(story(happened('assessed', 2, { severity: 1 })).state).toBe('assessed')
  })

  test('what is said to somebody’s face needs no letter to say that it has arrived', () => {
    expect((['counter', 'call', 'mail', 'zalo', 'letter'] as const).map(isSpoken)).toEqual([true, true, false, false, false])
  })

  test('an answer that was taken back leaves the step before, and its clock', () => {
    const answered = [happened('investigating', 4), happened('answered', 6, { isInTime: true })]
    expect(story(...answered, happened('taken-back', 7, { step: 'answered' }))).toMatchObject({
      state: 'investigating',
      isAnsweredInTime: null,
    })
    expect(story(happened('acknowledged', 2), happened('taken-back', 3, { step: 'acknowledged' }))).toMatchObject({ state: 'received' })
  })

  test('looked into again, it asks for a new answer, and one late answer stays late', () => {
    const course = story(
      happened('answered', 6, { isInTime: false }),
      happened('decided', 6, { decision: 'rejected', words: 'Đèn vẫn sáng' }),
      happened('asked', 7, { answer: 'unhappy' }),
      happened('closed', 8),
      happened('reopened', 9, { decidingId: 'e', reason: 'đèn lại tắt' }),
    )
    expect(course).toMatchObject({ state: 'investigating', decision: null, heard: null, decidingId: 'e' })
    expect(fold([received, happened('answered', 6, { isInTime: false }), happened('reopened', 9), happened('answered', 10)])).toMatchObject(
      {
        isAnsweredInTime: false,
      },
    )
  })
})

describe('a complaint is closed', () => {
  const answered = [
    happened('remedy', 5, { fix: 'Thay đèn' }),
    happened('answered', 6),
    happened('decided', 6, { decision: 'accepted', words: 'Em thay đèn' }),
  ]
  test('only with its cause, its remedy carried out, and the customer’s answer', () => {
    expect(lacksOf(story())).toEqual(['answer', 'cause', 'hear'])
    expect(lacksOf(story(...answered))).toEqual(['cause', 'remedy', 'hear'])
    const done = [...answered, happened('cause', 7, { cause: 'equipment' }), happened('remedied', 8)]
    expect(lacksOf(story(...done))).toEqual(['hear'])
    expect(lacksOf(story(...done, happened('asked', 9, { answer: 'content' })))).toEqual([])
  })

  test('after two attempts to hear them where they cannot be reached', () => {
    const done = [...answered, happened('cause', 7, { cause: 'equipment' }), happened('remedied', 8)]
    expect(lacksOf(story(...done, happened('asked', 9)))).toEqual(['hear'])
    expect(lacksOf(story(...done, happened('asked', 9), happened('asked', 10)))).toEqual([])
    expect(lacksOf(story(...done, happened('asked', 9), happened('asked', 10), happened('unasked', 11, { isAttempt: true })))).toEqual([
      'hear',
    ])
  })

  test('refused, it owes no remedy but still an answer from the customer', () => {
    const refused = story(
      happened('answered', 6),
      happened('decided', 6, { decision: 'rejected', words: 'Vì …' }),
      happened('cause', 7, { cause: 'none' }),
    )
    expect(lacksOf(refused)).toEqual(['hear'])
  })

  test('one thing after another is next', () => {
    const next = (...more: Happening[]) => nextOf(story(...more), false)
    expect(nextOf(story(), true)).toBe('acknowledge')
    expect(next()).toBe('answer')
    expect(next(...answered)).toBe('remedy')
    expect(next(...answered, happened('remedied', 8))).toBe('ask')
    expect(next(...answered, happened('remedied', 8), happened('asked', 9, { answer: 'content' }))).toBe('close')
    expect(next(...answered, happened('closed', 9))).toBeNull()
    // Kept as a promise elsewhere, what was answered is still to be written down.
    expect(next(happened('answered', 6))).toBe('answer')
  })
})

describe('an answer', () => {
  test('that takes a complaint up says how it is put right, within what may be given', () => {
    const none = { fix: null, amends: null, amendsKind: null, needsLead: false }
    expect(answerLack(none, 'accepted')).toBe('complaints.remedy_needed')
    expect(answerLack(none, 'rejected')).toBeUndefined()
    expect(answerLack({ ...none, fix: 'Thay đèn' }, 'partly')).toBeUndefined()
    expect(answerLack({ ...none, amends: 'một đêm', needsLead: true }, 'accepted')).toBe('promises.amends_above_limit')
  })

  test('another remedy has to be agreed to and carried out again', () => {
    const agreed = [happened('remedy', 5, { amends: 'một đêm', needsLead: true }), happened('agreed', 6, { byName: 'Dũng' })]
    expect(story(...agreed)).toMatchObject({ needsLead: false, approvedByName: 'Dũng' })
    expect(story(...agreed, happened('remedied', 7), happened('remedy', 8, { amends: 'hai đêm', needsLead: true }))).toMatchObject({
      needsLead: true,
      approvedByName: null,
      remediedAt: null,
    })
  })
})

test('what touches health or safety is read by those who may see what is sensitive', () => {
  expect(isVeiledFrom({ touches: 'health' }, false)).toBe(true)
  expect(isVeiledFrom({ touches: 'safety' }, true)).toBe(false)
  expect(isVeiledFrom({ touches: null }, false)).toBe(false)
})
