import type { SameKeys } from '../../../shell/words.ts'

/** A line of praise, where the act of care stands. */
const vi = {
  praise: 'Khen',
  praiseOf: (who: string) => `Khen ${who}`,
  passOn: 'Chuyển lời cảm ơn',
  to: 'Gửi ai',
  choose: 'Chọn đồng nghiệp',
  words: (who: string) => `Một câu cho ${who}`,
  wordsPlain: 'Một câu nhắn kèm',
  hint: 'Điều người ấy làm, và vì sao mình thấy quý.',
  passHint: 'Khách nhắn thế này, mình chuyển lại cho bạn.',
  send: 'Gửi lời',
  cancel: 'Thôi',
  said: (who: string) => `Đã gửi lời tới ${who}.`,
  takenBack: 'Đã rút lời lại.',
  others: 'Đồng nghiệp vừa làm',
  othersWhy: 'Chỉ của hôm nay, để mình kịp nói một câu.',
  about: { act: 'Việc hôm nay', promise: 'Lời hứa đã giữ', thanks: 'Khách nói' },
}

const en: SameKeys<typeof vi> = {
  praise: 'Praise',
  praiseOf: (who) => `Praise ${who}`,
  passOn: 'Pass the thanks on',
  to: 'For',
  choose: 'Choose a colleague',
  words: (who) => `A line for ${who}`,
  wordsPlain: 'A line to go with it',
  hint: 'What they did, and why it mattered.',
  passHint: 'The customer said this; I pass it on to you.',
  send: 'Send',
  cancel: 'Cancel',
  said: (who) => `Your line went to ${who}.`,
  takenBack: 'Taken back.',
  others: 'Done by colleagues',
  othersWhy: 'Today’s only, so that a word can be said in time.',
  about: { act: 'Today', promise: 'A promise kept', thanks: 'The customer said' },
}

export const praiseWords = { vi, en }
