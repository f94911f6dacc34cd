import { randomBytes } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Answer, aHouse } from '../../../../test/support/house.ts'
import { asking, hire, type Member } from '../../../../test/support/team.ts'
import { newId } from '../../../platform/ids.ts'
import { openSecrets } from '../../../platform/secrets.ts'
import { dealWithIncoming, keepIncoming } from '../mail/inbound.ts'
import { wakeThread } from './actions.ts'
import { receiveLetter } from './letters-in.ts'
import { receiveMail } from './mail-in.ts'
import { waitingAmong } from './store.ts'

process.env.QUEN_SECRET_KEY = randomBytes(32).toString('base64url')
const keyring = openSecrets(() => '/nowhere')
const house = aHouse()
let [dung, vy, mai]: Member[] = []
let hoa = ''
let uid = 1

const asDung = asking(house, () => dung?.cookie)
const asVy = asking(house, () => vy?.cookie)
const asMai = asking(house, () => mai?.cookie)

const later = (ms: number): void => void (house.now = new Date(house.now.getTime() + ms))

const addPerson = async (name: string, mail: string, more: object = {}): Promise<string> => {
  const contacts = [{ kind: 'mail', value: mail }]
  const { body, status, text } = await house.as('owner')('POST', '/api/customers', { kind: 'person', name, contacts, ...more })
  expect(status, text).toBe(201)
  return body.id
}

/** A mail as it lies in the mailbox, dealt with as the server does. */
async function comes(
  from: string,
  words: string,
  more: { subject?: string; id?: string; refers?: string; html?: string; body?: string } = {},
) {
  later(60_000)
  const head = [
    `From: ${from}`,
    'To: nha@quen.example',
    `Subject: ${more.subject ?? 'Chuyen phong'}`,
    `Message-ID: <${more.id ?? newId()}@khach.example>`,
    ...(more.refers ? [`In-Reply-To: <${more.refers}>`] : []),
  ]
  const body = more.body ?? `Content-Type: ${more.html ? 'text/html' : 'text/plain'}; charset=utf-8\r\n\r\n${more.html ?? words}`
  const raw = Buffer.from([...head, 'MIME-Version: 1.0', body].join('\r\n'))
  await keepIncoming(house.db, { source: 'test', uidValidity: 1, uid: uid++ }, raw, raw.length, house.now)
  return dealWithIncoming(house.db, { keyring, reader: receiveMail }, () => house.now)
}

const list = async (ask: typeof asDung, box = 'open', more = ''): Promise<Answer['body']> => {
  const { body, status, text } = await ask('GET', `/api/inbox?box=${box}${more}`)
  expect(status, text).toBe(200)
  return body
}
const find = async (name: string, box = 'open', ask = asDung) =>
  (await list(ask, box)).threads.find((one: { name: string }) => one.name === name)
const read = async (threadId: string, ask = asDung) => (await ask('GET', `/api/inbox/${threadId}`)).body
const lastOf = (thread: { entries: { id: string; direction: string }[] }) =>
  thread.entries.findLast(({ direction }) => direction !== 'note')?.id ?? null
const timeline = async (customerId: string, ask = asDung) => (await ask('GET', `/api/customers/${customerId}/timeline`)).body.entries
const writes = async (threadId: string, words: string, ask = asDung, more: object = {}) =>
  ask('POST', `/api/inbox/${threadId}/answers`, { words, after: lastOf(await read(threadId, ask)), ...more })

/** A house that has a mail server; nothing is carried in these tests. */
async function withMailServer(): Promise<void> {
  const smtp = { host: '127.0.0.1', port: 2525, security: 'none', user: '', fromAddress: 'nha@quen.example', fromName: 'Nhà Quen' }
  const settings = JSON.stringify({ ...smtp, replyAddress: '', bounceDomain: '', ratePerMinute: null })
  await house.db
    .insertInto('courier_setting')
    .values({ courier: 'smtp', settings, updated_at: house.now, is_on: true, sealed: null, tested_at: null, tested: null })
    .execute()
}

beforeAll(async () => {
  dung = await hire(house, 'Dũng', 'owner')
  vy = await hire(house, 'Vy', 'marketing')
  mai = await hire(house, 'Mai', 'manager')
  hoa = await addPerson('Nguyễn Thị Thanh Hoa', 'hoa@khach.example', { address: { them: 'chị', us: 'em', source: 'customer' } })
})

