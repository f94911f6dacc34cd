import { useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { directions } from '#rooms/promises/contract.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { Segmented } from '../../kit/field.tsx'
import { Menu } from '../../kit/menu.tsx'
import { useIsPhone } from '../../kit/phone.ts'
import { EmptyState, ErrorState, Skeleton } from '../../kit/states.tsx'
import { flag, maybe, oneOf, text, useAddress } from '../../shell/address.ts'
import { useKeys } from '../../shell/keys.ts'
import { useMay } from '../../shell/session.tsx'
import { TopEnds } from '../../shell/top-ends.tsx'
import { useWords } from '../../shell/words.ts'
import { type Asked, type Board, useBoard, useNow, usePromiseNews } from './board-data.ts'
import { BoardList } from './board-list.tsx'
import { Columns } from './columns.tsx'
import { Done } from './done.tsx'
import { PromiseDialog } from './make/promise-dialog.tsx'
import { stageOrder } from './naming.ts'
import { type Part, PlaceHead } from './place-head.tsx'
import { PromisePane } from './promise-pane.tsx'
import { Scores } from './scores.tsx'
import { promiseWords } from './words.data.ts'
import './promises.css'

const views = ['list', 'columns', 'done', 'scores'] as const
const address = {
  view: oneOf(views, 'list'),
  whose: oneOf(['all', 'mine'], 'all'),
  direction: maybe(['any', ...directions]),
  promise: text(),
  slip: flag(),
  new: flag(),
  to: text(),
}
type State = ReturnType<typeof useAddress<typeof address>>[0]
type Change = ReturnType<typeof useAddress<typeof address>>[1]

/** The part of the place that is open. */
const partOf = ({ view }: State): Part => (view === 'done' || view === 'scores' ? view : 'board')

/** The board is about customers first; what one holds oneself is shown whomever it is owed to. */
const directionOf = ({ direction, whose }: State) =>
  direction === 'any' ? undefined : (direction ?? (whose === 'mine' ? undefined : 'to-customer'))

/** How the board is looked at: beside the box on a large screen, above the list on a small one. */
function Views({ state, change }: { state: State; change: Change }) {
  const words = useWords(promiseWords)
  return (
    <Segmented
      label={words.viewsLabel}
      value={state.view === 'columns' ? 'columns' : 'list'}
      choices={(['list', 'columns'] as const).map((value) => ({ value, words: words.views[value] }))}
      onChange={(view) => change({ view, promise: '', slip: false })}
    />
  )
}

function DirectionMenu({ state, change }: { state: State; change: Change }) {
  const words = useWords(promiseWords)
  const shown = directionOf(state)
  return (
    <Menu
      side="bottom-end"
      button={
        <IconButton
          icon="filter"
          size="small"
          label={`${words.filter}: ${shown ? words.directions[shown] : words.anyDirection}`}
          aria-pressed={state.direction !== undefined}
          className={state.direction ? 'c-brand' : ''}
        />
      }
      items={[
        { words: words.anyDirection, isOn: !shown, act: () => change({ direction: 'any' }) },
        ...directions.map((direction) => ({
          words: words.directions[direction],
          isOn: shown === direction,
          act: () => change({ direction }),
        })),
      ]}
    />
  )
}

/** Whose promises stand on the board, and in which direction. */
function Head({ state, change, isPhone }: { state: State; change: Change; isPhone: boolean }) {
  const words = useWords(promiseWords)
  const shown = directionOf(state)
  return (
    <header className="promises-head">
      {isPhone && <Views state={state} change={change} />}
      <div className="row g1 promises-filter">
        <Segmented
          label={words.whoseLabel}
          value={state.whose}
          choices={(['all', 'mine'] as const).map((value) => ({ value, words: words.whose[value] }))}
          onChange={(whose) => change({ whose })}
        />
        <span className="grow cut meta">{shown ? words.directions[shown] : words.anyDirection}</span>
        <DirectionMenu state={state} change={change} />
      </div>
    </header>
  )
}

/** Nothing is waiting: of mine, like that, or at all; each is said differently and leads on. */
function Nothing({ state, change }: { state: State; change: Change }) {
  const words = useWords(promiseWords)
  const may = useMay()
  if (state.direction && state.direction !== 'any')
    return (
      <EmptyState
        icon="search"
        isNoResult
        title={words.emptyFilter}
        act={<Button onClick={() => change({ direction: undefined })}>{words.clear}</Button>}
      />
    )
  if (state.whose === 'mine')
    return (
      <EmptyState
        icon="leaf"
        isNoResult
        title={words.emptyMine}
        act={<Button onClick={() => change({ whose: 'all' })}>{words.showAll}</Button>}
      />
    )
  return (
    <EmptyState
      icon="promise"
      isNoResult
      title={words.empty}
      act={may('promises.write') && <Button onClick={() => change({ new: true })}>{words.make}</Button>}
    >
      {words.emptyWhy}
    </EmptyState>
  )
}

const waiting = (board: Board): number => board.columns.reduce((sum, { stage, count }) => sum + (stage === 'done' ? 0 : count), 0)

/** The ids of a list in the order in which they stand, and the links that hold them. */
function useWalk(board: Board | undefined, state: State, change: Change) {
  const words = useWords(promiseWords).keys
  const links = useRef(new Map<string, HTMLAnchorElement>())
  const ids = stageOrder.flatMap(
    (stage) =>
      board?.columns.filter((one) => one.stage === stage && stage !== 'done').flatMap(({ promises }) => promises.map(({ id }) => id)) ?? [],
  )
  const step = (by: 1 | -1) => {
    const shown = ids.filter((id) => links.current.has(id))
    const at = shown.indexOf(state.promise)
    const next = shown[at < 0 ? 0 : at + by]
    if (!next) return
    change({ promise: next, slip: false }, { isQuiet: state.promise !== '' })
    requestAnimationFrame(() => links.current.get(next)?.focus())
  }
  const isList = state.view === 'list' || state.view === 'columns'
  useKeys(
    isList
      ? [
          { key: 'J', words: words.next, act: () => step(1) },
          { key: 'K', words: words.before, act: () => step(-1) },
          { key: 'ArrowDown', act: () => (document.activeElement?.closest('.promises-list') ? step(1) : false) },
          { key: 'ArrowUp', act: () => (document.activeElement?.closest('.promises-list') ? step(-1) : false) },
        ]
      : [],
  )
  return (id: string, element: HTMLAnchorElement | null) => void (element ? links.current.set(id, element) : links.current.delete(id))
}

function hrefWith(state: State, part: Partial<State>): string {
  const next = { ...state, slip: false, ...part }
  const search = new URLSearchParams({
    ...(next.view === 'list' ? {} : { view: next.view }),
    ...(next.whose === 'all' ? {} : { whose: next.whose }),
    ...(next.direction ? { direction: next.direction } : {}),
    ...(next.promise ? { promise: next.promise } : {}),
  }).toString()
  return search ? `/promises?${search}` : '/promises'
}

/** What is done, in the same direction: as many as the board counts. */
function doneHref(state: State): string {
  const of = directionOf(state)
  return `${hrefWith(state, { view: 'done', promise: '', direction: undefined })}${of ? `&of=${of}` : ''}`
}

function ListSide({ state, change, isPhone }: { state: State; change: Change; isPhone: boolean }) {
  const words = useWords(promiseWords)
  const now = useNow()
  const asked: Asked = { whose: state.whose, direction: directionOf(state) }
  const board = useBoard(asked)
  const link = useWalk(board.data, state, change)
  return (
    <div className="promises-list">
      <Head state={state} change={change} isPhone={isPhone} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard, whatever it holds. */}
      <section className="promises-scroll" data-scrolls aria-label={words.list} tabIndex={0}>
        {board.error && !board.data ? (
          <ErrorState problem={board.error} onRetry={() => void board.refetch()} isSlim />
        ) : !board.data ? (
          <div className="promises-waiting">
            <Skeleton lines={6} height={2.75} />
          </div>
        ) : (
          <>
            {waiting(board.data) === 0 && <Nothing state={state} change={change} />}
            <BoardList
              board={board.data}
              asked={asked}
              shown={{ now, chosen: state.promise, hrefOf: (promise) => hrefWith(state, { promise }), link }}
              doneHref={doneHref(state)}
            />
          </>
        )}
      </section>
    </div>
  )
}

