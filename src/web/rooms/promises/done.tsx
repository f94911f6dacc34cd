import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { listPromises, promiseKinds, promiseStates, teams } from '#rooms/promises/contract.ts'
import { Button } from '../../kit/button.tsx'
import { Chip, ChipButton } from '../../kit/chip.tsx'
import { Icon } from '../../kit/icons.tsx'
import { Choice } from '../../kit/menu.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../kit/states.tsx'
import { useAddress } from '../../shell/address.ts'
import { call, keyOf } from '../../shell/api.ts'
import { problemFrom } from '../../shell/problem.ts'
import { useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import { type DoneState, doneAddress, doneQuery } from './done-list.ts'
import { holderOf, howMany, latenessOf, markOf, type Row } from './naming.ts'
import { promiseWords } from './words.data.ts'

type Counted = { count: number; isExact: boolean }
type Change = ReturnType<typeof useAddress<typeof doneAddress>>[1]

function useDone(state: DoneState) {
  const query = doneQuery(state)
  return useInfiniteQuery({
    queryKey: [...keyOf(listPromises, { query }), 'pages'],
    queryFn: ({ pageParam }) => call(listPromises, { query: { ...query, ...(pageParam ? { after: pageParam } : {}) } }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: (before) => before,
  })
}

function Filters({ state, change, first }: { state: DoneState; change: Change; first: Counted | undefined }) {
  const words = useWords(promiseWords)
  const say = useSay()
  const any = 'any' as const
  return (
    <div className="done-filters">
      <div className="done-choice">
        <Choice
          label={words.ended.state}
          value={state.state ?? any}
          choices={[{ value: any, words: words.ended.anyState }, ...promiseStates.map((value) => ({ value, words: words.states[value] }))]}
          onChange={(to) => change({ state: to === any ? undefined : to })}
        />
      </div>
      <div className="done-choice">
        <Choice
          label={words.ended.kind}
          value={state.kind ?? any}
          choices={[{ value: any, words: words.ended.anyKind }, ...promiseKinds.map((value) => ({ value, words: words.kinds[value] }))]}
          onChange={(to) => change({ kind: to === any ? undefined : to })}
        />
      </div>
      <div className="done-choice">
        <Choice
          label={words.ended.team}
          value={state.team ?? any}
          choices={[
            { value: any, words: words.ended.anyTeam },
            ...teams.map((value) => ({ value, words: words.teams[value] })),
            { value: 'none' as const, words: words.heldByNobody },
          ]}
          onChange={(to) => change({ team: to === any ? undefined : to })}
        />
      </div>
      <ChipButton isOn={state.warned} onPress={() => change({ warned: !state.warned })}>
        {words.ended.warned}
      </ChipButton>
      <ChipButton isOn={state.untold} onPress={() => change({ untold: !state.untold })}>
        {words.ended.untold}
      </ChipButton>
      <ChipButton isOn={state.exceeded} onPress={() => change({ exceeded: !state.exceeded })}>
        {words.ended.exceeded}
      </ChipButton>
      <span className="meta num done-count" role="status" data-count={first?.isExact ? first.count : undefined}>
        {first === undefined ? '' : words.ended.count(howMany(first, words, say), first.count)}
      </span>
    </div>
  )
}

/** What a figure asked for beside that: a direction, somebody, some days; each can be taken away. */
function Behind({ state, change, rows }: { state: DoneState; change: Change; rows: readonly Row[] | undefined }) {
  const words = useWords(promiseWords)
  const say = useSay()
  const [one] = rows ?? []
  const days = [state.from && words.ended.since(say.date(state.from)), state.until && words.ended.until(say.date(state.until))]
  const chips = [
    { key: 'of', words: state.of && words.directions[state.of], without: { of: undefined } },
    { key: 'category', words: state.category && words.categories[state.category], without: { category: undefined } },
    { key: 'with', words: state.with && (one?.organisation ?? one?.calledAs ?? words.ended.who), without: { with: '' } },
    { key: 'holder', words: state.holder && (one?.holderName ?? words.ended.holder), without: { holder: '' } },
    { key: 'days', words: days.filter(Boolean).join(' '), without: { from: '', until: '' } },
  ].filter((chip) => chip.words)
  if (chips.length === 0) return null
  return (
    <div className="row g2 wrap">
      {chips.map(({ key, words: shown, without }) => (
        <Chip key={key} tone="brand" onRemove={() => change(without)} removeLabel={`${words.ended.without} ${shown}`}>
          {shown}
        </Chip>
      ))}
    </div>
  )
}

const nothing = {
  state: undefined,
  kind: undefined,
  category: undefined,
  team: undefined,
  of: undefined,
  with: '',
  holder: '',
  from: '',
  until: '',
  warned: false,
  untold: false,
  exceeded: false,
} satisfies DoneState

function Line({ row, now, href, isChosen }: { row: Row; now: number; href: string; isChosen: boolean }) {
  const words = useWords(promiseWords)
  const say = useSay()
  const { icon, tone } = markOf(row, now)
  const at = row.doneAt ?? row.promisedDue
  return (
    <tr className={isChosen ? 'is-chosen' : undefined}>
      <th scope="row">
        <Link href={href} className="done-link">
          {row.words}
        </Link>
        <span className="meta done-under">
          {[words.kinds[row.kind], row.state === 'late' && latenessOf(row, now, words.left, say), row.isWarned && words.badges.warned]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </th>
      <td>{row.calledAs || words.directions[row.direction]}</td>
      <td>
        <Icon name={icon} className={tone === 't3' ? 't3' : `c-${tone}`} /> {words.states[row.state]}
      </td>
      <td className="t2">{row.holderName ?? (row.team ? words.teams[row.team] : holderOf(row, words))}</td>
      <td className="num right">{at && say.nearDate(say.dayOf(at))}</td>
    </tr>
  )
}

/** What is done, the latest first, with what to look for. */
export function Done({ now, chosen, hrefOf }: { now: number; chosen: string; hrefOf: (id: string) => string }) {
  const words = useWords(promiseWords)
  const [state, change] = useAddress(doneAddress)
  const done = useDone(state)
  const rows = done.data?.pages.flatMap(({ promises }) => promises)
  const first = done.data?.pages[0]
  const isFiltered = Object.values(state).some((value) => value !== undefined && value !== false && value !== '')
  const here = new URLSearchParams(
    Object.entries(state).flatMap(([name, value]) => (value ? [[name, value === true ? '1' : value]] : [])),
  ).toString()
  return (
    <div className="done">
      <Filters state={state} change={change} first={first} />
      <Behind state={state} change={change} rows={rows} />
      {done.error && !rows && <ErrorState problem={problemFrom(done.error)} onRetry={() => void done.refetch()} isSlim />}
      {!rows && !done.error && <Skeleton lines={8} height={2.75} />}
      {rows?.length === 0 &&
        (isFiltered ? (
          <EmptyState
            icon="search"
            isNoResult
            title={words.emptyFilter}
            act={<Button onClick={() => change(nothing)}>{words.clear}</Button>}
          />
        ) : (
          <EmptyState icon="promise" isNoResult title={words.ended.empty}>
            {words.ended.emptyWhy}
          </EmptyState>
        ))}
      {rows && rows.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys.
        <section className="done-room" data-scrolls aria-label={words.ended.table} tabIndex={0}>
          <table className="promise-table">
            <thead>
              <tr>
                <th scope="col">{words.ended.what}</th>
                <th scope="col">{words.ended.who}</th>
                <th scope="col">{words.ended.state}</th>
                <th scope="col">{words.ended.holder}</th>
                <th scope="col" className="right">
                  {words.ended.at}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Line
                  key={row.id}
                  row={row}
                  now={now}
                  href={here ? `${hrefOf(row.id)}&${here}` : hrefOf(row.id)}
                  isChosen={row.id === chosen}
                />
              ))}
            </tbody>
          </table>
          {done.hasNextPage && (
            <Button isBusy={done.isFetchingNextPage} onClick={() => void done.fetchNextPage()}>
              {words.ended.next}
            </Button>
          )}
        </section>
      )}
    </div>
  )
}
