import { describe, expect, test } from 'vitest'
import { leaveWord, readReturn, returnAddress } from '../../src/platform/return-address.ts'
import { classify, type Inbound } from '../../src/rooms/messages/mail/inbound-rules.ts'
import { parseMail, readMail, UnreadableMail } from '../../src/rooms/messages/mail/reading.ts'
import { aDsn, aLetter, anArf, DOMAIN, mark } from './raw-mails.ts'

const id = '0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b'
const other = '0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5c'
const what = async (raw: Buffer): Promise<Inbound> => classify(await readMail(raw), (kind, text) => readReturn(kind, text, mark))

describe('a report of delivery', () => {
  test.each([['address'], ['envelope'], ['headers']] as const)('names its message by the %s', async (by) => {
    expect(await what(aDsn({ messageId: id, by: [by] }))).toMatchObject({ kind: 'bounce', messageId: id, action: 'failed', isHard: true })
  })

  test('is never matched by the address that it names', async () => {
    expect(await what(aDsn({ messageId: id, by: [] }))).toEqual({ kind: 'other' })
  })

  test('that comes to a forged address says nothing, whoever it names', async () => {
    const forged = returnAddress('bounce', id, DOMAIN, () => Buffer.alloc(32).toString('base64url'))
    expect(await what(aDsn({ messageId: other, by: [], to: forged }))).toEqual({ kind: 'other' })
  })

  test.each([
    ['5.1.1', 'smtp; 550 5.1.1 unknown', { isHard: true, isSenders: false }],
    ['5.1.10', '', { isHard: true, isSenders: false }],
    ['5.2.1', '', { isHard: true, isSenders: false }],
    ['5.2.2', 'smtp; 552 5.2.2 mailbox full', { isHard: false, isSenders: false }],
    ['4.3.0', 'smtp; 451 4.3.0 try later', { isHard: false, isSenders: false }],
    ['5.7.1', 'smtp; 550 5.7.1 blocked', { isHard: false, isSenders: true }],
    ['5.0.0', 'smtp; 550-5.1.1 The email account does not exist', { isHard: true, isSenders: false }],
  ])('%s is what it is', async (status, diagnostic, says) => {
    expect(await what(aDsn({ messageId: id, status, diagnostic }))).toMatchObject({ kind: 'bounce', status, ...says })
  })

  test('may say that it takes longer, or that it came', async () => {
    expect(await what(aDsn({ messageId: id, action: 'delayed', status: '4.4.1' }))).toMatchObject({ action: 'delayed', isHard: false })
    expect(await what(aDsn({ messageId: id, action: 'relayed', status: '2.0.0' }))).toMatchObject({ action: 'delivered' })
  })

  test('without any form is known by where it came, when nobody sent it', async () => {
    const to = returnAddress('bounce', id, DOMAIN, mark)
    const text = 'Hi. This is the qmail-send program. <lan@khach.example>: 550 5.1.1 no mailbox here by that name'
    expect(
      await what(aLetter({ from: 'MAILER-DAEMON@khach.example', to, subject: 'failure notice', text, headers: ['Return-Path: <>'] })),
    ).toMatchObject({
      kind: 'bounce',
      messageId: id,
      isHard: true,
    })
  })
})

describe('a complaint', () => {
  test('is known by our own marks, even with every address taken out of it', async () => {
    expect(await what(anArf(id))).toEqual({ kind: 'complaint', messageId: id, feedback: 'abuse' })
    expect(await what(anArf(id, { isHidden: true }))).toEqual({ kind: 'complaint', messageId: id, feedback: 'abuse' })
  })
  test('taken back is none', async () => {
    expect(await what(anArf(id, { feedback: 'not-spam' }))).toEqual({ kind: 'other' })
  })
})

describe('an answer that no person wrote', () => {
  test.each([
    [['Auto-Submitted: auto-replied (vacation)'], 'Re: Thư từ nhà'],
    [['X-Autoreply: yes'], 'Re: Thư từ nhà'],
    [['Precedence: auto_reply'], 'Re: Thư từ nhà'],
    [[], 'Trả lời tự động: Thư từ nhà'],
    [[], 'Automatic reply: Thư từ nhà'],
    [[], 'Out of Office: về quê'],
    [[], 'Vắng mặt đến 5/12'],
  ])('%s %s', async (headers, subject) => {
    expect(await what(aLetter({ headers, subject, answers: id }))).toEqual({ kind: 'auto-reply', messageId: id })
  })

  test('may come to the address of failures, and is none', async () => {
    const to = returnAddress('bounce', id, DOMAIN, mark)
    expect(await what(aLetter({ to, headers: ['Auto-Submitted: auto-replied'] }))).toEqual({ kind: 'auto-reply', messageId: id })
  })

  test('"Auto-Submitted: no" is a person', async () => {
    expect(await what(aLetter({ headers: ['Auto-Submitted: no'], answers: id }))).toEqual({ kind: 'human', messageId: id })
  })
})

