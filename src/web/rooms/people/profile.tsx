import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'
import { useLocation, useParams } from 'wouter'
import { listLoyalty } from '#rooms/loyalty/contract.ts'
import { getBuying } from '#rooms/orders/contract.ts'
import { Button, ButtonLink, IconButton } from '../../kit/button.tsx'
import { Icon } from '../../kit/icons.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../kit/states.tsx'
import { TabPanel, Tabs } from '../../kit/tabs.tsx'
import { flag, oneOf, text, useAddress } from '../../shell/address.ts'
import { call, useAsk } from '../../shell/api.ts'
import { useKeys } from '../../shell/keys.ts'
import { Presence } from '../../shell/presence.tsx'
import { noteOpened } from '../../shell/recent.ts'
import { useSay } from '../../shell/say.ts'
import { useMay, useMe } from '../../shell/session.tsx'
import { customerPath } from '../../shell/sidebar.data.ts'
import { TopEnds } from '../../shell/top-ends.tsx'
import { useWords } from '../../shell/words.ts'
import { StoryWish } from '../care/stories/story-wish.tsx'
import { LoyaltyLine } from '../loyalty/loyalty-line.tsx'
import { ValueTab } from '../loyalty/value-tab.tsx'
import { ConsentTab } from '../messages/consent/consent-tab.tsx'
import { ReceiveComplaint } from '../promises/complaints/receive-complaint.tsx'
import { CustomerPromises } from '../promises/customer-promises.tsx'
import { MakePromise } from '../promises/make/make-promise.tsx'
import { AskCounter } from '../satisfaction/ask-counter.tsx'
import { Beside, PraiseLink } from './beside.tsx'
import { ConflictDialog } from './conflict-dialog.tsx'
import { type Customer, useChangeCustomer, useCustomer } from './customer-data.ts'
import { Facts } from './facts.tsx'
import { Around } from './known/around.tsx'
import { MustNotStrip } from './known/must-not-strip.tsx'
import { Preferences } from './known/preferences.tsx'
import { knownWords } from './known/words.data.ts'
import { useLastWriter } from './last-writer.ts'
import { listPath, notePlace, placeInList } from './list-memory.ts'
import { Lookers } from './lookers.tsx'
import { OrderDialog } from './order-dialog.tsx'
import { OrdersTab } from './orders-tab.tsx'
import { rhythmOf, tenureOf } from './tenure.ts'
import { Timeline } from './timeline.tsx'
import { useTimelineAhead } from './timeline-data.ts'
import { useIsPhone } from './use-phone.ts'
import { peopleWords } from './words.data.ts'
import './profile.css'

const tabs = ['timeline', 'orders', 'likes', 'promises', 'around', 'consent', 'value'] as const
type TabName = (typeof tabs)[number]
const address = { tab: oneOf(tabs, 'timeline'), only: text('all'), order: text(), edit: flag() }

/** Greeting, name, since when, and how long ago beside their own rhythm. */
function Head({ id, customer, children }: { id: string; customer: Customer | undefined; children: ReactNode }) {
  const words = useWords(peopleWords).tenure
  const say = useSay()
  // Beside the record, not after it.
  const buying = useAsk(getBuying, { params: { customerId: id } }).data
  const since = buying?.firstDay ?? (customer && say.dayOf(customer.createdAt))
  const rhythm = buying && rhythmOf(buying, say.today, words, say.number)
  return (
    <header className="profile-head">
      <div className="grow">
        <h1 className="greeting">{customer ? customer.greetingSpoken : <Skeleton width={24} height={2.625} />}</h1>
        <p className="body t2 profile-under">
          {customer ? (
            <>
              <span>
                {customer.name}
                {since && ` · ${tenureOf(since, say.today, words)}`}
              </span>
              <LoyaltyLine customerId={customer.id} />
              {rhythm && (
                <span className={rhythm.isLong ? 'c-warn' : undefined}>
                  <Icon name="clock" /> {rhythm.words}
                </span>
              )}
            </>
          ) : (
            <Skeleton width={18} height={1.4375} />
          )}
        </p>
      </div>
      {children}
    </header>
  )
}

function Acts({ id, customer, onNote, onOrder }: { id: string; customer: Customer | undefined; onNote: () => void; onOrder: () => void }) {
  const words = useWords(peopleWords).profile
  const may = useMay()
  const phone = customer?.contacts.find(({ kind, isMasked }) => kind === 'phone' && !isMasked)
  const mail = customer?.contacts.find(({ kind, isMasked }) => kind === 'mail' && !isMasked)
  return (
    <div className="profile-acts">
      {phone && (
        <a className="button button-secondary" href={`tel:${phone.value}`}>
          <Icon name="phone" /> {words.call}
        </a>
      )}
      {may('messages.write') && customer && (
        <ButtonLink to={`/messages/inbox?to=${customer.id}`} icon="mail" className="phone-off">
          {words.write}
        </ButtonLink>
      )}
      {mail && !phone && !may('messages.write') && (
        <a className="button button-secondary" href={`mailto:${mail.value}`}>
          <Icon name="mail" /> {words.write}
        </a>
      )}
      {may('orders.write') && (
        <Button icon="bag" keyHint="O" className="phone-off" onClick={onOrder}>
          {words.order}
        </Button>
      )}
      <MakePromise customerId={id} />
      <ReceiveComplaint customerId={id} />
      {may('customers.write') && (
        <Button kind="primary" icon="pencil" keyHint="N" onClick={onNote}>
          {words.note}
        </Button>
      )}
    </div>
  )
}

