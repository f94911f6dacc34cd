import { sql } from 'kysely'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import type { StoreRoom } from '../../src/server/store-room.ts'
import { openBrowser, openPage, phone, picture, seriousFaults } from '../support/browser.ts'
import { LetterBox } from '../support/letter-box.ts'
import { newFolder, type Running, removeFolder, startHouse, stopHouse } from '../support/program.ts'
import { onANewMorning, populate, roomAt } from '../support/sending-town.ts'

// One house of its own, without a sample, from the first setting to the report: each step goes on from the one before it.
vi.setConfig({ testTimeout: 90_000 })

const READERS = 300
/** Kept back: who never asked for the topic, who takes a break, who has no address. */
const KEPT = { consent: 12, snoozed: 5, address: 3 }
const HELD = 20
const WILL = READERS - HELD
const UNKNOWN_TO_THE_SERVER = ['khach40@so0.example', 'khach80@so0.example', 'khach120@so0.example']
const HUNG_UP_ON = 'khach200@so0.example'

const box = new LetterBox()
let folder = ''
let house: Running
let store: StoreRoom
let browser: Browser
let page: Page
let faults: string[]

beforeAll(async () => {
  folder = newFolder()
  await box.open()
  house = await startHouse(folder)
  store = await roomAt(folder)
  browser = await openBrowser()
  ;({ page, faults } = await openPage(browser))
  const made = await page.request.post(`${house.address}/api/start`, {
    data: {
      token: new URL(house.startLink ?? '').hash.slice(1),
      houseName: 'Nhà sách Bến Sông',
      trade: 'bookshop',
      language: 'vi',
      ownerName: 'Trần Dũng',
      mail: 'dung@ben-song.example',
      password: 'một câu dễ nhớ',
    },
    headers: { origin: house.address },
  })
  expect(made.status()).toBe(201)
}, 240_000)
afterAll(async () => {
  await browser?.close()
  await store?.close()
  await box.close()
  if (house) await stopHouse(house)
  removeFolder(folder)
}, 60_000)

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture(page, 'leaves-failed')
})

const button = (name: string | RegExp) => page.getByRole('button', { name })
const card = () => page.locator('.send-card')
const cardSays = async (words: string | RegExp) => expect.poll(() => card().innerText(), { timeout: 20_000 }).toMatch(words)
/** Without the trial and the test that came before them. */
const BEFORE = 2
const taken = (): number => box.letters.length - BEFORE

/** The minute is the server's, and it is over: what was to start in it starts now. */
const aMinutePasses = () =>
  sql`update sending set starts_at = now() where state = 'running' and started_at is null`.execute(store.database.db)

const inHand = async (): Promise<number> => {
  const found = await sql<{ n: number }>`select count(*) as n from message where state in ('claimed', 'submitting')`.execute(
    store.database.db,
  )
  return Number(found.rows[0]?.n)
}

/** The figures of the newest report, by their words. */
async function report(): Promise<Record<string, number>> {
  const sums = page.locator('.send-past').first().locator('.report-sum')
  await sums.first().waitFor()
  const pairs = await sums.evaluateAll((all) =>
    all.map((one) => [one.querySelector('dt')?.textContent ?? '', one.querySelector('dd')?.textContent ?? '']),
  )
  return Object.fromEntries(pairs.map(([words, figure]) => [words, Number(figure?.replaceAll('.', ''))]))
}

