import { afterAll, describe, expect, it } from 'vitest'
import { readArguments } from '../../src/cli/analyze/arguments.ts'
import { readLog } from '../../src/cli/analyze/log.ts'
import { settle } from '../../src/cli/analyze/settle.ts'
import { occasionsOf } from '../../src/science/occasions.ts'
import { fromDayNumber } from '../../src/values/civil-date.ts'
import { aFolder } from './shop.ts'

const room = aFolder()
afterAll(room.remove)

async function read(text: string | Buffer, ...args: string[]) {
  const asked = readArguments([room.file('list.csv', text), ...args])
  if (asked === null) throw new Error('help was asked for')
  const { log, fault } = await readLog(asked)
  if (fault !== null) return { fault, rows: [] as string[], log: null, settled: null, visits: [] as string[] }
  const settled = settle(log, asked.asOfDay, asked.currency)
  if (settled === null) return { fault, rows: [] as string[], log, settled: null, visits: [] as string[] }
  const { customer, day, amount } = settled.orders
  const name = (who: number | undefined): string => log.names[who ?? -1] ?? 'nobody'
  const shown = (who: Int32Array, days: Int32Array, sums: Float64Array | null): string[] =>
    Array.from(who, (one, row) => `${name(one)} ${fromDayNumber(days[row] ?? 0)}${sums === null ? '' : ` ${sums[row]}`}`)
  const { occasions } = occasionsOf(settled.orders)
  return { fault, log, settled, rows: shown(customer, day, amount), visits: shown(occasions.customer, occasions.day, occasions.spend) }
}

describe('columns are known by what people call them', () => {
  it.each([
    ['customer_id,date,amount\n7,2026-01-02,12.50\n'],
    ['CustomerID;InvoiceDate;Total\n7;2026-01-02 08:26;12,50\n'],
    ['Mã khách hàng\tNgày mua\tTổng tiền\n7\t02/01/2026\t12,50\n'],
    ['Id,Date,Price\n7,2026-01-02,12.5\n'],
    ['cust,date,sales\n7,20260102,12.50\n'],
    ['Ngày,Khách hàng,Thành tiền (USD)\n02/01/2026,7,12.50\n'],
    ['date,customer,quantity,unit price\n2026-01-02,7,5,2.50\n'],
    ['Mã hóa đơn,Thời gian,Mã khách hàng,Tên khách hàng,Tổng tiền hàng,Trạng thái\nHD1,02/01/2026 08:26,7,Hoa,12.50,Hoàn thành\n'],
    [
      'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n536365,85123A,HOLDER,5,1/2/2026 8:26,2.50,7,UK\n5,1,X,1,1/13/2026 8:26,1,8,UK\n',
    ],
    ['7,2026-01-02,12.50\n8,2026-01-03,3.00\n'],
  ])('%s', async (text) => {
    expect((await read(text)).rows[0]).toBe('7 2026-01-02 12.5')
  })

  it('a column may be named, and left out', async () => {
    const text = 'who,when,money,tip\na,2026-01-02,5,1\n'
    expect((await read(text, '--map', 'customer_id=who', '--map', 'date=when', '--map', 'amount=tip')).rows).toEqual(['a 2026-01-02 1'])
    expect((await read(text, '--map', 'customer=who', '--map', 'at=#2', '--map', 'amount=')).rows).toEqual(['a 2026-01-02'])
  })

  it('what is not there is asked for by name, with the columns that are', async () => {
    expect((await read('day,sum\n2026-01-02,5\n')).fault).toEqual({ code: 'missing-column', field: 'customer_id', choices: ['day', 'sum'] })
    expect((await read('customer,date\na,2026-01-02\n', '--map', 'cost=Vốn')).fault).toMatchObject({
      code: 'no-such-column',
      field: 'cost',
      column: 'Vốn',
    })
    expect((await read('customer,date,date\na,2026-01-02,2026-01-03\n')).fault).toEqual({
      code: 'same-heading',
      field: 'date',
      choices: ['date#1', 'date#2'],
    })
  })

  it('a birthday is no day of purchase', async () => {
    expect((await read('Họ tên,Sinh nhật\nHoa,20/10/1988\n')).fault).toMatchObject({ code: 'missing-column', field: 'date' })
  })
})

