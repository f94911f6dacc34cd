import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { aHouse } from '../../../../test/support/house.ts'
import { sendThrough } from '../../../../test/support/mail-settings.ts'
import { aPostOffice } from '../../../../test/support/post-office.ts'
import { newId } from '../../../platform/ids.ts'
import { leave, recordConsent, saveChoice, suppress } from '../consent/consents.ts'
import { mergedConsents, unmergedConsents } from '../consent/merges.ts'
import { sendOne } from '../sendings/one.ts'
import { mergedLetters, unmergedLetters } from './merge-store.ts'

const house = aHouse()
const post = aPostOffice(house)

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const PEOPLE = 3

type Step =
  | { do: 'newsletter' }
  | { do: 'letter'; who: number; purpose: 'service' | 'relationship' | 'newsletter' | 'offer'; hasOffer: boolean; isAtOnce: boolean }
  | { do: 'agree'; who: number; monthly: number | null }
  | { do: 'leave'; who: number }
  | { do: 'monthly'; who: number; monthly: number | null }
  | { do: 'pause'; who: number; days: number }
  | { do: 'hours'; who: number; from: number | null }
  | { do: 'snooze'; who: number; days: number }
  | { do: 'suppress'; who: number; which: number }
  | { do: 'merge'; who: number; into: number }
  | { do: 'unmerge' }
  | { do: 'wait'; minutes: number }
  | { do: 'work'; most: number }

const who = fc.nat(PEOPLE - 1)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('newsletter' as const) }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('letter' as const),
      who,
      purpose: fc.oneof(
        { weight: 4, arbitrary: fc.constant('newsletter' as const) },
        { weight: 3, arbitrary: fc.constant('relationship' as const) },
        { weight: 1, arbitrary: fc.constantFrom('service' as const, 'offer' as const) },
      ),
      hasOffer: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
      isAtOnce: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('agree' as const), who, monthly: fc.option(fc.integer({ min: 1, max: 3 })) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('leave' as const), who }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('monthly' as const), who, monthly: fc.option(fc.integer({ min: 0, max: 3 })) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('pause' as const), who, days: fc.integer({ min: 1, max: 5 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('hours' as const), who, from: fc.option(fc.integer({ min: 6, max: 20 })) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('snooze' as const), who, days: fc.integer({ min: 1, max: 5 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('suppress' as const), who, which: fc.nat(PEOPLE - 1) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('merge' as const), who, into: who }) },
  { weight: 2, arbitrary: fc.constant({ do: 'unmerge' as const }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      minutes: fc.oneof(
        { weight: 4, arbitrary: fc.integer({ min: 1, max: 120 }) },
        { weight: 1, arbitrary: fc.integer({ min: 120, max: 900 }) },
        { weight: 1, arbitrary: fc.constant(1440) },
        { weight: 1, arbitrary: fc.integer({ min: 900, max: 20_000 }) },
      ),
    }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('work' as const), most: fc.integer({ min: 1, max: 9 }) }) },
)

type Kind = 'ad' | 'care' | 'service'
type Consent = { agreed: 'never' | 'yes' | 'left'; promised: number | null; asleepUntil: number }
type Choice = { monthly: number | null; pausedUntil: number; hours: readonly [number, number] | null }
/** What somebody was sent; `first` is whose record it was drawn up for, and where it goes back to when two are two again. */
type Sent = { at: number; kind: Kind; isOfTopic: boolean; to: string; sendingId: string; first: string }

/** What this test believes of a customer, kept by the test alone. */
type Belief = { id: string; mails: string[]; consent: Consent; choice: Choice; got: Sent[] }

/** A record that became part of another's, with what is needed to make two of them again. */
type Merge = {
  from: Belief
  into: Belief
  before: Pick<Belief, 'mails' | 'consent' | 'choice'>
  after: Pick<Belief, 'consent' | 'choice'>
  row: unknown
  contacts: unknown
}

type Town = { all: Belief[]; merges: Merge[]; suppressed: Set<string>; sent: Sent[] }

/** Who somebody is by now: after merges, whoever their record became part of. */
function whoIs(town: Town, at: number): Belief | undefined {
  let one = town.all[at]
  for (let merge = town.merges.find(({ from }) => from === one); merge; merge = town.merges.find(({ from }) => from === one))
    one = merge.into
  return one
}

/** The records that had been joined into this one, at whatever remove. */
const carriedBy = (town: Town, one: Belief): string[] =>
  town.merges.filter(({ into }) => into === one).flatMap(({ from }) => [from.id, ...carriedBy(town, from)])

const least = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.min(a, b))

