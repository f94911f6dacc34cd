import { useState } from 'react'
import { Link } from 'wouter'
import { getCohorts } from '#rooms/insight/contract.ts'
import { Button } from '../../kit/button.tsx'
import { Segmented } from '../../kit/field.tsx'
import { ErrorState, Skeleton } from '../../kit/states.tsx'
import { oneOf, useAddress } from '../../shell/address.ts'
import { type Answer, useAsk } from '../../shell/api.ts'
import { useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import { ChartCard, type ChartTable } from './chart-card.tsx'
import { behindPath, cohortName } from './naming.ts'
import { usePoints } from './points.ts'
import { insightWords } from './words.data.ts'

type Cohort = Answer<typeof getCohorts>['cohorts'][number]
type By = 'month' | 'quarter'

const RECENT = 12
const HEATS = 6

const address = { by: oneOf(['quarter', 'month'], 'quarter') }

/** The first column is everybody; the others are coloured between the fewest and the most that ever came. */
function heatOf(share: number, since: number, { least, most }: { least: number; most: number }): number {
  if (since === 0) return HEATS + 1
  return most <= least ? 1 : 1 + Math.max(0, Math.min(HEATS - 1, Math.floor(((share - least) / (most - least)) * HEATS)))
}

const shareOf = ({ came, customers }: Cohort, since: number): number => (customers === 0 ? 0 : (came[since] ?? 0) / customers)

function HeatTable({ cohorts, by, lastIsOpen }: { cohorts: readonly Cohort[]; by: By; lastIsOpen: boolean }) {
  const words = useWords(insightWords)
  const say = useSay()
  const shown = cohorts.filter(({ customers }) => customers > 0)
  const columns = Math.max(0, ...shown.map(({ came }) => came.length))
  // Cells that will still grow say nothing of the fewest.
  const over = shown.flatMap((one) => one.came.slice(1, lastIsOpen ? -1 : undefined).map((_, at) => shareOf(one, at + 1)))
  const range = { least: Math.min(1, ...over), most: Math.max(0, ...over) }
  const cells = shown.flatMap((one) => one.came.map((_, since) => `${one.month}:${since}`))
  const places = new Map(cells.map((key, at) => [key, at]))
  const points = usePoints(cells.length)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys.
    <section className="ins-table-room" data-scrolls aria-label={words.cohorts.title} tabIndex={0}>
      <table className="ins-heat" onKeyDown={points.onKeyDown}>
        <thead>
          <tr>
            <th scope="col" className="ins-heat-name">
              {words.cohorts.from}
            </th>
            <th scope="col" className="ins-heat-size">
              {words.cohorts.size}
            </th>
            {Array.from({ length: columns }, (_, since) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns are numbers.
              <th key={since} scope="col" className="num">
                {since}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((cohort) => (
            <tr key={cohort.month}>
              <th scope="row" className="ins-heat-name">
                {cohortName(cohort.month, by, words, true)}
              </th>
              <td className="num ins-heat-size">{say.number(cohort.customers)}</td>
              {cohort.came.map((customers, since) => {
                const share = shareOf(cohort, since)
                const isOpen = lastIsOpen && since === cohort.came.length - 1 && since > 0
                const key = `${cohort.month}:${since}`
                const label = words.cohorts.cell(
                  cohortName(cohort.month, by, words),
                  say.number(since),
                  say.percent(share, 0),
                  say.number(customers),
                  isOpen,
                )
                return (
                  <td key={key} className={`num heat-${heatOf(share, since, range)} ${isOpen ? 'is-open' : ''}`}>
                    <Link
                      {...points.pointAt(places.get(key) ?? 0)}
                      href={behindPath(`${by === 'month' ? 'cohort' : 'quarter'}:${key}`)}
                      data-behind={customers}
                      aria-label={label}
                      title={label}
                    >
                      {say.number(share * 100, 0)}
                    </Link>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** New customers of each span, and how many of them bought in every span after. */
export function CohortsCard() {
  const words = useWords(insightWords)
  const say = useSay()
  const [{ by }, change] = useAddress(address)
  const [isAll, showAll] = useState(false)
  const asked = useAsk(getCohorts, { query: { by } })
  const { cohorts } = words
  const filled = asked.data?.cohorts.filter(({ customers }) => customers > 0) ?? []
  const shown = isAll ? filled : filled.slice(-RECENT)
  const lastIsOpen = asked.data?.lastIsOpen ?? false
  const judged = filled.filter(({ came, customers }) => came.length > (lastIsOpen ? 2 : 1) && customers >= 10)
  const best = judged.length > 0 ? judged.reduce((most, one) => (shareOf(one, 1) > shareOf(most, 1) ? one : most)) : undefined
  const longest = Math.max(0, ...filled.map(({ came }) => came.length))
  const table: ChartTable | undefined = asked.data && {
    file: `cohorts-${by}`,
    asOf: asked.data.day?.asOf ?? '',
    columns: [cohorts.from, cohorts.size, ...Array.from({ length: longest }, (_, since) => String(since))],
    rows: filled.map((one) => [
      { words: cohortName(one.month, by, words) },
      { words: say.number(one.customers), value: one.customers },
      ...one.came.map((customers, since) => ({
        words: say.percent(shareOf(one, since), 1),
        value: shareOf(one, since),
        customers,
        list: `${by === 'month' ? 'cohort' : 'quarter'}:${one.month}:${since}`,
      })),
    ]),
  }
  const says = by === 'month' ? cohorts.saysMonth : cohorts.saysQuarter
  return (
    <ChartCard
      name="cohorts"
      title={cohorts.title}
      sentence={best ? `${says} ${cohorts.best(cohortName(best.month, by, words), say.percent(shareOf(best, 1), 0))}` : says}
      means={cohorts.means}
      table={table}
      ends={
        <Segmented
          label={cohorts.by}
          value={by}
          onChange={(to) => change({ by: to }, { isQuiet: true })}
          choices={[
            { value: 'quarter', words: cohorts.quarter },
            { value: 'month', words: cohorts.month },
          ]}
        />
      }
    >
      {asked.error && !asked.data && <ErrorState problem={asked.error} onRetry={() => void asked.refetch()} isSlim />}
      {!asked.data && !asked.error && <Skeleton height={16} />}
      {asked.data && <HeatTable key={by} cohorts={shown} by={by} lastIsOpen={lastIsOpen} />}
      {filled.length > RECENT && (
        <div>
          <Button kind="quiet" size="small" onClick={() => showAll(!isAll)}>
            {isAll ? cohorts.fewer : cohorts.all(say.number(filled.length))}
          </Button>
        </div>
      )}
    </ChartCard>
  )
}