/** A view that has the whole width until a promise is opened beside it. */
function WideSide({ state, change, isPhone }: { state: State; change: Change; isPhone: boolean }) {
  const now = useNow()
  const asked: Asked = { whose: state.whose, direction: directionOf(state) }
  const board = useBoard(asked)
  const hrefOf = (promise: string) => hrefWith(state, { promise })
  return (
    <div className="promises-wide">
      {state.view === 'columns' && <Head state={state} change={change} isPhone={isPhone} />}
      {state.view === 'columns' && <ColumnsSide board={board} now={now} state={state} change={change} hrefOf={hrefOf} />}
      {state.view === 'done' && <Done now={now} chosen={state.promise} hrefOf={hrefOf} />}
      {state.view === 'scores' && <Scores />}
    </div>
  )
}

function ColumnsSide({
  board,
  now,
  state,
  change,
  hrefOf,
}: {
  board: ReturnType<typeof useBoard>
  now: number
  state: State
  change: Change
  hrefOf: (id: string) => string
}) {
  const link = useWalk(board.data, state, change)
  const [, navigate] = useLocation()
  if (board.error && !board.data) return <ErrorState problem={board.error} onRetry={() => void board.refetch()} isSlim />
  if (!board.data) return <Skeleton lines={4} height={3} />
  return (
    <Columns
      board={board.data}
      shown={{ now, chosen: state.promise, hrefOf, link }}
      onSlip={(promise) => change({ promise, slip: true })}
      onDone={() => navigate(doneHref(state))}
    />
  )
}

