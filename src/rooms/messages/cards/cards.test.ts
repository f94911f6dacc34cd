import { beforeAll, describe, expect, test } from 'vitest'
import { aHouse } from '../../../../test/support/house.ts'
import { aPostOffice } from '../../../../test/support/post-office.ts'
import { lunarOf } from '../../../values/lunar-date.ts'
import { leave } from '../consent/consents.ts'
import { wrapped } from './card-layout.ts'
import { offerAvoided, repeats, soundsLikeOffer, wordsPrint } from './card-rules.ts'

const house = aHouse()
aPostOffice(house)

const ask = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, body?: unknown) => house.as('marketing')(method, url, body)
const owner = house.as('owner')

let bich = ''
let ha = ''
let birthday: { occasionKey: string; year: number; on: string }
const WORDS = 'Chào bà Bích,\n\nNhân sinh nhật bà, cả nhà chúc bà mạnh khoẻ.'

async function person(name: string, them: string): Promise<string> {
  const made = await owner('POST', '/api/customers', { name, address: { them, us: 'cháu', source: 'customer' }, contacts: [] })
  expect(made.status, made.text).toBe(201)
  return made.body.id
}

const peopleAhead = async (days = 92) => (await ask('GET', `/api/occasions?days=${days}`)).body.people

beforeAll(async () => {
  bich = await person('Trần Thị Bích', 'bà')
  ha = await person('Đặng Thu Hà', 'cô')
  const moon = lunarOf('2026-11-29')
  await owner('POST', `/api/customers/${bich}/occasions`, { kind: 'birthday', calendar: 'lunar', month: moon?.month, day: moon?.day })
  await owner('POST', `/api/customers/${ha}/occasions`, { kind: 'birthday', month: 11, day: 30 })
  await owner('POST', `/api/customers/${ha}/occasions`, { kind: 'memorial', month: 12, day: 1 })
  await owner('POST', `/api/customers/${ha}/preferences`, { stance: 'avoids', what: 'giảm giá dịp sinh nhật', source: 'said' })
  birthday = (await peopleAhead()).find(({ customerId }: { customerId: string }) => customerId === bich)
})

const give = (customerId: string, body: Record<string, unknown>) =>
  ask('POST', `/api/customers/${customerId}/cards`, { words: WORDS, how: 'paper', ...body })
const forBich = (more: Record<string, unknown> = {}) => give(bich, { occasionKey: birthday.occasionKey, year: birthday.year, ...more })

describe('the calendar of days', () => {
  test('shows the house’s days solar and lunar side by side, with when to begin preparing', async () => {
    const { body } = await ask('GET', '/api/occasions?days=92')
    const tet = body.house.find(({ key }: { key: string }) => key === 'tet')
    expect(tet).toMatchObject({ on: '2027-02-06', lunar: '1/1 âm (mùng 1 tháng Giêng)', prepareFrom: '2027-01-13', year: 2027, given: 0 })
    expect(body.house.map(({ on }: { on: string }) => on)).toEqual([...body.house.map(({ on }: { on: string }) => on)].sort())
  })

  test('shows a lunar birthday on its solar day, and never the day somebody died', async () => {
    const people = await peopleAhead()
    expect(people.find(({ customerId }: { customerId: string }) => customerId === bich)).toMatchObject({
      calendar: 'lunar',
      on: '2026-11-29',
      calledAs: 'bà Bích',
      card: null,
    })
    expect(people.filter(({ customerId }: { customerId: string }) => customerId === ha).map(({ kind }: { kind: string }) => kind)).toEqual([
      'birthday',
    ])
  })

  test('the house leaves a day out, and adds one of its own', async () => {
    const off = await ask('PATCH', '/api/house-days/valentine', { isKept: false, version: 0 })
    expect(off.status, off.text).toBe(200)
    const again = await ask('PATCH', '/api/house-days/valentine', { isKept: true, version: 0 })
    expect(again).toMatchObject({ status: 409, body: { code: 'cards.changed_meanwhile' } })
    const own = await ask('POST', '/api/house-days', {
      names: { vi: 'Ngày mở cửa nhà', en: 'The day we opened' },
      calendar: 'lunar',
      month: 12,
      day: 15,
      prepareDays: 5,
    })
    expect(own.status, own.text).toBe(201)
    const keys = (await ask('GET', '/api/occasions?days=92')).body.house
    expect(keys.some(({ key }: { key: string }) => key === 'valentine')).toBe(false)
    expect(keys.find(({ key }: { key: string }) => key === own.body.key)).toMatchObject({
      on: '2027-01-22',
      lunar: '15/12 âm (rằm tháng Chạp)',
    })
    expect((await ask('DELETE', `/api/house-days/${own.body.key}`)).status).toBe(200)
    expect((await ask('DELETE', '/api/house-days/tet')).status).toBe(404)
    const wrong = { names: { vi: 'x', en: 'x' }, calendar: 'solar', month: 4, day: 31, prepareDays: 1 }
    expect(await ask('POST', '/api/house-days', wrong)).toMatchObject({ status: 404, body: { code: 'cards.no_such_day' } })
  })
})

