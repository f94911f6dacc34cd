import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { aHouse } from '../support/house.ts'
import { aFile, bring, stateOf } from './scene.ts'

const fixtures = join(import.meta.dirname, '..', 'fixtures', 'bad-input')
const csv = (name: string): string => join(fixtures, 'csv', name)

const house = aHouse()

type Row = { name: string; phone: string | null; birthday: string | null }

/** Everybody in the house, as they came. */
async function everybody(): Promise<Row[]> {
  const found = await sql<{ name: string; contacts: { kind: string; value: string }[]; y: number; m: number; d: number }>`
    select name, contacts, birth_year as y, birth_month as m, birth_day as d from customer order by customer_id`.execute(house.db)
  const two = (n: number): string => String(n).padStart(2, '0')
  return found.rows.map(({ name, contacts, y, m, d }) => ({
    name,
    phone: contacts.find(({ kind }) => kind === 'phone')?.value ?? null,
    birthday: y ? `${y}-${two(m)}-${two(d)}` : null,
  }))
}

/** Imports into an empty house and answers what was told; the house is emptied again afterwards by the next one. */
async function alone(path: string, more = {}) {
  for (const table of ['customer', 'identity', 'sole_identity', 'touchpoint', 'preference', 'orders', 'import'])
    await sql`delete from ${sql.table(table)}`.execute(house.db)
  return bring(house, path, 'customers', more)
}

const plainPeople = [
  { name: 'Phùng Thị Hồng Nhung', phone: '+84933000101', birthday: '1988-10-20' },
  { name: 'Bùi Quốc Khải', phone: '+84933000102', birthday: '1975-09-02' },
  { name: 'Ngô Thuý Vy', phone: '+84933000103', birthday: '1996-02-29' },
]

describe('a list of three', () => {
  test.each(['plain.csv', 'bom.csv', 'utf16.csv', 'mixed-line-ends.csv', 'semicolon.csv'])(
    '%s is the same three customers',
    async (name) => {
      const { answer, exit } = await alone(csv(name))
      expect(exit).toBe(0)
      expect(answer).toMatchObject({
        rows: 3,
        added: 3,
        refused: 0,
        mapping: { name: 'Họ tên', phone: 'Di động', mail: 'Thư điện tử', birthday: 'Sinh nhật', note: 'Ghi chú' },
      })
      expect(await everybody()).toEqual(plainPeople)
    },
  )

  test('brought twice adds nobody', async () => {
    await alone(csv('plain.csv'))
    const before = await stateOf(house)
    expect((await bring(house, csv('semicolon.csv'), 'customers')).answer).toMatchObject({ added: 0, updated: 0, unchanged: 3 })
    expect(await stateOf(house)).toBe(before)
  })
})

describe('a file in an old encoding', () => {
  test.each([
    ['cp1258.csv', 'encoding-cp1258'],
    ['tcvn3.csv', 'encoding-tcvn3'],
  ])('%s is refused whole with the reason', async (name, code) => {
    const { answer, exit } = await alone(csv(name))
    expect(exit).toBe(2)
    expect(answer.problems).toMatchObject([{ line: 0, code }])
    expect(answer.problems[0]?.message.length).toBeGreaterThan(30)
    expect(await everybody()).toEqual([])
  })
})

describe('rows out of order are named, none vanishes', () => {
  test.each([
    ['unbalanced-quote.csv', 2, [[3, 'unbalanced-quote']]],
    [
      'ragged.csv',
      1,
      [
        [3, 'too-few-cells'],
        [4, 'too-many-cells'],
      ],
    ],
    ['nul.csv', 1, [[2, 'nul']]],
  ] as const)('%s', async (name, added, problems) => {
    const { answer, exit, refusedPath } = await alone(csv(name))
    expect(exit).toBe(0)
    expect(answer).toMatchObject({ added, refused: problems.length, rows: added + problems.length })
    expect(answer.problems.map(({ line, code }) => [line, code])).toEqual(problems.map((problem) => [...problem]))
    const refused = readFileSync(refusedPath ?? '', 'utf8')
      .trim()
      .split('\r\n')
    expect(refused).toHaveLength(1 + problems.length)
    expect(refused[1]).toMatch(new RegExp(`^${problems[0][0]},`))
  })
})

