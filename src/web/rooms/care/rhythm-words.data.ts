import { plural, type SameKeys } from '../../shell/words.ts'

const vi = {
  title: 'Nhịp liên lạc',
  why: 'Nhà muốn hỏi thăm khách bao lâu một lần, và nhiều nhất mấy lần. Khách lâu chưa được hỏi thăm sẽ hiện ở Hôm nay; khách vừa được hỏi thì được để yên. Ai đã chọn không nhận tin thì không bị gợi ý gọi.',
  counted: (when: string) => `Đếm lần cuối ${when}.`,
  never: 'Chưa đếm lần nào: cần mô hình khách quen chạy xong trước.',
  state: 'Khách',
  wanted: 'Hỏi thăm mỗi (ngày)',
  wantedHint: 'Để trống: nhà không tự gọi',
  most: 'Nhiều nhất một tháng (lần)',
  gap: 'Cách nhau ít nhất (ngày)',
  labelOf: (what: string, state: string) => `${what}, khách ${state}`,
  customers: (n: string, _n: number) => `${n} khách`,
  waiting: (n: string) => `${n} lâu chưa được hỏi thăm`,
  show: 'Xem ảnh hưởng',
  save: 'Lưu',
  saved: 'Đã lưu. Danh sách chờ hỏi thăm đang được đếm lại.',
  effect: (before: string, after: string) => `Lâu chưa được hỏi thăm: ${before} khách, sẽ là ${after}.`,
  before: 'Đang chờ',
  after: 'Sẽ chờ',
  full: 'Đã đủ số lần tháng này',
  usual: 'Về mức của Quen',
}

const en: SameKeys<typeof vi> = {
  title: 'Rhythm of contact',
  why: 'How often the house wants to ask how customers are, and how often at most. Who has waited long comes up in Today; who was just asked is left alone. Whoever chose to get no word is never proposed.',
  counted: (when) => `Last counted ${when}.`,
  never: 'Not counted yet: the model of loyalty has to run first.',
  state: 'Customers',
  wanted: 'Ask every (days)',
  wantedHint: 'Empty: the house does not call by itself',
  most: 'At most a month (times)',
  gap: 'At least between (days)',
  labelOf: (what, state) => `${what}, ${state} customers`,
  customers: (n, count) => `${n} ${plural(count, 'customer')}`,
  waiting: (n) => `${n} waiting for a word`,
  show: 'See the effect',
  save: 'Save',
  saved: 'Saved. Who waits for a word is being counted anew.',
  effect: (before, after) => `Waiting for a word: ${before} now, ${after} then.`,
  before: 'Waiting now',
  after: 'Waiting then',
  full: 'Had as many as they may this month',
  usual: 'Back to Quen’s own',
}

export const rhythmWords = { vi, en }
