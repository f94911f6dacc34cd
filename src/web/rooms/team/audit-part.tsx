import { useInfiniteQuery } from '@tanstack/react-query'
import { listStaff, listTokens } from '#rooms/team/contract.ts'
import { listAudit } from '#server/audit/contract.ts'
import { addDays } from '#values/civil-date.ts'
import { Button } from '../../kit/button.tsx'
import { Chip } from '../../kit/chip.tsx'
import { Segmented } from '../../kit/field.tsx'
import { Choice } from '../../kit/menu.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../kit/states.tsx'
import { maybe, oneOf, text, useAddress } from '../../shell/address.ts'
import { type Answer, call, keyOf, useAsk } from '../../shell/api.ts'
import type { Problem } from '../../shell/problem.ts'
import { type Say, useSay } from '../../shell/say.ts'
import { useMay } from '../../shell/session.tsx'
import { useWords } from '../../shell/words.ts'
import { AuditChain } from './audit-chain.tsx'
import type { AuditEntry } from './audit-details.ts'
import { AuditLine } from './audit-line.tsx'
import { auditWords } from './audit-words.data.ts'
import './audit.css'

const spans = ['today', 'week', 'month', 'all'] as const
const daysOf: Record<(typeof spans)[number], number | undefined> = { today: 0, week: 6, month: 29, all: undefined }
const onlys = ['changes', 'looks'] as const
const address = { person: text(), customer: text(), only: maybe(onlys), within: oneOf(spans, 'week') }
type Sieve = ReturnType<typeof useAddress<typeof address>>[0]
type Change = ReturnType<typeof useAddress<typeof address>>[1]

const EVERYONE = 'everyone'

/** Those who can be asked about: staff and programs of this house. */
function useActors(): { value: string; words: string }[] {
  const words = useWords(auditWords)
  const seesPeople = useMay()('house.people')
  const staff = useAsk(listStaff, {}, { enabled: seesPeople }).data?.staff ?? []
  const tokens = useAsk(listTokens, {}, { enabled: seesPeople }).data?.tokens ?? []
  return [{ value: EVERYONE, words: words.everyone }, ...[...staff, ...tokens].map(({ id, name }) => ({ value: id, words: name }))]
}

function Filters({ sieve, change, customerName }: { sieve: Sieve; change: Change; customerName: string | undefined }) {
  const words = useWords(auditWords)
  const actors = useActors()
  return (
    <div className="audit-filters">
      <div className="audit-choice">
        <Choice
          label={words.person}
          value={actors.some(({ value }) => value === sieve.person) ? sieve.person : EVERYONE}
          choices={actors}
          onChange={(person) => change({ person: person === EVERYONE ? '' : person })}
        />
      </div>
      <div className="audit-choice">
        <Choice
          label={words.days}
          value={sieve.within}
          choices={spans.map((value) => ({ value, words: words.spans[value] }))}
          onChange={(within) => change({ within })}
        />
      </div>
      <Segmented
        label={words.only}
        value={sieve.only ?? 'both'}
        choices={[
          { value: 'both', words: words.both },
          { value: 'changes', words: words.changes },
          { value: 'looks', words: words.looks },
        ]}
        onChange={(only) => change({ only: only === 'both' ? undefined : only })}
      />
      {sieve.customer && (
        <Chip tone="brand" icon="person" onRemove={() => change({ customer: '' })} removeLabel={words.allCustomers}>
          {words.onlyAbout(customerName ?? words.aCustomer)}
        </Chip>
      )}
    </div>
  )
}

type Page = Answer<typeof listAudit>

/** The trail as it was asked for, a page at a time. */
function useTrail(sieve: Sieve, today: string) {
  const back = daysOf[sieve.within]
  const query = {
    ...(sieve.person ? { actorId: sieve.person } : {}),
    ...(sieve.customer ? { customerId: sieve.customer } : {}),
    ...(sieve.only ? { only: sieve.only } : {}),
    ...(back === undefined ? {} : { since: addDays(today, -back) }),
  }
  return useInfiniteQuery<Page, Problem, { pages: Page[] }, readonly unknown[], string | undefined>({
    queryKey: [...keyOf(listAudit, { query }), 'pages'],
    queryFn: ({ pageParam, signal }) => call(listAudit, { query: { ...query, ...(pageParam ? { before: pageParam } : {}) } }, { signal }),
    initialPageParam: undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  })
}

/** Entries under the days on which they happened, as they come. */
function byDay(entries: readonly AuditEntry[], say: Say): [day: string, entries: AuditEntry[]][] {
  const days = new Map<string, AuditEntry[]>()
  for (const entry of entries) {
    const day = say.dayOf(entry.at)
    days.set(day, [...(days.get(day) ?? []), entry])
  }
  return [...days]
}

/** Who did what and who looked at whom, the newest first; and the chain that shows whether somebody changed it. */
export function AuditPart() {
  const words = useWords(auditWords)
  const say = useSay()
  const [sieve, change] = useAddress(address)
  const trail = useTrail(sieve, say.today)
  const entries = trail.data?.pages.flatMap((page) => page.entries)
  const customerName = entries?.find(({ customerId, customerName }) => customerId === sieve.customer && customerName)?.customerName
  return (
    <>
      <header className="settings-section">
        <div className="grow">
          <h2 className="section">{words.audit}</h2>
          <p className="t2">{words.auditWhy}</p>
        </div>
      </header>
      <AuditChain />
      <Filters sieve={sieve} change={change} customerName={customerName ?? undefined} />
      {trail.error && !entries && <ErrorState problem={trail.error} onRetry={() => void trail.refetch()} isSlim />}
      {!entries && !trail.error && <Skeleton lines={8} height={2.75} />}
      {entries?.length === 0 && (
        <EmptyState icon="recent" title={words.nothing} isNoResult>
          {words.nothingWhy}
        </EmptyState>
      )}
      {byDay(entries ?? [], say).map(([day, ofDay]) => (
        <section key={day} className="audit-day">
          <h3 className="meta">
            {say.weekday(day)}, <span className="num">{say.date(day)}</span>
          </h3>
          <ul>
            {ofDay.map((entry) => (
              <AuditLine key={entry.id} entry={entry} onCustomer={sieve.customer ? undefined : (customer) => change({ customer })} />
            ))}
          </ul>
        </section>
      ))}
      {trail.hasNextPage && (
        <div className="audit-more">
          <Button isBusy={trail.isFetchingNextPage} onClick={() => void trail.fetchNextPage()}>
            {words.more}
          </Button>
        </div>
      )}
    </>
  )
}
