import { useInfiniteQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useLocation } from 'wouter'
import type { z } from 'zod'
import { complaintCauses, complaintDecisions, complaintStates, listComplaints } from '#rooms/promises/complaints/contract.ts'
import { isDate } from '#values/civil-date.ts'
import { Button } from '../../../kit/button.tsx'
import { Chip } from '../../../kit/chip.tsx'
import { Segmented, TextField } from '../../../kit/field.tsx'
import { Choice } from '../../../kit/menu.tsx'
import { useIsPhone } from '../../../kit/phone.ts'
import { useSettled } from '../../../kit/settled.ts'
import { EmptyState, ErrorState, Skeleton } from '../../../kit/states.tsx'
import { flag, maybe, oneOf, text, useAddress } from '../../../shell/address.ts'
import { call, keyOf } from '../../../shell/api.ts'
import { useKeys } from '../../../shell/keys.ts'
import { problemFrom } from '../../../shell/problem.ts'
import { useSay } from '../../../shell/say.ts'
import { useMay } from '../../../shell/session.tsx'
import { useWords } from '../../../shell/words.ts'
import { useHouseKinds, useOfferedKinds } from '../../people/touchpoint-kinds.ts'
import { useNow } from '../board-data.ts'
import { PlaceHead } from '../place-head.tsx'
import { useComplaintNews } from './complaint-data.ts'
import { ComplaintLine } from './complaint-line.tsx'
import { ComplaintPane } from './complaint-pane.tsx'
import { ComplaintFigures } from './figures.tsx'
import { LateReceive } from './receive-complaint.tsx'
import { complaintWords } from './words.data.ts'
import '../promises.css'
import './complaints.css'

const views = ['list', 'figures'] as const
const punctual = ['in-time', 'late'] as const
const address = {
  view: oneOf(views, 'list'),
  complaint: text(),
  state: oneOf(['open', 'all', ...complaintStates], 'open'),
  cause: maybe([...complaintCauses, 'unknown']),
  kind: text(),
  decision: maybe(complaintDecisions),
  acknowledged: maybe(punctual),
  answered: maybe(punctual),
  repeat: flag(),
  from: text(),
  until: text(),
  code: text(),
  new: flag(),
}
type State = ReturnType<typeof useAddress<typeof address>>[0]
type Change = ReturnType<typeof useAddress<typeof address>>[1]

const unfiltered: Partial<State> = {
  state: 'open',
  cause: undefined,
  kind: '',
  decision: undefined,
  acknowledged: undefined,
  answered: undefined,
  repeat: false,
  from: '',
  until: '',
  code: '',
}

function queryOf(state: State): NonNullable<z.input<typeof listComplaints.query>> {
  return {
    // A number is looked for everywhere.
    state: state.code ? 'all' : state.state,
    ...(state.cause ? { cause: state.cause } : {}),
    ...(state.kind ? { touchpointKind: state.kind } : {}),
    ...(state.decision ? { decision: state.decision } : {}),
    ...(state.acknowledged ? { acknowledged: state.acknowledged } : {}),
    ...(state.answered ? { answered: state.answered } : {}),
    ...(state.repeat ? { isRepeat: 'true' as const } : {}),
    ...(isDate(state.from) ? { from: state.from } : {}),
    ...(isDate(state.until) ? { until: state.until } : {}),
    ...(state.code ? { code: state.code } : {}),
  }
}

