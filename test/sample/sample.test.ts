import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { isOccasion } from '../../src/rooms/people/occasion-rules.ts'
import { preferencesToConfirm, standingOn } from '../../src/rooms/people/public.ts'
import { isFitting } from '../../src/rooms/people/tie-rules.ts'
import { bringSample } from '../../src/server/sample/actions.ts'
import { sampleHouse } from '../../src/server/sample/generate.ts'
import { markAsked } from '../../src/server/sample/store.ts'
import { hasCard } from '../../src/values/card-guard.ts'
import { trades } from '../../src/values/trades.data.ts'
import { aHouse } from '../support/house.ts'

const house = aHouse()
const ngoc = house.as('reception')
const owner = house.as('owner')
const folder = mkdtempSync(join(tmpdir(), 'quen-sample-'))
let tookMs = 0
let password: string | undefined

beforeAll(async () => {
  await markAsked(house.db)
  const begun = performance.now()
  password = await bringSample(house.db, { data: folder, now: house.now })
  tookMs = performance.now() - begun
  return () => rmSync(folder, { recursive: true, force: true })
})

/** How many times longer work takes here just now than it would alone: a fixed loop's time on the clock against its time on a core. */
function crowding(): number {
  const begun = performance.now()
  const before = process.cpuUsage()
  let sum = 0
  for (let step = 0; step < 150_000_000; step++) sum = (sum + step) | 0
  const { user, system } = process.cpuUsage(before)
  return sum === 1 ? 1 : Math.max(1, ((performance.now() - begun) * 1000) / (user + system))
}

type Person = { id: string; name: string; calledAs: string; greeting: string; fact: { kind: string; what?: string } }
const find = async (q: string): Promise<Person[]> => (await ngoc('GET', `/api/recognise?q=${encodeURIComponent(q)}`)).body.people
const cardOf = async (q: string) => {
  const [first] = await find(q)
  return (await owner('GET', `/api/customers/${first?.id}/card`)).body
}

describe('the sample house', () => {
  test('is there in less than ten seconds, and says how large it is', async () => {
    expect(tookMs).toBeLessThan(10_000 * crowding())
    const { body } = await owner('GET', '/api/sample')
    expect(body).toMatchObject({ state: 'ready', counts: { staff: 9, customers: 1240, orders: 8657, lines: 18_057, preferences: 2100 } })
    expect(body.done).toBe(body.total)
    expect((await owner('GET', '/api/house')).body.hasSample).toBe(true)
  })

  test('lets each of its staff in by one password that only the owner of the folder can read', async () => {
    const { body } = await owner('GET', '/api/sample')
    expect(body.signIns.map(({ mail }: { mail: string }) => mail)).toEqual(
      ['ngoc', 'vy', 'ly', 'phuc', 'son', 'tram', 'hanh', 'tu', 'dung'].map((name) => `${name}@nha-quen.example`),
    )
    const kept = readFileSync(join(folder, 'sample-password'), 'utf8').trim()
    expect(kept).toBe(password)
    expect(statSync(join(folder, 'sample-password')).mode & 0o777).toBe(0o600)
    for (const { mail, role } of body.signIns)
      expect(await house.as(undefined)('POST', '/api/sign-in', { mail, password: kept })).toMatchObject({ status: 200, body: { role } })
  })

  test('knows the figures of its customers as they would be counted anew', async () => {
    const counted = await house.database.pool.query(`select count(*) as n from orders o
      where kind <> 'refund' and state <> 'cancelled' and not exists (select from customer_day d where d.customer_id = o.customer_id and d.day = o.day)`)
    expect(counted.rows[0].n).toBe(0)
    const late = await house.database.pool.query('select count(*) as n from customer where last_contact_at > $1', [house.now])
    expect(late.rows[0].n).toBe(0)
  })

  test('puts nobody into a room that is taken', async () => {
    const found = await house.database.pool.query(`with stay as (
      select order_id, lines -> 0 -> 'attributes' ->> 'room' as room, daterange(starts_on, ends_on) as nights from orders where kind = 'stay' and state <> 'cancelled')
      select a.room, a.nights::text from stay a join stay b on a.room = b.room and a.order_id < b.order_id and a.nights && b.nights`)
    expect(found.rows).toEqual([])
  })
})

