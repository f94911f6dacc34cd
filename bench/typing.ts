import { fold } from '../src/values/text.ts'
import { openBrowser, openPage, paintedAfter, watchForPaint } from '../test/support/browser.ts'
import { startHouse, stopHouse } from '../test/support/program.ts'
import { customers, data } from './folder.ts'
import { townsmen } from './population.ts'
import { quantile } from './yardstick.ts'

/** From the last key to people on the screen, in Chromium, at a million customers. After `bench/import.ts`. */

const REPEATS = 200

const person = { mail: 'bench@nha-quen.example', password: 'một câu dễ nhớ' }
const house = await startHouse(data)
const browser = await openBrowser()
const { page } = await openPage(browser)
await page.goto(house.address)
const post = (url: string, body: object) => page.request.post(house.address + url, { data: body })
const token = house.startLink?.split('#')[1]
if (token) await post('/api/start', { token, houseName: 'Nhà Quen', trade: 'hotel', language: 'vi', ownerName: 'Dũng', ...person })
else await post('/api/sign-in', person)

const step = Math.max(1, Math.floor(customers / (REPEATS * 8)))
const some = [...townsmen(customers)].filter((_, at) => at % step === 0)
const ways: [string, (name: string, phone: string) => string][] = [
  ['phone', (_, phone) => phone],
  ['two words without marks', (name) => fold(name).split(' ').slice(-2).join(' ')],
]
for (const [way, typed] of ways) {
  const taken: number[] = []
  await page.goto(house.address)
  await page.getByRole('navigation').first().waitFor()
  await page.keyboard.press('Control+KeyK')
  const box = page.getByRole('combobox')
  // Each text once: what was asked a moment ago is answered by the page itself, which would flatter the figure.
  const texts = [...new Set(some.map((one) => typed(one.name, one.phone)))].slice(0, REPEATS)
  for (const [at, text] of texts.entries()) {
    await box.fill(String(at))
    await page.waitForTimeout(60)
    await box.fill(text.slice(0, -1))
    await page.waitForTimeout(250)
    await watchForPaint(page, text)
    await page.keyboard.type(text.slice(-1))
    taken.push(await paintedAfter(page))
  }
  taken.sort((a, b) => a - b)
  const p = (q: number) => quantile(taken, q).toFixed(0)
  console.log(
    `${quantile(taken, 0.95) <= 150 ? 'ok      ' : 'TOO MUCH'} last key to people on screen, by ${way}: p50 ${p(0.5)} p95 ${p(0.95)} p99 ${p(0.99)} ms (limit p95 150 ms, ${taken.length} times)`,
  )
}
await browser.close()
await stopHouse(house)
