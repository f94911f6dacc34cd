import { describe, expect, test } from 'vitest'
import { afterAnswer, afterWordIn, answerSubject, answersAsOwner, cutQuote, excerpt, seesOwners, standing, stateAt } from './rules.ts'
import type { Entry, Thread } from './thread.ts'

const at = (hour: number): Date => new Date(Date.UTC(2026, 10, 23, hour))

const thread: Thread = {
  id: 't',
  customerId: 'c',
  channel: 'mail',
  address: 'hoa@khach.example',
  shownAs: 'Hoa',
  subject: 'Phòng 203',
  isToOwner: false,
  state: 'open',
  snoozedUntil: null,
  assignedTo: null,
  assignedName: null,
  waitingSince: at(2),
  lastAt: at(2),
  lastDirection: 'in',
  lastWords: '',
  isSample: false,
  version: 1,
}

const told = (direction: Entry['direction'], hour: number, words: string, isSaid = true) => ({
  direction,
  at: at(hour),
  words,
  customerId: 'c',
  touchpointId: isSaid ? 'x' : null,
})

describe('a talk', () => {
  test('waits since the oldest words that nobody has answered', () => {
    const said = [told('in', 1, 'một'), told('out', 2, 'hai'), told('in', 3, 'ba'), told('in', 4, 'bốn')]
    expect(standing(said)).toEqual({ waitingSince: at(3), lastAt: at(4), lastDirection: 'in', lastWords: 'bốn' })
  })

  test('an answer that nobody has carried yet is none, and neither is a note', () => {
    expect(standing([told('in', 1, 'một'), told('out', 2, 'hai', false), told('note', 3, 'nhớ gọi', false)])).toEqual({
      waitingSince: at(1),
      lastAt: at(1),
      lastDirection: 'in',
      lastWords: 'một',
    })
    expect(standing([told('note', 3, 'nhớ gọi')])).toBeUndefined()
  })

  test('opens and wakes when they write, and waits since their first word', () => {
    const asleep: Thread = { ...thread, state: 'snoozed', snoozedUntil: at(20), waitingSince: null }
    expect(afterWordIn(asleep, at(5), 'Dạ nhà ơi')).toMatchObject({ state: 'open', snoozedUntil: null, waitingSince: at(5) })
    expect(afterWordIn(thread, at(5), 'Dạ nhà ơi')).toMatchObject({ waitingSince: at(2), lastAt: at(5), lastWords: 'Dạ nhà ơi' })
  })

  test('is done when it is answered, unless it is kept open', () => {
    expect(afterAnswer(thread, at(6), 'Dạ', false)).toMatchObject({ state: 'done', waitingSince: null, lastDirection: 'out' })
    expect(afterAnswer(thread, at(6), 'Dạ', true)).toMatchObject({ state: 'open', waitingSince: null })
  })

  test('whose rest is over is open, whether the alarm has rung or not', () => {
    expect(stateAt({ state: 'snoozed', snoozedUntil: at(5) }, at(4))).toBe('snoozed')
    expect(stateAt({ state: 'snoozed', snoozedUntil: at(5) }, at(5))).toBe('open')
  })
})

describe('what of a mail is new', () => {
  test('stands above the letter that it answers', () => {
    expect(
      cutQuote(
        'Dạ được ạ.\n\nVào Th 2, 23 thg 11, 2026 lúc 09:00 Nhà Quen <nha@quen.example> đã viết:\n> Chào chị Hoa,\n> Phòng sẵn sàng.',
      ),
    ).toEqual({
      own: 'Dạ được ạ.',
      quoted: 'Vào Th 2, 23 thg 11, 2026 lúc 09:00 Nhà Quen <nha@quen.example> đã viết:\n> Chào chị Hoa,\n> Phòng sẵn sàng.',
    })
    expect(cutQuote('Fine.\n\nOn Mon, 23 Nov 2026 at 09:00, Nhà Quen\n<nha@quen.example> wrote:\n> Dear Ms Wilson,').own).toBe('Fine.')
    expect(cutQuote('Yes\n> No?').own).toBe('Yes')
  })

  test('is shown whole where the answer stands below or between', () => {
    const below = '> Chị đến mấy giờ?\n\nHai giờ chiều em nhé.'
    expect(cutQuote(below)).toEqual({ own: below, quoted: '' })
    expect(cutQuote('On the wall hangs a clock.\nIt is nice.').quoted).toBe('')
  })

  test('is cut short for a list without breaking a letter', () => {
    expect(excerpt('  Dạ,\n\n  nhà ơi  ')).toBe('Dạ, nhà ơi')
    const long = excerpt('Ẩ'.repeat(500))
    expect([...long]).toHaveLength(160)
    expect(long.endsWith('Ẩ…')).toBe(true)
  })
})

test('a letter to the owner is seen by the owner and managers, and answered by the owner alone', () => {
  expect((['owner', 'manager', 'marketing', 'sales', 'reception'] as const).filter((role) => seesOwners({ role }))).toEqual([
    'owner',
    'manager',
  ])
  expect(answersAsOwner({ role: 'manager', kind: 'staff' })).toBe(false)
  expect(answersAsOwner({ role: 'owner', kind: 'token' })).toBe(false)
  expect(answersAsOwner({ role: 'owner', kind: 'staff' })).toBe(true)
})

test('an answer keeps the subject and says once that it is one', () => {
  expect([answerSubject('Phòng 203'), answerSubject('Re: Phòng 203'), answerSubject('TL: Phòng'), answerSubject('')]).toEqual([
    'Re: Phòng 203',
    'Re: Phòng 203',
    'TL: Phòng',
    '',
  ])
})
