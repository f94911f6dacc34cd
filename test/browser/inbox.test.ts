import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { phone, picture, seriousFaults } from '../support/browser.ts'
import { aSampleHouse } from '../support/sample-house.ts'

const house = aSampleHouse()
const { signIn } = house

describe('the letter to the owner', () => {
  test('is answered by anh Dũng on a telephone, in the right form of address and with his name on it', { timeout: 90_000 }, async () => {
    const { page, faults } = await signIn('dung', phone)
    await page.goto(`${house.address}/today`)
    await page.getByText('viết 2 ngày trước').first().waitFor()
    await page.getByRole('link', { name: 'Trả lời thư của cô Hà' }).click()
    await page.getByRole('article').getByText('em Tú để dành cho cô cuốn').waitFor()
    await page.getByText('Gọi “cô”, xưng “em” · Ký tên Dũng').waitFor()
    const field = page.getByRole('textbox', { name: 'Trả lời Đặng Thu Hà' })
    await field.focus()
    await expect.poll(() => field.inputValue()).toBe('Chào cô Hà,\n\nEm cảm ơn cô đã viết thư cho em. \n\nThân mến,\nDũng\nNhà Quen')
    await expect
      .poll(() => field.evaluate((it: HTMLTextAreaElement) => it.selectionStart))
      .toBe('Chào cô Hà,\n\nEm cảm ơn cô đã viết thư cho em. '.length)
    await page.keyboard.type('Hiên sau chiều đó còn trống, em giữ cho lớp.')
    await page.getByText('Nháp đã lưu').waitFor()
    // What is being written survives the telephone.
    await page.reload()
    await expect.poll(() => field.inputValue()).toContain('cho em. Hiên sau chiều đó còn trống, em giữ cho lớp.\n\nThân mến,\nDũng')
    await picture(page, 'inbox-phone')
    expect(await seriousFaults(page)).toEqual([])
    await page.getByRole('button', { name: 'Soạn xong' }).click()
    // Nothing carries letters in the sample: he sends it himself, and says so.
    await page.getByText('gửi cho thuha.105 qua Zalo').waitFor()
    await page.getByRole('button', { name: 'Đã gửi rồi' }).click()
    await page.getByRole('button', { name: 'Mở lại' }).waitFor()
    await page.goto(`${house.address}/today`)
    await page.getByText('Anh An đến hôm nay').first().waitFor()
    expect(await page.getByText('Trả lời thư của cô Hà').count()).toBe(0)
    const found = await (await page.request.get(`${house.address}/api/recognise?q=0570000105`)).json()
    await page.goto(`${house.address}/customers/${found.people[0].id}`)
    await page.getByText('em giữ cho lớp').first().waitFor()
    expect(faults).toEqual([])
    await page.context().close()
  })
})

