import type { BrowserContextOptions, Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { openSecrets } from '../../src/platform/secrets.ts'
import { writeKey } from '../../src/rooms/messages/page/links.ts'
import { phone, picture, seriousFaults } from '../support/browser.ts'
import { aSampleHouse } from '../support/sample-house.ts'

const house = aSampleHouse()
let hoa = ''
let address = ''
const faults: string[] = []

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at field by field.
type Body = any

/** What staff see of her. */
let staff: (path: string) => Promise<Body>

async function open(options: BrowserContextOptions = {}): Promise<Page> {
  const context = await house.browser.newContext({ viewport: phone, locale: 'vi-VN', reducedMotion: 'reduce', ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => void (message.type() === 'error' && faults.push(message.text())))
  return page
}

const unfold = (page: Page) => page.evaluate(() => document.querySelectorAll('details').forEach((one) => void (one.open = true)))
const isSideways = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
const button = (page: Page, name: string) => page.locator('main').getByRole('button', { name, exact: true }).first()
const isPressed = (page: Page, name: string) => button(page, name).getAttribute('aria-pressed')

beforeAll(async () => {
  const { request } = await house.browser.newContext()
  const data = { mail: 'dung@nha-quen.example', password: house.password }
  expect((await request.post(`${house.address}/api/sign-in`, { data, headers: { origin: house.address } })).status()).toBe(200)
  staff = async (path) => (await request.get(house.address + path)).json()
  hoa = (await staff(`/api/customers?words=${encodeURIComponent('thanh hoa')}`)).rows.find(
    ({ name }: Body) => name === 'Nguyễn Thị Thanh Hoa',
  ).id
  address = `${house.address}/k/${writeKey(
    openSecrets(() => house.folder),
    { customerId: hoa, madeOn: new Date() },
  )}`
}, 240_000)

describe('the tap', () => {
  test('at 130 %: only what concerns bookings and orders is chosen, and words confirm it', async () => {
    const page = await open()
    await page.goto(address)
    await page.getByRole('link', { name: 'A+' }).click()
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('20.8px')
    await button(page, 'chỉ tin về đặt phòng, đơn hàng').click()
    await page.getByText('Từ nay chị chỉ nhận tin về đặt phòng, đơn hàng.').first().waitFor()
    // Read out a moment after it stands there, so that every reader notices the change.
    await expect.poll(() => page.locator('#live').textContent()).toContain('Từ nay chị chỉ nhận tin về đặt phòng, đơn hàng.')
    await expect.poll(() => isPressed(page, 'chỉ tin về đặt phòng, đơn hàng')).toBe('true')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('often-0')
    expect(await isSideways(page)).toBe(false)
    await picture(page, 'customer-page-large')
    await page.context().close()
  })

  test('leaving is one tap, as large as staying, and is taken back by another', async () => {
    const page = await open()
    await page.goto(address)
    const [stay, leave] = [await button(page, 'một tin mỗi tháng').boundingBox(), await button(page, 'không nhận nữa').boundingBox()]
    expect([leave?.width, leave?.height]).toEqual([stay?.width, stay?.height])
    await button(page, 'không nhận nữa').click()
    await page.getByText('Dạ, từ nay Nhà Quen không gửi tin nữa.').first().waitFor()
    await picture(page, 'customer-page-left')
    expect(await seriousFaults(page)).toEqual([])
    await button(page, 'Hoàn tác').click()
    await page.getByText('Mọi thứ lại như trước').first().waitFor()
    expect(await isPressed(page, 'không nhận nữa')).toBe('false')
    await page.context().close()
  })
})

test('without a script everything works the same', async () => {
  const page = await open({ javaScriptEnabled: false })
  await page.goto(address)
  await button(page, 'hai tin mỗi tháng').click()
  await page.locator('main').getByText('Từ nay chị nhận tối đa hai tin mỗi tháng').waitFor()
  await page.getByText('Góp ý, hoặc viết cho anh Dũng').click()
  await page.getByLabel('Thư', { exact: true }).fill('Hiên sau rất yên.')
  await button(page, 'Gửi thư').click()
  await page.getByText('Thư đã đến Nhà Quen. Cảm ơn chị đã viết.').waitFor()
  expect((await staff(`/api/customers/${hoa}/timeline?limit=3`)).entries[0]).toMatchObject({ kind: 'letter', body: 'Hiên sau rất yên.' })
  await button(page, 'không nhận nữa').click()
  await page.locator('main').getByText('Dạ, từ nay Nhà Quen không gửi tin nữa.').waitFor()
  await button(page, 'Hoàn tác').click()
  await page.locator('main').getByText('Mọi thứ lại như trước').waitFor()
  await page.context().close()
})

describe('the page', () => {
  test('weighs a hundred kilobytes at most, all of it from this house', async () => {
    const page = await open()
    const sizes: Promise<number>[] = []
    const hosts = new Set<string>()
    page.on('response', (answer) => {
      hosts.add(new URL(answer.url()).host)
      sizes.push(answer.body().then((body) => body.length))
    })
    await page.goto(address, { waitUntil: 'networkidle' })
    const all = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
    expect(all).toBeLessThan(100_000)
    expect(hosts).toEqual(new Set([new URL(house.address).host]))
    await page.context().close()
  })

  test.each([
    ['in the light', {}, ''],
    ['in the dark', { colorScheme: 'dark' }, ''],
    ['in English', {}, '?lang=en'],
    ['on 320 px with letters twice as large', { viewport: { width: 320, height: 640 } }, '?size=l'],
  ] as const)('has no serious fault %s, unfolded, nor have its data', async (_, options, query) => {
    const page = await open(options)
    for (const part of ['', '/data']) {
      await page.goto(address + part + query)
      await unfold(page)
      if ('viewport' in options) await page.evaluate(() => void (document.documentElement.style.fontSize = '200%'))
      expect(await seriousFaults(page)).toEqual([])
      expect(await isSideways(page)).toBe(false)
    }
    await page.context().close()
  })

  test('a sign-up door at the counter fits a telephone and ticks nothing beforehand', async () => {
    const { doors } = await staff('/api/signup-doors')
    const door = doors.find(({ kind }: Body) => kind === 'qr')
    const page = await open()
    await page.goto(`${house.address}/d/${door.code}`)
    expect(await page.evaluate(() => document.documentElement.scrollHeight <= innerHeight)).toBe(true)
    expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(0)
    expect(await seriousFaults(page)).toEqual([])
    await page.context().close()
  })

  test('never complained in the browser', () => expect(faults).toEqual([]))
})
