import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { phone, picture, seriousFaults } from '../support/browser.ts'
import { aSampleHouse } from '../support/sample-house.ts'
import { sideways } from '../support/sideways.ts'

const house = aSampleHouse()
const { come } = house

const get = async (page: Page, path: string) => (await page.request.get(`${house.address}${path}`)).json()
const post = async (page: Page, path: string, data: object) => {
  const answer = await page.request.post(`${house.address}${path}`, { data, headers: { origin: house.address } })
  const said = await answer.json()
  expect(answer.ok(), JSON.stringify(said)).toBe(true)
  return said
}
const customer = async (page: Page, number: string): Promise<string> =>
  (await get(page, `/api/recognise?q=${encodeURIComponent(number)}`)).people[0].id

describe('what customers ask for', () => {
  test('is noted from the profile by H, stands together, and when it comes exactly those who asked are told', {
    timeout: 120_000,
  }, async () => {
    const { page, faults } = await come('ngoc')
    const [hoa, an] = [await customer(page, '0570000101'), await customer(page, '0570000102')]
    await page.goto(`${house.address}/customers/${hoa}`)
    await page.getByRole('heading', { name: 'Dạ, em chào chị Hoa ạ' }).waitFor()
    await page.keyboard.press('KeyH')
    await page.getByRole('dialog', { name: 'Hứa với chị Hoa' }).waitFor()
    await page.keyboard.type('khi nào có giấy dó khổ lớn thì báo chị')
    await page.getByLabel('Khách muốn gì').waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await page.keyboard.press('Enter')
    await page.getByText('Đã hứa với chị Hoa.').waitFor()
    await post(page, `/api/customers/${an}/requests`, { kind: 'arrival', wants: 'Giấy dó khổ lớn' })
    await page.goto(`${house.address}/promises`)
    await page.getByRole('tab', { name: 'Khách nhờ' }).click()
    const wish = page.locator('.wish', { hasText: 'giấy dó khổ lớn' })
    await wish.getByText('2 khách chờ').waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await picture(page, 'requests')
    await wish.getByRole('button', { name: 'Đã về…' }).click()
    const dialog = page.getByRole('dialog', { name: '“giấy dó khổ lớn” đã về' })
    await dialog.getByText('2 khách đã nhờ và chưa được báo.').waitFor()
    await dialog.getByLabel('Thêm một câu').fill('Giá 45.000 ₫ một tờ')
    await dialog.getByText('Xem thư').first().click()
    await dialog.getByText('Giá 45.000 ₫ một tờ.').first().waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await picture(page, 'arrival')
    await dialog.getByRole('button', { name: 'Báo 2 khách' }).click()
    await dialog.getByText('Đã báo 2 khách, mỗi người một lần.').waitFor()
    await dialog.getByRole('button', { name: 'Xong' }).click()
    await wish.waitFor({ state: 'detached' })
    const { requests } = await get(page, `/api/customers/${an}/requests`)
    expect(requests[0]).toMatchObject({ toldHow: 'message', promise: { state: 'kept' } })
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('before they buy is answered, quoted with a letter to read first, and closed with its reason, which may be taken back', {
    timeout: 120_000,
  }, async () => {
    const { page, faults } = await come('son')
    await page.goto(`${house.address}/promises/enquiries`)
    await page.getByRole('heading', { name: 'Lời hứa', level: 1 }).waitFor()
    await page.locator('.enquiry-line').first().waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await picture(page, 'enquiries')
    await page.getByRole('button', { name: /^Đoàn 24 khách/ }).click()
    const one = page.getByRole('dialog', { name: 'Đoàn 24 khách' })
    await one.getByRole('button', { name: 'Báo giá' }).click()
    const form = page.getByRole('dialog', { name: 'Báo giá' })
    await form.getByLabel('Món').fill('Phòng vườn, hai đêm')
    await form.getByLabel('Số lượng').fill('12')
    await form.getByLabel('Đơn giá').fill('1,45 tr')
    await form.getByLabel('Điều kiện').fill('Đặt cọc 30 %.')
    await form.getByRole('button', { name: 'Lấy từ hàng và dịch vụ' }).click()
    const goods = page.getByRole('dialog', { name: 'Chọn món để báo giá' })
    await goods.getByRole('searchbox').fill('am gom men reu')
    await picture(page, 'quote goods')
    await goods.getByRole('button', { name: /^Ấm gốm men rêu/ }).click()
    await form.getByText('Tổng cộng: 18.080.000 ₫').waitFor()
    await picture(page, 'quote')
    await form.getByRole('button', { name: 'Xem thư báo giá' }).click()
    const letter = page.getByRole('dialog', { name: 'Báo giá số 1' })
    await letter.getByText(/Chào chị Mai, em là Sơn ở Nhà Quen\. Em gửi chị báo giá/).waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await picture(page, 'quote letter')
    await letter.getByRole('button', { name: 'Đã đọc qua điện thoại' }).click()
    await page.getByText('Đã báo giá. Nhà giữ giá này đến hết hạn.').waitFor()
    await one.getByText('18.080.000 ₫').first().waitFor()
    await one.getByRole('button', { name: 'Không mua' }).click()
    const why = page.getByRole('dialog', { name: 'Vì sao khách không mua' })
    await why.getByLabel('Không kịp thời gian').check()
    await why.getByRole('button', { name: 'Không mua' }).click()
    await page.getByText('Đã khép: khách không mua.').waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+KeyZ')
    await page.getByText('Đã hoàn tác').waitFor()
    const { enquiries } = await get(page, '/api/enquiries')
    expect(enquiries.find(({ about }: { about: string }) => about === 'Đoàn 24 khách')).toMatchObject({ state: 'quoted', reason: null })
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('on a telephone: who is stuck is helped at once, and nothing is wider than the screen', { timeout: 120_000 }, async () => {
    const { page, faults } = await come('ngoc', phone)
    const hoa = await customer(page, '0570000101')
    await page.goto(`${house.address}/customers/${hoa}?tab=promises`)
    await page.getByRole('button', { name: 'Khách đang vướng' }).click()
    const dialog = page.getByRole('dialog', { name: 'Khách đang vướng' })
    await dialog.getByLabel('Khách vướng gì').fill('Chưa nhận được hộp quà gửi tuần trước')
    await picture(page, 'stuck')
    await dialog.getByRole('button', { name: 'Giúp ngay' }).click()
    await page.getByText(/giúp khách ngay\. Việc đã vào Hôm nay\./).waitFor()
    await page.getByRole('link', { name: /^Khách đang vướng: Chưa nhận được hộp quà/ }).waitFor()
    await picture(page, 'asks on the profile')
    for (const path of [
      '/promises/requests',
      '/promises/requests?state=ended',
      '/promises/enquiries',
      '/promises/enquiries?state=not-bought',
    ]) {
      await page.goto(`${house.address}${path}`)
      await page.locator('.wish-line, .enquiry-line').first().waitFor()
      expect(await sideways(page)).toEqual([])
      expect(await seriousFaults(page)).toEqual([])
      await picture(page, `phone ${path.replaceAll('/', ' ')}`)
    }
    expect(faults).toEqual([])
    await page.context().close()
  })
})
