import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { listLoyalty } from '#rooms/loyalty/contract.ts'
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
import { AddCustomer } from './add-customer.tsx'
import { CustomerPeek } from './customer-peek.tsx'
import { knownWords } from './known/words.data.ts'
import { type Asked, askedOf, chipsOf, type ListState, listAddress, listViews, noFilters, sorts, usualSort } from './list-address.ts'
import { CustomerLine, columnsOf, type Row } from './list-columns.tsx'
import { FilterLine, useLoyaltyTold } from './list-filter.tsx'
import { noteList, notePlace, placeInList } from './list-memory.ts'
import { profileAhead } from './profile-ahead.ts'
import { profileScreen } from './profile-screen.ts'
import { peopleWords } from './words.data.ts'
import './list.css'

/** The rows; a count that was estimated becomes exact a moment later. */
function useCustomers(asked: Asked): Rows<Row> & { cycleDays: number | null | undefined } {
  const [cycleDays, setCycle] = useState<number | null>()
  const rows = useRows<Row>({
    key: [listLoyalty.name, asked],
    load: async (offset, limit, signal) => {
      const page = await call(listLoyalty, { query: { ...asked, offset, limit } }, { signal })
      setCycle(page.cycleDays)
      return page
    },
  })
  const exact = useAsk(
    listLoyalty,
    { query: { ...asked, limit: 1, exactCount: 'true' } },
    { enabled: !rows.isExact && !rows.isStale, staleTime: 60_000 },
  )
  const count = rows.isExact || !exact.data ? rows.count : exact.data.count
  useEffect(
    () => noteList(asked, count ?? 0, window.location.search.replace(/[?&](peek|at|new)=[^&]*/g, '').replace(/^&/, '?')),
    [asked, count],
  )
  const rowAt = (index: number) => {
    const row = rows.rowAt(index)
    if (row) notePlace(row.id, index)
    return row
  }
  return { ...rows, rowAt, count, isExact: rows.isExact || exact.data !== undefined, cycleDays }
}

/** After this a filter says that it is at work, and how to leave it. */
const SLOW = 1000

/** While a filter takes its time: the way back to the list that is still shown. */
function useStop(state: ListState, isStale: boolean, change: (part: Partial<ListState>, how: { isQuiet: boolean }) => void) {
  const before = useRef(state)
  const [isSlow, setSlow] = useState(false)
  useEffect(() => {
    if (!isStale) before.current = state
  }, [isStale, state])
  useEffect(() => {
    if (!isStale) return setSlow(false)
    const timer = setTimeout(() => setSlow(true), SLOW)
    return () => clearTimeout(timer)
  }, [isStale])
  return isSlow ? () => change(before.current, { isQuiet: true }) : undefined
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
  const settledWords = useSettled(state.words, 60)
  // What is shown beside the list changes nothing in it.
  const { peek: peeked, at, new: isAdding, ...listed } = state
  const named = JSON.stringify({ ...listed, words: settledWords })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the name says all of it.
  const asked = useMemo(() => askedOf({ ...state, words: settledWords }), [named])
  const rows = useCustomers(asked)
  const told = useLoyaltyTold()
  const stop = useStop(state, rows.isStale, change)
  // Whoever looks at the list opens somebody next.
  useEffect(profileScreen.ahead, [])
  const columns = columnsOf({ words, known, say, seesValues: may('see.values'), cycleDays: rows.cycleDays })
  const add = () => change({ new: true })
  const openToEdit = () => {
    const id = peeked || rows.rowAt(grid.current?.current() ?? -1)?.id
    if (!id) return false
    navigate(`${customerPath(id)}?edit=1`)
  }
  useKeys([
    ...(may('customers.write') ? [{ key: 'C', words: words.addFirst, act: add }] : []),
    { key: 'F', words: all.filter.title, act: () => setFiltering(true) },
    ...(may('customers.write') ? [{ key: 'E', words: known.keys.openToEdit, act: openToEdit }] : []),
  ])
  const count = rows.count === undefined ? '' : rows.isExact ? say.number(rows.count) : words.about(say.number(rows.count))
  const isNarrowed = chipsOf(state, all.filter, told).length > 0
  const peek = peeked && (
    <CustomerPeek
      key={peeked}
      id={peeked}
      place={placeInList(peeked)?.index ?? at}
      count={rows.count}
      onClose={() => change({ peek: '', at: 0 })}
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
        onChange={(view) => change({ view, sort: undefined, kind: undefined, loyalty: [] })}
        tabs={listViews.map((value) => ({ value, words: words.view[value] }))}
      />
      <FilterLine
        state={state}
        change={change}
        isOpen={isFiltering}
        onOpen={setFiltering}
        count={isNarrowed && rows.count !== undefined ? words.count(count, rows.count) : ''}
        onStop={stop}
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
          sort={asked.sort}
          onSort={(sort) => change({ sort: sorts.find((one) => one === sort && one !== usualSort(state.view)) })}
          peeked={peeked || undefined}
          onPeek={(row, index) => change({ peek: row?.id ?? '', at: row ? index : 0 }, { isQuiet: peeked !== '' })}
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
      {isAdding && <AddCustomer onClose={() => change({ new: false }, { isQuiet: true })} />}
    </PeekRoom>
  )
}
