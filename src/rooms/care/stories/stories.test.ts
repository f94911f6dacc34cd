import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aHouse } from '../../../../test/support/house.ts'
import { addDays } from '../../../values/civil-date.ts'
import { storyJobs } from './jobs.ts'

const house = aHouse()
const ngoc = house.as('reception')
const storekeeper = house.as('warehouse')
const owner = house.as('owner')
const MONDAY = '2026-11-23'

const noon = (day: string) => new Date(`${day}T05:00:00Z`)

type Body = Record<string, unknown>
const made = async (url: string, body: Body): Promise<string> => {
  const answer = await ngoc('POST', url, body)
  expect(answer.status).toBe(201)
  return answer.body.id
}

/** A regular of three years with something to tell; `lacks` is what was never noted. */
async function aRegular(name: string, { lacks = '', more = {} }: { lacks?: string; more?: Body } = {}): Promise<string> {
  const id = await made('/api/customers', { name, address: { them: 'chị', source: 'self' }, ...more })
  for (const [at, ago] of [900, 500, 90].entries()) {
    const day = addDays(MONDAY, -ago)
    await made(`/api/customers/${id}/orders`, { kind: 'sale', state: 'done', total: 0, placedAt: `${day}T09:0${at}:00+07:00`, lines: [] })
  }
  if (lacks !== 'likes') await made(`/api/customers/${id}/preferences`, { stance: 'likes', what: 'trà gừng', source: 'said' })
  if (lacks !== 'thanks')
    await made(`/api/customers/${id}/timeline`, {
      kind: 'thanks',
      channel: 'counter',
      body: 'Chị khen vườn mát.',
      at: '2026-09-18T09:00:00+07:00',
    })
  return id
}

const choose = (on: string) => storyJobs(house.db)['care.stories']?.({}, noon(on))
const week = async (ask = storekeeper) => (await ask('GET', '/api/stories/this-week')).body
const toldOf = async () => (await week()).story?.name

beforeEach(() => {
  house.now = noon(MONDAY)
})

describe('before there is anybody to tell of', () => {
  test('the week has no story, and nobody minds', async () => {
    await aRegular('Chưa Có Gì', { lacks: 'thanks' })
    await choose(MONDAY)
    expect(await week()).toEqual({ week: MONDAY, isSkipped: false, story: null })
  })
})

