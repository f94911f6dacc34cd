/**
 * What the calendar editor says of Vietnam's public holidays beside the occasions of `occasions.data.ts`: Labour Code 2019, article 112
 * (one day at the new year, five at Tết, one for the Hùng Kings, 30 April, 1 May, 2 September and a day beside it; one that falls on the
 * weekly rest is made up on the next working day). The exact days of Tết and the one beside 2 September are announced each year.
 */

type Names = { vi: string; en: string }

export const besideNationalDay: Names = { vi: 'Nghỉ liền kề Quốc khánh', en: 'Day beside National Day' }

export const tetNames: { eve: Names; day: (nth: number) => Names } = {
  eve: { vi: 'Giao thừa', en: 'Lunar new year’s eve' },
  day: (nth) => ({ vi: `Mùng ${nth} Tết`, en: `Tết, day ${nth}` }),
}

export const madeUp = ({ vi, en }: Names): Names => ({ vi: `Nghỉ bù ${vi}`, en: `In lieu of ${en}` })

/**
 * Asked for by the Politburo's resolution 80-NQ/TW of 7 January 2026; that the law has been amended was not known when this was written,
 * so that it is a choice and never a default.
 */
export const cultureDay = { month: 11, day: 24, names: { vi: 'Ngày Văn hóa Việt Nam', en: 'Vietnamese Culture Day' } }
