import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Order, ordersOf, type Shop } from '../../bench/order-log.ts'
import { chance } from '../../bench/science-population.ts'
import { answerOf } from '../../src/cli/analyze/answer.ts'
import { readArguments } from '../../src/cli/analyze/arguments.ts'
import { readLog } from '../../src/cli/analyze/log.ts'
import { settle } from '../../src/cli/analyze/settle.ts'
import { verdictOf } from '../../src/cli/analyze/verdict.ts'
import { warningsOf } from '../../src/cli/analyze/warnings.ts'
import { dayNumber, fromDayNumber } from '../../src/values/civil-date.ts'
import { cdnowHistories, reference } from '../fixtures/cdnow/cdnow.ts'

/** Order lists to be analysed, in a folder of their own. */

export function aFolder(): { folder: string; file(name: string, text: string | Buffer): string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'quen-analyze-test-'))
  return {
    folder,
    file(name, text) {
      const path = join(folder, name)
      writeFileSync(path, text)
      return path
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** What the verb works out, without its process. */
export async function analysed(path: string, ...args: string[]) {
  const asked = readArguments([path, '--language', 'en', ...args])
  if (asked === null) throw new Error('help was asked for')
  const { log, fault } = await readLog(asked)
  if (fault !== null) throw new Error(JSON.stringify(fault))
  const settled = settle(log, asked.asOfDay, asked.currency)
  if (settled === null) throw new Error('no row can be used')
  const verdict = verdictOf(asked, log, settled)
  const warnings = warningsOf(verdict)
  return { verdict, warnings, answer: answerOf(verdict, warnings), codes: warnings.map(({ code }) => code as string) }
}

export const CALIBRATION_END = '1997-09-30'

/**
 * An order list with CDNOW's histories: the published counts say how many customers have which (x, t_x, T), and days in between are drawn. After the
 * calibration the purchases of each frequency are as many as published, dealt out one by one.
 */
export function cdnowList(): string {
  const end = dayNumber(CALIBRATION_END)
  const next = chance(7)
  const { repeats, spanDays, ageDays, customers } = cdnowHistories()
  const lines: string[] = ['customer_id,date']
  const byFrequency = new Map<number, number[]>()
  let customer = 0
  repeats.forEach((x, row) => {
    for (let n = 0; n < (customers[row] ?? 0); n++) {
      customer++
      const [first, span] = [end - (ageDays[row] ?? 0), spanDays[row] ?? 0]
      const days = new Set([0, span])
      while (days.size < Math.min(x, 1) + 1 || days.size < x + 1) days.add(1 + Math.floor(next() * (span - 1)))
      for (const day of days) lines.push(`${customer},${fromDayNumber(first + day)}`)
      const frequency = Math.min(x, 7)
      byFrequency.set(frequency, [...(byFrequency.get(frequency) ?? []), customer])
    }
  })
  reference.holdout.byFrequency.forEach(({ actual = 0 }, frequency) => {
    const group = byFrequency.get(frequency) ?? []
    const purchases = Math.round(actual * group.length)
    for (let n = 0; n < purchases; n++) lines.push(`${group[n % group.length]},${fromDayNumber(end + 1 + Math.floor(n / group.length))}`)
  })
  return `${lines.join('\n')}\n`
}

/** A list of orders as CSV; what it looks like is up to the test. */
export function listOf(
  customers: number,
  shop: Partial<Shop> = {},
  line: (order: Order) => string = usualLine,
  header = 'customer,date,amount',
): string {
  const orders = [...ordersOf(customers, { seed: 11, fromDay: dayNumber('2024-01-01'), days: 730, ...shop })]
  return `${header}\n${orders.map(line).join('\n')}\n`
}

export const usualLine = ({ customer, day, amount }: Order): string => `C${customer},${fromDayNumber(day)},${amount.toFixed(2)}`