describe('a card', () => {
  test('is ready in the right form of address, in both languages', async () => {
    const at = `/api/customers/${bich}/cards/${birthday.occasionKey}/${birthday.year}/draft`
    const { body } = await ask('GET', at)
    expect(body).toMatchObject({ language: 'vi', title: 'Chúc mừng sinh nhật', missing: [] })
    expect(body.words).toContain('Chào bà Bích,')
    expect(body.words).toContain('chúc bà thêm một tuổi')
    expect((await ask('GET', `${at}?language=en`)).body.words).toContain('Dear Ms Bích,')
  })

  test('is printed on A6 and marked when somebody says that it was given, then never again', async () => {
    const card = { customerId: bich, occasionKey: birthday.occasionKey, year: birthday.year, words: WORDS }
    const printed = await ask('POST', '/api/cards/print', { cards: [card] })
    expect(printed.status, printed.text).toBe(200)
    expect(Buffer.from(printed.body.pdf, 'base64').subarray(0, 5).toString()).toBe('%PDF-')
    expect(printed.body).toMatchObject({ pages: 2, fileName: 'thiep-2026-11-23.pdf' })
    expect((await peopleAhead()).find(({ customerId }: { customerId: string }) => customerId === bich).card).toBeNull()
    expect((await forBich()).status).toBe(201)
    expect((await peopleAhead()).find(({ customerId }: { customerId: string }) => customerId === bich).card).toMatchObject({ how: 'paper' })
    expect(await forBich({ words: 'Lời khác hẳn.' })).toMatchObject({ status: 409, body: { code: 'cards.given_already' } })
    expect(await ask('POST', '/api/cards/print', { cards: [card] })).toMatchObject({ status: 409, body: { code: 'cards.given_already' } })
  })

  test('with the words of last year is refused, and last year’s words are shown', async () => {
    const next = { year: birthday.year + 1 }
    expect(await forBich({ ...next, words: `${WORDS.toUpperCase()}  ` })).toMatchObject({
      status: 409,
      body: { code: 'cards.same_words', fields: { words: String(birthday.year) } },
    })
    const { body } = await ask('GET', `/api/customers/${bich}/cards/${birthday.occasionKey}/${birthday.year + 1}/draft`)
    expect(body.before).toMatchObject([{ year: birthday.year, words: WORDS, how: 'paper' }])
    const given = await forBich({ ...next, words: 'Năm nay cháu gửi bà giỏ trà gừng.', gift: 'Trà gừng' })
    expect(given.status, given.text).toBe(201)
    expect(await forBich({ year: birthday.year + 2, words: 'Thêm một lời nữa.', gift: 'trà gừng' })).toMatchObject({
      status: 409,
      body: { code: 'cards.same_gift' },
    })
  })

  test('pressed twice at once, it is given once', async () => {
    const day = { year: birthday.year + 3, words: 'Chúc bà an khang.' }
    const both = await Promise.all([forBich(day), forBich(day)])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
  })

  test('marked by mistake, it can be taken back', async () => {
    const made = await forBich({ year: birthday.year + 4, words: 'Chúc bà thật vui.' })
    expect((await ask('DELETE', `/api/customers/${bich}/cards/${made.body.cardId}`)).status).toBe(200)
    expect((await forBich({ year: birthday.year + 4, words: 'Chúc bà thật vui.' })).status).toBe(201)
  })

  test('cô Hà wants no discount on her birthday: with one it is refused, without one it passes', async () => {
    const day = (await peopleAhead()).find(({ customerId }: { customerId: string }) => customerId === ha)
    const frame = { occasionKey: day.occasionKey, year: day.year }
    expect(await give(ha, { ...frame, words: 'Tặng cô mã giảm giá 10 %.' })).toMatchObject({
      status: 409,
      body: { code: 'cards.offer_unwanted' },
    })
    expect(await give(ha, { ...frame, hasOffer: true })).toMatchObject({ status: 409, body: { code: 'cards.offer_unwanted' } })
    expect((await give(ha, { ...frame, words: 'Chúc cô một ngày thật vui.' })).status).toBe(201)
  })

  test('sent where there is no address, it is held with the reason and counts as nothing', async () => {
    const answer = await forBich({ year: birthday.year + 5, words: 'Chúc bà sống lâu.', how: 'zalo' })
    expect(answer.body).toMatchObject({ cardId: null, verdict: { answer: 'no', rule: 'address' } })
    const { body } = await ask('GET', `/api/customers/${bich}/cards/${birthday.occasionKey}/${birthday.year + 5}/draft`)
    expect(body.day.card).toBeNull()
  })

  test('with signs that paper cannot show is refused by name', async () => {
    expect(await forBich({ year: birthday.year + 6, words: 'Chúc mừng 🎂' })).toMatchObject({
      status: 400,
      body: { code: 'cards.cannot_print', fields: { words: '🎂' } },
    })
  })

  test('who left everything gets none, on paper neither', async () => {
    const left = await person('Đã Rời', 'anh')
    await owner('POST', `/api/customers/${left}/occasions`, { kind: 'birthday', month: 12, day: 3 })
    const day = (await peopleAhead()).find(({ customerId }: { customerId: string }) => customerId === left)
    await house.db.transaction().execute((tx) => leave(tx, { customerId: left, method: 'page', now: house.now }))
    expect(await give(left, { occasionKey: day.occasionKey, year: day.year })).toMatchObject({
      status: 409,
      body: { code: 'cards.not_wanted' },
    })
  })
})

