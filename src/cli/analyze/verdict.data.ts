// The words of the verdict, in the terminal and on the page.

import type { LoyaltyState } from '../../rooms/loyalty/contract.ts'

type Sentence = { vi: string; en: string }

export const stateOrder = [
  'new',
  'indifferent',
  'promising',
  'loyal',
  'cooling',
  'at-risk',
  'lost',
  'won-back',
] as const satisfies readonly LoyaltyState[]

export const stateWords: Readonly<Record<LoyaltyState, { name: Sentence; means: Sentence }>> = {
  new: {
    name: { vi: 'Mới', en: 'New' },
    means: { vi: 'Đến một lần, chưa hết một chu kỳ của nhà.', en: 'Came once; the house’s cycle is not over yet.' },
  },
  indifferent: {
    name: { vi: 'Chưa gắn bó', en: 'Not attached' },
    means: { vi: 'Đến một lần, hết một chu kỳ vẫn chưa trở lại.', en: 'Came once, and the cycle passed without a second visit.' },
  },
  promising: {
    name: { vi: 'Hứa hẹn', en: 'Promising' },
    means: {
      vi: 'Đã trở lại, khả năng mua tiếp từ 30 % nhưng chưa tới 50 %.',
      en: 'Came back; the chance of coming again is 30% or more, not yet 50%.',
    },
  },
  loyal: {
    name: { vi: 'Trung thành', en: 'Loyal' },
    means: {
      vi: 'Đã trở lại, và khả năng mua tiếp trong một chu kỳ từ 50 %. Ai đã vào thì còn ở lại khi chưa xuống dưới 30 % và chưa trễ hẳn so với nhịp riêng.',
      en: 'Came back, and the chance of coming again within the cycle is 50% or more. Who has entered stays until it falls under 30%, or they are late by their own rhythm.',
    },
  },
  cooling: {
    name: { vi: 'Đang thưa dần', en: 'Cooling' },
    means: {
      vi: 'Từng là khách trung thành, nay im lặng quá 1,5 lần nhịp riêng.',
      en: 'Was loyal; silent for more than 1.5 times their own rhythm.',
    },
  },
  'at-risk': {
    name: { vi: 'Sắp mất', en: 'At risk' },
    means: { vi: 'Đã trở lại, nhưng khả năng mua tiếp dưới 30 %.', en: 'Came back, but the chance of coming again is under 30%.' },
  },
  lost: {
    name: { vi: 'Đã mất', en: 'Lost' },
    means: { vi: 'Đã trở lại, nhưng khả năng mua tiếp dưới 5 %.', en: 'Came back, but the chance of coming again is under 5%.' },
  },
  'won-back': {
    name: { vi: 'Đã quay lại', en: 'Won back' },
    means: { vi: 'Từng mất, vừa mua lại trong một chu kỳ gần đây.', en: 'Was lost, and bought again within the last cycle.' },
  },
}

const headings = {
  states: { vi: 'Khách đang ở đâu', en: 'Where customers stand' },
  returning: { vi: 'Từ lần đầu đến lần thứ hai', en: 'From the first visit to the second' },
  alive: { vi: 'Còn là khách không', en: 'Still a customer?' },
  forecast: { vi: 'Dự báo có đúng không', en: 'Did the forecast come true?' },
  byFrequency: { vi: 'Lượt mua mỗi khách, theo số lần đã trở lại:', en: 'Purchases a customer, by times they had come back:' },
  foretold: { vi: 'dự báo', en: 'expected' },
  came: { vi: 'thực tế', en: 'actual' },
  cohorts: { vi: 'Trở lại theo tháng đến lần đầu (% khách)', en: 'Coming back, by month of the first visit (% of customers)' },
  concentration: { vi: 'Giá trị nằm ở ai', en: 'Where the value lies' },
  models: { vi: 'Mô hình', en: 'Models' },
  warnings: { vi: 'Cần biết khi đọc', en: 'Mind when reading' },
} satisfies Record<string, Sentence>

export const terminalWords: Readonly<Record<keyof typeof headings, Sentence>> = headings
