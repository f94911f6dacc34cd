import type { z } from 'zod'
import { getSensitive, listSensitive, sensitiveGroups } from '#rooms/satisfaction/contract.ts'
import { ButtonLink } from '../../kit/button.tsx'
import { Grid } from '../../kit/grid.tsx'
import type { Column } from '../../kit/grid-parts.tsx'
import { useRows } from '../../kit/grid-rows.ts'
import { EmptyState, ErrorState } from '../../kit/states.tsx'
import { oneOf, text, useAddress } from '../../shell/address.ts'
import { call, useAsk } from '../../shell/api.ts'
import { useSay } from '../../shell/say.ts'
import { customerPath } from '../../shell/sidebar.data.ts'
import { useWords } from '../../shell/words.ts'
import { useFactorName } from './sensitive-card.tsx'
import { satisfactionWords } from './words.data.ts'
import '../insight/overview.css'

type Row = z.output<(typeof listSensitive)['answer']>['rows'][number]

const address = { factor: text('all'), group: oneOf(sensitiveGroups, 'gone') }

/** The customers behind a share of the sensitive touchpoints: the same ones, the same number. */
export default function BehindSensitiveScreen() {
  const words = useWords(satisfactionWords).sensitive.behind
  const say = useSay()
  const nameOf = useFactorName()
  const [{ factor, group }] = useAddress(address)
  const rows = useRows<Row>({
    key: [listSensitive.name, factor, group],
    load: (offset, limit, signal) => call(listSensitive, { query: { factor, group, offset, limit } }, { signal }),
  })
  const finding = useAsk(getSensitive, {}).data?.findings.find((one) => one.factor === factor)
  const title = words[group](finding ? nameOf(finding) : '')
  const back = (
    <ButtonLink to="/overview" kind="quiet" icon="left">
      {words.back}
    </ButtonLink>
  )
  const columns: Column<Row>[] = [
    { id: 'name', title: words.name, width: 14, grow: 2, cell: (row) => row.name || row.calledAs },
    { id: 'calledAs', title: words.called, width: 8, grow: 1, cell: (row) => (row.kind === 'person' ? row.calledAs : '') },
    { id: 'day', title: words.day, width: 9, isRight: true, isNum: true, cell: (row) => say.date(row.lastDay) },
  ]
  return (
    <>
      <header className="ins-behind-head">
        {back}
        <h1 className="title">{title}</h1>
        <span className="num t2" data-count={rows.count}>
          {rows.count === undefined ? '' : words.people(say.number(rows.count))}
        </span>
      </header>
      {rows.problem && rows.count === undefined ? (
        <ErrorState problem={rows.problem} onRetry={rows.retry} />
      ) : (
        <Grid
          label={title}
          rows={rows}
          columns={columns}
          keyOf={(row) => row.id}
          nameOf={(row) => row.name || row.calledAs}
          hrefOf={(row) => customerPath(row.id)}
          phoneRow={(row) => (
            <span className="ins-two">
              <span className="body strong cut grow">{row.name || row.calledAs}</span>
              <span className="meta num nowrap">{say.date(row.lastDay)}</span>
            </span>
          )}
          empty={<EmptyState icon="people" title={words.empty} act={back} />}
        />
      )}
    </>
  )
}
