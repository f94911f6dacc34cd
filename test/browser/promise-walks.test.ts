import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { desktop, phone, picture, seriousFaults } from '../support/browser.ts'
import { faultOfFocus } from '../support/focus.ts'
import { aSampleHouse } from '../support/sample-house.ts'

/** Promises as people walk through them in the sample house: kept by keys alone, a supplier’s slip, the truth told on a telephone. */

const house = aSampleHouse()
const { come } = house

const inMinutes = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString()
/** A day of the house’s, so many days ahead. */
const dayAhead = (days: number): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date(Date.now() + days * 86_400_000))

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at by tests, field by field.
type Body = any

/** Calls the house as whoever is signed in on a page. */
const asking = (page: Page) => ({
  get: async (path: string): Promise<Body> => (await page.request.get(`${house.address}${path}`)).json(),
  send: async (path: string, data: object): Promise<Body> => {
    const answer = await page.request.fetch(`${house.address}${path}`, { method: 'POST', data, headers: { origin: house.address } })
    const said = await answer.json()
    expect(answer.ok(), JSON.stringify(said)).toBe(true)
    return said
  },
})

const customer = async (page: Page, number: string): Promise<string> =>
  (await asking(page).get(`/api/recognise?q=${encodeURIComponent(number)}`)).people[0].id

/** How many promises to customers stand in each column. */
async function board(page: Page): Promise<Record<string, number>> {
  const { columns } = await asking(page).get('/api/promises/board?direction=to-customer')
  return Object.fromEntries(columns.map(({ stage, count }: { stage: string; count: number }) => [stage, count]))
}

/** Machines here are shared. */
const soon = { timeout: 5_000 }

const ROOM = 'Phòng 305 yên tĩnh'
const TEA = 'Giao bộ ấm gốm'
const CUPS = 'Giao bộ chén gốm'

