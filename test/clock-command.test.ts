import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { home, newFolder, quen, removeFolder } from './support/program.ts'

const fixtures = join(home, 'test', 'fixtures', 'sla')
const files = ['sla-cases.json', 'harder-cases.json'].map((name) => join(fixtures, name))

type Case = { id: string; expect?: unknown } & Record<string, unknown>
const casesOf = (path: string): { calendars: Record<string, unknown>; cases: Case[] } => JSON.parse(readFileSync(path, 'utf8'))

let folder = ''
beforeAll(() => {
  folder = newFolder('quen-clock-')
})
afterAll(() => removeFolder(folder))

function written(name: string, content: unknown): string {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

test('every worked case comes to what is expected of it, whatever the zone of the machine', async () => {
  for (const path of files) {
    const wanted = Object.fromEntries(casesOf(path).cases.map(({ id, expect: expected }) => [id, expected]))
    expect(Object.keys(wanted).length).toBeGreaterThanOrEqual(15)
    for (const TZ of ['UTC', 'America/New_York', 'Pacific/Apia']) {
      const ran = await quen(['clock', path, '--json'], { env: { TZ } })
      expect([ran.code, ran.err]).toEqual([0, ''])
      expect(JSON.parse(ran.out)).toEqual(wanted)
    }
  }
}, 60_000)

test('nothing is read off what is expected but the form of parts: by default a list, each under its id', async () => {
  const [calendar, start] = ['always', '2026-03-10T00:00:00Z']
  const parts = [
    { id: 'a', calendar, start, target_seconds: 60 },
    { id: 'b', calendar, start, days: 0 },
  ]
  const [a, b] = [
    { due: '2026-03-10T00:01:00Z', due_local: '2026-03-10T07:01:00+07:00' },
    { due: '2026-03-10T17:00:00Z', due_local: '2026-03-11T00:00:00+07:00' },
  ]
  const path = written('forms.json', {
    calendars: { always: { tz: 'Asia/Ho_Chi_Minh', always: true } },
    cases: [
      { id: 'list', kind: 'multi', parts },
      { id: 'bare', kind: 'multi', parts, expect: { parts: [{ due: 'wrong' }, {}] } },
      { id: 'by id', kind: 'multi', parts, expect: { parts: { a: {}, b: {} } } },
      { id: 'flat', kind: 'multi', parts, expect: { a: {}, b: {} } },
      { id: 'named', kind: 'multi', parts: { a: parts[0], b: parts[1] } },
      { ...parts[0], id: 'no kind', expect: { due: 'wrong' } },
    ],
  })
  const ran = await quen(['clock', path, '--json'])
  expect(JSON.parse(ran.out)).toEqual({
    list: {
      parts: [
        { id: 'a', ...a },
        { id: 'b', ...b },
      ],
    },
    bare: { parts: [a, b] },
    'by id': { parts: { a, b } },
    flat: { a, b },
    named: { parts: { a, b } },
    'no kind': a,
  })
}, 20_000)

test('for people it is a line each, in local time and both languages', async () => {
  const ran = await quen(['clock', files[0] ?? ''])
  const lines = ran.out.trimEnd().split('\n')
  expect([ran.code, ran.err, lines.length]).toEqual([0, '', 15])
  expect(lines[0]).toBe('S01  hạn 10:00 Thứ Ba 10/03/2026 (Asia/Ho_Chi_Minh) · due 10:00 Tuesday 10 Mar 2026 (Asia/Ho_Chi_Minh)')
  expect(lines[9]).toContain('không ai đang chờ')
  expect(lines[10]).toContain('callback theo P4: không hứa gì')
  expect(lines[13]).toContain('due 09:30:30 Tuesday 10 Mar 2026')
  expect(lines[14]).toContain('due 11:30 Monday 6 Jul 2026 (America/New_York)')
  const harder = (await quen(['clock', files[1] ?? ''])).out
  expect(harder).toContain('H02 spring  hạn 06:00 Chủ nhật 29/03/2026 (Europe/Berlin) · due 06:00 Sunday 29 Mar 2026 (Europe/Berlin)\n')
  expect(harder).toContain('H04 b  đang tạm dừng, còn 2 giờ · paused, 2 h left\n')
  expect(harder).toContain('H07  trong 400 ngày không đủ giờ mở cửa · not enough open time within 400 days\n')
}, 20_000)

test('what is wrong is named by case and field, all of it at once, and the rest is answered', async () => {
  const { calendars, cases } = casesOf(files[0] ?? '')
  const [good] = cases
  const policy = { id: 'P', level: 'company', match: {}, calendar: 'shop', targets: { resolution: 60 } }
  const precedence = { kind: 'precedence', start: '2026-03-10T09:00:00Z', case: {}, policies: [policy], ask_targets: ['resolution'] }
  const change = {
    kind: 'change',
    start: '2026-03-10T09:00:00Z',
    changed_at: '2026-03-10T09:00:00Z',
    old: { calendar: 'shop', target_seconds: 1 },
  }
  const wrong: [given: Record<string, unknown>, sentence: string][] = [
    [{ calendar: 'office' }, 'calendar: there is no calendar "office" in this file'],
    [{ calendar: undefined }, 'calendar: write the name of a calendar'],
    [{ calendar: 'broken' }, 'calendar (broken): tz is unknown zone; weekly.mon[0][1] is not a time'],
    [{ calendar: { tz: 'UTC', weekly: {}, closed: ['2026-02-29'] } }, 'calendar: closed[0] is not a date'],
    [{ start: '2026-03-10T09:00:00' }, 'start: "2026-03-10T09:00:00" is no instant: write it with its offset'],
    [{ start: undefined }, 'start: nothing is no instant'],
    [{ target_seconds: -1 }, 'target_seconds: -1 is no whole number from 0 on'],
    [{ target_seconds: 1.5 }, 'target_seconds: 1.5 is no whole number'],
    [{ pauses: ['2026-03-10T09:00:00Z'] }, 'pauses[0]: write a pause as [from, to]'],
    [{ pauses: [['2026-03-10T09:00:00Z', '2026-03-10T08:00:00Z']] }, 'pauses[0]: it ends before it begins'],
    [{ pauses: [['2026-03-10T09:00:00Z', 'later']] }, 'pauses[0][1]: "later" is no instant'],
    [{ at_risk_fraction: -0.5 }, 'at_risk_fraction: -0.5 is no share'],
    [{ escalations: [{ level: 1, after_due_seconds: 5, clock: 'sun' }] }, 'escalations[0], clock: it is business or wall'],
    [{ outcomes: [{ done: null }] }, 'outcomes[0], now: nothing is no instant'],
    [{ kind: 'guess' }, 'kind: there is no kind "guess": due, business_days, next_response, precedence, change, multi'],
    [{ kind: 'business_days', days: 1, cutoff: '3 pm' }, 'cutoff: "3 pm" is no time of a day'],
    [{ kind: 'next_response', events: [{ at: '2026-03-10T09:00:00Z', type: 'sigh' }], ask_at: [] }, 'events[0], type: it is one of'],
    [{ ...precedence, policies: [{ ...policy, level: 'boss' }] }, 'policies[0], level: it is one of customer, tier, company'],
    [
      { ...precedence, policies: [{ ...policy, targets: { resolution: 'soon' } }] },
      'policies[0], targets, resolution: "soon" is no whole number',
    ],
    [{ ...precedence, policies: [{ ...policy, calendar: undefined }] }, 'policies[0], calendar: write the name of a calendar'],
    [{ ...precedence, ask_targets: [1] }, 'ask_targets[0]: it is no name of a target'],
    [change, 'new: a record is missing'],
    [{ kind: 'multi', parts: [{ ...good, start: 1 }] }, 'parts[0], start: 1 is no instant'],
  ]
  const path = written('wrong.json', {
    calendars: { ...calendars, broken: { tz: 'Mars/Base', weekly: { mon: [['08:00', '25:00']] } } },
    cases: [good, ...wrong.map(([given], at) => ({ ...good, ...given, id: `W${at}` }))],
  })
  const ran = await quen(['clock', path, '--json'])
  expect(ran.code).toBe(1)
  const told = ran.err.trimEnd().split('\n')
  for (const [at, [, sentence]] of wrong.entries()) expect(told[at]).toContain(`case W${at}, ${sentence}`)
  expect(told).toHaveLength(wrong.length)
  const answers = JSON.parse(ran.out)
  expect(answers.S01).toEqual(good?.expect)
  expect(answers.W0).toEqual({ error: 'bad_input', message: 'case W0, calendar: there is no calendar "office" in this file' })
}, 20_000)

test('a file that holds no cases is refused', async () => {
  const refused: [args: string[], code: number, sentence: string][] = [
    [[], 64, 'Say one file of cases'],
    [['a.json', 'b.json'], 64, 'Say one file of cases'],
    [[join(folder, 'nowhere.json')], 1, 'there is no such file'],
    [[written('text.json', 'cases: none')], 1, 'text.json is no JSON'],
    [[written('list.json', [])], 1, 'the file holds no record with "calendars" and "cases"'],
    [[written('calendars.json', { calendars: [], cases: [] })], 1, 'calendars: a record of calendars by name is missing'],
    [[written('none.json', { calendars: {} })], 1, 'cases: a list is missing'],
    [[written('unnamed.json', { cases: [{ kind: 'due' }] })], 1, 'cases[0], id: a text is missing'],
    [[written('twice.json', { cases: [{ id: 'A' }, { id: 'A' }] })], 1, 'case A, id: an earlier case has it already'],
  ]
  for (const [args, code, sentence] of refused) {
    const ran = await quen(['clock', ...args, '--json'])
    expect([ran.code, ran.out, ran.err]).toEqual([code, '', expect.stringContaining(sentence)])
  }
}, 60_000)
