import type { SameKeys } from '../../shell/words.ts'

const vi = {
  ask: 'Ai đang ở trước mình?',
  hint: 'số, tên, thư, mã thẻ, mã đặt chỗ',
  nobody: 'Chưa thấy ai',
  nobodyWhy: 'Thử số điện thoại, bốn số cuối, tên có hoặc không có dấu.',
  usual: 'Thường',
  avoids: 'Tránh',
  likes: 'Thích',
  recent: 'Gần đây',
  results: 'Những người tìm thấy',
}

const en: SameKeys<typeof vi> = {
  ask: 'Who is in front of you?',
  hint: 'number, name, mail, card, booking code',
  nobody: 'Nobody found',
  nobodyWhy: 'Try a phone number, its last four digits, or a name with or without marks.',
  usual: 'Usual',
  avoids: 'Avoid',
  likes: 'Likes',
  recent: 'Lately',
  results: 'People found',
}

export const recognitionWords = { vi, en }
