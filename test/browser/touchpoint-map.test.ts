import { expect, test } from 'vitest'
import { openSecrets } from '../../src/platform/secrets.ts'
import { writeQuestionKey } from '../../src/rooms/satisfaction/links.ts'
import { phone, seriousFaults } from '../support/browser.ts'
import { aSampleHouse } from '../support/sample-house.ts'
import { sideways } from '../support/sideways.ts'

const house = aSampleHouse()

test('the way is drawn, a touchpoint moves along it by keys, and back by Hoàn tác', async () => {
  const { page, faults } = await house.come('dung')
  await page.goto(`${house.address}/settings/map`)
  const stops = page.locator('.way-node')
  await stops.first().waitFor()
  const order = () => stops.evaluateAll((nodes) => nodes.map((node) => node.getAttribute('data-stop')))
  const before = await order()
  expect(before.slice(0, 2)).toEqual(['asking', 'writing'])
  await page.locator('[data-stop=check-out]').click()
  await page
    .locator('.stop-panel')
    .getByText(/^\d+\s%/)
    .first()
    .waitFor()
  await page.locator('[data-stop=writing]').focus()
  await page.keyboard.press('Shift+ArrowLeft')
  await expect.poll(order).toEqual(['writing', 'asking', ...before.slice(2)])
  await page.getByRole('button', { name: 'Hoàn tác' }).click()
  await expect.poll(order).toEqual(before)
  expect(faults).toEqual([])
})

test('what a guest answers at the desk is noted in two taps, with who asked, and taken back', async () => {
  const { page, faults } = await house.come('ngoc')
  const { acts } = await (await page.request.get(`${house.address}/api/today`)).json()
  const { customerId } = acts.find(({ calledAs }: { calledAs: string }) => calledAs === 'Mr Tanaka')
  await page.goto(`${house.address}/customers/${customerId}?tab=around`)
  await page.locator('.profile-ask').first().click()
  await page.getByRole('button', { name: '5 · Rất hài lòng' }).click()
  await page.getByText('Đã ghi 5/5.').waitFor()
  const answers = async () => (await (await page.request.get(`${house.address}/api/customers/${customerId}/answers`)).json()).answers
  expect(await answers()).toMatchObject([{ score: 5, how: 'counter', staffName: 'Ngọc' }])
  await page.getByRole('button', { name: 'Hoàn tác' }).click()
  await expect.poll(answers).toEqual([])
  expect(faults).toEqual([])
})

test('the page of a question answers by one tap where no script runs, and an unhappy answer is promised a call', async () => {
  const { page } = await house.come('ngoc')
  const unhappy = async () => {
    const { acts } = await (await page.request.get(`${house.address}/api/today`)).json()
    return acts.find(({ kind }: { kind: string }) => kind === 'unhappy')
  }
  const { customerId, parts } = await unhappy()
  const key = writeQuestionKey(
    openSecrets(() => house.folder),
    { customerId, questionId: parts.questionId },
  )
  const outside = await house.browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } })
  const sheet = await outside.newPage()
  await sheet.goto(`${house.address}/y/${key}`)
  await sheet.getByRole('button', { name: 'Không hài lòng', exact: true }).click()
  await sheet.getByText('Đã chọn 2/5').waitFor()
  await outside.close()
  // axe needs scripts; the page has none of its own.
  for (const colorScheme of ['light', 'dark'] as const) {
    const seen = await house.browser.newContext({ bypassCSP: true, colorScheme, viewport: phone })
    const read = await seen.newPage()
    await read.goto(`${house.address}/y/${key}`)
    expect([colorScheme, await seriousFaults(read), await sideways(read)]).toEqual([colorScheme, [], []])
    await seen.close()
  }
  await expect.poll(async () => (await unhappy())?.parts.score).toBe(2)
  await page.goto(`${house.address}/today`)
  await page.getByRole('button', { name: 'Hứa gọi lại' }).click()
  await page.getByText('Đã hứa gọi lại').waitFor()
  expect(await unhappy()).toBeUndefined()
})

test('shares of sensitive touchpoints open as many customers as they say', async () => {
  const { page, faults } = await house.come('dung')
  await page.goto(`${house.address}/overview`)
  const bar = page.locator('[data-chart=sensitive] [data-behind]').first()
  await bar.waitFor({ timeout: 60_000 })
  const said = await bar.getAttribute('data-behind')
  await bar.click()
  await page.locator(`[data-count="${said}"]`).waitFor()
  expect(faults).toEqual([])
})