describe('days', () => {
  it('the whole file says which number is the day, wherever in it the proof stands', async () => {
    const many = Array.from({ length: 1500 }, () => 'a,12/1/2010 8:26,5').join('\n')
    const { rows, settled } = await read(`customer,date,amount\n${many}\nb,12/13/2010 9:00,5\n`)
    expect([rows[0], rows.at(-1)]).toEqual(['a 2010-12-01 5', 'b 2010-12-13 5'])
    expect(settled).toMatchObject({ dayOrder: 'month-first', assumedDays: 0, bad: 0 })
  })

  it('where nothing proves it, the order of the file may; else the day comes first, and that is said', async () => {
    expect((await read('customer,date\na,1/2/2026\na,2/1/2026\n')).rows).toEqual(['a 2026-01-02', 'a 2026-02-01'])
    const open = await read('customer,date\na,1/2/2026\na,1/3/2026\n')
    expect([open.rows[0], open.settled?.assumedDays]).toEqual(['a 2026-02-01', 2])
    expect((await read('customer,date\na,1/2/2026\na,1/3/2026\n', '--day-order', 'mdy')).rows).toEqual(['a 2026-01-02', 'a 2026-01-03'])
    expect((await read('customer,date\na,26/02/01\n', '--day-order', 'ymd')).rows).toEqual(['a 2026-02-01'])
  })

  it('a moment with an offset is the day in the store’s zone; one without is the store’s own clock', async () => {
    const text = 'customer,date\na,2026-01-01T20:00:00Z\na,2026-01-01 20:00:00\n'
    expect((await read(text)).rows).toEqual(['a 2026-01-02', 'a 2026-01-01'])
    expect((await read(text, '--zone', 'Europe/London')).rows).toEqual(['a 2026-01-01', 'a 2026-01-01'])
  })
})

describe('amounts', () => {
  it('are read with the marks that the file uses', async () => {
    const of = async (...cells: string[]) =>
      (await read(`customer;date;amount\n${cells.map((cell) => `a;2026-01-02;${cell}`).join('\n')}\n`)).rows.map((row) => row.split(' ')[2])
    expect(await of('1.850.000', '1.850', '850k', '1,85 tr')).toEqual(['1850000', '1850', '850000', '1850000'])
    expect(await of('1,234.50', '12.5', '0.125', '139.119999')).toEqual(['1234.5', '12.5', '0.125', '139.119999'])
    expect(await of('1.234,50', '(22,20)', '-3,00')).toEqual(['1234.5', '-22.2', '-3'])
  })

  it('a currency is known from its column, the heading or the signs, and several are told apart', async () => {
    expect((await read('customer,date,amount (USD)\na,2026-01-02,5.00\n')).settled?.currency).toBe('USD')
    expect((await read('customer,date,amount\na,2026-01-02,"1.850.000 ₫"\n')).settled?.currency).toBe('VND')
    expect((await read('customer,date,amount\na,2026-01-02,5\n')).settled?.currency).toBeNull()
    const mixed = await read('customer,date,amount,currency\na,2026-01-02,500000,VND\nb,2026-01-02,500000,VND\nb,2026-01-09,20,USD\n')
    expect(mixed.settled).toMatchObject({ currency: 'VND', otherCurrency: 1, paidOtherwise: Uint8Array.of(0, 1) })
  })

  it('a column of costs says the margin', async () => {
    expect(
      (await read('customer,date,amount,cost\na,2026-01-02,100,60\na,2026-01-09,100,\nb,2026-01-09,300,180\n')).settled?.costMargin,
    ).toBeCloseTo(0.4, 12)
  })
})