describe('leaving', () => {
  test('by the address in the letter, and by its word in the subject', async () => {
    const to = returnAddress('leave', id, DOMAIN, mark)
    expect(await what(aLetter({ to, subject: 'unsubscribe', text: '' }))).toEqual({ kind: 'leaving', messageId: id, how: 'address' })
    expect(await what(aLetter({ subject: `unsubscribe ${leaveWord(id, mark)}`, text: '' }))).toEqual({
      kind: 'leaving',
      messageId: id,
      how: 'address',
    })
  })

  test.each([
    'TC',
    'tc.',
    'HUY',
    'Hủy',
    'huỷ',
    'STOP',
    'Stop!',
    'unsubscribe',
    'Từ chối',
    'Ngừng nhận thư',
    '  stop \n\n> Chào chị\n> Lan',
    'TC\n\nVào Th 2, 23 thg 11 2026 Nhà Quen <thu@nha-quen.example> đã viết:\n> Chào',
    'stop\n-- \nLan, công ty Sen',
  ])('by the word alone: %j', async (text) => {
    expect(await what(aLetter({ text, answers: id }))).toEqual({ kind: 'leaving', messageId: id, how: 'word' })
  })

  test.each([
    'Cho em hủy phòng ngày mai nhé',
    'Trạm dừng ở đâu ạ, stop nào gần nhất?',
    'TC cho em xin địa chỉ',
    'Đừng ngừng nhận thư của em nhé, em thích lắm',
  ])('not by a sentence that holds it: %j', async (text) => {
    expect(await what(aLetter({ text, answers: id }))).toEqual({ kind: 'human', messageId: id })
  })
})

describe('what people write', () => {
  test('is for people, with the letter it answers', async () => {
    expect(await what(aLetter({ answers: id }))).toEqual({ kind: 'human', messageId: id })
    expect(await what(aLetter({ subject: 'Hỏi phòng' }))).toEqual({ kind: 'human', messageId: null })
  })
})

describe('a mail that is meant to harm', () => {
  const deep = (levels: number): Buffer => {
    const head = Array.from({ length: levels }, (_, at) => `Content-Type: multipart/mixed; boundary="b${at}"\r\n\r\n--b${at}\r\n`).join('')
    return Buffer.from(`From: a@b.example\r\n${head}Content-Type: text/plain\r\n\r\nx`)
  }
  test('is refused when its parts stand too deep in each other, or its headers never end', async () => {
    await expect(readMail(deep(2000))).rejects.toBeInstanceOf(UnreadableMail)
    await expect(readMail(Buffer.from(`${'X-A: b\r\n'.repeat(200_000)}\r\n\r\nx`))).rejects.toBeInstanceOf(UnreadableMail)
  })

  test('of bytes that mean nothing is read as nothing, and quickly', async () => {
    const started = performance.now()
    const broken = [
      Buffer.alloc(0),
      Buffer.alloc(1_000_000, 0),
      Buffer.alloc(1_000_000, 0xff),
      Buffer.from('\r\n'.repeat(300_000)),
      Buffer.from(`Subject: ${'=?UTF-8?B?'.repeat(20_000)}\r\n\r\n`),
    ]
    for (const raw of broken) {
      const read = await what(raw).catch((error) => error)
      expect(read instanceof UnreadableMail || read.kind === 'human').toBe(true)
    }
    const evil = aLetter({ text: `${'on '.repeat(6000)}\n${'\n'.repeat(15_000)}` })
    expect((await what(evil)).kind).toBe('human')
    expect(performance.now() - started).toBeLessThan(5000)
  })

  test('with a hundred thousand parts is read in bounds', async () => {
    const parts = '--b\r\nContent-Type: text/plain\r\n\r\nx\r\n'.repeat(100_000)
    const raw = Buffer.from(`From: a@b.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${parts}--b--`)
    const started = performance.now()
    await parseMail(raw).catch((error) => expect(error).toBeInstanceOf(UnreadableMail))
    expect(performance.now() - started).toBeLessThan(10_000)
  })
})
