import { describe, expect, test } from 'vitest'
import { desktop, phone, picture, seriousFaults } from '../support/browser.ts'
import { aSampleHouse } from '../support/sample-house.ts'

const house = aSampleHouse()
const { signIn, asSuperuser } = house

/** Ngọc opens somebody and notes what she says; answers whom. */
async function ngocAtWork(): Promise<{ id: string; name: string }> {
  const { page } = await signIn('ngoc')
  const found = await page.request.get(`${house.address}/api/recognise?${new URLSearchParams({ q: 'thanh hoa' })}`)
  const [person] = (await found.json()).people
  await page.request.get(`${house.address}/api/customers/${person.id}`)
  await page.request.post(`${house.address}/api/customers/${person.id}/timeline`, { data: { body: 'hỏi phòng yên tĩnh' } })
  await page.context().close()
  return person
}

describe('the audit trail', () => {
  test('shows the owner what Ngọc did and whom she looked at, sealed, and says the chain is whole', { timeout: 120_000 }, async () => {
    const hoa = await ngocAtWork()
    const { page, faults } = await signIn('dung')
    await page.goto(`${house.address}/settings/audit`)
    const line = page.getByRole('listitem').filter({ hasText: 'ghi vào dòng thời gian' })
    await line.first().waitFor()
    await expect.poll(() => line.first().textContent()).toContain(hoa.name)
    await page.getByRole('listitem').filter({ hasText: 'tìm khách' }).first().waitFor()
    await page.getByText('mở hồ sơ').first().waitFor()
    await page.getByRole('button', { name: 'Kiểm tra' }).click()
    await page.getByText(/Nguyên vẹn: \d/).waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await picture(page, 'audit')
    await page.getByRole('radio', { name: 'Xem và tìm' }).check({ force: true })
    await expect.poll(() => page.getByText('ghi vào dòng thời gian').count()).toBe(0)
    await page
      .getByRole('button', { name: `Chỉ về ${hoa.name}` })
      .first()
      .click()
    await page.getByText(`Chỉ về ${hoa.name}`).first().waitFor()
    await expect.poll(() => page.getByText('tìm khách').count()).toBe(0)
    await page.reload()
    await page.getByText('mở hồ sơ').first().waitFor()
    await picture(page, 'audit-one-customer')
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('tells on the profile who looked, to who keeps the house and to nobody else', { timeout: 60_000 }, async () => {
    const { id } = await ngocAtWork()
    const { page } = await signIn('dung')
    await page.goto(`${house.address}/customers/${id}`)
    const lookers = page.getByRole('region', { name: 'Ai đã xem hồ sơ này' })
    await lookers.getByText('Ngọc').waitFor()
    await lookers.scrollIntoViewIfNeeded()
    await picture(page, 'lookers')
    await lookers.getByRole('link', { name: 'Nhật ký về khách này' }).click()
    await page.getByRole('listitem').filter({ hasText: 'mở hồ sơ' }).first().waitFor()
    await page.setViewportSize(phone)
    await page.goto(`${house.address}/customers/${id}?tab=around`)
    await lookers.getByText('Ngọc').waitFor()
    await lookers.scrollIntoViewIfNeeded()
    expect(await seriousFaults(page)).toEqual([])
    await picture(page, 'lookers-phone')
    await page.context().close()
    const other = await signIn('ngoc')
    await other.page.goto(`${house.address}/customers/${id}`)
    await other.page.getByRole('heading', { level: 1 }).waitFor()
    expect(await other.page.getByText('Ai đã xem hồ sơ này').count()).toBe(0)
    await other.page.context().close()
  })

  test('reads on a telephone, in the dark and in English', { timeout: 60_000 }, async () => {
    const { page } = await signIn('dung', phone)
    await page.goto(`${house.address}/settings/audit`)
    await page.getByRole('listitem').filter({ hasText: 'đăng nhập' }).first().waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    await picture(page, 'audit-phone')
    for (const viewport of [phone, desktop]) {
      await page.setViewportSize(viewport)
      await page.request.patch(`${house.address}/api/me`, { data: { language: 'en', look: { theme: 'dark' } } })
      await page.goto(`${house.address}/settings/audit`)
      await page.getByRole('listitem').filter({ hasText: 'signed in' }).first().waitFor()
      expect(await seriousFaults(page)).toEqual([])
      await picture(page, `audit-dark-english-${viewport.width}`)
    }
    await page.request.patch(`${house.address}/api/me`, { data: { language: 'vi', look: { theme: 'light' } } })
    await page.context().close()
  })

  test('has no place for who may not read it', async () => {
    const { page } = await signIn('ngoc')
    await page.goto(`${house.address}/settings/audit`)
    const sections = page.getByRole('navigation', { name: 'Nhà', exact: true })
    await sections.getByRole('link').first().waitFor()
    expect(await sections.getByRole('link', { name: 'Nhật ký' }).count()).toBe(0)
    await page.context().close()
  })

  test('names the row that somebody altered behind the house’s back', { timeout: 60_000 }, async () => {
    await asSuperuser(`update audit set act = 'signOut' where audit_id = (select audit_id from audit_seal where seq = 2)`)
    const { page } = await signIn('dung')
    await page.goto(`${house.address}/settings/audit`)
    await page.getByRole('button', { name: 'Kiểm tra' }).click()
    await page.getByText(/Dòng 2 \(.*\) đã bị sửa/).waitFor()
    await picture(page, 'audit-altered')
    await page.context().close()
  })
})