describe('before anything is written', () => {
  test('the mail server is set up, and what it truly answers is shown', async () => {
    await page.goto(`${house.address}/settings/mail`)
    await page.getByLabel('Địa chỉ nhà trên mạng').fill(house.address)
    await page.getByLabel('Tên người quảng cáo').fill('Nhà sách Bến Sông')
    await page.getByLabel('Địa chỉ bưu điện').fill('12 đường Sách Cũ, Hội An')
    await page.getByText('Gửi qua máy chủ thư').click()
    await page.getByText('Không mã hoá').click()
    await page.getByLabel('Máy chủ', { exact: true }).fill('127.0.0.1')
    await page.getByLabel('Cổng', { exact: true }).fill(String(box.port))
    await page.getByLabel('Địa chỉ gửi').fill('nha@ben-song.example')
    await page.getByRole('button', { name: 'Lưu', exact: true }).click()
    await button('Gửi thư thử cho tôi').click()
    await page.getByText('Máy chủ đã nhận thư gửi dung@ben-song.example.').waitFor()
    await page.getByText('Lời qua lại với máy chủ').click()
    const said = await page.locator('.mail-dialogue').innerText()
    expect(said).toMatch(/RCPT TO:<dung@ben-song\.example>[\s\S]+250 /)
    expect(box.letters.map(({ to }) => to)).toEqual(['dung@ben-song.example'])
    await picture(page, 'leaves-1-trial')
  })

  test('a topic is named, and people ask for it', async () => {
    await page.goto(`${house.address}/settings/topics`)
    await button(/Thêm chủ đề/).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Tên tiếng Việt').fill('Sách mới')
    await dialog.getByLabel('Tên tiếng Anh').fill('New books')
    await dialog.getByRole('button', { name: 'Lưu' }).click()
    await page.getByText('New books').waitFor()
    const { db } = store.database
    const topic = await sql<{ topic_id: string }>`select topic_id from topic`.execute(db)
    await populate(db, READERS, topic.rows[0]?.topic_id ?? '')
    await onANewMorning(db)
    const nth = (from: number, n: number) =>
      sql`(select customer_id from customer where sort_key in (${sql.join(Array.from({ length: n }, (_, at) => sql.lit(`khach ${from + at}`)))}))`
    await sql`delete from consent_now where customer_id in ${nth(1, KEPT.consent)}`.execute(db)
    await sql`update consent_now set state = 'snoozed', until = now() + interval '20 days' where customer_id in ${nth(21, KEPT.snoozed)}`.execute(
      db,
    )
    await sql`update customer set contacts = '[]' where customer_id in ${nth(31, KEPT.address)}`.execute(db)
    for (const mail of UNKNOWN_TO_THE_SERVER) box.refuses.add(mail)
    box.hangsUpOn.add(HUNG_UP_ON)
  })
})

describe('a newsletter', () => {
  test('is written from blocks, looked at as a customer, and sent to oneself', async () => {
    await page.goto(`${house.address}/messages`)
    await button(/Viết bản tin/)
      .first()
      .click()
    await button('Bắt đầu với khung thường dùng').click()
    await page.getByRole('textbox', { name: 'Tiêu đề thư' }).fill('Sách cho mùa mưa')
    await page.getByRole('textbox', { name: 'Lời viết, Tiếng Việt' }).click()
    await page.keyboard.press('Control+End')
    await page.keyboard.press('Enter')
    await page.keyboard.type('Kệ trước có ba cuốn mới.')
    await page.getByText('Đã lưu').waitFor()
    const sheet = page.frameLocator('.look-sheet')
    await sheet.getByText('Kệ trước có ba cuốn mới.').waitFor()
    await button(/^Xem như/).click()
    await page.getByLabel('Tìm khách để xem như họ').fill('khách 77')
    await page.locator('.look-one', { hasText: 'Nguyễn Thị Khách 77' }).click()
    await sheet.getByText('Chào chị Khách,').waitFor()
    await picture(page, 'leaves-2-written')
    await page.getByText('Gửi', { exact: true }).click()
    await button('Gửi thử cho tôi').click()
    await page.getByText('Đã gửi tới dung@ben-song.example.').waitFor()
    expect(box.letters).toHaveLength(BEFORE)
    expect(box.letters[1]?.to).toBe('dung@ben-song.example')
    expect(Buffer.from(box.letters[1]?.raw ?? '', 'latin1').toString()).toContain(
      Buffer.from('Chào chị Khách').toString('base64').slice(0, 16),
    )
  })

  test('says who will get it and who will not and why, before anything leaves', async () => {
    await page.getByLabel('Về chủ đề').click()
    await page.getByRole('option', { name: /Sách mới/ }).click()
    await page.getByText('Ngay khi bấm gửi').click()
    const sums = new RegExp(`Gửi tới ${READERS} khách\\s*→\\s*${WILL} sẽ nhận · ${HELD} được giữ lại:`)
    await cardSays(sums)
    await picture(page, 'leaves-3-estimate')
    await button(/Lên danh sách/).click()
    await button('Xem danh sách').click()
    const dialog = page.getByRole('dialog')
    await expect.poll(() => dialog.locator('.held-one').count()).toBe(HELD)
    expect(await dialog.locator('.chip-button').allInnerTexts()).toEqual([
      'Tất cả',
      `${KEPT.consent} chưa đồng ý chủ đề này`,
      `${KEPT.snoozed} đang tạm ngưng`,
      `${KEPT.address} không có địa chỉ dùng được`,
    ])
    await picture(page, 'leaves-4-held')
    await page.keyboard.press('Escape')
    await cardSays(sums)
    expect(taken()).toBe(0)
  })
})

