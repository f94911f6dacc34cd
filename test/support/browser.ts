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
