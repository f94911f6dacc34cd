import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { createToken } from '../src/rooms/team/public.ts'
import { openStoreRoom } from '../src/server/store-room.ts'
import { openBrowser, openPage } from '../test/support/browser.ts'
import { startHouse, stopHouse } from '../test/support/program.ts'
import { openStream } from '../test/support/stream.ts'
import { config, customers, data } from './folder.ts'
import { townsmen } from './population.ts'
import { quantile, shownYardstick, verdict, yardstick } from './yardstick.ts'

/**
 * A telephone rings at a million customers: from the word of the telephone system to who it is and their card, first as a program
 * asks for them over HTTP, then painted in Chromium. After `bench/import.ts`.
 */

const REPEATS = 250
const LIMIT = 500

const store = await openStoreRoom(config, { name: 'quen bench' })
const step = Math.max(1, Math.floor(customers / (REPEATS * 8)))
const some = [...new Set([...townsmen(customers)].filter((_, at) => at % step === 0).map(({ phone }) => phone))]
// Numbers of one customer alone: several would be a choice, not a card.
const alone = await sql<{ value: string }>`select value from identity where kind = 'phone'
  and value = any(${some.map((phone) => `+84${phone.slice(1)}`)}::text[]) group by value having count(*) = 1`.execute(store.database.db)
const numbers = alone.rows.map(({ value }) => value).slice(0, REPEATS * 2)
if (numbers.length < REPEATS * 2) throw new Error(`the town has too few numbers of one customer alone: ${numbers.length}`)

const now = new Date()

const reception = await createToken(store.database.db, { name: 'bench desk', role: 'reception' }, undefined, now)
const bridge = await createToken(store.database.db, { name: 'bench bridge', role: 'manager', scopes: ['calls.send'] }, undefined, now)
const before = await yardstick(store.database.pool)
console.log(shownYardstick(before))
const house = await startHouse(data)

const tell = async (from: string, callId: string, state: string): Promise<void> => {
  const told = await fetch(`${house.address}/api/calls`, {
    method: 'POST',
    headers: { authorization: `Bearer ${bridge.token}` },
    body: new URLSearchParams({ from, callId, state }),
  })
  if (told.status !== 202) throw new Error(`the call was not taken: ${told.status} ${await told.text()}`)
}

const shown = (list: number[]) => {
  list.sort((a, b) => a - b)
  return `p50 ${quantile(list, 0.5).toFixed(0)} p95 ${quantile(list, 0.95).toFixed(0)} p99 ${quantile(list, 0.99).toFixed(0)} ms, ${list.length} times`
}

const headers = { authorization: `Bearer ${reception.token}` }
const ask = async (path: string) => (await fetch(house.address + path, { headers })).json()

const stream = await openStream(house.address, headers)
const asked: number[] = []
for (const [at, number] of numbers.slice(0, REPEATS).entries()) {
  const callId = `bench-${process.pid}-${at}`
  const began = performance.now()
  const telling = tell(number, callId, 'ringing')
  const word = await stream.next('call')
  const { people } = await ask(`/api/calls/${word.callId}`)
  const card = await ask(`/api/customers/${people[0].id}/card`)
  if (!card.greeting) throw new Error(`no card for ${number}`)
  asked.push(performance.now() - began)
  await telling
  await tell(number, callId, 'ended')
  await stream.next('call')
}
stream.close()
const served = shown(asked)
console.log(verdict('call told to people and card, over HTTP p95', quantile(asked, 0.95), LIMIT, before), '·', served)

type Watched = { painted: Promise<number> }

/** By the page's own clock: the moment in which the rows of a card that did not stand there before are painted. */
const watchForCard = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const watched = globalThis as unknown as Watched
    watched.painted = new Promise((done) => {
      const look = () => {
        const card = document.querySelector('.console-card[aria-busy="false"] .card-inside')
        if (card && !(card as HTMLElement).dataset.seen) {
          ;(card as HTMLElement).dataset.seen = 'yes'
          requestAnimationFrame(() => requestAnimationFrame(() => done(performance.timeOrigin + performance.now())))
        } else requestAnimationFrame(look)
      }
      requestAnimationFrame(look)
    })
  })

const browser = await openBrowser()
const { page } = await openPage(browser)
await page.goto(house.address)
const post = (url: string, body: object) => page.request.post(house.address + url, { data: body })
const person = { mail: 'bench@nha-quen.example', password: 'một câu dễ nhớ' }
const link = house.startLink?.split('#')[1]
if (link) await post('/api/start', { token: link, houseName: 'Nhà Quen', trade: 'hotel', language: 'vi', ownerName: 'Dũng', ...person })
else await post('/api/sign-in', person)
await page.goto(`${house.address}/recognise`)
await page.getByRole('textbox').first().waitFor()
await page.waitForTimeout(2_000)

const painted: number[] = []
for (const [at, number] of numbers.slice(REPEATS).entries()) {
  const callId = `bench-screen-${process.pid}-${at}`
  await watchForCard(page)
  const began = performance.timeOrigin + performance.now()
  const telling = tell(number, callId, 'ringing')
  const tooLate = new Promise<never>((_, fail) => setTimeout(fail, 20_000, new Error(`no card was painted for ${number}`)).unref())
  painted.push((await Promise.race([page.evaluate(() => (globalThis as unknown as Watched).painted), tooLate])) - began)
  await telling
  await tell(number, callId, 'ended')
  await page.keyboard.press('Escape')
  await page.locator('.console-card').waitFor({ state: 'detached' })
}
const onScreen = shown(painted)
console.log(verdict('call told to card painted, in Chromium p95', quantile(painted, 0.95), LIMIT, before), '·', onScreen)
console.log(shownYardstick(await yardstick(store.database.pool)))
await browser.close()
await stopHouse(house)
await store.close()