function useComplaints(state: State) {
  const query = useSettled(queryOf(state), 150)
  return useInfiniteQuery({
    queryKey: [...keyOf(listComplaints, { query }), 'pages'],
    queryFn: ({ pageParam }) => call(listComplaints, { query: { ...query, ...(pageParam ? { after: pageParam } : {}) } }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: (before) => before,
  })
}

const hrefWith = (state: Partial<State>): string => {
  const search = new URLSearchParams(
    Object.entries(state).flatMap(([name, value]) => {
      if (!value || (name === 'view' && value === 'list') || (name === 'state' && value === 'open') || name === 'new') return []
      return [[name, value === true ? '1' : String(value)]]
    }),
  ).toString()
  return search ? `/promises/complaints?${search}` : '/promises/complaints'
}

function Views({ state, change }: { state: State; change: Change }) {
  const words = useWords(complaintWords)
  return (
    <Segmented
      label={words.viewsLabel}
      value={state.view}
      choices={views.map((value) => ({ value, words: words.views[value] }))}
      onChange={(view) => change({ view, complaint: '' })}
    />
  )
}

/** What the list is narrowed to by figures that were opened; each is let go by itself. */
function Narrowings({ state, change }: { state: State; change: Change }) {
  const words = useWords(complaintWords)
  const say = useSay()
  const chips: { name: string; words: string; off: Partial<State> }[] = [
    ...(state.decision ? [{ name: 'decision', words: words.decisions[state.decision], off: { decision: undefined } }] : []),
    ...(state.acknowledged
      ? [{ name: 'ack', words: words.filter.acknowledged[state.acknowledged], off: { acknowledged: undefined } }]
      : []),
    ...(state.answered ? [{ name: 'answered', words: words.filter.answered[state.answered], off: { answered: undefined } }] : []),
    ...(state.repeat ? [{ name: 'repeat', words: words.filter.repeat, off: { repeat: false } }] : []),
    ...(isDate(state.from) ? [{ name: 'from', words: words.filter.from(say.date(state.from)), off: { from: '' } }] : []),
    ...(isDate(state.until) ? [{ name: 'until', words: words.filter.until(say.date(state.until)), off: { until: '' } }] : []),
  ]
  if (chips.length === 0) return null
  return (
    <div className="row g1 wrap">
      {chips.map(({ name, words: said, off }) => (
        <Chip key={name} onRemove={() => change(off)} removeLabel={words.clear}>
          {said}
        </Chip>
      ))}
    </div>
  )
}

function Filters({ state, change }: { state: State; change: Change }) {
  const words = useWords(complaintWords)
  const kinds = useOfferedKinds()
  const named = useHouseKinds()
  const keys = [...new Set([...kinds.map(({ key }) => key), ...(state.kind && state.kind !== 'none' ? [state.kind] : [])])]
  const nameOf = (key: string) => named.get(key)?.name ?? kinds.find((one) => one.key === key)?.name ?? key
  return (
    <div className="complaint-filters">
      <Choice
        label={words.filter.state}
        value={state.state}
        choices={[
          { value: 'open' as const, words: words.filter.open },
          ...complaintStates.map((value) => ({ value, words: words.states[value] })),
          { value: 'all' as const, words: words.filter.all },
        ]}
        onChange={(to) => change({ state: to })}
      />
      <Choice
        label={words.filter.cause}
        value={state.cause ?? 'any'}
        choices={[
          { value: 'any' as const, words: words.filter.anyCause },
          ...complaintCauses.map((value) => ({ value, words: words.causes[value] })),
          { value: 'unknown' as const, words: words.filter.noCause },
        ]}
        onChange={(to) => change({ cause: to === 'any' ? undefined : to })}
      />
      <Choice
        label={words.filter.touchpoint}
        value={state.kind || 'any'}
        choices={[
          { value: 'any', words: words.filter.anyTouchpoint },
          ...keys.filter((key) => key !== 'complaint').map((key) => ({ value: key, words: nameOf(key) })),
          { value: 'none', words: words.filter.noTouchpoint },
        ]}
        onChange={(to) => change({ kind: to === 'any' ? '' : to })}
      />
      <TextField
        label={words.find}
        isLabelUnseen
        placeholder={words.findHint}
        isNum
        value={state.code}
        maxLength={12}
        onText={(code) => change({ code }, { isQuiet: true })}
      />
    </div>
  )
}

function List({ state, change, now }: { state: State; change: Change; now: number }) {
  const words = useWords(complaintWords)
  const say = useSay()
  const may = useMay()
  const links = useRef(new Map<string, HTMLAnchorElement>())
  const found = useComplaints(state)
  const rows = found.data?.pages.flatMap(({ complaints }) => complaints)
  const count = found.data?.pages[0]?.count
  const step = (by: 1 | -1) => {
    const ids = (rows ?? []).map(({ id }) => id)
    const next = ids[state.complaint ? ids.indexOf(state.complaint) + by : 0]
    if (!next) return
    change({ complaint: next }, { isQuiet: state.complaint !== '' })
    requestAnimationFrame(() => links.current.get(next)?.focus())
  }
  useKeys([
    { key: 'J', words: words.keys.next, act: () => step(1) },
    { key: 'K', words: words.keys.before, act: () => step(-1) },
  ])
  const isFiltered = hrefWith({ ...state, complaint: '', view: 'list' }) !== '/promises/complaints'
  return (
    <div className="promises-list">
      <div className="promises-head">
        <Filters state={state} change={change} />
        <Narrowings state={state} change={change} />
        {count !== undefined && (
          <p className="meta num" role="status">
            {words.count(say.number(count), count)}
          </p>
        )}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard, whatever it holds. */}
      <section className="promises-scroll" data-scrolls aria-label={words.list} tabIndex={0}>
        {found.error && !rows && <ErrorState problem={problemFrom(found.error)} onRetry={() => void found.refetch()} isSlim />}
        {!rows && !found.error && (
          <div className="promises-waiting">
            <Skeleton lines={5} height={4} />
          </div>
        )}
        {rows?.length === 0 &&
          (isFiltered ? (
            <EmptyState
              icon="search"
              isNoResult
              title={words.emptyFilter}
              act={<Button onClick={() => change(unfiltered)}>{words.clear}</Button>}
            />
          ) : (
            <EmptyState
              icon="leaf"
              isNoResult
              title={words.empty}
              act={may('promises.write') && <Button onClick={() => change({ new: true })}>{words.receive}</Button>}
            >
              {words.emptyWhy}
            </EmptyState>
          ))}
        {rows && rows.length > 0 && (
          <ul>
            {rows.map((row) => (
              <li key={row.id}>
                <ComplaintLine
                  row={row}
                  now={now}
                  href={hrefWith({ ...state, complaint: row.id })}
                  isChosen={row.id === state.complaint}
                  link={(id, element) => void (element ? links.current.set(id, element) : links.current.delete(id))}
                />
              </li>
            ))}
          </ul>
        )}
        {found.hasNextPage && (
          <Button isBusy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {words.next}
          </Button>
        )}
      </section>
    </div>
  )
}

