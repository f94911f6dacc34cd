import { describe, expect, test } from 'vitest'
import { aHouse } from '../../../test/support/house.ts'
import { preferencesToConfirm } from './public.ts'

const house = aHouse()
const ngoc = house.as('reception')
const owner = house.as('owner')
const marketing = house.as('marketing')

const add = async (name: string) => (await ngoc('POST', '/api/customers', { name })).body.id as string
const note = (id: string, body: object, ask = ngoc) => ask('POST', `/api/customers/${id}/preferences`, body)
const linesOf = async (id: string, ask = ngoc) => (await ask('GET', `/api/customers/${id}`)).body.preferences
const pathOf = (id: string, line: { id: string }) => `/api/customers/${id}/preferences/${line.id}`

describe('what was seen', () => {
  test('is "perhaps" at first, and sure after three separate days, on one line', async () => {
    const hoa = await add('Hoa')
    const seen = (notedOn: string, what = 'trà gừng') => note(hoa, { stance: 'likes', what, source: 'observed', notedOn })
    expect((await seen('2026-11-20')).body).toMatchObject({ confidence: 30, standing: 'perhaps', seenCount: 1 })
    expect((await seen('2026-11-20', 'Trà Gừng')).body).toMatchObject({ seenCount: 1, version: 1 })
    expect((await seen('2026-11-21', 'tra gung')).body).toMatchObject({ confidence: 50, standing: 'perhaps', seenCount: 2 })
    expect((await seen('2026-11-22')).body).toMatchObject({ confidence: 70, standing: 'sure', seenCount: 3, what: 'trà gừng' })
    expect(await linesOf(hoa)).toHaveLength(1)
  })

  test('and then said is as sure as the word, and a guess changes neither', async () => {
    const hoa = await add('Hoa')
    const line = (await note(hoa, { stance: 'likes', what: 'gối cứng', source: 'observed' })).body
    const said = (await note(hoa, { stance: 'likes', what: 'gối cứng', reason: 'mỏi cổ' })).body
    expect(said).toMatchObject({ id: line.id, source: 'said', confidence: 90, seenCount: 1, reason: 'mỏi cổ', version: 2 })
    const guessed = await note(hoa, { stance: 'likes', what: 'gối cứng', source: 'inferred', confidence: 99 })
    expect(guessed.body).toEqual(said)
  })

  test('a guess is never surer than a guess', async () => {
    const hoa = await add('Hoa')
    const guessed = (await note(hoa, { stance: 'likes', what: 'sách du ký', source: 'inferred', confidence: 95 })).body
    expect(guessed).toMatchObject({ confidence: 40, standing: 'perhaps' })
  })
})

describe('a taste that was told long ago', () => {
  test('has faded to "perhaps", while an allergy of that day is as sure as ever and stands first', async () => {
    const hoa = await add('Hoa')
    const notedOn = '2024-11-23'
    await note(hoa, { stance: 'likes', what: 'phòng hướng vườn', notedOn })
    await note(hoa, { stance: 'avoids', what: 'mùi ngọt', notedOn })
    await note(hoa, { stance: 'needs', what: 'phòng tầng trệt', notedOn })
    await note(hoa, { stance: 'must-not', what: 'hoa ly', reason: 'dị ứng', notedOn })
    const lines = await linesOf(hoa)
    expect(
      lines.map((line: { stance: string; confidenceNow: number; standing: string }) => [line.stance, line.confidenceNow, line.standing]),
    ).toEqual([
      ['must-not', 90, 'sure'],
      ['needs', 90, 'sure'],
      ['avoids', 36, 'perhaps'],
      ['likes', 36, 'perhaps'],
    ])
    const confirmed = await ngoc('PATCH', pathOf(hoa, lines[3]), { confirm: true, version: 1 })
    expect(confirmed.body).toMatchObject({ confidenceNow: 90, standing: 'sure', lastConfirmedOn: '2026-11-23' })
  })
})

describe('"that was wrong"', () => {
  test('takes the line off, keeps who said so, and neither sight nor guess brings it back', async () => {
    const hoa = await add('Hoa')
    const line = (await note(hoa, { stance: 'likes', what: 'nhạc mariachi', source: 'observed' })).body
    const wrong = await ngoc('POST', `${pathOf(hoa, line)}/refute`, { version: 1 })
    expect(wrong.body).toMatchObject({ what: 'nhạc mariachi', stance: 'likes', refutedByName: 'reception', version: 2 })
    const profile = (await ngoc('GET', `/api/customers/${hoa}`)).body
    expect(profile.preferences).toEqual([])
    expect(profile.refuted).toEqual([wrong.body])
    const card = (await ngoc('GET', `/api/customers/${hoa}/card`)).body
    expect(card.likes).toEqual([])
    for (const source of ['observed', 'inferred'])
      expect(await note(hoa, { stance: 'likes', what: 'Nhac Mariachi', source })).toMatchObject({
        status: 409,
        body: { code: 'people.refuted_before' },
      })
    expect((await ngoc('POST', `${pathOf(hoa, line)}/refute`, { version: 2 })).status).toBe(404)
  })

  test('is taken back with the line as it was, or lifted by the customer’s own word', async () => {
    const hoa = await add('Hoa')
    const line = (await note(hoa, { stance: 'likes', what: 'rượu vang', source: 'observed' })).body
    await ngoc('POST', `${pathOf(hoa, line)}/refute`, { version: 1 })
    expect((await ngoc('POST', `${pathOf(hoa, line)}/restore`, { version: 1 })).body.code).toBe('people.changed_meanwhile')
    expect((await ngoc('POST', `${pathOf(hoa, line)}/restore`, { version: 2 })).body).toEqual({ ...line, version: 3 })
    await ngoc('POST', `${pathOf(hoa, line)}/refute`, { version: 3 })
    const said = await note(hoa, { stance: 'likes', what: 'rượu vang' })
    expect(said.body).toMatchObject({ id: line.id, source: 'said', confidence: 90, version: 5 })
    expect((await ngoc('GET', `/api/customers/${hoa}`)).body.refuted).toEqual([])
  })
})

