import type { SameKeys } from '../../../shell/words.ts'

const vi = {
  title: 'Khách đang vướng',
  why: 'Nhà giúp ngay: việc vào Hôm nay của người giúp được, hẹn trong một giờ mở cửa hoặc theo chuẩn phục vụ.',
  what: 'Khách vướng gì',
  whatHint: 'chưa nhận được bộ ấm, máy lạnh không chạy, hoá đơn sai tên',
  about: 'Về đơn nào',
  noOrder: 'Không theo đơn nào',
  who: 'Ai giúp',
  byItself: 'Theo việc: nhà tự chọn',
  me: 'Mình giúp',
  save: 'Giúp ngay',
  cancel: 'Thôi',
  missing: 'Ghi khách vướng gì.',
  done: (who: string) => `${who} giúp khách ngay. Việc đã vào Hôm nay.`,
  somebody: 'Đội trực',
}

const en: SameKeys<typeof vi> = {
  title: 'The customer is stuck',
  why: 'The house helps at once: it stands in Today of whoever can help, due within one open hour or by the standard.',
  what: 'What they are stuck with',
  whatHint: 'the tea set has not come, the air conditioning does not run, a wrong name on the invoice',
  about: 'About which order',
  noOrder: 'No order',
  who: 'Who helps',
  byItself: 'By what it is about',
  me: 'I help',
  save: 'Help at once',
  cancel: 'Cancel',
  missing: 'Say what they are stuck with.',
  done: (who) => `${who} will help at once. It stands in Today.`,
  somebody: 'The team on duty',
}

export const stuckWords = { vi, en }
