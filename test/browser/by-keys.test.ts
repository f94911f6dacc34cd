import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { desktop, picture } from '../support/browser.ts'
import { faultOfFocus } from '../support/focus.ts'
import { looks, settled, show } from '../support/screens.ts'
import { openTheatre, type Theatre } from '../support/stage.ts'

let theatre: Theatre
beforeAll(async () => {
  theatre = await openTheatre()
}, 240_000)
afterAll(async () => {
  await theatre?.close()
}, 60_000)

describe('by keys alone', () => {
  test('from the door to a saved note, and where one is can always be seen', { timeout: 90_000 }, async () => {
    const { page, faults, ids } = await theatre.stage(desktop)
    const unseen: string[] = []
    const look = async (after: string) => {
      const fault = await faultOfFocus(page)
      if (fault) unseen.push(`after ${after}: ${fault}`)
    }
    const press = async (...keys: string[]) => {
      for (const key of keys) {
        await page.keyboard.press(key)
        await look(key)
      }
    }
    const write = async (words: string) => {
      await page.keyboard.type(words)
      await look(`“${words}”`)
    }
    await page.goto(theatre.address)
    await settled(page)
    await look('coming')
    await write('ngoc@nha-quen.example')
    await press('Tab')
    await page.keyboard.type(theatre.password)
    await press('Enter')
    await page.getByRole('heading', { name: 'Hôm nay', level: 1 }).waitFor()
    await settled(page)
    await press('KeyJ', 'KeyJ', 'KeyK')
    await press('KeyG', 'KeyQ')
    await page.getByRole('textbox').waitFor()
    await write('0570 000 101')
    await page.getByRole('heading', { name: 'Dạ, em chào chị Hoa ạ' }).waitFor()
    await press('Enter')
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
    await press('KeyN')
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA')
    await write('Chị Hoa nhờ giữ một cuốn Hội An xưa')
    await picture(page, 'keys-note')
    await press('Enter')
    await page.getByText('Đã ghi.', { exact: true }).waitFor()
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).not.toBe('TEXTAREA')
    await press('KeyP')
    await page.waitForURL(`**/customers/${ids.person}`)
    const note = page.getByRole('list', { name: 'Dòng thời gian' }).getByText('Chị Hoa nhờ giữ một cuốn Hội An xưa')
    await note.waitFor()
    await page.reload()
    await note.waitFor()
    await press('Control+KeyK')
    await page.getByRole('combobox').waitFor()
    await look('the box')
    await press('Escape')
    expect(unseen).toEqual([])
    expect(faults).toEqual([])
    await page.context().close()
  })

  /** Walks by Tab through everything there is, until it comes round; what was wrong on the way. */
  async function walk(page: Page): Promise<{ stops: number; faults: string[] }> {
    const found = new Set<string>()
    const seen = new Set<string>()
    let stops = 0
    for (; stops < 150; stops++) {
      await page.keyboard.press('Tab')
      const fault = await faultOfFocus(page)
      if (fault) found.add(fault)
      const place = await page.evaluate(() => {
        const active = document.activeElement as HTMLElement
        active.dataset.stop ??= String(Math.random())
        return active === document.body ? 'the browser' : active.dataset.stop
      })
      if (seen.has(place)) break
      seen.add(place)
    }
    return { stops, faults: [...found] }
  }

  test('every stop of Tab is ringed, in sight and covered by nothing, on every screen', { timeout: 400_000 }, async () => {
    const [inside, outside] = [await theatre.stage(desktop, 'dung'), await theatre.stage(desktop)]
    const found: string[] = []
    for (const look of looks()) {
      const stage = look.isOutside ? outside : inside
      await show(look, stage)
      const { stops, faults } = await walk(stage.page)
      if (stops < 1) found.push(`${look.name}: nothing to reach`)
      found.push(...faults.map((fault) => `${look.name}: ${fault}`))
      await look.after?.(stage)
    }
    expect(found).toEqual([])
    for (const { page } of [inside, outside]) await page.context().close()
  })
})
