import type { loyaltyState } from '#rooms/loyalty/contract.ts'
import type { Answer } from '../../shell/api.ts'
import { useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import { type Figure, NumbersTable } from './numbers-table.tsx'
import { loyaltyWords } from './words.data.ts'

type Card = NonNullable<Answer<typeof loyaltyState>['card']>
type Test = NonNullable<Card['backTest']>

const names: Record<string, string> = { mbgnbd: 'MBG/NBD', bgnbd: 'BG/NBD', pareto: 'Pareto/NBD' }
const nameOf = (model: string): string => names[model] ?? model

function BackTested({ test }: { test: Test }) {
  const words = useWords(loyaltyWords).settings
  const say = useSay()
  const each = (sum: number, customers: number): Figure => ({ words: customers === 0 ? '' : say.number(sum / customers, 2) })
  const { total, loyal, naive } = test
  const error = total.error === null ? '' : `${total.error > 0 ? '+' : ''}${say.percent(total.error, 0)}`
  return (
    <section className="card value-card">
      <header className="value-head">
        <h2>{words.test}</h2>
      </header>
      <p className="meta t2">{words.testWhy(say.number(test.windowDays), say.number(test.customers))}</p>
      <p className="body strong">{words.total(say.number(total.expected, 0), say.number(total.actual, 0), error)}</p>
      <NumbersTable
        title={words.test}
        columns={[words.repeats, words.customers, words.expectedEach, words.actualEach]}
        rows={test.byFrequency.map((row) => [
          { words: row.orMore ? words.orMore(say.number(row.repeats)) : say.number(row.repeats) },
          { words: say.number(row.customers) },
          each(row.expected, row.customers),
          each(row.actual, row.customers),
        ])}
      />
      <p className="body">{words.rule(say.percent(loyal.precision, 0), say.percent(loyal.recall, 0))}</p>
      <p className="meta t2">{words.naive(say.number(naive.withinDays), say.percent(naive.precision, 0), say.percent(naive.recall, 0))}</p>
      <h3 className="body strong">{words.calibration}</h3>
      <p className="meta t2">{words.calibrationWhy}</p>
      <NumbersTable
        title={words.calibration}
        columns={['#', words.customers, words.predicted, words.came]}
        rows={test.calibration.map((row, at) => [
          { words: say.number(at + 1) },
          { words: say.number(row.customers) },
          { words: say.percent(row.predicted) },
          { words: say.percent(row.actual) },
        ])}
      />
    </section>
  )
}

/** By what the figures are made: parameters, data, what was tried, and whether the forecast came true. */
export function ModelCard({ card }: { card: Card }) {
  const words = useWords(loyaltyWords).settings
  const say = useSay()
  const parameters = (list: Card['parameters']) =>
    list.map(({ name, value, standardError }) => [
      { words: name },
      { words: say.number(value, 4) },
      { words: standardError === null ? '' : say.number(standardError, 4) },
    ])
  const columns = [words.parameter, words.figure, words.error]
  return (
    <>
      <section className="card value-card">
        <header className="value-head">
          <h2>{words.card}</h2>
        </header>
        <p className="body">
          {words.fitted(say.date(say.dayOf(card.fittedAt)), nameOf(card.model), say.number(card.customers), say.number(card.repeaters))}
        </p>
        {card.choice && <p className="meta t2">{words.choice[card.choice]}</p>}
        <p className="meta">{basisOf(words.basis, card.margin, say)}</p>
        {card.loyal && card.loyal.byChance !== card.loyal.counted && (
          <p className="meta">
            {words.loyal(say.number(card.loyal.byChance), say.number(card.loyal.late), say.number(card.loyal.counted))}
          </p>
        )}
        {card.warnings.map(({ code, count }) => (
          <p key={code} className="meta c-warn">
            {warningOf(words.warnings, code)?.(say.number(count))}
          </p>
        ))}
        <NumbersTable title={words.card} columns={columns} rows={parameters(card.parameters)} />
        {card.spend && (
          <NumbersTable title={words.spend} columns={[words.spend, words.figure, words.error]} rows={parameters(card.spend)} />
        )}
        <NumbersTable
          title={words.tried}
          columns={[words.tried, words.likelihood, words.totalError, words.brier]}
          rows={card.tried.map((one) => [
            { words: `${nameOf(one.model)}${one.model === card.model ? ` · ${words.chosen}` : ''}` },
            { words: one.logLikelihood === null ? '' : say.number(one.logLikelihood, 1) },
            { words: one.totalError === null ? '' : say.percent(one.totalError) },
            { words: one.brier === null ? '' : say.number(one.brier, 4) },
          ])}
        />
        <p className="meta t2">{words.code(card.codeVersion)}</p>
      </section>
      {card.backTest && <BackTested test={card.backTest} />}
    </>
  )
}

type BasisWords = (typeof loyaltyWords)['vi']['settings']['basis']

/** What values are, and whence the share of profit is known. */
function basisOf(words: BasisWords, margin: Card['margin'], say: ReturnType<typeof useSay>): string {
  if (margin === null) return words.revenue
  if (margin.from === 'owner') return words.owner(say.percent(margin.share))
  return words.costs(say.percent(margin.share), say.number(margin.orders), say.percent(margin.covers, 0))
}

const warningOf = (all: Record<string, (count: string) => string>, code: string): ((count: string) => string) | undefined =>
  Object.hasOwn(all, code) ? all[code] : undefined
