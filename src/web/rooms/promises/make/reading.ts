import type { promiseKinds } from '#rooms/promises/contract.ts'
import { addDays, isDate } from '#values/civil-date.ts'

export type Kind = (typeof promiseKinds)[number]
/** By when: a moment, a whole day, always, or as the standards say. */
export type When = { is: 'moment'; day: string; clock: string } | { is: 'day'; day: string } | { is: 'standing' } | { is: 'standard' }

/** Words without marks and in small letters; many people type without them. */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll(/[đĐ]/g, 'd').toLowerCase()

const signs: readonly (readonly [Kind, RegExp])[] = [
  ['late-checkout', /tra phong (muon|tre)|late check/],
  ['quote', /bao gia|bang gia|quote|quotation/],
  ['callback', /goi lai|goi dien|call back|phone back/],
  ['repair', /\bsua\b|thay (bong|den|khoa|pin)|bao hanh|repair|\bfix\b/],
  ['delivery', /\bgiao\b|gui hang|chuyen hang|ship|deliver/],
  [
    'arrival',
    /hang ve|ve hang|khi nao (co|ve)|khi co hang|(ve|co) thi (bao|goi|nhan)|bao khi (nao )?(co|ve)|when it (arrives|comes)|tell (me|us|them) when/,
  ],
  ['search', /\btim\b|look for|\bfind\b/],
  ['gift', /\bqua\b|\btang\b|\bgift\b/],
  ['answer', /tra loi|phan hoi|bao lai|\banswer\b|\breply\b/],
  ['gathering', /moi .*(tiec|com|tra)|gap mat|\bmeet\b/],
  ['price', /giu gia|giam gia|\bprice\b/],
  ['room', /\bphong\b|\broom\b/],
  ['help', /\bgiup\b|\bho\b|\bhelp\b/],
]

/** Which kind of promise these words are; "other" where nothing speaks for one. */
export function kindOf(words: string): Kind {
  const text = plain(words)
  return signs.find(([, sign]) => sign.test(text))?.[0] ?? 'other'
}

const afternoon = /^(chieu|toi|pm)/

function clockIn(text: string): { clock: string; at: number } | undefined {
  const read = /(?<![\d/.])(\d{1,2})\s*(?:(:|h|gio)\s*(\d{2})?|(am|pm)\b)\s*(ruoi)?\s*(sang|trua|chieu|toi|am\b|pm\b)?/.exec(text)
  if (!read) return undefined
  const part = read[4] ?? read[6] ?? ''
  const said = Number(read[1])
  const hour = afternoon.test(part) && said < 12 ? said + 12 : said
  const minute = read[3] ? Number(read[3]) : read[5] ? 30 : 0
  if (hour > 23 || minute > 59) return undefined
  return { clock: `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`, at: read.index }
}

function dayIn(text: string, today: string): string | undefined {
  if (/\b(ngay kia|mot nua)\b/.test(text)) return addDays(today, 2)
  if (/\b(ngay mai|sang mai|chieu mai|toi mai|trua mai|mai|tomorrow)\b/.test(text)) return addDays(today, 1)
  if (/\b(hom nay|chieu nay|toi nay|trua nay|sang nay|today|tonight)\b/.test(text)) return today
  const read = /(?<!\d)(\d{1,2})\/(\d{1,2})(?:\/(\d{4}))?(?![\d/])/.exec(text)
  if (!read) return undefined
  const year = read[3] ?? today.slice(0, 4)
  const day = `${year}-${String(Number(read[2])).padStart(2, '0')}-${String(Number(read[1])).padStart(2, '0')}`
  if (!isDate(day)) return undefined
  // A day that has passed this year is meant for the next.
  const next = `${Number(year) + 1}${day.slice(4)}`
  return day < today && !read[3] && isDate(next) ? next : day
}

/** The time that the words themselves name: "giao trước 5 giờ chiều mai"; nothing where they name none. */
export function whenOf(words: string, today: string, nowClock: string): When | undefined {
  const text = plain(words)
  const clock = clockIn(text)
  const day = dayIn(text, today)
  if (clock) {
    // An hour that has passed today is meant for tomorrow, unless today was said.
    const on = day ?? (clock.clock > nowClock ? today : addDays(today, 1))
    return { is: 'moment', day: on, clock: clock.clock }
  }
  return day && day >= today ? { is: 'day', day } : undefined
}

/** The hours that are offered now: an hour ahead, the end of the afternoon, and tomorrow morning. */
export function quickTimes(today: string, nowClock: string): When[] {
  const [hour = 0, minute = 0] = nowClock.split(':').map(Number)
  const ahead = Math.ceil((hour * 60 + minute + 60) / 15) * 15
  const inAnHour: When[] =
    ahead < 24 * 60
      ? [{ is: 'moment', day: today, clock: `${String(Math.floor(ahead / 60)).padStart(2, '0')}:${String(ahead % 60).padStart(2, '0')}` }]
      : []
  const later = ['12:00', '17:00', '20:00'].find((clock) => Number(clock.slice(0, 2)) * 60 - (hour * 60 + minute) >= 120)
  return [
    ...inAnHour,
    ...(later ? [{ is: 'moment', day: today, clock: later } as const] : []),
    { is: 'day', day: today },
    { is: 'moment', day: addDays(today, 1), clock: '10:00' },
    { is: 'day', day: addDays(today, 1) },
  ]
}

export const isSame = (one: When | undefined, other: When): boolean => JSON.stringify(one) === JSON.stringify(other)
