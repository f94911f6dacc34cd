import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { phone, picture, seriousFaults } from '../support/browser.ts'
import { aSampleHouse } from '../support/sample-house.ts'

const house = aSampleHouse()
const { come } = house

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at field by field.
type Body = any

const ask = async (page: Page, path: string): Promise<Body> => (await page.request.get(house.address + path)).json()
const idsOf = (body: Body): string[] => body.rows.map(({ id }: { id: string }) => id)

/** The list as it stands: the ids of its first rows, once they are those wanted. */
const shows = (page: Page, ids: readonly string[]): Promise<void> =>
  vi.waitFor(
    async () => {
      const links = await page
        .locator('.grid-row .grid-link')
        .evaluateAll((all) => all.map((one) => one.getAttribute('href')?.split('/').at(-1)))
      expect(links.slice(0, ids.length)).toEqual(ids)
    },
    { timeout: 10_000, interval: 50 },
  )

const told = (page: Page): Promise<string> => page.locator('.list-head .num').innerText()
const search = (page: Page): string => new URL(page.url()).search

beforeAll(async () => {
  const { page } = await come('dung')
  await vi.waitFor(async () => expect((await ask(page, '/api/loyalty')).counts).not.toBeNull(), { timeout: 90_000, interval: 500 })
  await page.context().close()
}, 240_000)

describe('the list of the customers', () => {
  test('a state narrows with the other filters, in every order; the address brings it back', { timeout: 120_000 }, async () => {
    const { page, faults } = await come('dung')
    await page.goto(`${house.address}/customers`)
    await page.getByRole('tab', { name: 'Đang thưa dần' }).click()
    const { counts } = await ask(page, '/api/loyalty')
    await vi.waitFor(async () => expect(await told(page)).toBe(String(counts.cooling)))
    await page.getByRole('button', { name: 'Giá trị' }).click()
    await page.getByRole('button', { name: 'Giá trị' }).click()
    await shows(page, idsOf(await ask(page, '/api/loyalty/customers?state=cooling&sort=-value&limit=8')))
    await page.keyboard.press('f')
    await page.getByRole('button', { name: 'sắp mất', exact: true }).click()
    await page.getByRole('button', { name: '30 %', exact: true }).first().click()
    await page.getByRole('button', { name: '1 năm', exact: true }).first().click()
    await page.keyboard.press('Escape')
    const asked = 'state=cooling,at-risk&chanceFrom=0.3&seenMonths=12'
    const wanted = await ask(page, `/api/loyalty/customers?${asked}&sort=-value&limit=8`)
    await shows(page, idsOf(wanted))
    expect(await told(page)).toBe(String(wanted.count))
    for (const words of ['gắn bó: đang thưa dần, sắp mất', 'quay lại từ 30 %', 'gặp trong 1 năm'])
      await page.locator('.filter-line .chip').getByText(words).waitFor()
    await picture(page, 'list-narrowed')
    await page.reload()
    await shows(page, idsOf(wanted))
    // A head sorts as a step: Back takes it away again.
    await page.getByRole('button', { name: 'Lần cuối' }).click()
    await shows(page, idsOf(await ask(page, `/api/loyalty/customers?${asked}&sort=lastContact&limit=8`)))
    await page.goBack()
    await shows(page, idsOf(wanted))
    expect(await seriousFaults(page)).toEqual([])
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('profile and side peek walk through exactly that list', { timeout: 120_000 }, async () => {
    const { page, faults } = await come('dung')
    const ids = idsOf(await ask(page, '/api/loyalty/customers?state=loyal,promising&notSeenMonths=1&sort=-chance&limit=5'))
    await page.goto(`${house.address}/customers?loyalty=promising,loyal&unseen=1&sort=-chance`)
    await shows(page, ids)
    const peeked = () => new URLSearchParams(search(page)).get('peek')
    await page.keyboard.press('j')
    await page.keyboard.press('Space')
    await vi.waitFor(() => expect(peeked()).toBe(ids[0]))
    await page.locator('.peek .greeting').waitFor()
    for (const [key, at] of [
      [']', 1],
      [']', 2],
      ['[', 1],
    ] as const) {
      await page.keyboard.press(key)
      await vi.waitFor(() => expect(peeked()).toBe(ids[at]))
    }
    expect(await page.locator('.peek-head').innerText()).toContain('2 trên')
    await page.locator('.peek-head').getByText('Mở').click()
    await page.waitForURL(new RegExp(`/customers/${ids[1]}`))
    await page.locator('.profile .greeting').waitFor()
    for (const [key, at] of [
      [']', 2],
      [']', 3],
      [']', 4],
      ['[', 3],
    ] as const) {
      await page.keyboard.press(key)
      await page.waitForURL(new RegExp(`/customers/${ids[at]}`))
    }
    await page.getByRole('link', { name: 'Khách', exact: true }).last().waitFor()
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('what leaves nobody offers to be cleared, and values stand only where they may be seen', { timeout: 120_000 }, async () => {
    const { page, faults } = await come('ngoc')
    await page.goto(`${house.address}/customers?loyalty=none&least=90`)
    await page.getByText('Không có khách nào như vậy').waitFor()
    await page.locator('.grid-empty').getByRole('button', { name: 'Bỏ lọc' }).click()
    await vi.waitFor(() => expect(search(page)).toBe(''))
    await page.getByRole('columnheader', { name: /Quay lại \d+ ngày/ }).waitFor()
    expect(await page.getByRole('columnheader', { name: 'Giá trị' }).count()).toBe(0)
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('on a phone a row is two lines, and filters come in a sheet', { timeout: 120_000 }, async () => {
    const { page, faults } = await come('ngoc', phone)
    await page.goto(`${house.address}/customers?view=loyal`)
    const row = page.locator('.grid-row').first()
    await row.locator('.list-line').nth(1).waitFor()
    expect(await row.locator('.list-line').count()).toBe(2)
    expect(await row.locator('.list-line').nth(1).innerText()).toMatch(/trung thành\s+\d+\s%/i)
    await page.getByRole('button', { name: 'Lọc', exact: true }).click()
    const sheet = page.getByRole('dialog')
    await sheet.getByRole('button', { name: 'đang thưa dần', exact: true }).click()
    await vi.waitFor(() => expect(search(page)).toBe('?loyalty=loyal%2Ccooling'))
    await picture(page, 'list-phone-sheet')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
    expect(await seriousFaults(page)).toEqual([])
    expect(faults).toEqual([])
    await page.context().close()
  })
})