describe('sending it', () => {
  test('it can be stopped for a minute, and started again with another minute', async () => {
    await button(/Gửi ngay/).click()
    const timer = page.getByRole('timer')
    await timer.waitFor()
    expect(Number(await timer.innerText())).toBeGreaterThan(50)
    await picture(page, 'leaves-5-minute')
    await button(/^Dừng/).click()
    await cardSays('Đã dừng kịp: chưa thư nào rời nhà.')
    await picture(page, 'leaves-6-stopped')
    await aMinutePasses()
    await page.goto(`${house.address}/messages`)
    const planned = page.getByRole('region', { name: 'Sắp gửi' })
    await planned.getByText('Đã dừng, chưa thư nào đi').waitFor()
    await planned.getByRole('link').first().click()
    await page.getByText('Gửi', { exact: true }).click()
    await button('Gửi lại').click()
    await timer.waitFor()
    expect(Number(await timer.innerText())).toBeGreaterThan(50)
    expect(taken()).toBe(0)
  })

  test('the screen is told how it goes on, and paused nothing leaves any more', async () => {
    box.let(BEFORE + 60)
    const heard = await page.evaluateHandle(() => {
      const words: string[] = []
      const stream = new EventSource('/api/stream?tab=listener')
      stream.onmessage = ({ data }) => words.push(JSON.parse(data).what)
      return new Promise<{ words: string[] }>((done) => {
        stream.onopen = () => done({ words })
      })
    })
    await aMinutePasses()
    await cardSays(`60 trên ${WILL} đã gửi`)
    expect(await heard.evaluate(({ words }) => words)).toContain('sending')
    const before = await heard.evaluate(({ words }) => words.length)
    box.let(BEFORE + 120)
    await cardSays(`120 trên ${WILL} đã gửi`)
    expect(await heard.evaluate(({ words }) => words.length)).toBeGreaterThan(before)
    await picture(page, 'leaves-7-going')
    await page.keyboard.press('s')
    await cardSays('Đang tạm ngưng')
    // What stood before the server's door with its letter goes in; nobody comes after it.
    box.let(Number.POSITIVE_INFINITY)
    await expect.poll(inHand).toBe(0)
    const left = taken()
    expect(left).toBeLessThan(WILL - 10)
    await cardSays(new RegExp(`^${left} trên ${WILL} đã gửi`, 'm'))
    await picture(page, 'leaves-8-paused')
    await page.goto(`${house.address}/messages`)
    await page.getByRole('region', { name: 'Đang gửi' }).getByText('Tạm ngưng').waitFor()
    await picture(page, 'leaves-9-list')
    await page.getByRole('link', { name: /Sách cho mùa mưa/ }).click()
    await page.getByText('Gửi', { exact: true }).click()
    await cardSays('Đang tạm ngưng')
    expect([taken(), box.waiting]).toEqual([left, 0])
  })

  test('resumed it reaches the rest, and the report adds up to what the mail server took', async () => {
    await button(/Gửi tiếp/).click()
    await cardSays('Thư này đã gửi lúc')
    const figures = await report()
    const refused = UNKNOWN_TO_THE_SERVER.length
    expect(figures).toMatchObject({
      'trong danh sách': READERS,
      'máy chủ đã nhận': WILL - refused - 1,
      'được giữ lại': HELD,
      'máy chủ từ chối': refused,
      'không rõ đã đi chưa': 1,
    })
    expect(figures['máy chủ đã nhận']).toBe(taken())
    expect(new Set(box.letters.slice(BEFORE).map(({ to }) => to)).size).toBe(taken())
    await picture(page, 'leaves-10-report')
    await button(`${refused} máy chủ từ chối`).click()
    const behind = page.getByRole('dialog')
    await expect.poll(() => behind.locator('.held-one').count()).toBe(refused)
    expect(await behind.locator('.held-one').first().innerText()).toContain('550 5.1.1 nobody of that name here')
    await picture(page, 'leaves-10-refused')
    expect(await seriousFaults(page)).toEqual([])
    await page.keyboard.press('Escape')
    expect(await seriousFaults(page)).toEqual([])
  })
})

