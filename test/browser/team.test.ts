import { Secret, TOTP } from 'otpauth'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { desktop, openPage, phone, picture, seriousFaults } from '../support/browser.ts'
import { aSampleHouse } from '../support/sample-house.ts'

const house = aSampleHouse()

const OWN = 'một câu dễ nhớ'
const MAIL = 'my-anh@nha.example'
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const sections = (page: Page) => page.getByRole('navigation', { name: 'Nhà', exact: true })

async function typeAtDoor(page: Page, mail: string, secret: string): Promise<void> {
  await page.getByLabel('Thư điện tử').fill(mail)
  await page.getByLabel('Mật khẩu', { exact: true }).fill(secret)
  await button(page, 'Đăng nhập').click()
}

async function asOwner(): Promise<{ page: Page; faults: string[] }> {
  const opened = await openPage(house.browser, desktop)
  await opened.page.goto(`${house.address}/settings/people`)
  await typeAtDoor(opened.page, 'dung@nha-quen.example', house.password)
  await button(opened.page, 'Mời người').waitFor()
  return opened
}

describe('somebody new', () => {
  let link = ''
  let secret = ''
  let recovery = ''

  test('is invited by a link that is shown once', { timeout: 60_000 }, async () => {
    const { page, faults } = await asOwner()
    await button(page, 'Mời người').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Tên').fill('Mỹ Ánh')
    await button(page, 'Mời người').last().click()
    link = await dialog.locator('.copy-text').innerText()
    expect(link).toMatch(/\/invitation#[\w-]{43}$/)
    await button(page, 'Xong').click()
    await page.getByText('Lời mời đang mở').waitFor()
    expect(await page.locator('main').innerText()).not.toContain(link.split('#')[1])
    expect(await seriousFaults(page)).toEqual([])
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('comes in by it on a phone, and nobody does a second time', { timeout: 60_000 }, async () => {
    const { page, faults } = await openPage(house.browser, phone)
    await page.goto(link)
    await page.getByRole('heading', { name: 'Mời vào Nhà Quen' }).waitFor()
    expect(await page.evaluate(() => location.hash)).toBe('')
    await page.getByLabel('Thư điện tử').fill(MAIL)
    await page.getByLabel('Mật khẩu', { exact: true }).fill(OWN)
    await picture(page, 'invitation')
    await button(page, 'Vào nhà').click()
    await page.getByRole('navigation').first().waitFor()
    const late = await openPage(house.browser, phone)
    await late.page.goto(link)
    await late.page.getByRole('heading', { name: 'Lời mời này không còn dùng được' }).waitFor()
    expect(faults).toEqual([])
    await page.context().close()
    await late.page.context().close()
  })

  test('sets up a second step and gets ten codes to put away', { timeout: 60_000 }, async () => {
    const { page, faults } = await openPage(house.browser, desktop)
    await page.goto(`${house.address}/settings/password`)
    await typeAtDoor(page, MAIL, OWN)
    await button(page, 'Cài xác nhận hai lớp').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Mật khẩu đang dùng').fill(OWN)
    await button(page, 'Tiếp').click()
    await dialog.getByRole('img', { name: 'Mã QR cho ứng dụng xác thực' }).waitFor()
    secret = (await dialog.locator('.copy-text').innerText()).replaceAll(' ', '')
    await dialog.getByLabel('Sáu số ứng dụng đang hiện').fill(new TOTP({ secret: Secret.fromBase32(secret) }).generate())
    await button(page, 'Bật').click()
    await dialog.getByRole('heading', { name: 'Mười mã khôi phục' }).waitFor()
    const codes = await dialog.getByRole('listitem').allInnerTexts()
    expect(codes).toHaveLength(10)
    recovery = codes[0] ?? ''
    expect(await seriousFaults(page)).toEqual([])
    await button(page, 'Đã cất xong').click()
    await page.getByText('Đang bật', { exact: true }).waitFor()
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('comes in with password and code, and without the phone by a code of the sheet', { timeout: 60_000 }, async () => {
    const { page, faults } = await openPage(house.browser, desktop)
    await page.goto(`${house.address}/sign-in`)
    await typeAtDoor(page, MAIL, OWN)
    const field = page.getByLabel('Mã sáu số')
    await field.waitFor()
    expect(await field.getAttribute('autocomplete')).toBe('one-time-code')
    await field.fill('000 000')
    await button(page, 'Đăng nhập').click()
    await page.getByRole('alert').getByText('Mã này chưa đúng').waitFor()
    await button(page, 'Không có điện thoại, dùng mã khôi phục').click()
    await page.getByLabel('Mã khôi phục').fill(recovery.toUpperCase())
    await button(page, 'Đăng nhập').click()
    await page.getByRole('navigation').first().waitFor()
    expect(faults).toEqual([])
    await page.context().close()
  })
})

test('the owner sees the house as Ngọc does, writes nothing meanwhile, and comes back', { timeout: 60_000 }, async () => {
  const { page, faults } = await asOwner()
  await button(page, 'Xem như Ngọc').first().click()
  const strip = page.getByText('Đang xem như Lễ tân (Ngọc)')
  await strip.waitFor()
  await expect.poll(() => sections(page).getByRole('link').allInnerTexts()).toEqual(['Của tôi', 'Đăng nhập'])
  await page.goto(`${house.address}/customers`)
  await strip.waitFor()
  const refused = await page.evaluate(async () => {
    const answer = await fetch('/api/customers', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Vũ Minh Bình' }),
    })
    return [answer.status, (await answer.json()).code]
  })
  expect(refused).toEqual([403, 'door.only_looking'])
  await picture(page, 'looking')
  await button(page, 'Thôi xem').click()
  await strip.waitFor({ state: 'detached' })
  await page.goto(`${house.address}/settings/people`)
  await button(page, 'Mời người').waitFor()
  expect(faults).toEqual([])
  await page.context().close()
})

test('who guesses too often reads when to try again, and the owner lets them in at once', { timeout: 90_000 }, async () => {
  const { page } = await openPage(house.browser, desktop)
  await page.goto(`${house.address}/sign-in`)
  for (let n = 0; n < 10; n++)
    await page.evaluate(async () => {
      const body = JSON.stringify({ mail: 'son@nha-quen.example', password: 'nhầm rồi' })
      await fetch('/api/sign-in', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    })
  await typeAtDoor(page, 'son@nha-quen.example', house.password)
  await page.getByText(/^Thử sai nhiều lần quá\. Thử lại lúc \d\d:\d\d, hoặc nhờ chủ nhà cho vào ngay\.$/).waitFor()
  const owner = await asOwner()
  await owner.page.getByText(/^Chờ đến \d\d:\d\d$/).waitFor()
  await button(owner.page, 'Việc với Sơn').click()
  await owner.page.getByRole('menuitem', { name: 'Cho vào ngay' }).click()
  await owner.page.getByText('Sơn vào lại được').waitFor()
  await button(page, 'Đăng nhập').click()
  await page.getByRole('navigation').first().waitFor()
  await page.context().close()
  await owner.page.context().close()
})

describe('the sections of the house', () => {
  test('stand under their headings beside what is open, and the arrows walk through them', { timeout: 60_000 }, async () => {
    const { page, faults } = await asOwner()
    await page.goto(`${house.address}/settings/topics`)
    const nav = sections(page)
    const open = nav.locator('[aria-current=page]')
    await expect.poll(() => open.allInnerTexts()).toEqual(['Chủ đề thư'])
    expect(await nav.getByRole('heading', { level: 2 }).allInnerTexts()).toEqual(['Nhà mình', 'Liên lạc', 'Người', 'Dữ liệu', 'Riêng tôi'])
    await open.focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/settings/doors')
    await expect.poll(() => open.allInnerTexts()).toEqual(['Cửa đăng ký'])
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Cửa đăng ký')
    await page.keyboard.press('End')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/settings/house')
    await page.goto(`${house.address}/settings`)
    await expect.poll(() => open.allInnerTexts()).toEqual(['Cơ sở'])
    expect(await seriousFaults(page)).toEqual([])
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('are a list of their own on a telephone, and one comes back to where one was', { timeout: 60_000 }, async () => {
    const { page, faults } = await house.signIn('dung', phone)
    await page.goto(`${house.address}/settings`)
    const nav = sections(page)
    await nav.getByText('Ai đã xem, đã đổi điều gì').click()
    await page.waitForURL('**/settings/audit')
    await page.getByRole('heading', { level: 1, name: 'Nhật ký' }).waitFor()
    expect(await nav.count()).toBe(0)
    await page.getByRole('main').getByRole('link', { name: 'Nhà', exact: true }).click()
    await nav.waitFor()
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('settings-audit')
    expect(await seriousFaults(page)).toEqual([])
    expect(faults).toEqual([])
    await page.context().close()
  })
})
