import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvParser } from './csv.ts'
import { CSV_START, csvLine, guardCell, toCsv, unguardCell } from './write-csv.ts'

describe('an exported list runs nothing', () => {
  it.each(['=2+2', '+84933000107', '-5', '@SUM(1;1)', '\t=1', '\r=1', '\n=1', '\0=1', '＝1+1', '＋1', '－1', '＠x', "'=1"])(
    '%j gets an apostrophe',
    (cell) => {
      expect(guardCell(cell)).toBe(`'${cell}`)
      expect(unguardCell(guardCell(cell))).toBe(cell)
    },
  )

  it.each(['Hoa', '', '5-3', "H'Mai Niê", "'xin chào'", '0933000101', ' =1'])('%j stays as it is', (cell) => {
    expect(guardCell(cell)).toBe(cell)
    expect(unguardCell(cell)).toBe(cell)
  })

  it('and comes back word for word', () => {
    const cell = fc.string({ unit: fc.constantFrom('=', '+', '-', '@', "'", '"', ',', ';', '\n', '\t', ' ', 'ữ', '＝', '1') })
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (rows) => {
        const text = rows.map(([a, b]) => csvLine(['x', a, b])).join('')
        const parser = csvParser(',')
        const back = [...parser.push(text), ...parser.end()]
        expect(back.map((row) => row.cells.map(unguardCell))).toEqual(rows.map(([a, b]) => ['x', a, b]))
        for (const row of back) for (const written of row.cells) expect(written).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/)
      }),
      { numRuns: 1000 },
    )
  })

  it('in stretches, with the mark that makes spreadsheets read Vietnamese', async () => {
    const parts: string[] = []
    const rows = Array.from({ length: 5000 }, (_, at) => [`Khách ${at}`, 'phòng 302, tầng cao'])
    for await (const part of toCsv(['Họ tên', 'Ghi chú'], rows)) parts.push(part)
    expect(parts.length).toBeGreaterThan(2)
    expect(parts.join('').startsWith(`${CSV_START}Họ tên,Ghi chú\r\nKhách 0,"phòng 302, tầng cao"\r\n`)).toBe(true)
  })
})