describe('cards for several people at once', () => {
  const PLAIN = 'Chúc mừng năm mới, mong lại được đón tiếp.'
  let lan = ''
  let left = ''
  const newYear = (customerId: string, more: object = {}) => ({ customerId, occasionKey: 'new-year', year: 2027, ...more })

  beforeAll(async () => {
    lan = await person('Đỗ Ngọc Lan', 'chị')
    left = await person('Hồ Thôi Nhận', 'chú')
    await house.db.transaction().execute((tx) => leave(tx, { customerId: left, method: 'page', now: house.now }))
  })

  test('each has their own words, and who may not get one has the reason beside them', async () => {
    const { status, body, text } = await ask('POST', '/api/cards/prepare', {
      cards: [newYear(lan), newYear(ha, { words: 'Tặng cô mã giảm giá 10 %.' }), newYear(left)],
    })
    expect(status, text).toBe(200)
    expect(body.cards).toMatchObject([
      { customerId: lan, refusal: null, missing: [], day: { calledAs: 'chị Lan' } },
      { customerId: ha, refusal: 'cards.offer_unwanted', words: 'Tặng cô mã giảm giá 10 %.' },
      { customerId: left, refusal: 'cards.not_wanted' },
    ])
    expect(body.cards[0].words).toContain('chị Lan')
  })

  test('one file holds those that may be printed and names the others; alone, one is refused as ever', async () => {
    const cards = [newYear(lan, { words: PLAIN }), newYear(left, { words: PLAIN }), newYear(ha, { words: 'Dài quá. '.repeat(130) })]
    const printed = await ask('POST', '/api/cards/print', { cards, leaveOut: true })
    expect(printed.status, printed.text).toBe(200)
    expect(printed.body).toMatchObject({
      pages: 2,
      refused: [
        { customerId: left, code: 'cards.not_wanted' },
        { customerId: ha, code: 'cards.too_long' },
      ],
    })
    expect(await ask('POST', '/api/cards/print', { cards })).toMatchObject({ status: 409, body: { code: 'cards.not_wanted' } })
    expect(await ask('POST', '/api/cards/print', { cards: cards.slice(1), leaveOut: true })).toMatchObject({
      status: 409,
      body: { code: 'cards.none_left' },
    })
  })

  test('they are noted as handed over together, once, and taken back together', async () => {
    const cards = [newYear(lan, { words: PLAIN }), newYear(left, { words: PLAIN }), newYear(bich, { words: PLAIN })]
    const both = await Promise.all([1, 2].map(() => ask('POST', '/api/cards/given', { cards, how: 'paper' })))
    const [first, second] = both.toSorted((a, b) => b.body.given.length - a.body.given.length).map(({ body }) => body)
    expect(first.given.map(({ customerId }: { customerId: string }) => customerId).sort()).toEqual([lan, bich].sort())
    expect(first.refused).toMatchObject([{ customerId: left, code: 'cards.not_wanted' }])
    expect(second.given).toEqual([])
    const on = (customerId: string) => ask('GET', `/api/customers/${customerId}/cards/new-year/2027/draft`)
    expect((await on(lan)).body.day.card).toMatchObject({ how: 'paper' })
    const wrong = [first.given[0], { ...first.given[1], cardId: first.given[0].cardId }]
    expect(await ask('POST', '/api/cards/taken-back', { cards: wrong })).toMatchObject({
      status: 404,
      body: { code: 'cards.no_such_card' },
    })
    expect((await on(lan)).body.day.card).not.toBeNull()
    expect((await ask('POST', '/api/cards/taken-back', { cards: first.given })).status).toBe(200)
    for (const customerId of [lan, bich]) expect((await on(customerId)).body.day.card).toBeNull()
  })
})

