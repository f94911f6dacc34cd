import type { z } from 'zod'
import type { careActView } from '#rooms/care/contract.ts'
import { daysBetween } from '#values/civil-date.ts'
import { showLunarDay } from '#values/lunar-date.ts'
import type { IconName } from '../../kit/icons.tsx'
import type { Say } from '../../shell/say.ts'
import type { CareWords } from './words.data.ts'

export type Act = z.output<typeof careActView>
export type End = Act['ends'][number]

const text = (part: Act['parts'][string] | undefined): string => (typeof part === 'string' ? part : '')
const figure = (part: Act['parts'][string] | undefined): number => (typeof part === 'number' ? part : 0)

/** A sentence begins with a capital; names keep theirs. */
export const begin = (sentence: string): string => sentence.charAt(0).toLocaleUpperCase('vi') + sentence.slice(1)

/** What somebody does is asked by its own verb: "còn dùng Zalo chứ?", not "còn thích dùng Zalo chứ?". */
const isDoing = (what: string): boolean => /^(dùng|nhắn|gọi|nhận|uống|ăn|đọc|mua|đi|mặc|ở|ngồi|ngủ|tập)\s/iu.test(what)

function confirmSentence({ parts }: Act, who: string, words: CareWords['acts']): string {
  const what = text(parts.what)
  if (parts.stance === 'avoids') return words.avoids(who, what)
  if (parts.stance === 'needs') return words.needs(who, what)
  if (parts.stance === 'must-not') return words.mustNot(who, what)
  return isDoing(what) ? words.does(who, what) : words.likes(who, what)
}

function occasionSentence(act: Act, who: string, words: CareWords): string {
  const isToday = figure(act.parts.inDays) === 0
  if (act.kind === 'birthday') return (isToday ? words.acts.birthdayToday : words.acts.birthday)(who)
  const named = words.occasions[text(act.parts.occasion) as keyof CareWords['occasions']] ?? words.occasions.other
  return (isToday ? words.acts.occasionToday : words.acts.occasion)(text(act.parts.label) || named, who)
}

/** What is to be done, in a sentence; `isNow` is false on the list of another day. */
export function sentenceOf(act: Act, words: CareWords, say: Say, isNow: boolean): string {
  const who = act.calledAs ?? ''
  const nth = figure(act.parts.nth)
  const of = words.acts
  switch (act.kind) {
    case 'arrival':
      if (nth <= 1) return begin((isNow ? of.firstArrival : of.firstArrivalThen)(who))
      return begin((isNow ? of.arrival : of.arrivalThen)(who, say.number(nth)))
    case 'departure':
      return begin(of.departure(who))
    case 'pick-up':
      return begin((isNow ? of.pickUp : of.pickUpThen)(who))
    case 'birthday':
    case 'occasion':
      return begin(occasionSentence(act, who, words))
    case 'confirm':
      return begin(confirmSentence(act, who, of))
    case 'missed-call':
      return begin(act.calledAs ? of.missedCall(act.calledAs) : of.missedNumber(text(act.parts.shown)))
    case 'letter-to-owner':
      return begin(of.letterToOwner(who || text(act.parts.name)))
    case 'erasure':
      return begin(of.erasure(who))
    default:
      return begin(of.other(who))
  }
}

const MONTH = 30.44

function confirmedWhen(on: string, words: CareWords['why'], say: Say): string {
  const months = Math.max(1, Math.floor(daysBetween(on, say.today) / MONTH))
  if (months < 24) return words.confirmedMonths(say.number(months), months)
  const years = Math.floor(months / 12)
  return words.confirmedYears(say.number(years), years)
}

function dayKept({ parts }: Act, words: CareWords['why'], say: Say, isNow: boolean): string {
  const [month, day, days] = [figure(parts.month), figure(parts.day), figure(parts.inDays)]
  const isLunar = parts.calendar === 'lunar'
  const shown = isLunar ? showLunarDay({ month, day, isLeap: parts.isLeap === true }, say.language) : say.dayMonth(text(parts.on))
  if (days === 0 || !isNow) return words.onDay(shown)
  return days === 1 ? words.tomorrow(shown) : words.inDays(shown, say.number(days), days)
}

/** Why it is asked: the evidence first, then what to have ready. */
export function reasonsOf(act: Act, words: CareWords, say: Say, isNow: boolean): string[] {
  const { parts } = act
  const why = words.why
  const known: string[] = []
  if (act.kind === 'arrival' || act.kind === 'pick-up' || act.kind === 'departure') known.push(text(parts.summary))
  if (act.kind === 'pick-up' && parts.code) known.push(why.code(text(parts.code)))
  if (act.kind === 'arrival' && parts.endsOn && parts.order === 'stay') known.push(why.until(say.dayMonth(text(parts.endsOn))))
  if (act.kind === 'confirm') known.push(confirmedWhen(text(parts.lastConfirmedOn), why, say))
  if (act.kind === 'birthday' || act.kind === 'occasion') known.push(dayKept(act, why, say, isNow))
  if (act.kind === 'missed-call') {
    const times = figure(parts.times)
    const clock = parts.rangAt ? say.clockOf(text(parts.rangAt)) : ''
    known.push(times > 1 ? why.missedTimes(say.number(times), times, clock) : why.missedAt(clock))
  }
  if (act.kind === 'letter-to-owner') known.push(why.writtenDays(say.number(figure(parts.days)), figure(parts.days), text(parts.words)))
  if (act.kind === 'erasure') known.push(why.answerBy(say.date(text(parts.answerBy)), say.date(text(parts.doneBy))))
  return [...known, ...act.reasons].filter((one) => one !== '')
}

/** How an end is called on this act. */
export function endWords(act: Act, end: End, words: CareWords): string {
  const of = words.ends
  if (end === 'done') {
    const own: Record<string, string> = {
      departure: of.thanked,
      'pick-up': of.handedOver,
      birthday: figure(act.parts.inDays) === 0 ? of.congratulated : of.written,
      'missed-call': of.called,
      erasure: of.answered,
      'letter-to-owner': of.answered,
    }
    return own[act.kind] ?? of.done
  }
  const isLiking = act.parts.stance === undefined || act.parts.stance === 'likes'
  if (end === 'yes') return isLiking ? of.yes : of.yesStill
  if (end === 'no') return isLiking ? of.no : of.noMore
  return of[end]
}

/** What was done, for the notice with *Hoàn tác*. */
export function savedWords(act: Act, end: End, words: CareWords, say: Say, until: string | undefined): string {
  const who = act.calledAs ?? text(act.parts.shown)
  if (end === 'later') return words.saved.later(until ? say.date(until) : '')
  if (end === 'refused') return words.saved.refused
  return begin(words.saved[end](who))
}

export const iconOfAct = ({ kind }: Act): IconName =>
  (
    ({
      arrival: 'recognise',
      departure: 'heart',
      'pick-up': 'bag',
      birthday: 'occasion',
      occasion: 'occasion',
      confirm: 'message',
      'letter-to-owner': 'mail',
      'missed-call': 'phone',
    }) as Record<string, IconName>
  )[kind] ?? 'today'

/** The number to dial, where the reader may see it. */
export const numberOf = ({ parts }: Act): string | undefined =>
  typeof parts.number === 'string' && parts.number ? parts.number : undefined
