import { plural, type SameKeys } from '../../shell/words.ts'

const vi = {
  title: 'Ai đã xem hồ sơ này',
  within: 'trong 90 ngày',
  nobody: 'Chưa có ai xem trong 90 ngày.',
  times: (_n: number, shown: string) => `${shown} lần`,
  lastAt: (day: string, clock: string) => `gần nhất ${day}, ${clock}`,
  goneStaff: 'Người đã rời nhà',
  goneToken: 'Mã API đã huỷ',
  program: 'mã API',
  wholeTrail: 'Nhật ký về khách này',
}

const en: SameKeys<typeof vi> = {
  title: 'Who looked at this profile',
  within: 'within 90 days',
  nobody: 'Nobody has looked within 90 days.',
  times: (n, shown) => `${shown} ${plural(n, 'time')}`,
  lastAt: (day, clock) => `last ${day}, ${clock}`,
  goneStaff: 'Somebody who left',
  goneToken: 'An ended API token',
  program: 'API token',
  wholeTrail: 'The trail of this customer',
}

export const lookersWords = { vi, en }