describe('mail that people write', () => {
  test('goes into one talk with its sender and onto their timeline, in the same act', async () => {
    await comes('Hoa <HOA@khach.example>', 'Cho chị đổi sang phòng 203 nhé.')
    await comes('hoa@khach.example', 'À, và trà gừng nữa.')
    const { threads, counts } = await list(asVy)
    expect(threads).toHaveLength(1)
    expect(threads[0]).toMatchObject({ name: 'Nguyễn Thị Thanh Hoa', channel: 'mail', lastWords: 'À, và trà gừng nữa.', state: 'open' })
    expect(counts.open).toBe(1)
    const { entries, waitingSince } = await read(threads[0].id)
    expect(entries.map(({ words }: { words: string }) => words)).toEqual(['Cho chị đổi sang phòng 203 nhé.', 'À, và trà gừng nữa.'])
    expect(waitingSince).toBe(entries[0].at)
    // Until they are answered no newsletter comes in between: the gate asks this.
    expect([...(await waitingAmong(house.db, [hoa, newId()]))]).toEqual([hoa])
    expect((await timeline(hoa))[0]).toMatchObject({
      kind: 'letter',
      channel: 'mail',
      body: 'À, và trà gừng nữa.',
      about: { type: 'letter-in' },
    })
  })

  test('that arrives twice stands there once', async () => {
    const before = (await read((await find('Nguyễn Thị Thanh Hoa')).id)).entries.length
    await comes('hoa@khach.example', 'Một lần thôi.', { id: 'same' })
    await comes('hoa@khach.example', 'Một lần thôi.', { id: 'same' })
    expect((await read((await find('Nguyễn Thị Thanh Hoa')).id)).entries).toHaveLength(before + 1)
  })

  test('of somebody unknown waits until somebody says who it is, and then stands on their timeline', async () => {
    await comes('Nguyen Lan <lan@la.example>', 'Nhà còn phòng cuối tuần không?')
    const stranger = await find('Nguyen Lan')
    expect(stranger.customerId).toBeNull()
    const refused = await writes(stranger.id, 'Dạ còn ạ.')
    expect([refused.status, refused.body.code]).toEqual([409, 'inbox.nobody_yet'])
    const lan = await addPerson('Nguyễn Lan', 'lan.khac@la.example')
    const { body, status } = await asDung('PATCH', `/api/inbox/${stranger.id}`, { version: stranger.version, customerId: lan })
    expect([status, body.customerId, body.name]).toEqual([200, lan, 'Nguyễn Lan'])
    expect((await timeline(lan))[0]).toMatchObject({ body: 'Nhà còn phòng cuối tuần không?' })
    const again = await asDung('PATCH', `/api/inbox/${stranger.id}`, { version: body.version, customerId: hoa })
    expect([again.status, again.body.code]).toEqual([409, 'inbox.changed_meanwhile'])
  })

  test('from an address of two people asks which of them', async () => {
    const [binh, ngocLan] = [await addPerson('Vũ Minh Bình', 'nha@binhlan.example'), await addPerson('Đỗ Ngọc Lan', 'nha@binhlan.example')]
    await comes('nha@binhlan.example', 'Cuối tuần nhà mình qua.')
    const { threads } = await list(asDung)
    const shared = threads.find(({ lastWords }: { lastWords: string }) => lastWords === 'Cuối tuần nhà mình qua.')
    expect(shared.customerId).toBeNull()
    const { candidates } = await read(shared.id)
    expect(candidates.map(({ customerId }: { customerId: string }) => customerId).sort()).toEqual([binh, ngocLan].sort())
    expect((await read(shared.id, asVy)).address).not.toContain('binhlan')
  })

  test('that is hostile is shown harmless, with a whole card number nowhere', async () => {
    const boundary = 'x1'
    const html = `<p onclick="steal()">Chào nhà</p><script>fetch('https://theo-doi.example')</script><img src="https://theo-doi.example/p.gif"><img src="cid:anh1"><a href="javascript:alert(1)">bấm</a><form action="https://theo-doi.example"><input name="mk"></form> thẻ 4111 1111 1111 1111`
    const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
    const body = [
      `Content-Type: multipart/related; boundary="${boundary}"`,
      '',
      `--${boundary}`,
      'Content-Type: text/html; charset=utf-8',
      '',
      html,
      `--${boundary}`,
      'Content-Type: image/png; name="../../anh.png"',
      'Content-ID: <anh1>',
      'Content-Transfer-Encoding: base64',
      '',
      png,
      `--${boundary}--`,
      '',
    ].join('\r\n')
    await comes('ke-xau@la.example', '', { body, subject: 'the 4111 1111 1111 1111' })
    const { entries } = await read((await list(asDung)).threads.find(({ subject }: { subject: string }) => subject.startsWith('the '))?.id)
    const shown: string = entries[0].safeHtml
    expect(shown).not.toMatch(/script|onclick|theo-doi|javascript:|<form|<input/i)
    expect(shown).toContain('src="data:image/png;base64,')
    expect(entries[0].attachments[0].name).not.toContain('/')
    expect(JSON.stringify(entries)).not.toMatch(/4111[ ]?1111/)
  })
})