/** Promises: what was said and until when, on the left; one of them with all that it rests on, on the right. */
export default function Promises() {
  const words = useWords(promiseWords)
  const may = useMay()
  const isPhone = useIsPhone()
  const [state, change] = useAddress(address)
  const [, navigate] = useLocation()
  const [isMaking, make] = useState(false)
  usePromiseNews()
  const isNew = state.new || isMaking
  useKeys(may('promises.write') ? [{ key: 'H', words: words.keys.make, act: () => make(true) }] : [])
  const closeNew = () => {
    make(false)
    if (state.new || state.to) change({ new: false, to: '' }, { isQuiet: true })
  }
  const isWide = state.view !== 'list'
  return (
    <>
      {!isPhone && partOf(state) === 'board' && (
        <TopEnds>
          <Views state={state} change={change} />
        </TopEnds>
      )}
      {/* One promise has the whole of a small screen. */}
      {!(isPhone && state.promise) && (
        <PlaceHead part={partOf(state)}>
          {may('promises.write') && (
            <Button icon="plus" keyHint="H" onClick={() => change({ new: true })}>
              {words.make}
            </Button>
          )}
        </PlaceHead>
      )}
      <div
        className={`promises ${state.promise ? 'has-promise' : ''} ${isWide ? 'is-wide' : ''}`}
        role="tabpanel"
        aria-labelledby={`promises-${partOf(state)}`}
      >
        {isWide ? (
          <WideSide state={state} change={change} isPhone={isPhone} />
        ) : (
          <ListSide state={state} change={change} isPhone={isPhone} />
        )}
        {state.promise ? (
          <PromisePane
            key={state.promise}
            promiseId={state.promise}
            isSlipping={state.slip}
            onSlip={(slip) => change({ slip })}
            onBack={() => navigate(hrefWith(state, { promise: '' }))}
            hrefOf={(promise) => hrefWith(state, { promise })}
          />
        ) : (
          !isWide && <p className="promises-choose t2 phone-off">{words.choose}</p>
        )}
      </div>
      {isNew && (
        <PromiseDialog
          customerId={state.to || undefined}
          onClose={closeNew}
          onMade={(promise) => change({ promise, new: false, to: '', view: 'list' })}
        />
      )}
    </>
  )
}
