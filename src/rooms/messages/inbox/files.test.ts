import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { aHouse } from '../../../../test/support/house.ts'
import { hire, type Member } from '../../../../test/support/team.ts'
import { openSecrets } from '../../../platform/secrets.ts'
import { dealWithIncoming, keepIncoming } from '../mail/inbound.ts'
import { dangerOf, dispositionOf, servedAs } from './file-rules.ts'
import { filesIn, unpackOlder } from './files.ts'
import { forgetUnpackedMail } from './files-store.ts'
import { receiveMail } from './mail-in.ts'

process.env.QUEN_SECRET_KEY = randomBytes(32).toString('base64url')
const keyring = openSecrets(() => '/nowhere')
const house = aHouse()
let [dung, vy, phuc]: Member[] = []
let uid = 1
const MEGABYTE = 1024 * 1024

type File = { name: string; mime: string; bytes: Buffer }

const partOf = ({ name, mime, bytes }: File): string =>
  [
    '--cut',
    `Content-Type: ${mime}; name="=?utf-8?B?${Buffer.from(name).toString('base64')}?="`,
    'Content-Transfer-Encoding: base64',
    `Content-Disposition: attachment; filename="=?utf-8?B?${Buffer.from(name).toString('base64')}?="`,
    '',
    bytes.toString('base64').replace(/.{76}/g, '$&\r\n'),
    '',
  ].join('\r\n')

/** A mail with files as it lies in the mailbox, dealt with as the server does; the talk it went into. */
async function comes(from: string, files: File[]): Promise<{ id: string; entries: { id: string; attachments: Attachment[] }[] }> {
  house.now = new Date(house.now.getTime() + 60_000)
  const head = `From: ${from}\r\nTo: nha@quen.example\r\nSubject: Tep\r\nMessage-ID: <${uid}@khach.example>\r\nMIME-Version: 1.0\r\n`
  const body = `Content-Type: multipart/mixed; boundary=cut\r\n\r\n--cut\r\nContent-Type: text/plain\r\n\r\nXem giup\r\n${files.map(partOf).join('')}--cut--\r\n`
  const raw = Buffer.from(head + body)
  await keepIncoming(house.db, { source: 'test', uidValidity: 1, uid: uid++ }, raw, raw.length, house.now)
  await dealWithIncoming(house.db, { keyring, reader: receiveMail }, () => house.now)
  const { body: listed } = await house.as('owner')('GET', '/api/inbox')
  const thread = listed.threads.find(({ name }: { name: string }) => name === from)
  return (await house.as('owner')('GET', `/api/inbox/${thread.id}`)).body
}

type Attachment = { name: string; bytes: number; path: string | null; danger: string | null }
const take = (path: string | null, who: Member | undefined = vy) =>
  house.app.inject({ method: 'GET', url: path ?? '/attachments/none', headers: { ...who?.cookie } })

beforeAll(async () => {
  dung = await hire(house, 'Dũng', 'owner')
  vy = await hire(house, 'Vy', 'marketing')
  phuc = await hire(house, 'Phúc', 'warehouse')
})

