import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Ask, aHouse } from '../../../../test/support/house.ts'
import { asking, hire } from '../../../../test/support/team.ts'
import type { Role } from '../../../values/rights.ts'
import { receiveLetter } from '../../messages/inbox/letters-in.ts'
import { mergedPromises, unmergedPromises } from '../merges-store.ts'
import type { Happening } from './rules.ts'
import { fold } from './rules.ts'
import { eventsOf, find } from './store.ts'

/** Monday, 23 November 2026, 09:00 in Vietnam; a house that never said when it is open is open from 8 to 21. */
const MONDAY = new Date('2026-11-23T02:00:00Z')
const HOUR = 3_600_000
const house = aHouse()
const owner = house.as('owner')
const accounting = house.as('accounting')

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at field by field.
type Body = any

let ngoc: Ask
let ngocId = ''
let phuc: Ask
let phucId = ''

beforeAll(async () => {
  house.now = MONDAY
  ;[ngoc, ngocId] = await asStaff('Ngoc', 'reception')
  ;[phuc, phucId] = await asStaff('Phuc', 'warehouse')
})
beforeEach(() => {
  house.now = MONDAY
})

async function asStaff(name: string, role: Role): Promise<[Ask, string]> {
  const { cookie, id } = await hire(house, name, role)
  return [asking(house, cookie), id]
}

async function aCustomer(name = 'Phan Thị Mai'): Promise<string> {
  const made = await owner('POST', '/api/customers', { name, address: { them: 'chị', us: 'em', source: 'staff' } })
  expect(made.status).toBe(201)
  return made.body.id
}

async function received(body: object = {}, ask: Ask = ngoc): Promise<Body> {
  const customerId = await aCustomer()
  const answer = await ask('POST', '/api/complaints', { customerId, words: 'Đèn phòng 104 chập chờn cả đêm', how: 'zalo', ...body })
  expect([answer.status, answer.text.slice(0, 300)]).toEqual([201, expect.any(String)])
  return answer.body
}

const asked = (seen: Body, verb: string, body: object = {}, ask: Ask = ngoc) =>
  ask('POST', `/api/complaints/${seen.id}/${verb}`, { ...body, version: seen.version })
async function done(seen: Body, verb: string, body: object = {}, ask: Ask = ngoc): Promise<Body> {
  const answer = await asked(seen, verb, body, ask)
  expect([verb, answer.status, answer.text.slice(0, 300)]).toEqual([verb, 200, expect.any(String)])
  return answer.body
}
const seenNow = async ({ id }: Body, ask: Ask = owner): Promise<Body> => (await ask('GET', `/api/complaints/${id}`)).body
const promise = async (id: string): Promise<Body> => (await owner('GET', `/api/promises/${id}`)).body
const lineOf = async (customerId: string): Promise<Body[]> =>
  (await owner('GET', `/api/customers/${customerId}/timeline?only=complaint`)).body.entries
const todayOf = async (ask: Ask): Promise<Body[]> => (await ask('GET', '/api/today')).body.acts

/** From its receipt to an answer that takes it up. */
async function answered(body: object = {}, ask: Ask = ngoc): Promise<Body> {
  const first = await received({ how: 'counter', ...body }, ask)
  const remedied = await done(await done(first, 'cause', { cause: 'equipment', words: 'đui đèn cũ' }), 'remedy', { fix: 'Thay đèn' })
  return done(remedied, 'answer', { decision: 'accepted', words: 'Em thay đèn ngay chiều nay', how: 'call' })
}

