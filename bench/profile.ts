import { openStoreRoom } from '../src/server/store-room.ts'
import { openBrowser, openPage } from '../test/support/browser.ts'
import { newFolder, removeFolder, startHouse, stopHouse } from '../test/support/program.ts'
import { quantile, shownYardstick, timed, verdict, yardstick } from './yardstick.ts'

/** One customer with ten thousand lines, in a house of its own: how soon the profile stands there, and how it scrolls. */

const LINES = Number(process.env.QUEN_BENCH_LINES ?? 10_000)
const REPEATS = 60
const LIMIT = { server: 150, warm: 150, cold: 300, frame: 50 }

const folder = newFolder('quen-bench-profile-')
const house = await startHouse(folder)
const browser = await openBrowser()
const { page } = await openPage(browser)
await page.goto(house.address)
const headers = { origin: house.address }

async function post(path: string, data: object): Promise<{ id: string }> {
  const answer = await page.request.post(house.address + path, { data, headers })
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
  return answer.json()
}

const person = { mail: 'bench@nha-quen.example', password: 'một câu dễ nhớ' }
const token = house.startLink?.split('#')[1]
await post('/api/start', { token, houseName: 'Nhà Quen', trade: 'hotel', language: 'vi', ownerName: 'Dũng', ...person })
const customer = await post('/api/customers', { name: 'Nguyễn Thị Thanh Hoa', contacts: [{ kind: 'phone', value: '0570 000 101' }] })
const profile = `/api/customers/${customer.id}`

/** Lines as a house writes them over twenty years: an order now and then, calls, visits, notes of every length. */
async function write(at: number): Promise<void> {
  const when = new Date(Date.now() - at * 17 * 3600_000)
  if (at % 10 === 0) {
    await post(`${profile}/orders`, {
      kind: 'sale',
      placedAt: when.toISOString(),
      total: 90_000,
      lines: [{ product: 'Trà gừng', total: 90_000 }],
    })
    return
  }
  const kind = ['note', 'call', 'visit', 'message', 'thanks'][at % 5] ?? 'note'
  const body = `Chị ghé ngồi hiên đọc sách, hỏi trà gừng (${at}). ${'Dặn phòng yên tĩnh, gối cứng. '.repeat(at % 4)}`.trim()
  await post(`${profile}/timeline`, { kind, body, at: when.toISOString(), isPinned: at === 3 })
}
const began = performance.now()
const ways = 4
await Promise.all(
  Array.from({ length: ways }, async (_, way) => {
    for (let at = way; at < LINES; at += ways) await write(at)
  }),
)
console.log(`${LINES} lines written by the product's own routes in ${((performance.now() - began) / 1000).toFixed(0)} s`)

const store = await openStoreRoom({ data: folder, port: 0, host: '127.0.0.1', databaseUrl: undefined }, { max: 2, name: 'quen bench' })
let stick = await yardstick(store.database.pool)
console.log(shownYardstick(stick))

const told = (name: string, taken: readonly number[], limit: number) => {
  const p = (q: number) => quantile(taken, q).toFixed(1)
  console.log(`${verdict(`${name}, p95`, quantile(taken, 0.95), limit, stick)}; p50 ${p(0.5)}, max ${p(1)}, ${taken.length} times`)
}

const get = async (path: string) => {
  const answer = await page.request.get(house.address + path)
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()}`)
}
await timed(20, () => get(`${profile}/timeline?limit=100`))
told('server: the record', await timed(200, () => get(profile)), LIMIT.server)
told('server: newest hundred lines with the count', await timed(200, () => get(`${profile}/timeline?limit=100`)), LIMIT.server)

type Watched = { painted: Promise<number> }

/** From the click on the row to the frame after the one in which the timeline's lines stand there, by the page's own clock. */
async function opened(): Promise<number> {
  await page.evaluate(() => {
    const watched = globalThis as unknown as Watched
    watched.painted = new Promise((done) => {
      let from = 0
      const note = () => {
        from = performance.now()
      }
      addEventListener('click', note, { capture: true, once: true })
      const look = () => {
        if (from > 0 && document.querySelectorAll('.timeline-line .timeline-title').length > 8 && document.querySelector('.facts-list'))
          requestAnimationFrame(() => done(performance.now() - from))
        else requestAnimationFrame(look)
      }
      requestAnimationFrame(look)
    })
  })
  await page.getByRole('link', { name: 'Nguyễn Thị Thanh Hoa' }).first().click()
  return page.evaluate(() => (globalThis as unknown as Watched).painted)
}

stick = await yardstick(store.database.pool)
console.log(shownYardstick(stick))
const row = () => page.getByRole('link', { name: 'Nguyễn Thị Thanh Hoa' }).first()
const [cold, warm]: [number[], number[]] = [[], []]
for (let at = 0; at < REPEATS; at++) {
  await page.goto(`${house.address}/customers`)
  await row().waitFor()
  cold.push(await opened())
  await page.goBack()
  await row().waitFor()
  warm.push(await opened())
}
const ascending = (a: number, b: number) => a - b
told('screen, after a reload, everything asked of the server: click to timeline painted', cold.sort(ascending), LIMIT.cold)
told('screen, opened again: click to timeline painted', warm.sort(ascending), LIMIT.warm)

stick = await yardstick(store.database.pool)
console.log(shownYardstick(stick))
// Down to the oldest line, three lines a frame; the frames as the browser drew them, and what kept the page busy.
const scrolled = await page.evaluate(async (lines) => {
  const busy: number[] = []
  const watch = new PerformanceObserver((list) => busy.push(...list.getEntries().map(({ duration }) => duration)))
  watch.observe({ type: 'longtask' })
  const middle = document.querySelector('.profile-middle') as HTMLElement
  const frames: number[] = []
  let blank = 0
  let last = await new Promise<number>((done) => requestAnimationFrame(done))
  const isAtEnd = () => Number(document.querySelector('.timeline-item:last-child')?.getAttribute('aria-posinset') ?? 0) >= lines
  while (!(isAtEnd() && middle.scrollTop + middle.clientHeight >= middle.scrollHeight - 2)) {
    middle.scrollTop += 180
    const now = await new Promise<number>((done) => requestAnimationFrame(done))
    frames.push(now - last)
    last = now
    const box = middle.getBoundingClientRect()
    if (!document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)?.closest('.timeline-item')) blank += 1
  }
  watch.disconnect()
  return { frames: frames.sort((a, b) => a - b), busy, blank }
}, LINES)
const longest = scrolled.frames.at(-1) ?? Number.NaN
const late = scrolled.frames.filter((ms) => ms > LIMIT.frame * stick.factor).length
console.log(
  `${verdict(`scrolling ${LINES} lines to the oldest, longest frame`, longest, LIMIT.frame, stick)}; ${scrolled.frames.length} frames, p50 ${quantile(scrolled.frames, 0.5).toFixed(1)}, p99 ${quantile(scrolled.frames, 0.99).toFixed(1)}, ${late} over, ${scrolled.busy.length} long tasks, nothing drawn in ${scrolled.blank}`,
)
await store.close()
await browser.close()
await stopHouse(house)
removeFolder(folder)
