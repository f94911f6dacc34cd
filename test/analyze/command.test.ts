import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { quen } from '../support/program.ts'
import { aFolder, listOf } from './shop.ts'

const room = aFolder()
afterAll(room.remove)
const bad = (file: string): string => new URL(`../fixtures/bad-input/${file}`, import.meta.url).pathname

const figure = z.number()
const fitOf = (...parameters: string[]) =>
  z.strictObject({
    parameters: z.strictObject(Object.fromEntries(parameters.map((name) => [name, figure]))),
    standardErrors: z.strictObject(Object.fromEntries(parameters.map((name) => [name, figure.nullable()]))),
    logLikelihood: figure.negative(),
    converged: z.boolean(),
    boundary: z.string().nullable(),
  })
const rule = { named: figure.int(), precision: figure, recall: figure }
const test = {
  byFrequency: z.array(
    z.strictObject({
      frequency: figure.int(),
      orMore: z.boolean(),
      customers: figure.int(),
      expected: figure.nullable(),
      actual: figure.nullable(),
    }),
  ),
  totals: z.strictObject({ expected: figure, actual: figure, error: figure.nullable(), customers: figure.int() }),
  buyers: z.strictObject({ expected: figure, actual: figure.int() }),
  calibration: z.array(z.strictObject({ customers: figure.int(), predicted: figure, actual: figure })),
  brier: figure,
  brierOfShare: figure,
  loyal: z.strictObject({ ...rule, theta: figure }),
  naive: z.strictObject({ ...rule, withinDays: figure.int() }),
}
/** What programs are promised, field by field. */
const promised = z.strictObject({
  summary: z.strictObject({
    rows: figure.int(),
    customers: figure.int(),
    repeaters: figure.int(),
    occasions: figure.int(),
    refunds: figure.int(),
    zeroAmount: figure.int(),
    from: z.iso.date(),
    to: z.iso.date(),
    asOf: z.iso.date(),
  }),
  unit: z.enum(['week', 'day']),
  fits: z.strictObject({
    bgnbd: fitOf('r', 'alpha', 'a', 'b'),
    mbgnbd: fitOf('r', 'alpha', 'a', 'b'),
    pareto: fitOf('r', 'alpha', 's', 'beta'),
    gammaGamma: fitOf('p', 'q', 'gamma'),
  }),
  chosen: z.enum(['bgnbd', 'mbgnbd', 'pareto']),
  chosenReason: z.strictObject({ code: z.string(), message: z.string() }),
  backtest: z.strictObject({
    calibrateUntil: z.iso.date(),
    testUntil: z.iso.date(),
    windowDays: figure.int(),
    isDefaultSplit: z.boolean(),
    ...test,
    models: z.strictObject({ bgnbd: z.strictObject(test), mbgnbd: z.strictObject(test), pareto: z.strictObject(test) }),
  }),
  loyal: z.strictObject({
    count: figure.int(),
    expected: figure,
    low: figure,
    high: figure,
    theta: z.literal(0.5),
    windowDays: figure.int(),
  }),
  tenure: z.strictObject({
    customers: figure.int(),
    medianWeeks: figure,
    meanWeeks: figure,
    expectedActiveWeeks: figure,
    horizonWeeks: z.literal(52),
  }),
  equity: z.strictObject({
    value: figure,
    low: figure,
    high: figure,
    currency: z.literal('USD'),
    basis: z.enum(['profit', 'revenue']),
    horizonWeeks: z.literal(52),
    annualDiscount: z.literal(0.15),
  }),
  cohorts: z.array(
    z.strictObject({
      month: z.string().regex(/^\d{4}-\d{2}$/),
      customers: figure.int(),
      came: z.array(figure.int()),
      visits: z.array(figure.int()),
      spend: z.array(figure),
    }),
  ),
  warnings: z.array(z.strictObject({ code: z.string(), message: z.string().min(20), count: figure.positive() })),
})

let shop = ''
beforeAll(() => {
  shop = room.file('shop.csv', listOf(1200, {}, undefined, 'customer,date,amount (USD)'))
})

describe('the answer for programs', () => {
  it('has every field that is promised, and the same figures in whatever zone the machine stands', async () => {
    const [hanoi, honolulu] = await Promise.all(
      ['Asia/Ho_Chi_Minh', 'Pacific/Honolulu'].map((TZ) => quen(['analyze', shop, '--json'], { env: { TZ, LANG: 'en_GB.UTF-8' } })),
    )
    expect([hanoi?.code, hanoi?.err]).toEqual([0, ''])
    expect(honolulu?.out).toBe(hanoi?.out)
    const answer = promised.parse(JSON.parse(hanoi?.out ?? ''))
    expect(answer.summary.asOf).toBe(answer.summary.to)
  })

  it('a refusal is an answer too', async () => {
    const { code, out, err } = await quen(['analyze', join(room.folder, 'nowhere.csv'), '--json', '--language', 'en'])
    expect([code, JSON.parse(out).refused.code]).toEqual([2, 'no-such-file'])
    expect(err).toContain('There is no such file')
  })
})