describe('a complaint arrives', () => {
  test('with a number to tell, its clocks running as promises, and a line on the timeline', async () => {
    const complaint = await received({ touchpointKind: 'visit', place: 'phòng 104', remedySought: 'đổi phòng', severity: 2 })
    expect(complaint).toMatchObject({ state: 'received', next: 'acknowledge', words: 'Đèn phòng 104 chập chờn cả đêm' })
    expect(complaint.code).toMatch(/^PN-\d{4}$/)
    const { acknowledging, deciding } = complaint.promises
    // Four open hours from nine; three business days, to the end of the day.
    expect(acknowledging).toMatchObject({ kind: 'answer', direction: 'to-customer', promisedDue: '2026-11-23T06:00:00.000Z' })
    expect(deciding).toMatchObject({ kind: 'complaint', promisedDue: '2026-11-26T14:00:00.000Z', isDay: true })
    expect(complaint.due).toBe(acknowledging.promisedDue)
    expect(await lineOf(complaint.customerId)).toMatchObject([
      {
        kind: 'complaint',
        about: { kind: 'complaint', id: complaint.id, code: complaint.code, state: 'received', summary: complaint.words },
      },
    ])
    expect((await received()).code > complaint.code).toBe(true)
  })

  test('said to our face, it has arrived as it is said, and only the answer is promised', async () => {
    const complaint = await received({ how: 'counter' })
    expect(complaint).toMatchObject({ state: 'acknowledged', isAcknowledgedInTime: true, next: 'answer' })
    expect(complaint.promises.acknowledging).toBeNull()
  })

  test('the clock runs since the house heard of it, not since somebody wrote it down', async () => {
    house.now = new Date(MONDAY.getTime() + 6 * HOUR)
    const complaint = await received({ receivedAt: MONDAY.toISOString() })
    expect(complaint.promises.acknowledging.promisedDue).toBe('2026-11-23T06:00:00.000Z')
    const late = await asked(complaint, 'acknowledge')
    expect([late.status, late.body.code]).toEqual([409, 'promises.reason_needed'])
    expect(await done(complaint, 'acknowledge', { reason: 'ca đông khách' })).toMatchObject({ isAcknowledgedInTime: false })
  })

  test('a standard of the house decides instead, and may say that nothing is promised', async () => {
    const calendars = (await owner('GET', '/api/calendars')).body.calendars
    const [{ id: calendarId }] = calendars
    const customerId = await aCustomer()
    const targets = { answer: null, complaint: { days: 1 } }
    const body = { name: 'Phàn nàn của chị Mai', level: 'customer', match: { customerId }, calendarId, targets, levels: [] }
    expect((await owner('PUT', '/api/standards/0193a000-0000-7000-8000-0000000000d1', body)).status).toBe(200)
    const complaint = await received({ customerId })
    expect(complaint.promises.acknowledging).toBeNull()
    expect(complaint.promises.deciding.promisedDue).toBe('2026-11-24T14:00:00.000Z')
  })

  test('a line that somebody wrote becomes one, once, in its own place', async () => {
    const customerId = await aCustomer()
    const at = new Date(MONDAY.getTime() - HOUR).toISOString()
    const note = await ngoc('POST', `/api/customers/${customerId}/timeline`, {
      kind: 'complaint',
      body: 'Nước nóng yếu',
      channel: 'phone',
      at,
    })
    const made = await ngoc('POST', '/api/complaints', { customerId, fromTouchpointId: note.body.id })
    expect(made.body).toMatchObject({ words: 'Nước nóng yếu', how: 'call', receivedAt: at })
    const lines = await lineOf(customerId)
    expect(lines).toMatchObject([{ id: note.body.id, at, about: { id: made.body.id } }])
    const again = await ngoc('POST', '/api/complaints', { customerId, fromTouchpointId: note.body.id })
    expect([again.status, again.body.code]).toEqual([409, 'complaints.already_one'])
  })

  test('a letter becomes one, once, with its own words and time, for whoever may read it', async () => {
    const customerId = await aCustomer()
    const text = 'Phòng ồn cả đêm, nhà xem lại giúp.'
    await house.db.transaction().execute((tx) => receiveLetter(tx, { customerId, text, to: 'owner', source: 'page', now: house.now }))
    const [{ id: fromThreadId }] = (await owner('GET', '/api/inbox?box=owner')).body.threads
    expect((await ngoc('POST', '/api/complaints', { fromThreadId })).body.code).toBe('complaints.no_such_thread')
    const made = await owner('POST', '/api/complaints', { fromThreadId })
    expect([made.status, made.body]).toMatchObject([201, { customerId, words: text, how: 'web', state: 'received' }])
    expect((await owner('POST', '/api/complaints', { fromThreadId })).body.code).toBe('complaints.already_one')
  })

  test('sent twice with one key it is one complaint', async () => {
    const customerId = await aCustomer()
    const body = { customerId, words: 'Ồn quá', how: 'counter' }
    const headers = { 'idempotency-key': 'noi-on-1' }
    const [one, two] = [await ngoc('POST', '/api/complaints', body, headers), await ngoc('POST', '/api/complaints', body, headers)]
    expect(two.body.id).toBe(one.body.id)
    expect((await owner('GET', `/api/complaints?customerId=${customerId}`)).body.count).toBe(1)
  })
})

