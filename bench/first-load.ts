import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { desktop, openBrowser } from '../test/support/browser.ts'
import { newFolder, removeFolder, startHouse, stopHouse } from '../test/support/program.ts'
import { processorYardstick, quantile, verdict } from './yardstick.ts'

/**
 * What a browser that was never here must fetch before Today stands there, and how soon it does after sign-in: the sample house, in
 * Chromium on the same machine. Each round is a browser profile of its own, with nothing kept.
 */

const ROUNDS = Number(process.env.QUEN_BENCH_ROUNDS ?? 15)
const LIMIT = { kilobytes: 250, today: 300, call: 500 }

type Watched = { drawn: Promise<number> }

/** From the first moment of the page: when the first act of Today is painted, by the page's own clock. */
const watchForToday = (): void => {
  const watched = globalThis as unknown as Watched
  watched.drawn = new Promise((done) => {
    const look = () => {
      if (document.querySelector('.act .act-title')) requestAnimationFrame(() => done(performance.now()))
      else requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
}
const drawn = (page: Page): Promise<number> => page.evaluate(() => (globalThis as unknown as Watched).drawn)

/** When the card of a caller, beside the page, has its rows; by the clock of this machine. */
const cardDrawn = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((done) => {
        const look = () => {
          if (document.querySelector('.call-panel [aria-busy="false"] .greeting')) done(performance.timeOrigin + performance.now())
          else requestAnimationFrame(look)
        }
        requestAnimationFrame(look)
      }),
  )

type Part = { path: string; startedAt: number; endedAt: number; wire: number; size: number }
const partsOf = (page: Page): Promise<Part[]> =>
  page.evaluate(() =>
    (performance.getEntriesByType('resource') as PerformanceResourceTiming[]).map((one) => ({
      path: new URL(one.name).pathname,
      startedAt: one.startTime,
      endedAt: one.responseEnd,
      wire: one.encodedBodySize,
      size: one.decodedBodySize,
    })),
  )

const folder = newFolder('quen-bench-first-')
const house = await startHouse(folder, ['--sample'])
const password = /[\w-]{8,}/.exec(readFileSync(join(folder, 'sample-password'), 'utf8'))?.[0] ?? ''
const browser = await openBrowser()
const stick = processorYardstick()
console.log(`yardstick: CPU loop ${stick.loopMs.toFixed(0)} ms; factor ${stick.factor.toFixed(2)}`)

/** A browser that was never here; the cookie of a session may be in it already. */
async function newcomer(cookies: Awaited<ReturnType<Awaited<ReturnType<typeof browser.newContext>>['cookies']>> = []): Promise<Page> {
  const context = await browser.newContext({ viewport: desktop, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' })
  await context.addCookies(cookies)
  const page = await context.newPage()
  await page.addInitScript(watchForToday)
  return page
}

const owner = await newcomer()
await owner.request.post(`${house.address}/api/sign-in`, { data: { mail: 'dung@nha-quen.example', password } })
const made = await owner.request.post(`${house.address}/api/tokens`, { data: { name: 'bench', role: 'owner', scopes: ['calls.send'] } })
const line = `${house.address}/api/calls/${(await made.json()).token}`
await owner.context().close()
const tell = async (callId: string, state: string) => {
  const told = await fetch(line, { method: 'POST', body: new URLSearchParams({ from: '0570000101', callId, state }) })
  if (told.status !== 202) throw new Error(`the call was not taken: ${told.status}`)
}

const fromCall: { atOnce: number[]; later: number[] } = { atOnce: [], later: [] }
const fromSignIn: number[] = []
const fromClick: number[] = []
const fromAddress: number[] = []
let needed: Part[] = []
for (let round = 0; round < ROUNDS; round++) {
  const door = await newcomer()
  await door.goto(house.address)
  await door.getByLabel('Thư điện tử').fill('ngoc@nha-quen.example')
  await door.getByLabel('Mật khẩu', { exact: true }).fill(password)
  await door.waitForLoadState('networkidle')
  await door.evaluate(() => {
    const noted = globalThis as unknown as { clicked: number }
    addEventListener('click', () => void (noted.clicked = performance.now()), { capture: true, once: true })
  })
  await door.getByRole('button', { name: 'Đăng nhập' }).click()
  const at = await drawn(door)
  const clicked = await door.evaluate(() => (globalThis as unknown as { clicked: number }).clicked)
  const letIn = (await partsOf(door)).find(({ path }) => path === '/api/sign-in')
  fromClick.push(at - clicked)
  fromSignIn.push(at - (letIn?.endedAt ?? Number.NaN))
  const cookies = await door.context().cookies()
  await door.context().close()

  const page = await newcomer(cookies)
  await page.goto(house.address)
  const stood = await drawn(page)
  fromAddress.push(stood)
  // Whatever was begun before Today stood there counts, needed or not: it shared the network with what was.
  if (round === 0) needed = (await partsOf(page)).filter(({ startedAt }) => startedAt < stood)
  // The telephone rings in the moment in which Today stands there, or when all is quiet.
  const when = round % 2 === 0 ? 'atOnce' : 'later'
  if (when === 'later')
    await page.waitForFunction(() => performance.getEntriesByType('resource').some(({ name }) => name.includes('/panel-')))
  const began = performance.timeOrigin + performance.now()
  const telling = tell(`bench-${round}`, 'ringing')
  fromCall[when].push((await cardDrawn(page)) - began)
  await telling
  await tell(`bench-${round}`, 'ended')
  await page.context().close()
}

const kilobytes = (bytes: number) => bytes / 1000
const gzipped = async (paths: readonly string[]) => {
  let sum = 0
  for (const path of paths) {
    const bytes = gzipSync(Buffer.from(await (await fetch(house.address + path)).arrayBuffer())).length
    console.log(`         ${kilobytes(bytes).toFixed(1).padStart(6)} kB  ${path}`)
    sum += bytes
  }
  return kilobytes(sum)
}
const scripts = needed.map(({ path }) => path).filter((path) => path.endsWith('.js'))
const styles = needed.map(({ path }) => path).filter((path) => path.endsWith('.css'))
const fonts = needed.filter(({ path }) => path.endsWith('.woff2'))
console.log(verdict('JavaScript before Today is drawn, gzip', await gzipped(scripts), LIMIT.kilobytes, { factor: 1 }, 'kB'))
console.log(
  `         styles ${(await gzipped(styles)).toFixed(1)} kB gzip; ${fonts.length} fonts, ${kilobytes(fonts.reduce((sum, { wire }) => sum + wire, 0)).toFixed(1)} kB`,
)
const sent = needed.filter(({ path }) => /\.(js|css)$/.test(path)).reduce((sum, { wire }) => sum + wire, 0)
console.log(`         scripts and styles as sent: ${kilobytes(sent).toFixed(1)} kB`)

const told = (name: string, list: number[], limit: number) => {
  list.sort((a, b) => a - b)
  const p = (q: number) => quantile(list, q).toFixed(0)
  console.log(`${verdict(`${name}, p50`, quantile(list, 0.5), limit, stick)}; p95 ${p(0.95)}, ${list.length} times`)
}
told('let in to Today painted', fromSignIn, LIMIT.today)
told('the click on the door to Today painted (the password is proved meanwhile)', fromClick, LIMIT.today * 2)
told('signed in, nothing kept: the address to Today painted', fromAddress, 1000)
told('a call told as soon as Today stands there, to the card painted', fromCall.atOnce, LIMIT.call)
told('a call told to a screen at rest, to the card painted', fromCall.later, LIMIT.call)
await browser.close()
await stopHouse(house)
removeFolder(folder)
