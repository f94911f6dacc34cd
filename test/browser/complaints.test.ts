import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { phone, picture, seriousFaults } from '../support/browser.ts'
import { aSampleHouse } from '../support/sample-house.ts'

const house = aSampleHouse()
const { come } = house

const dialog = (page: Page, name: string) => page.getByRole('dialog', { name })
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click()
/** Notices that came in the meantime lie over the ends of a pane. */
const withoutNotices = (page: Page) => page.addStyleTag({ content: '.toasts, .toasts * { pointer-events: none !important }' })

test('a complaint goes from the profile to its end, and whoever greets the customer knows of it', { timeout: 150_000 }, async () => {
  const { page, faults } = await come('ngoc')
  const [{ id }] = (await (await page.request.get(`${house.address}/api/recognise?q=0570000104`)).json()).people
  await page.goto(`${house.address}/customers/${id}`)
  await withoutNotices(page)
  await page.getByRole('heading', { name: /Cường/ }).first().waitFor()
  await page.keyboard.press('KeyU')
  await dialog(page, 'anh Cường phàn nàn').waitFor()
  await page.keyboard.type('Hộp gỗ bị mốc một góc')
  await page.keyboard.press('Enter')
  const said = (await page.getByText(/Đã nhận phàn nàn PN-\d+\./).textContent()) ?? ''
  const code = /PN-\d+/.exec(said)?.[0] ?? ''
  // The card warns of it, and leads to it.
  await page.goto(`${house.address}/recognise?customer=${id}`)
  await withoutNotices(page)
  await page.locator('input').first().fill('0570000104')
  await page.keyboard.press('Enter')
  await page.getByText('Đang có phàn nàn chưa xong:').waitFor()
  await page.getByRole('link', { name: code }).first().click()
  await page.getByRole('heading', { level: 2, name: code }).waitFor()
  expect(await seriousFaults(page)).toEqual([])

  await press(page, 'Đánh giá')
  await dialog(page, 'Đánh giá').getByRole('button', { name: 'Nhẹ' }).click()
  await press(page, 'Lưu')
  await page.getByText('Đã ghi đánh giá.').waitFor()
  await press(page, 'Ghi nguyên nhân')
  await dialog(page, 'Ghi nguyên nhân').getByRole('button', { name: 'Chất lượng hàng' }).click()
  await press(page, 'Lưu')
  await page.getByText('Đã ghi nguyên nhân.').waitFor()
  await press(page, 'Ghi khắc phục')
  await dialog(page, 'Ghi khắc phục').getByLabel('Khắc phục: sửa lại cho khách thế nào').fill('Đổi hộp mới')
  await press(page, 'Lưu')
  await page.getByText('Đã ghi cách khắc phục.').waitFor()
  await press(page, 'Trả lời khách')
  await dialog(page, 'Trả lời khách').getByRole('button', { name: 'Nhận lỗi' }).click()
  await page.getByLabel('Đã nói gì với khách').fill('Em đổi hộp mới cho anh ngay chiều nay')
  expect(await seriousFaults(page)).toEqual([])
  await press(page, 'Lưu')
  await page.getByText('Đã trả lời khách.').waitFor()
  await press(page, 'Đã khắc phục xong')
  await page.getByText('Đã khắc phục. Hai ngày làm việc nữa hỏi lại khách.').waitFor()
  await press(page, 'Ghi lời khách đáp')
  await dialog(page, 'Ghi lời khách đáp').getByRole('button', { name: 'Hài lòng', exact: true }).click()
  await press(page, 'Lưu')
  await page.getByText('Đã ghi lời khách.').waitFor()
  await picture(page, 'complaint')
  await press(page, 'Khép lại')
  await page.getByText('Đã khép lại.').waitFor()
  const list = await (await page.request.get(`${house.address}/api/complaints?state=closed&code=${code}`)).json()
  expect(list.complaints).toMatchObject([{ code, state: 'closed', cause: 'quality', decision: 'accepted' }])
  // Each figure opens as many as it counts.
  await page.goto(`${house.address}/promises/complaints?view=figures`)
  await withoutNotices(page)
  const row = page.getByRole('row', { name: /Thiết bị hỏng/ })
  const count = (await row.getByRole('link').first().textContent()) ?? ''
  await row.getByRole('link').first().click()
  await page.getByText(`${count} phàn nàn`, { exact: true }).waitFor()
  expect(await seriousFaults(page)).toEqual([])
  expect(faults).toEqual([])
  await page.context().close()
})

test('on a telephone the list, the steps and the form fit', { timeout: 90_000 }, async () => {
  const { page, faults } = await come('vy', phone)
  await page.goto(`${house.address}/promises/complaints`)
  await page.getByRole('link', { name: /PN-/ }).first().click()
  await page.getByRole('heading', { level: 2, name: /PN-/ }).waitFor()
  await picture(page, 'complaint-phone')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  expect(await seriousFaults(page)).toEqual([])
  expect(faults).toEqual([])
  await page.context().close()
})
