import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { phone, picture, seriousFaults } from '../support/browser.ts'
import { aSampleHouse } from '../support/sample-house.ts'

const house = aSampleHouse()
const { signIn } = house
let link = ''

beforeAll(async () => {
  const { page } = await signIn('dung')
  const made = await page.request.post(`${house.address}/api/tokens`, {
    data: { name: 'tổng đài', role: 'owner', scopes: ['calls.send'] },
  })
  link = `${house.address}/api/calls/${(await made.json()).token}`
  await page.context().close()
}, 240_000)
/** Signs in by hand, as that person would. */
/** Tells of a call as the telephone system would, in a form; answers when it was told. */
async function ring(from: string, callId: string, state = 'ringing'): Promise<number> {
  const told = await fetch(link, { method: 'POST', body: new URLSearchParams({ from, callId, state }) })
  expect(told.status).toBe(202)
  return Date.now()
}

/** Waits until this screen's line is open: from then on nothing that is told is missed. */
async function isListening(page: Page): Promise<void> {
  const isAsked = () =>
    page.evaluate(() => performance.getEntriesByType('resource').some(({ name }) => name.includes('/api/calls?only=going-on')))
  await expect.poll(isAsked, { timeout: 15_000 }).toBe(true)
}

const customerId = async (page: Page, name: string): Promise<string> => {
  const found = await page.request.get(`${house.address}/api/recognise?${new URLSearchParams({ q: name })}`)
  return (await found.json()).people[0].id
}

const GREETING = 'Dạ, em chào chị Hoa ạ'
const panel = (page: Page) => page.getByRole('complementary', { name: 'Người đang gọi' })

