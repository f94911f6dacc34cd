import { dayIn } from '../../../values/zone.ts'
import {
  breaks,
  type Claim,
  claims,
  conditions,
  doers,
  negations,
  noNegations,
  otherPeople,
  reasonSigns,
  sayings,
  toCome,
} from './claims.data.ts'
import { endsBefore, type Found, isBroken, isWord, placesOf, says, type Word, wordsOf } from './phrase-rules.ts'
import { isOn, isSameMention, type Mention, means, mentionsIn } from './time-rules.ts'

/** Whether a letter about a slip says what the record bears out: nothing untrue leaves the house. Pure, so that anybody can follow it. */

export type Why =
  | 'not-left'
  | 'not-departed'
  | 'no-supplier-slip'
  | 'not-arrived'
  | 'never-again'
  | 'no-reason'
  | 'no-time'
  | 'wrong-time'
  | 'wrong-form'
  | 'nothing-concrete'

export type Untrue = { from: number; to: number; said: string; why: Why }

/** What the records say. */
export type RecordFacts = {
  /** The order has left the house, by its state or by somebody's note. */
  hasLeft: boolean
  /** Somebody noted what holds it up on the road. */
  hasRoadNote: boolean
  hasArrived: boolean
  /** A promise of a supplier that this one rests on has slipped. */
  hasSupplierSlip: boolean
}

/** How the letter has to speak to its reader. */
export type Speaking = {
  language: 'vi' | 'en'
  /** "chị Mai", "Ms Hoa". */
  called: string
  callName: string
  them: string
  us: string
}

export type Told = {
  reason: string | null
  /** The words of the reason as they were filled in. */
  reasonWords: string | null
  /** What has to be in it: the new time, or by when more will be told. */
  due: Date | null
  /** Heard as a day: the day is enough. */
  isDay: boolean
  /** Other times that may be named: what was promised, when it is put right. */
  others: readonly Date[]
  /** Texts whose hours and days may be said again. */
  sources: readonly string[]
  /** What is done and given; one of them has to be said. */
  concrete: readonly string[]
  /** An explained "none", or a time to call back: nothing more has to be offered. */
  needsNothing: boolean
  /** The other end has it by now: no new time is needed. */
  isDone: boolean
}

export type Checked = { words: string; facts: RecordFacts; speaking: Speaking; told: Told; zone: string; now: Date }

// --- What is claimed ---------------------------------------------------------------------------------------------------------

const isAny = (word: Word | undefined, list: readonly string[]): boolean =>
  word !== undefined && list.some((meant) => isWord(word.text, meant))

const isNegation = (word: Word): boolean => isAny(word, negations) || /n't$/.test(word.text)

/** Between quotation marks after "chị hỏi" it is the customer who speaks; between marks of our own making it is still us. */
function quoted(text: string, words: readonly Word[], us: string): { from: number; to: number }[] {
  const ours = [us, 'em', 'cháu', 'tôi', 'we', 'i']
  const isOurs = (near: readonly Word[]) => near.some((word) => isAny(word, ours))
  const isTheirs = (near: readonly Word[]) => near.some((word, at) => isAny(word, sayings) && !isOurs(near.slice(Math.max(0, at - 2), at)))
  return [...text.matchAll(/“[^”]*”|"[^"]*"|«[^»]*»|‘[^’]*’/gu)].flatMap((hit) => {
    const to = hit.index + hit[0].length
    const isNear = (between: string) => !/[.!?\n]/.test(between)
    const before = words.filter((word) => word.to <= hit.index && isNear(text.slice(word.to, hit.index))).slice(-5)
    const after = words.filter((word) => word.from >= to && isNear(text.slice(to, word.from))).slice(0, 3)
    return isTheirs(before) || isTheirs(after) ? [{ from: hit.index, to }] : []
  })
}

const REACH = 7

