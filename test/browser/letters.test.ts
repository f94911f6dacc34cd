import type { Page } from 'playwright-core'
import { describe, expect, test, vi } from 'vitest'
import { phone, seriousFaults } from '../support/browser.ts'
import { aSampleHouse } from '../support/sample-house.ts'

// A walk through many screens, each with a house behind it.
vi.setConfig({ testTimeout: 90_000 })

const house = aSampleHouse()
const { come } = house

const COMING = '0193a000-0000-7000-8000-00000000e001'

/** The letter in its own frame, as somebody gets it. */
const sheet = (page: Page) => page.frameLocator('.look-sheet')

async function lookAs(page: Page, typed: string, name: string): Promise<void> {
  await page.getByRole('button', { name: /^Xem như/ }).click()
  await page.getByLabel('Tìm khách để xem như họ').fill(typed)
  await page.locator('.look-one', { hasText: name }).click()
}

describe('Trâm writes a newsletter', () => {
  test('begins with the usual frame, writes, and sees it as chị Hoa and as Ms Wilson get it', async () => {
    const { page, faults } = await come('tram')
    await page.goto(`${house.address}/today`)
    await page.getByRole('link', { name: 'Liên lạc' }).waitFor()
    await page.keyboard.press('g')
    await page.keyboard.press('t')
    await page.getByRole('heading', { name: 'Liên lạc' }).waitFor()
    await page.getByRole('button', { name: /Viết bản tin/ }).click()
    await page.getByRole('button', { name: 'Bắt đầu với khung thường dùng' }).click()
    await page.getByRole('textbox', { name: 'Tiêu đề thư' }).fill('Trà gừng tháng Chạp')
    const words = page.getByRole('textbox', { name: 'Lời viết, Tiếng Việt' })
    await words.click()
    await page.keyboard.press('Control+End')
    await page.keyboard.press('Enter')
    await page.keyboard.type('Hiên sau có trà gừng mới.')
    await page.getByText('Đã lưu').waitFor()
    await sheet(page).getByText('Hiên sau có trà gừng mới.').waitFor()
    await sheet(page).getByText('Chào anh/chị,').waitFor()
    await lookAs(page, 'thanh hoa', 'Nguyễn Thị Thanh Hoa')
    await sheet(page).getByText('Chào chị Hoa,').waitFor()
    await sheet(page).getByText('Em Trâm').waitFor()
    await lookAs(page, 'wilson', 'Emma Wilson')
    await sheet(page).getByText('Dear Ms Wilson,').waitFor()
    // What was typed is there again after a reload, fields and all.
    await page.reload()
    await sheet(page).getByText('Dear Ms Wilson,').waitFor()
    expect(await page.locator('.rich-box .field-chip').allInnerTexts()).toEqual(['lời chào', 'tên nhà', 'cách gọi'])
    await expect.poll(() => words.innerText()).toContain('Hiên sau có trà gừng mới.')
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('moves a block, deletes one and takes it back', async () => {
    const { page } = await come('tram')
    await page.goto(`${house.address}/messages/letters/${COMING}`)
    const titles = () => page.locator('.block').evaluateAll((all) => all.map((one) => one.getAttribute('data-block')))
    await page.locator('.block').first().waitFor()
    const before = await titles()
    await page.locator('[data-block=vetiver]').getByRole('button', { name: 'Đưa lên' }).click()
    await expect.poll(titles).toEqual(['hello', 'vetiver', 'old-town', 'lilies', 'night', 'sign'])
    await page.locator('[data-block=night]').getByRole('button', { name: 'Xoá khối' }).click()
    await expect.poll(titles).toEqual(['hello', 'vetiver', 'old-town', 'lilies', 'sign'])
    await page.getByRole('button', { name: /Hoàn tác/ }).click()
    await page.locator('[data-block=vetiver]').getByRole('button', { name: 'Đưa xuống' }).click()
    await expect.poll(titles).toEqual(before)
    await page.getByText('Đã lưu').waitFor()
    await page.context().close()
  })

  test('is told gently of an empty phrase, and puts the better words in', async () => {
    const { page } = await come('tram')
    await page.goto(`${house.address}/messages/letters/${COMING}`)
    const closing = page.getByRole('textbox', { name: 'Lời cuối' })
    await closing.click()
    await page.keyboard.press('Control+A')
    await page.keyboard.type('Mời quý khách ghé.')
    const note = page.locator('[data-block=sign] .finding')
    await note.getByText('“quý khách”: mỗi khách được gọi theo cách của họ.').waitFor()
    await page.locator('[data-block=sign]').getByRole('button', { name: 'Thay' }).first().click()
    await expect.poll(() => closing.innerText()).toBe('Mời cách gọi ghé.')
    await note.first().waitFor({ state: 'detached' })
    await lookAs(page, 'thanh hoa', 'Nguyễn Thị Thanh Hoa')
    await sheet(page).getByText('Mời chị Hoa ghé.').waitFor()
    // Lilies are nothing for her: the block falls out, and it is said.
    await page.getByText(/1 khối không hiện với người này/).waitFor()
    expect(await sheet(page).getByText('Sổ tay trồng hoa ly').count()).toBe(0)
    await page.context().close()
  })
})

describe('before it is sent', () => {
  test('486 who like new books are 455 who get it and 31 who are held, each with the reason', async () => {
    const { page, faults } = await come('tram')
    await page.goto(`${house.address}/messages/letters/${COMING}?step=send`)
    const sums = page.locator('.sums')
    await expect
      .poll(() => sums.innerText(), { timeout: 15_000 })
      .toMatch(/Gửi tới 486 người thích “Sách mới”\s*→\s*455 sẽ nhận · 31 được giữ lại:/)
    await page.getByRole('button', { name: 'Xem danh sách' }).click()
    const dialog = page.getByRole('dialog')
    await expect.poll(() => dialog.locator('.held-one').count(), { timeout: 15_000 }).toBe(31)
    expect(await dialog.locator('.chip-button').allInnerTexts()).toEqual([
      'Tất cả',
      '12 chưa đồng ý chủ đề này',
      '9 đã đủ số thư tháng này',
      '6 đang tạm ngưng',
      '4 địa chỉ hỏng',
    ])
    await dialog.getByRole('button', { name: '9 đã đủ số thư tháng này' }).click()
    await expect.poll(() => dialog.locator('.held-one').count(), { timeout: 15_000 }).toBe(9)
    expect(await dialog.locator('.held-one').first().innerText()).toMatch(/Giữ lại: .+ đã nhận đủ 1 thư tháng này\./)
    await page.keyboard.press('Escape')
    // Nothing can be let go while the sample is in the house, and it says so.
    await page.getByText('chưa thư nào rời nhà').waitFor()
    expect(await page.getByRole('button', { name: /Hẹn giờ gửi|Gửi ngay/ }).count()).toBe(0)
    // Taken back and asked for anew, the estimate and the list say the same.
    await page.getByRole('button', { name: 'Đổi lại' }).click()
    const plan = page.getByRole('button', { name: /Lên danh sách/ })
    await plan.waitFor()
    await expect.poll(() => sums.innerText(), { timeout: 15_000 }).toMatch(/486 người.*\s*→\s*455 sẽ nhận · 31 được giữ lại:/)
    await plan.click()
    await page.getByRole('button', { name: 'Xem danh sách' }).waitFor({ timeout: 30_000 })
    expect(await sums.innerText()).toMatch(/486 người.*\s*→\s*455 sẽ nhận · 31 được giữ lại:/)
    expect(await seriousFaults(page)).toEqual([])
    expect(faults).toEqual([])
    await page.goto(`${house.address}/messages/held`)
    await page.getByRole('button', { name: /Tất cả · 31/ }).waitFor()
    await page.context().close()
  })

  test('on a telephone it is read and taken back, not arranged', async () => {
    const { page } = await come('tram', phone)
    await page.goto(`${house.address}/messages/letters/${COMING}`)
    await sheet(page).getByText('Hội An xưa').waitFor()
    expect(await page.locator('.block').count()).toBe(0)
    await page.goto(`${house.address}/messages/letters/${COMING}?step=send`)
    await page.getByRole('button', { name: 'Đổi lại' }).click()
    await page.getByRole('button', { name: /Lên danh sách/ }).waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await page.context().close()
  })
})
