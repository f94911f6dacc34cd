import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../src/values/civil-date.ts'
import { nextOccurrence } from '../../src/values/lunar-date.ts'
import { dayIn } from '../../src/values/zone.ts'
import { desktop, phone, picture, seriousFaults } from '../support/browser.ts'
import { aSampleHouse } from '../support/sample-house.ts'

const house = aSampleHouse()
const { come } = house

/** A page of somebody of the house, signed in. */
// biome-ignore lint/suspicious/noExplicitAny: answers are looked at field by field.
type Body = any

async function ask(page: Page, method: 'get' | 'post' | 'patch', path: string, data?: object): Promise<{ status: number; body: Body }> {
  const answer = await page.request[method](house.address + path, { headers: { origin: house.address }, ...(data ? { data } : {}) })
  return { status: answer.status(), body: await answer.json() }
}

/** The id of somebody of the sample, by number. */
const who = async (page: Page, number: string, name: string): Promise<string> => {
  const { body } = await ask(page, 'get', `/api/recognise?q=${encodeURIComponent(number)}`)
  return body.people.find((one: { name: string }) => one.name === name)?.id ?? ''
}

describe('a household', () => {
  test('is made with its people, and both ends show it', { timeout: 90_000 }, async () => {
    const { page, faults } = await come('ngoc')
    await page.goto(`${house.address}/customers`)
    await page.getByRole('heading', { name: 'Khách', exact: true }).waitFor()
    await page.keyboard.press('c')
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Gia đình', { exact: true }).click()
    await dialog.getByLabel('Gọi gia đình này là').fill('Nhà anh Bình')
    for (const name of ['Vũ Minh Bình', 'Đỗ Ngọc Lan']) {
      await dialog.getByLabel('Ai trong nhà').fill(name)
      await page.getByRole('option', { name: new RegExp(`^${name}`) }).click()
    }
    await dialog.getByRole('button', { name: 'Thêm', exact: true }).click()
    await page.getByRole('tab', { name: 'Thành viên' }).click()
    const members = page.getByRole('region', { name: 'Thành viên' })
    await members.getByText('Vũ Minh Bình').waitFor()
    await members.getByText('Đỗ Ngọc Lan').waitFor()
    await picture(page, 'household')
    await members.getByRole('link', { name: 'Chị Lan' }).click()
    await page.getByRole('heading', { name: 'Dạ, em chào chị Lan ạ' }).waitFor()
    await page.getByRole('complementary', { name: 'Sở thích' }).getByRole('link', { name: 'Nhà anh Bình' }).waitFor()
    expect(faults).toEqual([])
    await page.context().close()
  })
})

