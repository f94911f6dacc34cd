import { describe, expect, test } from 'vitest'
import { aHouse } from '../../../test/support/house.ts'

const house = aHouse()
const ngoc = house.as('reception')
const owner = house.as('owner')

const field = (key: string, body: object) =>
  owner('PUT', `/api/customer-fields/${key}`, { nameVi: 'Mục', nameEn: 'Field', appliesTo: ['person'], ...body })
const add = (fields: object, more: object = {}) => ngoc('POST', '/api/customers', { name: 'Hoa', fields, ...more })

describe('a field of the house’s own', () => {
  test('takes what it asks for and names what does not fit', async () => {
    const choices = [
      { key: 'a', vi: 'Nhóm A', en: 'Group A' },
      { key: 'b', vi: 'Nhóm B', en: 'Group B' },
    ]
    await field('skin', { kind: 'choice', choices })
    await field('shoe', { kind: 'number' })
    await field('seen-doctor', { kind: 'date' })
    await field('likes-letters', { kind: 'yes-no' })
    await field('team', { kind: 'text' })
    const fit = { skin: 'b', shoe: 38.5, 'seen-doctor': '2026-02-28', 'likes-letters': false, team: 'đội tuyển' }
    const made = await add(fit)
    expect(made.body.fields).toEqual(fit)
    for (const [key, value] of [
      ['skin', 'c'],
      ['shoe', '38'],
      ['shoe', 4_242_424_242_424_242],
      ['seen-doctor', '2026-02-30'],
      ['likes-letters', 'yes'],
      ['team', 7],
      ['nothing', 'x'],
    ] as const) {
      const refused = await add({ [key]: value })
      expect([key, refused.status, refused.body.code, Object.keys(refused.body.fields)]).toEqual([
        key,
        400,
        'people.field_unfit',
        [`fields.${key}`],
      ])
    }
    expect((await add({ team: 'thẻ 9704195798459170488' })).body.code).toBe('text.card_number')
  })

  test('changes only where it is sent, is emptied by nothing, and is asked only of whom it is for', async () => {
    await field('blood', { kind: 'text' })
    await field('sleep', { kind: 'text' })
    const { id } = (await add({ blood: 'O', sleep: 'sớm' })).body
    expect((await ngoc('PATCH', `/api/customers/${id}`, { fields: { sleep: 'muộn' }, version: 1 })).body.fields).toEqual({
      blood: 'O',
      sleep: 'muộn',
    })
    expect((await ngoc('PATCH', `/api/customers/${id}`, { fields: { blood: null }, version: 2 })).body.fields).toEqual({ sleep: 'muộn' })
    expect((await add({ blood: 'O' }, { kind: 'organisation' })).body.code).toBe('people.field_unfit')
  })

  test('that is retired keeps what was written and takes nothing new', async () => {
    const made = (await field('old', { kind: 'text' })).body
    const { id } = (await add({ old: 'xưa' })).body
    expect((await field('old', { kind: 'text', isRetired: true, version: made.version })).body).toMatchObject({
      isRetired: true,
      version: 2,
    })
    expect((await add({ old: 'mới' })).body.fields).toEqual({ 'fields.old': 'no_such_field' })
    expect((await ngoc('PATCH', `/api/customers/${id}`, { tags: ['x'], version: 1 })).body.fields).toEqual({ old: 'xưa' })
  })

  test('is made once, changed by its version, and keeps its kind', async () => {
    expect((await field('kind', { kind: 'text' })).body).toMatchObject({ key: 'kind', version: 1 })
    expect((await field('kind', { kind: 'text' })).body.code).toBe('people.key_taken')
    expect((await field('kind', { kind: 'number', version: 1 })).body.code).toBe('people.kind_stays')
    expect((await field('kind', { kind: 'text', nameVi: 'Khác', version: 1 })).body).toMatchObject({ nameVi: 'Khác', version: 2 })
    expect((await field('kind', { kind: 'text', version: 1 })).body.code).toBe('people.changed_meanwhile')
    expect((await field('none', { kind: 'text', version: 1 })).status).toBe(404)
    const twice = [
      { key: 'a', vi: 'A', en: 'A' },
      { key: 'a', vi: 'B', en: 'B' },
    ]
    expect((await field('twice', { kind: 'choice', choices: twice })).body.code).toBe('people.choice_twice')
    expect((await field('empty', { kind: 'choice' })).body.code).toBe('request.invalid')
    const keys = (await ngoc('GET', '/api/customer-fields')).body.fields.map(({ key }: { key: string }) => key)
    expect(keys).toContain('kind')
    expect(keys).not.toContain('twice')
  })
})

test('how somebody lives, what they look to spend and how they heard of the house are kept and emptied', async () => {
  const made = await ngoc('POST', '/api/customers', {
    name: 'Hà',
    lifestyle: ['dậy sớm', 'ăn chay', 'dậy sớm'],
    priceExpectation: 'fair',
    heardFrom: 'bạn bè',
  })
  expect(made.body).toMatchObject({ lifestyle: ['dậy sớm', 'ăn chay'], priceExpectation: 'fair', heardFrom: 'bạn bè' })
  const path = `/api/customers/${made.body.id}`
  expect((await ngoc('PATCH', path, { priceExpectation: null, heardFrom: null, lifestyle: [], version: 1 })).body).toMatchObject({
    lifestyle: [],
    priceExpectation: null,
    heardFrom: null,
  })
})

test('a group of choices is made once and changed by its version', async () => {
  const group = (body: object = {}) =>
    owner('PUT', '/api/preference-groups/own-genres', {
      nameVi: 'Thể loại',
      nameEn: 'Genres',
      choices: [{ key: 'poem', vi: 'thơ', en: 'poems' }],
      atMost: 3,
      ...body,
    })
  expect((await group()).body).toMatchObject({ key: 'own-genres', atMost: 3, stance: 'likes', isRetired: false, version: 1 })
  expect((await group()).body.code).toBe('people.key_taken')
  expect((await group({ atMost: 2, version: 1 })).body).toMatchObject({ atMost: 2, version: 2 })
  expect((await group({ atMost: 5, version: 1 })).body.code).toBe('people.changed_meanwhile')
  expect(
    (await ngoc('GET', '/api/preference-groups')).body.groups.filter(({ key }: { key: string }) => key === 'own-genres'),
  ).toMatchObject([{ nameVi: 'Thể loại', choices: [{ key: 'poem', vi: 'thơ', en: 'poems' }], atMost: 2 }])
})

test('the tags in use come with their counts, the commonest first, and by what they begin with', async () => {
  for (const tags of [['khách quen', 'ăn chay'], ['khách quen'], ['ăn kiêng']]) await ngoc('POST', '/api/customers', { name: 'T', tags })
  const all = (await ngoc('GET', '/api/tags')).body
  expect(all.isExact).toBe(true)
  expect(all.tags[0]).toEqual({ tag: 'khách quen', count: 2 })
  expect((await ngoc('GET', '/api/tags?begins=an')).body.tags).toEqual([
    { tag: 'ăn chay', count: 1 },
    { tag: 'ăn kiêng', count: 1 },
  ])
})