describe('choices of a group', () => {
  test('are as many as the house allows, by key or by words', async () => {
    const choices = [
      { key: 'firm', vi: 'gối cứng', en: 'firm pillow' },
      { key: 'soft', vi: 'gối mềm', en: 'soft pillow' },
    ]
    await owner('PUT', '/api/preference-groups/own-pillow', { nameVi: 'Gối', nameEn: 'Pillow', choices, atMost: 1 })
    const hoa = await add('Hoa')
    const chosen = await note(hoa, { stance: 'avoids', what: 'firm', group: 'own-pillow' })
    expect(chosen.body).toMatchObject({ what: 'gối cứng', stance: 'likes', group: 'own-pillow' })
    expect((await note(hoa, { stance: 'likes', what: 'Firm pillow', group: 'own-pillow' })).body.id).toBe(chosen.body.id)
    expect(await note(hoa, { stance: 'likes', what: 'soft', group: 'own-pillow' })).toMatchObject({
      status: 409,
      body: { code: 'people.too_many_choices', fields: { group: '1' } },
    })
    for (const body of [
      { what: 'gối tre', group: 'own-pillow' },
      { what: 'firm', group: 'nothing' },
    ])
      expect((await note(hoa, { stance: 'likes', ...body })).body.code).toBe('people.no_such_choice')
    const corrected = await ngoc('PATCH', pathOf(hoa, chosen.body), { what: 'gối tre', version: 1 })
    expect(corrected.body).toMatchObject({ what: 'gối tre', group: null })
    expect((await note(hoa, { stance: 'likes', what: 'soft', group: 'own-pillow' })).status).toBe(201)
  })

  test('of a retired group are offered no more', async () => {
    const choices = [{ key: 'one', vi: 'một', en: 'one' }]
    const made = (await owner('PUT', '/api/preference-groups/own-old', { nameVi: 'Cũ', nameEn: 'Old', choices, atMost: 1 })).body
    const { version } = made
    await owner('PUT', '/api/preference-groups/own-old', { nameVi: 'Cũ', nameEn: 'Old', choices, atMost: 1, isRetired: true, version })
    expect((await note(await add('Hoa'), { stance: 'likes', what: 'one', group: 'own-old' })).body.code).toBe('people.no_such_choice')
  })
})

describe('what touches health', () => {
  test('is seen only by those who meet the customer, on the profile, the card and in recognition', async () => {
    const hoa = await add('Hoa Nhạy Cảm')
    const line = (await note(hoa, { stance: 'must-not', what: 'đậu phộng', sensitivity: 'health' })).body
    for (const path of [`/api/customers/${hoa}`, `/api/customers/${hoa}/card`, '/api/recognise?q=hoa%20nhay%20cam', '/api/customers']) {
      for (const role of ['marketing', 'accounting', 'read-only'] as const)
        expect([role, path, (await house.as(role)('GET', path)).text.includes('đậu phộng')]).toEqual([role, path, false])
    }
    expect((await ngoc('GET', `/api/customers/${hoa}`)).body.preferences).toHaveLength(1)
    expect((await ngoc('GET', `/api/customers/${hoa}/card`)).text).toContain('đậu phộng')
    const path = pathOf(hoa, line)
    expect((await marketing('PATCH', path, { reason: 'x', version: 1 })).status).toBe(404)
    expect((await marketing('POST', `${path}/refute`, { version: 1 })).status).toBe(404)
    expect((await marketing('DELETE', path)).status).toBe(404)
    expect(await note(hoa, { stance: 'needs', what: 'xe lăn', sensitivity: 'health' }, marketing)).toMatchObject({
      status: 403,
      body: { code: 'people.sensitive_not_yours' },
    })
    expect(await linesOf(hoa)).toHaveLength(1)
  })
})

describe('what to ask about again', () => {
  test('is what people said over a year ago who were here within it', async () => {
    const [comes, gone] = [await add('Người còn ghé'), await add('Người đã xa')]
    await ngoc('POST', `/api/customers/${comes}/timeline`, { body: 'ghé uống trà', at: '2026-09-01T09:00:00+07:00' })
    await ngoc('POST', `/api/customers/${gone}/timeline`, { body: 'ghé uống trà', at: '2025-09-01T09:00:00+07:00' })
    const old = { notedOn: '2025-06-01' }
    const line = (await note(comes, { stance: 'likes', what: 'trà gừng', ...old })).body
    await note(comes, { stance: 'likes', what: 'trà sen', notedOn: '2026-06-01' })
    await note(comes, { stance: 'likes', what: 'cà phê', source: 'observed', ...old })
    await note(comes, { stance: 'must-not', what: 'hoa ly', ...old })
    await note(comes, { stance: 'avoids', what: 'mùi ngọt', sensitivity: 'health', ...old })
    await note(gone, { stance: 'likes', what: 'trà gừng', ...old })
    const asked = async (role: 'reception' | 'marketing') =>
      (await preferencesToConfirm(house.db, '2026-11-23', 50, { role })).map(({ customerId, preference }) => [customerId, preference.what])
    expect((await asked('reception')).sort()).toEqual([
      [comes, 'mùi ngọt'],
      [comes, 'trà gừng'],
    ])
    expect(await asked('marketing')).toEqual([[comes, 'trà gừng']])
    await ngoc('PATCH', pathOf(comes, line), { confirm: true, version: 1 })
    expect(await asked('marketing')).toEqual([])
  })
})
