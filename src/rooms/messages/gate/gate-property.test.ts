import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { aHouse } from '../../../../test/support/house.ts'
import { aPostOffice } from '../../../../test/support/post-office.ts'
import { newId } from '../../../platform/ids.ts'
import { leave, saveChoice, suppress } from '../consent/consents.ts'
import { sendOne } from '../sendings/one.ts'

const house = aHouse()
const post = aPostOffice(house)

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const PEOPLE = 3

type Step =
  | { do: 'newsletter' }
  | { do: 'letter'; who: number; purpose: 'service' | 'relationship' | 'newsletter' | 'offer'; hasOffer: boolean }
  | { do: 'agree'; who: number; monthly: number | null }
  | { do: 'leave'; who: number }
  | { do: 'monthly'; who: number; monthly: number | null }
  | { do: 'pause'; who: number; days: number }
  | { do: 'hours'; who: number; from: number | null }
  | { do: 'suppress'; who: number }
  | { do: 'wait'; minutes: number }
  | { do: 'work'; most: number }

const who = fc.nat(PEOPLE - 1)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('newsletter' as const) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('letter' as const),
      who,
      purpose: fc.constantFrom('service' as const, 'relationship' as const, 'newsletter' as const, 'offer' as const),
      hasOffer: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('agree' as const), who, monthly: fc.option(fc.integer({ min: 1, max: 5 })) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('leave' as const), who }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('monthly' as const), who, monthly: fc.option(fc.integer({ min: 0, max: 4 })) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('pause' as const), who, days: fc.integer({ min: 1, max: 5 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('hours' as const), who, from: fc.option(fc.integer({ min: 6, max: 20 })) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('suppress' as const), who }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      minutes: fc.oneof(
        fc.integer({ min: 1, max: 120 }),
        fc.integer({ min: 120, max: 900 }),
        fc.constant(1440),
        fc.integer({ min: 900, max: 20_000 }),
      ),
    }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('work' as const), most: fc.integer({ min: 1, max: 9 }) }) },
)

/** What this test believes of a customer, kept by the test alone. */
type Belief = {
  id: string
  mail: string
  agreed: 'never' | 'yes' | 'left'
  promised: number | null
  monthly: number | null
  pausedUntil: number
  from: number | null
  isSuppressed: boolean
  got: { at: number; kind: 'ad' | 'care' | 'service'; isOfTopic: boolean }[]
}

const hourInHoiAn = (at: number): number => new Date(at + 7 * 60 * MINUTE).getUTCHours()

/** The reasons why this must never have left. */
function faults(one: Belief, kind: Belief['got'][number]['kind'], isOfTopic: boolean, at: number): string[] {
  const within = (days: number) => one.got.filter((past) => past.at > at - days * DAY && past.kind !== 'service')
  const hour = hourInHoiAn(at)
  const found: string[] = []
  if (one.isSuppressed) found.push('suppressed')
  if (hour < 7 || hour >= 22) found.push('at night')
  if (kind === 'service') return found
  if (one.agreed === 'left') found.push('had left')
  if (kind === 'ad' && one.agreed !== 'yes') found.push('never agreed')
  if (kind === 'ad' && !isOfTopic) found.push('of a topic nobody agreed to')
  if (one.pausedUntil > at) found.push('paused')
  if (one.from !== null && (hour < one.from || hour >= one.from + 3)) found.push('not their hour')
  if (one.monthly !== null && within(30).length >= one.monthly) found.push('more than they allow')
  if (kind === 'ad' && one.promised !== null && within(30).filter((past) => past.isOfTopic).length >= one.promised)
    found.push('more than promised')
  if (within(30).length >= 8) found.push('more than the house allows')
  if (kind === 'ad' && within(1).filter((past) => past.kind === 'ad').length >= 3) found.push('more than the law allows')
  return found
}

const EMPTY = `customer, identity, sole_identity, consent_event, consent_now, customer_choice, choice_event, suppression, message, reservation,
  gate_verdict, message_event, sending`

async function fresh(): Promise<Belief[]> {
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
      mail,
      agreed: n === 0 ? 'never' : 'yes',
      promised: null,
      monthly: null,
      pausedUntil: 0,
      from: null,
      isSuppressed: false,
      got: [],
    })
  }
  await post.agree(
    all.slice(1).map(({ id }) => id),
    null,
  )
  // The clock never goes back; each round begins at the next nine in the morning.
  house.now = new Date((Math.floor(house.now.getTime() / DAY) + 1) * DAY + 2 * 60 * MINUTE)
  return all
}

async function newsletter(letterId: string): Promise<void> {
  const sending = await post.planned({ letterId })
  await house.as('marketing')('POST', `/api/sendings/${sending.id}/start`, { version: sending.version })
}

