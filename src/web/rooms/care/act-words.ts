import type { z } from 'zod'
import type { careActView } from '#rooms/care/contract.ts'
import { daysBetween } from '#values/civil-date.ts'
import { showLunarDay } from '#values/lunar-date.ts'
import type { IconName } from '../../kit/icons.tsx'
import type { Say } from '../../shell/say.ts'
import { wordsIn } from '../../shell/words.ts'
import { isWithinHours, spanOf } from '../promises/naming.ts'
import { type PromiseWords, promiseWords } from '../promises/words.data.ts'
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

function promiseSentence({ kind, parts }: Act, who: string, of: CareWords['acts']): string {
  const what = text(parts.words)
  if (kind === 'promise-untold') return who ? of.promiseUntold(what, who) : of.promiseUntoldPlain(what)
  if (kind === 'promise-remedy') {
    const how = text(parts.what) || what
    return who ? of.promiseRemedy(how, who) : of.promiseRemedyPlain(how)
  }
  if (kind === 'promise-check') return of.promiseCheck(what)
  if (who && text(parts.direction).startsWith('from-')) return of.promiseTheirs(what, who)
  return who && !what.includes(who) ? of.promise(what, who) : what
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
    case 'promise-ask':
    case 'unhappy':
      return begin(of.unhappy(who))
    case 'complaint-follow':
      return begin(of.promiseAsk(who))
    case 'first-buy':
      return begin((act.parts.order === 'stay' ? of.firstStay : of.firstBuy)(who))
    case 'late':
      return begin(of.late(who, say.number(figure(act.parts.silentDays))))
    case 'quiet':
      return begin(of.quiet(who))
    case 'house-day':
      return begin((figure(act.parts.inDays) === 0 ? of.houseDayToday : of.houseDay)(text(act.parts.name)))
    case 'letter-waiting':
      return begin(of.letterWaiting(who || text(act.parts.name)))
    case 'promise-due':
    case 'promise-risk':
    case 'promise-untold':
    case 'promise-remedy':
    case 'promise-check':
      return begin(promiseSentence(act, who, of))
    default:
      return begin(of.other(who))
  }
}

const MONTH = 30.44
const HOUR = 3_600_000

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

/** Milliseconds until a promise is due, below zero when its hour has passed; nothing where only a day was heard. */
export const leftOfPromise = ({ parts }: Act, now = Date.now()): number | undefined =>
  parts.isDay === true || !text(parts.promisedDue) ? undefined : Date.parse(text(parts.promisedDue)) - now

/** Where a promise is at risk, or has less than an hour: it is said in red. */
export function isPressing(act: Act): boolean {
  if (act.kind === 'promise-risk' || act.kind === 'promise-untold') return true
  const left = act.kind === 'promise-due' ? leftOfPromise(act) : undefined
  return left !== undefined && left < HOUR
}

/** An act as it can still end: a promise whose hour has passed is kept late, which asks for the reason on its own screen. */
export const asItCanEnd = (act: Act): Act =>
  act.group === 'promises' && act.kind !== 'promise-remedy' && (leftOfPromise(act) ?? 0) < 0
    ? { ...act, ends: act.ends.filter((end) => end !== 'done') }
    : act

const spanWords = (ms: number, words: PromiseWords, say: Say): string => spanOf(Math.abs(ms), words.left, say)

function promiseReasons(act: Act, words: CareWords['why'], of: PromiseWords, say: Say): string[] {
  const { kind, parts } = act
  const [due, holder] = [text(parts.promisedDue), text(parts.holderName)]
  const left = leftOfPromise(act)
  const day = due && say.dayOf(due)
  const when = !day
    ? ''
    : left !== undefined && (day === say.today || isWithinHours(left))
      ? (left >= 0 ? words.left : words.late)(spanWords(left, of, say))
      : day === say.today
        ? words.promisedToday
        : words.promisedOn(say.nearDate(day))
  if (kind === 'promise-untold') return [words.notApologised, when]
  if (kind === 'promise-check') return [words.notChecked]
  if (kind === 'promise-remedy') return [text(parts.words)]
  return [when, ...(kind === 'promise-risk' ? [words.risk] : []), text(parts.note) || (holder && words.heldBy(holder))]
}

/** Why the house turns to somebody by itself. */
function reachingReasons({ kind, parts }: Act, why: CareWords['why'], say: Say): string[] {
  const days = figure(parts.days)
  if (kind === 'first-buy') return [(parts.order === 'stay' ? why.stayedDays : why.boughtDays)(say.number(days), days), text(parts.summary)]
  if (kind === 'late') return [why.usualRhythm(say.number(figure(parts.rhythmDays)))]
  if (kind === 'quiet') {
    const known = text(parts.knownBy)
    return [why.noWordFor(say.number(figure(parts.silentDays))), known && why.knownBy(known)]
  }
  return kind === 'promise-ask' ? [why.fixedOn(say.dayMonth(text(parts.fixedOn)), text(parts.what))] : []
}

/** Another act that waits for the same customer, in a few words. */
function inPassing({ kind, parts }: Act['also'][number], words: CareWords, say: Say): string {
  const of = words.also
  switch (kind) {
    case 'confirm':
      return of.confirm(text(parts.what))
    case 'birthday':
      return of.birthday(say.dayMonth(text(parts.on)))
    case 'occasion':
      return of.occasion(
        text(parts.label) || (words.occasions[text(parts.occasion) as keyof CareWords['occasions']] ?? words.occasions.other),
        say.dayMonth(text(parts.on)),
      )
    case 'first-buy':
      return of.firstBuy
    case 'late':
      return of.late(say.number(figure(parts.silentDays)))
    case 'quiet':
      return of.quiet
    case 'letter-waiting':
      return of.letter
    default:
      return of.other
  }
}