describe('an allergy', () => {
  test('stands first; once it was wrong it is put aside, and no guess brings it back', { timeout: 90_000 }, async () => {
    const { page, faults } = await come('ngoc')
    const id = await who(page, '0570000102', 'Phạm Văn An')
    await page.goto(`${house.address}/customers/${id}?tab=likes`)
    await page.getByRole('button', { name: 'Thêm điều tuyệt đối không' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Điều gì').fill('đậu phộng')
    await dialog.getByLabel('Vì sao (nếu biết)').fill('dị ứng')
    await dialog.getByRole('button', { name: 'Lưu' }).click()
    await dialog.waitFor({ state: 'detached' })
    const line = page.getByRole('button', { name: 'Đậu phộng: dị ứng' })
    await line.waitFor()

    // Beside the timeline it is the first thing on the right, with its word.
    await page.keyboard.press('1')
    const right = page.getByRole('complementary', { name: 'Sở thích' })
    await right.getByRole('heading', { name: 'Tuyệt đối không' }).waitFor()
    expect((await right.innerText()).trim().split('\n')[0]).toBe('Tuyệt đối không')

    await right.getByRole('listitem').filter({ hasText: 'Đậu phộng' }).hover()
    await right.getByRole('button', { name: 'Việc với “đậu phộng”' }).click()
    await page.getByRole('menuitem', { name: 'Không đúng' }).click()
    await right.getByText('Đã gạt đi (1)').click()
    await right.getByText('Ngọc gạt').waitFor()
    const guess = await ask(page, 'post', `/api/customers/${id}/preferences`, { stance: 'must-not', what: 'Đậu phộng', source: 'inferred' })
    expect(guess).toMatchObject({ status: 409, body: { code: 'people.refuted_before' } })
    await page.reload()
    await right.getByText('Đã gạt đi (1)').waitFor()
    expect(await right.getByRole('heading', { name: 'Tuyệt đối không' }).count()).toBe(0)
    expect(faults).toEqual([])
    await page.context().close()
  })
})

describe('a lunar birthday', () => {
  test('is noted in the words it was told in, and shown as written with the next day it falls on', { timeout: 60_000 }, async () => {
    const { page, faults } = await come('ngoc')
    const id = await who(page, '0570000106', 'Đỗ Ngọc Lan')
    await page.goto(`${house.address}/customers/${id}`)
    await page.getByRole('button', { name: 'Thêm dịp' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Ngày', { exact: true }).fill('rằm tháng Chạp')
    await dialog.getByText('Hiểu là: 15/12 âm (rằm tháng Chạp)').waitFor()
    await dialog.getByRole('button', { name: 'Dịp gì' }).or(dialog.getByLabel('Dịp gì')).first().click()
    await page.getByRole('option', { name: 'Sinh nhật' }).click()
    await dialog.getByRole('button', { name: 'Lưu' }).click()
    const facts = page.getByRole('complementary', { name: 'Thông tin' })
    await facts.getByText('15/12 âm (rằm tháng Chạp)').waitFor()
    const today = dayIn('Asia/Ho_Chi_Minh', Date.now())
    const next = nextOccurrence(today, { month: 12, day: 15, isLeap: false }) ?? ''
    const [year, month, day] = next.split('-')
    const shown = next <= addDays(today, 30) ? `${day}/${month}` : `${day}/${month}/${year}`
    await facts.getByText(`tới ${shown}`).waitFor()
    await picture(page, 'lunar-birthday')
    expect(faults).toEqual([])
    await page.context().close()
  })
})

describe('two people on one record', () => {
  /** Opens the editor of a fact and writes into it, without saving. */
  const begin = async (page: Page, label: string, text: string) => {
    await page.getByRole('button', { name: new RegExp(`${label}:`) }).dblclick()
    await page.getByRole('textbox', { name: label, exact: true }).fill(text)
  }

  test('at the same fact: both values stand there, one is chosen, and nobody is overwritten unseen', { timeout: 90_000 }, async () => {
    const [ngoc, vy] = [await come('ngoc'), await come('vy')]
    const id = await who(ngoc.page, '0570000104', 'Lê Quốc Cường')
    for (const { page } of [ngoc, vy]) {
      await page.goto(`${house.address}/customers/${id}`)
      await page.getByRole('heading', { name: 'Dạ, em chào anh Cường ạ' }).waitFor()
    }
    // Each sees that the other is here too.
    await ngoc.page.getByText('Vy cũng đang xem').waitFor()
    await vy.page.getByText('Ngọc cũng đang xem').waitFor()
    await begin(ngoc.page, 'Địa chỉ', '12 đường Sách Cũ')
    await begin(vy.page, 'Địa chỉ', '21 đường Bến Cũ')
    await ngoc.page.keyboard.press('Enter')
    await ngoc.page.getByText('Đã lưu địa chỉ.').waitFor()
    // What Vy writes is not touched by what came in meanwhile.
    expect(await vy.page.getByRole('textbox', { name: 'Địa chỉ', exact: true }).inputValue()).toBe('21 đường Bến Cũ')
    await vy.page.keyboard.press('Enter')
    const dialog = vy.page.getByRole('dialog')
    await dialog.getByText('12 đường Sách Cũ').waitFor()
    await dialog.getByText('21 đường Bến Cũ').waitFor()
    await dialog.getByText('Ngọc vừa lưu').waitFor()
    await picture(vy.page, 'conflict')
    const saved = async () => (await ask(ngoc.page, 'get', `/api/customers/${id}`)).body.postal
    expect(await saved()).toBe('12 đường Sách Cũ')
    await dialog.getByRole('button', { name: 'Giữ bản vừa lưu' }).click()
    await vy.page.getByRole('button', { name: /Địa chỉ: 12 đường Sách Cũ/ }).waitFor()
    expect(await saved()).toBe('12 đường Sách Cũ')
    expect([...ngoc.faults, ...vy.faults]).toEqual([])
    for (const { page } of [ngoc, vy]) await page.context().close()
  })

  test('at different facts: both are kept, and nobody is asked', { timeout: 90_000 }, async () => {
    const [ngoc, vy] = [await come('ngoc'), await come('vy')]
    const id = await who(ngoc.page, '0570000105', 'Đặng Thu Hà')
    for (const { page } of [ngoc, vy]) {
      await page.goto(`${house.address}/customers/${id}`)
      await page.getByRole('heading', { name: 'Dạ, em chào cô Hà ạ' }).waitFor()
    }
    await begin(vy.page, 'Địa chỉ', '7 ngõ Hoa Giấy')
    await ngoc.page.getByRole('button', { name: /^Chi tiêu:/ }).click()
    await ngoc.page.getByRole('option', { name: 'chọn thứ tốt nhất' }).click()
    await ngoc.page.getByText('Đã lưu chi tiêu.').waitFor()
    await vy.page.keyboard.press('Enter')
    await vy.page.getByText('Đã lưu địa chỉ.').waitFor()
    expect(await vy.page.getByRole('dialog').count()).toBe(0)
    const { body } = await ask(ngoc.page, 'get', `/api/customers/${id}`)
    expect(body).toMatchObject({ postal: '7 ngõ Hoa Giấy', priceExpectation: 'best' })
    expect([...ngoc.faults, ...vy.faults]).toEqual([])
    for (const { page } of [ngoc, vy]) await page.context().close()
  })
})

describe('the whole profile', () => {
  test.each([
    ['light', desktop],
    ['dark', desktop],
    ['light', phone],
    ['dark', phone],
  ] as const)('is open to everybody: no serious fault of accessibility, %s at %o', { timeout: 120_000 }, async (colorScheme, viewport) => {
    const { page } = await come('dung', viewport)
    await page.emulateMedia({ colorScheme })
    const hoa = await who(page, '0570000101', 'Nguyễn Thị Thanh Hoa')
    const found: string[] = []
    for (const tab of ['timeline', 'orders', 'likes', 'around']) {
      await page.goto(`${house.address}/customers/${hoa}?tab=${tab}`)
      await page.getByRole('heading', { name: 'Dạ, em chào chị Hoa ạ' }).waitFor()
      await expect.poll(() => page.locator('.skeleton').count()).toBe(0)
      await picture(page, `profile-${tab}-${colorScheme}-${viewport.width}`)
      for (const fault of await seriousFaults(page)) found.push(`${tab}: ${fault}`)
      if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth + 1)) found.push(`${tab}: wider than the screen`)
    }
    expect(found).toEqual([])
    await page.context().close()
  })

  test('is walked by keys alone: tabs, lines, a note, and what every key does', { timeout: 60_000 }, async () => {
    const { page, faults } = await come('ngoc')
    const hoa = await who(page, '0570000101', 'Nguyễn Thị Thanh Hoa')
    await page.goto(`${house.address}/customers/${hoa}`)
    await page.getByRole('list', { name: 'Dòng thời gian' }).waitFor()
    for (const [key, name] of [
      ['3', 'Sở thích'],
      ['5', 'Người quanh'],
      ['1', 'Dòng thời gian'],
    ] as const) {
      await page.keyboard.press(key)
      await page.getByRole('tab', { name, selected: true }).waitFor()
    }
    await page.keyboard.press('n')
    await page.keyboard.type('Chị hỏi giờ tàu về')
    await page.keyboard.press('Enter')
    await page.getByText('Đã ghi.', { exact: true }).waitFor()
    await expect.poll(() => page.locator('.timeline-line.is-waiting').count()).toBe(0)
    await page.keyboard.press('Escape')
    await page.keyboard.press('j')
    await expect.poll(() => page.evaluate(() => document.activeElement?.closest('li')?.textContent)).toContain('Chị hỏi giờ tàu về')
    await page.keyboard.press('e')
    await page.getByRole('textbox', { name: 'Sửa' }).fill('Chị hỏi giờ tàu về Huế')
    await page.keyboard.press('Enter')
    await page.getByRole('textbox', { name: 'Sửa' }).waitFor({ state: 'detached' })
    await expect.poll(() => page.evaluate(() => document.activeElement?.closest('li')?.textContent)).toContain('Chị hỏi giờ tàu về Huế')
    await page.keyboard.press('?')
    const keys = await page.getByRole('dialog').innerText()
    for (const words of ['Ghi nhanh', 'Mở Người quanh', 'Dòng dưới', 'Sửa dòng', 'Sửa thông tin']) expect(keys).toContain(words)
    expect(faults).toEqual([])
    await page.context().close()
  })
})
