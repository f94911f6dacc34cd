import type { BrowserContext, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { desktop, openPage, phone, picture, seriousFaults } from '../support/browser.ts'
import { aSampleHouse } from '../support/sample-house.ts'

const house = aSampleHouse()

const HOA = 'Nguyễn Thị Thanh Hoa'
const LOST = /^Mất mạng\. Đang xem dữ liệu lúc \d\d:\d\d\./

async function knock(page: Page, name: string): Promise<void> {
  await page.goto(house.address)
  await page.getByLabel('Thư điện tử').fill(`${name}@nha-quen.example`)
  await page.getByLabel('Mật khẩu', { exact: true }).fill(house.password)
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
  await page.getByRole('heading', { name: 'Hôm nay', level: 1 }).waitFor()
}

/** Signs in, and waits until the screens are kept in this browser. */
async function signIn(name: string, viewport = desktop): Promise<{ page: Page; context: BrowserContext; faults: string[] }> {
  const { page, faults } = await openPage(house.browser, viewport)
  await knock(page, name)
  await page.evaluate(async () => void (await navigator.serviceWorker.ready))
  await expect.poll(() => page.evaluate(async () => (await caches.keys()).length)).toBe(1)
  return { page, context: page.context(), faults }
}

const idOf = (page: Page, q: string): Promise<string> =>
  page.evaluate(async (asked) => (await (await fetch(`/api/recognise?q=${asked}`)).json()).people[0].id, q)

/** The notes on a timeline, as the house knows them. */
const notesOf = (page: Page, id: string): Promise<{ body: string; at: string }[]> =>
  page.evaluate(async (customer) => (await (await fetch(`/api/customers/${customer}/timeline?only=notes&limit=20`)).json()).entries, id)

/** Everything that this browser keeps beside cookies, as one text. */
const keptIn = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const open = (name: string) =>
      new Promise<IDBDatabase>((done, failed) => {
        const asked = indexedDB.open(name)
        asked.onsuccess = () => done(asked.result)
        asked.onerror = () => failed(asked.error)
      })
    const all = (store: IDBObjectStore) =>
      new Promise<unknown[]>((done) => {
        const asked = store.getAll()
        asked.onsuccess = () => done(asked.result)
      })
    const found: unknown[] = []
    for (const { name } of await indexedDB.databases()) {
      const base = await open(name ?? '')
      for (const store of base.objectStoreNames) found.push(await all(base.transaction(store).objectStore(store)))
      base.close()
    }
    return JSON.stringify(found) + JSON.stringify({ ...localStorage })
  })

/** Opens a profile, and waits until this browser keeps it. */
async function openKept(page: Page, id: string): Promise<void> {
  await page.goto(`${house.address}/customers/${id}`)
  const isKept = () =>
    page.evaluate(
      (customer) =>
        new Promise<boolean>((done, failed) => {
          const asked = indexedDB.open('quen-kept')
          asked.onerror = () => failed(asked.error)
          asked.onsuccess = () => {
            const keys = asked.result.transaction('answers').objectStore('answers').getAllKeys()
            keys.onsuccess = () => {
              asked.result.close()
              const names = keys.result.map(String)
              const has = (route: string, address: string) => names.some((name) => name.startsWith(`${route} ${address}`))
              done(has('getCustomer', `/api/customers/${customer}`) && has('getTimeline', `/api/customers/${customer}/timeline`))
            }
          }
        }),
      id,
    )
  await expect.poll(isKept, { timeout: 10_000 }).toBe(true)
}

async function write(page: Page, words: string): Promise<void> {
  const field = page.getByRole('textbox', { name: /Ghi/ }).first()
  await field.fill(words)
  await field.press('Enter')
}

