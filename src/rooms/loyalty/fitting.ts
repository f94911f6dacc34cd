/** Finding the parameters: which models are tried, what they foretold of what is known by now, and which is used. */
import { backTest } from '../../science/back-test.ts'
import { type Choice, chooseModel } from '../../science/choice.ts'
import { at } from '../../science/column.ts'
import { fitModel } from '../../science/fit.ts'
import { fitSpend, type SpendFit } from '../../science/gamma-gamma.ts'
import { grouped, type Histories, historyCount, pickRows, totalsOf } from '../../science/histories.ts'
import type { ModelName } from '../../science/model.ts'
import type { Asks, Tried } from './loyalty.ts'
import type { Lack } from './rules.ts'

/** Back-tests are by customer; of more than these a part stands for all. */
const TESTED = 500_000

export type Held = { histories: Histories; later: Float64Array; days: number }

/** One row a customer, as the back-test wants them; every n-th where they are too many. */
function oneByOne({ histories, later }: Held): { histories: Histories; later: Float64Array } {
  const { customers } = totalsOf(histories)
  const every = Math.max(1, Math.ceil(customers / TESTED))
  const rows: number[] = []
  let passed = 0
  for (let row = 0; row < historyCount(histories); row++) {
    const before = Math.floor(passed / every)
    passed += at(histories.customers, row)
    for (let taken = before; taken < Math.floor(passed / every); taken++) rows.push(row)
  }
  const picked = Int32Array.from(rows)
  return {
    histories: pickRows(histories, picked, new Float64Array(picked.length).fill(1)),
    later: Float64Array.from(picked, (row) => at(later, row)),
  }
}

const MODELS: Record<Exclude<Asks, 'kept'>, readonly ModelName[]> = { usual: ['mbgnbd'], 'all-models': ['mbgnbd', 'bgnbd', 'pareto'] }

export type Fitted = { tried: Tried[]; choice: Choice | null }

/** Fits each model on everything, and once more on what was known before the cut, to hold it against what came after. */
export function fitModels(all: Histories, held: Held | null, asks: Exclude<Asks, 'kept'>, theta: number): Fitted {
  const before = held && grouped({ ...held.histories }).histories
  const single = held && oneByOne(held)
  const tried = MODELS[asks].map((model): Tried => {
    const { fit, refused } = fitModel(model, all)
    if (!fit) return { model, fit: null, refused, backTest: null }
    const then = before && fitModel(model, before).fit
    const test = then && single && held ? backTest(then.scoring, single.histories, single.later, held.days, { theta }) : null
    return { model, fit, refused: null, backTest: test }
  })
  const choice = chooseModel(tried.flatMap(({ fit, backTest: test }) => (fit ? [{ fit, backTest: test }] : [])))
  return { tried, choice }
}

/** Why nothing could be fitted, in the words of this room. */
export function lacksOfTried(tried: readonly Tried[]): Lack[] {
  const codes: Record<string, Lack['code']> = {
    'too-few-customers': 'too-few-customers',
    'too-few-repeaters': 'too-few-repeaters',
    'no-customers': 'too-few-customers',
    'no-time': 'too-short',
    'not-converged': 'not-converged',
  }
  const [first] = tried
  return (first?.refused ?? []).map(({ code, have, need }) => ({ code: codes[code] ?? 'unfit-histories', have, need }))
}

export function fitSpending(visits: Float64Array, means: Float64Array): SpendFit | null {
  return fitSpend(visits, means).fit
}
