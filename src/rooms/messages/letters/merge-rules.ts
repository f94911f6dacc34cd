import { type Addressee, calledAs, greetingWritten, type Tongue } from '../../../values/address-form.ts'
import { showDate } from '../../../values/civil-date.ts'
import { showNumber } from '../../../values/money.ts'
import { isMergeField, type MergeField } from './blocks/contract.ts'
import type { Reader } from './reader.ts'

/** Fields in texts, and what each reader has for them. */

/** A text taken apart: words as they stand, and fields. `isStart`: it begins a sentence, so "chị Hoa" becomes "Chị Hoa". */
export type Part = string | { field: MergeField | 'signing'; fallback: string; isStart: boolean } | { unknown: string }

const FIELD = /\{\{\s*([^{}|]{1,60}?)\s*(?:\|([^{}]{0,200}))?\}\}/g
const SENTENCE_END = /(?:^|[.!?…:]\s+|\n\s*)["“‘(]?$/u

/** Takes a text apart. `isFresh`: it begins a line, so its first field begins a sentence. */
export function partsOf(text: string, isFresh = true): Part[] {
  const parts: Part[] = []
  let from = 0
  for (const found of text.matchAll(FIELD)) {
    const [whole, name = '', fallback = ''] = found
    if (found.index > from) parts.push(text.slice(from, found.index))
    const before = text.slice(0, found.index)
    const isStart = before === '' ? isFresh : SENTENCE_END.test(before)
    parts.push(isMergeField(name) ? { field: name, fallback: fallback.trim(), isStart } : { unknown: whole })
    from = found.index + whole.length
  }
  if (from < text.length) parts.push(text.slice(from))
  return parts
}

/** The fields of a text, each with its words for those who have no value. */
export const fieldsIn = (text: string): { field: MergeField; fallback: string }[] =>
  partsOf(text).flatMap((part) => {
    if (typeof part === 'string' || !('field' in part) || part.field === 'signing') return []
    return [{ field: part.field, fallback: part.fallback }]
  })

/** What looks like a field and is none. */
export const unknownFieldsIn = (text: string): string[] =>
  partsOf(text).flatMap((part) => (typeof part === 'object' && 'unknown' in part ? [part.unknown] : []))

/** `signing` is for signatures alone: the word by which the house calls itself, before a name. */
export type Values = Readonly<Record<MergeField | 'signing', string | null>>

const addressee = (reader: Reader): Addressee => ({
  kind: reader.kind,
  name: reader.name,
  callName: reader.callName,
  form: reader.form,
  language: reader.language,
  order: reader.nameOrder,
})

const capital = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1)

const orNothing = (text: string): string | null => (text === '' ? null : text)

function wordForThem({ form, kind }: Reader, tongue: Tongue): string | null {
  if (tongue === 'en') return 'you'
  if (kind !== 'person') return kind === 'household' ? 'gia đình' : 'anh/chị'
  return form.them === 'none' || /^[A-Z]/.test(form.them) ? null : form.them
}

/** "Em Trâm" where the house is the younger one; "Trâm" where it says tôi. */
const signingOf = (us: string, tongue: Tongue): string => (tongue === 'vi' && ['em', 'cháu', 'con'].includes(us) ? `${capital(us)} ` : '')

/** What this reader has for every field, in the language of the letter; null where there is nothing to put. */
export function valuesOf(reader: Reader, house: string, tongue: Tongue): Values {
  const to = addressee(reader)
  return {
    greeting: greetingWritten(to, tongue),
    called: orNothing(calledAs(to, tongue)),
    'call-name': orNothing(reader.kind === 'person' ? reader.callName : reader.name),
    name: orNothing(reader.name),
    them: wordForThem(reader, tongue),
    us: tongue === 'en' ? 'we' : reader.form.us,
    house: orNothing(house),
    'last-visit': reader.lastVisit && showDate(reader.lastVisit, tongue),
    visits: reader.visits > 0 ? showNumber(reader.visits, tongue) : null,
    since: reader.firstVisit?.slice(0, 4) ?? null,
    signing: signingOf(reader.form.us, tongue),
  }
}

/** What a part says to this reader; undefined where there is neither a value nor words instead. */
function wordsOf(part: Exclude<Part, string>, values: Values): string | undefined {
  if ('unknown' in part) return undefined
  const value = values[part.field] ?? orNothing(part.fallback)
  if (value === null) return undefined
  return part.isStart ? capital(value) : value
}

/** The text as this reader gets it. What has no value and no words instead is noted in `missing` and left out. */
export function fill(
  parts: readonly Part[],
  values: Values,
  missing: Set<string>,
  written: (text: string) => string = (text) => text,
): string {
  let filled = ''
  for (const part of parts) {
    // A text's own words were escaped when it was taken apart.
    if (typeof part === 'string') filled += part
    else {
      const words = wordsOf(part, values)
      if (words !== undefined) filled += written(words)
      else missing.add('unknown' in part ? part.unknown : part.field)
    }
  }
  return filled
}
