import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { listLoyalty, listLoyaltyOf, loyaltySorts } from '#rooms/loyalty/contract.ts'
import { customerSorts, listCustomers } from '#rooms/people/contract.ts'
import { Button, ButtonLink } from '../../kit/button.tsx'
import { Grid, type GridHandle } from '../../kit/grid.tsx'
import { type Rows, useRows } from '../../kit/grid-rows.ts'
import { PeekRoom } from '../../kit/peek.tsx'
import { useSettled } from '../../kit/settled.ts'
import { EmptyState, ErrorState } from '../../kit/states.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { useAddress } from '../../shell/address.ts'
import { call, useAsk } from '../../shell/api.ts'
import { useKeys } from '../../shell/keys.ts'
import { useSay } from '../../shell/say.ts'
import { useMay } from '../../shell/session.tsx'
import { customerPath } from '../../shell/sidebar.data.ts'
import { TopEnds } from '../../shell/top-ends.tsx'
import { useWords } from '../../shell/words.ts'
import { loyaltyWords } from '../loyalty/words.data.ts'
import { AddCustomer } from './add-customer.tsx'
import { CustomerPeek } from './customer-peek.tsx'
import { knownWords } from './known/words.data.ts'
import {
  type Asked,
  askedOf,
  chipsOf,
  type LoyaltyAsked,
  listAddress,
  listViews,
  loyaltyAsked,
  noFilters,
  noLoyalty,
  usualSort,
} from './list-address.ts'
import { CustomerLine, columnsOf, type Row } from './list-columns.tsx'
import { FilterLine } from './list-filter.tsx'
import { noteList, notePlace } from './list-memory.ts'
import { profileAhead } from './profile-ahead.ts'
import { profileScreen } from './profile-screen.ts'
import { peopleWords } from './words.data.ts'
import './list.css'

/** Customers in their order, each with how loyal they are. */
async function loadCustomers(asked: Asked, offset: number, limit: number, signal: AbortSignal) {
  const page = await call(listCustomers, { query: { ...asked, offset, limit } }, { signal })
  if (page.rows.length === 0) return page
  const said = await call(listLoyaltyOf, { query: { ids: page.rows.map(({ id }) => id).join(',') } }, { signal })
  const byId = new Map(said.rows.map((one) => [one.id, one]))
  return { ...page, rows: page.rows.map((row): Row => ({ ...row, loyalty: byId.get(row.id) })) }
}

/** The rows; a count that was estimated becomes exact a moment later. By loyalty it is a list of its own, exact from the start. */
function useCustomers(asked: Asked, byLoyalty: LoyaltyAsked | undefined): Rows<Row> {
  const rows = useRows<Row>({
    key: byLoyalty ? [listLoyalty.name, byLoyalty] : [listCustomers.name, asked],
    load: (offset, limit, signal) =>
      byLoyalty ? call(listLoyalty, { query: { ...byLoyalty, offset, limit } }, { signal }) : loadCustomers(asked, offset, limit, signal),
  })
  const exact = useAsk(
    listCustomers,
    { query: { ...asked, limit: 1, exactCount: 'true' } },
    { enabled: !byLoyalty && !rows.isExact && !rows.isStale, staleTime: 60_000 },
  )
  const count = rows.isExact || !exact.data ? rows.count : exact.data.count
  useEffect(
    () => noteList(asked, count ?? 0, window.location.search.replace(/[?&](peek|new)=[^&]*/g, '').replace(/^&/, '?')),
    [asked, count],
  )
  const rowAt = (index: number) => {
    const row = rows.rowAt(index)
    // A profile walks on in the order of names and visits only.
    if (row && !byLoyalty) notePlace(row.id, index)
    return row
  }
  return { ...rows, rowAt, count, isExact: rows.isExact || exact.data !== undefined }
}

function Nobody({ onAdd }: { onAdd: () => void }) {
  const words = useWords(peopleWords).list
  const may = useMay()
  return (
    <EmptyState
      icon="people"
      title={words.nobody}
      act={
        may('imports.run') && (
          <ButtonLink to="/customers/import" kind="primary" icon="import">
            {words.importFirst}
          </ButtonLink>
        )
      }
      link={
        may('customers.write') && (
          <Button icon="plus" onClick={onAdd}>
            {words.addFirst}
          </Button>
        )
      }
    >
      {words.nobodyWhy}
    </EmptyState>
  )
}

