import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Row } from './row.ts'
import { openTable } from './table.ts'
import { columnOf, numberStyle, plainNumber, showNumeric } from './xlsx-cells.ts'

const bad = (file: string) => new URL(`../../../test/fixtures/bad-input/sheet/${file}`, import.meta.url).pathname

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quen-xlsx-'))
})
afterAll(() => rm(folder, { recursive: true }))

type Part = { name: string; text: string; flags?: number; claim?: number }

/** A zip archive of these parts; `claim` lies about the opened size. */
function zip(parts: Part[]): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, text, flags = 0, claim } of parts) {
    const opened = Buffer.from(text)
    const packed = deflateRawSync(opened)
    const label = Buffer.from(name)
    const head = Buffer.alloc(26)
    head.writeUInt16LE(20, 0)
    head.writeUInt16LE(flags, 2)
    head.writeUInt16LE(8, 4)
    head.writeUInt32LE(crc32(opened), 10)
    head.writeUInt32LE(packed.length, 14)
    head.writeUInt32LE(claim ?? opened.length, 18)
    head.writeUInt16LE(label.length, 22)
    bodies.push(Buffer.from('PK\u0003\u0004', 'latin1'), head, label, packed)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    directory.push(Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'), head, tail, label)
    offset += 30 + label.length + packed.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(parts.length, 4)
  end.writeUInt16LE(parts.length, 6)
  end.writeUInt32LE(listed.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...bodies, listed, Buffer.from('PK\u0005\u0006', 'latin1'), end])
}

const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const relation = (id: string, type: string, target: string) => `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`

type Book = { sheets?: { name: string; data: string; state?: string }[]; data?: string; strings?: string; styles?: string; book?: string }

