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

const work: number[] = []
const metrics = await page.context().newCDPSession(page)
await metrics.send('Performance.enable', { timeDomain: 'threadTicks' })
/** What the page's own thread has worked, in ms of the processor. */
async function workSoFar(): Promise<number> {
  const { metrics: all } = await metrics.send('Performance.getMetrics')
  return (all.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000
}

/** From the click on the row to the frame after the one in which the timeline's lines stand there, by the page's own clock. */
async function opened(): Promise<number> {
  const before = await workSoFar()
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
  const took = await page.evaluate(() => (globalThis as unknown as Watched).painted)
  work.push((await workSoFar()) - before)
  return took
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
console.log(`the page's own work for one opening: p50 ${quantile(work.sort(ascending), 0.5).toFixed(0)} ms of the processor`)

type Scrolled = { frames: number[]; blank: number; waiting: number }

/** Downwards by so many pixels a frame, until the oldest line stands at the end; the frames as the browser drew them. */
const scrolledDown = (step: number): Promise<Scrolled> =>
  page.evaluate(
    async ([lines, step]) => {
      const middle = document.querySelector('.profile-middle') as HTMLElement
      const frame = () => new Promise<number>((done) => requestAnimationFrame(done))
      const isAtEnd = () => {
        const last = document.querySelector('.timeline-item:last-child')
        if (Number(last?.getAttribute('aria-posinset') ?? 0) < lines || !last?.querySelector('.timeline-title')) return false
        return middle.scrollTop + middle.clientHeight >= middle.scrollHeight - 2
      }
      const seen: Scrolled = { frames: [], blank: 0, waiting: 0 }
      let last = await frame()
      while (!isAtEnd()) {
        middle.scrollTop += step
        const now = await frame()
        seen.frames.push(now - last)
        last = now
        const box = middle.getBoundingClientRect()
        const item = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)?.closest('.timeline-item')
        if (!item) seen.blank += 1
        else if (item.querySelector('.timeline-wait')) seen.waiting += 1
      }
      return seen
    },
    [LINES, step] as const,
  )

type TraceEvent = { name: string; ph: string; pid: number; tid: number; ts: number; tdur?: number }

/** What the page's own thread worked at a stretch while something ran, in ms of the processor, longest first: waiting is not in it. */
async function worked<T>(run: () => Promise<T>): Promise<{ answer: T; tasks: number[] }> {
  const cdp = await page.context().newCDPSession(page)
  const events: TraceEvent[] = []
  cdp.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])))
  await cdp.send('Tracing.start', {
    traceConfig: { includedCategories: ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'toplevel'] },
  })
  const answer = await run()
  const complete = new Promise((done) => cdp.once('Tracing.tracingComplete', done))
  await cdp.send('Tracing.end')
  await complete
  await cdp.detach()
  const thread = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`
  const drawing = new Map<string, number>()
  for (const event of events) if (event.name === 'FireAnimationFrame') drawing.set(thread(event), (drawing.get(thread(event)) ?? 0) + 1)
  const main = [...drawing].sort((a, b) => b[1] - a[1])[0]?.[0]
  const own = events.filter((event) => thread(event) === main)
  // What begins and ends the measuring is no work of the page.
  const drawn = own.filter(({ name }) => name === 'FireAnimationFrame').map(({ ts }) => ts)
  const [first, last] = [drawn.reduce((a, b) => Math.min(a, b), Infinity), drawn.reduce((a, b) => Math.max(a, b), 0)]
  const tasks = own.flatMap(({ name, ph, ts, tdur }) =>
    name === 'RunTask' && ph === 'X' && tdur && ts > first && ts + tdur < last ? [tdur / 1000] : [],
  )
  return { answer, tasks: tasks.sort((a, b) => b - a) }
}

// Frames are late too when others have the processor. So both are told: the work of the page itself, and the frames as they came.
for (const [name, step] of [
  ['three lines a frame', 180],
  ['flung, ten lines a frame', 600],
] as const) {
  await page.goto(`${house.address}/customers/${customer.id}`)
  await page.locator('.timeline-line .timeline-title').nth(8).waitFor()
  stick = await yardstick(store.database.pool)
  console.log(shownYardstick(stick))
  const { answer, tasks } = await worked(() => scrolledDown(step))
  const frames = answer.frames.sort((a, b) => a - b)
  const late = frames.filter((ms) => ms > LIMIT.frame * stick.factor).length
  const sum = tasks.reduce((all, ms) => all + ms, 0)
  console.log(
    verdict(`${LINES} lines, ${name}: the longest work at a stretch`, tasks[0] ?? Number.NaN, LIMIT.frame, stick, 'ms of the processor'),
  )
  console.log(
    `${verdict('  longest frame', frames.at(-1) ?? Number.NaN, LIMIT.frame, stick)}; ${frames.length} frames, p50 ${quantile(frames, 0.5).toFixed(1)}, p99 ${quantile(frames, 0.99).toFixed(1)}, ${late} over; ${(sum / frames.length).toFixed(1)} ms of work a frame; nothing drawn in ${answer.blank}, a line still to be read in the middle of ${answer.waiting}`,
  )
}
await page.goto(`${house.address}/customers/${customer.id}`)
await page.locator('.timeline-line .timeline-title').nth(8).waitFor()
const pressed = performance.now()
await page.keyboard.press('End')
await page.locator(`.timeline-item[aria-posinset="${LINES}"] .timeline-title`).waitFor()
console.log(`End: the oldest of ${LINES} lines stands there after ${(performance.now() - pressed).toFixed(0)} ms`)

await store.close()
await browser.close()
await stopHouse(house)
removeFolder(folder)
