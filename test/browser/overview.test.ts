import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { doneQuery, readDone } from '../../src/web/rooms/promises/done-list.ts'
import { desktop, openPage, phone, picture, seriousFaults } from '../support/browser.ts'
import { newFolder, removeFolder, startHouse, stopHouse } from '../support/program.ts'
import { aSampleHouse } from '../support/sample-house.ts'

const house = aSampleHouse()
const { come } = house

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at field by field.
type Body = any

const ask = async (page: Page, path: string): Promise<Body> => (await page.request.get(house.address + path)).json()

/** The overview once the model's figures are counted: the sample's first count may come before its first run. */
const counted = (page: Page): Promise<void> =>
  vi.waitFor(async () => expect((await ask(page, '/api/insight')).loyal).not.toBeNull(), { timeout: 90_000, interval: 500 })

async function openOverview(page: Page, search = ''): Promise<void> {
  await page.goto(`${house.address}/overview${search}`)
  await page.getByRole('heading', { name: 'Luồng trạng thái' }).waitFor()
  await page.locator('.ins-heat').waitFor()
}

/** The count that a list behind a figure says. */
const listed = async (page: Page): Promise<number> => {
  const count = page.locator('.ins-behind-head [data-count], .done-count[data-count]')
  await count.waitFor()
  return Number(await count.getAttribute('data-count'))
}

beforeAll(async () => {
  const { page } = await come('dung')
  await counted(page)
  await page.context().close()
}, 240_000)
type Seen = { href: string; count: number; isPoint: boolean }

/** Every link to customers or promises within a part of the page, with the count that it carries. */
const linksIn = (page: Page, within: string): Promise<Seen[]> =>
  page
    .locator(`${within} :is(a[href*="/overview/customers?"], a[href*="/overview/touchpoints?"], a[href*="/promises?view=done"])`)
    .evaluateAll((all) =>
      all.map((one) => ({
        href: one.getAttribute('href') ?? '',
        count: Number(one.getAttribute('data-behind') ?? Number.NaN),
        isPoint: one.hasAttribute('data-point'),
      })),
    )

/** A figure as a number: "38,1 %" is 0.381, "2.830.000 ₫" is 2830000; undefined for words. */
function numberOf(text: string): number | undefined {
  const shown = /^(-|−)?([\d.]+(?:,\d+)?)\s*(%|₫)?$/u.exec(text.trim())
  if (!shown) return undefined
  const number = Number((shown[2] ?? '').replaceAll('.', '').replace(',', '.')) * (shown[1] ? -1 : 1)
  return shown[3] === '%' ? number / 100 : number
}

const isSame = (cell: string, shown: string): boolean => {
  const wanted = numberOf(shown)
  if (wanted === undefined || /^\d{2}\/\d/.test(shown)) return cell === shown
  return Math.abs(Number(cell.replace(',', '.')) - wanted) <= (shown.endsWith('%') ? 0.00051 : 0)
}

/** What is not the same in the file that a table gives. */
async function wrongInFile(page: Page, card: string): Promise<string[]> {
  const shown = await page
    .locator(`${card} .ins-table tr`)
    .evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent ?? '')))
  const saved = page.waitForEvent('download')
  await page.locator(card).getByRole('button', { name: 'Tải CSV' }).click()
  const download = await saved
  const text = readFileSync((await download.path()) ?? '', 'utf8')
  const wrong: string[] = []
  if (!/^quen-\d{4}-\d\d-\d\d-[\w-]+\.csv$/.test(download.suggestedFilename())) wrong.push(`${card}: ${download.suggestedFilename()}`)
  if (!text.startsWith('\ufeff') || !text.endsWith('\r\n')) wrong.push(`${card}: no file that a spreadsheet opens`)
  const rows = text
    .slice(1, -2)
    .split('\r\n')
    .map((row) => row.split(';').map((cell) => cell.replace(/^"(.*)"$/, '$1')))
  if (rows.length !== shown.length) wrong.push(`${card}: ${rows.length} rows in the file, ${shown.length} in the table`)
  for (const [at, row] of shown.entries())
    for (const [column, cell] of row.entries()) {
      const said = rows[at]?.[column] ?? ''
      if (!isSame(said, cell)) wrong.push(`${card} ${at}/${column}: ${said} in the file, ${cell} in the table`)
    }
  return wrong
}

