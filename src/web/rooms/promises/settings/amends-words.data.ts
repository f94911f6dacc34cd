import { plural, type SameKeys } from '../../../shell/words.ts'

const vi = {
  title: 'Đền bù',
  why: 'Khi lỡ hẹn với khách, mỗi người được tự quyết đến mức này; trên mức ấy thì hỏi quản lý hoặc chủ nhà trước. Không ai cho quá một lần rưỡi giá trị đơn mà không hỏi.',
  upTo: (role: string) => `${role}: đền bù tới`,
  notMoney: 'Chưa đọc được số tiền này.',
  nothing: 'Để 0 là luôn hỏi trước.',
  noGiven: (role: string) => `${role}: 12 tháng qua chưa đền bù lần nào.`,
  effect: (role: string, given: string, asked: string, would: string) =>
    `${role}: 12 tháng qua đền bù ${given} lần; phải hỏi trước ${asked} lần, theo mức mới sẽ là ${would}.`,
  same: (role: string, given: string, asked: string) => `${role}: 12 tháng qua đền bù ${given} lần, số lần phải hỏi trước vẫn là ${asked}.`,
  counting: 'Đang xem lại 12 tháng qua…',
  unsaved: 'Mức mới chưa lưu.',
  drop: 'Bỏ',
  save: 'Lưu',
  saved: (n: number) => (n === 1 ? 'Đã đổi mức đền bù.' : `Đã đổi ${n} mức đền bù.`),
}

const en: SameKeys<typeof vi> = {
  title: 'For the trouble',
  why: 'When a promise to a customer was missed, everybody may give this much by themselves; above it they ask the manager or the owner first. Nobody gives more than one and a half times the price of the order without asking.',
  upTo: (role) => `${role}: up to`,
  notMoney: 'This is no amount yet.',
  nothing: '0 means: always ask first.',
  noGiven: (role) => `${role}: gave nothing for the trouble in the last 12 months.`,
  effect: (role, given, asked, would) =>
    `${role}: gave something ${given} ${plural(Number(given), 'time')} in the last 12 months; had to ask first ${asked} ${plural(Number(asked), 'time')}, by the new limit it would be ${would}.`,
  same: (role, given, asked) =>
    `${role}: gave something ${given} ${plural(Number(given), 'time')} in the last 12 months; asked first ${asked} ${plural(Number(asked), 'time')}, as before.`,
  counting: 'Looking through the last 12 months…',
  unsaved: 'The new limits are not saved yet.',
  drop: 'Discard',
  save: 'Save',
  saved: (n) => `${n} ${plural(n, 'limit')} changed.`,
}

export const amendsWords = { vi, en }
