import { afterAll, describe, expect, it } from 'vitest'
import type { Order } from '../../bench/order-log.ts'
import { dayNumber, fromDayNumber } from '../../src/values/civil-date.ts'
import { aFolder, analysed, listOf, usualLine } from './shop.ts'

/** What has misled shops before, each with what is said of it. */

const room = aFolder()
afterAll(room.remove)

const SHOP = listOf(1500)
const from = (text: string, ...args: string[]) => analysed(room.file('list.csv', text), '--model', 'mbgnbd', ...args)
let kept: ReturnType<typeof analysed> | undefined
/** The shop as it is: many tests hold another against it. */
const usual = (): ReturnType<typeof analysed> => {
  kept ??= from(SHOP)
  return kept
}
/** The same list with more lines. */
const withLines = (...lines: string[]): string => `${SHOP}${lines.join('\n')}\n`
const countOf = (warnings: readonly { code: string; count: number }[], code: string): number | undefined =>
  warnings.find((one) => one.code === code)?.count

describe('an honest shop', () => {
  it('has few things to be warned of, and its figures fit together', async () => {
    const { answer, codes, verdict } = await from(SHOP, '--currency', 'USD')
    expect(codes.filter((code) => !['same-day', 'endless-life', 'giants'].includes(code))).toEqual([])
    const { scored } = verdict
    if (scored === null || answer.loyal === null || answer.equity === null) throw new Error('nothing was scored')
    expect(scored.stateCounts.reduce((sum, one) => sum + one, 0)).toBe(answer.summary.customers)
    expect(answer.loyal.count).toBe(answer.tenure?.customers)
    expect(scored.values?.reduce((sum, one) => sum + one, 0)).toBeCloseTo(answer.equity.value, 4)
    expect(answer.equity.low).toBeLessThan(answer.equity.value)
    expect(answer.equity.high).toBeGreaterThan(answer.equity.value)
    expect(answer.backtest?.isDefaultSplit).toBe(true)
    expect(Math.abs(answer.backtest?.totals.error ?? 1)).toBeLessThan(0.1)
  })

  it('is worth a share of its revenue where the margin is known, and only then is it profit', async () => {
    const revenue = (await usual()).answer.equity
    const profit = (await from(SHOP, '--margin', '35%')).answer.equity
    expect([revenue?.basis, profit?.basis]).toEqual(['revenue', 'profit'])
    expect((profit?.value ?? 0) / (revenue?.value ?? 1)).toBeCloseTo(0.35, 9)
    const withCosts = listOf(
      1500,
      {},
      (order: Order) => `${usualLine(order)},${(order.amount * 0.65).toFixed(4)}`,
      'customer,date,amount,cost',
    )
    const byCosts = (await from(withCosts)).answer.equity
    expect(byCosts?.basis).toBe('profit')
    expect((byCosts?.value ?? 0) / (revenue?.value ?? 1)).toBeCloseTo(0.35, 3)
  })

  it('is worth more over a longer time, and less at a higher discount', async () => {
    const value = async (...args: string[]) => (await from(SHOP, ...args)).answer.equity?.value ?? Number.NaN
    const now = await value()
    expect(await value('--horizon', '26w')).toBeLessThan(now)
    expect(await value('--horizon', '2y')).toBeGreaterThan(now)
    expect(await value('--annual-discount', '0.5')).toBeLessThan(now)
  })
})