describe('rows', () => {
  it('that cannot be read are counted and named by line, field and reason; the others stand', async () => {
    const text =
      'customer,date,amount\na,2026-01-02,5\na,31/02/2026,5\na,2026-01-03,five\na,2026-01-04\nb,,5\nb,2026-01-05,"7\nb,2026-01-06,8\n'
    const { settled, rows } = await read(text)
    expect(settled).toMatchObject({
      bad: 5,
      problems: [
        { line: 3, field: 'date', code: 'no-such-day' },
        { line: 4, field: 'amount', code: 'not-a-number' },
        { line: 5, field: null, code: 'too-few-cells' },
        { line: 6, field: 'date', code: 'empty' },
        { line: 7, field: null, code: 'unbalanced-quote' },
      ],
    })
    expect(rows).toEqual(['a 2026-01-02 5', 'b 2026-01-06 8'])
  })

  it('of nobody known belong to nobody, and no two guests are one customer', async () => {
    const { log } = await read('customer,date\nKhách lẻ,2026-01-02\n,2026-01-03\nnan,2026-01-03\n0,2026-01-04\n')
    expect(Array.from(log?.customer ?? [])).toEqual([-1, -1, -1, 0])
    expect(log?.names).toEqual(['0'])
  })

  it('of one day and customer are one visit, with their sums', async () => {
    expect((await read('customer,date,amount\na,2026-01-02 08:00,5\na,2026-01-02 19:00,7\na,2026-01-03 08:00,1\n')).visits).toEqual([
      'a 2026-01-02 12',
      'a 2026-01-03 1',
    ])
  })

  it('of one mail or phone, however written, are one customer', async () => {
    const { log } = await read(
      'Điện thoại,Ngày\n0570 000 101,2026-01-02\n0570.000.101,2026-01-03\n+84570000101,2026-01-04\n0570000101,2026-01-05\n',
    )
    expect(log?.names).toEqual(['0570000101'])
    expect((await read('email,date\nHoa@x.example,2026-01-02\nhoa@X.example,2026-01-03\n')).log?.names).toEqual(['hoa@x.example'])
  })

  it('that were cancelled are no purchase', async () => {
    const { rows, log } = await read('customer,date,amount,status\na,2026-01-02,5,done\na,2026-01-03,5,Đã huỷ\n')
    expect([rows, log?.cancelled]).toEqual([['a 2026-01-02 5'], 1])
  })
})

describe('refunds', () => {
  it('find their order by its code, and one that is given back whole had never been', async () => {
    const text =
      'customer,date,amount,order_id\na,2026-01-02,50,1\na,2026-01-09,30,2\na,2026-01-12,-30,2\na,2026-01-20,40,3\na,2026-01-21,-10,3\n'
    const { visits, settled } = await read(text)
    expect(visits).toEqual(['a 2026-01-02 50', 'a 2026-01-20 30'])
    expect(settled?.linkedRefunds).toBe(2)
  })

  it('may name it in a column of their own, or be marked by a word', async () => {
    const named = 'customer,date,amount,order_id,refund of\na,2026-01-02,50,1,\na,2026-01-09,-50,2,1\n'
    expect((await read(named)).visits).toEqual([])
    const marked = 'customer,date,amount,loại\na,2026-01-02,50,bán\na,2026-01-09,50,Trả hàng\n'
    expect((await read(marked)).visits).toEqual(['a 2026-01-02 50'])
  })

  it('of an order that is listed line by line are held against all of it', async () => {
    const lines = 'customer,date,amount,order_id\na,2026-01-02,30,1\na,2026-01-02,20,1\na,2026-01-09,5,2\na,2026-01-12,-50,1\n'
    expect((await read(lines)).visits).toEqual(['a 2026-01-09 5'])
  })

  it('that belong to nothing known make no visit and take nothing off one', async () => {
    const { visits, settled } = await read('customer,date,amount\na,2026-01-02,50\na,2026-01-09,-20\n')
    expect(visits).toEqual(['a 2026-01-02 50'])
    expect(settled).toMatchObject({ linkedRefunds: 0, gross: 50, givenBack: 20 })
  })
})