/** Where this customer stands in the list that was looked at, and the way on in its order. */
function useNeighbours(id: string) {
  const queries = useQueryClient()
  const [, navigate] = useLocation()
  const place = placeInList(id)
  const step = async (by: 1 | -1) => {
    if (!place || place.index + by < 0 || place.index + by >= place.count) return
    const query = { ...place.asked, offset: place.index + by, limit: 1 }
    const { rows } = await queries.fetchQuery({
      queryKey: [listLoyalty.name, 'one', query],
      queryFn: () => call(listLoyalty, { query }),
      staleTime: 30_000,
    })
    const next = rows[0]
    if (!next) return
    notePlace(next.id, place.index + by)
    navigate(customerPath(next.id) + window.location.search.replace(/[?&]order=[^&]*/, ''), { replace: true })
  }
  return { place, step }
}

function Walk({ id }: { id: string }) {
  const words = useWords(peopleWords).profile
  const say = useSay()
  const { place, step } = useNeighbours(id)
  useKeys(
    place
      ? [
          { key: '[', words: words.keys.previous, act: () => void step(-1) },
          { key: ']', words: words.keys.next, act: () => void step(1) },
        ]
      : [],
  )
  return (
    <TopEnds>
      <Presence customerId={id} />
      <ButtonLink to={listPath()} kind="quiet" icon="left">
        {words.back}
      </ButtonLink>
      {place && (
        <span className="row phone-off">
          <span className="meta num">{words.place(say.number(place.index + 1), say.number(place.count))}</span>
          <IconButton icon="left" label={words.keys.previous} keyHint="[" disabled={place.index === 0} onClick={() => void step(-1)} />
          <IconButton
            icon="right"
            label={words.keys.next}
            keyHint="]"
            disabled={place.index + 1 >= place.count}
            onClick={() => void step(1)}
          />
        </span>
      )}
    </TopEnds>
  )
}

/** What is known, beside what happened; on a phone folded above it. */
function Left({ customer, change }: { customer: Customer | undefined; change: ReturnType<typeof useChangeCustomer>['change'] }) {
  const words = useWords(peopleWords).profile
  const isPhone = useIsPhone()
  const inside = customer ? (
    <>
      <Facts customer={customer} change={change} />
      {customer.kind === 'person' && <StoryWish customerId={customer.id} />}
    </>
  ) : (
    <Skeleton lines={9} height={2.5} />
  )
  if (!isPhone)
    return (
      <aside className="profile-left" aria-label={words.facts} data-scrolls>
        {inside}
      </aside>
    )
  return (
    <details className="profile-fold">
      <summary>
        <span className="strong">{words.facts}</span>
        <span className="t2 cut grow">{customer?.contacts.find(({ kind }) => kind === 'phone')?.shown ?? customer?.tags.join(', ')}</span>
        <Icon name="down" />
      </summary>
      {inside}
    </details>
  )
}

type Middle = {
  customer: Customer
  tab: TabName
  note: RefObject<HTMLTextAreaElement | null>
  scroller: HTMLElement | null
  onOrder: () => void
}

function Inside({ customer, tab, note, scroller, onOrder }: Middle) {
  const [state, change] = useAddress(address)
  const { id } = customer
  if (tab === 'orders') return <OrdersTab customerId={id} pointed={state.order} onOrder={onOrder} />
  if (tab === 'promises') return <CustomerPromises customerId={id} />
  if (tab === 'likes') return <Preferences customer={customer} isWide />
  if (tab === 'consent') return <ConsentTab customerId={id} who={customer.calledAs || customer.name} />
  if (tab === 'value') return <ValueTab customerId={id} />
  if (tab === 'around')
    return (
      <>
        <Around customer={customer} isWide />
        <PraiseLink customerId={id} />
        <AskCounter customerId={id} who={customer.calledAs || customer.name} />
        <Lookers customerId={id} />
      </>
    )
  return (
    <Timeline
      customerId={id}
      who={customer.calledAs || customer.name}
      only={state.only}
      onOnly={(only) => change({ only }, { isQuiet: true })}
      scroller={scroller}
      note={note}
      onOrder={(order) => change({ tab: 'orders', order })}
    />
  )
}

function Gone() {
  const words = useWords(peopleWords).profile
  return (
    <EmptyState icon="person" title={words.gone} act={<ButtonLink to={listPath()}>{words.toList}</ButtonLink>}>
      {words.goneWhy}
    </EmptyState>
  )
}