/** Whoever was not here for long needs not be told that nobody asked after them either. */
const isSaid = ({ kind }: Act, also: Act['also'][number]): boolean => kind === 'late' && also.kind === 'quiet'

const MOST_IN_PASSING = 2

function alsoReasons(act: Act, words: CareWords, say: Say): string[] {
  const also = act.also.filter((one) => !isSaid(act, one)).slice(0, MOST_IN_PASSING)
  return also.length === 0 ? [] : [words.why.also(also.map((one) => inPassing(one, words, say)).join(', '))]
}

const topOf: Readonly<Record<string, number>> = { csat: 5, ces: 7, nps: 10 }

/** What they answered, about what, and in which words. */
function unhappyReasons({ parts }: Act, why: CareWords['why'], say: Say): string[] {
  const stop = text(say.language === 'vi' ? parts.stopVi : parts.stopEn)
  const score = `${say.number(figure(parts.score))}/${topOf[text(parts.scale)] ?? ''}`
  const words = text(parts.words)
  return [stop ? why.answeredAbout(score, stop) : why.answeredHouse(score), words && why.saying(words)]
}

/** Why it is asked: the evidence first, then what to have ready, and what else is said on the way. */
export function reasonsOf(act: Act, words: CareWords, say: Say, isNow: boolean): string[] {
  const { parts } = act
  const why = words.why
  const known: string[] = []
  if (act.kind === 'arrival' || act.kind === 'pick-up' || act.kind === 'departure') known.push(text(parts.summary))
  if (act.kind === 'pick-up' && parts.code) known.push(why.code(text(parts.code)))
  if (act.kind === 'arrival' && parts.endsOn && parts.order === 'stay') known.push(why.until(say.dayMonth(text(parts.endsOn))))
  if (act.kind === 'confirm') known.push(confirmedWhen(text(parts.lastConfirmedOn), why, say))
  if (act.kind === 'birthday' || act.kind === 'occasion' || act.kind === 'house-day') known.push(dayKept(act, why, say, isNow))
  known.push(...reachingReasons(act, why, say))
  if (act.kind === 'missed-call') {
    const times = figure(parts.times)
    const clock = parts.rangAt ? say.clockOf(text(parts.rangAt)) : ''
    known.push(times > 1 ? why.missedTimes(say.number(times), times, clock) : why.missedAt(clock))
  }
  if (act.kind === 'letter-to-owner' || act.kind === 'letter-waiting')
    known.push(why.writtenDays(say.number(figure(parts.days)), figure(parts.days), text(parts.words)))
  if (act.kind === 'unhappy') known.push(...unhappyReasons(act, why, say))
  if (act.kind === 'complaint-follow')
    known.push((parts.isRemedied === true ? why.complaintFixed : why.complaintAnswered)(text(parts.code)))
  if (act.group === 'promises') known.push(...promiseReasons(act, why, wordsIn(promiseWords, say.language), say))
  if (act.kind === 'erasure') known.push(why.answerBy(say.date(text(parts.answerBy)), say.date(text(parts.doneBy))))
  return [...known, ...act.reasons, ...alsoReasons(act, words, say)].filter((one) => one !== '')
}

/** How an end is called on this act. */
export function endWords(act: Act, end: End, words: CareWords): string {
  const of = words.ends
  if (act.group === 'promises' && end === 'done') return act.kind === 'promise-remedy' ? of.fixed : of.kept
  if (act.kind === 'complaint-follow' && (end === 'yes' || end === 'no' || end === 'done'))
    return { yes: of.content, no: of.unhappy, done: of.notReached }[end]
  if (act.kind === 'promise-check' && (end === 'yes' || end === 'no')) return end === 'yes' ? of.stillKept : of.notMet
  if (end === 'done') {
    const own: Record<string, string> = {
      departure: of.thanked,
      'pick-up': of.handedOver,
      birthday: figure(act.parts.inDays) === 0 ? of.congratulated : of.written,
      'missed-call': of.called,
      erasure: of.answered,
      'letter-to-owner': of.answered,
      'letter-waiting': of.answered,
      'first-buy': of.thanked,
      late: of.called,
      unhappy: of.called,
      quiet: of.askedHow,
      'house-day': of.prepared,
      'promise-ask': of.asked,
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
  if (act.group === 'promises') {
    const what = text(act.parts.words)
    return end !== 'done' ? words.saved.checked(what) : (act.kind === 'promise-remedy' ? words.saved.fixed : words.saved.kept)(what)
  }
  if (act.kind === 'complaint-follow' && (end === 'yes' || end === 'no' || end === 'done'))
    return begin({ yes: words.saved.content, no: words.saved.unhappy, done: words.saved.notReached }[end](who))
  if (act.kind === 'house-day') return words.saved.prepared(text(act.parts.name))
  return begin(words.saved[end](who || text(act.parts.name)))
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
      'letter-waiting': 'mail',
      'missed-call': 'phone',
      'first-buy': 'heart',
      late: 'back',
      quiet: 'phone',
      'house-day': 'occasion',
      'promise-ask': 'promise',
      'complaint-follow': 'message',
      unhappy: 'phone',
      'promise-due': 'promise',
      'promise-risk': 'warning',
      'promise-untold': 'warning',
      'promise-remedy': 'back',
      'promise-check': 'promise',
    }) as Record<string, IconName>
  )[kind] ?? 'today'

/** The number to dial, where the reader may see it. */
export const numberOf = ({ parts }: Act): string | undefined =>
  typeof parts.number === 'string' && parts.number ? parts.number : undefined