describe('an answer', () => {
  test('without a mail server is copied, and counts once somebody says that they carried it', async () => {
    const { id } = await find('Nguyễn Thị Thanh Hoa')
    const { body, status, text } = await writes(id, 'Chào chị Hoa,\n\nDạ được ạ.')
    expect(status, text).toBe(201)
    expect(body.copy).toEqual({ to: 'hoa@khach.example', text: 'Chào chị Hoa,\n\nDạ được ạ.' })
    expect(body.thread).toMatchObject({ state: 'open', lastDirection: 'in' })
    expect(body.thread.entries.at(-1).sent.byHand).toEqual({ to: 'hoa@khach.example' })
    const lines = (await timeline(hoa)).length
    const told = await asDung('POST', `/api/inbox/${id}/answers/${body.entryId}/told`, { how: 'mail' })
    expect(told.body).toMatchObject({ state: 'done', waitingSince: null, lastDirection: 'out' })
    expect(await timeline(hoa)).toHaveLength(lines + 1)
    const again = await asDung('POST', `/api/inbox/${id}/answers/${body.entryId}/told`, { how: 'mail' })
    expect([again.status, again.body.code]).toEqual([409, 'messages.already_left'])
    expect(await timeline(hoa)).toHaveLength(lines + 1)
  })

  test('leaves after ten seconds, and taken back before then leaves nothing behind but its words', async () => {
    await withMailServer()
    await comes('hoa@khach.example', 'Chị đến lúc 15 giờ.')
    const { id, waitingSince } = await find('Nguyễn Thị Thanh Hoa')
    const lines = (await timeline(hoa)).length
    const { body } = await writes(id, 'Dạ em chờ chị ạ.')
    expect(body.copy).toBeNull()
    expect(body.thread).toMatchObject({ state: 'done', waitingSince: null })
    const row = await house.db
      .selectFrom('message')
      .select(['message_id', 'not_before', 'own', 'purpose'])
      .orderBy('message_id', 'desc')
      .executeTakeFirstOrThrow()
    expect(row).toMatchObject({ not_before: new Date(house.now.getTime() + 10_000), purpose: 'service' })
    expect(row.own).toMatchObject({ subject: 'Re: Chuyen phong', inReplyTo: expect.stringMatching(/^<.+@khach\.example>$/) })
    expect(await timeline(hoa)).toHaveLength(lines + 1)
    const back = await asDung('DELETE', `/api/inbox/${id}/answers/${body.entryId}`)
    expect(back.body).toMatchObject({ state: 'open', waitingSince, draft: { words: 'Dạ em chờ chị ạ.' } })
    expect(await timeline(hoa)).toHaveLength(lines)
    expect((await asDung('DELETE', `/api/inbox/${id}/answers/${body.entryId}`)).status).toBe(404)
  })

  test('that has left cannot be taken back', async () => {
    const { id } = await find('Nguyễn Thị Thanh Hoa')
    const { body } = await writes(id, 'Dạ em chờ chị ạ.')
    const entry = await house.db
      .selectFrom('thread_entry')
      .select('message_id')
      .where('entry_id', '=', body.entryId)
      .executeTakeFirstOrThrow()
    await house.db.updateTable('message').set({ state: 'submitting' }).where('message_id', '=', entry.message_id).execute()
    const { status, body: refusal } = await asDung('DELETE', `/api/inbox/${id}/answers/${body.entryId}`)
    expect([status, refusal.code]).toEqual([409, 'inbox.already_left'])
    // Their answer to it comes into the same talk, from whatever address.
    await comes('hoa@cong-ty.example', 'Cảm ơn em.', { refers: `${entry.message_id}@quen.example` })
    expect((await read(id)).entries.at(-1)).toMatchObject({ direction: 'in', words: 'Cảm ơn em.' })
    expect(await find('Nguyễn Thị Thanh Hoa')).toMatchObject({ id, state: 'open' })
  })

  test('of two who answer at once goes out once; the other keeps their words', async () => {
    const { id } = await find('Nguyễn Thị Thanh Hoa')
    const after = lastOf(await read(id))
    const [one, other] = await Promise.all([
      asDung('POST', `/api/inbox/${id}/answers`, { words: 'Dũng trả lời.', after }),
      asVy('POST', `/api/inbox/${id}/answers`, { words: 'Vy trả lời.', after }),
    ])
    const statuses = [one.status, other.status].sort()
    expect(statuses).toEqual([201, 409])
    expect([one, other].find(({ status }) => status === 409)?.body.code).toBe('inbox.moved_on')
    const said = (await read(id)).entries.filter(({ words }: { words: string }) => words.endsWith('trả lời.'))
    expect(said).toHaveLength(1)
  })

  test('pressed twice goes out once', async () => {
    await comes('hoa@khach.example', 'Nhà gửi chị số xe nhé.')
    const { id } = await find('Nguyễn Thị Thanh Hoa')
    const asked = { words: 'Dạ xe số 7 ạ.', after: lastOf(await read(id)) }
    const key = { 'idempotency-key': newId() }
    const [one, again] = [
      await asDung('POST', `/api/inbox/${id}/answers`, asked, key),
      await asDung('POST', `/api/inbox/${id}/answers`, asked, key),
    ]
    expect(again.body.entryId).toBe(one.body.entryId)
    expect((await read(id)).entries.filter(({ words }: { words: string }) => words === asked.words)).toHaveLength(1)
  })

  test('that the gate turns away goes nowhere, and its words stay a draft', async () => {
    await comes('Kenji <kenji@khach.example>', 'Hello', { subject: 'Hi' })
    const kenji = await addPerson('Kenji Tanaka', 'kenji@khach.example', { language: 'en' })
    const stranger = await find('Kenji')
    await asDung('PATCH', `/api/inbox/${stranger.id}`, { version: stranger.version, customerId: kenji })
    const lines = (await timeline(kenji)).length
    const { body, status } = await writes(stranger.id, 'Hello Mr Tanaka', asDung, { channel: 'sms' })
    expect([status, body.verdict.answer, body.verdict.rule, body.entryId]).toEqual([201, 'no', 'address', null])
    expect(body.thread).toMatchObject({ state: 'open', draft: { words: 'Hello Mr Tanaka' } })
    expect(body.thread.answer.opening).toBe('Dear Kenji Tanaka,\n\n')
    expect(await timeline(kenji)).toHaveLength(lines)
  })
})

