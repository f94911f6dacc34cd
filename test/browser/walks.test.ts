import { describe, expect, test } from 'vitest'
import { paintedAfter, phone, picture, watchForPaint } from '../support/browser.ts'
import { aSampleHouse } from '../support/sample-house.ts'

const house = aSampleHouse()
const { signIn } = house

const HOA = 'Nguyễn Thị Thanh Hoa'

describe('six ways to one person', () => {
  test('in the box, any writing finds chị Hoa first, soon after the last key', { timeout: 120_000 }, async () => {
    const { page, faults } = await signIn('ngoc')
    const slow: [string, number][] = []
    for (const typed of ['0570.000.101', '84570000101', '0101', 'thanh hoa', 'nguyen thi thanh hoa', 'Thahn Hoa']) {
      await page.keyboard.press('Control+KeyK')
      const box = page.getByRole('combobox')
      await box.fill(typed.slice(0, -1))
      await page.waitForTimeout(400)
      const first = page.getByRole('option').first()
      await watchForPaint(page, typed)
      await page.keyboard.type(typed.slice(-1))
      const ms = await paintedAfter(page)
      if (ms > 150) slow.push([typed, ms])
      await expect.poll(() => first.innerText()).toContain(HOA)
      await page.keyboard.press('Escape')
    }
    // Machines here are shared; one slow answer in six is theirs, two are ours.
    expect(slow.length, JSON.stringify(slow)).toBeLessThan(2)
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('at the front desk the card opens with the greeting, the usual, and what to avoid', { timeout: 60_000 }, async () => {
    const { page, faults } = await signIn('ngoc')
    await page.goto(`${house.address}/recognise`)
    await page.getByRole('textbox').or(page.getByRole('searchbox')).or(page.getByRole('combobox')).first().pressSequentially('0570 000 101')
    await page.getByText(HOA).first().waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Dạ, em chào chị Hoa ạ' }).waitFor()
    // Who it is paints first; what is known of her follows.
    await page.getByText('8/10').first().waitFor()
    const card = await page.locator('main').innerText()
    for (const fact of ['Phòng 203', '8/10', 'Visa •••• 4417', '7/10', 'hoa ly', 'dị ứng', 'trà gừng', 'gối cứng'])
      expect(card.toLowerCase()).toContain(fact.toLowerCase())
    await picture(page, 'recognise')
    expect(faults).toEqual([])
    await page.context().close()
  })
})

/** Letters that only Vietnamese has. */
const VIETNAMESE = /[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]/iu

describe('English', () => {
  test('leaves no Vietnamese in the frame, speaks of Ms Hoa and ₫1,850,000, and switches back in place', { timeout: 90_000 }, async () => {
    const { page, faults } = await signIn('dung')
    await page.goto(`${house.address}/settings/mine`)
    await page.getByText('English', { exact: true }).first().click()
    await expect.poll(() => page.evaluate(() => document.documentElement.lang)).toBe('en')
    await page.goto(`${house.address}/recognise?q=0570000101`)
    await page.getByText(HOA).first().waitFor()
    await page.getByRole('textbox').or(page.getByRole('searchbox')).or(page.getByRole('combobox')).first().press('Enter')
    await page.getByRole('heading', { name: /^Good (morning|afternoon|evening), Ms Hoa$/ }).waitFor()
    await page.getByText('8 of the last 10').first().waitFor()
    const card = await page.locator('main').innerText()
    expect(card).toContain('₫1,850,000')
    expect(card).toContain(HOA)
    await picture(page, 'recognise-en')
    for (const address of ['/customers', '/recognise', '/settings/house', '/settings/people']) {
      await page.goto(house.address + address)
      await page.waitForTimeout(600)
      const words = await page.evaluate(() =>
        [...document.querySelectorAll('nav a, h1, h2, th, [role=columnheader], label, button, [role=tab]')]
          .filter(
            (one) => (one as HTMLElement).offsetParent !== null && !one.closest('[role=row] [role=gridcell], [lang=vi], .arrivals-list'),
          )
          .map((one) => (one as HTMLElement).innerText),
      )
      const names = /Nhà Quen|Nguyễn Thị Thanh Hoa|Tiếng Việt|Ngọc|Lý|Phúc|Sơn|Trâm|Hạnh|Tú|Dũng|Vy/g
      expect([address, words.filter((text) => VIETNAMESE.test(text.replace(names, '')))]).toEqual([address, []])
    }
    await page.goto(`${house.address}/settings/mine`)
    await page.getByText('Tiếng Việt', { exact: true }).first().click()
    await expect.poll(() => page.evaluate(() => document.documentElement.lang)).toBe('vi')
    expect(new URL(page.url()).pathname).toBe('/settings/mine')
    expect(faults).toEqual([])
    await page.context().close()
  })
})

describe('a screen', () => {
  test('of a role without a place is not there', { timeout: 60_000 }, async () => {
    const { page } = await signIn('phuc', phone)
    await page.goto(`${house.address}/customers/import`)
    await page.waitForTimeout(600)
    expect(await page.locator('body').innerText()).toContain('Không có trang này')
    await page.context().close()
  })
})
