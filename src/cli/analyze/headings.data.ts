// Headings of order exports that a list for importing does not know, folded, without spaces. The first that fits wins.

const list = (text: string): readonly string[] => text.split(', ').map((heading) => heading.replaceAll(' ', ''))

export const logHeadings = [
  [
    'refund_of',
    list(
      'refund of, refunds, refunded order, original order, original order id, original invoice, return of, don goc, ma don goc, hoan cho don, tra cho don, hoan tien cho don',
    ),
  ],
  ['refund', list('refund, is refund, is return, return, returned, credit note, hoan tien, la hoan tien, tra hang, la tra hang, don tra')],
  [
    'first_date',
    list(
      'first order, first order date, first purchase, first purchase date, customer since, member since, acquired, acquired on, khach tu, khach tu ngay, ngay mua dau tien, ngay mua dau, lan dau mua',
    ),
  ],
  ['unit_price', list('unit price, don gia, price each, item price')],
  [
    'customer_id',
    list('cust, custid, customer id, customer, user, user id, buyer id, account, account id, member, contact id, client, shopper id'),
  ],
  [
    'amount',
    list(
      'spent, spend, order value, order amount, amount paid, total paid, total spent, total price, gmv, turnover, basket, monetary, gia tri don, gia tri don hang, tien hang',
    ),
  ],
  ['status', list('financial status, payment status, trang thai don hang')],
  ['amount', list('tong tien hang, khach can tra, khach da tra, tong tien thanh toan')],
  [
    'date',
    list(
      'order day, day, purchased at, paid at, billing date, event date, completed at, thoi gian dat, ngay thanh toan, ngay hoan thanh, ngay dat hang',
    ),
  ],
] as const

/** A price of one piece, where a column of quantities stands beside it. */
export const perPieceHeadings = list('price, gia, gia ban, unit price, don gia')
/** Headings that name whose row it is only where no other column does. */
export const bareCodes = list('id, ma, code, ma so, no')
/** Days that nobody bought on: of a list of customers, not of orders. */
export const otherDays = list(
  'sinh nhat, ngay sinh, ngay thang nam sinh, nam sinh, birthday, dob, date of birth, birth date, birthdate, born, ns',
)