describe('whatever figure or chart there is', () => {
  test('opens as many customers as it counts, and its table and file say the same', { timeout: 300_000 }, async () => {
    const { page, faults } = await come('dung')
    const wanted = new Map<string, number>()
    const wrong: string[] = []
    const note = (where: string, seen: readonly Seen[]) => {
      for (const { href, count } of seen) {
        if (!Number.isInteger(count)) wrong.push(`${where}: ${href} does not say how many`)
        else if ((wanted.get(href) ?? count) !== count) wrong.push(`${where}: ${href} is ${count} here, ${wanted.get(href)} elsewhere`)
        wanted.set(href, count)
      }
    }
    await openOverview(page, '?period=365')
    const figures = page.locator('[data-figure]')
    for (const name of await figures.evaluateAll((all) => all.map((one) => one.getAttribute('data-figure')))) {
      const seen = await linksIn(page, `[data-figure="${name}"]`)
      if (seen.length !== 1) wrong.push(`${name} opens ${seen.length} lists`)
      note(`${name}`, seen)
    }
    const charts = await page.locator('[data-chart]').evaluateAll((all) => all.map((one) => one.getAttribute('data-chart') ?? ''))
    for (const name of charts) {
      const card = `[data-chart="${name}"]`
      const drawn = await linksIn(page, card)
      note(name, drawn)
      if ((await page.locator(`${card} .ins-sentence`).innerText()).trim().length < 10) wrong.push(`${name} has no sentence`)
      await page.locator(card).getByRole('button', { name: 'Xem bảng' }).click()
      const table = await linksIn(page, `${card} .ins-table`)
      note(`${name} as a table`, table)
      if (table.length === 0) wrong.push(`${name} has a table that opens nobody`)
      const told = new Map(table.map(({ href, count }) => [href, count]))
      for (const { href, count, isPoint } of drawn)
        if (isPoint && told.get(href) !== count) wrong.push(`${name}: ${href} is drawn as ${count}, and ${told.get(href)} in the table`)
      if (!/tính đến \d\d\/\d\d\/\d{4}/.test(await page.locator(card).innerText())) wrong.push(`${name} does not say of when it is`)
      wrong.push(...(await wrongInFile(page, card)))
    }
    expect(charts.length).toBeGreaterThanOrEqual(6)
    expect(wanted.size).toBeGreaterThan(150)
    for (const [href, count] of wanted) {
      const { search, pathname } = new URL(href, house.address)
      const isPromises = pathname === '/promises'
      const asked = isPromises
        ? new URLSearchParams({ ...doneQuery(readDone(search)), limit: '200' } as Record<string, string>)
        : `${search.slice(1)}&limit=200`
      const lists: Record<string, string> = {
        '/promises': '/api/promises',
        '/overview/touchpoints': '/api/satisfaction/sensitive/customers',
      }
      const answer = await ask(page, `${lists[pathname] ?? '/api/insight/customers'}?${asked}`)
      if (answer.count !== count || (answer.rows ?? answer.promises).length !== Math.min(200, count))
        wrong.push(`${href}: ${count} said, ${answer.count} listed`)
    }
    // The lists themselves, as they are read: all that a figure opens, and of each chart its first and its last.
    const opened = [...wanted].filter((_, at, all) => at < 8 || at % Math.ceil(all.length / 40) === 0)
    for (const [href, count] of opened) {
      await page.goto(house.address + href)
      const shown = await listed(page)
      if (shown !== count) wrong.push(`${href}: ${count} said, ${shown} shown`)
    }
    expect(wrong).toEqual([])
    expect(faults).toEqual([])
    await page.context().close()
  })
})