describe('the cast', () => {
  test.each(['0570.000.101', '84570000101', '+84570000101', '0101', 'thanh hoa', 'nguyen thi thanh hoa', 'Thahn Hoa'])(
    'chị Hoa comes first for %s',
    async (q) => {
      const [first] = await find(q)
      expect(first).toMatchObject({ name: 'Nguyễn Thị Thanh Hoa', calledAs: 'chị Hoa', greeting: 'Dạ, em chào chị Hoa ạ' })
    },
  )

  test('chị Hoa arrives today, takes 203 towards the garden, pays by Visa and avoids lilies', async () => {
    const card = await cardOf('0570 000 101')
    expect(card.usual).toContainEqual(expect.objectContaining({ label: 'room', what: '203', times: 8, of: 10 }))
    expect(card.usual).toContainEqual(expect.objectContaining({ label: 'view', what: 'vườn', times: 8, of: 10 }))
    expect(card.usual).toContainEqual(expect.objectContaining({ kind: 'paying', what: 'Visa •••• 4417', times: 7, of: 10 }))
    expect(card.avoids).toContainEqual(expect.objectContaining({ what: 'hoa ly', reason: 'dị ứng', source: 'said', notedOn: '2025-03-15' }))
    expect(card.likes.map(({ what }: { what: string }) => what)).toEqual(expect.arrayContaining(['trà gừng', 'gối cứng']))
    expect(card.stay).toMatchObject({ startsOn: '2026-11-23', endsOn: '2026-11-25', nth: 12, state: 'booked', summary: 'Phòng 203' })
    expect(card.buying).toMatchObject({ lastDay: '2026-09-18', rhythmDays: 95 })
    const said = card.recent.map(({ at, body }: { at: string; body: string | null }) => [at.slice(0, 10), body])
    expect(said).toContainEqual(['2026-11-02', expect.stringContaining('Hội An xưa')])
  })

  test('anh Cường bought eleven times, every 75 days, and has been silent for 140', async () => {
    const card = await cardOf('0570000104')
    expect(card.buying).toMatchObject({ orders: 11, lastDay: '2026-07-06', rhythmDays: 75 })
    expect(card.avoids[0].what).toBe('mùi ngọt')
    expect(card.pinned[0].body).toContain('đừng mời liền')
    const timeline = (await owner('GET', `/api/customers/${card.id}/timeline?limit=200`)).body
    expect(timeline.count).toBe(38)
    expect(timeline.entries.map(({ about }: { about: { code: string } | null }) => about?.code)).toEqual(
      expect.arrayContaining(['Đ-8127', 'Đ-7741', 'Đ-7402']),
    )
  })

  test('anh Bình and chị Lan are told apart on their one number', async () => {
    const people = await find('0570 000 106')
    expect(Object.fromEntries(people.map(({ calledAs, fact }) => [calledAs, fact]))).toMatchObject({
      'anh Bình': { kind: 'weekends' },
      'chị Lan': { kind: 'usual', what: 'Gói quà nơ lụa' },
    })
  })

  test.each([
    ['0570 000 102', 'anh An'],
    ['0570 000 103', 'bà Bích'],
    ['0570 000 105', 'cô Hà'],
    ['0570 000 108', "chị H'Mai"],
    ['0570 000 109', 'anh Minh'],
    ['0570 000 120', 'chị Mai'],
    ['+44 7700 900123', 'Ms Wilson'],
    ['kenji.tanaka@mail.example', 'Mr Tanaka'],
    ['Du lịch Mái Ngói', 'Du lịch Mái Ngói'],
    ['Xưởng gốm Bến Cũ', 'Xưởng gốm Bến Cũ'],
    ['Hợp tác xã Tinh dầu Lá Sim', 'Hợp tác xã Tinh dầu Lá Sim'],
    ['Nhà xe Cầu Tre', 'Nhà xe Cầu Tre'],
    ['Hiệu sách Góc Phố', 'Hiệu sách Góc Phố'],
  ])('%s is %s', async (q, called) => {
    expect((await find(q))[0]?.calledAs).toBe(called)
  })

  test('the three Thúy Hằng share a number, with orders on each', async () => {
    const people = await find('0570000107')
    expect(people.map(({ name }) => name).sort()).toEqual(['Nguyen Thi Thuy Hang', 'Nguyễn Thị Thuý Hằng', 'Nguyễn Thị Thúy Hằng'])
    for (const { id } of people) expect((await owner('GET', `/api/customers/${id}/orders`)).body.count).toBeGreaterThan(1)
  })

  test('Mr Tanaka comes for the third time, and has not come often enough for a rhythm', async () => {
    const card = await cardOf('kenji.tanaka@mail.example')
    expect(card).toMatchObject({ stay: { nth: 3, startsOn: '2026-11-23' }, buying: { rhythmDays: null, lastDay: '2026-06-04' } })
  })
})

