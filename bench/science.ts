import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { at } from '../src/science/column.ts'
import { type Fit, fitModel } from '../src/science/fit.ts'
import { expectedSpends, fitSpend } from '../src/science/gamma-gamma.ts'
import { grouped, type Histories, single, totalsOf } from '../src/science/histories.ts'
import type { ModelName } from '../src/science/model.ts'
import { scoreHistories, totalOver } from '../src/science/scores.ts'
import { cdnowHistories } from '../test/fixtures/cdnow/cdnow.ts'
import { simulated, simulatedSpends } from './science-population.ts'
import { processorYardstick, verdict } from './yardstick.ts'

/** The buying models at a shop's size, one thread, without a database: `node bench/science.ts`. Each row runs in a process of its own, for its peak memory. */

const TRUTH = { name: 'mbgnbd', r: 0.77, alpha: 6, a: 0.7, b: 2 } as const
const SPENDS = { p: 6.25, q: 3.74, gamma: 15.44 }
const YEAR = { horizonDays: 364, stepDays: 7, annualDiscount: 0.15 }
const WANTED = { buysWithinDays: 91, purchasesWithinDays: 364 }

type Step = [name: string, limit: number, run: () => unknown]

function fitted(name: ModelName, histories: Histories): Fit {
  const { fit, refused } = fitModel(name, histories)
  if (fit === null) throw new Error(JSON.stringify(refused))
  return fit
}

/** Customers acquired over two years, as counted histories. */
function store(count: number): Histories {
  const { repeats, spanDays, ageDays } = simulated(TRUTH, count, { seed: 20260101 })
  return grouped(single(repeats, spanDays, ageDays)).histories
}

function small(): Step[] {
  const histories = cdnowHistories()
  const listed = new Float64Array(totalsOf(histories).customers)
  let row = 0
  histories.customers.forEach((customers, group) => {
    listed.fill(at(histories.repeats, group), row, row + customers)
    row += customers
  })
  const spends = simulatedSpends(listed, SPENDS, 7)
  return [
    [
      'CDNOW sample: fit MBG/NBD and Gamma-Gamma, and score',
      100,
      () => {
        const fit = fitted('mbgnbd', histories)
        const spend = fitSpend(listed, spends).fit
        if (spend === null) throw new Error('no spend fit')
        return [scoreHistories(fit.scoring, histories, { ...WANTED, present: YEAR }), expectedSpends(spend, listed, spends)]
      },
    ],
  ]
}

function large(count: number, fitLimit: number, scoreLimit: number, presentLimit: number | null): Step[] {
  const histories = store(count)
  let fit: Fit | undefined
  const name = `${count / 1e6} M customers (${(histories.repeats.length / 1000).toFixed(0)} k histories)`
  const scoring = () => (fit ?? fitted('mbgnbd', histories)).scoring
  const steps: Step[] = [
    [`${name}: fit MBG/NBD`, fitLimit, () => (fit = fitted('mbgnbd', histories))],
    [`${name}: score P(alive), P(buy), E`, scoreLimit, () => scoreHistories(scoring(), histories, WANTED)],
  ]
  if (presentLimit !== null)
    steps.push([
      `${name}: score with present value`,
      presentLimit,
      () => scoreHistories(scoring(), histories, { ...WANTED, present: YEAR }),
    ])
  return steps
}

function pareto(count: number, limit: number): Step[] {
  const histories = store(count)
  return [
    [
      `${count / 1e6} M customers (${(histories.repeats.length / 1000).toFixed(0)} k histories): fit Pareto/NBD`,
      limit,
      () => fitted('pareto', histories),
    ],
  ]
}

const rows: Record<string, () => Step[]> = {
  cdnow: small,
  '1M': () => large(1_000_000, 2000, 1000, 3000),
  '10M': () => large(10_000_000, 10_000, 8000, null),
  pareto: () => pareto(1_000_000, 20_000),
}

/** That present values keep the sum over all weeks to a millionth, on the whole store. */
function presentError(): void {
  const histories = store(1_000_000)
  const { scoring } = fitted('mbgnbd', histories)
  const few = scoreHistories(scoring, histories, { present: YEAR }).presentPurchases
  let sum = 0
  let before = 0
  for (let week = 1; week <= 52; week++) {
    const purchases = scoreHistories(scoring, histories, { purchasesWithinDays: week * 7 }).purchases
    if (purchases === null) throw new Error('nothing scored')
    const expected = totalOver(purchases, histories.customers)
    sum += (expected - before) * 1.15 ** (-week / 52)
    before = expected
  }
  if (few === null) throw new Error('nothing scored')
  console.log(
    `present value of a year beside the sum over 52 weeks: ${Math.abs(totalOver(few, histories.customers) / sum - 1).toExponential(1)} of it`,
  )
}

const chosen = process.argv[2]
const steps = chosen === undefined ? undefined : rows[chosen]
if (steps !== undefined) {
  const before = processorYardstick()
  const taken = steps().map(([name, limit, run]) => {
    const began = performance.now()
    run()
    return { name, limit, took: performance.now() - began, peak: process.resourceUsage().maxRSS / 1024 }
  })
  // The machine may have become busy meanwhile.
  const after = processorYardstick()
  const stick = before.factor > after.factor ? before : after
  console.log(`yardstick: CPU loop ${before.loopMs.toFixed(0)} ms, after ${after.loopMs.toFixed(0)} ms; factor ${stick.factor.toFixed(2)}`)
  for (const { name, limit, took, peak } of taken) console.log(verdict(name, took, limit, stick), `· peak ${peak.toFixed(0)} MB`)
} else if (chosen === 'present') presentError()
else
  for (const row of [...Object.keys(rows), 'present'])
    process.stdout.write(execFileSync(process.execPath, [fileURLToPath(import.meta.url), row], { maxBuffer: 1e7 }))
