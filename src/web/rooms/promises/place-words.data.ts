import type { SameKeys } from '../../shell/words.ts'

const vi = {
  title: 'Lời hứa',
  parts: {
    board: 'Bảng',
    done: 'Đã xong',
    scores: 'Tỉ lệ giữ lời',
  },
}

const en: SameKeys<typeof vi> = {
  title: 'Promises',
  parts: {
    board: 'Board',
    done: 'Done',
    scores: 'Kept rate',
  },
}

export const placeWords = { vi, en }