describe('the story of a week', () => {
  let first = ''
  beforeAll(async () => {
    house.now = noon(MONDAY)
    for (const name of ['Nguyễn Thị Hoa', 'Trần Thị Mai', 'Lê Thị Lan']) await aRegular(name)
    const child = await aRegular('Bé Na', { more: { birthday: { year: 2015 } } })
    expect(child).toBeTruthy()
    const unhappy = await aRegular('Chị Bực')
    await made(`/api/customers/${unhappy}/timeline`, {
      kind: 'complaint',
      channel: 'counter',
      body: 'Phòng ồn.',
      at: '2026-11-01T09:00:00+07:00',
    })
    const mourning = await aRegular('Chị Tang')
    await made(`/api/customers/${mourning}/occasions`, { kind: 'memorial', calendar: 'lunar', month: 3, day: 10 })
    const declined = await aRegular('Chị Kín')
    await ngoc('PUT', `/api/customers/${declined}/story-wish`, { isDeclined: true })
    await choose(MONDAY)
    first = await toldOf()
  })

  test('is read by the storekeeper too, in one minute, and is the same when the job runs twice', async () => {
    expect(['Nguyễn Thị Hoa', 'Trần Thị Mai', 'Lê Thị Lan']).toContain(first)
    await choose(MONDAY)
    const { story } = await week()
    expect(story.name).toBe(first)
    expect(story.sentences.map(({ kind }: { kind: string }) => kind)).toEqual(['since', 'likes', 'thanks', 'greet'])
    expect(story.sentences[0].words).toMatch(/^Chị \S+ là khách của nhà từ năm 2024, đến nay đã ghé 3 lần\.$/)
    expect(story.sentences[2].source).toEqual({ kind: 'touchpoint', on: '2026-09-18' })
  })

  test('passes over a child, an open complaint, mourning and who declined, and tells of nobody twice within a year', async () => {
    const seen = new Set<string>()
    for (let at = 0; at < 6; at++) {
      const day = addDays(MONDAY, 7 * at)
      house.now = noon(day)
      await choose(day)
      const name = await toldOf()
      if (name) {
        expect(seen.has(name)).toBe(false)
        seen.add(name)
      }
    }
    expect([...seen].sort()).toEqual(['Lê Thị Lan', 'Nguyễn Thị Hoa', 'Trần Thị Mai'])
    const { stories } = (await storekeeper('GET', '/api/stories')).body
    expect(stories.map(({ week: on }: { week: string }) => on)).toEqual(
      [...stories.map(({ week: on }: { week: string }) => on)].sort().reverse(),
    )
  })

  test('is written anew by who leads the house, in a minute and without anything private, and goes back', async () => {
    const { story } = await week()
    const write = (words: unknown, version = story.version) => owner('PATCH', `/api/stories/${story.id}`, { words, version })
    expect((await ngoc('PATCH', `/api/stories/${story.id}`, { words: null, version: 1 })).status).toBe(403)
    expect((await write({ vi: 'Số của chị là 0570 000 101.', en: 'x' })).body.code).toBe('care.story_private')
    expect((await write({ vi: Array(161).fill('hoa').join(' '), en: 'x' })).body.code).toBe('care.story_too_long')
    const words = { vi: 'Chị hay ngồi hiên đọc sách.', en: 'She likes to read on the veranda.' }
    expect((await write(words)).body).toMatchObject({ ownWords: words, editedByName: 'owner', version: 2 })
    expect((await write(words)).body.code).toBe('care.changed_meanwhile')
    expect((await write(null, 2)).body).toMatchObject({ ownWords: null, editedByName: null, version: 3 })
  })

  test('is left out for a week, and told after all', async () => {
    expect((await ngoc('PUT', '/api/stories/this-week', { isSkipped: true })).status).toBe(403)
    expect((await owner('PUT', '/api/stories/this-week', { isSkipped: true })).body).toMatchObject({ isSkipped: true, story: null })
    await choose(MONDAY)
    expect((await week()).story).toBe(null)
    expect((await owner('PUT', '/api/stories/this-week', { isSkipped: false })).body).toMatchObject({ isSkipped: false })
    expect(await toldOf()).toBe(first)
  })

  test('is taken away at once when its customer wants none, in the archive too', async () => {
    const { story } = await week()
    const wish = (isDeclined: boolean) => ngoc('PUT', `/api/customers/${story.customerId}/story-wish`, { isDeclined })
    expect((await wish(true)).body).toMatchObject({ isDeclined: true, notedByName: 'reception' })
    expect((await wish(true)).body.isDeclined).toBe(true)
    expect((await week()).story?.customerId).not.toBe(story.customerId)
    house.now = noon(addDays(MONDAY, 70))
    const { stories } = (await storekeeper('GET', '/api/stories?limit=50')).body
    expect(stories.some(({ customerId }: { customerId: string }) => customerId === story.customerId)).toBe(false)
    expect((await wish(false)).body).toMatchObject({ isDeclined: false, notedByName: null })
  })

  test('is written down for nobody who read it', async () => {
    const before = await house.checksum()
    await week()
    await storekeeper('GET', '/api/stories')
    expect(await house.checksum()).toBe(before)
  })
})

test('a story is exchanged for another customer while there is one', async () => {
  const monday = '2027-01-18'
  for (const name of ['Đỗ Thị Cúc', 'Vũ Thị Đào']) await aRegular(name)
  house.now = noon(monday)
  await choose(monday)
  const { story } = await week()
  const { body } = await owner('POST', `/api/stories/${story.id}/swap`, { version: story.version })
  expect([story.name, body.story.name].sort()).toEqual(['Vũ Thị Đào', 'Đỗ Thị Cúc'])
  expect((await owner('POST', `/api/stories/${story.id}/swap`, { version: story.version })).body.code).toBe('care.no_such_story')
  expect((await owner('POST', `/api/stories/${body.story.id}/swap`, { version: 1 })).body.code).toBe('care.nobody_else')
  // What was refused changed nothing.
  expect(await toldOf()).toBe(body.story.name)
})