describe('afterwards', () => {
  const WHO = 'khach77@so17.example'

  test('the letter stands on the timeline of who got it', async () => {
    await page.goto(`${house.address}/customers?words=${encodeURIComponent('khách 77')}`)
    await page.getByRole('grid').getByText('Nguyễn Thị Khách 77').click()
    const line = page.getByRole('list', { name: 'Dòng thời gian' }).getByRole('link', { name: /Đã gửi “/ })
    await line.waitFor()
    await picture(page, 'leaves-11-timeline')
    await page.getByText('qua thư điện tử').waitFor()
  })

  test('one click in their mail program takes them off, and the screens show it', async () => {
    const letter = box.letters.find(({ to }) => to === WHO)
    expect(letter?.head['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click')
    const link = /<(http[^>]+)>/.exec(letter?.head['list-unsubscribe'] ?? '')?.[1] ?? ''
    const answer = await fetch(link, {
      method: 'POST',
      body: 'List-Unsubscribe=One-Click',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect(answer.status).toBe(200)
    await page.getByRole('tab', { name: 'Đồng ý' }).click()
    await page
      .getByText(/thôi nhận|không nhận/i)
      .first()
      .waitFor()
    await picture(page, 'leaves-12-left')
    await page.goto(`${house.address}/messages`)
    await page.getByRole('link', { name: /Sách cho mùa mưa/ }).click()
    await page.getByText('Gửi', { exact: true }).click()
    expect(await report()).toMatchObject({ 'thôi nhận': 1 })
  })

  test('the next one holds them with the reason, and cancelled on its way it ends there', async () => {
    await button('Gửi lần nữa').click()
    await page.getByText('Ngay khi bấm gửi').click()
    await cardSays(new RegExp(`${KEPT.consent + 1} chưa đồng ý chủ đề này`))
    await button(/Lên danh sách/).click()
    await button(`${KEPT.consent + 1} chưa đồng ý chủ đề này`).click()
    await page.getByRole('dialog').getByText('Nguyễn Thị Khách 77').waitFor()
    await page.keyboard.press('Escape')
    const before = taken()
    box.let(BEFORE + before + 50)
    await button(/Gửi ngay/).click()
    await page.getByRole('timer').waitFor()
    await aMinutePasses()
    await cardSays(/^50 trên \d+ đã gửi/m)
    await button('Huỷ hẳn').click()
    await picture(page, 'leaves-13-cancel')
    await page.getByRole('dialog').getByRole('button', { name: 'Huỷ hẳn' }).click()
    await cardSays('Thư này đã gửi lúc')
    box.let(Number.POSITIVE_INFINITY)
    await expect.poll(inHand).toBe(0)
    const sent = taken() - before
    await expect.poll(async () => (await report())['máy chủ đã nhận'], { timeout: 20_000 }).toBe(sent)
    const { 'trong danh sách': all = 0, ...figures } = await report()
    expect(figures['đã huỷ']).toBeGreaterThan(100)
    expect(all).toBe(READERS)
    await picture(page, 'leaves-14-cancelled')
    expect(taken() - before).toBe(sent)
    expect(faults).toEqual([])
  })

  test('on a telephone it is read and steered', async () => {
    const opened = await openPage(browser, phone)
    await opened.page.context().addCookies(await page.context().cookies())
    await opened.page.goto(page.url())
    await opened.page.locator('.send-card').getByText('Thư này đã gửi lúc').waitFor()
    await picture(opened.page, 'leaves-15-phone')
    expect(await seriousFaults(opened.page)).toEqual([])
    await opened.page.context().close()
  })
})