async function take(one: Step, all: Belief[], letterId: string): Promise<void> {
  const inOne = <T>(act: (tx: typeof house.db) => Promise<T>) => house.db.transaction().execute(act)
  const whom = 'who' in one ? all[one.who] : undefined
  const now = house.now
  if (one.do === 'newsletter') return newsletter(letterId)
  if (one.do === 'wait') return post.forward(one.minutes * MINUTE)
  if (one.do === 'work' || !whom) {
    await post.work(one.do === 'work' ? one.most : 1)
    return
  }
  const { id: customerId } = whom
  switch (one.do) {
    case 'letter': {
      const topicId = one.purpose === 'service' || one.purpose === 'relationship' ? null : post.topicId
      const words = { subject: 'Nhà Quen', text: 'Dạ em chào', staff: null, outward: post.outward }
      await inOne((tx) =>
        sendOne(tx, { ...words, customerId, channel: 'mail', purpose: one.purpose, topicId, hasOffer: one.hasOffer, now }),
      )
      return
    }
    case 'agree':
      await post.agree([customerId], one.monthly)
      Object.assign(whom, { agreed: 'yes', promised: one.monthly })
      return
    case 'leave':
      await inOne((tx) => leave(tx, { customerId, method: 'page', now }))
      whom.agreed = 'left'
      return
    case 'monthly':
      await inOne((tx) => saveChoice(tx, customerId, { monthly: one.monthly }, { kind: 'customer' }, now))
      whom.monthly = one.monthly
      return
    case 'pause':
      whom.pausedUntil = now.getTime() + one.days * DAY
      await inOne((tx) => saveChoice(tx, customerId, { pausedUntil: new Date(whom.pausedUntil) }, { kind: 'customer' }, now))
      return
    case 'hours': {
      const hours = { fromHour: one.from, untilHour: one.from === null ? null : one.from + 3 }
      await inOne((tx) => saveChoice(tx, customerId, hours, { kind: 'customer' }, now))
      whom.from = one.from
      return
    }
    default:
      whom.isSuppressed = true
      await inOne((tx) => suppress(tx, post.keyring, [{ channel: 'mail', address: whom.mail, reason: 'bounced', customerId }], now))
  }
}

/** Everything that left since, held against what the test believes. */
async function judgeLeft(all: Belief[]): Promise<string[]> {
  const left = post.server.took.splice(0)
  const found: string[] = []
  for (const { messageId, to } of left) {
    const row = await sql<{ purpose: string; has_offer: boolean; topic_id: string | null; n: number }>`select purpose, has_offer, topic_id
      from message where message_id = ${messageId}::uuid`.execute(house.db)
    const { purpose, has_offer: hasOffer = false, topic_id: topicId } = row.rows[0] ?? {}
    const whom = all.find(({ mail }) => mail === to)
    if (!whom) return [`a stranger was written to: ${to}`]
    const kind = hasOffer || (purpose !== 'service' && purpose !== 'relationship') ? 'ad' : purpose === 'service' ? 'service' : 'care'
    // An offer in a letter of care needs consent to offers, which nobody here gives; so do letters of the purpose `offer`.
    const isOfTopic = purpose === 'newsletter' && topicId === post.topicId
    const at = house.now.getTime()
    found.push(...faults(whom, kind, isOfTopic, at).map((fault) => `${purpose}${hasOffer ? ' with an offer' : ''}: ${fault}`))
    whom.got.push({ at, kind, isOfTopic })
  }
  return found
}

test('no order of choices, letters, leavings and hours gets a message out that the customer or the law forbids', {
  timeout: 280_000,
}, async () => {
  await sql`insert into courier_setting (courier, settings, is_on, updated_at) values ('smtp', ${JSON.stringify({
    host: '127.0.0.1',
    port: 25,
    security: 'none',
    user: '',
    fromAddress: 'nha@nha-quen.example',
    fromName: '',
    replyAddress: '',
    bounceDomain: '',
    ratePerMinute: null,
  })}::jsonb, true, now()) on conflict do nothing`.execute(house.db)
  const letterId = await post.letter()
  let carried = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 40 }), async (steps) => {
      const all = await fresh()
      for (const one of [...steps, { do: 'work' as const, most: 50 }]) {
        await take(one, all, letterId)
        expect(await judgeLeft(all)).toEqual([])
      }
      carried += all.reduce((sum, { got }) => sum + got.length, 0)
    }),
    { numRuns: 40, endOnFailure: true },
  )
  // A gate that lets nothing through would pass as well.
  expect(carried).toBeGreaterThan(25)
})
