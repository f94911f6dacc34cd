import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { listPromises, promiseKinds, promiseStates, teams } from '#rooms/promises/contract.ts'
import { Button } from '../../kit/button.tsx'
import { ChipButton } from '../../kit/chip.tsx'
import { Icon } from '../../kit/icons.tsx'
import { Choice } from '../../kit/menu.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../kit/states.tsx'
import { flag, maybe, useAddress } from '../../shell/address.ts'
import { call, keyOf } from '../../shell/api.ts'
import { problemFrom } from '../../shell/problem.ts'
import { useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import { holderOf, howMany, latenessOf, markOf, type Row } from './naming.ts'
import { promiseWords } from './words.data.ts'

const endedStates = promiseStates.filter((state) => state !== 'open')
const address = {
  state: maybe(endedStates),
  kind: maybe(promiseKinds),
  team: maybe(teams),
  warned: flag(),
  untold: flag(),
  exceeded: flag(),
}
type State = ReturnType<typeof useAddress<typeof address>>[0]
type Change = ReturnType<typeof useAddress<typeof address>>[1]

function useDone(state: State) {
  const query = {
    ...(state.untold ? { isUntold: 'true' as const } : { stage: 'done' as const }),
    ...(state.state ? { state: state.state } : {}),
    ...(state.kind ? { kind: state.kind } : {}),
    ...(state.team ? { team: state.team } : {}),
    ...(state.warned ? { isWarned: 'true' as const } : {}),
    ...(state.exceeded ? { isExceeded: 'true' as const } : {}),
  }
  return useInfiniteQuery({
    queryKey: [...keyOf(listPromises, { query }), 'pages'],
    queryFn: ({ pageParam }) => call(listPromises, { query: { ...query, ...(pageParam ? { after: pageParam } : {}) } }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: (before) => before,
  })
}

function Filters({ state, change, count }: { state: State; change: Change; count: string }) {
  const words = useWords(promiseWords)
  const any = 'any' as const
  return (
    <div className="done-filters">
      <div className="done-choice">
        <Choice
          label={words.ended.state}
          value={state.state ?? any}
          choices={[{ value: any, words: words.ended.anyState }, ...endedStates.map((value) => ({ value, words: words.states[value] }))]}
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
          choices={[{ value: any, words: words.ended.anyTeam }, ...teams.map((value) => ({ value, words: words.teams[value] }))]}
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
      <span className="meta num done-count" role="status">
        {count}
      </span>
    </div>
  )
}

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
  const say = useSay()
  const [state, change] = useAddress(address)
  const done = useDone(state)
  const rows = done.data?.pages.flatMap(({ promises }) => promises)
  const first = done.data?.pages[0]
  const isFiltered = Object.values(state).some((value) => value !== undefined && value !== false)
  const here = new URLSearchParams(
    Object.entries(state).flatMap(([name, value]) => (value ? [[name, value === true ? '1' : value]] : [])),
  ).toString()
  return (
    <div className="done">
      <Filters
        state={state}
        change={change}
        count={first === undefined ? '' : words.ended.count(howMany(first, words, say), first.count)}
      />
      {done.error && !rows && <ErrorState problem={problemFrom(done.error)} onRetry={() => void done.refetch()} isSlim />}
      {!rows && !done.error && <Skeleton lines={8} height={2.75} />}
      {rows?.length === 0 &&
        (isFiltered ? (
          <EmptyState
            icon="search"
            isNoResult
            title={words.emptyFilter}
            act={
              <Button
                onClick={() =>
                  change({ state: undefined, kind: undefined, team: undefined, warned: false, untold: false, exceeded: false })
                }
              >
                {words.clear}
              </Button>
            }
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
