import { timeSaid } from '../slips/slip-words.ts'
import type { Course } from './complaint.ts'

/** How a complaint stands, in a sentence that one can read out to the customer or send them: pure. */

export type StatusAsked = {
  course: Pick<Course, 'state' | 'answeredAt' | 'remediedAt' | 'closedAt'>
  code: string
  receivedAt: Date
  hasRemedy: boolean
  /** "chị Mai", "Ms Mai"; empty where they have no name. */
  calledAs: { vi: string; en: string }
  us: string
  house: string
  /** By when they hear the decision, as it was promised; null once they heard. */
  due: { at: Date; isDay: boolean } | null
  zone: string
  now: Date
}

const begun = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1)

const standing = {
  vi: {
    received: 'đang chờ xem xét',
    acknowledged: 'đang chờ xem xét',
    assessed: 'đang được xem xét',
    investigating: 'đang được tìm nguyên nhân',
  },
  en: {
    received: 'is waiting to be looked at',
    acknowledged: 'is waiting to be looked at',
    assessed: 'is being looked at',
    investigating: 'is being looked into for its cause',
  },
} as const

function inVietnamese({ course, code, receivedAt, hasRemedy, calledAs, us, house, due, zone, now }: StatusAsked): string {
  const when = (at: Date, isDay = false) => timeSaid(at, { zone, now, language: 'vi', isDay })
  const whose = calledAs.vi === '' ? '' : ` của ${calledAs.vi}`
  const head = `Dạ, phản ánh ${code}${whose}, ${house || 'nhà mình'} nhận lúc ${when(receivedAt)}`
  const { state } = course
  if (state === 'closed' && course.closedAt) return `${head}, đã xong ${when(course.closedAt, true)}.`
  if (course.answeredAt) {
    const put = course.remediedAt ? ' Phần khắc phục đã làm xong.' : hasRemedy ? ' Phần khắc phục đang được làm.' : ''
    return `${head}, đã được trả lời ${when(course.answeredAt, true)}.${put}`
  }
  const now_ = state === 'answered' || state === 'closed' ? standing.vi.assessed : standing.vi[state]
  if (!due) return `${head}, ${now_}.`
  const to = calledAs.vi === '' ? '' : ` ${calledAs.vi}`
  return due.at > now
    ? `${head}, ${now_}. ${begun(us)} sẽ trả lời${to} ${due.isDay ? 'trong' : 'trước'} ${when(due.at, due.isDay)}.`
    : `${head}, ${now_}. Hẹn trả lời ${when(due.at, due.isDay)} đã qua mà chưa xong.`
}

function inEnglish({ course, code, receivedAt, hasRemedy, house, due, zone, now }: StatusAsked): string {
  const when = (at: Date, isDay = false) => timeSaid(at, { zone, now, language: 'en', isDay })
  const head = `Your complaint ${code} reached ${house || 'us'} at ${when(receivedAt)}`
  const { state } = course
  if (state === 'closed' && course.closedAt) return `${head} and was settled ${when(course.closedAt, true)}.`
  if (course.answeredAt) {
    const put = course.remediedAt ? ' What we offered has been done.' : hasRemedy ? ' What we offered is being done.' : ''
    return `${head} and was answered ${when(course.answeredAt, true)}.${put}`
  }
  const now_ = state === 'answered' || state === 'closed' ? standing.en.assessed : standing.en[state]
  if (!due) return `${head} and ${now_}.`
  return due.at > now
    ? `${head} and ${now_}. We will answer by ${when(due.at, due.isDay)}.`
    : `${head} and ${now_}. The answer was promised by ${when(due.at, due.isDay)} and is not ready yet.`
}

export const statusOf = (asked: StatusAsked): { vi: string; en: string } => ({ vi: inVietnamese(asked), en: inEnglish(asked) })