/** Whether the words before it take the claim back, or make a condition or a coming time of it. */
function isUnsaid(
  text: string,
  words: readonly Word[],
  { first, last }: Pick<Found, 'first' | 'last'>,
  kind: Claim['kind'] | 'time',
): boolean {
  if (kind !== 'never-again' && words.slice(first + 1, last).some(isNegation)) return true
  const isNearness = /^(?:sắp|gần|phút|chút|lát|sap|gan|phut|chut|lat|almost|nearly|about|arriving|arrive|minutes)$/u.test(
    words[first]?.text ?? '',
  )
  for (let at = first - 1; at >= 0 && first - at <= REACH; at--) {
    const word = words[at]
    if (!word || isBroken(text, words, at, first)) return false
    // "không dám hứa là …" says of a never-again that it is none.
    const isLink = kind === 'never-again' && isAny(word, ['là', 'rằng', 'that'])
    if (isWord(word.text, 'là') && !isLink && !isAny(words[at - 1], ['phải'])) return false
    if (isAny(word, breaks) && !isLink) return false
    if (first - at <= 3 && !isNearness && kind !== 'never-again' && isAny(word, toCome)) return true
    if (isCondition(text, words, at)) return kind !== 'never-again'
    if (isNegation(word) && !noNegations.some((phrase) => startsAt(text, words, at, phrase))) return true
  }
  return false
}

const startsAt = (text: string, words: readonly Word[], at: number, phrase: string): boolean =>
  placesOf(text, words.slice(at, at + phrase.split(' ').length), phrase).some(({ first }) => first === 0)

const isCondition = (text: string, words: readonly Word[], at: number): boolean =>
  conditions.some((phrase) => endsBefore(text, words, at + 1, phrase)) && !isAny(words[at - 1], ['trong'])

function claimed(text: string, words: readonly Word[], claim: Claim): Found[] {
  const found = claim.phrases.flatMap((phrase) => placesOf(text, words, phrase))
  const real = found.filter(({ first, last }) => {
    const before = words.slice(Math.max(0, first - 2), first)
    if (
      claim.notAfter &&
      before.some((word, at) => isAny(word, claim.notAfter ?? []) && !isBroken(text, words, Math.max(0, first - 2) + at, first))
    )
      return false
    const next = words[last + 1]
    if (claim.notBefore && next && !isBroken(text, words, last, last + 1) && isAny(next, claim.notBefore)) return false
    // "ở trên đường Trần Phú" is an address.
    return !(
      isWord(words[last]?.text ?? '', 'đường') &&
      next?.isCapital &&
      !words[last]?.isCapital &&
      !isBroken(text, words, last, last + 1)
    )
  })
  return real.filter((place) => !isUnsaid(text, words, place, claim.kind))
}

const whyOf: Record<Claim['kind'], { why: Why; isBorneOut(facts: RecordFacts): boolean }> = {
  'on-the-way': { why: 'not-left', isBorneOut: ({ hasLeft }) => hasLeft },
  traffic: { why: 'not-departed', isBorneOut: ({ hasLeft, hasRoadNote }) => hasLeft && hasRoadNote },
  supplier: { why: 'no-supplier-slip', isBorneOut: ({ hasSupplierSlip }) => hasSupplierSlip },
  arrived: { why: 'not-arrived', isBorneOut: ({ hasArrived }) => hasArrived },
  'never-again': { why: 'never-again', isBorneOut: () => false },
}

/** Places that overlap become one. */
function united(places: readonly { from: number; to: number }[]): { from: number; to: number }[] {
  const all: { from: number; to: number }[] = []
  for (const { from, to } of places.toSorted((a, b) => a.from - b.from)) {
    const last = all.at(-1)
    if (last && from <= last.to) last.to = Math.max(last.to, to)
    else all.push({ from, to })
  }
  return all
}

/** Claims that no record bears out, with where they stand. */
export function untrueClaims(text: string, facts: RecordFacts, us = 'em'): Untrue[] {
  const words = wordsOf(text)
  const theirs = quoted(text, words, us)
  return claims.flatMap((claim) => {
    const { why, isBorneOut } = whyOf[claim.kind]
    if (isBorneOut(facts)) return []
    const places = claimed(text, words, claim).filter(({ from, to }) => !theirs.some((quote) => quote.from <= from && to <= quote.to))
    return united(places).map(({ from, to }) => ({ from, to, said: text.slice(from, to), why }))
  })
}

// --- What must be in it ------------------------------------------------------------------------------------------------------

const missing = (why: Why): Untrue => ({ from: 0, to: 0, said: '', why })

const LIGHT = new Set(
  'của và là thì mà bị được cho với một những các này đó vì do nên đã đang sẽ chị anh em cô chú bác ông bà cháu bạn the a an of to and is was were are be been our your we it for in on at'.split(
    ' ',
  ),
)