/** Complaints: by what is due next on the left, one of them with its steps, cause, remedy and prevention on the right. */
export default function Complaints() {
  const words = useWords(complaintWords)
  const may = useMay()
  const now = useNow()
  const isPhone = useIsPhone()
  const [state, change] = useAddress(address)
  const [, navigate] = useLocation()
  const [isReceiving, receive] = useState(false)
  useComplaintNews()
  const mayWrite = may('promises.write')
  useKeys(mayWrite ? [{ key: 'U', words: words.keys.receive, act: () => receive(true) }] : [])
  const close = () => {
    receive(false)
    if (state.new) change({ new: false }, { isQuiet: true })
  }
  const isFigures = state.view === 'figures'
  return (
    <>
      {!(isPhone && state.complaint) && (
        <PlaceHead part="complaints">
          {!isPhone && <Views state={state} change={change} />}
          {mayWrite && (
            <Button icon="warning" keyHint="U" onClick={() => receive(true)}>
              <span className="phone-off">{words.receive}</span>
              <span className="phone-only">{words.receiveShort}</span>
            </Button>
          )}
        </PlaceHead>
      )}
      {isPhone && !state.complaint && (
        <div className="complaint-views">
          <Views state={state} change={change} />
        </div>
      )}
      {isFigures ? (
        <ComplaintFigures
          from={state.from}
          until={state.until}
          onDays={(days) => change(days, { isQuiet: true })}
          hrefOf={(part) => `/promises/complaints?${new URLSearchParams(part)}`}
        />
      ) : (
        <div className={`promises ${state.complaint ? 'has-promise' : ''}`}>
          <List state={state} change={change} now={now} />
          {state.complaint ? (
            <ComplaintPane
              key={state.complaint}
              complaintId={state.complaint}
              onBack={() => navigate(hrefWith({ ...state, complaint: '' }))}
            />
          ) : (
            <p className="promises-choose t2 phone-off">{words.choose}</p>
          )}
        </div>
      )}
      {(isReceiving || state.new) && (
        <LateReceive
          customerId={undefined}
          onClose={close}
          onReceived={(complaint) => change({ ...unfiltered, complaint, view: 'list', new: false })}
        />
      )}
    </>
  )
}