describe('the inbox', () => {
  test('is worked through by keys alone, and what is done comes back', { timeout: 90_000 }, async () => {
    const { page, faults } = await signIn('dung')
    await page.goto(`${house.address}/messages/inbox`)
    const { threads } = await (await page.request.get(`${house.address}/api/inbox`)).json()
    const [first, second]: string[] = threads.map(({ name }: { name: string }) => name)
    await page
      .getByText(first ?? '')
      .first()
      .waitFor()
    const titled = (name = '') => page.getByRole('heading', { level: 2, name })
    await page.keyboard.press('KeyJ')
    await titled(first).waitFor()
    await page.keyboard.press('KeyJ')
    await titled(second).waitFor()
    await page.keyboard.press('KeyK')
    await titled(first).waitFor()
    await page.keyboard.press('KeyJ')
    await titled(second).waitFor()
    await page.keyboard.press('KeyE')
    await page.getByText(`Xong với ${second}.`).waitFor()
    await page.keyboard.press('Control+KeyZ')
    await page.getByRole('button', { name: 'Xong', exact: true }).waitFor()
    await page.keyboard.press('KeyA')
    await page.getByRole('menuitem', { name: 'Trâm' }).click()
    await page.getByText('Đã giao cho Trâm.').waitFor()
    await page.keyboard.press('KeyR')
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA')
    expect(await seriousFaults(page)).toEqual([])
    await picture(page, 'inbox')
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('says who else is answering while they do, and keeps letters to the owner from others', { timeout: 90_000 }, async () => {
    const [tram, dung] = [await signIn('tram'), await signIn('dung')]
    for (const { page } of [tram, dung]) {
      await page.goto(`${house.address}/messages/inbox?q=h'mai`)
      await page.getByRole('list', { name: 'Các cuộc trao đổi' }).getByRole('link').first().click()
      await page.getByRole('heading', { level: 2, name: "H'Mai Niê" }).waitFor()
    }
    await tram.page.getByRole('textbox', { name: "Trả lời H'Mai Niê" }).focus()
    await tram.page.keyboard.type('Dạ có chỗ cho bé ạ.')
    await dung.page.getByText('Trâm đang trả lời').waitFor()
    await tram.page.goto(`${house.address}/messages/inbox?box=done`)
    await tram.page.getByText('Kenji Tanaka').first().waitFor()
    expect(await tram.page.getByText('Đặng Thu Hà').count()).toBe(0)
    expect(await tram.page.getByRole('button', { name: 'Gửi chủ nhà' }).count()).toBe(0)
    expect([...tram.faults, ...dung.faults]).toEqual([])
    await tram.page.context().close()
    await dung.page.context().close()
  })
})

describe('files that came along', () => {
  const words = 'Báo giá đoàn 12 khách'

  test('are downloaded with their size in sight, and one that can do harm only after a warning', { timeout: 90_000 }, async () => {
    const { page, faults } = await signIn('dung', phone)
    const { threads } = await (await page.request.get(`${house.address}/api/inbox?q=h'mai`)).json()
    const id: string = threads[0].id
    const listed = [
      { name: 'bao-gia.pdf', mime: 'application/pdf', bytes: Buffer.byteLength(words), isKept: true },
      { name: 'hoa-don.pdf.exe', mime: 'application/pdf', bytes: 4 * 1024 * 1024, isKept: true },
      { name: 'phim-dai.mp4', mime: 'video/mp4', bytes: 26 * 1024 * 1024, isKept: false },
    ]
    await house.asSuperuser(`with word as (
        update thread_entry set attachments = '${JSON.stringify(listed)}' where (thread_id, entry_id) =
          (select thread_id, entry_id from thread_entry where thread_id = '${id}' and direction = 'in' order by at limit 1)
        returning thread_id, entry_id)
      insert into attachment_piece select thread_id, entry_id, 0, 0, convert_to('${words}', 'UTF8') from word`)
    await page.goto(`${house.address}/messages/inbox?q=h'mai`)
    await page.getByRole('list', { name: 'Các cuộc trao đổi' }).getByRole('link').first().click()
    const downloaded = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Tải bao-gia.pdf 1 KB' }).click()
    const file = await downloaded
    expect(file.suggestedFilename()).toBe('bao-gia.pdf')
    expect(readFileSync(await file.path(), 'utf8')).toBe(words)
    await page.getByText('không giữ ở đây, mở trong hộp thư của nhà').waitFor()
    let isTaken = false
    page.on('download', () => {
      isTaken = true
    })
    await page.getByRole('button', { name: 'Tải hoa-don.pdf.exe 4 MB' }).click()
    await page.getByRole('dialog').getByText('Tệp này chạy được trên máy', { exact: false }).waitFor()
    await picture(page, 'inbox-careful')
    expect(await seriousFaults(page)).toEqual([])
    await page.getByRole('button', { name: 'Thôi', exact: true }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await picture(page, 'inbox-files')
    expect(await seriousFaults(page)).toEqual([])
    expect(isTaken).toBe(false)
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    expect(faults).toEqual([])
    await page.context().close()
  })
})

describe('a letter that nothing carries', () => {
  test('waits in a list of its own, is copied, and is gone once somebody says that it was sent', { timeout: 90_000 }, async () => {
    const { page, faults } = await signIn('dung')
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    const found = await (await page.request.get(`${house.address}/api/recognise?q=0570000101`)).json()
    for (const subject of ['Sách đã về', 'Một lá viết thử']) {
      const made = await page.request.post(`${house.address}/api/customers/${found.people[0].id}/letters`, {
        data: { purpose: 'service', subject, text: `Chào chị Hoa,\n\n${subject} ạ.` },
        headers: { origin: house.address },
      })
      expect(made.status()).toBe(201)
    }
    await page.goto(`${house.address}/messages/journeys`)
    await page.getByRole('tab', { name: /^Chờ gửi tay\s?2$/ }).click()
    await page.waitForURL('**/messages/by-hand')
    const line = (subject: string) => page.getByRole('listitem').filter({ hasText: subject })
    await line('Sách đã về').getByRole('button', { name: 'Xem lời', exact: false }).click()
    await line('Sách đã về').getByText('Gửi qua Zalo tới thanhhoa.101').waitFor()
    await page.getByRole('button', { name: 'Chép lời' }).click()
    await page.getByText('Đã chép. Gửi xong, mời báo lại ở đây.').waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('Chào chị Hoa,\n\nSách đã về ạ.')
    await picture(page, 'by-hand')
    expect(await seriousFaults(page)).toEqual([])
    await page.getByRole('button', { name: 'Đã gửi tay' }).click()
    await page.getByText('Đã ghi: thư cho chị Hoa đã gửi tay.').waitFor()
    await line('Sách đã về').waitFor({ state: 'detached' })
    await line('Một lá viết thử').getByRole('button', { name: 'Xem lời', exact: false }).click()
    await page.getByRole('button', { name: 'Không gửi lá này' }).click()
    await page.getByRole('dialog').getByText('Việc này không hoàn tác được.', { exact: false }).waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Không gửi lá này' }).click()
    await page.getByText('Không có lá nào chờ gửi tay').waitFor()
    expect(faults).toEqual([])
    await page.context().close()
  })
})