/** How much of what was filled in is said: the share of its words that carry meaning. */
function shareSaid(text: string, filled: string): number {
  const meant = wordsOf(filled).filter((word) => !LIGHT.has(word.text))
  if (meant.length === 0) return says(text, filled) ? 1 : 0
  const all = wordsOf(text)
  return meant.filter((word) => all.some((said) => isWord(said.text, word.text) || isWord(word.text, said.text))).length / meant.length
}

const ENOUGH = 0.5

function reasonMissing({ words, told: { reason, reasonWords } }: Checked): Untrue[] {
  if (reason === null) return [missing('no-reason')]
  if (reasonWords !== null && shareSaid(words, reasonWords) >= ENOUGH) return []
  const signs = reasonSigns[reason] ?? []
  const isSaid = signs.some((sign) => says(words, sign))
  return isSaid && (reasonWords === null || shareSaid(words, reasonWords) > 0) ? [] : [missing('no-reason')]
}

const nothingConcrete = ({ words, told: { concrete, needsNothing } }: Checked): Untrue[] =>
  needsNothing || concrete.some((one) => shareSaid(words, one) >= ENOUGH) ? [] : [missing('nothing-concrete')]

const PROMISING = /(?<![\p{L}])(?:giao|gửi|xong|sẽ|nhận|đến|tới|hẹn|trả|có|sang|will|deliver\w*|ready|arrive\w*|receive|by)(?![\p{L}])/iu
const SENTENCE = /[^.!?\n]+/gu

/** A day alone is a promise where something is said to come on it, and not where it is the customer's own. */
function promisesDay(text: string, { from }: Mention): boolean {
  const sentence = [...text.matchAll(SENTENCE)].find((hit) => hit.index <= from && from < hit.index + hit[0].length)?.[0] ?? ''
  return PROMISING.test(sentence) && !/(?<![\p{L}])(?:nếu|khi|cần|if|when|need)(?![\p{L}])/iu.test(sentence)
}

function times({ words: text, told, zone, now, speaking }: Checked): Untrue[] {
  const around = { zone, now }
  const words = wordsOf(text)
  const theirs = quoted(text, words, speaking.us)
  const today = dayIn(zone, now.getTime())
  const mentions = mentionsIn(text, around).filter(({ from, to }) => {
    if (theirs.some((quote) => quote.from <= from && to <= quote.to)) return false
    const first = words.findIndex((word) => word.from >= from)
    return first < 0 || !isTakenBack(text, words, first)
  })
  const allowed = told.sources.flatMap((source) => mentionsIn(source, around))
  const moments = [...told.others, ...(told.due ? [told.due] : [])]
  const days = new Set([today, ...moments.map((at) => dayIn(zone, at.getTime()))])
  const isAllowed = (mention: Mention): boolean => {
    if (allowed.some((one) => isSameMention(mention, one))) return true
    if (mention.minutes !== null) return moments.some((at) => means(mention, at, zone))
    const { day } = mention
    return day === null || [...days].some((date) => isOn(day, date)) || !promisesDay(text, mention)
  }
  const wrong = mentions
    .filter((mention) => !isAllowed(mention))
    .map(({ from, to }): Untrue => ({ from, to, said: text.slice(from, to), why: 'wrong-time' }))
  return [...(told.isDone || hasDue(mentions, told, zone, today) ? [] : [missing('no-time')]), ...wrong]
}

/** "không phải 9:00": named only to say that it is not it. */
const isTakenBack = (text: string, words: readonly Word[], first: number): boolean =>
  words
    .slice(Math.max(0, first - 3), first)
    .some(
      (word, at, near) =>
        isNegation(word) && isAny(near[at + 1], ['phải', 'còn', 'kịp']) && !isBroken(text, words, Math.max(0, first - 3) + at, first),
    ) ||
  (first > 0 && words[first - 1]?.text === 'not')

function hasDue(mentions: readonly Mention[], { due, isDay }: Told, zone: string, today: string): boolean {
  if (due === null) return false
  const date = dayIn(zone, due.getTime())
  const hasDay = date === today || mentions.some(({ day }) => day !== null && isOn(day, date))
  if (isDay) return mentions.some(({ day }) => day !== null && isOn(day, date))
  return hasDay && mentions.some((mention) => mention.minutes !== null && means(mention, due, zone))
}

// --- How it speaks -----------------------------------------------------------------------------------------------------------

