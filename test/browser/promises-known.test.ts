import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { phone, picture, seriousFaults } from '../support/browser.ts'
import { aSampleHouse } from '../support/sample-house.ts'

/** What was promised, where others read it: on the card, in the profile, on the overview; and the acts beside keeping one. */
const house = aSampleHouse()
const { come } = house

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at field by field.
type Body = any

const asking = (page: Page) => ({
  get: async (path: string): Promise<Body> => (await page.request.get(`${house.address}${path}`)).json(),
  send: async (path: string, data: object, method: 'POST' | 'PUT' = 'POST'): Promise<Body> => {
    const answer = await page.request.fetch(`${house.address}${path}`, { method, data, headers: { origin: house.address } })
    const said = await answer.json()
    expect(answer.ok(), JSON.stringify(said)).toBe(true)
    return said
  },
})
const customer = async (page: Page, number: string): Promise<string> =>
  (await asking(page).get(`/api/recognise?q=${encodeURIComponent(number)}`)).people[0].id
const inMinutes = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString()
const aPromise = async (page: Page, words: string, more: object = {}): Promise<Body> =>
  asking(page).send('/api/promises', {
    customerId: await customer(page, '0570000105'),
    kind: 'delivery',
    words,
    due: inMinutes(600),
    ...more,
  })

