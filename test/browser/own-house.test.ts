import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, openPage, picture } from '../support/browser.ts'
import { newFolder, type Running, removeFolder, startHouse, stopHouse } from '../support/program.ts'

let folder = ''
let house: Running
let browser: Browser

beforeAll(async () => {
  folder = newFolder()
  house = await startHouse(folder)
  browser = await openBrowser()
}, 180_000)
afterAll(async () => {
  await browser?.close()
  if (house) await stopHouse(house)
  removeFolder(folder)
}, 60_000)

/** The sample is ready, and cleared, in so many milliseconds at most. */
const READY = 10_000
const CLEARED = 10_000

test('an owner looks around in the sample, adds somebody of their own, and clears the sample: only that one remains', {
  timeout: 120_000,
}, async () => {
  const { page, faults } = await openPage(browser)
  await page.goto(house.startLink as string)
  await page.getByLabel('Cơ sở của mình tên gì?').fill('Nhà sách Bến Sông')
  await page.getByText('Nhà sách', { exact: true }).click()
  await page.getByLabel('Tên của mình').fill('Trần Dũng')
  await page.getByLabel('Thư điện tử').fill('dung@ben-song.example')
  await page.getByLabel('Mật khẩu', { exact: true }).fill('một câu dễ nhớ')
  await page.getByRole('button', { name: 'Bắt đầu' }).click()
  await page.getByRole('button', { name: /Xem thử với dữ liệu mẫu/ }).click()
  const asked = Date.now()
  await page.getByRole('heading', { name: 'Hôm nay', level: 1 }).waitFor({ timeout: 30_000 })
  const ready = Date.now() - asked
  const strip = page.getByText('Dữ liệu mẫu, chưa gửi tin ra ngoài').first()
  await strip.waitFor()

  await page.goto(`${house.address}/customers?new=1`)
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Họ tên').fill('Phùng Thị Hồng Nhung')
  await dialog.getByLabel('Điện thoại').fill('0933 000 101')
  await dialog.getByRole('button', { name: 'Thêm', exact: true }).click()
  await page.getByRole('heading', { name: /Nhung/ }).waitFor()
  const note = page.getByRole('textbox', { name: /Ghi/ }).first()
  await note.fill('Khách đầu tiên của mình')
  await note.press('Enter')
  await page.getByRole('list', { name: 'Dòng thời gian' }).getByText('Khách đầu tiên của mình').waitFor()

  await page.goto(`${house.address}/settings/house`)
  await page.getByRole('button', { name: 'Xoá hết' }).first().click()
  await dialog.getByText(/khách mẫu/).waitFor()
  await picture(page, 'clear-sample')
  const clearing = Date.now()
  await dialog.getByRole('button', { name: 'Xoá hết' }).click()
  await page.getByText('Đã xoá dữ liệu mẫu.').waitFor({ timeout: 30_000 })
  await strip.waitFor({ state: 'detached' })
  const cleared = Date.now() - clearing

  await page.goto(`${house.address}/customers`)
  const grid = page.getByRole('grid')
  await grid.getByText('Phùng Thị Hồng Nhung').waitFor()
  expect(await page.locator('.list-head .num').innerText()).toBe('1')
  expect(
    await grid
      .getByRole('row')
      .filter({ has: page.getByRole('gridcell') })
      .count(),
  ).toBe(1)
  expect(await page.getByText('Dữ liệu mẫu').count()).toBe(0)
  await picture(page, 'sample-cleared')
  await grid.getByText('Phùng Thị Hồng Nhung').click()
  await page.getByRole('list', { name: 'Dòng thời gian' }).getByText('Khách đầu tiên của mình').waitFor()
  // What was of the sample is found no more, by any screen.
  for (const q of ['0570000101', 'Nguyễn Thị Thanh Hoa']) {
    const found = await page.request.get(`${house.address}/api/recognise?${new URLSearchParams({ q })}`)
    expect((await found.json()).people).toEqual([])
  }
  await page.goto(`${house.address}/settings/people`)
  await page.getByText('Trần Dũng').first().waitFor()
  expect(await page.locator('main').innerText()).not.toContain('nha-quen.example')
  expect(ready).toBeLessThan(READY)
  expect(cleared).toBeLessThan(CLEARED)
  expect(faults).toEqual([])
  await page.context().close()
})
