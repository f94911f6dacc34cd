import { type Addressee, greetingWritten } from '../../../values/address-form.ts'
import { daysBetween, showDayMonth, showWeekday } from '../../../values/civil-date.ts'
import { clockIn, dayIn } from '../../../values/zone.ts'
import { aSupplier, givingWords, nouns, parts, reasonWords, sentences, verbs } from './slip-words.data.ts'
import { mentionsIn } from './time-rules.ts'

/** The letter about a slip, in the house's voice: who writes, what was promised, why not, the new time, one apology, what is done and given. */

export type Tongue = 'vi' | 'en'

export type LetterAsked = {
  to: Addressee
  language: Tongue
  them: string
  us: string
  /** Null where the house writes by itself. */
  writer: string | null
  house: string
  /** What was promised, as it was noted. */
  promise: string
  promisedDue: Date | null
  isDay: boolean
  /** How the promise stands: not due yet, missed, done too late, given up. */
  stands: 'foreseen' | 'missed' | 'late' | 'broken'
  doneAt: Date | null
  reason: keyof (typeof reasonWords)['vi'] | null
  reasonSaid: string | null
  supplier: string | null
  newDue: Date | null
  tellBy: Date | null
  fix: string | null
  fixDue: Date | null
  amends: string | null
  /** The reason is known by now; they were told before that it was not, and were asked to forgive it then. */
  isNews: boolean
  zone: string
  now: Date
}

export type Mark = { from: number; to: number; step: number }
export type Letter = { text: string; marks: Mark[] }

const begun = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1)
const unbegun = (text: string): string => (/^\p{Lu}[\p{Ll}\s]/u.test(text) ? text.charAt(0).toLocaleLowerCase('vi') + text.slice(1) : text)
const bare = (text: string): string => text.trim().replace(/[.;,\s]+$/u, '')

// --- Times -----------------------------------------------------------------------------------------------------------------

function partOf(hour: number): keyof (typeof parts)['vi'] {
  if (hour < 11) return 'morning'
  if (hour < 13) return 'noon'
  return hour < 18 ? 'afternoon' : 'evening'
}

const weekdayIn = (day: string, language: Tongue): string => {
  const name = showWeekday(day, language)
  return language === 'vi' ? unbegun(name) : name
}

/** "10:00 sáng mai", "17:00 hôm nay", "10:00 thứ Năm 26/11"; "10:00 tomorrow morning", "17:00 today". */
export function timeSaid(
  at: Date,
  { zone, now, language, isDay = false }: { zone: string; now: Date; language: Tongue; isDay?: boolean },
): string {
  const clock = clockIn(zone, at.getTime())
  const day = dayIn(zone, at.getTime())
  const away = daysBetween(dayIn(zone, now.getTime()), day)
  const part = parts[language][partOf(Number(clock.slice(0, 2)))]
  if (language === 'vi') {
    const near = away === 0 ? 'hôm nay' : away === -1 ? 'hôm qua' : away === 1 ? (isDay ? 'ngày mai' : `${part} mai`) : undefined
    const date = showDayMonth(day, 'vi')
    const named = near ?? (away > 1 && away < 7 ? `${weekdayIn(day, 'vi')} ${date}` : `ngày ${date}`)
    return isDay ? named : `${clock} ${named}`
  }
  const near =
    away === 0
      ? 'today'
      : away === -1
        ? 'yesterday'
        : away === 1
          ? isDay || part === 'at noon'
            ? 'tomorrow'
            : `tomorrow ${part}`
          : undefined
  const date = showDayMonth(day, 'en')
  const named = near ?? (away > 1 && away < 7 ? `${weekdayIn(day, 'en')} ${date}` : date)
  return isDay ? named : near ? `${clock} ${named}` : `${clock} on ${named}`
}

// --- What was promised -----------------------------------------------------------------------------------------------------

const DUE_AT_END =
  /[\s,·]+(?:(?:trước|lúc|vào|trong|đến|chậm nhất|by|before|at|until)\s+)?(?:\d{1,2}(?::\d{2}|h\d{0,2}|\s?giờ)|hôm nay|ngày mai|sáng mai|chiều mai|today|tomorrow)(?:[\s,·]+(?:hôm nay|ngày mai|(?:sáng|trưa|chiều|tối)(?: (?:mai|nay))?|ngày \d[\d/]*|today|tomorrow|thứ \p{L}+|\d{1,2}\/\d{1,2}))*\s*$/iu