describe('its clocks are promises', () => {
  test('kept elsewhere, they take the complaint along; taken back, they take it back', async () => {
    const complaint = await received()
    const { acknowledging } = complaint.promises
    const kept = await ngoc('POST', `/api/promises/${acknowledging.id}/keep`, { version: acknowledging.version })
    expect(await seenNow(complaint)).toMatchObject({ state: 'acknowledged', isAcknowledgedInTime: true })
    await ngoc('POST', `/api/promises/${acknowledging.id}/reopen`, { version: kept.body.version })
    expect(await seenNow(complaint)).toMatchObject({ state: 'received', acknowledgedAt: null })
  })

  test('an answer keeps both, and one that was kept on the board still asks what was said', async () => {
    const remedied = await done(await received(), 'remedy', { fix: 'Thay đèn' })
    const answer = await done(remedied, 'answer', { decision: 'accepted', words: 'Em thay ngay', how: 'zalo' })
    expect(answer).toMatchObject({ state: 'answered', decision: 'accepted', isAcknowledgedInTime: true, isAnsweredInTime: true })
    expect([answer.promises.acknowledging.state, answer.promises.deciding.state]).toEqual(['kept', 'kept'])
    const other = await received({ how: 'counter' })
    const { deciding } = other.promises
    await ngoc('POST', `/api/promises/${deciding.id}/keep`, { version: deciding.version })
    expect(await seenNow(other)).toMatchObject({ state: 'answered', decision: null, next: 'answer', lacks: ['decision', 'cause', 'hear'] })
  })

  test('who looks for the cause holds the promise to answer; what must be done at once is a promise inside the house', async () => {
    const complaint = await received()
    const body = { severity: 3, touches: 'safety', complexity: 'involved', actNow: 'Ngắt điện phòng 104' }
    const assessed = await done(complaint, 'assess', body)
    expect(assessed.promises.acting).toMatchObject({ direction: 'inside', words: 'Ngắt điện phòng 104', severity: 3 })
    expect(Date.parse(assessed.promises.acting.promisedDue)).toBe(MONDAY.getTime() + HOUR)
    const looked = await done(assessed, 'investigate', { holderId: phucId })
    expect(looked).toMatchObject({ state: 'investigating', holderName: 'Phuc' })
    expect((await promise(looked.promises.deciding.id)).holderId).toBe(phucId)
  })

  test('what cannot be answered in time goes through the slip, with one apology', async () => {
    const complaint = await received({ how: 'counter' })
    const { deciding } = complaint.promises
    const begun = await ngoc('POST', `/api/promises/${deciding.id}/slips`, { version: deciding.version })
    const at = `/api/promises/${deciding.id}/slips/${begun.body.slip.id}`
    const newDue = '2026-11-27T10:00:00+07:00'
    const filled = await ngoc('PUT', at, { reason: 'our-mistake', newDue, fix: 'Thợ đến thứ Sáu', version: begun.body.slip.version })
    const told = await ngoc('POST', `${at}/tell`, { how: 'call', version: filled.body.slip.version })
    expect([told.status, told.text.slice(0, 200)]).toEqual([200, expect.any(String)])
    const after = await seenNow(complaint)
    expect(after.due).toBe('2026-11-27T03:00:00.000Z')
    expect(after.status.vi).toContain('10:00')
  })
})

