import { addDays, showDate, showDayMonth, showPartialDate, showRelative, showWeekday } from '#values/civil-date.ts'
import { type Money, showMoney, showNumber, showPercent, showShort } from '#values/money.ts'
import { clockIn, dayIn } from '#values/zone.ts'
import { useLanguage } from './look.ts'
import { useHouse } from './session.tsx'

/** The day that an instant is in a zone, `2026-11-23`. */
export const dayOf = (instant: string | Date, zone: string): string => dayIn(zone, new Date(instant).getTime())
/** What the clocks of a zone show at an instant, `13:52`. */
export const clockOf = (instant: string | Date, zone: string): string => clockIn(zone, new Date(instant).getTime())

/** Figures, money and days as this person reads them, in the house's zone. */
export function useSay() {
  const language = useLanguage()
  const { zone } = useHouse()
  const today = dayOf(new Date(), zone)
  return {
    language,
    /** Today in the house's zone, `YYYY-MM-DD`. */
    today,
    number: (n: number, decimals?: number) => showNumber(n, language, decimals),
    percent: (share: number, decimals?: number) => showPercent(share, language, decimals),
    money: (money: Money) => showMoney(money, language),
    short: (money: Money) => showShort(money, language),
    date: (day: string) => showDate(day, language),
    dayMonth: (day: string) => showDayMonth(day, language),
    /** Day and month within the last eleven months, else the whole date. */
    nearDate: (day: string) =>
      day > addDays(today, -330) && day <= addDays(today, 30) ? showDayMonth(day, language) : showDate(day, language),
    partialDate: (date: Parameters<typeof showPartialDate>[0]) => showPartialDate(date, language),
    weekday: (day: string) => showWeekday(day, language),
    /** "hôm qua", "3 ngày trước", after a week the date. */
    relative: (day: string) => showRelative(day, today, language),
    dayOf: (instant: string) => dayOf(instant, zone),
    clockOf: (instant: string) => clockOf(instant, zone),
  }
}
export type Say = ReturnType<typeof useSay>
