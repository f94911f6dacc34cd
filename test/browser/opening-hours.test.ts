import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { phone, picture, seriousFaults } from '../support/browser.ts'
import { aSampleHouse } from '../support/sample-house.ts'

const house = aSampleHouse()

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at field by field.
type Body = any

const ask = async (page: Page, path: string): Promise<Body> => (await page.request.get(house.address + path)).json()
const send = async (page: Page, how: 'post' | 'put', path: string, data: object): Promise<Body> => {
  const answer = await page.request[how](house.address + path, { data, headers: { origin: house.address } })
  expect(answer.status(), await answer.text()).toBeLessThan(300)
  return answer.json()
}
const calendarOf = async (page: Page): Promise<Body> =>
  (await ask(page, '/api/calendars')).calendars.find(({ isHouse }: { isHouse: boolean }) => isHouse)

const names = ['Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy', 'Chủ nhật']
const clock = (instant: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh', hour: '2-digit', minute: '2-digit' }).format(new Date(instant))

async function openHours(page: Page): Promise<void> {
  await page.goto(`${house.address}/settings/hours`)
  await page.locator('.months').waitFor()
  await page.locator('.holidays').waitFor()
}

/** Whoever is looked at is one of the sample's customers. */
const someone = async (page: Page): Promise<string> => (await ask(page, '/api/recognise?q=0570000102')).people[0].id

describe('the hours of a house', () => {
  test('are changed after their effect was seen, and what is promised from then on goes by them', async () => {
    const { page, faults } = await house.come('dung')
    const calendar = await calendarOf(page)
    const customerId = await someone(page)
    // Whenever this runs: promised now, due after twenty open hours, which never fit into what is left of today.
    await send(page, 'put', `/api/standards/0193a000-0000-7000-8000-0000000000f1`, {
      name: 'Sửa đồ cho khách',
      level: 'customer',
      match: { customerId },
      calendarId: calendar.id,
      targets: { repair: { seconds: 20 * 3600 } },
      levels: [],
    })
    const promise = await send(page, 'post', '/api/promises', { customerId, kind: 'repair', words: 'Hàn lại quai ấm' })
    // What is promised tomorrow goes by the hours of then; what was promised before the change, by those of its time.
    const startsAt = new Date(Date.parse(promise.madeAt) + 86_400_000).toISOString()
    const suggested = () => ask(page, `/api/promises/due?kind=repair&customerId=${customerId}&startsAt=${startsAt}`)
    const before = (await suggested()).due

    await openHours(page)
    for (const name of names) {
      await page.getByLabel(`${name}, khoảng 1: từ`).fill('9h30')
      await page.getByLabel(`${name}, khoảng 1: đến`).fill('11:30')
    }
    const bar = page.locator('.effect-bar')
    // Two hours a day for what took thirteen: every promise that is open comes later, and this one was heard earlier.
    await expect.poll(() => bar.innerText()).toMatch(/muộn hơn/)
    await expect.poll(() => bar.innerText()).toMatch(/phải hẹn lại với khách/)
    expect(await page.locator('.moved').innerText()).toContain('Hàn lại quai ấm')
    const told = await page.locator('.moved tbody td').nth(2).innerText()
    await picture(page, 'opening-hours-effect')
    expect((await suggested()).due).toBe(before)

    await bar.getByRole('button', { name: 'Lưu giờ mở cửa' }).click()
    await bar.waitFor({ state: 'detached' })
    const after = (await suggested()).due
    expect(Date.parse(after)).toBeGreaterThan(Date.parse(before))
    expect(clock(after) >= '09:30' && clock(after) <= '11:30').toBe(true)
    const kept = await ask(page, `/api/promises/${promise.id}`)
    expect(kept.promisedDue).toBe(promise.promisedDue)
    expect(Date.parse(kept.internalDue)).toBeGreaterThan(Date.parse(promise.promisedDue))
    // As it was said before.
    expect(told).toContain(clock(kept.internalDue))

    // And back, as long as the notice stands.
    await page.getByRole('button', { name: 'Hoàn tác' }).click()
    await expect.poll(async () => (await calendarOf(page)).hours.weekly.mon).toEqual(calendar.hours.weekly.mon)
    expect((await suggested()).due).toBe(before)
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('take Tết in with one press, from the day that the house chooses', async () => {
    const { page, faults } = await house.come('dung')
    await openHours(page)
    // The years that come next have theirs.
    const year = Number(await page.locator('.hours-year-name').innerText()) + 3
    const before = (await calendarOf(page)).hours.closed.length
    for (let ahead = 0; ahead < 3; ahead++) await page.getByRole('button', { name: 'Năm sau' }).click()
    await page.getByRole('heading', { name: `Ngày lễ năm ${year}` }).waitFor()
    const tet = page.locator('.holiday-tet')
    await tet.getByRole('button', { name: /^Nghỉ từ/ }).click()
    await page.getByRole('option', { name: /28 tháng Chạp$/ }).click()
    await tet.getByRole('button', { name: 'Đưa Tết Nguyên đán vào lịch' }).click()
    await expect.poll(() => tet.innerText()).toContain('đã có')
    const feast = page.locator('.months .day-holiday')
    const days = await feast.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? ''))
    expect(days[0]).toMatch(/28 tháng Chạp/)
    expect(days.at(-1)).toMatch(/mùng 5 tháng Giêng/)
    expect(days.every((day) => day.includes('nghỉ lễ'))).toBe(true)
    await page.getByLabel('Thứ Bảy, khoảng 1: đến').fill('12:00')
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      expect(await seriousFaults(page), colorScheme).toEqual([])
    }
    await page.getByLabel('Thứ Bảy, khoảng 1: đến').fill('21:00')
    await page.getByRole('button', { name: 'Lưu giờ mở cửa' }).click()
    await page.locator('.effect-bar').waitFor({ state: 'detached' })
    const closed = (await calendarOf(page)).hours.closed.map(({ date }: { date: string }) => date)
    expect(closed).toHaveLength(before + days.length)
    const shown = await ask(page, `/api/calendars/${(await calendarOf(page)).id}/years/${year}`)
    expect(shown.days.filter(({ kind }: { kind: string }) => kind === 'closed').map(({ day }: { day: string }) => day)).toEqual(
      closed.filter((date: string) => date.startsWith(`${year}-`)),
    )
    await picture(page, 'opening-hours-tet')
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('without any open time are refused in a sentence', async () => {
    const { page } = await house.come('dung')
    await openHours(page)
    for (const name of names)
      for (const remove = page.getByRole('button', { name: new RegExp(`^Bỏ .* của ${name}$`) }); (await remove.count()) > 0; )
        await remove.first().click()
    const bar = page.locator('.effect-bar')
    await expect.poll(() => bar.innerText()).toContain('400 ngày tới không có giờ nào mở cửa')
    expect(await bar.getByRole('button', { name: 'Lưu giờ mở cửa' }).isDisabled()).toBe(true)
    await page.context().close()
  })

  test('are walked by keys, day by day, and a day gets hours of its own with its reason', async () => {
    const { page, faults } = await house.come('dung')
    await openHours(page)
    await page.locator('[data-date][tabindex="0"]').focus()
    const here = () => page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset.date ?? '')
    const start = await here()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowDown')
    await expect.poll(here).not.toBe(start)
    const days = (Date.parse(await here()) - Date.parse(start)) / 86_400_000
    expect(days).toBe(8)
    // The day by the moon stands there as long as the day has the focus.
    expect(await page.locator('.hours-looked').innerText()).toMatch(/tháng (Giêng|Hai|Ba|Tư|Năm|Sáu|Bảy|Tám|Chín|Mười|Mười Một|Chạp)/)
    const date = await here()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Giờ riêng ngày này').check()
    await dialog.getByLabel(/khoảng 1: đến$/).fill('10:15')
    await dialog.getByLabel('Vì sao').fill('Kiểm kho')
    expect(await seriousFaults(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Xong' }).click()
    expect(await page.locator(`[data-date="${date}"]`).getAttribute('aria-label')).toMatch(/10:15 · Kiểm kho$/)
    await page.getByRole('button', { name: 'Lưu giờ mở cửa' }).click()
    await page.locator('.effect-bar').waitFor({ state: 'detached' })
    expect((await calendarOf(page)).hours.reasons[date]).toEqual({ vi: 'Kiểm kho', en: 'Kiểm kho' })
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('with a night shift say so in words, and hours that are none are not saved', async () => {
    const { page } = await house.come('dung')
    await openHours(page)
    await page.getByLabel('Thứ Sáu, khoảng 1: từ').fill('22:00')
    await page.getByLabel('Thứ Sáu, khoảng 1: đến').fill('06:00')
    await expect.poll(() => page.locator('.hours-night').innerText()).toBe('đến 06:00 hôm sau')
    await page.getByLabel('Thứ Bảy, khoảng 1: đến').fill('sáng')
    await page.getByLabel('Thứ Bảy, khoảng 1: đến').blur()
    await expect.poll(() => page.getByRole('button', { name: 'Lưu giờ mở cửa' }).isDisabled()).toBe(true)
    await page.getByRole('button', { name: 'Bỏ thay đổi' }).click()
    await page.locator('.effect-bar').waitFor({ state: 'detached' })
    await page.context().close()
  })
})

describe('service standards', () => {
  test('are set for a group, with an example by the same clock, and read as a sentence', async () => {
    const { page, faults } = await house.come('dung')
    await page.goto(`${house.address}/settings/standards`)
    await page.getByRole('button', { name: 'Thêm chuẩn' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Lưu chuẩn' }).click()
    await expect.poll(() => dialog.innerText()).toContain('Đặt tên cho chuẩn này.')
    await dialog.getByLabel('Tên chuẩn').fill('Khách gắn bó lâu')
    await dialog.getByText('Theo nhóm').click()
    await dialog.getByText('mức gắn bó', { exact: true }).click()
    await dialog.getByRole('button', { name: 'Mức gắn bó' }).click()
    await page.getByRole('option', { name: 'trung thành' }).click()
    await dialog.getByLabel('Trả lời: bao nhiêu').fill('1,5')
    expect(await dialog.locator('.target-example').innerText()).toMatch(/^Hứa lúc 16:30 hôm nay → hạn \d\d:\d\d/)
    expect(await seriousFaults(page)).toEqual([])
    await picture(page, 'standard')
    await dialog.getByRole('button', { name: 'Lưu chuẩn' }).click()
    await dialog.waitFor({ state: 'detached' })
    const row = page.locator('.standard-row', { hasText: 'Khách gắn bó lâu' })
    await expect.poll(() => row.innerText()).toContain('Trả lời: trong 90 phút làm việc')
    expect(await row.innerText()).toContain('khách trung thành')
    await picture(page, 'standards')
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('of one customer are reached from their profile’s address, on a telephone too', async () => {
    const { page, faults } = await house.come('dung', phone)
    const customerId = await someone(page)
    await page.goto(`${house.address}/settings/standards?customer=${customerId}`)
    await page.getByRole('button', { name: /^Đặt chuẩn riêng cho / }).click()
    const dialog = page.getByRole('dialog')
    expect(await dialog.innerText()).toMatch(/riêng /)
    expect(await seriousFaults(page)).toEqual([])
    await dialog.getByLabel('Tên chuẩn').fill('Riêng một người')
    await dialog.getByRole('button', { name: 'Lưu chuẩn' }).click()
    await dialog.waitFor({ state: 'detached' })
    await expect
      .poll(async () => (await ask(page, `/api/standards?customerId=${customerId}`)).standards.at(-1))
      .toMatchObject({
        level: 'customer',
        match: { customerId },
      })
    expect(faults).toEqual([])
    await page.context().close()
  })
})