describe('what was promised is known', () => {
  test('on the card of whoever is recognised: kept from there, taken back, veiled at the counter', { timeout: 90_000 }, async () => {
    const { page, faults } = await come('ngoc')
    const id = await customer(page, '0570000101')
    const { promised } = await asking(page).get(`/api/customers/${id}/card`)
    const late = promised.promises.find(({ kind }: Body) => kind === 'late-checkout')
    await page.goto(`${house.address}/recognise?q=0570000101`)
    await page.getByRole('heading', { name: 'Dạ, em chào chị Hoa ạ' }).waitFor()
    const row = page.locator('.card-promise').filter({ hasText: late.words })
    await row.waitFor()
    expect(await row.innerText()).toMatch(/ hứa \d\d\/\d\d.* · trước 14:00/)
    await picture(page, 'card-promised')
    expect(await seriousFaults(page)).toEqual([])
    const shown = await page.locator('.card-promise').count()
    await row.getByRole('button', { name: 'Đã giữ lời' }).click()
    await page.getByText(`Đã giữ lời: ${late.words}.`).waitFor()
    expect(await page.locator('.card-promise').count()).toBe(shown - 1)
    await page.keyboard.press('Control+KeyZ')
    await page.getByText('Đã hoàn tác').waitFor()
    await row.waitFor()
    expect((await asking(page).get(`/api/customers/${id}/card`)).promised.count).toBe(promised.count)
    await row.getByRole('link', { name: /^Xem/ }).click()
    await page.getByRole('heading', { level: 2, name: late.words }).waitFor()
    // Sums and answers are nobody's business at the counter; what somebody's room is, is said aloud anyway.
    await asking(page).send('/api/promises', { customerId: id, kind: 'quote', words: 'Báo giá tiệc 12 khách', due: inMinutes(500) })
    await page.goto(`${house.address}/recognise?q=0570000101`)
    await row.waitFor()
    await page.getByRole('switch', { name: 'Chế độ quầy' }).or(page.getByLabel('Chế độ quầy')).first().click()
    await page.locator('.card-promise .veiled').filter({ hasText: 'Báo giá tiệc 12 khách' }).waitFor()
    expect(await row.locator('.veiled').count()).toBe(0)
    await picture(page, 'card-promised-veiled')
    await page.setViewportSize(phone)
    await picture(page, 'card-promised-phone')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(phone.width)
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('beside the timeline of a profile, with how promises to them ended', { timeout: 60_000 }, async () => {
    const { page, faults } = await come('ngoc')
    const id = await customer(page, '0570000104')
    const { counts } = await asking(page).get(`/api/customers/${id}/promises`)
    await page.goto(`${house.address}/customers/${id}`)
    await page.getByRole('heading', { name: 'Dạ, em chào anh Cường ạ' }).waitFor()
    await picture(page, 'profile-promised')
    const part = page.getByRole('region', { name: 'Lời hứa' })
    await part.getByText(`${counts.kept} giữ`).waitFor()
    await part.getByText(`${counts.late} trễ`).waitFor()
    await picture(page, 'profile-promised')
    expect(await seriousFaults(page)).toEqual([])
    await part.locator('.promise-line').first().click()
    await page.waitForURL(/\/promises\?promise=/)
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('on the overview: five ends that sum to all, by kind, team and partner, each opening its promises', {
    timeout: 90_000,
  }, async () => {
    const { page, faults } = await come('dung')
    const [ended] = (await asking(page).get('/api/promises/scores?by=all')).scores
    await page.goto(`${house.address}/overview`)
    const card = page.getByRole('region', { name: 'Lời hứa', exact: true })
    await card.getByRole('link', { name: `Đã giữ ${ended.kept}` }).waitFor({ timeout: 30_000 })
    for (const [name, count] of Object.entries({ Trễ: ended.late, Lỡ: ended.broken, 'Khách rút': ended.withdrawn, 'Đang chờ': ended.open }))
      await card.getByRole('link', { name: `${name} ${count}` }).waitFor()
    for (const by of ['Đối tác', 'Bộ phận']) {
      await card.getByText(by, { exact: true }).click()
      await card.locator('.ins-group').first().waitFor()
      await card.scrollIntoViewIfNeeded()
      await picture(page, by === 'Đối tác' ? 'promises-by-partner' : 'promises-by-team')
    }
    await card.getByRole('link', { name: `Lỡ ${ended.broken}` }).click()
    await page.locator(`.done-count[data-count="${ended.broken}"]`).waitFor()
    await page
      .locator('.promise-table tbody tr')
      .nth(ended.broken - 1)
      .waitFor()
    await picture(page, 'promises-behind')
    expect(await seriousFaults(page)).toEqual([])
    await page.goBack()
    await card.getByRole('link', { name: `Đang chờ ${ended.open}` }).click()
    await page.locator(`.done-count[data-count="${ended.open}"]`).waitFor()
    expect(faults).toEqual([])
    await page.context().close()
  })
})

describe('how much may be given for the trouble', () => {
  test('is set by role in the house’s money: its effect is told before, and it is taken back', { timeout: 60_000 }, async () => {
    const { page, faults } = await come('dung')
    const limit = async (): Promise<number> =>
      (await asking(page).get('/api/promises/amends-limits')).limits.find(({ role }: Body) => role === 'reception').mostMinor
    await page.goto(`${house.address}/settings/standards`)
    const field = page.getByLabel('Lễ tân: đền bù tới')
    await field.waitFor()
    expect(await field.inputValue()).toMatch(/^300\.000/)
    await field.fill('250k')
    await page.getByText(/^Lễ tân: 12 tháng qua/).waitFor()
    await field.scrollIntoViewIfNeeded()
    await picture(page, 'amends-limits')
    expect(await seriousFaults(page)).toEqual([])
    await page.getByRole('button', { name: 'Lưu', exact: true }).click()
    await page.getByText('Đã đổi mức đền bù.').waitFor()
    expect(await limit()).toBe(250_000)
    await page.getByRole('button', { name: /Hoàn tác/ }).click()
    await expect.poll(limit).toBe(300_000)
    await page.setViewportSize(phone)
    await field.scrollIntoViewIfNeeded()
    await picture(page, 'amends-limits-phone')
    expect(faults).toEqual([])
    await page.context().close()
  })
})

describe('whoever is woken for a promise', () => {
  test('sees it once, on a telephone too, with the way to it', { timeout: 60_000 }, async () => {
    const { page, faults } = await come('phuc', phone)
    const made = await aPromise(page, 'Mang hộp trà sen')
    await page.goto(`${house.address}/today`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    const me = await asking(page).get('/api/me')
    const word = JSON.stringify({ what: 'promise-level', about: { promiseId: made.id, level: 1 }, to: { staffIds: [me.id] } })
    const open = page.getByRole('region', { name: 'Thông báo' }).getByRole('link', { name: 'Mở' })
    await expect
      .poll(
        async () => {
          await house.asSuperuser(`select pg_notify('quen_stream', '${word}')`)
          return open.count()
        },
        { timeout: 15_000, interval: 500 },
      )
      .toBe(1)
    await page.getByText('Lời hứa cần mình: Mang hộp trà sen, cô Hà').waitFor()
    await picture(page, 'level-notice-phone')
    await open.click()
    await page.getByRole('heading', { level: 2, name: 'Mang hộp trà sen' }).waitFor()
    expect(await open.count()).toBe(0)
    expect(faults).toEqual([])
    await page.context().close()
  })
})

describe('beside keeping it a promise', () => {
  test('waits for the customer, goes to another hand, is withdrawn, and is given up: each with its reason', {
    timeout: 90_000,
  }, async () => {
    const { page, faults } = await come('phuc')
    const state = async (id: string): Promise<Body> => asking(page).get(`/api/promises/${id}`)
    const more = async (name: string) => {
      await page.getByRole('button', { name: 'Thêm việc' }).click()
      await page.getByRole('menuitem', { name }).click()
    }
    const because = async (dialog: string, label: string, why: string) => {
      const room = page.getByRole('dialog', { name: dialog })
      await room.waitFor()
      expect(await room.getByRole('button', { name: 'Ghi lại' }).isDisabled()).toBe(true)
      await room.getByLabel(label).fill(why)
      await page.keyboard.press('Enter')
      await room.waitFor({ state: 'detached' })
    }
    const one = await aPromise(page, 'Giao khay gốm men tro')
    await page.goto(`${house.address}/promises?promise=${one.id}`)
    await more('Dừng đồng hồ, chờ khách…')
    expect(await seriousFaults(page)).toEqual([])
    await because('Chờ khách điều gì?', 'Chờ khách', 'Cô chọn màu men')
    await page.getByText('đang chờ khách').first().waitFor()
    await expect.poll(async () => (await state(one.id)).pauses).toMatchObject([{ cause: 'Cô chọn màu men', to: null }])
    await more('Đồng hồ chạy tiếp')
    await expect.poll(async () => (await state(one.id)).isPaused).toBe(false)
    await page.getByRole('button', { name: 'Giao cho ai' }).click()
    await picture(page, 'promise-hand')
    await page.getByRole('menuitem', { name: 'Lễ tân' }).click()
    await page.getByText('Đã giao cho Lễ tân.').waitFor()
    await expect.poll(async () => (await state(one.id)).team).toBe('reception')
    await more('Khách rút lại…')
    await because('Khách rút lại', 'Lý do', 'Cô không cần nữa')
    await expect.poll(async () => (await state(one.id)).state).toBe('withdrawn')
    await page.keyboard.press('Control+KeyZ')
    await expect.poll(async () => (await state(one.id)).state).toBe('open')
    await more('Không giữ được nữa…')
    await because('Không giữ được nữa', 'Lý do', 'Lò hỏng, không nung lại kịp')
    await expect.poll(async () => (await state(one.id)).state).toBe('broken')
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('above somebody’s limit a lead agrees in writing, and it stands with the slip who did', { timeout: 90_000 }, async () => {
    const [phuc, dung] = [await come('phuc'), await come('dung')]
    const { send } = asking(phuc.page)
    const one = await aPromise(phuc.page, 'Giao bình gốm')
    const opened = await send(`/api/promises/${one.id}/slips`, { version: one.version })
    const url = `/api/promises/${one.id}/slips/${opened.slip.id}`
    await send(
      url,
      {
        reason: 'broken-equipment',
        reasonWords: 'lò của xưởng gốm hỏng',
        newDue: inMinutes(1440),
        amendsKind: 'points',
        amends: 'tặng 1.500 điểm',
        amendsMinor: 150_000,
        version: opened.slip.version,
      },
      'PUT',
    )
    const address = `${house.address}/promises?promise=${one.id}&slip=1`
    await phuc.page.goto(address)
    await phuc.page.getByText('Đền bù quá hạn mức: cần trưởng ca đồng ý trước khi gửi.').waitFor()
    expect(await phuc.page.getByLabel('Đồng ý vì').count()).toBe(0)
    await dung.page.goto(address)
    await dung.page.getByLabel('Đồng ý vì').fill('Cô Hà chờ lâu rồi')
    await picture(dung.page, 'slip-agree')
    await dung.page.getByRole('button', { name: 'Đồng ý', exact: true }).click()
    await dung.page.getByText('Dũng đã đồng ý “Cô Hà chờ lâu rồi”').waitFor()
    await phuc.page.reload()
    await phuc.page.getByText('Dũng đã đồng ý').waitFor()
    expect(await seriousFaults(phuc.page)).toEqual([])
    await phuc.page.getByText('Tặng điểm').first().waitFor()
    await phuc.page.goto(`${house.address}/promises?promise=${one.id}`)
    await phuc.page.getByText('Dũng đồng ý mức đền bù: “Cô Hà chờ lâu rồi”').waitFor()
    expect([phuc.faults, dung.faults]).toEqual([[], []])
    await phuc.page.context().close()
    await dung.page.context().close()
  })
})
