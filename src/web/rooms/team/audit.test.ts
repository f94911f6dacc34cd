import { describe, expect, test } from 'vitest'
import { allRoutes } from '../../../server/rooms.ts'
import { lookersWords } from '../people/lookers-words.data.ts'
import { actIn, detailsIn } from './audit-details.ts'
import { auditWords } from './audit-words.data.ts'

const contracts = allRoutes(undefined).map(({ contract }) => contract)
const traced = contracts.filter(({ method, isTraced, isUntraced }) => isTraced !== undefined || (method !== 'GET' && !isUntraced))

/** Acts that are told outside the routes, as the sources name them. */
const sources = import.meta.glob<string>('../../../{rooms,server,cli}/**/*.ts', { eager: true, query: '?raw', import: 'default' })
const told = Object.entries(sources)
  .filter(([file, source]) => !file.endsWith('.test.ts') && /\brecord(On)?\(/.test(source))
  .flatMap(([, source]) => [...source.matchAll(/\bact: '([\w.]+)'/g)].map(([, act]) => String(act)))

/** What customers do on their own pages, which are no routes of the API. */
const byCustomers = Object.entries(sources)
  .filter(([file]) => /rooms\/(messages\/page\/|satisfaction\/page)/.test(file) && !file.endsWith('.test.ts'))
  .flatMap(([, source]) => [...source.matchAll(/(?<!name: )'(customer(?!Id\b)[A-Z]\w+)'/g)].map(([, act]) => String(act)))

const fields = traced.flatMap(({ body }) =>
  body && 'shape' in body ? Object.keys((body as unknown as { shape: Record<string, unknown> }).shape) : [],
)

describe('the audit trail speaks of', () => {
  test('every act that leaves a row, and of no other', () => {
    expect(told).toEqual(expect.arrayContaining(['exchange.run', 'exchange.undo']))
    expect(byCustomers).toEqual(expect.arrayContaining(['customerChose', 'customerLeft', 'customerSignedUp']))
    const acts = new Set([...traced.map(({ name }) => name), ...told, ...byCustomers])
    expect(Object.keys(auditWords.vi.acts).sort()).toEqual([...acts].sort())
  })

  test('every field that can be sent, by the name that people know', () => {
    expect(fields.length).toBeGreaterThan(100)
    const known = new Set(Object.keys(auditWords.vi.fields))
    expect([...new Set(fields)].filter((name) => name !== 'version' && !known.has(name))).toEqual([])
  })

  test('all of it in both languages, quietly', () => {
    expect(Object.keys(auditWords.en.acts)).toEqual(Object.keys(auditWords.vi.acts))
    expect(Object.keys(auditWords.en.fields)).toEqual(Object.keys(auditWords.vi.fields))
    const all = JSON.stringify([auditWords, lookersWords])
    expect(all).not.toContain('!')
    for (const words of Object.values(auditWords.en.acts)) expect(words).not.toMatch(/[ăâđêôơư]/)
  })
})

describe('a row says', () => {
  const words = auditWords.vi
  const told = { words, say: { number: String }, roleWords: { reception: 'Lễ tân' } }
  test('which fields were sent, and not the version they were sent with', () => {
    expect(detailsIn({ act: 'updateCustomer', details: { fields: ['version', 'name', 'contacts'] } }, told)).toEqual(['tên, liên lạc'])
  })
  test('how somebody was looked for and how many were found', () => {
    expect(detailsIn({ act: 'recognise', details: { read: 'phone', found: 3, people: [] } }, told)).toEqual(['theo số', '3 người'])
  })
  test('as whom somebody looked, and that they came back', () => {
    expect(detailsIn({ act: 'lookAs', details: { fields: ['role'], looksAs: 'reception' } }, told)).toEqual(['với vai Lễ tân'])
    expect(detailsIn({ act: 'lookAs', details: { looksAs: null } }, told)).toEqual(['trở về là mình'])
  })
  test('why a veiled detail was looked at', () => {
    expect(detailsIn({ act: 'unveil', details: { fields: ['what', 'reason'], what: 'contacts', reason: 'khách gọi lại' } }, told)).toEqual([
      '«khách gọi lại»',
    ])
  })
  test('its own name where these screens are older than the house', () => {
    expect(actIn(words, 'constructor')).toBe('constructor')
    expect(actIn(words, 'flyToTheMoon')).toBe('flyToTheMoon')
  })
})
