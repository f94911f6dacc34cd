import { useRef, useState } from 'react'
import type { z } from 'zod'
import { type customerRow, customerSorts, getCustomer, listCustomers } from '#rooms/people/contract.ts'
import { Button } from '../../kit/button.tsx'
import { Chip } from '../../kit/chip.tsx'
import { Grid, type GridHandle } from '../../kit/grid.tsx'
import type { Column } from '../../kit/grid-parts.tsx'
import { useRows } from '../../kit/grid-rows.ts'
import { Peek, PeekRoom } from '../../kit/peek.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../kit/states.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { kitWords } from '../../kit/words.data.ts'
import { maybe, oneOf, text, useAddress } from '../../shell/address.ts'
import { call, useAsk } from '../../shell/api.ts'
import { type Say, useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import { peopleWords } from './words.data.ts'

type Row = z.output<typeof customerRow>
const address = { sort: oneOf(customerSorts, 'name'), kind: maybe(['person', 'organisation']), words: text(), peek: text() }

const LastDay = ({ day, say }: { day: string; say: Say }) => {
  const words = say.relative(day)
  return <span className={/^\d+\//.test(words) ? 'num' : undefined}>{words}</span>
}

const shownOf = (row: Row, kind: string) => row.contacts.find((contact) => contact.kind === kind)?.shown

function columnsOf(words: ReturnType<typeof useWords<typeof peopleWords.vi>>, say: Say): Column<Row>[] {
  return [
    {
      id: 'name',
      title: words.columns.name,
      width: 14,
      grow: 2,
      sort: { up: 'name', down: '-name' },
      cell: (row) => row.name || row.calledAs,
    },
    { id: 'calledAs', title: words.columns.calledAs, width: 8, grow: 1, cell: (row) => row.calledAs },
    { id: 'phone', title: words.columns.phone, width: 9, isNum: true, cell: (row) => shownOf(row, 'phone') },
    {
      id: 'lastContact',
      title: words.columns.lastContact,
      width: 8,
      isRight: true,
      sort: { up: 'lastContact', down: '-lastContact' },
      cell: (row) =>
        row.lastContactAt ? <LastDay day={say.dayOf(row.lastContactAt)} say={say} /> : <span className="t3">{words.never}</span>,
    },
    {
      id: 'tags',
      title: words.columns.tags,
      width: 12,
      grow: 1,
      cell: (row) => (
        <span className="row g1">
          {row.tags.map((tag) => (
            <Chip key={tag}>{tag}</Chip>
          ))}
        </span>
      ),
    },
    { id: 'mail', title: words.columns.mail, width: 13, grow: 1, cell: (row) => shownOf(row, 'mail') },
  ]
}

function CustomerPeek({
  id,
  place,
  onClose,
  onStep,
}: {
  id: string
  place: string | undefined
  onClose: () => void
  onStep: (by: 1 | -1) => void
}) {
  const customer = useAsk(getCustomer, { params: { customerId: id } })
  const it = customer.data
  return (
    <Peek label={it?.calledAs ?? ''} place={place} to={`/recognise?id=${id}`} onClose={onClose} onStep={onStep}>
      {customer.error && !it ? (
        <ErrorState problem={customer.error} onRetry={() => void customer.refetch()} isSlim />
      ) : (
        <>
          <h2 className="greeting">{it ? it.greetingSpoken : <Skeleton height={2.625} width="70%" />}</h2>
          <p className="body t2">{it ? it.name : <Skeleton height={1.4375} width="45%" />}</p>
          {it?.contacts.map((contact) => (
            <p key={contact.kind + contact.value} className="num t2">
              {contact.shown}
            </p>
          ))}
        </>
      )}
    </Peek>
  )
}

/** The customers of the house, however many. */
export default function CustomerList() {
  const words = useWords(peopleWords)
  const kit = useWords(kitWords)
  const say = useSay()
  const [state, change] = useAddress(address)
  const grid = useRef<GridHandle>(null)
  const [place, setPlace] = useState<number>()
  const asked = { sort: state.sort, kind: state.kind, words: state.words || undefined }
  const rows = useRows<Row>({
    key: [listCustomers.name, asked],
    load: (offset, limit, signal) => call(listCustomers, { query: { ...asked, offset, limit } }, { signal }),
  })
  const columns = columnsOf(words, say)
  const isFiltered = state.words !== '' || state.kind !== undefined
  const count = rows.count === undefined ? '' : say.number(rows.count)
  const peek = state.peek && (
    <CustomerPeek
      id={state.peek}
      place={place === undefined || rows.count === undefined ? undefined : kit.nth(say.number(place + 1), say.number(rows.count))}
      onClose={() => change({ peek: '' })}
      onStep={(by) => grid.current?.step(by)}
    />
  )
  return (
    <PeekRoom peek={peek}>
      <header className="page-head" style={{ padding: 'var(--s3) var(--page-x) 0' }}>
        <h1 className="title">{words.title}</h1>
        <span className="num t3">{rows.isExact ? count : words.about(count)}</span>
      </header>
      <Tabs
        id="customers"
        label={words.views}
        value={state.kind ?? 'all'}
        onChange={(kind) => change({ kind: kind === 'all' ? undefined : kind })}
        tabs={[
          { value: 'all', words: words.all },
          { value: 'person', words: words.persons },
          { value: 'organisation', words: words.organisations },
        ]}
      />
      {rows.problem && rows.count === undefined ? (
        <ErrorState problem={rows.problem} onRetry={rows.retry} />
      ) : (
        <Grid
          handle={grid}
          label={words.title}
          rows={rows}
          columns={columns}
          keyOf={(row) => row.id}
          nameOf={(row) => row.name}
          hrefOf={(row) => `/recognise?id=${row.id}`}
          sort={state.sort}
          onSort={(sort) => change({ sort: customerSorts.find((one) => one === sort) ?? 'name' })}
          peeked={state.peek || undefined}
          onPeek={(row, index) => {
            setPlace(index)
            change({ peek: row?.id ?? '' }, { isQuiet: state.peek !== '' })
          }}
          phoneRow={(row) => (
            <>
              <span className="body strong cut" style={{ display: 'block' }}>
                {row.name || row.calledAs}
              </span>
              <span className="meta cut" style={{ display: 'block' }}>
                {row.calledAs} · <span className="num">{shownOf(row, 'phone') ?? shownOf(row, 'mail')}</span>
              </span>
            </>
          )}
          empty={
            isFiltered ? (
              <EmptyState
                icon="search"
                title={words.noResult}
                act={<Button onClick={() => change({ words: '', kind: undefined })}>{kit.clearFilters}</Button>}
              >
                {words.noResultWhy}
              </EmptyState>
            ) : (
              <EmptyState icon="people" title={words.nobody}>
                {words.nobodyWhy}
              </EmptyState>
            )
          }
        />
      )}
    </PeekRoom>
  )
}
