import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Row } from './row.ts'
import { looksLikeHeader, openTable } from './table.ts'
import { toCsv } from './write-csv.ts'

const bad = (file: string) => new URL(`../../../test/fixtures/bad-input/${file}`, import.meta.url).pathname

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quen-table-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function readAll(path: string) {
  const table = await openTable(path)
  const rows: Row[] = []
  for await (const row of table.rows) rows.push(row)
  return { ...table, rows }
}

async function readText(text: string) {
  const path = join(folder, 'list.csv')
  await writeFile(path, text)
  return readAll(path)
}

const plainRows = [
  { line: 2, cells: ['Phùng Thị Hồng Nhung', '0933000101', 'hongnhung@example.com', '20/10/1988', 'thích trà sen'] },
  { line: 3, cells: ['Bùi Quốc Khải', '0933000102', 'khai.bui@example.com', '02/09/1975', 'phòng 302, tầng cao'] },
  { line: 4, cells: ['Ngô Thuý Vy', '0933000103', 'thuyvy@example.com', '29/02/1996', 'ăn chay ngày rằm'] },
]
const header = ['Họ tên', 'Di động', 'Thư điện tử', 'Sinh nhật', 'Ghi chú']

describe('lists of customers that went wrong on the way', () => {
  it.each([
    ['plain.csv', ',', 'utf-8'],
    ['bom.csv', ',', 'utf-8'],
    ['utf16.csv', ',', 'utf-16le'],
    ['mixed-line-ends.csv', ',', 'utf-8'],
    ['semicolon.csv', ';', 'utf-8'],
  ])('%s holds three customers', async (file, separator, encoding) => {
    const table = await readAll(bad(`csv/${file}`))
    expect(table).toMatchObject({ format: 'csv', header, headerLine: 1, hasHeader: true, separator, encoding })
    expect(table.rows).toEqual(plainRows)
  })

  it.each([
    ['cp1258.csv', 'encoding-cp1258'],
    ['tcvn3.csv', 'encoding-tcvn3'],
  ])('%s is refused whole', async (file, code) => {
    await expect(openTable(bad(`csv/${file}`))).rejects.toMatchObject({ code })
  })

  it('the row with the open quote is named, the next is read', async () => {
    const { rows } = await readAll(bad('csv/unbalanced-quote.csv'))
    expect(rows.map(({ line, problem }) => [line, problem])).toEqual([
      [2, undefined],
      [3, 'unbalanced-quote'],
      [4, undefined],
    ])
    expect(rows[2]?.cells).toEqual(plainRows[1]?.cells)
  })

  it('rows with too few or too many cells are named by their line', async () => {
    const { rows } = await readAll(bad('csv/ragged.csv'))
    expect(rows.map(({ line, problem }) => [line, problem])).toEqual([
      [2, undefined],
      [3, 'too-few-cells'],
      [4, 'too-many-cells'],
    ])
  })

  it('the row with a NUL is named', async () => {
    const { rows } = await readAll(bad('csv/nul.csv'))
    expect(rows.map(({ line, problem }) => [line, problem])).toEqual([
      [2, 'nul'],
      [3, undefined],
    ])
  })

  it('a column that comes twice stays twice, to be asked about', async () => {
    expect((await readAll(bad('csv/duplicate-header.csv'))).header).toEqual(['Họ tên', 'Thư điện tử', 'Thư điện tử'])
  })

  it('formulas are words, and our own export brings the same words back', async () => {
    const first = await readAll(bad('csv/formula.csv'))
    expect(first.rows[0]?.cells).toEqual(['=2+2', '0933000106', 'f1@example.com', '01/01/1980', '@SUM(1;1)'])
    let text = ''
    for await (const part of toCsv(
      first.header,
      first.rows.map((row) => row.cells),
    ))
      text += part
    expect(text).not.toMatch(/(^|[\n,"])[=+@-]/)
    const again = await readText(text)
    expect([again.header, again.rows]).toEqual([first.header, first.rows])
  })
})

describe('a table', () => {
  it('may have blank lines, blank rows and idle cells at the end', async () => {
    const { header, headerLine, rows } = await readText('\n,,\nTên,Ghi chú,\n\nHoa,x,,,\n,,\nLan,y\n')
    expect([header, headerLine]).toEqual([['Tên', 'Ghi chú', ''], 3])
    expect(rows).toEqual([
      { line: 5, cells: ['Hoa', 'x', ''] },
      { line: 7, cells: ['Lan', 'y', ''] },
    ])
  })

  it('without names of columns begins with its first customer', async () => {
    const { hasHeader, rows } = await readText('Hoa,0933000101\nLan,0933000102\n')
    expect(hasHeader).toBe(false)
    expect(rows.map((row) => row.cells[0])).toEqual(['Hoa', 'Lan'])
  })

  it.each([
    ['', 'empty'],
    ['\n\n', 'empty'],
    ['"Tên,Ghi chú\nHoa,x\n', 'header-broken'],
    [`${','.repeat(20_000)}x\n`, 'header-broken'],
    ['PK\u0003\u0004rubbish', 'sheet-broken'],
  ])('%j is refused: %s', async (text, code) => {
    await expect(readText(text.slice(0, 30_000))).rejects.toMatchObject({ code })
  })

  it('whose first column is named PK is no spreadsheet', async () => {
    expect((await readText('PK,Tên\nx,Hoa\n')).header).toEqual(['PK', 'Tên'])
  })

  it('that is not there is refused', async () => {
    await expect(openTable(join(folder, 'none.csv'))).rejects.toMatchObject({ code: 'no-such-file' })
  })

  it('in the old format or locked is refused with its own reason', async () => {
    const path = join(folder, 'old.xls')
    const compound = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)])
    await writeFile(path, compound)
    await expect(openTable(path)).rejects.toMatchObject({ code: 'sheet-old-format' })
    await writeFile(path, Buffer.concat([compound, Buffer.from('EncryptedPackage', 'utf16le')]))
    await expect(openTable(path)).rejects.toMatchObject({ code: 'sheet-encrypted' })
  })

  it('may be left in the middle', async () => {
    const table = await openTable(bad('csv/plain.csv'))
    for await (const row of table.rows) {
      expect(row.line).toBe(2)
      break
    }
    await table.close()
  })
})

it.each([
  [['Họ tên', 'SĐT', 'Sinh nhật'], true],
  [['Tên', '2025', '2026'], true],
  [['Hoa', '0933 000 101'], false],
  [['Hoa', 'hoa@example.com'], false],
  [['Hoa', '20/10/1988'], false],
  [['Hoa', '1.850.000'], false],
  [['', '1', '2'], false],
])('%j names columns: %s', (cells, is) => expect(looksLikeHeader(cells)).toBe(is))
