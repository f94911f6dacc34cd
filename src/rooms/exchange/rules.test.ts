import { describe, expect, test } from 'vitest'
import { columnLabels, findColumn, guessMapping, headerQuestions, missingColumns, provenOrder, sourceOfFile, tidySource } from './rules.ts'

const fieldsOf = (subject: 'customers' | 'orders', headings: string[], sample: string[][] = [], hasHeader = true) =>
  guessMapping(subject, headings, hasHeader, sample).map(({ field }) => field)

describe('the headings of a list of customers', () => {
  test.each([
    [
      ['HỌ TÊN', 'SĐT', 'Ngày sinh', 'Email', 'Ghi chú'],
      ['name', 'phone', 'birthday', 'mail', 'note'],
    ],
    [
      ['ho va ten', 'so dien thoai', 'sinh nhat', 'thu dien tu', 'dia chi'],
      ['name', 'phone', 'birthday', 'mail', 'address'],
    ],
    [
      ['Mã KH', 'Tên khách hàng', 'Di động (*)', 'Địa chỉ'],
      ['code', 'name', 'phone', 'address'],
    ],
    [
      ['CustomerID', 'Full Name', 'Mobile Phone', 'E-mail', 'DateOfBirth'],
      ['code', 'name', 'phone', 'mail', 'birthday'],
    ],
    [
      ['Họ', 'Tên', 'Xưng hô', 'Nhóm khách hàng', 'MST'],
      ['family-name', 'given-name', 'form', 'tags', 'tax'],
    ],
    [
      ['SĐT 1', 'SĐT 2', 'Tên', 'Mã NV'],
      ['phone', 'phone', 'name', null],
    ],
    [
      ['Last Name', 'First Name', 'Notes'],
      ['family-name', 'given-name', 'note'],
    ],
  ])('%j', (headings, fields) => {
    expect(fieldsOf('customers', headings)).toEqual(fields)
  })
})

describe('the headings of a list of orders', () => {
  test.each([
    [
      ['customer_id', 'date', 'amount'],
      ['customer', 'at', 'amount'],
    ],
    [
      ['InvoiceNo', 'CustomerID', 'InvoiceDate', 'Total'],
      ['code', 'customer', 'at', 'amount'],
    ],
    [
      ['Mã đơn', 'Mã KH', 'Thời gian', 'Tổng tiền', 'Trạng thái', 'Phòng'],
      ['code', 'customer', 'at', 'amount', 'state', 'room'],
    ],
    [
      ['Số hóa đơn', 'Tên khách', 'SĐT', 'Ngày', 'Giờ', 'Thành tiền'],
      ['code', 'customer-name', 'customer-phone', 'at', 'time', 'amount'],
    ],
    [
      ['Mã đặt phòng', 'Khách', 'Ngày đến', 'Ngày đi', 'Tiền tệ', 'Hình thức thanh toán'],
      ['code', 'customer-name', 'starts', 'ends', 'currency', 'paid-by'],
    ],
  ])('%j', (headings, fields) => {
    expect(fieldsOf('orders', headings)).toEqual(fields)
  })

  test('may mean two things, which the cells settle', () => {
    const headings = ['Ngày', 'Khách hàng', 'Thanh toán']
    expect(
      fieldsOf('orders', headings, [
        ['1/2/2026', 'KH001', '50.000 ₫'],
        ['2/2/2026', 'KH002', '70000'],
      ]),
    ).toEqual(['at', 'customer', 'amount'])
    expect(fieldsOf('orders', headings, [['1/2/2026', 'Lê Mai', 'tiền mặt']])).toEqual(['at', 'customer-name', 'paid-by'])
  })
})

test('without headings the cells say what they are', () => {
  const sample = [
    ['Lê Thị Mai', '0905123456', 'mai@thu.example', '3/4/1972'],
    ['Trần Sơn', '912345678', '', '12/08/1980'],
  ]
  expect(fieldsOf('customers', ['Cột 1', 'Cột 2', 'Cột 3', 'Cột 4'], sample, false)).toEqual(['name', 'phone', 'mail', 'birthday'])
})

describe('a column', () => {
  const headings = ['Họ tên', 'Email', 'EMAIL', '']

  test('is named by its heading, or by its place among those of one heading', () => {
    expect(columnLabels(headings)).toEqual(['Họ tên', 'Email#1', 'EMAIL#2', '#4'])
  })

  test.each([
    ['Họ tên', 0],
    ['ho ten', 0],
    ['#3', 2],
    ['Email#1', 1],
    ['EMAIL', 2],
    ['#9', -1],
    ['Tuổi', -1],
  ])('is found by %s', (named, at) => {
    expect(findColumn(headings, named)).toBe(at)
  })

  test('whose heading stands twice is asked about once', () => {
    const guesses = guessMapping('customers', headings, true, [])
    expect(headerQuestions(headings, guesses)).toEqual([{ code: 'duplicate-header', field: 'mail', choices: ['Email#1', 'EMAIL#2'] }])
    expect(headerQuestions(headings, [guesses[0] ?? { field: null, guessedBy: null }, { field: 'mail', guessedBy: 'person' }])).toEqual([])
  })

  test('that must be there is asked for', () => {
    expect(missingColumns('orders', ['a', 'b'], ['customer', null], {})).toEqual([
      { code: 'missing-column', field: 'at', choices: ['b'] },
      { code: 'missing-column', field: 'amount', choices: ['b'] },
    ])
    expect(missingColumns('customers', ['a'], ['phone'], {})).toEqual([])
  })
})

test.each([
  [['3/4/1972', '31/12/1980'], 'day-first'],
  [['3/4/1972', '12/31/1980'], 'month-first'],
  [['3/4/1972', '1980-12-31'], undefined],
  [['31/12/1980', '12/31/1980'], undefined],
])('the days %j prove %s', (cells, order) => {
  expect(provenOrder(cells)).toBe(order)
})

test.each([
  ['khach-cu 2019.xlsx', 'khach-cu 2019'],
  ['/tmp/đơn hàng (2).csv', 'đơn hàng'],
  ['C:\\tệp\\a:b.csv', 'a b'],
  ['.csv', 'list'],
])('a source named after %s is %s', (fileName, source) => {
  expect(sourceOfFile(fileName)).toBe(source)
  expect(tidySource(source)).toBe(source)
})
