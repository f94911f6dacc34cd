import type { BusinessCalendar } from '../../values/business-calendar.ts'
import type { Due } from '../../values/business-clock.ts'
import { showDate, showWeekday } from '../../values/civil-date.ts'
import { dayIn, secondsIn } from '../../values/zone.ts'

/** What a case comes to, in a sentence of each language. */
export type Sentence = { vi: string; en: string }

export const tellNobody: Sentence = { vi: 'không ai đang chờ', en: 'nobody is waiting' }

const two = (n: number): string => String(n).padStart(2, '0')

/** "10:00 Thứ Ba 10/03/2026 (Asia/Ho_Chi_Minh)". */
function tellMoment(moment: number, zone: string): Sentence {
  const [day, seconds] = [dayIn(zone, moment * 1000), secondsIn(zone, moment * 1000)]
  const left = seconds % 60
  const clock = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}${left === 0 ? '' : `:${two(left)}`}`
  const tell = (language: 'vi' | 'en') => `${clock} ${showWeekday(day, language)} ${showDate(day, language)} (${zone})`
  return { vi: tell('vi'), en: tell('en') }
}

function tellLength(seconds: number): Sentence {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const join = (words: [number, string][]) =>
    words
      .filter(([count], at) => count > 0 || (seconds === 0 && at === 1))
      .map(([count, word]) => `${count} ${word}`)
      .join(' ')
  return {
    vi: join([
      [hours, 'giờ'],
      [minutes, 'phút'],
      [rest, 'giây'],
    ]),
    en: join([
      [hours, 'h'],
      [minutes, 'min'],
      [rest, 's'],
    ]),
  }
}

/** When it is due, how much is left of it, or that there is no such time; without a due nothing is promised. */
export function tellDue(due: Due | undefined, calendar: Pick<BusinessCalendar, 'zone'> | undefined, before?: Sentence): Sentence {
  const sentence = ((): Sentence => {
    if (due === undefined || calendar === undefined) return { vi: 'không hứa gì', en: 'no promise' }
    if (due.is === 'no_open_time') return { vi: 'trong 400 ngày không đủ giờ mở cửa', en: 'not enough open time within 400 days' }
    if (due.is === 'paused') {
      const left = tellLength(due.remainingSeconds)
      return { vi: `đang tạm dừng, còn ${left.vi}`, en: `paused, ${left.en} left` }
    }
    const at = tellMoment(due.at, calendar.zone)
    return { vi: `hạn ${at.vi}`, en: `due ${at.en}` }
  })()
  return before === undefined ? sentence : { vi: `${before.vi} ${sentence.vi}`, en: `${before.en} ${sentence.en}` }
}

/** The three modes of a change. */
export const tellChange = (keep: Sentence, recompute: Sentence, carry: Sentence): Sentence => ({
  vi: `giữ nguyên: ${keep.vi}; tính lại từ đầu: ${recompute.vi}; tính tiếp: ${carry.vi}`,
  en: `kept: ${keep.en}; recomputed: ${recompute.en}; carried on: ${carry.en}`,
})

/** Several things of one case in one sentence. */
export const inOne = (sentences: readonly Sentence[]): Sentence => ({
  vi: sentences.map(({ vi }) => vi).join('; '),
  en: sentences.map(({ en }) => en).join('; '),
})
