import { readMail } from '../../values/mail-address.ts'
import { looksLikePhoneQuery, phoneSearchForms, prefixForm, suffixDigits } from '../../values/phone.ts'
import { askedWords, fold, tidy } from '../../values/text.ts'

/** What a person who typed this may mean. Several readings can hold at once: digits may be a phone, a card or a code. */
export type Reading = {
  text: string
  /** Phone numbers in E.164 that the digits may be, and their written code forms. */
  phones: string[]
  /** The end of a phone number, four digits or more. */
  phoneEnd: string | undefined
  /** The beginning of a phone number, as E.164. */
  phoneStart: string | undefined
  mail: string | undefined
  /** Part of a mail address or account, three letters or more. */
  fragment: string | undefined
  /** A loyalty card, tax code, order or booking code, or a code in another system. */
  code: string | undefined
  card: { lastFour: string; words: string[] } | undefined
  words: string[]
}

const MOST_WORDS = 12

const codeOf = (text: string): string | undefined => {
  const code = fold(text).replaceAll(' ', '')
  return /\d/.test(code) && code.length >= 2 && code.length <= 60 ? code : undefined
}

const cardOf = (words: readonly string[]): Reading['card'] => {
  const at = words.findIndex((word) => /^\d{4}$/.test(word))
  const others = words.filter((_, place) => place !== at)
  if (at < 0 || others.length === 0 || !others.some((word) => /\p{L}/u.test(word))) return undefined
  return { lastFour: words[at] as string, words: others }
}

/** Reads what was typed into the box. */
export function readQuery(typed: string): Reading {
  const text = tidy(typed)
  const words = askedWords(text).slice(0, MOST_WORDS)
  const isPhone = looksLikePhoneQuery(text)
  const lower = text.toLowerCase()
  const isOneWord = !text.includes(' ')
  const mail = readMail(text)
  const isFragment = isOneWord && lower.length >= 3 && !isPhone
  return {
    text,
    phones: isPhone ? phoneSearchForms(text) : [],
    phoneEnd: isPhone ? suffixDigits(text) : undefined,
    phoneStart: isPhone ? prefixForm(text) : undefined,
    mail: 'mail' in mail ? mail.mail : undefined,
    fragment: isFragment ? lower : undefined,
    code: codeOf(text),
    card: cardOf(words),
    words: isPhone || text.includes('@') ? [] : words,
  }
}

/** The occasions among the last ten on which something was the same, at least three of them and more than half. */
const FEWEST = 3
const SHARE = 0.5
const LOOKED_AT = 10

/** One occasion as the usual is computed from: the words of an order that can become a habit. */
export type Occasion = {
  kind: 'sale' | 'stay' | 'service' | 'refund'
  on: string
  channel: string | null
  paying: string | null
  lines: { product: string; attributes: Record<string, string> }[]
}

export type Usual = {
  kind: 'attribute' | 'product' | 'paying' | 'channel'
  label: string | null
  what: string
  times: number
  of: number
  among: 'stays' | 'orders'
  lastOn: string
}

type Trait = { kind: Usual['kind']; label: string | null; what: string }

/** Every trait of an occasion once: two bottles of the same tea are one habit. */
function traitsOf(occasion: Occasion): Map<string, Trait> {
  const traits = new Map<string, Trait>()
  const add = (trait: Trait) => traits.set(`${trait.kind} ${trait.label ?? ''} ${fold(trait.what)}`, trait)
  for (const line of occasion.lines) {
    for (const [label, what] of Object.entries(line.attributes)) if (what) add({ kind: 'attribute', label, what })
    if (line.product && occasion.kind !== 'stay') add({ kind: 'product', label: null, what: line.product })
  }
  if (occasion.paying) add({ kind: 'paying', label: null, what: occasion.paying })
  return traits
}

function usualAmong(occasions: readonly Occasion[], among: Usual['among']): Usual[] {
  const latest = occasions.slice(0, LOOKED_AT)
  const seen = new Map<string, Usual>()
  for (const occasion of latest)
    for (const [key, trait] of traitsOf(occasion)) {
      const before = seen.get(key)
      if (before) before.times++
      else seen.set(key, { ...trait, times: 1, of: latest.length, among, lastOn: occasion.on })
    }
  return [...seen.values()].filter(({ times, of }) => times >= FEWEST && times / of > SHARE)
}

const weight: Record<Usual['kind'], number> = { attribute: 0, product: 1, paying: 2, channel: 3 }

/**
 * The usual, with its evidence ("8 of the last 10"): what was the same on more than half of the last ten stays or orders, and at
 * least three times. Occasions come newest first; refunds are none. Stays speak of rooms, orders of products, both of paying.
 */
export function usualOf(occasions: readonly Occasion[]): Usual[] {
  const real = occasions.filter(({ kind }) => kind !== 'refund')
  const stays = usualAmong(
    real.filter(({ kind }) => kind === 'stay'),
    'stays',
  )
  const orders = usualAmong(
    real.filter(({ kind }) => kind !== 'stay'),
    'orders',
  )
  const both = [...stays, ...orders].sort((a, b) => weight[a.kind] - weight[b.kind] || b.times / b.of - a.times / a.of || b.times - a.times)
  const paid = both.filter(({ kind }) => kind === 'paying')
  return [...both.filter(({ kind }) => kind !== 'paying'), ...paid.slice(0, 1)].slice(0, 6)
}

export type Fact =
  | { kind: 'last-visit'; on: string; days: number }
  | { kind: 'likes'; what: string }
  | { kind: 'avoids'; what: string }
  | { kind: 'needs'; what: string }
  | { kind: 'usual'; label?: string; what: string; times: number; of: number }
  | { kind: 'weekends'; times: number; of: number }
  | { kind: 'tag'; tag: string }
  | { kind: 'new' }

/** Somebody who may not see contacts finds people by their names alone, and is told nothing by finding nobody. */
export const byNameAlone = (reading: Reading): Reading => ({
  ...reading,
  phones: [],
  phoneEnd: undefined,
  phoneStart: undefined,
  mail: undefined,
  fragment: undefined,
  code: undefined,
  card: undefined,
})

const readiness: Record<Fact['kind'], number> = { avoids: 0, needs: 1, likes: 2, usual: 3, weekends: 4, 'last-visit': 5, tag: 6, new: 7 }

/** The one fact to have in mind before somebody comes through the door: what to keep away, what to have ready, else what is known. */
export const toHaveReady = (facts: readonly Fact[]): Fact =>
  [...facts].sort((a, b) => readiness[a.kind] - readiness[b.kind])[0] ?? { kind: 'new' }

const AT_A_TIME = 3

/** Three facts to learn somebody by, each of another kind as far as there are as many kinds. */
export function severalTelling(facts: readonly Fact[]): Fact[] {
  const first = facts.filter(({ kind }, at) => facts.findIndex((other) => other.kind === kind) === at)
  const some = [...first, ...facts.filter((fact) => !first.includes(fact))].slice(0, AT_A_TIME)
  return some.length > 0 ? some : [{ kind: 'new' }]
}

/** For each person the first fact that none of the others shares, so that people on one number can be told apart. */
export function tellApart(candidates: readonly (readonly Fact[])[]): Fact[] {
  const counted = new Map<string, number>()
  for (const facts of candidates)
    for (const key of new Set(facts.map((fact) => JSON.stringify(fact)))) counted.set(key, (counted.get(key) ?? 0) + 1)
  return candidates.map((facts) => facts.find((fact) => counted.get(JSON.stringify(fact)) === 1) ?? facts[0] ?? { kind: 'new' })
}
