import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { phone, picture, seriousFaults } from '../support/browser.ts'
import { aSampleHouse } from '../support/sample-house.ts'
import { sideways } from '../support/sideways.ts'

const house = aSampleHouse()
const { come } = house

const get = async (page: Page, path: string) => (await page.request.get(`${house.address}${path}`)).json()
const customer = async (page: Page, number: string): Promise<string> => (await get(page, `/api/recognise?q=${number}`)).people[0].id

test('a thing is written in the customer’s words, seen as they read it, and said to be here', { timeout: 60_000 }, async () => {
  const { page, faults } = await come('tram')
  await page.goto(`${house.address}/settings/catalogue`)
  await page.getByText('Ấm gốm men rêu').waitFor()
  await page.getByRole('button', { name: 'Thêm món' }).click()
  const dialog = page.getByRole('dialog', { name: 'Thêm món' })
  await dialog.getByLabel('Tên món').fill('Trà hoa nhài')
  await dialog.getByText('Sắp về').click()
  await dialog.getByLabel('Dự kiến về ngày').fill('2031-01-02')
  await dialog.getByLabel('Khách được gì').fill('uống xong thấy nhẹ đầu')
  await dialog.getByLabel('Giá bán').fill('90k')
  await dialog.getByText('Trà hoa nhài: Uống xong thấy nhẹ đầu. Giá 90.000\u00a0₫. Dự kiến về ngày 02/01/2031.').waitFor()
  expect(await seriousFaults(page)).toEqual([])
  await picture(page, 'catalogue-item')
  await dialog.getByRole('button', { name: 'Lưu món' }).click()
  await page.getByText('Đã thêm Trà hoa nhài.').waitFor()
  await page.getByLabel('Tìm món').fill('tra hoa nhai')
  const row = page.locator('.item-row', { hasText: 'Trà hoa nhài' })
  await row.getByRole('button', { name: 'Đã về: Trà hoa nhài' }).click()
  await page.getByText('Đã ghi: Trà hoa nhài về rồi.').waitFor()
  await expect.poll(async () => (await get(page, '/api/catalogue?q=tra+hoa+nhai')).items[0].state).toBe('here')
  await page.locator('.toast', { hasText: 'về rồi' }).getByRole('button', { name: 'Hoàn tác' }).click()
  await expect
    .poll(async () => (await get(page, '/api/catalogue?q=tra+hoa+nhai')).items[0])
    .toMatchObject({ state: 'coming', comingOn: '2031-01-02' })
  expect(await seriousFaults(page)).toEqual([])
  expect(faults).toEqual([])
  await page.context().close()
})

test('chị Hoa is invited to the book that she asked for, which her timeline then says', { timeout: 60_000 }, async () => {
  const { page, faults } = await come('ngoc')
  const hoa = await customer(page, '0570000101')
  await page.goto(`${house.address}/recognise?q=0570000101`)
  const suggestion = page.locator('.card-suggestion')
  await suggestion.getByText('Sách “Hội An xưa” vừa về').waitFor()
  await suggestion.getByText(/vì chị hỏi ngày \d\d\/\d\d/).waitFor()
  expect(await seriousFaults(page)).toEqual([])
  await picture(page, 'catalogue-suggestion')
  await suggestion.getByRole('button', { name: 'Mời' }).click()
  await page.getByText('Đã ghi: đã mời Sách “Hội An xưa”.').waitFor()
  await suggestion.waitFor({ state: 'detached' })
  await page.locator('.card-recent').getByText('Đã mời: Sách “Hội An xưa”').waitFor()
  const { entries } = await get(page, `/api/customers/${hoa}/timeline`)
  expect(entries[0].about).toMatchObject({ kind: 'offer', summary: 'Sách “Hội An xưa”' })
  expect(faults).toEqual([])
  await page.context().close()
})

test('an answer takes the words of a thing in the language of whoever wrote', { timeout: 60_000 }, async () => {
  const { page, faults } = await come('dung')
  const { threads } = await get(page, '/api/inbox')
  for (const [name, words] of [
    ['Đỗ Ngọc Lan', 'Hộp quà trà sen: Quà nhẹ mà quý, mang đi xa không sợ vỡ.'],
    ['Emma Wilson', 'Lotus tea gift box: Light and fine, and nothing in it breaks on the way.'],
  ] as const) {
    const thread = threads.find((one: { name: string }) => one.name === name)
    await page.goto(`${house.address}/messages/inbox?thread=${thread.id}`)
    await page.getByRole('button', { name: 'Lấy lời một món' }).click()
    await page.getByRole('dialog').getByLabel('Tìm món').fill('hop qua tra sen')
    await page.locator('.pick-item').first().click()
    const text = await page.locator('.inbox-field').inputValue()
    expect(text).toContain(words)
    // Behind the greeting, before the signature.
    expect(text.indexOf(words)).toBeGreaterThan(4)
  }
  await picture(page, 'catalogue-answer')
  expect(faults).toEqual([])
  await page.context().close()
})

test('fits a telephone', { timeout: 60_000 }, async () => {
  const { page, faults } = await come('tram', phone)
  await page.goto(`${house.address}/settings/catalogue?state=coming`)
  await page.locator('.item-row').first().waitFor()
  expect(await sideways(page)).toEqual([])
  await picture(page, 'catalogue-phone')
  await page.locator('.item-row').first().getByRole('button', { name: /^Sửa/ }).click()
  await page.getByRole('dialog').waitFor()
  expect(await sideways(page)).toEqual([])
  expect(await seriousFaults(page)).toEqual([])
  expect(faults).toEqual([])
  await page.context().close()
})
