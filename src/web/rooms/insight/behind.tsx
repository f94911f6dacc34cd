import type { z } from 'zod'
import { type behindView, listInsight } from '#rooms/insight/contract.ts'
import { ButtonLink } from '../../kit/button.tsx'
import { Grid } from '../../kit/grid.tsx'
import type { Column } from '../../kit/grid-parts.tsx'
import { useRows } from '../../kit/grid-rows.ts'
import { EmptyState, ErrorState } from '../../kit/states.tsx'
import { text, useAddress } from '../../shell/address.ts'
import { call, useAsk } from '../../shell/api.ts'
import { type Say, useSay } from '../../shell/say.ts'
import { customerPath } from '../../shell/sidebar.data.ts'
import { useWords } from '../../shell/words.ts'
import { listName, stateName } from './naming.ts'
import { type InsightWords, insightWords } from './words.data.ts'
import './overview.css'

type Row = z.output<typeof behindView>

const address = { of: text() }

const dayOf = (day: string | null, say: Say): string => (day ? say.date(day) : '')
const nameOf = (row: Row): string => row.name || row.calledAs

function columnsOf(words: InsightWords, say: Say): Column<Row>[] {
  const { behind } = words
  return [
    { id: 'name', title: behind.name, width: 14, grow: 2, cell: nameOf },
    { id: 'calledAs', title: behind.calledAs, width: 7.5, grow: 1, cell: (row) => (row.kind === 'person' ? row.calledAs : '') },
    { id: 'state', title: behind.state, width: 8, grow: 1, cell: (row) => (row.state ? stateName(row.state, words) : '') },
    { id: 'last', title: behind.last, width: 7, isRight: true, isNum: true, cell: (row) => dayOf(row.lastDay, say) },
    { id: 'first', title: behind.first, width: 7, isRight: true, isNum: true, cell: (row) => dayOf(row.firstDay, say) },
    { id: 'days', title: behind.days, width: 5, isRight: true, isNum: true, cell: (row) => say.number(row.days) },
    { id: 'value', title: behind.value, width: 7, isRight: true, isNum: true, cell: (row) => (row.value ? say.short(row.value) : '') },
    { id: 'phone', title: behind.phone, width: 8.5, isNum: true, cell: (row) => row.phone?.shown ?? '' },
  ]
}

/** The customers behind a figure: the same ones, the same number. */
export default function BehindScreen() {
  const words = useWords(insightWords)
  const say = useSay()
  const [{ of }] = useAddress(address)
  const rows = useRows<Row>({
    key: [listInsight.name, of],
    load: (offset, limit, signal) => call(listInsight, { query: { of, offset, limit } }, { signal }),
  })
  const first = useAsk(listInsight, { query: { of, limit: 1 } })
  const title = listName(of, words)
  const back = (
    <ButtonLink to="/overview" kind="quiet" icon="left">
      {words.behind.back}
    </ButtonLink>
  )
  return (
    <>
      <header className="ins-behind-head">
        {back}
        <h1 className="title">{title}</h1>
        <span className="num t2" data-count={rows.count}>
          {rows.count === undefined ? '' : words.people(say.number(rows.count))}
        </span>
        {first.data && <span className="meta">{words.behind.asOf(say.date(first.data.day.asOf))}</span>}
      </header>
      {rows.problem && rows.count === undefined ? (
        rows.problem.code === 'insight.no_such_list' ? (
          <EmptyState icon="search" title={words.behind.noSuch} act={back}>
            {words.behind.noSuchWhy}
          </EmptyState>
        ) : (
          <ErrorState problem={rows.problem} onRetry={rows.retry} />
        )
      ) : (
        <Grid
          label={title}
          rows={rows}
          columns={columnsOf(words, say)}
          keyOf={(row) => row.id}
          nameOf={nameOf}
          hrefOf={(row) => customerPath(row.id)}
          phoneRow={(row) => (
            <>
              <span className="ins-two">
                <span className="body strong cut grow">{nameOf(row)}</span>
                <span className="meta num nowrap">{dayOf(row.lastDay, say)}</span>
              </span>
              <span className="ins-two">
                <span className="meta cut grow">{row.state ? stateName(row.state, words) : row.calledAs}</span>
                <span className="meta num nowrap">{row.value ? say.short(row.value) : row.phone?.shown}</span>
              </span>
            </>
          )}
          empty={<EmptyState icon="people" title={words.behind.empty} act={back} />}
        />
      )}
    </>
  )
}
