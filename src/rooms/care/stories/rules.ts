import type { Tongue, WordForThem } from '../../../values/address-form.ts'
import { hasCard } from '../../../values/card-guard.ts'
import { addDays, showDate, weekdayOf } from '../../../values/civil-date.ts'
import { MOST_WORDS } from './contract.ts'
import { privateWords } from './private.data.ts'
import type { Fact, Sentence } from './story.ts'

/** Which stories may be told, and how they sound. */

/** The Monday of a day's week. */
export const mondayOf = (day: string): string => addDays(day, 1 - weekdayOf(day))

const boundary = (words: readonly string[]): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.map((word) => word.replaceAll(' ', '\\s+')).join('|')})(?![\\p{L}\\p{N}])`, 'u')
const touchesPrivate = boundary(privateWords)
/** Six digits in a row however they are spaced, an address of mail, a sum: none is anybody's to hear. */
const looksLikeNumber = /\d(?:[\s.\-–/]?\d){5}|@|[$€₫£]|\d\s*[kđ](?![\p{L}\p{N}])/iu

/** Whether a text can be told to everybody in the house. */
export const isTellable = (text: string): boolean =>
  !hasCard(text) && !looksLikeNumber.test(text) && !touchesPrivate.test(text.normalize('NFC').toLowerCase())

const LONGEST_FACT = 180

/** A recorded line as it may be quoted; none where it is long or private. */
export const tellable = (text: string | null): text is string => text !== null && text.length <= LONGEST_FACT && isTellable(text)

/** Whether what somebody likes may be told: short, and nothing private. */
export const isLikeToTell = (what: string): boolean => tellable(what) && what.length <= 60

const ADULT = 18

/** Under eighteen by what is known; where only the year is known, the birthday is taken to be still to come. */
export function mayBeMinor(birthday: { year?: number | undefined } | null, today: string): boolean {
  return birthday?.year !== undefined && Number(today.slice(0, 4)) - birthday.year <= ADULT
}

/** Enough to tell: how long they have been coming, and two things more. */
export const isEnough = (facts: readonly Fact[]): boolean =>
  facts.some(({ kind }) => kind === 'since') && new Set(facts.map(({ kind }) => kind)).size >= 3

export const countWords = (text: string): number => text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length

const begin = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1)
const inline = (text: string): string => (/^\p{Lu}\p{Ll}/u.test(text) ? text.charAt(0).toLocaleLowerCase('vi') + text.slice(1) : text)
const closed = (text: string): string => (/[.!?…]$/u.test(text) ? text : `${text}.`)
const joined = (items: readonly string[], and: string): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${and} ${items.at(-1)}`

/** Whom a story is of, as the reader's language speaks of them. */
export type Told = { calledAs: string; them: WordForThem; greeting: string }

/** "chị"; where no such word is known, the name once more. */
const shortly = ({ calledAs, them }: Told): string => (them === 'none' || them === 'anh/chị' || /^[A-Z]/.test(them) ? calledAs : them)

function inVietnamese(facts: readonly Fact[], told: Told): Sentence[] {
  const who = shortly(told)
  const likes = facts.filter((fact) => fact.kind === 'likes')
  const [first] = likes
  return [
    ...facts.flatMap((fact): Sentence[] => {
      if (fact.kind === 'since')
        return [
          {
            kind: 'since',
            words: `${begin(told.calledAs)} là khách của nhà từ năm ${fact.year}, đến nay đã ghé ${fact.times} lần.`,
            source: fact.source,
          },
        ]
      if (fact.kind === 'likes' && fact === first)
        return [
          {
            kind: 'likes',
            words: `${begin(who)} thích ${joined(
              likes.map(({ what }) => inline(what)),
              'và',
            )}.`,
            source: fact.source,
          },
        ]
      if (fact.kind === 'kept')
        return [
          {
            kind: 'kept',
            words: `Hôm ${showDate(fact.source.on ?? '', 'vi')}, nhà giữ đúng một lời đã hứa với ${who}: ${closed(inline(fact.words))}`,
            source: fact.source,
          },
        ]
      if (fact.kind === 'thanks') return [{ kind: 'thanks', words: `Trong sổ nhà còn ghi: “${closed(fact.words)}”`, source: fact.source }]
      return []
    }),
    {
      kind: 'greet',
      words: first
        ? `Gặp ${who}, mình nói “${told.greeting}”, và để ${who} thấy nhà vẫn nhớ: ${inline(first.what)}.`
        : `Gặp ${who}, mình nói “${told.greeting}” và hỏi thăm một câu.`,
      source: { kind: 'record', id: null, on: null },
    },
  ]
}

function inEnglish(facts: readonly Fact[], told: Told): Sentence[] {
  const likes = facts.filter((fact) => fact.kind === 'likes')
  const [first] = likes
  return [
    ...facts.flatMap((fact): Sentence[] => {
      if (fact.kind === 'since')
        return [
          {
            kind: 'since',
            words: `${told.calledAs} has been our guest since ${fact.year}, and has come ${fact.times} times so far.`,
            source: fact.source,
          },
        ]
      if (fact.kind === 'likes' && fact === first)
        return [
          {
            kind: 'likes',
            words: `They like ${joined(
              likes.map(({ what }) => `“${what}”`),
              'and',
            )}.`,
            source: fact.source,
          },
        ]
      if (fact.kind === 'kept')
        return [
          {
            kind: 'kept',
            words: `On ${showDate(fact.source.on ?? '', 'en')} the house kept its word: “${closed(fact.words)}”`,
            source: fact.source,
          },
        ]
      if (fact.kind === 'thanks') return [{ kind: 'thanks', words: `The house’s book says: “${closed(fact.words)}”`, source: fact.source }]
      return []
    }),
    {
      kind: 'greet',
      words: first
        ? `When you meet them, greet them as ${told.calledAs}, and let them see that the house remembers: “${first.what}”.`
        : `When you meet them, greet them as ${told.calledAs}, and ask how they are.`,
      source: { kind: 'record', id: null, on: null },
    },
  ]
}

const wordsOf = (sentences: readonly Sentence[]): number => sentences.reduce((sum, { words }) => sum + countWords(words), 0)
/** What is left out first where a minute is not enough. */
const spare: readonly Sentence['kind'][] = ['thanks', 'kept', 'likes']

/** The sentences of a story in one language, a minute long at most. */
export function tell(facts: readonly Fact[], told: Told, tongue: Tongue): Sentence[] {
  let sentences = tongue === 'en' ? inEnglish(facts, told) : inVietnamese(facts, told)
  for (const kind of spare) if (wordsOf(sentences) > MOST_WORDS) sentences = sentences.filter((one) => one.kind !== kind)
  return sentences
}
