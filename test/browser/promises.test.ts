import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { seriousFaults } from '../support/browser.ts'
import { aSampleHouse } from '../support/sample-house.ts'

const house = aSampleHouse()
const { come } = house

const MINUTE = 60_000
const inMinutes = (minutes: number): string => new Date(Date.now() + minutes * MINUTE).toISOString()
/** Calls the house as whoever is signed in on a page. */
const asking = (page: Page) => ({
  get: async (path: string) => (await page.request.get(`${house.address}${path}`)).json(),
  send: async (path: string, data: object, method: 'POST' | 'PUT' = 'POST') => {
    const answer = await page.request.fetch(`${house.address}${path}`, { method, data, headers: { origin: house.address } })
    const said = await answer.json()
    expect(answer.ok(), JSON.stringify(said)).toBe(true)
    return said
  },
})

const customer = async (page: Page, number: string): Promise<string> =>
  (await asking(page).get(`/api/recognise?q=${encodeURIComponent(number)}`)).people[0].id

describe('a promise is made', () => {
  test('by H from the customer’s profile, with the time that its words name', { timeout: 90_000 }, async () => {
    const { page, faults } = await come('ngoc')
    const customerId = await customer(page, '0570000101')
    await page.goto(`${house.address}/customers/${customerId}`)
    await page.getByRole('heading', { name: 'Dạ, em chào chị Hoa ạ' }).waitFor()
    await page.keyboard.press('KeyH')
    await page.getByRole('dialog', { name: 'Hứa với chị Hoa' }).waitFor()
    await page.keyboard.type('Gọi lại về bàn hiên sau 9h sáng mai')
    await page.getByRole('button', { name: 'Như vừa viết: mai 09:00' }).waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await page.keyboard.press('Enter')
    await page.getByText('Đã hứa với chị Hoa.').waitFor()
    const { promises } = await asking(page).get(`/api/customers/${customerId}/promises`)
    const made = promises.find(({ words }: { words: string }) => words.startsWith('Gọi lại về bàn hiên sau'))
    expect(made).toMatchObject({ kind: 'callback', holderName: 'Ngọc', state: 'open' })
    expect(new Date(made.promisedDue).toISOString().slice(11)).toBe('02:00:00.000Z')
    await page.goto(`${house.address}/customers/${customerId}?tab=promises`)
    await page.getByRole('link', { name: 'Gọi lại về bàn hiên sau' }).waitFor()
    expect(await seriousFaults(page)).toEqual([])
    expect(faults).toEqual([])
    await page.context().close()
  })
})

describe('the board', () => {
  test('as columns, as what is done and as figures stands without serious faults, and a reason is asked for what is late', {
    timeout: 120_000,
  }, async () => {
    const { page, faults } = await come('ngoc')
    const { get, send } = asking(page)
    const customerId = await customer(page, '0570000102')
    const one = await send('/api/promises', { customerId, kind: 'search', words: 'Tìm bản đồ phố cổ', due: inMinutes(50) })
    await page.goto(`${house.address}/promises?view=columns`)
    const card = page.locator('.promise-card', { hasText: 'Tìm bản đồ phố cổ' })
    await card.waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await card.getByRole('button', { name: 'Giữ lời' }).click()
    await page.getByText('Đã giữ lời: Tìm bản đồ phố cổ.').waitFor()
    await expect.poll(async () => (await get(`/api/promises/${one.id}`)).state).toBe('kept')
    await page.goto(`${house.address}/promises?view=done`)
    await page.getByRole('link', { name: 'Tìm bản đồ phố cổ' }).waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await page.goto(`${house.address}/promises?view=scores&by=kind`)
    const { scores } = await get('/api/promises/scores?by=kind')
    const found = scores.find(({ key }: { key: string }) => key === 'search')
    await page
      .getByRole('row', { name: /Tìm giúp/ })
      .getByText(`${found.kept}/${found.kept + found.late + found.broken}`)
      .waitFor()
    expect(await seriousFaults(page)).toEqual([])
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Tải bảng (CSV)' }).click()])
    expect(file.suggestedFilename()).toBe('ti-le-giu-loi.csv')
    expect(faults).toEqual([])
    await page.context().close()
  })
})
