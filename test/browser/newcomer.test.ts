import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, openPage, picture } from '../support/browser.ts'
import { home, newFolder, type Running, removeFolder, startHouse, stopHouse } from '../support/program.ts'

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

test('a newcomer opens the house, brings in a list, and a minute later knows who is calling', { timeout: 120_000 }, async () => {
  const { page, faults } = await openPage(browser)
  await page.goto(house.startLink as string)
  await page.getByLabel('Cơ sở của mình tên gì?').fill('Nhà sách Bến Sông')
  await page.getByText('Nhà sách', { exact: true }).click()
  await page.getByLabel('Tên của mình').fill('Trần Dũng')
  await page.getByLabel('Thư điện tử').fill('dung@ben-song.example')
  await page.getByLabel('Mật khẩu', { exact: true }).fill('một câu dễ nhớ')
  await page.getByRole('button', { name: 'Bắt đầu' }).click()
  await page.getByRole('button', { name: /Nhập khách của tôi/ }).click()

  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles(join(home, 'test', 'fixtures', 'bad-input', 'csv', 'plain.csv'))
  const toImport = page.getByRole('button', { name: 'Nhập 3 khách' })
  const next = page.getByRole('button', { name: /^Tiếp/ })
  const isAtTheLastStep = async (): Promise<boolean> => {
    if ((await next.count()) > 0 && (await next.isEnabled())) await next.click({ timeout: 2000 }).catch(() => undefined)
    return (await toImport.count()) > 0 && (await toImport.isEnabled())
  }
  await expect.poll(isAtTheLastStep, { timeout: 40_000, interval: 200 }).toBe(true)
  await toImport.click()
  await page
    .getByRole('button', { name: /^Hoàn tác/ })
    .first()
    .waitFor({ timeout: 20_000 })
  await picture(page, 'newcomer-imported')

  await page.goto(`${house.address}/recognise`)
  await page.getByRole('textbox').or(page.getByRole('searchbox')).or(page.getByRole('combobox')).first().pressSequentially('0933 000 101')
  await page.getByText('Phùng Thị Hồng Nhung').first().waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Dạ, em chào anh/chị Nhung ạ' }).waitFor()
  await picture(page, 'newcomer-recognised')
  expect(faults).toEqual([])

  const again = await openPage(browser)
  await again.page.goto(house.startLink as string)
  await again.page.getByLabel('Cơ sở của mình tên gì?').fill('Nhà khác')
  await again.page.getByLabel('Tên của mình').fill('Ai đó')
  await again.page.getByLabel('Thư điện tử').fill('ai-do@thu.example')
  await again.page.getByLabel('Mật khẩu', { exact: true }).fill('một câu dễ nhớ')
  await again.page.getByRole('button', { name: 'Bắt đầu' }).click()
  await again.page.getByText(/đã dùng rồi/).waitFor()
})