/** "Giao bộ ấm gốm" is a thing and what is done to it; "Phòng 305 yên tĩnh" is a matter. A due in the words is left out: it is said anyway. */
export function thingOf(promise: string, language: Tongue): { subject: string; verb: string } | { matter: string } {
  const words = bare(promise.replace(DUE_AT_END, '')) || bare(promise)
  const small = words.toLocaleLowerCase('vi')
  const noun = Object.entries(nouns).find(([begins]) => small.startsWith(`${begins} `))
  if (noun) return { subject: words, verb: noun[1] }
  if (/^(?:trả phòng|giữ lời|làm phiền)/u.test(small)) return { matter: unbegun(words) }
  const verb = [...verbs[language]].sort((a, b) => b.length - a.length).find((one) => small.startsWith(`${one} `))
  const rest = verb === undefined ? '' : words.slice(verb.length).trim()
  return verb !== undefined && rest !== '' ? { subject: rest, verb } : { matter: unbegun(words) }
}

// --- What is done and given --------------------------------------------------------------------------------------------------

/** "Miễn phí giao + 200 điểm" is "miễn phí giao hàng và tặng chị 200 điểm". */
export function amendsSaid(amends: string, them: string, language: Tongue): string {
  const all = bare(amends)
    .split(/\s*\+\s*/)
    .map((part) => unbegun(bare(part)))
    .filter((part) => part !== '')
  if (language === 'en') return listed(all, 'and')
  const said = all.map((part) => {
    if (/^miễn phí giao$/iu.test(part)) return `${part} hàng`
    if (/^tặng (?!\p{L}*(?:anh|chị|cô|chú|bác|ông|bà|em|bạn|thầy)(?!\p{L}))/iu.test(part)) return `tặng ${them} ${part.slice(5)}`
    const first = part.split(/\s/)[0] ?? ''
    return givingWords.some((word) => word === first.toLocaleLowerCase('vi')) ? part : `tặng ${them} ${part}`
  })
  return listed(said, 'và')
}

