import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { desktop, openPage, phone, seriousFaults } from '../support/browser.ts'
import { aSampleHouse } from '../support/sample-house.ts'

const house = aSampleHouse()

async function asTram(viewport = desktop) {
  const opened = await openPage(house.browser, viewport)
  await opened.page.goto(house.address)
  await opened.page.getByLabel('Thư điện tử').fill('tram@nha-quen.example')
  await opened.page.getByLabel('Mật khẩu', { exact: true }).fill(house.password)
  await opened.page.getByRole('button', { name: 'Đăng nhập' }).click()
  await opened.page.getByRole('navigation').first().waitFor()
  return opened
}

const OWN_LINE = 'Cháu vẫn nhớ bà thích ngồi cạnh cửa sổ nhìn ra vườn.'

describe('a birthday card for bà Bích', () => {
  test('is written by the moon, printed on A6, handed over, and never given again', { timeout: 120_000 }, async () => {
    const { page, faults } = await asTram()
    await page.goto(`${house.address}/messages/days`)
    const line = page.locator('.days-line', { hasText: 'Trần Thị Bích' })
    expect(await line.innerText()).toContain('tính theo âm lịch')
    await line.getByRole('button', { name: 'Viết thiệp cho bà Bích' }).click()
    const dialog = page.getByRole('dialog')
    const words = dialog.getByLabel('Lời trên thiệp')
    expect(await words.inputValue()).toContain('Chào bà Bích,')
    expect(await dialog.innerText()).toContain('nhắn Zalo')
    await words.fill(`${await words.inputValue()}\n\n${OWN_LINE}`)
    await dialog.locator('.card-face svg').first().getByText('Cháu vẫn nhớ bà', { exact: false }).waitFor()
    expect(await seriousFaults(page)).toEqual([])

    const downloaded = page.waitForEvent('download')
    await dialog.getByRole('button', { name: 'In thiệp' }).click()
    const file = await downloaded
    expect(file.suggestedFilename()).toMatch(/^thiep-\d{4}-\d{2}-\d{2}\.pdf$/)
    const pdf = readFileSync(await file.path())
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    expect([...pdf.toString('latin1').matchAll(/\/MediaBox \[0 0 297\.\d+ 419\.\d+\]/g)]).toHaveLength(2)

    await dialog.getByRole('button', { name: 'Đã trao tận tay' }).click()
    await page.getByText('Đã ghi: thiệp của bà Bích đã trao.').waitFor()
    await line.getByText('Đã trao thiệp').waitFor()

    // Opened again it says so, shows the words, and offers nothing to give.
    await line.getByRole('button').click()
    await page.getByText('Mỗi dịp một tấm.', { exact: false }).waitFor()
    expect(await page.getByRole('dialog').innerText()).toContain(OWN_LINE)
    expect(await page.getByRole('button', { name: 'In thiệp' }).count()).toBe(0)
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('is offered on Today, on a phone too, without a sideways edge', { timeout: 120_000 }, async () => {
    const { page, faults } = await asTram(phone)
    await page.goto(`${house.address}/today`)
    await page.getByRole('link', { name: 'Viết thiệp' }).first().click()
    await page.getByRole('dialog').locator('.card-face svg').first().waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    expect(faults).toEqual([])
    await page.context().close()
  })
})

describe('cards for several people', () => {
  test('are chosen from the list, changed one by one, printed in one file, handed over together, and that is undone', {
    timeout: 120_000,
  }, async () => {
    const { page, faults } = await asTram()
    await page.goto(`${house.address}/messages/days?only=people`)
    const line = (name: string) => page.locator('.days-line', { hasText: name })
    await page.getByRole('button', { name: /^Chọn tất cả trong 7 ngày tới/ }).click()
    const count = await page.getByRole('checkbox', { checked: true }).count()
    expect(count).toBeGreaterThan(2)
    await page.getByText(`Đã chọn ${count} người`).waitFor()
    const { people } = await (await page.request.get(`${house.address}/api/occasions?days=7`)).json()
    const [first, second, faster] = people.filter(({ card }: { card: unknown }) => card === null)
    // Somebody else gives one of them a card meanwhile.
    const { customerId, occasionKey, year } = faster
    const given = await page.request.post(`${house.address}/api/customers/${customerId}/cards`, {
      data: { occasionKey, year, words: 'Chúc một ngày vui.', how: 'paper' },
      headers: { origin: house.address },
    })
    expect(given.status()).toBe(201)
    await page.getByRole('button', { name: 'Soạn và in thiệp' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Mỗi dịp chỉ một tấm cho một người.', { exact: false }).waitFor()
    await dialog.getByRole('button', { name: second.name }).click()
    const words = dialog.getByLabel('Lời trên thiệp')
    await words.fill(`${await words.inputValue()}\n\n${OWN_LINE}`)
    await dialog.locator('.card-face svg').first().getByText('Cháu vẫn nhớ bà', { exact: false }).waitFor()
    expect(await seriousFaults(page)).toEqual([])

    const downloaded = page.waitForEvent('download')
    await dialog.getByRole('button', { name: `In ${count - 1} tấm` }).click()
    const pdf = readFileSync(await (await downloaded).path())
    expect([...pdf.toString('latin1').matchAll(/\/MediaBox \[0 0 297\.\d+ 419\.\d+\]/g)]).toHaveLength(2 * (count - 1))
    expect(await line(first.name).getByText('Đã trao thiệp').count()).toBe(0)
    await dialog.getByRole('button', { name: `Đã trao, đã gửi cả ${count - 1} tấm` }).click()
    await page.getByText(`Đã ghi: ${count - 1} tấm thiệp đã trao.`).waitFor()
    for (const { name } of [first, second, faster]) await line(name).getByText('Đã trao thiệp').waitFor()
    await page.keyboard.press('Control+KeyZ')
    for (const { name } of [first, second]) await line(name).getByRole('button', { name: 'Viết thiệp', exact: false }).waitFor()
    await line(faster.name).getByText('Đã trao thiệp').waitFor()
    expect(faults).toEqual([])
    await page.context().close()
  })
})

describe('a journey', () => {
  test('is rehearsed, and only then switched on', { timeout: 120_000 }, async () => {
    const { page, faults } = await asTram()
    await page.goto(`${house.address}/messages/journeys`)
    await page.getByRole('link', { name: /Thư sau kỳ ở/ }).click()
    await page.getByRole('button', { name: 'Xem chạy thử' }).waitFor()
    expect(await page.getByRole('button', { name: 'Bật hành trình' }).count()).toBe(0)
    await page.keyboard.press('KeyR')
    await page.getByText(/12 tháng qua nó đã bắt đầu [\d.]+ lần/).waitFor()
    expect(await page.locator('.journey-who').count()).toBeGreaterThan(0)
    await page.getByRole('button', { name: 'Bật hành trình' }).click()
    await page.getByText('Đã bật. Chỉ tính những gì xảy ra từ lúc này.').waitFor()
    await page.getByRole('button', { name: 'Tắt hành trình' }).click()
    await page.getByText('Đã tắt. Ai đang đi thì dừng tại đây.').waitFor()
    expect(await seriousFaults(page)).toEqual([])
    expect(faults).toEqual([])
    await page.context().close()
  })
})