describe('without a network', () => {
  test('Today and the last customers open, notes wait in order through a reload, and are sent once', { timeout: 180_000 }, async () => {
    const { page, context, faults } = await signIn('ngoc')
    const [hoa, an] = [await idOf(page, '0570000101'), await idOf(page, '0570000102')]
    for (const q of ['0570000101', '0570000102']) {
      await page.goto(`${house.address}/recognise?q=${q}`)
      await page.getByText('Phòng').first().waitFor()
    }
    await openKept(page, hoa)
    await page.goto(`${house.address}/today`)
    await page.getByText('Chị Hoa đến hôm nay, lần thứ 12').waitFor()

    await context.setOffline(true)
    await page.reload()
    await page.getByText('Chị Hoa đến hôm nay, lần thứ 12').waitFor()
    await page.getByText(LOST).waitFor()
    await picture(page, 'offline-today')

    await page.goto(`${house.address}/recognise`)
    for (const typed of ['0570.000.101', '0101', 'thanh hoa']) {
      await page.getByRole('combobox').or(page.getByRole('textbox')).first().fill(typed)
      await page.getByText(HOA).first().waitFor()
    }
    await page.getByRole('combobox').or(page.getByRole('textbox')).first().fill('phạm văn an')
    await page.getByText('Phạm Văn An').first().waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Dạ, em chào anh An ạ' }).waitFor()

    await page.goto(`${house.address}/customers/${hoa}`)
    await page.getByText('Chị khen hai đêm yên tĩnh').waitFor()
    await write(page, 'Chị xin thêm một chăn mỏng.')
    await page.getByText('1 việc chờ gửi').waitFor()
    await write(page, 'Chị hẹn xe lúc 5 giờ sáng.')
    await page.getByText('2 việc chờ gửi').waitFor()
    // One that is taken back before it went is never sent.
    await write(page, 'Ghi nhầm khách.')
    await page.getByText('3 việc chờ gửi').waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+KeyZ')
    await page.getByText('2 việc chờ gửi').waitFor()
    await page.reload()
    await page.getByText('2 việc chờ gửi').waitFor()
    await expect.poll(() => page.getByText('chờ gửi', { exact: true }).count()).toBe(2)
    await picture(page, 'offline-notes')
    expect(await seriousFaults(page)).toEqual([])
    await page.getByRole('button', { name: 'Xem', exact: true }).click()
    await page.getByRole('dialog').getByText('Chị xin thêm một chăn mỏng.').waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await page.keyboard.press('Escape')

    const written = Date.now()
    await context.setOffline(false)
    await page.getByText('Đã gửi 2 việc làm lúc mất mạng.').waitFor()
    await expect.poll(() => page.getByText(LOST).count()).toBe(0)
    for (const _ of [1, 2]) {
      const notes = (await notesOf(page, hoa)).slice(0, 2)
      expect(notes.map(({ body }) => body)).toEqual(['Chị hẹn xe lúc 5 giờ sáng.', 'Chị xin thêm một chăn mỏng.'])
      // They stand at the time they were written, not when they arrived.
      expect(notes.every(({ at }) => Date.parse(at) <= written)).toBe(true)
      await page.reload()
      await page.getByText('Chị hẹn xe lúc 5 giờ sáng.').waitFor()
    }
    expect((await notesOf(page, an)).some(({ body }) => body?.includes('chăn mỏng'))).toBe(false)
    expect(faults).toEqual([])
    await context.close()
  })

  test('an answer that was lost on the way does not make a second note', { timeout: 60_000 }, async () => {
    const { page, context } = await signIn('vy')
    const an = await idOf(page, '0570000102')
    await page.goto(`${house.address}/customers/${an}`)
    await page.getByRole('textbox', { name: /Ghi/ }).first().waitFor()
    // The note reaches the house; its answer never reaches the screen.
    await page.route('**/timeline', async (route) => {
      if (route.request().method() !== 'POST') return route.continue()
      await route.fetch()
      await route.abort()
    })
    await write(page, 'Anh hỏi giá phòng dịp Tết.')
    await page.getByText('1 việc chờ gửi').waitFor()
    await page.unroute('**/timeline')
    await page.getByText('Đã gửi 1 việc làm lúc mất mạng.').waitFor({ timeout: 30_000 })
    const asked = async () => (await notesOf(page, an)).filter(({ body }) => body === 'Anh hỏi giá phòng dịp Tết.').length
    expect(await asked()).toBe(1)
    // Taken back after it went, it is taken off the timeline.
    const changed = async () => (await notesOf(page, an)).some(({ body }) => body === 'Anh đổi ý.')
    await context.setOffline(true)
    await write(page, 'Anh đổi ý.')
    await page.getByText('1 việc chờ gửi').waitFor()
    await context.setOffline(false)
    await expect.poll(changed, { timeout: 8_000 }).toBe(true)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+KeyZ')
    await expect.poll(changed, { timeout: 8_000 }).toBe(false)
    await context.close()
  })

  test('a refused note stays with its words and its reason, and the next one still goes', { timeout: 60_000 }, async () => {
    const { page, context } = await signIn('vy')
    const made = await page.evaluate(async () => {
      const told = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ name: 'Khách Thử Một' }) }
      return (await (await fetch('/api/customers', told)).json()).id as string
    })
    const an = await idOf(page, '0570000102')
    for (const id of [an, made]) await openKept(page, id)
    await context.setOffline(true)
    await write(page, 'Khách để quên ô.')
    await page.getByText('1 việc chờ gửi').waitFor()
    await page.goto(`${house.address}/customers/${an}`)
    await write(page, 'Anh gửi lời chào cả nhà.')
    await page.getByText('2 việc chờ gửi').waitFor()
    // Meanwhile somebody takes the new customer back.
    const other = await openPage(house.browser)
    await knock(other.page, 'dung')
    expect(await other.page.evaluate(async (id) => (await fetch(`/api/customers/${id}`, { method: 'DELETE' })).status, made)).toBe(200)
    await other.page.context().close()
    await context.setOffline(false)
    await page.getByText('Đã gửi 1 việc làm lúc mất mạng.').waitFor()
    await page.getByText('1 việc chưa gửi được').waitFor()
    await page.getByRole('button', { name: 'Xem', exact: true }).click()
    await page.getByRole('dialog').getByText('Khách để quên ô.').waitFor()
    await page
      .getByRole('dialog')
      .getByText(/Chưa được nhận: ./)
      .waitFor()
    await picture(page, 'offline-refused')
    expect((await notesOf(page, an))[0]?.body).toBe('Anh gửi lời chào cả nhà.')
    await page.getByRole('dialog').getByRole('button', { name: 'Bỏ' }).click()
    await expect.poll(() => page.getByText('chưa gửi được').count()).toBe(0)
    await context.close()
  })

  test('an act of care is ended, waits, and is ended once', { timeout: 60_000 }, async () => {
    const { page, context } = await signIn('ngoc', phone)
    const row = page.getByRole('listitem').filter({ hasText: 'Mr Tanaka đến hôm nay' })
    await row.waitFor()
    await context.setOffline(true)
    await page.reload()
    await row.getByRole('button', { name: 'Đã chào' }).click()
    await expect.poll(() => row.count()).toBe(0)
    await page.getByText('1 việc chờ gửi').waitFor()
    await page.reload()
    await page.getByText('1 việc chờ gửi').waitFor()
    await page.getByText('Chị Hoa đến hôm nay, lần thứ 12').waitFor()
    expect(await row.count()).toBe(0)
    await picture(page, 'offline-today-phone')
    await context.setOffline(false)
    await page.getByText('Đã gửi 1 việc làm lúc mất mạng.').waitFor()
    const ended = await page.evaluate(async () => (await (await fetch('/api/today')).json()).ended)
    expect(ended.map(({ kind, end, calledAs }: Record<string, string>) => [kind, end, calledAs])).toEqual([
      ['arrival', 'greeted', 'Mr Tanaka'],
    ])
    await context.close()
  })
})