const told = sampleHouse(house.now.getTime(), 'Asia/Ho_Chi_Minh')

describe('around the cast', () => {
  const profileOf = async (q: string) => {
    const [first] = await find(q)
    return (await ngoc('GET', `/api/customers/${first?.id}`)).body
  }
  type Tie = { kind: string; words: string | null; other: { name: string; calledAs: string } }

  test('anh Bình and chị Lan share a number, a home and each other, and their home answers to no number', async () => {
    expect((await find('0570000106')).map(({ calledAs }) => calledAs).sort()).toEqual(['anh Bình', 'chị Lan'])
    const binh = (await find('0570000106')).find(({ calledAs }) => calledAs === 'anh Bình')
    const { relationships } = (await ngoc('GET', `/api/customers/${binh?.id}`)).body
    expect(relationships.map(({ kind, words, other }: Tie) => [kind, words, other.calledAs])).toEqual([
      ['member-of', null, 'gia đình anh Bình chị Lan'],
      ['family', 'vợ', 'chị Lan'],
    ])
    const homes = await ngoc('GET', '/api/customers?kind=household&limit=50')
    expect(homes.body).toMatchObject({ count: 22, isExact: true })
  })

  test('chị Mai works at Mái Ngói and decides there; anh Cường came by anh Minh', async () => {
    const firm = await profileOf('Du lịch Mái Ngói')
    expect(firm.relationships.map(({ kind, other }: Tie) => [kind, other.calledAs])).toEqual([
      ['decides-for', 'chị Mai'],
      ['works-at', 'chị Mai'],
    ])
    const cuong = await profileOf('0570000104')
    expect(cuong.relationships).toMatchObject([
      { kind: 'introduced-by', side: 'from', words: 'bạn cùng lớp', other: { calledAs: 'anh Minh' } },
    ])
  })

  test('bà Bích has her birthday by the moon in six days, and the reading of it is kept', async () => {
    const { occasions } = await profileOf('0570000103')
    expect(occasions).toContainEqual(
      expect.objectContaining({ kind: 'birthday', calendar: 'lunar', month: 10, day: 21, written: '21 tháng Mười', nextOn: '2026-11-29' }),
    )
  })

  test('chị Hoa must not be met with lilies, which only those who meet her know; she chose her pillow and her tea', async () => {
    const { preferences, lifestyle, heardFrom, priceExpectation } = await profileOf('0570000101')
    expect(preferences[0]).toMatchObject({ stance: 'must-not', what: 'hoa ly', sensitivity: 'health', standing: 'sure' })
    expect(preferences).toContainEqual(expect.objectContaining({ what: 'gối cứng', group: 'pillow', standing: 'sure' }))
    expect(preferences).toContainEqual(expect.objectContaining({ what: 'trà gừng', source: 'observed', seenCount: 6, standing: 'sure' }))
    expect([lifestyle[0], heardFrom, priceExpectation]).toEqual(['dậy sớm', 'friend', 'fair'])
    const [hoa] = await find('0570000101')
    const seen = await house.as('marketing')('GET', `/api/customers/${hoa?.id}`)
    expect(seen.text).not.toMatch(/hoa ly|0570 000 101|4417/)
  })

  test('some tastes are sure, some are to be asked again, some have faded; and there is something to confirm', async () => {
    const { rows } = await house.database.pool.query(`select count(*) as n from preference
      where source = 'said' and stance in ('likes', 'avoids') and last_confirmed_on < '2025-11-23'`)
    expect(rows[0].n).toBeGreaterThan(50)
    expect(await preferencesToConfirm(house.db, '2026-11-23', 50, { role: 'reception' })).toHaveLength(50)
    const standings = told.preferences.map((line) => standingOn(line, '2026-11-23'))
    for (const standing of ['sure', 'perhaps', 'faded']) expect(standings.filter((one) => one === standing).length).toBeGreaterThan(100)
  })
})

