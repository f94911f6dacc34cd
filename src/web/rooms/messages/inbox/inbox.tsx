import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useLocation } from 'wouter'
import { getThread, listThreads, threadBoxes } from '#rooms/messages/inbox/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { ChipButton } from '../../../kit/chip.tsx'
import { TextField } from '../../../kit/field.tsx'
import { useIsPhone } from '../../../kit/phone.ts'
import { useSettled } from '../../../kit/settled.ts'
import { EmptyState, ErrorState, Skeleton } from '../../../kit/states.tsx'
import { oneOf, text, useAddress } from '../../../shell/address.ts'
import { call, keyOf, useAsk } from '../../../shell/api.ts'
import { useKeys } from '../../../shell/keys.ts'
import { problemFrom } from '../../../shell/problem.ts'
import { useSay } from '../../../shell/say.ts'
import { useWord } from '../../../shell/stream.ts'
import { useWords } from '../../../shell/words.ts'
import { PlaceHead } from '../place-head.tsx'
import { CustomerSide } from './customer-side.tsx'
import { NewLetter } from './new-letter.tsx'
import { TalkPane } from './talk-pane.tsx'
import { ThreadList } from './thread-list.tsx'
import { inboxWords } from './words.data.ts'
import './inbox.css'

const address = { box: oneOf(threadBoxes, 'open'), q: text(), thread: text(), to: text() }
type Box = (typeof threadBoxes)[number]

function useTalks(box: Box, q: string) {
  const query = { box, ...(q ? { q } : {}) }
  const asked = useInfiniteQuery({
    queryKey: [...keyOf(listThreads, { query }), 'pages'],
    queryFn: ({ pageParam }) => call(listThreads, { query: { ...query, ...(pageParam ? { after: pageParam } : {}) } }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: (before) => before,
  })
  const rows = asked.data?.pages.flatMap(({ threads }) => threads) ?? []
  return { ...asked, rows, counts: asked.data?.pages[0]?.counts }
}

type Boxes = { box: Box; counts: ReturnType<typeof useTalks>['counts']; onBox: (box: Box) => void }

function BoxRow({ box, counts, onBox }: Boxes) {
  const words = useWords(inboxWords)
  const say = useSay()
  const shown = threadBoxes.filter((one) => one !== 'owner' || counts?.owner !== null)
  return (
    <fieldset className="inbox-boxes">
      <legend className="unseen">{words.boxesLabel}</legend>
      {shown.map((one) => {
        const n = one === 'done' ? 0 : (counts?.[one] ?? 0)
        return (
          <ChipButton key={one} isOn={one === box} onPress={() => onBox(one)}>
            {words.boxes[one]} {n > 0 && <span className="num">{say.number(n)}</span>}
          </ChipButton>
        )
      })}
    </fieldset>
  )
}

/** What changes elsewhere is shown here: the list, and the talk that is open. */
function useFresh(): void {
  const queries = useQueryClient()
  const all = () => {
    for (const route of [listThreads, getThread]) void queries.invalidateQueries({ queryKey: keyOf(route) })
  }
  useWord('thread', ({ threadId }) => {
    void queries.invalidateQueries({ queryKey: keyOf(listThreads) })
    void queries.invalidateQueries({ queryKey: keyOf(getThread, { params: { threadId } }) })
  })
  useWord('gap', all)
}

function useWalk(ids: readonly string[], chosen: string, go: (id: string) => void): void {
  const words = useWords(inboxWords).keys
  const step = (by: 1 | -1) => {
    const at = ids.indexOf(chosen)
    const next = ids[at < 0 ? 0 : at + by]
    if (next) go(next)
  }
  useKeys([
    { key: 'J', words: words.next, act: () => step(1) },
    { key: 'K', words: words.previous, act: () => step(-1) },
  ])
}

/** The inbox: who writes on the left, what is said in the middle, who they are on the right. */
export default function Inbox() {
  const words = useWords(inboxWords)
  const [state, change] = useAddress(address)
  const [, navigate] = useLocation()
  const q = useSettled(state.q.trim(), 150)
  const talks = useTalks(state.box, q)
  const { rows } = talks
  useFresh()
  const open = useAsk(getThread, { params: { threadId: state.thread } }, { enabled: state.thread !== '' })
  useWalk(
    rows.map(({ id }) => id),
    state.thread,
    (id) => change({ thread: id }, { isQuiet: state.thread !== '' }),
  )
  const search = new URLSearchParams({ ...(state.box === 'open' ? {} : { box: state.box }), ...(state.q ? { q: state.q } : {}) })
  const hrefOf = (id: string) => `/messages/inbox?${new URLSearchParams([...search, ['thread', id]])}`
  const customerId = open.data?.customerId
  // A talk has the whole of a small screen.
  const isPhone = useIsPhone()
  return (
    <>
      {!(isPhone && state.thread) && <PlaceHead part="inbox" />}
      <div
        className={`inbox ${state.thread ? 'has-talk' : ''} ${customerId ? 'has-card' : ''}`}
        role="tabpanel"
        aria-labelledby="messages-inbox"
      >
        <div className="inbox-list">
          <div className="inbox-find">
            <TextField
              label={words.search}
              isLabelUnseen
              placeholder={words.search}
              value={state.q}
              onText={(to) => change({ q: to }, { isQuiet: true })}
            />
            <BoxRow box={state.box} counts={talks.counts} onBox={(box) => change({ box, q: '', thread: '' })} />
          </div>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard, whatever it holds. */}
          <section className="inbox-scroll" data-scrolls aria-label={words.list} tabIndex={0}>
            {talks.error && !talks.data ? (
              <ErrorState problem={problemFrom(talks.error)} onRetry={() => void talks.refetch()} />
            ) : !talks.data ? (
              <Skeleton height={16} />
            ) : rows.length > 0 ? (
              <ThreadList rows={rows} chosen={state.thread} hrefOf={hrefOf} />
            ) : q ? (
              <EmptyState
                icon="search"
                isNoResult
                title={words.none}
                act={<Button onClick={() => change({ q: '' })}>{words.clear}</Button>}
              />
            ) : (
              <EmptyState icon="leaf" title={words.empty[state.box]}>
                {words.emptyWhy}
              </EmptyState>
            )}
            {talks.hasNextPage && (
              <Button isBusy={talks.isFetchingNextPage} onClick={() => void talks.fetchNextPage()}>
                {words.more}
              </Button>
            )}
          </section>
        </div>
        {state.thread ? (
          <TalkPane threadId={state.thread} onBack={() => navigate(`/messages/inbox?${search}`)} />
        ) : (
          <p className="inbox-choose t2 phone-off">{words.choose}</p>
        )}
        {customerId && <CustomerSide customerId={customerId} />}
      </div>
      {state.to && <NewLetter customerId={state.to} onClose={() => change({ to: '' })} />}
    </>
  )
}