describe('traps', () => {
  it('a log that began mid-life: most are seen in its first month, and their number is said', async () => {
    // The first year is not in the file: who came in it looks as if they came first in the second.
    const cut = dayNumber('2025-01-01')
    const lines = listOf(1500, { r: 2, alpha: 10, a: 0.2 }).split('\n')
    const later = [lines[0], ...lines.slice(1).filter((line) => line !== '' && dayNumber(line.split(',')[1] ?? '') >= cut)]
    const { codes, warnings } = await from(`${later.join('\n')}\n`)
    expect(codes).toContain('left-truncation')
    expect(countOf(warnings, 'left-truncation')).toBeGreaterThan(100)
    // Knowing their true first days, they are left out, and told apart.
    const first = new Map<string, string>()
    for (const line of lines.slice(1)) {
      const [who = '', day = ''] = line.split(',')
      if (day !== '' && day < (first.get(who) ?? '9')) first.set(who, day)
    }
    const known = later.map((line, row) => (row === 0 ? `${line},customer since` : `${line},${first.get(line?.split(',')[0] ?? '')}`))
    const told = await from(`${known.join('\n')}\n`)
    expect(told.codes).not.toContain('left-truncation')
    expect(countOf(told.warnings, 'older-than-log')).toBeGreaterThan(300)
  })

  it('spend that goes with frequency', async () => {
    const counts = new Map<string, number>()
    for (const line of SHOP.split('\n').slice(1)) counts.set(line.split(',')[0] ?? '', (counts.get(line.split(',')[0] ?? '') ?? 0) + 1)
    const together = listOf(
      1500,
      {},
      (order) => `C${order.customer},${fromDayNumber(order.day)},${(order.amount * (counts.get(`C${order.customer}`) ?? 1)).toFixed(2)}`,
    )
    expect((await from(together)).codes).toContain('spend-correlation')
    expect((await usual()).codes).not.toContain('spend-correlation')
  })

  it('nobody seen to leave', async () => {
    const { answer, codes } = await analysed(room.file('stay.csv', listOf(800, { a: 0, b: 1 })))
    expect(codes.filter((code) => code === 'no-attrition')).toHaveLength(1)
    for (const name of ['bgnbd', 'mbgnbd', 'pareto'] as const)
      expect(Object.entries(answer.fits).find(([key]) => key === name)?.[1]).toMatchObject({ converged: true, boundary: 'no-dropout' })
  })

  it('a wholesaler among households', async () => {
    const days = Array.from({ length: 300 }, (_, n) => `BIG,${fromDayNumber(dayNumber('2024-01-05') + 2 * n)},900`)
    const { warnings } = await from(withLines(...days))
    expect(countOf(warnings, 'giants')).toBeGreaterThan(0)
    expect(warnings.find(({ code }) => code === 'giants')?.message).toContain('BIG, 300 visits')
  })

  it('a season', async () => {
    const busy = Array.from(
      { length: 2500 },
      (_, n) => `C${n % 1200},2025-0${5 + (n % 2)}-${String(1 + (n % 28)).padStart(2, '0')},10`,
    ).filter((line) => line.includes('-05-'))
    const { warnings } = await from(withLines(...busy))
    expect(warnings.find(({ code }) => code === 'season')?.message).toContain('05/2025')
  })

  it('customers as regular as a clock', async () => {
    const lines = ['customer,date,amount']
    for (let customer = 0; customer < 200; customer++)
      for (let week = 0; week < 40; week++)
        lines.push(`C${customer},${fromDayNumber(dayNumber('2025-01-01') + (customer % 30) + 7 * week)},10`)
    expect((await from(`${lines.join('\n')}\n`)).codes).toContain('regular')
  })

  it('rows of nothing: visits in a log without returns, corrections in one with them', async () => {
    const free = await from(withLines('C1,2025-06-01,0'))
    expect([free.codes.includes('zero-amount-visits'), free.answer.summary.zeroAmount]).toEqual([true, 1])
    const corrected = await from(withLines('C1,2025-06-01,0', 'C2,2025-06-01,-5'))
    expect(corrected.codes).toEqual(expect.arrayContaining(['zero-amount-corrections', 'refunds-unlinked']))
    expect(corrected.answer.summary.occasions).toBeLessThan(free.answer.summary.occasions)
  })

  it('guests: counted, and no customer', async () => {
    const { answer, warnings } = await from(withLines('Khách lẻ,2025-06-01,10', ',2025-06-02,10'))
    expect(countOf(warnings, 'no-customer')).toBe(2)
    expect(answer.summary.customers).toBe((await usual()).answer.summary.customers)
  })

  it('who came first after the fit is no part of it, and is counted', async () => {
    const { warnings, answer } = await from(SHOP, '--calibrate-until', '2025-06-30')
    const later = countOf(warnings, 'acquired-later') ?? 0
    expect(later).toBeGreaterThan(100)
    expect((answer.backtest?.totals.customers ?? 0) + later).toBe(answer.summary.customers)
  })

  it('several currencies: the visits count, and nobody’s spend is made of two', async () => {
    const mixed = listOf(
      1500,
      {},
      (order) => `${usualLine(order)},${order.customer % 10 === 0 ? 'USD' : 'VND'}`,
      'customer,date,amount,currency',
    )
    const { answer, codes, verdict } = await from(mixed)
    expect(codes).toContain('several-currencies')
    expect(answer.equity?.currency).toBe('VND')
    expect(answer.summary.occasions).toBe((await usual()).answer.summary.occasions)
    expect(verdict.assessment.spend?.fit?.customers).toBeLessThan((await usual()).verdict.assessment.spend?.fit?.customers ?? 0)
    expect(answer.cohorts[0]).not.toHaveProperty('spend')
  })

  it('too little: no state is guessed, no figure made up, and how much is missing is said', async () => {
    for (const text of [
      'customer,date,amount\na,2026-01-02,5\n',
      'customer,date\na,2026-01-02\nb,2026-01-02\nb,2026-01-09\n',
      listOf(15),
    ]) {
      const { answer, codes, warnings } = await from(text)
      expect([answer.chosen, answer.backtest, answer.loyal, answer.tenure, answer.equity]).toEqual([null, null, null, null, null])
      expect(codes).toContain('too-little-data')
      expect(warnings.find(({ code }) => code === 'too-little-data')?.message).toMatch(/needed|one day/)
      expect(answer.cohorts.length).toBeGreaterThan(0)
    }
  })

  it('a log too short to hold anything back says that no forecast was tested', async () => {
    const { answer, codes } = await from(listOf(3000, { days: 120, r: 2 }))
    expect([answer.chosen, answer.backtest]).toEqual(['mbgnbd', null])
    expect(codes).toContain('no-backtest')
  })

  it('a lifetime without a mean is never printed; the horizon is named', async () => {
    const { answer, warnings } = await usual()
    expect(warnings.find(({ code }) => code === 'endless-life')?.message).toContain('a = 0.')
    expect(answer.tenure).toMatchObject({ horizonWeeks: 52 })
    expect(answer.tenure?.expectedActiveWeeks).toBeLessThanOrEqual(52)
  })

  it('extremes come to an answer without a NaN: one customer, one day, thousands of visits', async () => {
    const every = Array.from({ length: 2000 }, (_, n) => `a,${fromDayNumber(dayNumber('2020-01-01') + n)},1`)
    const lists = [
      `customer,date,amount\n${every.join('\n')}\n`,
      withLines(...every),
      `customer,date,amount\n${Array.from({ length: 500 }, (_, n) => `c${n},2026-01-02,5`).join('\n')}\n`,
      listOf(400, { a: 50, b: 0.01 }),
    ]
    for (const text of lists) {
      const { answer } = await analysed(room.file('extreme.csv', text))
      const seen: unknown[] = []
      JSON.stringify(answer, (_, value: unknown) => {
        if (typeof value === 'number') seen.push(value)
        return value
      })
      expect(seen.every((value) => Number.isFinite(value))).toBe(true)
    }
  })
})
