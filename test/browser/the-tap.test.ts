import type { Page } from 'playwright-core'
import { beforeAll, expect, test, vi } from 'vitest'
import { desktop, openPage, phone } from '../support/browser.ts'
import { aSampleHouse } from '../support/sample-house.ts'

// One walk through the house and the customer's own page, with a house behind it.
vi.setConfig({ testTimeout: 120_000 })

const house = aSampleHouse()
let hoa = ''
let staff: Page

const NEWSLETTER = '0193a000-0000-7000-8000-00000000e001'

const asked = async (path: string) => (await staff.request.get(house.address + path)).json()
const told = async (path: string, data: object) =>
  (await staff.request.post(house.address + path, { data, headers: { origin: house.address } })).json()

/** The newsletter's list made anew, as Trâm sees it. */
async function planned(): Promise<string> {
  await staff.goto(`${house.address}/messages/letters/${NEWSLETTER}?step=send`)
  const sums = staff.locator('.sums')
  await sums.waitFor()
  const change = staff.getByRole('button', { name: 'Đổi lại' })
  await change.click()
  await staff.getByRole('button', { name: /Lên danh sách/ }).click()
  await staff.getByRole('button', { name: 'Xem danh sách' }).waitFor({ timeout: 30_000 })
  return (await sums.innerText()).replace(/\s+/g, ' ')
}

beforeAll(async () => {
  const opened = await openPage(house.browser, desktop)
  staff = opened.page
  await told('/api/sign-in', { mail: 'dung@nha-quen.example', password: house.password })
  hoa = (await asked('/api/recognise?q=0570000101')).people[0].id
}, 240_000)

test('chị Hoa holds the tap: less, then nothing; the house obeys at once and says why, and an apology still reaches her', async () => {
  expect(await planned()).toMatch(/486 người.*→\s*455 sẽ nhận · 31 được giữ lại/)

  const { address } = await told(`/api/customers/${hoa}/page-link`, {})
  const her = await (await house.browser.newContext({ viewport: phone, locale: 'vi-VN', reducedMotion: 'reduce' })).newPage()
  await her.goto(address.replace(/^https?:\/\/[^/]+/, house.address))
  await her.addStyleTag({ content: 'html { font-size: 130% }' }).catch(() => undefined)
  const choose = (name: string) => her.locator('main').getByRole('button', { name, exact: true }).first().click()

  await choose('chỉ tin về đặt phòng, đơn hàng')
  await her
    .getByText(/chị chỉ nhận tin về đặt phòng, đơn hàng/i)
    .first()
    .waitFor()
  expect(await planned()).toMatch(/486 người.*→\s*454 sẽ nhận · 32 được giữ lại/)
  await staff.getByRole('button', { name: 'Xem danh sách' }).click()
  await staff.getByRole('dialog').getByRole('button', { name: '10 đã đủ số thư tháng này' }).click()
  await staff.getByRole('dialog').locator('.held-one', { hasText: 'Nguyễn Thị Thanh Hoa' }).waitFor()

  await choose('không nhận nữa')
  await her
    .getByText(/không nhận/i)
    .first()
    .waitFor()
  const mayWrite = async () => (await asked(`/api/customers/${hoa}/may-write?purpose=relationship`)).verdict
  await expect.poll(mayWrite, { timeout: 2000 }).toMatchObject({ answer: 'no', rule: 'consent', inputs: { state: 'withdrawn' } })
  await staff.goto(`${house.address}/messages/inbox?to=${hoa}`)
  const dialog = staff.getByRole('dialog')
  await dialog.locator('textarea').waitFor()

  const apology = await told(`/api/customers/${hoa}/letters`, {
    purpose: 'service',
    subject: 'Xin lỗi chị',
    text: 'Chào chị Hoa, phòng của chị hôm nay sẽ sẵn sàng trễ 30 phút. Em xin lỗi chị.',
  })
  expect(apology.verdict).toMatchObject({ answer: expect.stringMatching(/pass|wait/) })
  await her.context().close()
})