const listed = (parts: readonly string[], and: string): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} ${and} ${parts.at(-1)}`

const BRINGING = /^(?:giao|gửi|mang|đưa|cho mượn)\s+/iu
const AT_END = /\s+((?:lúc|trước|vào)\s+.*)$/iu

type Fix = { words: string; isInstead: boolean; isToday: boolean }

/** "Giao bộ men xanh lúc 16:00" before the new time is something to have instead: "bộ men xanh giao được lúc 16:00". */
export function fixSaid({ fix, fixDue, newDue, zone, now, language }: LetterAsked): Fix | undefined {
  if (fix === null) return undefined
  const words = bare(fix)
  const hour = mentionsIn(words, { zone, now }).find(({ minutes }) => minutes !== null)
  const time = fixDue && !hour ? ` ${language === 'vi' ? 'lúc' : 'at'} ${timeSaid(fixDue, { zone, now, language })}` : ''
  const today = dayIn(zone, now.getTime())
  const isToday = fixDue ? dayIn(zone, fixDue.getTime()) === today : hour !== undefined && (hour.day === null || hour.day.date === today)
  const isSooner = newDue !== null && (fixDue ? fixDue < newDue : isToday && dayIn(zone, newDue.getTime()) > today)
  const whole = `${unbegun(words)}${time}`
  if (language === 'en' || !BRINGING.test(words) || !isSooner) return { words: whole, isInstead: language === 'en' && isSooner, isToday }
  const rest = whole.replace(BRINGING, '')
  const end = AT_END.exec(rest)
  const thing = end ? rest.slice(0, end.index) : rest
  return { words: `${thing} giao được${end ? ` ${end[1]}` : ''}`, isInstead: true, isToday }
}

/** The true reason in words, as it stands within a sentence. */
export function reasonSaidOf({
  reason,
  reasonSaid,
  supplier,
  us,
  language,
}: Pick<LetterAsked, 'reason' | 'reasonSaid' | 'supplier' | 'us' | 'language'>): string {
  if (reasonSaid !== null) {
    const words = bare(reasonSaid).replace(/^(?:vì|do|tại vì|tại|bởi vì|because of|because)\s+/iu, '')
    return supplier !== null && words.startsWith(supplier) ? words : unbegun(words)
  }
  if (reason === null) return ''
  return reasonWords[language][reason].replace('{supplier}', supplier ?? aSupplier[language]).replace('{us}', us)
}

// --- The letter --------------------------------------------------------------------------------------------------------------

const MARKED: Readonly<Record<string, number>> = { reason: 1, due: 2, fix: 3, amends: 3 }

/** Fills a sentence in and notes where what was filled in stands. Every sentence begins with a capital. */
function fill(template: string, values: Readonly<Record<string, string>>, letter: Letter, isFirst: boolean): void {
  let isBeginning = !isFirst
  for (const piece of template.split(/(\{\w+\})/)) {
    const name = /^\{(\w+)\}$/.exec(piece)?.[1]
    const text = name === undefined ? piece : (values[name] ?? '')
    if (text === '') continue
    const said = isBeginning ? begun(text) : text
    isBeginning = /[.]\s*$/.test(said)
    const from = letter.text.length
    letter.text += said
    const step = name === undefined ? undefined : MARKED[name]
    if (step !== undefined) letter.marks.push({ from, to: letter.text.length, step })
  }
}

const HALF_DAY = 12 * 3600_000

function sorryOf({ stands, promisedDue, now }: LetterAsked): 'sorryLateWord' | 'sorryEarly' | 'sorryWaited' {
  if (stands !== 'foreseen') return 'sorryWaited'
  return promisedDue && promisedDue.getTime() - now.getTime() <= HALF_DAY ? 'sorryLateWord' : 'sorryEarly'
}

function bodyOf({ stands, reason, isNews }: LetterAsked): keyof (typeof sentences)['vi'] {
  if (isNews) return stands === 'late' ? 'newsDone' : stands === 'broken' ? 'broken' : 'news'
  if (reason !== 'not-known' || stands === 'late' || stands === 'broken') return stands
  return stands === 'foreseen' ? 'foreseenUnknown' : 'missedUnknown'
}

function thingSaid(asked: LetterAsked): string {
  const { language, promise, promisedDue, isDay, zone, now, us } = asked
  const said = sentences[language]
  const due = promisedDue && timeSaid(promisedDue, { zone, now, language, isDay })
  const by = due === null ? '' : language === 'vi' ? (isDay ? ` trong ${due}` : ` trước ${due}`) : isDay ? ` for ${due}` : ` by ${due}`
  const thing = thingOf(promise, language)
  const template = 'matter' in thing ? said.matter : said.thing
  const values: Record<string, string> = { ...thing, us, by }
  return template.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
}

/** Undefined where a part is missing that the letter cannot be without: a reason, and a time unless all is done or given up. */
export function letterOf(asked: LetterAsked): Letter | undefined {
  const { language, them, us, writer, house, reason, zone, now, isDay, isNews } = asked
  const isUnknown = reason === 'not-known'
  const reasonText = isUnknown ? sentences[language].notKnown : reasonSaidOf(asked)
  const due = isUnknown ? asked.tellBy : asked.newDue
  const isEnded = asked.stands === 'late' || asked.stands === 'broken'
  if (reasonText === '' || (due === null && !isEnded)) return undefined
  const isHourAlone = isUnknown && due !== null && dayIn(zone, due.getTime()) === dayIn(zone, now.getTime())
  const dueSaid =
    due === null ? '' : isHourAlone ? clockIn(zone, due.getTime()) : timeSaid(due, { zone, now, language, isDay: isDay && !isUnknown })
  const at = language === 'vi' ? ', lúc ' : ', at '
  const fix = fixSaid(asked)
  const values: Record<string, string> = {
    them,
    us,
    me: us === 'chúng tôi' ? 'tôi' : us,
    writer: writer ?? '',
    house,
    thing: thingSaid(asked),
    reason: reasonText,
    due: dueSaid,
    done: asked.doneAt ? `${at}${timeSaid(asked.doneAt, { zone, now, language })}` : '',
    amends: asked.amends === null ? '' : amendsSaid(asked.amends, them, language),
    fix: fix?.words ?? '',
    today: fix?.isToday ? (language === 'vi' ? ' hôm nay' : ' today') : '',
  }
  const said = sentences[language]
  const letter: Letter = { text: greetingWritten(asked.to, language), marks: [] }
  const add = (template: string, isFirst = false) => {
    letter.text += ' '
    fill(template, values, letter, isFirst)
  }
  // After "Chào chị Mai," the sentence goes on.
  add(writer === null ? said.whoHouse : said.who, true)
  add(said[bodyOf(asked)])
  if (!isNews) add(said[sorryOf(asked)])
  if (values['amends'] !== '') add(said.amends)
  if (fix) add(fix.isInstead ? said.instead : said.fix)
  return letter
}