describe('a letter to the owner', () => {
  let letter = ''
  test('comes from the customer’s page and is read by the owner and managers alone', async () => {
    later(60_000)
    await house.db
      .transaction()
      .execute((db) =>
        receiveLetter(db, { customerId: hoa, text: 'Anh Dũng ơi, hiên sau yên tĩnh lắm.', to: 'owner', source: 'page', now: house.now }),
      )
    const { threads, counts } = await list(asDung, 'owner')
    expect([threads.length, counts.owner]).toEqual([1, 1])
    letter = threads[0].id
    expect((await read(letter, asMai)).answer.mayNot).toBe('owner-only')
    expect((await asVy('GET', `/api/inbox/${letter}`)).status).toBe(404)
    expect((await list(asVy, 'owner')).threads).toEqual([])
    expect((await list(asVy)).threads.some(({ id }: { id: string }) => id === letter)).toBe(false)
    expect((await list(asVy, 'open', '&q=hiên sau')).threads).toEqual([])
    // Others see on the timeline that there was one.
    expect((await timeline(hoa))[0].body).toBe('Anh Dũng ơi, hiên sau yên tĩnh lắm.')
    expect((await timeline(hoa, asVy))[0]).toMatchObject({ body: null, about: { type: 'letter-to-owner' } })
  })

  test('stands in the owner’s day with its age, and not in anybody else’s', async () => {
    later(2 * 86_400_000)
    const acts = async (ask: typeof asDung) =>
      (await ask('GET', '/api/today')).body.acts.filter(({ kind }: { kind: string }) => kind === 'letter-to-owner')
    expect(await acts(asDung)).toMatchObject([{ customerId: hoa, parts: { days: 2, threadId: letter } }])
    expect(await acts(asMai)).toEqual([])
  })

  test('is prepared by a manager and answered by the owner, in the right form of address and under their own name', async () => {
    const refused = await writes(letter, 'Chào chị Hoa,', asMai)
    expect([refused.status, refused.body.code]).toEqual([403, 'inbox.only_owner'])
    await asMai('PUT', `/api/inbox/${letter}/draft`, { words: 'Chào chị Hoa, (Mai soạn sẵn)' })
    const { answer, prepared, answering } = await read(letter)
    expect(prepared).toEqual({ by: 'Mai', words: 'Chào chị Hoa, (Mai soạn sẵn)' })
    expect(answering).toMatchObject([{ name: 'Mai' }])
    expect(answer.opening).toBe('Chào chị Hoa,\n\nEm cảm ơn chị đã viết thư cho em. ')
    expect(answer.closing).toMatch(/^\n\nThân mến,\nDũng/)
    const { status, body } = await writes(letter, `${answer.opening}Em sẽ giữ hiên sau cho chị.${answer.closing}`)
    expect([status, body.thread.state]).toEqual([201, 'done'])
    const message = await house.db.selectFrom('message').select('own').orderBy('message_id', 'desc').executeTakeFirstOrThrow()
    expect(message.own).toMatchObject({ fromName: expect.stringMatching(/^Dũng · /) })
    expect((await timeline(hoa))[0]).toMatchObject({ staffName: 'Dũng', about: { type: 'answer-of-owner' } })
    const acts = (await asDung('GET', '/api/today')).body.acts
    expect(acts.some(({ kind }: { kind: string }) => kind === 'letter-to-owner')).toBe(false)
  })
})