describe('what can be read in two ways', () => {
  test('two columns with one heading are asked about, and nothing is written', async () => {
    const { answer, exit } = await alone(csv('duplicate-header.csv'))
    expect(exit).toBe(3)
    expect(answer.questions).toEqual([{ code: 'duplicate-header', field: 'mail', choices: ['Thư điện tử#1', 'Thư điện tử#2'] }])
    expect(await everybody()).toEqual([])
    const answered = await alone(csv('duplicate-header.csv'), { map: [['mail', 'Thư điện tử#2']] })
    expect(answered.answer).toMatchObject({ added: 1 })
    const mails = await sql<{ value: string }>`select value from identity where kind = 'mail'`.execute(house.db)
    expect(mails.rows).toEqual([{ value: 'y@example.com' }])
  })

  test('days are read day-first, the doubtful counted, the impossible named', async () => {
    const { answer } = await alone(csv('dates.csv'))
    expect(answer).toMatchObject({ added: 3, refused: 2, doubtful: { date: 1 } })
    expect(answer.problems.map(({ line, field, code }) => [line, field, code])).toEqual([
      [3, 'birthday', 'no-such-day'],
      [6, 'birthday', 'in-the-future'],
    ])
    expect((await everybody()).map(({ name, birthday }) => [name, birthday])).toEqual([
      ['Một', '1991-06-05'],
      ['Ba', '1991-06-05'],
      ['Bốn', '1990-05-07'],
    ])
  })

  test('a lost zero is put back and counted, a number without its digits is named', async () => {
    const { answer } = await alone(csv('phones.csv'))
    expect(answer).toMatchObject({ added: 3, refused: 1, repaired: { 'lost-zero': 1 } })
    expect(answer.repaired).toEqual({ 'lost-zero': 1 })
    expect(answer.problems).toMatchObject([{ line: 4, field: 'phone', code: 'scientific' }])
    expect((await everybody()).map(({ phone }) => phone)).toEqual(['+84933000108', '+84933000109', '+84933000110'])
  })

  test('two spellings of one name with one number are one customer and one duplicate', async () => {
    const { answer } = await alone(csv('nfd-twins.csv'))
    expect(answer).toMatchObject({ rows: 2, added: 1, unchanged: 1, repaired: { duplicate: 1, nfc: 1 } })
    expect(await everybody()).toEqual([plainPeople[0]])
  })

  test('a formula is words', async () => {
    const { answer } = await alone(csv('formula.csv'))
    expect(answer).toMatchObject({ added: 2, repaired: { 'formula-as-text': 4 } })
    expect((await everybody()).map(({ name }) => name)).toEqual(['=2+2', '-5'])
    const notes = await sql<{ body: string }>`select body from touchpoint order by body`.execute(house.db)
    expect(notes.rows.map(({ body }) => body).sort()).toEqual(['+84933000107', '@SUM(1;1)'])
  })
})

describe('a spreadsheet', () => {
  test('gives days and phones whether they are numbers or words', async () => {
    const { answer } = await alone(join(fixtures, 'sheet', 'dates-and-phones.xlsx'))
    expect(answer).toMatchObject({ added: 2 })
    expect(await everybody()).toEqual([
      { name: 'Một', phone: '+84933000111', birthday: '1988-10-20' },
      { name: 'Hai', phone: '+84933000112', birthday: '1988-10-20' },
    ])
  })

  test.each([
    ['entity.xlsx', 'sheet-doctype'],
    ['cut-off.xlsx', 'sheet-broken'],
  ])('%s is refused with a sentence that a person understands', async (name, code) => {
    const { answer, exit } = await alone(join(fixtures, 'sheet', name))
    expect(exit).toBe(2)
    expect(answer.problems).toMatchObject([{ code }])
    expect(await everybody()).toEqual([])
  })

  test('with one cell far away is answered within two seconds', async () => {
    const began = Date.now()
    await alone(join(fixtures, 'sheet', 'far-cell.xlsx'))
    expect(Date.now() - began).toBeLessThan(2000)
  })
})

describe('any text', () => {
  const { values, cards } = {
    values: JSON.parse(readFileSync(join(fixtures, 'text', 'strings.json'), 'utf8')) as { name: string; value: string }[],
    cards: JSON.parse(readFileSync(join(fixtures, 'text', 'card-numbers.json'), 'utf8')) as {
      refuse_or_mask: string[]
      leave_alone: string[]
    },
  }
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`

  test('in a name is kept as words or its row is named', async () => {
    const path = aFile(
      'chu.csv',
      `Họ tên,Di động,Ghi chú\n${values.map(({ value }, at) => `${quoted(value)},09330${String(10_000 + at)},x`).join('\n')}\n`,
    )
    const { answer, exit } = await alone(path)
    expect(exit).toBe(0)
    expect(answer.added + answer.refused + answer.unchanged).toBe(answer.rows)
    expect(answer.rows).toBe(values.length)
    for (const { code } of answer.problems)
      expect(['nul', 'unbalanced-quote', 'too-few-cells', 'too-many-cells', 'too-long']).toContain(code)
  })

  test('that is a card number reaches no table and no list of refused rows', async () => {
    const rows = cards.refuse_or_mask.flatMap((card, at) => [
      `Sơn ${at},09331${10_000 + at},${quoted(card)}`,
      `${quoted(card)},09332${10_000 + at},x`,
    ])
    const { answer, refusedPath } = await alone(aFile('the.csv', `Họ tên,Di động,Ghi chú\n${rows.join('\n')}\n`))
    expect(answer.repaired['card-masked']).toBe(cards.refuse_or_mask.length)
    expect(answer.problems.filter(({ code }) => code === 'card-number')).toHaveLength(cards.refuse_or_mask.length)
    const dump = await sql<{
      all: string
    }>`select concat((select string_agg(c::text, ' ') from customer c), (select string_agg(i::text, ' ') from identity i),
      (select string_agg(t::text, ' ') from touchpoint t), (select string_agg(m::text, ' ') from import m)) as all`.execute(house.db)
    const everything = `${dump.rows[0]?.all} ${readFileSync(refusedPath ?? '', 'utf8')}`.normalize('NFKC').replace(/[\s-]/g, '')
    for (const card of cards.refuse_or_mask) expect(everything).not.toContain(card.normalize('NFKC').replace(/\D/g, ''))
  })

  test('that only looks like a card number is left alone', async () => {
    const rows = cards.leave_alone.map((text, at) => `Lan ${at},09333${10_000 + at},${quoted(text)}`)
    const { answer } = await alone(aFile('yen.csv', `Họ tên,Di động,Ghi chú\n${rows.join('\n')}\n`))
    expect(answer).toMatchObject({ added: cards.leave_alone.length, refused: 0 })
    expect(answer.repaired['card-masked']).toBeUndefined()
  })
})
