import { expect, test } from 'vitest'
import { quen } from './support/program.ts'

const tet = '{"solar":"2027-02-06","lunar":{"year":2027,"month":1,"day":1,"leap":false}}\n'

test('a day is asked for from either side, and the answer does not hang on the clock of the machine', async () => {
  for (const TZ of ['UTC', 'America/New_York', 'Asia/Shanghai', 'Pacific/Kiritimati']) {
    expect(await quen(['lunar', '2027-02-06', '--json'], { env: { TZ } })).toEqual({ code: 0, out: tet, err: '' })
    expect(await quen(['lunar', '--lunar', '2027-01-01', '--json'], { env: { TZ } })).toEqual({ code: 0, out: tet, err: '' })
  }
})

test('a leap month is said with --leap, and a 30th of February is a lunar day', async () => {
  const leap = await quen(['lunar', '--lunar', '2025-06-15', '--leap', '--json'])
  expect(JSON.parse(leap.out)).toEqual({ solar: '2025-08-08', lunar: { year: 2025, month: 6, day: 15, leap: true } })
  const thirtieth = await quen(['lunar', '--lunar', '2027-02-30', '--json'])
  expect(JSON.parse(thirtieth.out)).toEqual({ solar: '2027-04-06', lunar: { year: 2027, month: 2, day: 30, leap: false } })
})

test('for people it is a sentence in both languages, and a doubt is told beside it', async () => {
  expect(await quen(['lunar', '2026-02-10'])).toEqual({
    code: 0,
    out: '10/02/2026 là 23 tháng Chạp năm Ất Tỵ 2025\n10 Feb 2026 is the 23rd of the 12th lunar month of 2025\n',
    err: '',
  })
  const old = await quen(['lunar', '1950-01-01'])
  expect([old.code, old.err]).toEqual([0, expect.stringContaining('before 1968')])
  expect(JSON.parse((await quen(['lunar', '2054-05-08', '--json'])).out)).toMatchObject({ uncertain: true })
})

test('what is wrong is named', async () => {
  const cases: [args: string, code: number, sentence: string][] = [
    ['', 64, 'Say one day'],
    ['2027-02-06 2027-02-07', 64, 'Say one day'],
    ['2027-02-06 --lunar 2027-01-01', 64, 'Say one day'],
    ['06/02/2027', 64, '"06/02/2027" is no day: write YYYY-MM-DD'],
    ['--lunar 1/1/2027', 64, '"1/1/2027" is no lunar date'],
    ['2027-02-06 --leap', 64, '--leap belongs to a lunar date'],
    ['2027-02-30', 1, '2027-02-30 is no day of the solar calendar'],
    ['1800-01-01', 1, '1800-01-01 lies outside what is known: 1899-02-10 to 2101-01-28'],
    ['--lunar 2200-01-01', 1, 'lunar year 2200 lies outside what is known: 1899 to 2100'],
    ['--lunar 2027-13-01', 1, 'there is no lunar month 13'],
    ['--lunar 2024-12-30', 1, 'there is no day 30: month 12 of lunar year 2024 has 29 days'],
    ['--lunar 2025-06-30 --leap', 1, 'there is no day 30: leap month 6 of lunar year 2025 has 29 days'],
    ['--lunar 2025-07-01 --leap', 1, 'lunar year 2025 has no leap month 7: its leap month is 6'],
    ['--lunar 2026-07-01 --leap', 1, 'lunar year 2026 has no leap month 7: it has none'],
  ]
  for (const [args, code, sentence] of cases) {
    const ran = await quen(['lunar', ...args.split(' ').filter((word) => word !== '')])
    expect([ran.code, ran.out, ran.err]).toEqual([code, '', expect.stringContaining(sentence)])
  }
}, 60_000)