describe('keeping order', () => {
  test('a talk rests until its time, or until they write', async () => {
    await comes('hoa@khach.example', 'Chị hỏi thêm.')
    const { id, version } = await find('Nguyễn Thị Thanh Hoa')
    const until = new Date(house.now.getTime() + 3600_000)
    const past = await asDung('PATCH', `/api/inbox/${id}`, { version, state: 'snoozed', snoozedUntil: '2020-01-01T00:00:00Z' })
    expect([past.status, past.body.code]).toEqual([400, 'inbox.rest_until'])
    await asDung('PATCH', `/api/inbox/${id}`, { version, state: 'snoozed', snoozedUntil: until.toISOString() })
    expect(await find('Nguyễn Thị Thanh Hoa')).toBeUndefined()
    expect(await find('Nguyễn Thị Thanh Hoa', 'snoozed')).toMatchObject({ id })
    await wakeThread(house.db, id, new Date(until.getTime() - 1))
    expect(await find('Nguyễn Thị Thanh Hoa')).toBeUndefined()
    await wakeThread(house.db, id, until)
    expect(await find('Nguyễn Thị Thanh Hoa')).toMatchObject({ id, state: 'open' })
  })

  test('is assigned, noted, ended and opened again; a stale change is refused', async () => {
    const { id, version } = await find('Nguyễn Thị Thanh Hoa')
    const { body } = await asDung('PATCH', `/api/inbox/${id}`, { version, assignedTo: vy?.id })
    expect(body.assignedName).toBe('Vy')
    expect((await list(asVy, 'mine')).threads).toHaveLength(1)
    const stale = await asDung('PATCH', `/api/inbox/${id}`, { version, state: 'done' })
    expect([stale.status, stale.body.code]).toEqual([409, 'inbox.changed_meanwhile'])
    const noted = await asVy('POST', `/api/inbox/${id}/notes`, { words: 'Chị thích gọi hơn.' })
    expect(noted.body.entries.at(-1)).toMatchObject({ direction: 'note', words: 'Chị thích gọi hơn.', staffName: 'Vy' })
    const done = await asVy('PATCH', `/api/inbox/${id}`, { version: noted.body.version, state: 'done' })
    expect(done.body).toMatchObject({ state: 'done' })
    expect(done.body.waitingSince).not.toBeNull()
    expect((await asVy('PATCH', `/api/inbox/${id}`, { version: done.body.version, state: 'open' })).body.state).toBe('open')
    const nobody = await asDung('PATCH', `/api/inbox/${id}`, { version: done.body.version + 1, assignedTo: newId() })
    expect(nobody.body.code).toBe('inbox.no_such_colleague')
  })

  test('a draft is one’s own, survives, and says who is writing for two minutes', async () => {
    const { id } = await find('Nguyễn Thị Thanh Hoa')
    await asVy('PUT', `/api/inbox/${id}/draft`, { words: 'Dạ chị ơi' })
    expect((await read(id, asVy)).draft.words).toBe('Dạ chị ơi')
    expect(await read(id)).toMatchObject({ draft: null, answering: [{ name: 'Vy' }] })
    later(121_000)
    expect((await read(id)).answering).toEqual([])
    await asVy('PUT', `/api/inbox/${id}/draft`, { words: ' ' })
    expect((await read(id, asVy)).draft).toBeNull()
  })

  test('a letter begun by the house waits for a yes of nobody who left, and starts one talk', async () => {
    const opening = await asVy('GET', `/api/customers/${hoa}/opening`)
    expect(opening.body).toMatchObject({ callName: 'Hoa', way: { channel: 'mail', isByHand: false, verdict: { answer: 'pass' } } })
    const { body, status } = await asVy('POST', `/api/customers/${hoa}/threads`, {
      words: 'Chào chị Hoa,\n\nCửa hàng có sách mới.',
      subject: 'Sách mới về',
    })
    expect([status, body.thread.customerId]).toEqual([201, hoa])
    const gone = await asVy('POST', `/api/customers/${hoa}/threads`, { words: 'Chào chị', subject: 'Sách', channel: 'sms' })
    expect([gone.body.verdict.answer, gone.body.thread]).toEqual(['no', null])
  })

  test('a talk is found by name without marks, by a short name and by words', async () => {
    const found = async (q: string): Promise<string[]> =>
      (await list(asDung, 'open', `&q=${encodeURIComponent(q)}`)).threads.map(({ name }: { name: string }) => name)
    expect(await found('thanh hoa')).toContain('Nguyễn Thị Thanh Hoa')
    expect(await found('THANH HOÀ')).toContain('Nguyễn Thị Thanh Hoa')
    expect(await found('nguyễn lan')).toEqual(['Nguyễn Lan'])
    expect(await found('cuối tuần nhà')).toHaveLength(1)
    // Two letters are a word of their own, and no part of another.
    expect(await found('ho')).toEqual([])
    expect((await list(asDung, 'open', '&q=%25')).threads).toEqual([])
  })

  test('pages of a list join without a gap or a repeat', async () => {
    const all = (await list(asDung, 'open', '&limit=100')).threads.map(({ id }: { id: string }) => id)
    const seen: string[] = []
    let after = ''
    for (let page = 0; page < 50; page++) {
      const { threads, next } = await list(asDung, 'open', `&limit=1${after}`)
      seen.push(...threads.map(({ id }: { id: string }) => id))
      if (!next) break
      after = `&after=${next}`
    }
    expect(all.length).toBeGreaterThan(2)
    expect(seen).toEqual(all)
  })
})