const FORMS = ['anh', 'chị', 'cô', 'chú', 'bác', 'ông', 'bà', 'bạn', 'thầy']
const TITLES = ['mr', 'ms', 'mrs', 'miss', 'mx', 'dr']
const OURS = ['em', 'cháu', 'tôi']

const wrongForm = (text: string, from: number, to: number): Untrue => ({ from, to, said: text.slice(from, to), why: 'wrong-form' })

/** A name as it is sought: "anh/chị H'Mai" is three words. */
const sought = (name: string): string =>
  wordsOf(name)
    .map(({ text }) => text)
    .join(' ')

/** The name under which they go has to be said once, and no other word than theirs stands before it. */
function names({ words: text, speaking: { called, callName, them, language } }: Checked): Untrue[] {
  const words = wordsOf(text)
  const name = wordsOf(callName)
  const own = sought(callName)
  if (called !== '' && !says(text, sought(called))) {
    if (name.length === 0) return [missing('wrong-form')]
    const titled = placesOf(text, words, own).find(({ first }) => isAny(words[first - 1], [...FORMS, ...TITLES, 'em']))
    return [titled ? wrongForm(text, words[titled.first - 1]?.from ?? titled.from, titled.to) : missing('wrong-form')]
  }
  const right = language === 'vi' ? them.toLowerCase().split('/') : [called.split(' ')[0]?.toLowerCase() ?? '']
  if (own === '') return []
  return placesOf(text, words, own).flatMap(({ first, to }) => {
    const title = words[first - 1]
    if (!title || isBroken(text, words, first - 1, first) || !isAny(title, [...FORMS, ...TITLES])) return []
    return isAny(title, right) ? [] : [wrongForm(text, title.from, to)]
  })
}

/** A word for them that is not theirs, or one for us that is not ours, outside what the customer said. */
function pronouns({ words: text, speaking: { language, them, us, called } }: Checked): Untrue[] {
  if (language !== 'vi') return []
  const words = wordsOf(text)
  const theirs = quoted(text, words, us)
  const right = them.toLowerCase().split('/')
  const isDefault = right.length > 1
  const nameOf = wordsOf(called).map((word) => word.text)
  const wrong = words.flatMap((word, at): Untrue[] => {
    if (theirs.some((quote) => quote.from <= word.from && word.to <= quote.to)) return []
    const next = words[at + 1]
    // "anh Thành ở xưởng" is somebody else; words of one's own name are nobody's title.
    const isSomebody = next?.isCapital === true && !isBroken(text, words, at, at + 1)
    if (isSomebody || nameOf.includes(word.text)) return []
    const form = FORMS.find((meant) => word.text === meant)
    if (form !== undefined && !right.includes(form) && form !== us) {
      const isOther =
        next !== undefined && [...doers, ...(otherPeople[form] ?? [])].includes(next.text) && !isBroken(text, words, at, at + 1)
      const isCompound = isAny(words[at - 1], ['ông', 'người', 'bảo', 'các', 'nhờ'])
      return isOther || isCompound ? [] : [wrongForm(text, word.from, word.to)]
    }
    if (OURS.includes(word.text) && word.text !== us && !right.includes(word.text) && !us.endsWith(word.text)) {
      const isOther = isAny(words[at - 1], ['anh', 'chị', 'trẻ', 'con', 'bé', 'chúng']) && us !== 'em'
      return isOther ? [] : [wrongForm(text, word.from, word.to)]
    }
    return []
  })
  const strangers = ['quý khách', 'quý vị', 'anh chị'].filter((phrase) => !(isDefault && phrase === 'anh chị'))
  const polite = strangers.flatMap((phrase) => placesOf(text, words, phrase)).map(({ from, to }) => wrongForm(text, from, to))
  return [...polite, ...wrong.filter(({ from }) => !polite.some((one) => one.from <= from && from < one.to))]
}

/** Everything in a letter that is not true or not there, in the order of reading; what is missing stands first. */
export function untrueIn(checked: Checked): Untrue[] {
  const all = [
    ...untrueClaims(checked.words, checked.facts, checked.speaking.us),
    ...reasonMissing(checked),
    ...times(checked),
    ...names(checked),
    ...pronouns(checked),
    ...nothingConcrete(checked),
  ]
  const seen = new Set<string>()
  return all
    .filter(({ from, to, why }) => {
      const key = `${why} ${from} ${to}`
      return seen.has(key) ? false : seen.add(key)
    })
    .sort((a, b) => a.from - b.from || a.to - b.to)
}