describe('the files it writes', () => {
  it('a page that stands alone, and a line for every customer', async () => {
    const [page, list] = [join(room.folder, 'page.html'), join(room.folder, 'customers.csv')]
    writeFileSync(page, 'an older page')
    const { code, out } = await quen(['analyze', shop, '--html', page, '--customers', list, '--json'])
    expect(code).toBe(0)
    const html = readFileSync(page, 'utf8')
    expect(html).toMatch(/^<!doctype html>\n<html lang="vi">/)
    expect(html).not.toMatch(/<script|<link|<img|https?:|@import|url\(/)
    for (const said of [
      'Khách đang ở đâu',
      'Dự báo có đúng không',
      'Trở lại theo tháng',
      'Từ lần đầu đến lần thứ hai',
      'Còn là khách không',
      'Giá trị nằm ở ai',
    ])
      expect(html).toContain(said)
    expect(html.match(/<svg/g)).toHaveLength(2)
    expect(html.match(/NaN|undefined|Infinity/)).toBeNull()
    const answer = JSON.parse(out)
    const [header, ...rows] = readFileSync(list, 'utf8').trim().split('\r\n')
    expect(header).toBe('customer_id,x,t_x,T,m,p_alive,p_buy_next,expected_purchases,clv,state')
    expect(rows).toHaveLength(answer.summary.customers)
    const sum = (column: number): number => rows.reduce((total, row) => total + Number(row.split(',')[column]), 0)
    expect(sum(1)).toBe(answer.summary.occasions - answer.summary.customers)
    expect(sum(8)).toBeCloseTo(answer.equity.value, 4)
    expect(rows.filter((row) => Number(row.split(',')[1]) > 0 && Number(row.split(',')[6]) >= 0.5)).toHaveLength(answer.loyal.count)
    expect(readdirSync(room.folder).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })

  it('nothing is written when the input is refused, and an older page stays', async () => {
    const folder = join(room.folder, 'refused')
    mkdirSync(folder)
    const page = join(folder, 'page.html')
    writeFileSync(page, 'an older page')
    const nobody = room.file('nobody.csv', 'day,sum\n2026-01-02,5\n')
    const { code } = await quen(['analyze', nobody, '--html', page, '--customers', join(folder, 'list.csv')])
    expect([code, readdirSync(folder), readFileSync(page, 'utf8')]).toEqual([3, ['page.html'], 'an older page'])
  })

  it('a name in the file is text on the page, and no formula in the list', async () => {
    const lines = readFileSync(shop, 'utf8').split('\n')
    const evil = Array.from(
      { length: 300 },
      (_, n) => `<b>=1+1</b>,2024-${String(1 + (n % 12)).padStart(2, '0')}-${String(1 + (n % 28)).padStart(2, '0')},5000`,
    )
    const formula = '=2+2,2025-01-05,10'
    const path = room.file('evil.csv', `${[...lines.slice(0, -1), ...evil, formula].join('\n')}\n`)
    const [page, list] = [join(room.folder, 'evil.html'), join(room.folder, 'evil-list.csv')]
    expect((await quen(['analyze', path, '--model', 'mbgnbd', '--html', page, '--customers', list])).code).toBe(0)
    expect(readFileSync(page, 'utf8')).toContain('&lt;b&gt;=1+1&lt;/b&gt;')
    expect(readFileSync(page, 'utf8')).not.toContain('<b>=1')
    expect(readFileSync(list, 'utf8')).toMatch(/^customer_id,/)
    expect(readFileSync(list, 'utf8')).toContain("\r\n'=2+2,")
    const named = room.file('named.csv', `${lines.slice(0, -1).join('\n')}\nÚt,2025-01-05,10\n`)
    expect((await quen(['analyze', named, '--model', 'mbgnbd', '--customers', list])).code).toBe(0)
    expect(readFileSync(list, 'utf8')).toMatch(/^\ufeffcustomer_id,/)
  })
})

describe('in the terminal', () => {
  it('it speaks Vietnamese, or English where the terminal does, without colour in a pipe, and fits the width', async () => {
    const vietnamese = await quen(['analyze', shop, '--model', 'mbgnbd'], {
      env: { LANG: 'C.UTF-8', LC_ALL: '', LC_MESSAGES: '', COLUMNS: '60' },
    })
    const english = await quen(['analyze', shop, '--model', 'mbgnbd'], {
      env: { LANG: 'en_US.UTF-8', LC_ALL: '', LC_MESSAGES: '', COLUMNS: '100' },
    })
    expect(vietnamese.out).toMatch(/^Khách trung thành tính đến \d\d\/\d\d\/\d{4}\n/)
    expect(english.out).toMatch(/^Loyal customers as of /)
    expect(vietnamese.out).toContain('█')
    expect(vietnamese.out).not.toMatch(/\u001b/)
    expect(Math.max(...vietnamese.out.split('\n').map((line) => [...line].length))).toBeLessThanOrEqual(60)
  })

  it('a spreadsheet is read like a list', async () => {
    const { code, out } = await quen([
      'analyze',
      bad('sheet/dates-and-phones.xlsx'),
      '--map',
      'customer_id=Di động',
      '--map',
      'date=Sinh nhật',
      '--json',
    ])
    expect([code, JSON.parse(out).summary]).toEqual([0, expect.objectContaining({ rows: 2, customers: 2, from: '1988-10-20' })])
  })
})

describe('what is wrong is named', () => {
  it.each([
    [['--model', 'nbd'], '--model "nbd" is not known: auto, bgnbd, mbgnbd, pareto'],
    [['--as-of', '1/2/2026'], '--as-of "1/2/2026" is no day'],
    [['--calibrate-until', '2025-13-01'], '--calibrate-until "2025-13-01" is no day'],
    [['--as-of', '2025-01-01', '--calibrate-until', '2025-01-01'], '--calibrate-until must lie before --as-of'],
    [['--horizon', 'soon'], '--horizon "soon" is not understood'],
    [['--annual-discount', '-1'], '--annual-discount "-1" must lie between'],
    [['--margin', '3'], '--margin "3" must lie between'],
    [['--unit', 'month'], '--unit "month" is not known: week, day'],
    [['--map', 'who=x'], '--map: there is no field "who"'],
    [['--zone', 'Hanoi'], '--zone "Hanoi" is not known'],
    [['--html', '/nowhere/at/all.html'], '--html: there is no folder /nowhere/at'],
    [['--frobnicate'], "'--frobnicate'"],
  ])('%j', async (args, sentence) => {
    // One word of an argument that begins with a minus must be tied to its option.
    const tied = args.length === 2 && args[1]?.startsWith('-') ? [`${args[0]}=${args[1]}`] : args
    const { code, out, err } = await quen(['analyze', shop, ...tied])
    expect([code, out]).toEqual([64, ''])
    expect(err).toContain(sentence)
  })

  it('the file that is read is never written over', async () => {
    const before = readFileSync(shop)
    const { code, err } = await quen(['analyze', shop, '--customers', shop])
    expect([code, err]).toEqual([64, expect.stringContaining('--customers names the file that is read')])
    expect(readFileSync(shop).equals(before)).toBe(true)
  })

  it('a calibration outside of the file is refused with the days that would do', async () => {
    const { code, err } = await quen(['analyze', shop, '--calibrate-until', '2031-01-01', '--language', 'en'])
    expect([code, err]).toEqual([2, expect.stringMatching(/--calibrate-until must lie between 2024-01-01 and 2025-12-\d\d/)])
  })

  it('a file of nothing usable, or of nothing by then, is refused with the first reason', async () => {
    const none = await quen(['analyze', room.file('none.csv', 'customer,date\na,31/02/2026\n'), '--language', 'en'])
    expect([none.code, none.err]).toEqual([2, expect.stringContaining('no row can be used. Line 2 (date): There is no such day.')])
    const early = await quen(['analyze', shop, '--as-of', '2001-01-01', '--language', 'en'])
    expect([early.code, early.err]).toEqual([2, '--as-of 2001-01-01 lies before every row of the file.\n'])
  })
})

describe('bad files', () => {
  it.each([
    ['csv/cp1258.csv', 2, 'Windows-1258'],
    ['csv/tcvn3.csv', 2, 'TCVN3'],
    ['sheet/entity.xlsx', 2, 'kiểu tài liệu'],
    ['sheet/cut-off.xlsx', 2, 'bị hỏng'],
    ['sheet/far-cell.xlsx', 3, '--map date='],
    ['csv/plain.csv', 3, '--map date='],
  ])('%s', async (file, exit, sentence) => {
    const page = join(room.folder, 'never.html')
    const { code, err } = await quen(['analyze', bad(file), '--html', page])
    expect([code, existsSync(page)]).toEqual([exit, false])
    expect(err).toContain(sentence)
  })

  it.each([
    ['csv/utf16.csv', 3, 0],
    ['csv/bom.csv', 3, 0],
    ['csv/mixed-line-ends.csv', 3, 0],
    ['csv/semicolon.csv', 3, 0],
    ['csv/ragged.csv', 3, 2],
    ['csv/unbalanced-quote.csv', 3, 1],
    ['csv/nul.csv', 2, 1],
  ])('%s: its days are found, its faults counted', async (file, rows, faults) => {
    const { code, out } = await quen(['analyze', bad(file), '--map', 'date=Sinh nhật', '--json'])
    const { summary, warnings } = JSON.parse(out)
    const found = warnings.find((one: { code: string }) => one.code === 'bad-rows')
    expect([code, summary.rows, found?.count ?? 0]).toEqual([0, rows, faults])
  })
})