describe('put right', () => {
  test('within what a role may give; above it a lead agrees in writing, within their own limit', async () => {
    const complaint = await received({ how: 'counter' })
    const remedied = await done(complaint, 'remedy', { amends: 'một đêm', amendsKind: 'refund', amendsMinor: 900_000 })
    const { limits } = (await owner('GET', '/api/promises/amends-limits')).body
    const own = limits.find(({ role }: Body) => role === 'reception').mostMinor
    expect(remedied).toMatchObject({ needsLead: true, limit: { minor: own, currency: 'VND' } })
    const words = { decision: 'accepted', words: 'Em tặng chị một đêm', how: 'call' }
    expect((await asked(remedied, 'answer', words)).body.code).toBe('promises.amends_above_limit')
    expect((await asked(remedied, 'remedied')).body.code).toBe('promises.amends_above_limit')
    expect((await asked(remedied, 'agree', { words: 'đồng ý' })).status).toBe(403)
    const agreed = await done(remedied, 'agree', { words: 'Khách quen, nên làm' }, house.as('manager'))
    expect(agreed).toMatchObject({ needsLead: false, approvedByName: 'manager' })
    expect((await done(agreed, 'answer', words)).state).toBe('answered')
    const great = await done(await received(), 'remedy', { amends: 'một tuần', amendsMinor: 3_000_000 })
    expect((await asked(great, 'agree', { words: 'ừ' }, house.as('manager'))).body.code).toBe('promises.amends_above_limit')
    expect((await asked(great, 'agree', { words: 'ừ' }, owner)).status).toBe(200)
  })

  test('what keeps it from coming again is a promise inside the house, with who and by when', async () => {
    const complaint = await received()
    const early = await asked(complaint, 'prevent', { words: 'Thay hết đui đèn', holderId: phucId, day: '2026-11-30' })
    expect(early.body.code).toBe('complaints.cause_needed')
    const found = await done(complaint, 'cause', { cause: 'equipment', words: 'đui đèn cũ' })
    expect(found.state).toBe('investigating')
    const prevented = await done(found, 'prevent', { words: 'Thay hết đui đèn', holderId: phucId, day: '2026-11-30' })
    expect(prevented.promises.prevention).toMatchObject({ direction: 'inside', holderName: 'Phuc', isDay: true, words: 'Thay hết đui đèn' })
    const again = await asked(prevented, 'prevent', { words: 'Kiểm tra', holderId: ngocId, day: '2026-12-01' })
    expect(again.body.code).toBe('complaints.prevented_already')
  })
})

describe('answered, heard and closed', () => {
  test('a complaint that is taken up says how it is put right; one that is refused is explained and stays', async () => {
    const complaint = await received({ how: 'counter' })
    const bare = await asked(complaint, 'answer', { decision: 'partly', words: 'Em sẽ xem', how: 'call' })
    expect([bare.status, bare.body.code]).toEqual([409, 'complaints.remedy_needed'])
    const refused = await done(complaint, 'answer', { decision: 'rejected', words: 'Đèn được thay tuần trước và vẫn sáng', how: 'call' })
    expect(refused).toMatchObject({ decision: 'rejected', decisionWords: 'Đèn được thay tuần trước và vẫn sáng' })
    const { complaints } = (await owner('GET', `/api/complaints?state=all&decision=rejected&customerId=${complaint.customerId}`)).body
    expect(complaints).toMatchObject([{ id: complaint.id, decision: 'rejected' }])
    expect((await lineOf(complaint.customerId))[0].about.state).toBe('rejected')
  })

  test('it closes after the customer’s answer, with its cause, and with the remedy carried out', async () => {
    const complaint = await answered()
    expect((await asked(complaint, 'close')).body.code).toBe('complaints.remedy_open')
    const remedied = await done(complaint, 'remedied')
    // Two business days later.
    expect(remedied).toMatchObject({ next: 'ask', followDue: '2026-11-25T14:00:00.000Z' })
    expect((await asked(remedied, 'close')).body.code).toBe('complaints.hear_first')
    const heard = await done(remedied, 'ask', { answer: 'content', how: 'call', words: 'cảm ơn em' })
    expect(heard.next).toBe('close')
    const closed = await done(heard, 'close')
    expect(closed).toMatchObject({ state: 'closed', next: null, lacks: [] })
    expect((await asked(closed, 'remedy', { fix: 'thêm' })).body.code).toBe('complaints.closed')
    expect((await lineOf(complaint.customerId))[0].about.state).toBe('closed')
  })

  test('where nobody answers, two attempts are enough, and they are written down', async () => {
    const remedied = await done(await answered(), 'remedied')
    const once = await done(remedied, 'ask', { how: 'call', words: 'máy bận' })
    expect(once).toMatchObject({ attempts: 1, followDue: '2026-11-24T14:00:00.000Z' })
    expect((await asked(once, 'close')).body.code).toBe('complaints.hear_first')
    const twice = await done(once, 'ask', { how: 'zalo' })
    expect((await done(twice, 'close')).state).toBe('closed')
  })

  test('not content, it is looked into again, and a new answer is promised', async () => {
    const unhappy = await done(await done(await answered(), 'remedied'), 'ask', { answer: 'unhappy', how: 'call' })
    const again = await done(unhappy, 'reopen', { reason: 'Đèn lại tắt' })
    expect(again).toMatchObject({ state: 'investigating', decision: null, heard: null, next: 'answer' })
    expect(again.promises.deciding).toMatchObject({ state: 'open', parentId: unhappy.promises.deciding.id })
  })

  test('of two people at once the first wins, and the second hears what happened', async () => {
    const complaint = await received()
    const [one, two] = await Promise.all([asked(complaint, 'acknowledge'), asked(complaint, 'acknowledge', {}, phuc)])
    expect([one.status, two.status].sort()).toEqual([200, 409])
    expect([one, two].find(({ status }) => status === 409)?.body.code).toBe('complaints.acknowledged_already')
    const stale = await asked(complaint, 'cause', { cause: 'price' })
    expect(stale.body.code).toBe('complaints.changed_meanwhile')
  })
})

