/** The list of customers with what the model says of each: one line a customer, times in the unit that was asked for. */

import { CSV_START, csvLine } from '../../platform/tabular/write-csv.ts'
import { at } from '../../science/column.ts'
import { stateOrder } from './verdict.data.ts'
import { nameOf, type Verdict } from './verdict.ts'

const HEADER = ['customer_id', 'x', 't_x', 'T', 'm', 'p_alive', 'p_buy_next', 'expected_purchases', 'clv', 'state']
const STRETCH = 1 << 16

/** Twelve figures, and no idle zeros. */
const figure = (value: number): string => String(Number(value.toPrecision(12)))

/** Cells that nothing is known for are empty. */
export function* customerLines(verdict: Verdict): Generator<string, void, undefined> {
  const { summary, scored, asked, settled } = verdict
  const { histories, meanSpend } = summary
  const { daysPerUnit } = asked
  const hasSpend = settled.orders.amount !== null
  // Spreadsheets need the mark to read letters beyond ASCII; programs are tripped by it where there are none.
  const hasLetters = verdict.log.names.some((name) => /[^ -~]/.test(name))
  let text = (hasLetters ? CSV_START : '') + csvLine(HEADER)
  for (let row = 0; row < verdict.customers; row++) {
    const purchases = scored?.scores.purchases ?? null
    text += csvLine([
      nameOf(verdict, row),
      figure(at(histories.repeats, row)),
      figure(at(histories.spanDays, row) / daysPerUnit),
      figure(at(histories.ageDays, row) / daysPerUnit),
      hasSpend ? figure(at(meanSpend, row)) : '',
      scored === null ? '' : figure(at(scored.scores.alive, row)),
      scored === null ? '' : figure(at(scored.chances, row)),
      purchases === null ? '' : figure(at(purchases, row)),
      scored?.values == null ? '' : figure(at(scored.values, row)),
      scored === null ? '' : (stateOrder[scored.states[row] ?? -1] ?? ''),
    ])
    if (text.length < STRETCH) continue
    yield text
    text = ''
  }
  yield text
}
