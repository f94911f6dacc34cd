import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { chromiumFlags, chromiumPath } from './chromium.ts'
import { home } from './program.ts'

const axe = readFileSync(join(home, 'node_modules', 'axe-core', 'axe.min.js'), 'utf8')

export const desktop = { width: 1366, height: 768 }
export const phone = { width: 360, height: 740 }

/** The system's Chromium; fails with a sentence where there is none. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = chromiumPath()
  if (!executablePath) throw new Error('chromium is missing: install Debian’s package "chromium", or set QUEN_CHROMIUM')
  return chromium.launch({ executablePath, args: chromiumFlags })
}

/** A page of its own, with its own cookies; what goes wrong in it is told to the test. */
export async function openPage(browser: Browser, viewport = desktop): Promise<{ page: Page; faults: string[] }> {
  const context = await browser.newContext({ viewport, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh', reducedMotion: 'reduce' })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) faults.push(message.text())
  })
  page.setDefaultTimeout(15_000)
  return { page, faults }
}

/** Keeps a picture where QUEN_PICTURES says, for people to look at. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.QUEN_PICTURES
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`) })
}

/** Serious faults of accessibility on the page as it stands, by axe; empty is what we want. */
export async function seriousFaults(page: Page): Promise<string[]> {
  // As the tester's own code, not as a script of the page, whose policy rightly refuses it.
  await page.evaluate(axe)
  return page.evaluate(async () => {
    // biome-ignore lint/suspicious/noExplicitAny: axe is a script on the page.
    const { axe } = globalThis as any
    const { violations } = await axe.run({ resultTypes: ['violations'] })
    return violations
      .filter(({ impact }: { impact: string }) => impact === 'serious' || impact === 'critical')
      .map(
        ({ id, nodes }: { id: string; nodes: { target: string[] }[] }) =>
          `${id}: ${nodes
            .slice(0, 3)
            .map((node) => node.target.join(' '))
            .join(' | ')}`,
      )
  })
}

type Watched = { painted: Promise<number> }

/**
 * From the next key to the frame in which the answer to what is then in the box is painted, in ms by the page's own clock: the answer
 * to exactly this text has arrived, and the people of it stand in the list two frames later at most.
 */
export const watchForPaint = (page: Page, typed: string): Promise<void> =>
  page.evaluate((question) => {
    const watched = globalThis as unknown as Watched
    performance.clearResourceTimings()
    watched.painted = new Promise((done) => {
      let from = 0
      const noteKey = () => {
        from = performance.now()
      }
      addEventListener('keydown', noteKey, { capture: true, once: true })
      const isAnswered = () => performance.getEntriesByType('resource').some(({ name }) => new URL(name).searchParams.get('q') === question)
      const look = () => {
        if (from > 0 && isAnswered() && document.querySelector('[role=option]'))
          requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - from)))
        else requestAnimationFrame(look)
      }
      requestAnimationFrame(look)
    })
  }, typed)

/** The time that `watchForPaint` measured; waits for it. */
export const paintedAfter = (page: Page): Promise<number> => page.evaluate(() => (globalThis as unknown as Watched).painted)