describe('what happened', () => {
  test('is never altered, and the row is what follows from it', async () => {
    const complaint = await done(await answered({ touches: 'health', remedySought: 'đổi phòng' }), 'remedied')
    const row = await find(house.db, complaint.id)
    if (!row) throw new Error('the complaint is gone')
    const events = await eventsOf(house.db, row)
    expect(events.map(({ kind }) => kind)).toEqual([
      'received',
      'acknowledged',
      'investigating',
      'cause',
      'remedy',
      'answered',
      'decided',
      'remedied',
    ])
    const course = fold(events as readonly Happening[])
    expect(Object.fromEntries(Object.keys(course).map((key) => [key, row[key as keyof typeof row]]))).toEqual(course)
  })

  test('goes along when two records of one person become one, and back', async () => {
    const complaint = await answered()
    const other = await aCustomer('Phan Mai')
    await house.db.transaction().execute((tx) => mergedPromises(tx, complaint.customerId, other))
    expect(await seenNow(complaint)).toMatchObject({ customerId: other, state: 'answered' })
    expect((await seenNow(complaint)).events).toHaveLength(complaint.events.length)
    await house.db.transaction().execute((tx) => unmergedPromises(tx, complaint.customerId, other))
    expect(await seenNow(complaint)).toMatchObject({ customerId: complaint.customerId })
  })
})

describe('who may read it', () => {
  test('words about health or safety are for those who may see what is sensitive; the line on the timeline holds none', async () => {
    const complaint = await received({ words: 'Ăn sáng xong bị dị ứng', touches: 'health', remedySought: 'thuốc' })
    expect(await seenNow(complaint, accounting)).toMatchObject({ words: null, isVeiled: true, remedySought: null, code: complaint.code })
    expect((await seenNow(complaint, accounting)).events.every(({ payload }: Body) => payload === null)).toBe(true)
    expect(await seenNow(complaint, phuc)).toMatchObject({ words: 'Ăn sáng xong bị dị ứng', isVeiled: false })
    expect((await lineOf(complaint.customerId))[0].about.summary).toBe('')
    const card = (await house.as('marketing')('GET', `/api/customers/${complaint.customerId}/card`)).body
    expect(card.complaints).toMatchObject([{ code: complaint.code, words: null, state: 'received' }])
  })

  test('how it stands can be said in both languages at any time', async () => {
    const complaint = await received({ how: 'counter' })
    expect(complaint.status).toEqual({
      vi: `Dạ, phản ánh ${complaint.code} của chị Mai, nhà mình nhận lúc 09:00 hôm nay, đang chờ xem xét. Em sẽ trả lời chị Mai trong thứ Năm 26/11.`,
      en: `Your complaint ${complaint.code} reached us at 09:00 today and is waiting to be looked at. We will answer by Thursday 26 Nov.`,
    })
  })
})

