import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CsvRow, csvParser, findSeparator, type Separator } from './csv.ts'

function read(text: string, separator: Separator = ',', cuts: number[] = []): CsvRow[] {
  const parser = csvParser(separator)
  const places = [0, ...cuts.map((cut) => cut % (text.length + 1)).sort((a, b) => a - b), text.length]
  const rows = places.slice(1).flatMap((end, at) => parser.push(text.slice(places[at], end)))
  return [...rows, ...parser.end()]
}

const ok = (line: number, ...cells: string[]) => ({ line, cells })
const named = (line: number, ...cells: string[]) => ({ line, cells, problem: 'unbalanced-quote' })

describe('rows are read as people save them', () => {
  it.each([
    ['a,b\n1,2\n', [ok(1, 'a', 'b'), ok(2, '1', '2')]],
    ['a,b\r\n1,2\r3,4\n5,6', [ok(1, 'a', 'b'), ok(2, '1', '2'), ok(3, '3', '4'), ok(4, '5', '6')]],
    ['a,b\n\n\n1,2', [ok(1, 'a', 'b'), ok(4, '1', '2')]],
    ['a,b\n"1\n1",2\n3,4', [ok(1, 'a', 'b'), ok(2, '1\n1', '2'), ok(4, '3', '4')]],
    ['a,b\n"1\r\n1\r1",2\n3,4', [ok(1, 'a', 'b'), ok(2, '1\n1\n1', '2'), ok(5, '3', '4')]],
    ['a,b\n"nói ""vâng""",2', [ok(1, 'a', 'b'), ok(2, 'nói "vâng"', '2')]],
    ['a,b\n"x, y", "z, w" \n', [ok(1, 'a', 'b'), ok(2, 'x, y', 'z, w')]],
    ['a,b\nống 5" dài,2', [ok(1, 'a', 'b'), ok(2, 'ống 5" dài', '2')]],
    ['a,b\n"",""', [ok(1, 'a', 'b'), ok(2, '', '')]],
    ['sep=,\na,b', [ok(2, 'a', 'b')]],
    ['', []],
    ['\n\r\n', []],
  ] as [string, CsvRow[]][])('%j', (text, rows) => expect(read(text)).toEqual(rows))

  it('a row with a NUL is named', () => {
    expect(read('a,b\nLa\0Bích,2\nc,d')).toEqual([ok(1, 'a', 'b'), { ...ok(2, 'La\ufffdBích', '2'), problem: 'nul' }, ok(3, 'c', 'd')])
  })

  it('the same as a well-known reader, wherever the stretches of text are cut', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'ữ', '"', ',', ';', '\n', '\r\n', '\r', ' ', "'", '0', '😀') })
    const table = fc
      .tuple(fc.integer({ min: 1, max: 4 }), fc.constantFrom(',' as const, ';' as const, '\t' as const))
      .chain(([width, separator]) =>
        fc.tuple(fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1 }), fc.constant(separator)),
      )
    const lineEnd = fc.constantFrom('\n', '\r\n', '\r')
    fc.assert(
      fc.property(
        table,
        fc.array(fc.boolean()),
        fc.infiniteStream(lineEnd),
        fc.array(fc.nat()),
        ([rows, separator], quotes, ends, cuts) => {
          let at = 0
          const written = (text: string) => {
            at += 1
            const isQuoted = quotes[at % Math.max(1, quotes.length)] === true || /[",;\t\r\n]|^ /.test(text) || text === ''
            return isQuoted ? `"${text.replaceAll('"', '""')}"` : text
          }
          const text = rows.map((row) => row.map(written).join(separator) + ends.next().value).join('')
          const records = parse(text, { delimiter: separator, record_delimiter: ['\r\n', '\n', '\r'] }) as string[][]
          const tidy = records
            .map((record) => record.map((field) => field.replace(/\r\n?/g, '\n')))
            .filter((record) => record.join('') !== '')
          const ours = read(text, separator, cuts).filter((row) => row.cells.join('') !== '')
          // A first row without content sets no width, so the oracle's rows are compared by cells alone.
          expect(ours.map((row) => row.cells)).toEqual(tidy)
          expect(ours.every((row) => row.problem === undefined)).toBe(true)
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('a quote that never closes', () => {
  it('names its row and no other', () => {
    const text = 'a,b\nx,"chưa đóng\ny,"một, hai"\nz,3\n'
    expect(read(text)).toEqual([ok(1, 'a', 'b'), named(2, 'x,"chưa đóng'), ok(3, 'y', 'một, hai'), ok(4, 'z', '3')])
  })

  it('at the end of the file too', () => {
    expect(read('a,b\nx,"chưa đóng\ny,2')).toEqual([ok(1, 'a', 'b'), named(2, 'x,"chưa đóng'), ok(3, 'y', '2')])
  })

  it('does not take the next rows for part of a cell when they do not fit', () => {
    expect(read('a,b,c\n"x,1,2\ny,3,4\nz",5\nw,6,7')).toEqual([
      ok(1, 'a', 'b', 'c'),
      named(2, '"x,1,2'),
      ok(3, 'y', '3', '4'),
      ok(4, 'z"', '5'),
      ok(5, 'w', '6', '7'),
    ])
  })

  it('is named when more than a megabyte follows', () => {
    const rows = read(
      `a,b\nx,"chưa đóng\n${'y,2\n'.repeat(400_000)}`,
      ',',
      Array.from({ length: 40 }, (_, at) => at * 40_000),
    )
    expect(rows.length).toBe(400_002)
    expect(rows.filter((row) => row.problem !== undefined)).toEqual([named(2, 'x,"chưa đóng')])
    expect(rows.at(-1)).toEqual(ok(400_002, 'y', '2'))
  })
})

it('whatever the file holds, every line is in exactly one row, and cutting the text elsewhere changes nothing', () => {
  const piece = fc.constantFrom('"', '""', ',', ' ', 'x', '\n', '\r\n', '\r', '\n"', '",', ',"')
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), fc.array(fc.nat()), (pieces, cuts) => {
      const marked = `k,k\n${pieces.map((part, at) => (part === 'x' ? `<${at}>` : part)).join('')}`
      const rows = read(marked)
      const found = rows.flatMap((row) => row.cells.join(' ').match(/<\d+>/g) ?? [])
      expect(found).toEqual(marked.match(/<\d+>/g) ?? [])
      const lines = rows.map((row) => row.line)
      expect(lines).toEqual([...new Set(lines)].sort((a, b) => a - b))
      expect(read(marked, ',', cuts)).toEqual(rows)
    }),
    { numRuns: 3000 },
  )
})

it('a line of more than two megabytes is no table', () => {
  expect(() => read('a,b\n'.repeat(3) + 'x'.repeat(3 << 20), ',', [1000, 100_000])).toThrow('line-too-long')
})

it.each([
  ['a,b,c\n1,2,3', ','],
  ['a;b;c\n1,5;2;3', ';'],
  ['a\tb\n1\t2', '\t'],
  ['a|b\n1|2', '|'],
  ['Họ tên\nLê Văn A', ','],
  ['Họ tên;Ghi chú\nA;"x, y, z, w"\nB;"x, y"', ';'],
  ['sep=|\na,b|c', '|'],
  ['a,b;c\n1,2\n3,4', ','],
  ['', ','],
])('the separator of %j is %j', (sample, separator) => expect(findSeparator(sample)).toBe(separator))
