/**
 * Days off in Vietnam by the Labour Code 2019, article 112, and how the government laid the blocks of single years. The law gives five
 * days at Tết and the day beside 2 September; which ones is announced each year, so that a year without an announcement has a guess.
 */

type Named = { vi: string; en: string }

/** First and last day of the Tết block as announced, weekends beside it included. */
export const tetBlocks: Readonly<Record<number, readonly [from: string, to: string]>> = {
  2023: ['2023-01-20', '2023-01-26'],
  2024: ['2024-02-08', '2024-02-14'],
  2025: ['2025-01-25', '2025-02-02'],
  2026: ['2026-02-14', '2026-02-22'],
}

/** The day beside 2 September as announced. */
export const besideNationalDay: Readonly<Record<number, string>> = {
  2023: '2023-09-01',
  2024: '2024-09-03',
  2025: '2025-09-01',
  2026: '2026-09-01',
}

export const solarHolidays: readonly { month: number; day: number; name: Named; from: number; isUndecided: boolean }[] = [
  { month: 1, day: 1, name: { vi: 'Tết Dương lịch', en: 'New Year’s Day' }, from: 1970, isUndecided: false },
  { month: 4, day: 30, name: { vi: 'Ngày Thống nhất', en: 'Reunification Day' }, from: 1976, isUndecided: false },
  { month: 5, day: 1, name: { vi: 'Quốc tế Lao động', en: 'Labour Day' }, from: 1970, isUndecided: false },
  { month: 9, day: 2, name: { vi: 'Quốc khánh', en: 'National Day' }, from: 1970, isUndecided: false },
  // The Politburo's resolution 80-NQ/TW of 7 January 2026 asks for it; the Labour Code does not name it yet.
  { month: 11, day: 24, name: { vi: 'Ngày Văn hóa Việt Nam', en: 'Vietnamese Culture Day' }, from: 2026, isUndecided: true },
]

export const kingsDay: Named = { vi: 'Giỗ Tổ Hùng Vương', en: 'Hùng Kings’ Day' }
export const nationalDayToo: Named = { vi: 'Quốc khánh (ngày liền kề)', en: 'National Day (the day beside)' }