describe('what repeats', () => {
  const before = [{ occasionKey: 'tet', year: 2026, print: wordsPrint('Chúc mừng năm mới!'), gift: 'Trà sen' }]
  test.each([
    ['the same day', { occasionKey: 'tet', year: 2026, words: 'khác', gift: '' }, 'given_already'],
    ['the same words in capitals and other marks', { occasionKey: 'tet', year: 2027, words: 'CHÚC MỪNG NĂM MỚI', gift: '' }, 'same_words'],
    ['the same words for another day', { occasionKey: 'new-year', year: 2027, words: 'chúc mừng, năm mới', gift: '' }, 'same_words'],
    ['the same gift', { occasionKey: 'tet', year: 2027, words: 'khác', gift: 'trà  SEN' }, 'same_gift'],
    ['other words, no gift', { occasionKey: 'tet', year: 2027, words: 'Chúc mừng năm mới, thêm một dòng', gift: '' }, undefined],
  ])('%s', (_name, asked, why) => {
    expect(repeats(asked, before)?.why).toBe(why)
  })

  test('an offer is known by its words, a wish is none', () => {
    expect(soundsLikeOffer('Tặng chị ưu đãi nhỏ')).toBe(true)
    expect(soundsLikeOffer('giảm 10% cho lần sau')).toBe(true)
    expect(soundsLikeOffer('Chúc chị một năm bình an')).toBe(false)
    expect(offerAvoided(['hoa ly', 'giảm giá dịp sinh nhật'])).toBe('giảm giá dịp sinh nhật')
    expect(offerAvoided(['hoa ly'])).toBeUndefined()
  })

  test('nothing is lost when lines are broken', () => {
    const words = 'một hai ba bốn năm sáu bảy tám chín mười'
    expect(wrapped(words, 9, (text) => text.length).join(' ')).toBe(words)
  })
})