/** Of two records of one person the stricter word. */
function stricterOf(a: Belief, b: Belief): Pick<Belief, 'consent' | 'choice'> {
  const agreed = [a, b].map(({ consent }) => consent.agreed)
  const shared =
    a.choice.hours && b.choice.hours
      ? ([Math.max(a.choice.hours[0], b.choice.hours[0]), Math.min(a.choice.hours[1], b.choice.hours[1])] as const)
      : (a.choice.hours ?? b.choice.hours)
  return {
    consent: {
      agreed: agreed.includes('left') ? 'left' : agreed.includes('yes') ? 'yes' : 'never',
      promised: least(a.consent.promised, b.consent.promised),
      asleepUntil: Math.max(a.consent.asleepUntil, b.consent.asleepUntil),
    },
    choice: {
      monthly: least(a.choice.monthly, b.choice.monthly),
      pausedUntil: Math.max(a.choice.pausedUntil, b.choice.pausedUntil),
      // Two that share no hour: those of whom the other became part of.
      hours: shared && shared[0] >= shared[1] ? a.choice.hours : shared,
    },
  }
}

const hourInHoiAn = (at: number): number => new Date(at + 7 * 60 * MINUTE).getUTCHours()

/** The reasons why this must never have left. */
function faults({ suppressed, sent }: Town, one: Belief, { kind, isOfTopic, at, to, sendingId }: Sent): string[] {
  const within = (days: number) => one.got.filter((past) => past.at > at - days * DAY && past.kind !== 'service')
  const hour = hourInHoiAn(at)
  const { consent, choice } = one
  const found: string[] = []
  if (suppressed.has(to)) found.push('suppressed')
  if (one.got.some((past) => past.sendingId === sendingId)) found.push('had it already')
  if (hour < 7 || hour >= 22) found.push('at night')
  if (kind === 'service') return found
  if (consent.agreed === 'left') found.push('had left')
  if (kind === 'ad' && consent.agreed !== 'yes') found.push('never agreed')
  if (kind === 'ad' && !isOfTopic) found.push('of a topic nobody agreed to')
  if (kind === 'ad' && consent.asleepUntil > at) found.push('the topic sleeps')
  if (choice.pausedUntil > at) found.push('paused')
  if (choice.hours && (hour < choice.hours[0] || hour >= choice.hours[1])) found.push('not their hour')
  if (choice.monthly !== null && within(30).length >= choice.monthly) found.push('more than they allow')
  if (kind === 'ad' && consent.promised !== null && within(30).filter((past) => past.isOfTopic).length >= consent.promised)
    found.push('more than promised')
  if (within(30).length >= 8) found.push('more than the house allows')
  const today = sent.filter((past) => past.to === to && past.kind === 'ad' && past.at > at - DAY)
  if (kind === 'ad' && today.length >= 3) found.push('more than the law allows')
  return found
}

const EMPTY = `customer, identity, sole_identity, consent_event, consent_now, customer_choice, choice_event, suppression, message, reservation,
  gate_verdict, message_event, sending`

async function fresh(): Promise<Town> {
  for (const table of EMPTY.split(','))
    await sql
      .raw(`delete from ${table.trim()}`)
      .execute(house.db)
      .catch(() => undefined)
  post.server.took.length = 0
  const all: Belief[] = []
  for (let n = 0; n < PEOPLE; n++) {
    const mail = `${newId()}@khach.example`
    const id = await post.customer(`Khách ${n}`, mail)
    all.push({
      id,
      mails: [mail],
      consent: { agreed: n === 0 ? 'never' : 'yes', promised: null, asleepUntil: 0 },
      choice: { monthly: null, pausedUntil: 0, hours: null },
      got: [],
    })
  }
  await post.agree(
    all.slice(1).map(({ id }) => id),
    null,
  )
  // The clock never goes back; each round begins at the next nine in the morning.
  house.now = new Date((Math.floor(house.now.getTime() / DAY) + 1) * DAY + 2 * 60 * MINUTE)
  return { all, merges: [], suppressed: new Set(), sent: [] }
}

async function newsletter(letterId: string): Promise<void> {
  const sending = await post.planned({ letterId })
  await house.as('marketing')('POST', `/api/sendings/${sending.id}/start`, { version: sending.version })
}

const inOne = <T>(act: (tx: typeof house.db) => Promise<T>) => house.db.transaction().execute(act)