describe('Today', () => {
  test('asks two business days after the remedy how it is; the answer is kept, and can be taken back', async () => {
    const [vy] = await asStaff('Vy', 'reception')
    const complaint = await done(await answered({}, vy), 'remedied')
    const key = `complaint-follow:${complaint.id}:0`
    expect((await todayOf(vy)).some((act) => act.key === key)).toBe(false)
    house.now = new Date(MONDAY.getTime() + 48 * HOUR)
    expect((await todayOf(vy)).find((act) => act.key === key)).toMatchObject({
      kind: 'complaint-follow',
      ends: ['yes', 'no', 'done', 'later'],
    })
    expect((await todayOf(phuc)).some((act) => act.key === key)).toBe(false)
    const ended = await vy('POST', `/api/today/${encodeURIComponent(key)}/end`, { end: 'yes' })
    expect(ended.status).toBe(200)
    expect(await seenNow(complaint)).toMatchObject({ heard: 'content', next: 'close' })
    const { version } = ended.body
    expect((await vy('POST', `/api/today/${encodeURIComponent(key)}/reopen`, { version })).status).toBe(200)
    expect(await seenNow(complaint)).toMatchObject({ heard: null, next: 'ask' })
  })
})

describe('figures', () => {
  test('count by cause and place, in time with a bound, and what came again although something was done', async () => {
    house.now = new Date('2027-03-01T02:00:00Z')
    const [ngoc, phuc] = [house.as('reception'), house.as('warehouse')]
    const first = await done(await received({ how: 'counter', touchpointKind: 'visit' }, ngoc), 'cause', { cause: 'waiting' }, ngoc)
    const prevented = await done(first, 'prevent', { words: 'Thêm người buổi trưa', holderId: phucId, day: '2027-03-02' }, ngoc)
    const { prevention } = prevented.promises
    expect((await phuc('POST', `/api/promises/${prevention.id}/keep`, { version: prevention.version })).status).toBe(200)
    house.now = new Date('2027-03-03T02:00:00Z')
    const second = await done(await received({ how: 'counter', touchpointKind: 'visit' }, ngoc), 'cause', { cause: 'waiting' }, ngoc)
    expect(second.repeats).toMatchObject({ code: first.code })
    await done(second, 'answer', { decision: 'rejected', words: 'Hôm đó chỉ chờ ba phút', how: 'call' }, ngoc)
    const span = 'from=2027-03-01&until=2027-03-31'
    const figures = (await owner('GET', `/api/complaints/figures?${span}`)).body
    expect(figures).toMatchObject({ count: 2, open: 2, rejected: 1, repeats: 1, acknowledged: { inTime: 2, ended: 2, rate: 1 } })
    expect(figures.acknowledged.low).toBeLessThan(1)
    expect(figures.causes).toMatchObject([{ key: 'waiting', count: 2, repeats: 1, inTime: 1, ended: 1 }])
    expect(figures.touchpoints).toMatchObject([{ key: 'visit', count: 2 }])
    // Every figure opens as many rows as it counts.
    const rows = async (more: string) => (await owner('GET', `/api/complaints?state=all&${span}&${more}`)).body
    expect((await rows('cause=waiting')).count).toBe(2)
    expect((await rows('touchpointKind=visit')).count).toBe(2)
    expect((await rows('cause=unknown')).count).toBe(0)
    expect((await rows('isRepeat=true')).complaints.map(({ code }: Body) => code)).toEqual([second.code])
    expect((await rows('answered=in-time')).count).toBe(1)
    expect((await rows(`code=${first.code}`)).complaints.map(({ id }: Body) => id)).toEqual([first.id])
  })

  test('a list goes on from page to page without leaving anybody out', async () => {
    const query = 'state=open&limit=3'
    const seen: string[] = []
    let after = ''
    do {
      const page = (await owner('GET', `/api/complaints?${query}${after && `&after=${after}`}`)).body
      seen.push(...page.complaints.map(({ id }: Body) => id))
      after = page.next ?? ''
    } while (after)
    expect(seen).toHaveLength(new Set(seen).size)
    expect(seen).toHaveLength((await owner('GET', `/api/complaints?${query}`)).body.count)
  })
})