describe('files that come along with a mail', () => {
  const pdf = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(1_300_000)])

  test('are taken out byte for byte by who may read letters, never shown by the browser, and it stands in the trail', async () => {
    const { id, entries } = await comes('mai@maingoi.example', [
      { name: 'Báo giá đoàn “12 khách”.pdf', mime: 'application/pdf', bytes: pdf },
    ])
    const [file] = entries[0]?.attachments ?? []
    expect(file).toMatchObject({ name: 'Báo giá đoàn “12 khách”.pdf', bytes: pdf.length, danger: null })
    const taken = await take(file?.path ?? null)
    expect(taken.statusCode).toBe(200)
    expect(taken.rawPayload.equals(pdf)).toBe(true)
    expect(taken.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(pdf.length),
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, no-store',
    })
    expect(taken.headers['content-disposition']).toMatch(/^attachment; filename="Bao gia doan _12 khach_\.pdf"; filename\*=UTF-8''B%C3%A1o/)
    const trail = await sql<{
      n: number
    }>`select count(*)::int as n from audit where act = 'takeAttachment' and about_id = ${id}::uuid`.execute(house.db)
    expect(trail.rows[0]?.n).toBe(1)
    expect((await take(file?.path ?? null, phuc)).statusCode).toBe(404)
    expect((await house.app.inject({ method: 'GET', url: file?.path ?? '' })).statusCode).toBe(404)
    for (const other of ['1', '99', 'x']) expect((await take((file?.path ?? '').replace(/0$/, other))).statusCode).toBe(404)
  })

  test('of a letter to the owner are for those who may read it', async () => {
    const { id, entries } = await comes('kin@khach.example', [{ name: 'thu.png', mime: 'image/png', bytes: Buffer.from('png') }])
    const [file] = entries[0]?.attachments ?? []
    expect((await take(file?.path ?? null)).statusCode).toBe(200)
    await house.db.updateTable('thread').set({ is_to_owner: true }).where('thread_id', '=', id).execute()
    expect((await take(file?.path ?? null)).statusCode).toBe(404)
    expect((await take(file?.path ?? null, dung)).statusCode).toBe(200)
  })

  test('that run or pose as a page are named so and handed out as bytes', async () => {
    const { entries } = await comes('la@la.example', [
      { name: 'hoa-don.pdf.EXE', mime: 'application/pdf', bytes: Buffer.from('MZ') },
      { name: 'dang-nhap.html', mime: 'text/html', bytes: Buffer.from('<script>alert(1)</script>') },
      { name: 'luong.xlsm', mime: 'application/vnd.ms-excel.sheet.macroEnabled.12', bytes: Buffer.from('PK') },
    ])
    const files = entries[0]?.attachments ?? []
    expect(files.map(({ danger }) => danger)).toEqual(['program', 'page', 'macros'])
    const page = await take(files[1]?.path ?? null)
    expect(page.headers['content-type']).toBe('application/octet-stream')
    expect(page.headers['content-disposition']).toContain('attachment')
  })

  test('beyond twenty-five megabytes of one mail stay in the mailbox and are named', { timeout: 60_000 }, async () => {
    const { entries } = await comes('nang@khach.example', [{ name: 'phim.mp4', mime: 'video/mp4', bytes: Buffer.alloc(15 * MEGABYTE, 1) }])
    expect((await take(entries[0]?.attachments[0]?.path ?? null)).rawPayload.length).toBe(15 * MEGABYTE)
    const part = (size: number) => ({
      filename: `${size}.bin`,
      mimeType: 'video/mp4',
      disposition: 'attachment' as const,
      content: new Uint8Array(size * MEGABYTE),
    })
    expect(filesIn([part(20), part(6), part(5)]).map(({ name, isKept }) => [name, isKept])).toEqual([
      ['20.bin', true],
      ['6.bin', false],
      ['5.bin', true],
    ])
  })

  test('of mails from before are taken out of them once, and the whole mail goes after a month', async () => {
    const bytes = Buffer.from('ngày xưa')
    const { id, entries } = await comes('xua@khach.example', [{ name: 'anh.jpg', mime: 'image/jpeg', bytes }])
    // As an older house kept it: by name alone, in the mail.
    await house.db
      .updateTable('thread_entry')
      .set({ attachments: JSON.stringify([{ name: 'anh.jpg', mime: 'image/jpeg', bytes: bytes.length }]) })
      .where('thread_id', '=', id)
      .execute()
    await house.db.deleteFrom('attachment_piece').where('thread_id', '=', id).execute()
    expect((await house.as('owner')('GET', `/api/inbox/${id}`)).body.entries[0].attachments[0].path).toBeNull()
    expect([await unpackOlder(house.db), await unpackOlder(house.db)]).toEqual([1, 0])
    const [file] = (await house.as('owner')('GET', `/api/inbox/${id}`)).body.entries[0].attachments
    expect((await take(file.path)).body).toBe('ngày xưa')

    const raws = async () =>
      (
        await sql<{ n: number }>`select count(*)::int as n from inbound_mail m join thread_entry e on e.raw_id = m.mail_id
        where e.thread_id = ${id}::uuid and m.raw is not null`.execute(house.db)
      ).rows[0]?.n
    await forgetUnpackedMail(house.db, new Date(house.now.getTime() + 20 * 24 * 3600_000))
    expect(await raws()).toBe(1)
    await forgetUnpackedMail(house.db, new Date(house.now.getTime() + 31 * 24 * 3600_000))
    expect(await raws()).toBe(0)
    expect((await take(file.path)).body).toBe('ngày xưa')
    // What came along goes with the words it came with.
    await house.db
      .deleteFrom('thread_entry')
      .where('entry_id', '=', entries[0]?.id ?? '')
      .execute()
    expect((await house.db.selectFrom('attachment_piece').selectAll().where('thread_id', '=', id).execute()).length).toBe(0)
  })
})

describe('what a file may do', () => {
  test.each([
    ['hoa-don.pdf', 'application/pdf', null],
    ['anh.JPG', 'image/jpeg', null],
    ['bao-gia.xlsx', 'application/octet-stream', null],
    ['hoa-don.pdf.exe', 'application/pdf', 'program'],
    ['cai-dat.msi . ', 'application/octet-stream', 'program'],
    ['ma.js', 'text/plain', 'program'],
    ['khong-ten', 'application/x-msdownload', 'program'],
    ['trang.SVG', 'image/png', 'page'],
    ['trang', 'text/html', 'page'],
    ['luong.doc', 'application/msword', 'macros'],
    ['luong.docx', 'application/vnd.ms-word.document.macroEnabled.12', 'macros'],
  ])('%s (%s): %s', (name, mime, danger) => expect(dangerOf(name, mime)).toBe(danger))

  test('a page is never served as one, and no name breaks out of its header', () => {
    expect([servedAs('text/html'), servedAs('image/svg+xml'), servedAs('IMAGE/PNG')]).toEqual([
      'application/octet-stream',
      'application/octet-stream',
      'image/png',
    ])
    expect(dispositionOf('a"; x="b\\.pdf')).toBe(`attachment; filename="a__ x=_b_.pdf"; filename*=UTF-8''a%22%3B%20x%3D%22b%5C.pdf`)
  })
})
