import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { smtpCourier } from '../../src/connectors/smtp/courier.ts'
import { carrierInThread } from '../../src/connectors/smtp/in-thread.ts'
import { dealWithIncoming, keepIncoming } from '../../src/rooms/messages/mail/inbound.ts'
import { settle } from '../../src/rooms/messages/sendings/returns.ts'
import { aHouse } from '../support/house.ts'
import { sentTo } from './people.ts'
import { type Postfix, startPostfix } from './postfix.ts'
import { decided, parcel, secretsOf, settingsFor } from './servers.ts'

// Five thousand letters through a real mail server, and everything that comes back of them.

const house = aHouse()
const MANY = { ok: 4550, full: 150, gone: 150, later: 100, never: 50 }
const TOTAL = Object.values(MANY).reduce((sum, one) => sum + one, 0)
let postfix: Postfix
const tally: Record<string, number> = {}

beforeAll(async () => {
  postfix = await startPostfix()
})
afterAll(() => postfix?.stop())

/** Everything at once, `width` at a time. */
async function each<T>(all: readonly T[], width: number, act: (one: T) => Promise<void>): Promise<void> {
  const waiting = all.values()
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (const one of waiting) await act(one)
    }),
  )
}

test('of 5,000 letters each is accounted for: planned = taken + refused, taken = delivered + come back', { timeout: 180_000 }, async () => {
  const addresses = Object.entries(MANY).flatMap(([kind, count]) => Array.from({ length: count }, (_, at) => `k${at}@${kind}.example`))
  const sent = await sentTo(house, addresses, 'submitting')
  const courier = smtpCourier(settingsFor(postfix.port, { connections: 20 }), carrierInThread)
  const never = new AbortController().signal
  await each(sent, 40, async ({ messageId, address }) => {
    const outcome = await courier.deliver(parcel(messageId, address), decided, never)
    tally[outcome.kind] = (tally[outcome.kind] ?? 0) + 1
    await settle(house.db, { messageId, kind: outcome.kind, at: house.now, source: 'smtp', detail: { reply: outcome.reply } })
  })
  await courier.close()
  expect(tally).toEqual({ accepted: TOTAL - MANY.never, refused: MANY.never })

  // The queue empties: what is deferred is given up in seconds here.
  await expect.poll(() => postfix.waiting(), { timeout: 90_000, interval: 200 }).toBe(0)
  const comeBack = MANY.full + MANY.gone + MANY.later
  await expect.poll(() => postfix.bounces().length, { timeout: 20_000, interval: 100 }).toBe(comeBack)
  let uid = 0
  for (const file of postfix.bounces()) {
    const raw = readFileSync(file)
    await keepIncoming(house.db, { source: 'returns', uidValidity: 1, uid: ++uid }, raw, raw.length, house.now)
  }
  expect(await dealWithIncoming(house.db, { keyring: secretsOf() }, () => house.now)).toBe(comeBack)

  const states = await house.database.pool.query(
    `select state, split_part(split_part(address, '@', 2), '.', 1) as kind, count(*)::int from message group by 1, 2`,
  )
  expect(Object.fromEntries(states.rows.map(({ kind, state, count }) => [`${kind} ${state}`, count]))).toEqual({
    'ok accepted': MANY.ok,
    'full bounced': MANY.full,
    'gone bounced': MANY.gone,
    'later bounced': MANY.later,
    'never refused': MANY.never,
  })
  const kinds = await house.database.pool.query(
    `select kind, state, count(*)::int, count(message_id)::int as named from inbound_mail group by 1, 2`,
  )
  expect(kinds.rows).toEqual([{ kind: 'bounce', state: 'done', count: comeBack, named: comeBack }])

  // What was delivered is what was taken and did not come back, each once.
  const delivered = await postfix.delivered()
  expect([delivered.length, new Set(delivered).size]).toEqual([MANY.ok, MANY.ok])
  expect(new Set(delivered)).toEqual(
    new Set(sent.filter(({ address }) => address.endsWith('@ok.example')).map(({ messageId }) => messageId)),
  )
  // Only addresses that do not exist are given up at once.
  const suppressed = await house.database.pool.query(`select reason, count(*)::int from suppression group by 1`)
  expect(suppressed.rows).toEqual([{ reason: 'invalid', count: MANY.gone }])
})
