import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSecrets } from '../../src/platform/secrets.ts'
import { leave, saveChoice } from '../../src/rooms/messages/consent/consents.ts'
import { planStep } from '../../src/rooms/messages/sendings/planning.ts'
import { audience } from '../../src/server/audience.ts'
import { outwardOf } from '../../src/server/outward.ts'
import { bringSample } from '../../src/server/sample/actions.ts'
import { moveSample } from '../../src/server/sample/moving.ts'
import { COMING_SENDING } from '../../src/server/sample/newsletter.ts'
import { markAsked } from '../../src/server/sample/store.ts'
import { aHouse } from '../support/house.ts'

const house = aHouse()
const folder = mkdtempSync(join(tmpdir(), 'quen-newsletter-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let hoa = ''
const ask = house.as('marketing')
const at = `/api/sendings/${COMING_SENDING}`
const outward = outwardOf(
  () => folder,
  openSecrets(() => folder),
)
async function plan(): Promise<{ version: number; state: string; counts: Record<string, unknown> }> {
  while (await planStep({ db: house.db, outward, audience }, COMING_SENDING, house.now));
  return (await ask('GET', at)).body
}

beforeAll(async () => {
  await markAsked(house.db)
  await bringSample(house.db, { data: folder, now: house.now })
  hoa = (await house.as('owner')('GET', '/api/recognise?q=0570000101')).body.people[0].id
}, 120_000)

test('of 486 who like new books 455 will receive tomorrow’s newsletter, and 31 are held, each for a reason', async () => {
  const sending = await plan()
  expect(sending).toMatchObject({ state: 'planned', isShutBySample: true })
  const { planned, willReceive, held, heldBy } = sending.counts as {
    planned: number
    willReceive: number
    held: number
    heldBy: Record<string, number>
  }
  expect([planned, willReceive, held]).toEqual([486, 455, 31])
  const { address = 0, suppressed = 0, ...others } = heldBy
  expect(others).toEqual({ consent: 12, budget: 9, snoozed: 6 })
  expect(address + suppressed).toBe(4)
})

test('chị Hoa wants only what concerns her bookings: it is 454 and 32, and she is under how often', async () => {
  await house.db.transaction().execute((tx) => saveChoice(tx, hoa, { monthly: 0 }, { kind: 'customer' }, house.now))
  const { version } = (await ask('GET', at)).body
  await ask('POST', `${at}/plan`, { version })
  expect((await plan()).counts).toMatchObject({ planned: 486, willReceive: 454, held: 32, heldBy: { consent: 12, budget: 10, snoozed: 6 } })
  const held = (await ask('GET', `${at}/held?rule=budget&limit=50`)).body.held
  expect(held.find(({ customerId }: { customerId: string }) => customerId === hoa)).toMatchObject({ inputs: { whose: 'own', most: 0 } })
})

test('she leaves with one tap: a letter by hand is refused with the reason, an apology still goes', async () => {
  await house.db.transaction().execute((tx) => leave(tx, { customerId: hoa, method: 'page', now: house.now }))
  const letter = { subject: 'Nhà Quen', text: 'Dạ em chào chị Hoa.' }
  const write = (purpose: string) => house.as('sales')('POST', `/api/customers/${hoa}/letters`, { ...letter, purpose })
  expect((await write('relationship')).body.verdict).toMatchObject({ answer: 'no', rule: 'consent' })
  expect((await write('service')).body.verdict.answer).toBe('pass')
})

test('the next morning it is still tomorrow’s', async () => {
  const before = (await ask('GET', at)).body.startsAt
  house.now = new Date(house.now.getTime() + 24 * 3600_000)
  await moveSample(house.db, house.now)
  const after = (await ask('GET', at)).body
  expect(Date.parse(after.startsAt) - Date.parse(before)).toBe(24 * 3600_000)
  expect(after.counts).toMatchObject({ planned: 486, willReceive: 454 })
})