describe('the owner’s two minutes', () => {
  test('every figure opens its customers, as many as it says; Back leads to the figures again', { timeout: 120_000 }, async () => {
    const { page, faults } = await come('dung')
    await openOverview(page)
    await picture(page, 'overview')
    const { loyal, known, returning, costs, equity } = await ask(page, '/api/insight')
    const [ended] = (await ask(page, '/api/promises/scores?by=all')).scores
    const wanted: Record<string, number> = {
      loyal: loyal.count,
      tenure: loyal.count,
      equity: equity.customers,
      keeping: costs.keeping.customers,
      promises: ended.kept,
      returning: returning.customers,
    }
    const found: Record<string, number> = {}
    for (const name of Object.keys(wanted)) {
      await page.locator(`[data-figure="${name}"] a`).click()
      found[name] = await listed(page)
      await page.goBack()
      await page.locator('.ins-figs').waitFor()
    }
    expect(found).toEqual(wanted)
    expect(known.buyers.count + known.neverBought).toBe(known.everyone)
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('412 promises to customers ended or stand: 355, 31, 14, 4 and 8, and each opens as many', { timeout: 120_000 }, async () => {
    const { page, faults } = await come('dung')
    await openOverview(page)
    const ends = page.locator('[data-chart="promises"] .ins-outcome')
    await ends.first().waitFor()
    const shown = await ends.evaluateAll((all) => all.map((one) => Number(one.getAttribute('data-behind'))))
    expect(shown).toEqual([355, 31, 14, 4, 8])
    for (const [at, count] of shown.entries()) {
      await ends.nth(at).click()
      expect(await listed(page)).toBe(count)
      await page.goBack()
      await ends.first().waitFor()
    }
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('states sum to all, before and now, and each opens as many as it counts', { timeout: 120_000 }, async () => {
    const { page, faults } = await come('dung')
    await openOverview(page)
    const { states, known, flows } = await ask(page, '/api/insight')
    const sum = (pick: (state: Body) => number) => states.reduce((all: number, state: Body) => all + pick(state), 0)
    expect(sum(({ now }) => now)).toBe(known.buyers.count)
    for (const { state, now, before, entered, left } of states) expect([state, before + entered - left]).toEqual([state, now])
    expect(flows.reduce((all: number, { customers }: Body) => all + customers, 0)).toBe(known.buyers.count)
    const card = page.getByRole('region', { name: 'Luồng trạng thái' })
    await card.getByRole('button', { name: 'Xem bảng' }).click()
    const row = card.getByRole('row', { name: /^Sắp mất/ })
    const shown = (await row.getByRole('cell').allInnerTexts()).map((text) => Number(text.replaceAll('.', '')))
    const atRisk = states.find(({ state }: Body) => state === 'at-risk')
    expect(shown).toEqual([atRisk.before, atRisk.entered, atRisk.left, atRisk.now])
    await row.getByRole('link').last().click()
    expect(await listed(page)).toBe(atRisk.now)
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('the steps of the bridge make the worth of today to the đồng, and the table says the same', { timeout: 60_000 }, async () => {
    const { page } = await come('dung')
    await openOverview(page)
    const { equity } = await ask(page, '/api/insight')
    const steps = equity.bridge.reduce((all: number, { value }: Body) => all + value.minor, 0)
    expect(equity.before.minor + steps).toBe(equity.value.minor)
    const card = page.getByRole('region', { name: 'Giá trị tệp khách' })
    await card.getByRole('button', { name: 'Xem bảng' }).click()
    const cells = await card.locator('tbody tr td:nth-of-type(1)').allInnerTexts()
    const minor = (text: string) => Number(text.replace(/[^\d-]/g, ''))
    expect(cells.map(minor)).toEqual([equity.before.minor, ...equity.bridge.map(({ value }: Body) => value.minor), equity.value.minor])
    const saved = page.waitForEvent('download')
    await card.getByRole('button', { name: 'Tải CSV' }).click()
    const text = readFileSync((await (await saved).path()) ?? '', 'utf8')
    expect(text.split('\r\n')[1]).toBe(`Một năm trước;${equity.before.minor};${equity.beforeCustomers}`)
    await page.context().close()
  })

  test('compares with the period before or, by one key, with a year ago; a year has one answer', { timeout: 60_000 }, async () => {
    const { page } = await come('dung')
    await openOverview(page)
    const moved = async () => {
      const why = page.locator('[data-figure=loyal] .ins-fig-why')
      const by = why.locator('.ins-move .num')
      return (await why.innerText()).startsWith('không đổi') ? 0 : Number((await by.innerText()).replaceAll('.', ''))
    }
    const by = async (search: string) => {
      const { loyal } = await ask(page, `/api/insight${search}`)
      return Math.abs(loyal.count - loyal.before)
    }
    expect(await moved()).toBe(await by('?period=90'))
    await page.keyboard.press('Period')
    await page.getByRole('button', { name: /^So với cùng kỳ năm trước/ }).waitFor()
    await expect.poll(moved, { timeout: 5000 }).toBe(await by('?period=90&against=year'))
    expect(new URL(page.url()).searchParams.get('against')).toBe('year')
    await page.keyboard.press('Period')
    await page.getByRole('button', { name: /^So với 90 ngày trước/ }).waitFor()
    await expect.poll(moved).toBe(await by('?period=90'))
    await page.keyboard.press('BracketRight')
    await page
      .getByRole('button', { name: /^So với 12 tháng trước/ })
      .and(page.locator(':disabled'))
      .waitFor()
    await page.context().close()
  })

  test('figures older than a day say so', { timeout: 60_000 }, async () => {
    const { page } = await come('dung')
    const { day } = await ask(page, '/api/insight')
    await page.clock.setFixedTime(new Date(new Date(day.computedAt).getTime() + 25 * 3600_000))
    await openOverview(page)
    await page.getByText(/^Số liệu đã quá một ngày: /).waitFor()
    await page.context().close()
  })

  test('is walked by keys: the period, the points of a chart, and what a word means', { timeout: 60_000 }, async () => {
    const { page, faults } = await come('dung')
    await openOverview(page)
    await page.keyboard.press('BracketRight')
    await page.getByRole('radio', { name: '12 tháng' }).and(page.locator(':checked')).waitFor()
    await page.keyboard.press('BracketLeft')
    await page.getByRole('radio', { name: '90 ngày' }).and(page.locator(':checked')).waitFor()
    const retention = page.getByRole('region', { name: 'Đường giữ chân' })
    await retention.locator('[data-point][tabindex="0"]').focus()
    await page.keyboard.press('Home')
    await retention
      .getByText(/^Tháng 0: 100/)
      .last()
      .waitFor()
    await page.keyboard.press('ArrowRight')
    await retention
      .getByText(/^Tháng 1: /)
      .last()
      .waitFor()
    await page.getByRole('button', { name: 'Khách trung thành: nghĩa là gì' }).click()
    await page.getByText(/nhiều khả năng sẽ mua nữa trong một chu kỳ/).waitFor()
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('a cell of the cohort table opens the customers it counts', { timeout: 60_000 }, async () => {
    const { page } = await come('dung')
    await openOverview(page)
    const { cohorts } = await ask(page, '/api/insight/cohorts?by=quarter')
    const at = cohorts.length - 4
    await page.locator('.ins-heat tbody tr').nth(-4).locator('td a').nth(1).click()
    expect(await listed(page)).toBe(cohorts[at].came[1])
    await page.context().close()
  })

  test('a suggested call that does not fit gives its place to the next, and comes back with Undo', { timeout: 60_000 }, async () => {
    const { page, faults } = await come('dung')
    await openOverview(page)
    const before = (await ask(page, '/api/insight/call-three')).people.map(({ customerId }: Body) => customerId)
    expect(before).toHaveLength(3)
    const card = page.getByRole('region', { name: 'Nên gọi ba người này' })
    await card
      .getByRole('button', { name: /^Không đúng/ })
      .first()
      .click()
    await page.getByText(/trong 90 ngày\.$/).waitFor()
    await expect.poll(async () => (await ask(page, '/api/insight/call-three')).people[0].customerId).toBe(before[1])
    await page.getByRole('button', { name: /Hoàn tác/ }).click()
    await expect.poll(async () => (await ask(page, '/api/insight/call-three')).people[0].customerId).toBe(before[0])
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('a cost that accounting enters is divided at once', { timeout: 60_000 }, async () => {
    const { page, faults } = await come('ly')
    await openOverview(page)
    const before = (await ask(page, '/api/insight')).costs.winning
    await page.getByRole('button', { name: 'Nhập chi phí' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Khoản chi').fill('Gian hàng hội chợ')
    await dialog.getByLabel('Số tiền').fill('3tr')
    await dialog.getByRole('button', { name: 'Thêm' }).click()
    await dialog.getByText('Gian hàng hội chợ').waitFor()
    const after = (await ask(page, '/api/insight')).costs.winning
    expect(after.total.minor).toBe(before.total.minor + 3_000_000)
    expect(after.each.minor).toBe(Math.round(after.total.minor / after.customers))
    expect(await seriousFaults(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Xong' }).click()
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('nothing is lost in the dark, at 200 %, or on a phone, and axe finds nothing serious', { timeout: 120_000 }, async () => {
    const { page, faults } = await come('dung')
    const looks = async () => ({
      figures: await page.locator('[data-figure]').count(),
      cards: await page.locator('.ins-card').count(),
      headings: await page.locator('.ins-card-title').allInnerTexts(),
    })
    await openOverview(page)
    const usual = await looks()
    expect(usual.figures).toBe(6)
    expect(usual.cards).toBeGreaterThanOrEqual(8)
    const wrong: string[] = []
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(wide).toBe(desktop.width)
    for (const [name, viewport, theme] of [
      ['light', desktop, 'light'],
      ['dark', desktop, 'dark'],
      ['dark at 200 %', { width: desktop.width / 2, height: desktop.height / 2 }, 'dark'],
      ['phone', phone, 'light'],
      ['dark phone', phone, 'dark'],
      ['at 320 px', { width: 320, height: 640 }, 'light'],
    ] as const) {
      await page.setViewportSize(viewport)
      await page.evaluate((to) => {
        document.documentElement.dataset.theme = to
      }, theme)
      await page.locator('.ins-heat').waitFor()
      expect([name, await looks()]).toEqual([name, usual])
      const sideways = await page.evaluate(() => {
        const room = document.querySelector('.frame-page')
        return Math.max(document.documentElement.scrollWidth - innerWidth, room ? room.scrollWidth - room.clientWidth : 0)
      })
      if (sideways > 0) wrong.push(`${name}: ${sideways} px sideways`)
      wrong.push(...(await seriousFaults(page)).map((fault) => `${name}: ${fault}`))
      await picture(page, `overview-${name.replaceAll(/\W+/g, '-')}`)
    }
    expect(wrong).toEqual([])
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('in English there is no Vietnamese left in the frame', { timeout: 60_000 }, async () => {
    const { page } = await come('dung')
    await page.goto(house.address)
    await page.request.patch(`${house.address}/api/me`, { data: { language: 'en' }, headers: { origin: house.address } })
    await page.goto(`${house.address}/overview`)
    await page.getByRole('heading', { name: 'Overview' }).waitFor()
    await page.getByRole('heading', { name: 'Who stays' }).waitFor()
    const words = (await page.locator('.ins-head, .ins-figs, .ins-card-title, .ins-sentence, .ins-foot').allInnerTexts()).join(' ')
    expect(words).not.toMatch(/khách|tháng|trung thành/i)
    await picture(page, 'overview-en')
    await page.context().close()
  })
})

describe('a house of one’s own', () => {
  test('says what will live here, and with a few customers what is missing and what is known already', { timeout: 180_000 }, async () => {
    const own = newFolder()
    const small = await startHouse(own)
    try {
      const { page, faults } = await openPage(house.browser)
      const headers = { origin: small.address }
      const post = async (path: string, data: object): Promise<Body> => {
        const answer = await page.request.post(small.address + path, { data, headers })
        expect([path, answer.ok()]).toEqual([path, true])
        return answer.json()
      }
      const token = new URL(small.startLink ?? '').hash.slice(1)
      const mine = { trade: 'bookshop', language: 'vi', ownerName: 'Trần Dũng', mail: 'dung@ben-song.example', password: 'một câu dễ nhớ' }
      await post('/api/start', { token, houseName: 'Nhà sách Bến Sông', ...mine })
      const recount = async () => {
        const was = (await (await page.request.get(`${small.address}/api/insight`)).json()).day?.computedAt
        await post('/api/insight/run', {})
        const now = async () => (await (await page.request.get(`${small.address}/api/insight`)).json()).day?.computedAt ?? was
        await vi.waitFor(async () => expect(await now()).not.toBe(was), { timeout: 20_000, interval: 100 })
      }
      await recount()
      await page.goto(`${small.address}/overview`)
      await page.getByText('Ở đây sẽ thấy khách trung thành').waitFor()
      await page.getByRole('link', { name: 'Nhập dữ liệu' }).waitFor()
      await picture(page, 'overview-empty')

      for (let at = 0; at < 8; at++) {
        const { id } = await post('/api/customers', { name: `Khách Sông ${at}` })
        for (const day of [`2026-0${1 + at}-10`, ...(at < 4 ? ['2026-09-12'] : [])])
          await post(`/api/customers/${id}/orders`, { kind: 'sale', placedAt: `${day}T10:00:00+07:00`, total: 300_000 })
      }
      await recount()
      await page.goto(`${small.address}/overview`)
      await page.getByText('Chưa đủ dữ liệu').first().waitFor()
      const said = await page.locator('[data-figure=loyal]').innerText()
      expect(said).toContain('Cần ít nhất 50 khách quay lại để ước tính. Hiện biết: 4 khách.')
      await picture(page, 'overview-few')
      expect(await seriousFaults(page)).toEqual([])
      await page.setViewportSize(phone)
      await picture(page, 'overview-few-phone')
      const { href } = (await linksIn(page, '[data-figure=loyal]'))[0] ?? { href: '' }
      await page.goto(small.address + href)
      expect(await listed(page)).toBe(4)
      expect(faults).toEqual([])
      await page.context().close()
    } finally {
      await stopHouse(small)
      removeFolder(own)
    }
  })
})