/** The two customers become one row, as two records of one person do; letters and words go with it. */
async function merge(town: Town, from: Belief, into: Belief): Promise<void> {
  const rows = await inOne(async (tx) => {
    const found = await sql<{
      row: { contacts: unknown }
      contacts: unknown
    }>`select to_jsonb(c) as row, (select contacts from customer where
      customer_id = ${into.id}::uuid) as contacts from customer c where c.customer_id = ${from.id}::uuid`.execute(tx)
    await mergedConsents(tx, from.id, into.id, house.now)
    await mergedLetters(tx, from.id, into.id)
    await sql`update customer set contacts = contacts || ${JSON.stringify(found.rows[0]?.row.contacts)}::jsonb where customer_id = ${into.id}::uuid`.execute(
      tx,
    )
    await sql`delete from customer where customer_id = ${from.id}::uuid`.execute(tx)
    return found.rows[0]
  })
  const { mails, consent, choice } = into
  const after = stricterOf(into, from)
  town.merges.push({ from, into, before: { mails, consent, choice }, after, row: rows?.row, contacts: rows?.contacts })
  Object.assign(into, after, { mails: [...mails, ...from.mails], got: [...into.got, ...from.got] })
}

/** The last merge is taken back: each has what was theirs, and what was chosen since stays with whom it was chosen for. */
async function unmerge(town: Town): Promise<void> {
  const last = town.merges.at(-1)
  if (!last) return
  const { from, into, before, after, row, contacts } = last
  const carried = carriedBy(town, from)
  await inOne(async (tx) => {
    const columns = await sql<{ name: string }>`select column_name as name from information_schema.columns
      where table_name = 'customer' and table_schema = 'public' and is_generated = 'NEVER'`.execute(tx)
    const names = sql.join(columns.rows.map(({ name }) => sql.ref(name)))
    await sql`insert into customer (${names}) select ${names} from jsonb_populate_record(null::customer, ${JSON.stringify(row)}::jsonb)`.execute(
      tx,
    )
    await sql`update customer set contacts = ${JSON.stringify(contacts)}::jsonb where customer_id = ${into.id}::uuid`.execute(tx)
    await unmergedConsents(tx, from.id, into.id, house.now, carried)
    await unmergedLetters(tx, from.id, into.id, carried)
  })
  town.merges.pop()
  const theirs = new Set([from.id, ...carried])
  from.got = into.got.filter(({ first }) => theirs.has(first))
  into.got = into.got.filter(({ first }) => !theirs.has(first))
  into.mails = before.mails
  if (into.consent === after.consent) into.consent = before.consent
  if (into.choice === after.choice) into.choice = before.choice
}

async function take(one: Step, town: Town, letterId: string): Promise<void> {
  const whom = 'who' in one ? whoIs(town, one.who) : undefined
  const now = house.now
  if (one.do === 'newsletter') return newsletter(letterId)
  if (one.do === 'wait') return post.forward(one.minutes * MINUTE)
  if (one.do === 'unmerge') return unmerge(town)
  if (one.do === 'work' || !whom) {
    await post.work(one.do === 'work' ? one.most : 1)
    return
  }
  const { id: customerId } = whom
  const choose = async (change: Parameters<typeof saveChoice>[2], belief: Partial<Choice>): Promise<void> => {
    await inOne((tx) => saveChoice(tx, customerId, change, { kind: 'customer' }, now))
    whom.choice = { ...whom.choice, ...belief }
  }
  switch (one.do) {
    case 'letter': {
      const topicId = one.purpose === 'service' || one.purpose === 'relationship' ? null : post.topicId
      const words = { subject: 'Nhà Quen', text: 'Dạ em chào', staff: null, outward: post.outward }
      await inOne((tx) =>
        sendOne(tx, { ...words, customerId, channel: 'mail', purpose: one.purpose, topicId, hasOffer: one.hasOffer, now }),
      )
      if (one.isAtOnce) await post.work()
      return
    }
    case 'agree':
      await post.agree([customerId], one.monthly)
      whom.consent = { agreed: 'yes', promised: one.monthly, asleepUntil: 0 }
      return
    case 'leave':
      await inOne((tx) => leave(tx, { customerId, method: 'page', now }))
      whom.consent = { ...whom.consent, agreed: 'left' }
      return
    case 'snooze': {
      const until = new Date(now.getTime() + one.days * DAY)
      const about = { customerId, purpose: 'newsletter' as const, topicId: post.topicId, channel: 'mail' as const, until }
      await inOne((tx) => recordConsent(tx, [{ ...about, act: 'snoozed', givenBy: 'customer', method: 'page' }], now))
      // A topic that nobody agreed to has nothing to sleep.
      if (whom.consent.agreed === 'yes') whom.consent = { ...whom.consent, asleepUntil: until.getTime() }
      return
    }
    case 'monthly':
      return choose({ monthly: one.monthly }, { monthly: one.monthly })
    case 'pause': {
      const until = now.getTime() + one.days * DAY
      return choose({ pausedUntil: new Date(until) }, { pausedUntil: until })
    }
    case 'hours': {
      const until = one.from === null ? null : one.from + 3
      return choose({ fromHour: one.from, untilHour: until }, { hours: one.from === null || until === null ? null : [one.from, until] })
    }
    case 'merge': {
      const into = whoIs(town, one.into)
      if (into && into !== whom) await merge(town, whom, into)
      return
    }
    default: {
      const address = whom.mails[one.which % whom.mails.length] ?? ''
      town.suppressed.add(address)
      await inOne((tx) => suppress(tx, post.keyring, [{ channel: 'mail', address, reason: 'bounced', customerId }], now))
    }
  }
}