function Ends({ onAdd }: { onAdd: () => void }) {
  const words = useWords(peopleWords).list
  const may = useMay()
  return (
    <TopEnds>
      {may('imports.run') && (
        <ButtonLink to="/customers/import" kind="quiet" icon="import" className="phone-off">
          {words.import}
        </ButtonLink>
      )}
      {may('customers.write') && (
        <Button icon="plus" keyHint="C" onClick={onAdd}>
          {words.add}
        </Button>
      )}
    </TopEnds>
  )
}

/** The customers of the house, however many: find, group, look beside, open. */
export default function CustomerList() {
  const all = useWords(peopleWords)
  const words = all.list
  const known = useWords(knownWords)
  const say = useSay()
  const may = useMay()
  const queries = useQueryClient()
  const [, navigate] = useLocation()
  const [state, change] = useAddress(listAddress)
  const [isFiltering, setFiltering] = useState(false)
  const grid = useRef<GridHandle>(null)
  const [place, setPlace] = useState<number>()
  const settledWords = useSettled(state.words, 60)
  const asked = useMemo(() => askedOf({ ...state, words: settledWords }, say.today), [state, settledWords, say.today])
  const byLoyalty = useMemo(() => loyaltyAsked(state), [state])
  const rows = useCustomers(asked, byLoyalty)
  // Whoever looks at the list opens somebody next.
  useEffect(profileScreen.ahead, [])
  const columns = columnsOf(words, known, say, useWords(loyaltyWords), may('see.values'))
  const add = () => change({ new: true })
  const openToEdit = () => {
    const id = state.peek || rows.rowAt(grid.current?.current() ?? -1)?.id
    if (!id) return false
    navigate(`${customerPath(id)}?edit=1`)
  }
  useKeys([
    ...(may('customers.write') ? [{ key: 'C', words: words.addFirst, act: add }] : []),
    { key: 'F', words: all.filter.title, act: () => setFiltering(true) },
    ...(may('customers.write') ? [{ key: 'E', words: known.keys.openToEdit, act: openToEdit }] : []),
  ])
  const count = rows.count === undefined ? '' : rows.isExact ? say.number(rows.count) : words.about(say.number(rows.count))
  const isNarrowed = chipsOf(state, all.filter).length > 0
  const peek = state.peek && (
    <CustomerPeek
      key={state.peek}
      id={state.peek}
      place={place}
      count={rows.count}
      onClose={() => change({ peek: '' })}
      onStep={(by) => grid.current?.step(by)}
    />
  )
  return (
    <PeekRoom peek={peek}>
      <Ends onAdd={add} />
      <header className="list-head">
        <h1 className="title">{words.title}</h1>
        <span className="num t3">{count}</span>
      </header>
      <Tabs
        id="customers"
        label={words.views}
        value={state.view}
        onChange={(view) => change({ view, sort: undefined, kind: undefined, loyalty: undefined, rank: undefined })}
        tabs={listViews.map((value) => ({ value, words: words.view[value] }))}
      />
      <FilterLine
        state={state}
        change={change}
        isOpen={isFiltering}
        onOpen={setFiltering}
        count={isNarrowed && rows.count !== undefined ? words.count(count, rows.count) : ''}
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
          nameOf={(row) => row.name || row.calledAs}
          hrefOf={(row) => customerPath(row.id)}
          sort={byLoyalty ? byLoyalty.sort : asked.sort}
          onSort={(sort) => {
            const rank = loyaltySorts.find((one) => one === sort)
            if (rank) return change({ ...noFilters, loyalty: state.loyalty, rank, sort: undefined })
            change({ ...noLoyalty(state.view), sort: customerSorts.find((one) => one === sort && one !== usualSort(state.view)) })
          }}
          peeked={state.peek || undefined}
          onPeek={(row, index) => {
            setPlace(index)
            change({ peek: row?.id ?? '' }, { isQuiet: state.peek !== '' })
          }}
          onOpening={(row) => profileAhead(queries, row.id)}
          phoneRow={(row) => <CustomerLine row={row} say={say} words={words} known={known} />}
          empty={
            isNarrowed || state.view !== 'all' ? (
              <EmptyState
                icon="search"
                title={words.noResult}
                act={<Button onClick={() => change({ ...noFilters, view: 'all' })}>{all.filter.clear}</Button>}
              >
                {words.noResultWhy}
              </EmptyState>
            ) : (
              <Nobody onAdd={add} />
            )
          }
        />
      )}
      {state.new && <AddCustomer onClose={() => change({ new: false }, { isQuiet: true })} />}
    </PeekRoom>
  )
}