describe('what this browser keeps', () => {
  test('is wiped at sign-out, after asking where notes still wait; nobody comes in by the session left behind', {
    timeout: 90_000,
  }, async () => {
    const { page, context } = await signIn('ngoc')
    await page.goto(`${house.address}/recognise?q=0570000101`)
    await page.getByText('8/10').first().waitFor()
    await expect.poll(() => keptIn(page)).toContain('Thanh Hoa')
    await page.goto(`${house.address}/customers/${await idOf(page, '0570000101')}`)
    await page.getByText('Chị khen hai đêm yên tĩnh').waitFor()
    await context.setOffline(true)
    await write(page, 'Chị nhờ gọi taxi.')
    await page.getByText('1 việc chờ gửi').waitFor()
    const signOut = async () => {
      await page.keyboard.press('Control+KeyK')
      await page.getByRole('combobox').fill('>Đăng xuất')
      await page.keyboard.press('Enter')
    }
    await signOut()
    await page.getByText('Đăng xuất bây giờ thì chúng mất hẳn').waitFor()
    await page.getByRole('button', { name: 'Ở lại' }).click()
    await page.getByText('1 việc chờ gửi').waitFor()
    await signOut()
    await page.getByRole('button', { name: 'Đăng xuất, bỏ hết' }).click()
    await page.getByLabel('Mật khẩu', { exact: true }).waitFor()
    const kept = await keptIn(page)
    for (const word of ['Hoa', 'taxi', 'Ngọc', '0570']) expect(kept).not.toContain(word)
    await page.reload()
    await page.getByLabel('Mật khẩu', { exact: true }).waitFor()
    await context.setOffline(false)
    await expect.poll(() => page.evaluate(async () => (await fetch('/api/me')).status), { timeout: 15_000 }).toBe(401)
    await page.reload()
    await page.getByLabel('Mật khẩu', { exact: true }).waitFor()
    await context.close()
  })

  test('is gone when the session is refused, and when somebody else signs in', { timeout: 90_000 }, async () => {
    const { page, context } = await signIn('ngoc')
    await page.goto(`${house.address}/recognise?q=0570000101`)
    await page.getByText('8/10').first().waitFor()
    await expect.poll(() => keptIn(page)).toContain('Thanh Hoa')
    const cookies = await context.cookies()
    await context.clearCookies()
    await page.goto(`${house.address}/customers`)
    await page.getByLabel('Mật khẩu', { exact: true }).waitFor()
    await expect.poll(() => keptIn(page)).not.toContain('Thanh Hoa')

    await context.addCookies(cookies)
    await page.goto(`${house.address}/recognise?q=0570000101`)
    await page.getByText('8/10').first().waitFor()
    await expect.poll(() => keptIn(page)).toContain('Thanh Hoa')
    const { page: phucs } = await openPage(house.browser)
    await knock(phucs, 'phuc')
    const [theirs] = (await phucs.context().cookies()).filter(({ name }) => cookies.some((cookie) => cookie.name === name))
    await phucs.context().close()
    if (theirs) await context.addCookies([theirs])
    await page.goto(`${house.address}/today`)
    await page.getByText('Phúc').first().waitFor()
    await expect.poll(async () => (await keptIn(page)).includes('Visa')).toBe(false)
    await context.close()
  })

  test('never holds an answer of the house in the worker', { timeout: 60_000 }, async () => {
    const { page, context } = await signIn('dung')
    const urls = await page.evaluate(async () => {
      const found: string[] = []
      for (const name of await caches.keys())
        for (const { url } of await (await caches.open(name)).keys()) found.push(new URL(url).pathname)
      return found
    })
    expect(urls.length).toBeGreaterThan(20)
    expect(urls.filter((path) => path !== '/' && !/^\/(assets\/[\w.-]+|icon\.svg|theme\.js)$/.test(path))).toEqual([])
    await context.close()
  })
})