function workbook({ data = '', sheets = [{ name: 'Khách', data }], strings, styles, book = '' }: Book): Part[] {
  const list = sheets.map(
    ({ name, state }, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="r${at}"${state ? ` state="${state}"` : ''}/>`,
  )
  const relations = sheets.map((_, at) => relation(`r${at}`, 'worksheet', `worksheets/sheet${at}.xml`))
  return [
    { name: '_rels/.rels', text: `<Relationships>${relation('x', 'officeDocument', '/xl/workbook.xml')}</Relationships>` },
    { name: 'xl/workbook.xml', text: `<workbook ${main} xmlns:r="${office}">${book}<sheets>${list.join('')}</sheets></workbook>` },
    {
      name: 'xl/_rels/workbook.xml.rels',
      text: `<Relationships>${relations.join('')}${relation('s', 'sharedStrings', 'sharedStrings.xml')}${relation('t', 'styles', 'styles.xml')}</Relationships>`,
    },
    ...sheets.map(({ data }, at) => ({
      name: `xl/worksheets/sheet${at}.xml`,
      text: `<worksheet ${main}><sheetData>${data}</sheetData></worksheet>`,
    })),
    ...(strings === undefined ? [] : [{ name: 'xl/sharedStrings.xml', text: `<sst ${main}>${strings}</sst>` }]),
    ...(styles === undefined ? [] : [{ name: 'xl/styles.xml', text: `<styleSheet ${main}>${styles}</styleSheet>` }]),
  ]
}

async function read(parts: Part[] | Buffer, options: { sheet?: string; secondsPer100k?: number; memoryMb?: number } = {}) {
  const path = join(folder, `${Math.random()}.xlsx`)
  await writeFile(path, Buffer.isBuffer(parts) ? parts : zip(parts))
  return readPath(path, options)
}

async function readPath(path: string, options = {}) {
  const table = await openTable(path, options)
  const rows: Row[] = []
  for await (const row of table.rows) rows.push(row)
  return { ...table, rows }
}

const word = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`
const heading = `<row r="1">${word('A1', 'Tên')}${word('B1', 'Số')}</row>`

describe('spreadsheets that went wrong on the way', () => {
  it('days and phones that were typed as numbers stay whole', async () => {
    const table = await readPath(bad('dates-and-phones.xlsx'))
    expect(table).toMatchObject({ format: 'xlsx', header: ['Họ tên', 'Sinh nhật', 'Di động'], sheets: ['Sổ khách'], epoch: 1900 })
    expect(table.rows).toEqual([
      { line: 2, cells: ['Một', '32436', '933000111'] },
      { line: 3, cells: ['Hai', '20/10/1988', '0933000112'] },
    ])
  })

  it('a document type is refused', () => expect(openTable(bad('entity.xlsx'))).rejects.toMatchObject({ code: 'sheet-doctype' }))
  it('a file that was cut off is refused', () => expect(openTable(bad('cut-off.xlsx'))).rejects.toMatchObject({ code: 'sheet-broken' }))

  it('a cell far away is named within two seconds', async () => {
    const started = performance.now()
    expect((await readPath(bad('far-cell.xlsx'))).rows).toEqual([{ line: 900_000, cells: ['', 'xa'], problem: 'too-many-cells' }])
    const corner = `${heading}<row r="1048576">${word('XFD1048576', 'xa')}</row>`
    expect((await read(workbook({ data: corner }))).rows).toEqual([{ line: 1_048_576, cells: ['', '', 'xa'], problem: 'too-many-cells' }])
    const farHeader = `<row r="1">${word('A1', 'Tên')}${word('XFD1', 'xa')}</row><row r="2">${word('A2', 'Hoa')}</row>`
    expect(await read(workbook({ data: farHeader }))).toMatchObject({ header: ['Tên'], rows: [{ line: 2, cells: ['Hoa'] }] })
    expect(performance.now() - started).toBeLessThan(2000)
  })
})

describe('cells become text', () => {
  it('of every kind', async () => {
    const strings =
      '<si><t>Hoa</t></si><si><r><t>Lê </t></r><r><t xml:space="preserve">Lan</t></r><rPh><t>âm đọc</t></rPh></si><si><t>hai_x000D_\ndòng</t></si>'
    const styles =
      '<numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy\\ hh:mm"/><numFmt numFmtId="165" formatCode="0000000000"/></numFmts>' +
      '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>'
    const cells = [
      '<c r="A2" t="s"><v>0</v></c>',
      '<c r="B2" t="s"><v>1</v></c>',
      '<c r="C2" t="s"><v>2</v></c>',
      '<c r="D2" s="1"><v>32436</v></c>',
      '<c r="E2" s="2"><v>40513.351388888892</v></c>',
      '<c r="F2" s="3"><v>933000111</v></c>',
      '<c r="G2"><v>9.33000111E8</v></c>',
      '<c r="H2"><f>1+1</f><v>2</v></c>',
      '<c r="I2" t="str"><f>"a"</f><v>a &amp; b</v></c>',
      '<c r="J2" t="b"><v>1</v></c>',
      '<c r="K2" t="e"><v>#N/A</v></c>',
      '<c r="L2" t="d"><v>1988-10-20T00:00:00</v></c>',
      '<c t="inlineStr"><is><t><![CDATA[<Bích>]]></t></is></c>',
    ]
    const names = [...'ABCDEFGHIJKLM'].map((letter) => word(`${letter}1`, `cột ${letter}`)).join('')
    const { rows } = await read(workbook({ strings, styles, data: `<row r="1">${names}</row><row r="2">${cells.join('')}</row>` }))
    expect(rows[0]?.cells).toEqual([
      'Hoa',
      'Lê Lan',
      'hai\ndòng',
      '1988-10-20',
      '2010-12-01T08:26:00',
      '0933000111',
      '933000111',
      '2',
      'a & b',
      'TRUE',
      '#N/A',
      '1988-10-20',
      '<Bích>',
    ])
  })

  it('with days counted from 1904 where the book says so', async () => {
    const styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
    const data = `${heading}<row r="2">${word('A2', 'Hoa')}<c r="B2" s="1"><v>30974</v></c></row>`
    expect(await read(workbook({ styles, data, book: '<workbookPr date1904="1"/>' }))).toMatchObject({
      epoch: 1904,
      rows: [{ cells: ['Hoa', '1988-10-20'] }],
    })
  })

  it.each([
    [14, undefined, 'day'],
    [22, undefined, 'moment'],
    [20, undefined, 'clock'],
    [0, undefined, 'plain'],
    [164, 'yyyy-mm-dd', 'day'],
    [164, '[$-1010000]d/m/yyyy;@', 'day'],
    [164, 'mmm yyyy', 'day'],
    [164, 'h:mm AM/PM', 'clock'],
    [164, '[h]:mm', 'plain'],
    [164, '#,##0 "đồng"', 'plain'],
    [164, '#,##0\\ \\d', 'plain'],
    [164, '#,##0 USD', 'plain'],
    [164, '[Red]-0.00', 'plain'],
    [164, 'General', 'plain'],
    [164, '0.00E+00', 'plain'],
    [164, 'dd/mm/yyyy hh:mm:ss.000', 'moment'],
    [164, '0000', { zeros: 4 }],
    [164, '@', 'plain'],
  ] as const)('number format %d %s is %j', (id, code, style) => expect(numberStyle(id, code)).toEqual(style))

  it.each([
    ['9.33E+08', '933000000'],
    ['0.1', '0.1'],
    ['0.30000000000000004', '0.3'],
    ['1234567890123456', '1234567890123460'],
    ['-5', '-5'],
    ['1.5E-7', '0.00000015'],
    ['-0.25', '-0.25'],
    ['1e21', '1000000000000000000000'],
    ['1850000', '1850000'],
    ['139.12', '139.12'],
    ['không', 'không'],
    ['1e300', '1e+300'],
  ])('the number %s is %s', (raw, text) => expect(showNumeric(raw, 'plain', 1900)).toBe(text))

  it('and columns have their letters', () => {
    expect(['A1', 'Z9', 'AA1', 'XFD1048576', '7', ''].map(columnOf)).toEqual([0, 25, 26, 16_383, -1, -1])
    expect(plainNumber(-0)).toBe('0')
  })
})

describe('which sheet', () => {
  const sheets = [
    { name: 'Ẩn', state: 'hidden', data: heading },
    { name: 'Một', data: `${heading}<row>${word('A2', 'Hoa')}</row>` },
    { name: 'Hai', data: `${heading}<row r="5">${word('A5', 'Lan')}</row>` },
  ]
  it('the first that is shown, or the one named', async () => {
    expect(await read(workbook({ sheets }))).toMatchObject({ sheets: ['Ẩn', 'Một', 'Hai'], rows: [{ line: 2, cells: ['Hoa', ''] }] })
    expect(await read(workbook({ sheets }), { sheet: 'Hai' })).toMatchObject({ rows: [{ line: 5, cells: ['Lan', ''] }] })
  })
  it('and none of another name', () =>
    expect(read(workbook({ sheets }), { sheet: 'Ba' })).rejects.toMatchObject({ code: 'sheet-no-sheet' }))
})

describe('hostile spreadsheets are refused with a reason', () => {
  const twice = workbook({ data: heading })
  it.each([
    ['no sheet', workbook({ sheets: [] }), 'sheet-no-sheet'],
    ['no workbook', [{ name: 'readme.txt', text: 'x' }], 'sheet-broken'],
    ['a bomb', [...workbook({ data: heading }), { name: 'xl/media/big.xml', text: ' '.repeat(30_000_000) }], 'sheet-ratio'],
    ['a claim of 300 MB', [...workbook({ data: heading }), { name: 'big', text: 'x', claim: 300_000_000 }], 'sheet-too-large'],
    ['a claim too small', workbook({ data: heading }).map((part) => ({ ...part, claim: 10 })), 'sheet-broken'],
    ['a locked part', workbook({ data: heading }).map((part) => ({ ...part, flags: 1 })), 'sheet-encrypted'],
    ['one part twice', [...twice, ...twice], 'sheet-broken'],
    ['a text that is not there', workbook({ data: `<row r="1"><c r="A1" t="s"><v>7</v></c></row>` }), 'sheet-broken'],
    ['a column beyond the last', workbook({ data: `<row r="1">${word('XFE1', 'x')}</row>` }), 'sheet-broken'],
    ['a row beyond the last', workbook({ data: `<row r="1048577">${word('A1048577', 'x')}</row>` }), 'sheet-broken'],
    ['rows that go back', workbook({ data: `<row r="5">${word('A5', 'x')}</row><row r="2">${word('A2', 'x')}</row>` }), 'sheet-broken'],
    [
      'XML that does not close',
      workbook({ data: '<row r="1">' }).map((part) => ({ ...part, text: part.text.replace('</worksheet>', '') })),
      'sheet-broken',
    ],
    ['an unknown entity', workbook({ data: `<row r="1">${word('A1', '&x;')}</row>` }), 'sheet-broken'],
    ['nothing in it', workbook({ data: '' }), 'empty'],
  ] as [string, Part[], string][])('%s', async (_, parts, code) => {
    await expect(read(parts)).rejects.toMatchObject({ code })
  })

  it('one that takes too long, or too much memory, is stopped', async () => {
    const rows = Array.from(
      { length: 60_000 },
      (_, at) => `<row r="${at + 2}">${word(`A${at + 2}`, `Khách ${at * 7919}`)}<c r="B${at + 2}"><v>${at * 31}</v></c></row>`,
    )
    const parts = workbook({ data: heading + rows.join('') })
    expect((await read(parts)).rows).toHaveLength(60_000)
    await expect(read(parts, { secondsPer100k: 0.05 })).rejects.toMatchObject({ code: 'sheet-too-slow' })
    await expect(read(parts, { memoryMb: 20 })).rejects.toMatchObject({ code: 'sheet-too-large' })
  })

  it('a reader that leaves early leaves no process behind', async () => {
    const path = join(folder, 'early.xlsx')
    await writeFile(path, zip(workbook({ data: `${heading}<row r="2">${word('A2', 'Hoa')}</row>` })))
    const table = await openTable(path)
    await table.close()
    await table.close()
  })
})