describe('what is told', () => {
  const everything = JSON.stringify(told)

  test('is the same for the same moment, and begins 36 months before', () => {
    expect(JSON.stringify(sampleHouse(house.now.getTime(), 'Asia/Ho_Chi_Minh'))).toBe(everything)
    expect(told.orders[0]?.day).toMatch(/^2023-1[12]/)
  })

  test('has the size of the house', () => {
    const ofKind = (kind: string) => told.orders.filter((order) => order.kind === kind).length
    expect([ofKind('stay'), ofKind('sale'), ofKind('refund')]).toEqual([2900, 5700, 57])
    expect([told.lines.length, told.preferences.length]).toEqual([9400, 2100])
    const kinds = (kind: string) => told.customers.filter((customer) => customer.kind === kind).length
    expect([kinds('person'), kinds('organisation'), kinds('household')]).toEqual([1150, 68, 22])
    const isForeign = ({ country }: { country: string | null }) => country !== null && country !== 'VN'
    expect(told.customers.filter(isForeign).length / told.customers.length).toBeCloseTo(0.11, 2)
  })

  test('uses numbers and addresses that belong to nobody', () => {
    const contacts = told.customers.flatMap((customer) => customer.contacts)
    for (const { kind, value } of contacts) {
      if (kind === 'phone') expect(value).toMatch(/^(0570000\d{3}|\+44 7700 900123)$/)
      if (kind === 'mail') expect(value).toMatch(/\.example$/)
    }
    // A household is reached by those who belong to it.
    expect(told.customers.filter((customer) => customer.contacts.length === 0).map(({ kind }) => kind)).toEqual(Array(22).fill('household'))
    expect(everything).not.toMatch(/@(?![a-z0-9-]+\.example)/)
  })

  test('holds no card number', () => {
    const texts = [
      ...told.lines.map(({ body }) => body ?? ''),
      ...told.customers.flatMap((one) => [one.name, ...one.contacts.map(({ value }) => value)]),
    ]
    expect(texts.filter(hasCard)).toEqual([])
  })

  test('shows every form of address, channel, way of paying, state and feeling', () => {
    const all = <T>(list: readonly T[]) => [...new Set(list)].sort()
    expect(all(told.customers.map(({ address }) => address.them))).toEqual(
      all(['anh/chị', 'anh', 'chị', 'cô', 'chú', 'bác', 'ông', 'bà', 'em', 'bạn', 'thầy', 'none', 'Mr', 'Ms', 'Mrs', 'Mx', 'Dr']),
    )
    expect(all(told.customers.map(({ address }) => address.us))).toEqual(all(['em', 'cháu', 'con', 'tôi', 'chúng tôi']))
    expect(all(told.customers.map(({ address }) => address.source))).toEqual(all(['customer', 'self', 'staff', 'default']))
    expect(all(told.orders.map(({ state }) => state))).toEqual(all(['booked', 'open', 'left', 'delivered', 'done', 'cancelled']))
    expect(all(told.orders.map(({ paidBy }) => paidBy?.method ?? 'none'))).toEqual(
      all(['none', 'cash', 'card', 'transfer', 'wallet', 'cod', 'account']),
    )
    expect(all(told.lines.map(({ channel }) => channel ?? 'none'))).toEqual(
      all(['none', 'counter', 'phone', 'mail', 'zalo', 'facebook', 'web', 'sms', 'paper', 'channel-partner']),
    )
    expect(all(told.lines.map(({ kind }) => kind))).toEqual(
      all(['note', 'call', 'visit', 'message', 'letter', 'delivery', 'complaint', 'thanks']),
    )
    expect(all(told.lines.map(({ feeling }) => feeling ?? 'none'))).toEqual(all(['none', 'glad', 'content', 'unhappy']))
    const kinds = all(told.customers.flatMap(({ contacts }) => contacts.map(({ kind }) => kind)))
    expect(kinds).toEqual(expect.arrayContaining(['phone', 'mail', 'zalo', 'facebook', 'loyalty-card', 'tax']))
  })

  test('ties nobody twice or in a circle, and to whom one can be tied', () => {
    const kindOf = new Map(told.customers.map(({ id, kind }) => [id, kind]))
    const marks = told.ties.map(
      ({ kind, customerId, otherId }) => `${kind} ${kind === 'family' ? [customerId, otherId].sort() : [customerId, otherId]}`,
    )
    expect(new Set(marks).size).toBe(marks.length)
    expect(
      told.ties.filter(
        ({ kind, customerId, otherId }) => !isFitting(kind, kindOf.get(customerId) ?? 'person', kindOf.get(otherId) ?? 'person'),
      ),
    ).toEqual([])
    const cameBy = new Map(told.ties.filter(({ kind }) => kind === 'introduced-by').map(({ customerId, otherId }) => [customerId, otherId]))
    for (const start of cameBy.keys()) {
      let hands = 0
      for (let at = cameBy.get(start); at !== undefined; at = cameBy.get(at)) expect(++hands).toBeLessThan(10)
    }
  })

  test('knows only days that calendars have, and chooses no more than may be chosen', () => {
    expect(told.occasions.length).toBeGreaterThan(100)
    expect(told.occasions.filter((occasion) => !isOccasion(occasion))).toEqual([])
    const chosen = new Map<string, number>()
    for (const { customerId, group } of told.preferences)
      if (group) chosen.set(`${customerId} ${group}`, (chosen.get(`${customerId} ${group}`) ?? 0) + 1)
    for (const [mark, count] of chosen)
      expect(count).toBeLessThanOrEqual(trades.hotel.groups.find(({ key }) => mark.endsWith(` ${key}`))?.atMost ?? 0)
    expect(chosen.size).toBeGreaterThan(30)
  })

  test('leaves no blank to fill in a sentence', () => {
    expect(told.lines.filter(({ body }) => !body || /[[\]{}|]|undefined| {2}/.test(body))).toEqual([])
  })

  test('is told before its beginning, but for the stays ahead', () => {
    const now = house.now.getTime()
    expect(told.lines.filter(({ at }) => at > now)).toEqual([])
    expect(told.orders.filter(({ placedAt }) => placedAt.getTime() > now)).toEqual([])
  })

  test('stands for any first morning', () => {
    for (const moment of ['2026-02-14T18:30:00Z', '2027-10-30T01:00:00Z', '2028-02-29T23:59:00Z']) {
      const at = Date.parse(moment)
      const other = sampleHouse(at, 'Asia/Ho_Chi_Minh')
      expect([other.customers.length, other.orders.length, other.lines.length, other.preferences.length]).toEqual([1240, 8657, 9400, 2100])
      expect(other.lines.filter((line) => line.at > at)).toEqual([])
    }
  })
})