const care = (whom: number): Step => ({ do: 'letter', who: whom, purpose: 'relationship', hasOffer: false, isAtOnce: true })
const news = (whom: number): Step => ({ do: 'letter', who: whom, purpose: 'newsletter', hasOffer: false, isAtOnce: true })
const merges = (whom: number, into: number): Step => ({ do: 'merge', who: whom, into })
const LATER: Step[] = [
  { do: 'wait', minutes: 2 },
  { do: 'work', most: 50 },
]

/** What chance finds late: two who had as much as one may, one who left, a letter that waits for both, and all of it undone. */
const OF_MERGES: Step[][] = [
  [{ do: 'monthly', who: 1, monthly: 2 }, care(1), care(2), merges(2, 1), care(1), news(1), { do: 'unmerge' }, care(1), care(1)],
  [{ do: 'agree', who: 1, monthly: 1 }, news(1), merges(1, 2), news(2), merges(2, 0), news(0)],
  [{ do: 'leave', who: 1 }, merges(1, 2), care(2), merges(2, 0), care(0), news(0), { do: 'unmerge' }, news(2), care(2)],
  [{ do: 'newsletter' }, merges(1, 2), ...LATER, { do: 'unmerge' }, ...LATER],
  [{ do: 'newsletter' }, merges(1, 2), { do: 'leave', who: 1 }, ...LATER, { do: 'unmerge' }, ...LATER],
  [
    { do: 'snooze', who: 1, days: 5 },
    { do: 'agree', who: 2, monthly: 1 },
    merges(2, 1),
    news(1),
    { do: 'suppress', who: 1, which: 1 },
    care(1),
  ],
]

/** Everything that left since, held against what the test believes. */
async function judgeLeft(town: Town): Promise<string[]> {
  const left = post.server.took.splice(0)
  const found: string[] = []
  for (const { messageId, to } of left) {
    const row = await sql<{ purpose: string; has_offer: boolean; topic_id: string | null; sending_id: string; first_customer_id: string }>`
      select purpose, has_offer, topic_id, sending_id, first_customer_id from message where message_id = ${messageId}::uuid`.execute(
      house.db,
    )
    const {
      purpose,
      has_offer: hasOffer = false,
      topic_id: topicId,
      sending_id: sendingId = '',
      first_customer_id: first = '',
    } = row.rows[0] ?? {}
    const whom = town.all.find((one) => one.mails.includes(to) && !town.merges.some(({ from }) => from === one))
    if (!whom) return [`a stranger was written to: ${to}`]
    const kind = hasOffer || (purpose !== 'service' && purpose !== 'relationship') ? 'ad' : purpose === 'service' ? 'service' : 'care'
    // An offer in a letter of care needs consent to offers, which nobody here gives; so do letters of the purpose `offer`.
    const isOfTopic = purpose === 'newsletter' && topicId === post.topicId
    const sent: Sent = { at: house.now.getTime(), kind, isOfTopic, to, sendingId, first }
    found.push(...faults(town, whom, sent).map((fault) => `${purpose}${hasOffer ? ' with an offer' : ''}: ${fault}`))
    whom.got.push(sent)
    town.sent.push(sent)
  }
  return found
}

test('no order of choices, letters, leavings, merges and hours gets a message out that the customer or the law forbids', {
  timeout: 280_000,
}, async () => {
  await sendThrough(house.db, 25)
  const letterId = await post.letter()
  let carried = 0
  let afterMerges = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 50, size: 'max' }), async (steps) => {
      const town = await fresh()
      for (const one of [...steps, { do: 'work' as const, most: 50 }]) {
        const before = town.sent.length
        await take(one, town, letterId)
        expect(await judgeLeft(town)).toEqual([])
        if (town.merges.length > 0) afterMerges += town.sent.length - before
      }
      carried += town.sent.length
    }),
    { numRuns: 50, endOnFailure: true, examples: OF_MERGES.map((steps) => [steps]) },
  )
  // A gate that lets nothing through would pass as well.
  expect(carried).toBeGreaterThan(25)
  expect(afterMerges).toBeGreaterThan(5)
})