describe('Today', () => {
  test.each([
    ['light', desktop],
    ['dark', desktop],
    ['light', phone],
    ['dark', phone],
  ] as const)('is open to everybody, %s at %o', { timeout: 60_000 }, async (theme, viewport) => {
    const { page, context } = await signIn('ngoc', viewport)
    await page.emulateMedia({ colorScheme: theme })
    await page.getByText('Hỏi lại cho đúng').waitFor()
    expect(await seriousFaults(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth + 1)).toBe(false)
    await picture(page, `today-${theme}-${viewport.width}`)
    await context.close()
  })

  test('is done by keys alone: walked, ended at once, taken back, put off', { timeout: 60_000 }, async () => {
    const { page, context, faults } = await signIn('vy')
    const list = page.locator('.act')
    await list.first().waitFor()
    const count = await list.count()
    const first = await list.first().locator('.act-title').innerText()
    await page.keyboard.press('KeyJ')
    await expect.poll(() => page.evaluate(() => document.activeElement?.closest('.act') !== null)).toBe(true)
    await page.keyboard.press('KeyX')
    await page.getByText(/^1\/\d+ xong$/).waitFor()
    expect(await list.locator('.act-title').allInnerTexts()).not.toContain(first)
    await page.getByRole('button', { name: 'Xong hôm nay' }).waitFor()
    await page.keyboard.press('Control+KeyZ')
    await page.getByText(/^0\/\d+ xong$/).waitFor()
    await expect.poll(() => list.locator('.act-title').allInnerTexts()).toContain(first)
    expect(await list.count()).toBe(count)
    const ask = list.filter({ hasText: 'chứ?' }).first()
    const question = await ask.locator('.act-title').innerText()
    await ask.getByRole('link').focus()
    await page.keyboard.press('KeyS')
    await page.getByRole('button', { name: /^Ngày mai/ }).click()
    await expect.poll(() => list.locator('.act-title').allInnerTexts()).not.toContain(question)
    expect(faults).toEqual([])
    await context.close()
  })

  test('that one person takes or ends leaves the other’s list within two seconds', { timeout: 60_000 }, async () => {
    const [ngoc, vy] = [await signIn('ngoc'), await signIn('vy')]
    const act = (page: Page) => page.locator('.act').filter({ hasText: 'Cô Thu đến hôm nay' })
    await Promise.all([act(ngoc.page).waitFor(), act(vy.page).waitFor()])
    const countsFor = async (count: number) => {
      const began = Date.now()
      await expect.poll(() => act(vy.page).count(), { interval: 50, timeout: 5_000 }).toBe(count)
      return Date.now() - began
    }
    await act(ngoc.page).getByRole('link').focus()
    await ngoc.page.keyboard.press('KeyT')
    expect(await countsFor(0)).toBeLessThan(2_000)
    await act(ngoc.page).getByText('mình đang làm').waitFor()
    await ngoc.page.keyboard.press('KeyT')
    expect(await countsFor(1)).toBeLessThan(2_000)
    await act(ngoc.page).getByRole('button', { name: 'Đã chào' }).click()
    expect(await countsFor(0)).toBeLessThan(2_000)
    await Promise.all([ngoc.context.close(), vy.context.close()])
  })
})
