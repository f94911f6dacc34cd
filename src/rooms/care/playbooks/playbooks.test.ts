import { beforeAll, describe, expect, test } from 'vitest'
import { aHouse } from '../../../../test/support/house.ts'
import { hire, type Member } from '../../../../test/support/team.ts'
import { tradeKeys } from '../../../values/trades.data.ts'
import { builtInPlaybooks } from './built-in.data.ts'
import { playbookContent, situations } from './contract.ts'

describe('the playbooks that every house begins with', () => {
  test('are whole in both languages: a title, when, three to seven steps, what to say and what not', () => {
    for (const { key, content } of builtInPlaybooks) {
      expect(playbookContent.safeParse(content).success, key).toBe(true)
      expect(content.steps.vi.length, key).toBe(content.steps.en.length)
      expect(content.notSay.vi && content.notSay.en, key).toBeTruthy()
    }
    expect(new Set(builtInPlaybooks.map(({ key }) => key)).size).toBe(builtInPlaybooks.length)
  })

  test('are at least ten for every trade, and every situation has one', () => {
    for (const trade of tradeKeys)
      expect(builtInPlaybooks.filter(({ trades }) => !trades || trades.includes(trade)).length, trade).toBeGreaterThanOrEqual(10)
    for (const situation of situations)
      expect(
        builtInPlaybooks.some(({ content }) => content.belongs.includes(situation)),
        situation,
      ).toBe(true)
  })
})

const house = aHouse()
const owner = house.as('owner')
const storekeeper = house.as('warehouse')
const stranger = house.as(undefined)

type Shown = { key: string; version: number; isKept: boolean; readOn: string | null; practisedOn: string | null; content: Content }
type Content = { title: { vi: string; en: string } } & Record<string, unknown>
const all = async (ask = owner): Promise<Shown[]> => (await ask('GET', '/api/playbooks')).body.playbooks
const one = async (key: string): Promise<Shown> => {
  const found = (await all()).find((book) => book.key === key)
  if (!found) throw new Error(`no playbook ${key}`)
  return found
}

let ngoc: Member
beforeAll(async () => {
  ngoc = await hire(house, 'Ngoc', 'reception')
})
const asNgoc = (method: 'GET' | 'PUT', url: string, body?: object) => stranger(method, url, body, ngoc.cookie)

describe('a house’s playbooks', () => {
  test('are read by everybody, the storekeeper too, and written by who leads the house', async () => {
    expect((await all(storekeeper)).map(({ key }) => key)).toContain('lost-item')
    const { content } = await one('waiting')
    expect((await storekeeper('PATCH', '/api/playbooks/waiting', { content, version: 0 })).status).toBe(403)
    expect((await storekeeper('GET', '/api/playbooks/waiting/history')).status).toBe(403)
  })

  test('keep how they stood before, back to the one that was built in', async () => {
    const before = await one('noise')
    const content = { ...before.content, title: { vi: 'Khi khách than ồn', en: 'When it is noisy' } }
    expect((await owner('PATCH', '/api/playbooks/noise', { content, version: 0 })).body).toMatchObject({ version: 1 })
    expect((await owner('PATCH', '/api/playbooks/noise', { content, version: 0 })).body.code).toBe('care.playbook_changed')
    await owner('PATCH', '/api/playbooks/noise', { isKept: false, version: 1 })
    expect(await one('noise')).toMatchObject({ isKept: false, version: 2, content: { title: { vi: 'Khi khách than ồn' } } })
    const { versions } = (await owner('GET', '/api/playbooks/noise/history')).body
    expect(versions.map((version: Shown) => [version.version, version.isKept, version.content.title.vi])).toEqual([
      [2, false, 'Khi khách than ồn'],
      [1, true, 'Khi khách than ồn'],
      [0, true, before.content.title.vi],
    ])
  })

  test('may be their own, and one that nobody wrote is none', async () => {
    const { content } = await one('waiting')
    const made = await owner('POST', '/api/playbooks', { ...content, title: { vi: 'Khách về khuya', en: 'Coming home late' } })
    expect(made).toMatchObject({ status: 201, body: { isOwn: true, version: 1 } })
    expect((await all(storekeeper)).some(({ key }) => key === made.body.key)).toBe(true)
    expect((await owner('PATCH', '/api/playbooks/house:nothing', { isKept: false, version: 0 })).body.code).toBe('care.no_such_playbook')
    const short = { ...content, steps: { vi: ['Một', 'Hai'], en: ['One', 'Two'] } }
    expect((await owner('POST', '/api/playbooks', short)).status).toBe(400)
  })
})

describe('practice', () => {
  test('is noted for oneself and taken back, and stands in nobody else’s list', async () => {
    const noted = await asNgoc('PUT', '/api/me/playbooks/waiting', { isRead: true, isPractised: true })
    expect(noted.body).toEqual({ readOn: '2026-11-23', practisedOn: '2026-11-23' })
    const mine = (await asNgoc('GET', '/api/playbooks')).body.playbooks.find(({ key }: Shown) => key === 'waiting')
    expect(mine).toMatchObject({ readOn: '2026-11-23', practisedOn: '2026-11-23' })
    expect(await one('waiting')).toMatchObject({ readOn: null, practisedOn: null })
    await asNgoc('PUT', '/api/me/playbooks/waiting', { isRead: true, isPractised: false })
    expect((await asNgoc('GET', '/api/playbooks')).body.playbooks.find(({ key }: Shown) => key === 'waiting')).toMatchObject({
      readOn: '2026-11-23',
      practisedOn: null,
    })
  })

  test('is no program’s, and leaves nothing in the trail', async () => {
    expect((await owner('PUT', '/api/me/playbooks/waiting', { isRead: true, isPractised: false })).body.code).toBe('team.staff_only')
    expect((await asNgoc('PUT', '/api/me/playbooks/no-such', { isRead: true, isPractised: false })).body.code).toBe('care.no_such_playbook')
    const trail = await house.db.selectFrom('audit').select('act').where('act', '=', 'notePractice').execute()
    expect(trail).toEqual([])
  })
})
