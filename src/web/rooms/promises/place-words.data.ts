import type { SameKeys } from '../../shell/words.ts'

const vi = {
  title: 'Lời hứa',
  parts: {
    board: 'Bảng',
    requests: 'Khách nhờ',
    enquiries: 'Hỏi mua',
    complaints: 'Phàn nàn',
    done: 'Đã xong',
    scores: 'Tỉ lệ giữ lời',
  },
}

const en: SameKeys<typeof vi> = {
  title: 'Promises',
  parts: {
    board: 'Board',
    requests: 'Requests',
    enquiries: 'Enquiries',
    complaints: 'Complaints',
    done: 'Done',
    scores: 'Kept rate',
  },
}

export const placeWords = { vi, en }