describe('a letter that nobody has answered', () => {
  test('stands in the day of whoever answers letters; of those who lead, once the others had a day for it', async () => {
    await comes('khach-la@khach.example', 'Phòng có bàn viết không em?')
    const waiting = async (ask: typeof asDung) =>
      (await ask('GET', '/api/today')).body.acts.filter(
        ({ kind, parts }: { kind: string; parts: { words: string } }) => kind === 'letter-waiting' && parts.words.includes('bàn viết'),
      )
    const [sales, manager] = [house.as('sales'), house.as('manager')]
    expect(await waiting(sales)).toMatchObject([{ group: 'reply', ends: ['done', 'later'], parts: { days: 0 } }])
    expect([await waiting(manager), await waiting(house.as('reception'))]).toEqual([[], []])
    later(25 * 3600_000)
    const [act] = await waiting(manager)
    expect(act).toMatchObject({ parts: { days: 1 } })
    const verb = (name: string) => `/api/today/${encodeURIComponent(act.key)}/${name}`
    const ended = await sales('POST', verb('end'), { end: 'done' })
    expect([ended.status, await waiting(manager)]).toEqual([200, []])
    expect((await list(manager, 'done')).threads.map(({ id }: { id: string }) => id)).toContain(act.parts.threadId)
    expect((await sales('POST', verb('reopen'), { version: ended.body.version })).status).toBe(200)
    expect((await waiting(manager)).length).toBe(1)
  })
})