function useOpened(customer: Customer | undefined) {
  const me = useMe()
  const noted = useRef('')
  useEffect(() => {
    if (!customer || noted.current === customer.id) return
    noted.current = customer.id
    const phone = customer.contacts.find(({ kind }) => kind === 'phone')?.shown ?? null
    noteOpened(me.id, { id: customer.id, name: customer.name, calledAs: customer.calledAs, phone })
  }, [customer, me.id])
}

function Sheet({ id }: { id: string }) {
  const words = useWords(peopleWords)
  const { around, keys } = useWords(knownWords)
  const may = useMay()
  const isPhone = useIsPhone()
  const [state, change] = useAddress(address)
  const [isOrdering, order] = useState(false)
  const { change: edit, conflict } = useChangeCustomer(id)
  const writer = useLastWriter(id, conflict !== undefined)
  const answer = useCustomer(id)
  const customer = answer.data
  const note = useRef<HTMLTextAreaElement>(null)
  // What scrolls is told by state: lines that are here already are drawn before anything would look at a ref again.
  const [page, setPage] = useState<HTMLElement | null>(null)
  const [middle, setMiddle] = useState<HTMLElement | null>(null)
  // Asked for beside the record, not after it.
  useTimelineAhead(id, state.only, state.tab === 'timeline')
  useOpened(customer)
  const isHere = customer !== undefined
  useEffect(() => {
    if (!state.edit || !isHere || !page) return
    change({ edit: false }, { isQuiet: true })
    editFirst(page)?.click()
  }, [state.edit, isHere, page, change])
  const tabWords = (tab: TabName) => (tab === 'around' ? around.tab[customer?.kind ?? 'person'] : words.profile.tabs[tab])
  const toTab = (tab: TabName) => change({ tab, order: '' }, { isQuiet: true })
  const toNote = () => {
    const write = () => {
      note.current?.focus()
      note.current?.scrollIntoView({ block: 'center' })
    }
    // At once where it stands already: what is typed next must not be lost.
    if (note.current) return write()
    toTab('timeline')
    requestAnimationFrame(write)
  }
  useKeys([
    ...tabs.map((tab, at) => ({ key: String(at + 1), words: words.profile.keys.tab(tabWords(tab)), act: () => toTab(tab) })),
    ...(may('customers.write') ? [{ key: 'N', words: words.profile.keys.note, act: toNote }] : []),
    ...(may('orders.write') ? [{ key: 'O', words: words.profile.keys.order, act: () => order(true) }] : []),
    ...(may('customers.write') ? [{ key: 'E', words: keys.edit, act: () => void editFirst(page) }] : []),
  ])
  if (answer.error && !customer)
    return answer.error.status === 404 || answer.error.status === 400 ? (
      <Gone />
    ) : (
      <ErrorState problem={answer.error} onRetry={() => void answer.refetch()} />
    )
  return (
    <div className="profile" ref={setPage} {...(isPhone ? { 'data-scrolls': true } : {})}>
      <Head id={id} customer={customer}>
        {!isPhone && <Acts id={id} customer={customer} onNote={toNote} onOrder={() => order(true)} />}
      </Head>
      <Tabs
        id="profile"
        label={words.profile.tabsLabel}
        value={state.tab}
        onChange={toTab}
        tabs={tabs.map((value) => ({ value, words: tabWords(value) }))}
      />
      {customer && (isPhone || state.tab !== 'timeline') && state.tab !== 'likes' && (
        <MustNotStrip customer={customer} onOpen={() => toTab('likes')} />
      )}
      <div className={`profile-columns profile-${state.tab}`}>
        <Left customer={customer} change={edit} />
        <div className="profile-middle" ref={setMiddle} {...(isPhone ? {} : { 'data-scrolls': true })}>
          <TabPanel id="profile" value={state.tab}>
            {customer && (
              <Inside customer={customer} tab={state.tab} note={note} scroller={isPhone ? page : middle} onOrder={() => order(true)} />
            )}
          </TabPanel>
        </div>
        {state.tab === 'timeline' && !isPhone && (
          <aside className="profile-right" aria-label={words.profile.tabs.likes} data-scrolls>
            {customer ? <Beside customer={customer} /> : <Skeleton lines={5} height={2.5} />}
          </aside>
        )}
      </div>
      {isPhone && <Acts id={id} customer={customer} onNote={toNote} onOrder={() => order(true)} />}
      {isOrdering && <OrderDialog customerId={id} onClose={() => order(false)} />}
      {conflict && <ConflictDialog conflict={conflict} who={writer} />}
    </div>
  )
}

/** Goes to the first fact that can be changed where it stands. */
function editFirst(page: HTMLElement | null): HTMLElement | null | undefined {
  const fold = page?.querySelector<HTMLDetailsElement>('.profile-fold')
  if (fold) fold.open = true
  const first = page?.querySelector<HTMLElement>('.facts-list .inline-button, .facts-list .fact-add')
  first?.focus()
  return first
}

/** Everything about one customer, readable in ten seconds. */
export default function Profile() {
  const { id = '' } = useParams()
  return (
    <>
      <Walk key={`walk-${id}`} id={id} />
      <Sheet key={id} id={id} />
    </>
  )
}