describe('the phone rings', () => {
  test('on any screen, while half a note is typed: strip and card within a second, and the note is untouched', {
    timeout: 90_000,
  }, async () => {
    const { page, faults } = await signIn('ngoc')
    const [cuong, hoa] = [await customerId(page, '0570000104'), await customerId(page, '0570000101')]
    await page.goto(`${house.address}/customers/${cuong}`)
    const note = page.getByRole('textbox', { name: /ghi/i }).first()
    await note.click()
    await note.pressSequentially('Anh Cường hỏi tinh d')
    await isListening(page)
    const told = await ring('+84570000101', 'walk-1')
    const strip = page.locator('.call-strip')
    await panel(page).getByRole('heading', { name: GREETING }).waitFor()
    await strip.getByText('chị Hoa').waitFor()
    expect(Date.now() - told).toBeLessThan(1_000)
    await expect.poll(() => strip.innerText()).toMatch(/Cuộc gọi đến[\s\S]*00:0\d[\s\S]*0570 000 101[\s\S]*chị Hoa/)
    await expect.poll(() => panel(page).innerText()).toContain('8/10')
    const card = (await panel(page).innerText()).toLowerCase()
    for (const fact of ['Phòng 203', '8/10', 'Visa •••• 4417', 'hoa ly', 'dị ứng', 'Trả phòng muộn 14:00, đợt lưu trú này'])
      expect(card).toContain(fact.toLowerCase())
    // What was being written goes on being written, in sight.
    await page.keyboard.type('ầu vetiver')
    expect(await note.inputValue()).toBe('Anh Cường hỏi tinh dầu vetiver')
    const [field, over] = [await note.boundingBox(), await panel(page).boundingBox()]
    if (!field || !over) throw new Error('the note or the card is not on the screen')
    const areApart =
      field.x + field.width <= over.x ||
      over.x + over.width <= field.x ||
      field.y + field.height <= over.y ||
      over.y + over.height <= field.y
    expect(areApart).toBe(true)
    await picture(page, 'call-while-writing')
    expect(await seriousFaults(page)).toEqual([])
    await page.keyboard.press('Control+KeyJ')
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe(GREETING)
    await page.keyboard.press('KeyN')
    await page.keyboard.type('Chị Hoa hỏi trả phòng muộn')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Control+KeyJ')
    expect(await page.evaluate(() => (document.activeElement as HTMLTextAreaElement).value)).toBe('Anh Cường hỏi tinh dầu vetiver')
    await page.goto(`${house.address}/customers/${hoa}`)
    await page.getByText('Chị Hoa hỏi trả phòng muộn').first().waitFor()
    await page.reload()
    await page.getByText('Chị Hoa hỏi trả phòng muộn').first().waitFor()
    // It goes on, so a screen that comes back shows it, once.
    await strip.getByText('chị Hoa').waitFor()
    expect(await strip.count()).toBe(1)
    await ring('+84570000101', 'walk-1', 'ended')
    await strip.getByText('Cuộc gọi nhỡ').waitFor()
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('at a free console: the card opens by itself, a second call is a second strip, and nothing is lost', {
    timeout: 90_000,
  }, async () => {
    const { page, faults } = await signIn('ngoc')
    await page.goto(`${house.address}/recognise`)
    await isListening(page)
    const told = await ring('0570000101', 'console-1')
    await page.getByRole('heading', { name: GREETING }).waitFor()
    expect(Date.now() - told).toBeLessThan(1_000)
    await expect.poll(() => page.getByRole('combobox').or(page.getByRole('textbox')).first().inputValue()).toBe('0570 000 101')
    await ring('0570000105', 'console-2')
    await page.locator('.call-strip', { hasText: 'cô Hà' }).waitFor()
    // The first is still being spoken to: the second waits in a line of its own.
    expect(await panel(page).count()).toBe(0)
    expect(await page.locator('main').getByRole('heading', { name: GREETING }).count()).toBe(1)
    await picture(page, 'call-console')
    expect(await seriousFaults(page)).toEqual([])
    await ring('0570000101', 'console-1', 'ended')
    await ring('0570000105', 'console-2', 'ended')
    await ring('0905 000 888', 'console-3')
    await page.locator('.call-strip', { hasText: 'Số mới' }).waitFor()
    await ring('0905 000 888', 'console-3', 'ended')
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('in two tabs: only the one that was used last shows it', { timeout: 90_000 }, async () => {
    const { page } = await signIn('vy')
    await page.goto(`${house.address}/customers`)
    await isListening(page)
    const other = await page.context().newPage()
    await other.goto(`${house.address}/customers`)
    await isListening(other)
    await other.locator('main').click()
    await ring('0570000101', 'tabs-1')
    await other.locator('.call-strip').waitFor()
    expect(await page.locator('.call-strip').count()).toBe(0)
    await ring('0570000101', 'tabs-1', 'ended')
    // The tab that was used last is closed: its claim goes with it.
    await other.close()
    await ring('0570000104', 'tabs-2')
    await page.locator('.call-strip', { hasText: 'anh Cường' }).waitFor()
    await ring('0570000104', 'tabs-2', 'ended')
    await page.context().close()
  })

  test('from a number of a stranger and from a hidden one, on a phone', { timeout: 90_000 }, async () => {
    const { page, faults } = await signIn('vy', phone)
    await page.goto(`${house.address}/customers`)
    await isListening(page)
    await ring('0905 000 777', 'stranger')
    const strip = page.locator('.call-strip')
    await strip.getByText('Số mới').waitFor()
    expect(await panel(page).count()).toBe(0)
    await picture(page, 'call-phone-strip')
    await strip.getByRole('button', { name: 'Mở' }).click()
    await panel(page).getByText('Số mới').waitFor()
    await picture(page, 'call-phone-stranger')
    await panel(page).getByLabel('Tên').fill('Lê Thị Thu Sương')
    await panel(page).getByRole('button', { name: 'Ghi lại' }).click()
    await panel(page).getByRole('heading', { name: /Sương/ }).waitFor()
    await ring('0905 000 777', 'stranger', 'ended')
    await panel(page).getByRole('button', { name: 'Bỏ qua' }).click()
    await ring('anonymous', 'hidden')
    await strip.getByText('Số ẩn').waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth + 1)).toBe(false)
    await picture(page, 'call-phone-hidden')
    await ring('anonymous', 'hidden', 'ended')
    expect(faults).toEqual([])
    await page.context().close()
  })
})

describe('two on one number', () => {
  test('stand with a fact each; 2 is chị Lan; not this person leads back; the note belongs to Lan only', { timeout: 90_000 }, async () => {
    const { page, faults } = await signIn('ngoc')
    await page.goto(`${house.address}/customers`)
    await isListening(page)
    await ring('0570000106', 'couple')
    const choices = panel(page).locator('.call-choice')
    await expect.poll(() => choices.count()).toBe(2)
    const texts = await choices.allInnerTexts()
    expect(texts[0]).toContain('Vũ Minh Bình')
    expect(texts[1]).toContain('Đỗ Ngọc Lan')
    const facts = texts.map((text) => text.split('\n').at(-1))
    expect(new Set(facts).size).toBe(2)
    await picture(page, 'call-two-on-one')
    await page.keyboard.press('Digit2')
    await panel(page)
      .getByRole('heading', { name: /chị Lan/ })
      .waitFor()
    await panel(page).getByRole('button', { name: 'Không phải người này' }).click()
    await expect.poll(() => choices.count()).toBe(2)
    await page.keyboard.press('Digit2')
    await panel(page)
      .getByRole('heading', { name: /chị Lan/ })
      .waitFor()
    await page.keyboard.press('KeyN')
    await page.keyboard.type('Muốn gói quà cho bạn')
    await page.keyboard.press('Enter')
    await ring('0570000106', 'couple', 'answered')
    await ring('0570000106', 'couple', 'ended')
    const notes = async (person: string) =>
      (await (await page.request.get(`${house.address}/api/customers/${await customerId(page, person)}/timeline`)).json()).entries.map(
        (line: { kind: string; body: string | null }) => line.body ?? line.kind,
      )
    await expect.poll(() => notes('Đỗ Ngọc Lan')).toEqual(expect.arrayContaining(['Muốn gói quà cho bạn', 'call']))
    const his = await notes('Vũ Minh Bình')
    expect(his).not.toContain('Muốn gói quà cho bạn')
    expect(faults).toEqual([])
    await page.context().close()
  })
})

describe('two people on one record', () => {
  test('see each other, and what one writes stands on the other’s screen without a reload', { timeout: 90_000 }, async () => {
    const [ngoc, vy] = [await signIn('ngoc'), await signIn('vy')]
    const hoa = await customerId(ngoc.page, '0570000101')
    await ngoc.page.goto(`${house.address}/customers/${hoa}`)
    await isListening(ngoc.page)
    await vy.page.goto(`${house.address}/customers/${hoa}`)
    await ngoc.page.getByText('Vy cũng đang xem').waitFor()
    await vy.page.getByText('Ngọc cũng đang xem').waitFor()
    await picture(ngoc.page, 'two-on-one-record')
    const note = vy.page.getByRole('textbox', { name: /ghi/i }).first()
    await note.click()
    await note.pressSequentially('Chị Hoa dặn thêm một gối cứng')
    await vy.page.keyboard.press('Enter')
    await ngoc.page.getByText('Chị Hoa dặn thêm một gối cứng').first().waitFor()
    await vy.page.goto(`${house.address}/customers`)
    await ngoc.page.getByText('Vy cũng đang xem').waitFor({ state: 'detached' })
    expect([...ngoc.faults, ...vy.faults]).toEqual([])
    await ngoc.page.context().close()
    await vy.page.context().close()
  })
})

describe('the telephone system', () => {
  test('falls silent, and it is said within a minute; it speaks again, and that is over', { timeout: 120_000 }, async () => {
    const { page, faults } = await signIn('ngoc')
    await page.goto(`${house.address}/recognise`)
    await isListening(page)
    expect((await fetch(`${link}/alive`, { method: 'POST' })).status).toBe(202)
    const stopped = Date.now()
    await page.getByText('Tổng đài đang nối').waitFor()
    await page.getByText(/Tổng đài mất kết nối từ \d\d:\d\d/).waitFor({ timeout: 65_000 })
    expect(Date.now() - stopped).toBeLessThan(60_000)
    await picture(page, 'bridge-silent')
    expect((await fetch(`${link}/alive`, { method: 'POST' })).status).toBe(202)
    await page.getByText(/Tổng đài mất kết nối/).waitFor({ state: 'detached' })
    expect(faults).toEqual([])
    await page.context().close()
  })
})