describe('a promise is kept', () => {
  test('by keys alone from the door: the done count rises by one, and Ctrl Z takes it back', { timeout: 120_000 }, async () => {
    const before = await come('ngoc')
    await before.page.request.post(`${house.address}/api/sign-out`, { data: {}, headers: { origin: house.address } })
    const { page, faults } = before
    const unseen: string[] = []
    const press = async (...keys: string[]) => {
      for (const key of keys) {
        await page.keyboard.press(key)
        const fault = await faultOfFocus(page)
        if (fault) unseen.push(`after ${key}: ${fault}`)
      }
    }
    await page.goto(house.address)
    await page.getByLabel('Thư điện tử').waitFor()
    await page.keyboard.type('ngoc@nha-quen.example')
    await press('Tab')
    await page.keyboard.type(house.password)
    await press('Enter')
    const row = page.getByRole('link', { name: `${ROOM} cho anh An` })
    await row.waitFor()
    const done = async (): Promise<number> => Number(/^(\d+)\//.exec((await page.locator('.today-done .num').textContent()) ?? '')?.[1])
    const first = await done()
    for (let step = 0; step < 12 && !(await row.evaluate((it) => it === document.activeElement)); step++) await press('KeyJ')
    const counts = async () => (await board(page))['done']
    expect(await board(page)).toEqual({ due: 8, risk: 0, slipped: 1, mending: 1, done: 402 })
    await press('KeyX')
    await page.getByText(`Đã giữ lời: ${ROOM}.`).waitFor()
    await expect.poll(done, soon).toBe(first + 1)
    await expect.poll(counts, soon).toBe(403)
    await press('Control+KeyZ')
    await row.waitFor()
    await expect.poll(done, soon).toBe(first)
    await expect.poll(counts, soon).toBe(402)
    // The same in the place of promises, which G L opens.
    await press('KeyG', 'KeyL')
    await page.getByRole('heading', { name: 'Lời hứa', level: 1 }).waitFor()
    const line = page.getByRole('link', { name: ROOM })
    await line.waitFor()
    for (let step = 0; step < 12 && !(await line.evaluate((it) => it === document.activeElement)); step++) await press('KeyJ')
    await page.getByRole('heading', { level: 2, name: ROOM }).waitFor()
    await page.getByRole('button', { name: 'Đã giữ lời' }).waitFor()
    await picture(page, 'promises')
    await press('KeyX')
    await page.getByText(`Đã giữ lời: ${ROOM}.`).waitFor()
    await page.locator('.promise-done-link').getByText('403', { exact: true }).waitFor()
    await press('Control+KeyZ')
    await page.locator('.promise-done-link').getByText('402', { exact: true }).waitFor()
    expect(unseen).toEqual([])
    expect(faults).toEqual([])
    await page.context().close()
  })
})

describe('a supplier’s slip, and the truth on a telephone', () => {
  test('what rests on it is at risk on every screen, with drafts ready; the customer is told once, and nothing untrue', {
    timeout: 180_000,
  }, async () => {
    const [phuc, ngoc] = [await come('phuc', phone), await come('ngoc')]
    const { page } = phuc
    const { get } = asking(page)
    await ngoc.page.goto(`${house.address}/promises`)
    const group = (name: string) => ngoc.page.getByRole('region', { name, exact: false })
    await group('Sắp đến hạn').getByRole('link', { name: TEA }).waitFor()
    // What the kiln owes is found by what rests on it.
    await page.goto(`${house.address}/promises`)
    await page.getByRole('link', { name: TEA }).click()
    await page.getByRole('heading', { name: TEA }).waitFor()
    const tea = new URL(page.url()).searchParams.get('promise')
    await page.getByRole('link', { name: 'Xưởng gốm Bến Cũ' }).click()
    await page.getByRole('button', { name: 'Báo trễ…' }).click()
    await page.getByRole('button', { name: /^Vì sao trễ/ }).click()
    await page.getByRole('option', { name: 'Máy, đồ dùng hỏng' }).click()
    await page.getByPlaceholder(/Nói rõ/).fill('lò của xưởng gốm hỏng')
    await page.getByLabel('Hẹn mới: Ngày').fill(dayAhead(1))
    await page.getByLabel('Hẹn mới: Giờ').fill('09:30')
    await page.getByRole('button', { name: 'Ghi báo trễ' }).click()
    await page.getByText('Đã ghi báo trễ').waitFor()
    for (const words of [TEA, CUPS]) await group('Có nguy cơ').getByRole('link', { name: words }).waitFor({ timeout: 5_000 })
    await group('Có nguy cơ').getByText('vì Xưởng gốm Bến Cũ').first().waitFor()
    const { promises: risky } = await get('/api/promises?stage=risk&direction=to-customer')
    expect(risky).toHaveLength(2)
    for (const { id } of risky)
      await expect
        .poll(async () => (await get(`/api/promises/${id}/slips/ready`)).words, { timeout: 5_000 })
        .toContain('lò của xưởng gốm hỏng')
    await ngoc.page.getByRole('link', { name: CUPS }).click()
    await ngoc.page.locator('.chain').getByRole('link', { name: 'Xưởng gốm Bến Cũ' }).first().waitFor()
    await picture(ngoc.page, 'promises-at-risk')

    await page.goto(`${house.address}/promises?promise=${tea}`)
    await page.getByRole('button', { name: 'Sẽ trễ…' }).click()
    await page.getByRole('button', { name: 'Lý do thật: Lò của xưởng gốm hỏng' }).waitFor()
    await page.getByLabel('Hẹn mới: Ngày').fill(dayAhead(1))
    await page.getByLabel('Hẹn mới: Giờ').fill('10:00')
    await page.getByPlaceholder('giao bộ men xanh').fill('giao bộ men xanh trong sáng mai')
    const letter = page.getByRole('textbox', { name: 'Lời nhắn cho khách' })
    await expect.poll(() => letter.inputValue(), { timeout: 10_000 }).toContain('giao bộ men xanh trong sáng mai')
    const written = await letter.inputValue()
    for (const part of ['chị Mai', 'lò của xưởng gốm hỏng', '10:00']) expect(written).toContain(part)
    await letter.fill(`${written} Hàng đang trên đường.`)
    await page.getByText('“đang trên đường”: Đơn chưa rời kho. Nói thật để giữ tin.').waitFor()
    expect(await page.getByRole('button', { name: 'Chép lời nhắn' }).isDisabled()).toBe(true)
    await page.getByRole('button', { name: 'Viết lại theo các bước' }).click()
    await expect.poll(() => page.locator('.mark-untrue').count()).toBe(0)
    await expect.poll(() => page.getByRole('button', { name: 'Chép lời nhắn' }).isEnabled(), { timeout: 10_000 }).toBe(true)
    await picture(page, 'promise-slip-phone')
    expect(await seriousFaults(page)).toEqual([])
    // The sample sends nothing: the words are copied, and the letter stands among what was written.
    await page.getByRole('button', { name: 'Chép lời nhắn' }).dblclick()
    await page.getByRole('dialog').getByRole('button', { name: 'Đã gửi rồi' }).click()
    await page.getByText('Đã báo với chị Mai').waitFor()
    await page.getByText('đang khắc phục').locator('visible=true').first().waitFor()
    await group('Đã xin lỗi, đang khắc phục').getByRole('link', { name: TEA }).waitFor({ timeout: 5_000 })
    const after = await get(`/api/promises/${tea}`)
    expect(after).toMatchObject({ stage: 'mending', isWarned: true })
    expect(after.slips).toHaveLength(1)
    expect(after.slips[0]).toMatchObject({ toldHow: 'message', toldByName: 'Phúc', fix: 'giao bộ men xanh trong sáng mai' })
    for (const part of ['chị Mai', 'lò của xưởng gốm hỏng', '10:00', 'giao bộ men xanh trong sáng mai'])
      expect(after.slips[0].words).toContain(part)
    expect(after.events.filter(({ kind }: { kind: string }) => kind === 'told')).toHaveLength(1)
    const { messages } = await asking(ngoc.page).get(`/api/customers/${after.customerId}/messages?limit=100`)
    const written1 = messages.filter(({ at }: { at: string }) => Date.parse(at) > Date.parse(after.slips[0].at) - 1000)
    expect(written1.map(({ id }: { id: string }) => id)).toEqual([after.slips[0].messageId])
    expect([...phuc.faults, ...ngoc.faults]).toEqual([])
    await page.context().close()
    await ngoc.page.context().close()
  })

  test('for a second time within 90 days a person calls, with the number and what to say', { timeout: 90_000 }, async () => {
    const { page, faults } = await come('phuc', desktop)
    const { send } = asking(page)
    const mai = await customer(page, '0570000120')
    const { id } = await send('/api/promises', { customerId: mai, kind: 'delivery', words: 'Giao thiệp tay', due: inMinutes(120) })
    await page.goto(`${house.address}/promises?promise=${id}`)
    await page.getByRole('heading', { level: 2, name: 'Giao thiệp tay' }).waitFor()
    await page.keyboard.press('KeyB')
    await page.getByText('trưởng ca gọi, không gửi mẫu').waitFor()
    expect(await page.getByRole('button', { name: 'Chép lời nhắn' }).count()).toBe(0)
    await page.getByRole('radio', { name: 'Kẹt xe' }).waitFor()
    await page.getByRole('button', { name: 'Lý do khác…' }).click()
    await page.getByRole('radio', { name: 'Mình sơ suất' }).check()
    await page.getByRole('textbox', { name: 'Hẹn mới' }).fill('10h sáng mai')
    await page.getByPlaceholder('giao bộ men xanh').fill('mang tới tận phòng chị')
    await page.keyboard.press('Control+Enter')
    const dialog = page.getByRole('dialog', { name: 'Gọi chị Mai' })
    await dialog.getByRole('link', { name: '0570 000 120' }).waitFor()
    await dialog.getByText('Khắc phục: mang tới tận phòng chị.').waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Đã gọi và nói xong' }).click()
    await page.getByText('Đã báo với chị Mai').waitFor()
    await page.getByText('đã gọi').first().waitFor()
    expect(faults).toEqual([])
    await page.context().close()
  })
})
