/** How the columns of a file are understood: from their headings, else from what stands in them. */
import { readInstantParts, readPartialDate } from '../../values/civil-date.ts'
import { readMail } from '../../values/mail-address.ts'
import { readVietnamesePhone } from '../../values/phone.ts'
import { fold, foldJoined } from '../../values/text.ts'
import type { fieldsOf, ImportSubject } from './contract.ts'
import { customerHeadings, itemHeadings, orderHeadings } from './headings.data.ts'

export type Field = (typeof fieldsOf)[ImportSubject][number]
export type Question = { code: string; field: string; choices: string[] }
export type Guess = { field: Field | null; guessedBy: 'header' | 'cells' | 'person' | null }

/** Fields that several columns may share: their cells are all taken. */
const listFields: readonly string[] = ['phone', 'mail', 'note', 'tags', 'likes', 'avoids', 'product', 'aliases', 'topics', 'contents']

/** A heading as it is compared: folded, without what stands in brackets, numbers and stars. */
export const headingKey = (heading: string): string =>
  foldJoined(heading.replace(/\([^)]*\)|\[[^\]]*\]|[*:.#]|\s\d+$/g, ' ').replace(/([a-z])([A-Z])/g, '$1 $2'))

const headingsOf = { customers: customerHeadings, orders: orderHeadings, catalogue: itemHeadings }

function byHeading(subject: ImportSubject, heading: string): Field | null {
  const key = headingKey(heading)
  if (key === '') return null
  const found = headingsOf[subject].find(([, headings]) => headings.includes(key))
  return (found?.[0] as Field | undefined) ?? null
}

const share = (cells: readonly string[], holds: (cell: string) => boolean): number => {
  const filled = cells.filter((cell) => cell.trim() !== '')
  return filled.length === 0 ? 0 : filled.filter((cell) => holds(cell.trim())).length / filled.length
}

const isMail = (cell: string): boolean => cell.includes('@') && 'mail' in readMail(cell)
const isPhone = (cell: string): boolean => /\d{6}|\d[\d\s.-]{8}/.test(cell) && 'e164' in readVietnamesePhone(cell)
const isDay = (cell: string): boolean => /[/.\-:]|\d{8}/.test(cell) && 'day' in readInstantParts(cell)
const isBirthday = (cell: string): boolean => /[/.-]|\d{8}/.test(cell) && !('problem' in readPartialDate(cell))
const isNumber = (cell: string): boolean => /^[-(]?\s*[\d.,\s]*\d\)?\s*(?:₫|đ|d|vnd|vnđ|usd|\$|€|£)?$/i.test(cell)
const isCode = (cell: string): boolean => /^[A-Za-z]{0,6}[-_ ]?\d{1,15}$/.test(cell)
const isName = (cell: string): boolean => /^\p{L}[\p{L}\p{M}'’.,\s-]*$/u.test(cell) && /\s/.test(cell)

type Look = readonly [Field, (cell: string) => boolean]
const customerLooks: readonly Look[] = [
  ['mail', isMail],
  ['phone', isPhone],
  ['birthday', isBirthday],
  ['name', isName],
]
const orderLooks: readonly Look[] = [
  ['customer-mail', isMail],
  ['customer-phone', isPhone],
  ['at', isDay],
  ['customer-name', isName],
  ['amount', isNumber],
]

/** Goods are known by what their columns are called: a word and a figure alone say too little. */
const looksOf: Record<ImportSubject, readonly Look[]> = { customers: customerLooks, orders: orderLooks, catalogue: [['name', isName]] }

/** "Loại" of goods: whether it is a thing, a room or a service, or the shelf that it stands on. */
const KIND_OF_ITEM = /(?:^| )(?:phong|room|dich vu|dv|service|hang|hang hoa|san pham|sp|product|goods)(?: |$)/

/** A heading may mean two things: "Khách hàng" names or codes, "Thanh toán" an amount or a way, "Loại" anything. */
function settled(subject: ImportSubject, field: Field | null, cells: readonly string[]): Field | null {
  if (subject === 'catalogue') return field === 'kind' && share(cells, (cell) => KIND_OF_ITEM.test(fold(cell))) < 0.5 ? 'group' : field
  if (field === 'customer-name' && share(cells, isCode) > 0.8) return 'customer'
  if (field === 'customer' && share(cells, isName) > 0.8) return 'customer-name'
  if (field === 'paid-by' && share(cells, isNumber) > 0.8) return 'amount'
  if (field === 'name' && share(cells, isCode) > 0.9) return 'code'
  return field
}

/** What each column is: at most one column a field, but for those that may be several. */
export function guessMapping(
  subject: ImportSubject,
  headings: readonly string[],
  hasHeader: boolean,
  sample: readonly (readonly string[])[],
): Guess[] {
  const cellsOf = (at: number): string[] => sample.map((row) => row[at] ?? '')
  const taken = new Set<Field>()
  const guesses: Guess[] = headings.map((heading, at) => {
    const field = hasHeader ? settled(subject, byHeading(subject, heading), cellsOf(at)) : null
    if (field === null || (taken.has(field) && !listFields.includes(field))) return { field: null, guessedBy: null }
    taken.add(field)
    return { field, guessedBy: 'header' }
  })
  // Beside a column of family names, "Tên" is the given name.
  if (taken.has('family-name') && !taken.has('given-name')) {
    const name = guesses.find(({ field }, at) => field === 'name' && headingKey(headings[at] ?? '') === 'ten')
    if (name) name.field = 'given-name'
  }
  for (const [field, holds] of looksOf[subject]) {
    if (taken.has(field) || (field === 'name' && taken.has('family-name'))) continue
    const at = guesses.findIndex(
      (guess, at) =>
        guess.field === null && (!hasHeader || byHeading(subject, headings[at] ?? '') === null) && share(cellsOf(at), holds) >= 0.7,
    )
    if (at < 0) continue
    guesses[at] = { field, guessedBy: 'cells' }
    taken.add(field)
  }
  return guesses
}

/** How a column is named in a question or a command: its heading, with its place among those of the same heading. */
export function columnLabels(headings: readonly string[]): string[] {
  const keys = headings.map(headingKey)
  return headings.map((heading, at) => {
    const same = keys.filter((key, other) => key === keys[at] && heading !== '' && headings[other] !== '')
    if (same.length < 2 && heading !== '') return heading
    if (heading === '') return `#${at + 1}`
    return `${heading}#${keys.slice(0, at + 1).filter((key) => key === keys[at]).length}`
  })
}

/** The column that somebody named: by its label, its heading, `#3`, or however the heading can be written; -1 for none. */
export function findColumn(headings: readonly string[], named: string): number {
  const labels = columnLabels(headings)
  const exact = labels.indexOf(named)
  if (exact >= 0) return exact
  const place = /^#(\d+)$/.exec(named)?.[1]
  if (place) return Number(place) <= headings.length ? Number(place) - 1 : -1
  const same = headings.flatMap((heading, at) => (heading === named ? [at] : []))
  if (same.length === 1) return same[0] ?? -1
  const key = headingKey(named)
  const found = headings.flatMap((heading, at) => (heading === named || (key !== '' && headingKey(heading) === key) ? [at] : []))
  return found.length === 1 ? (found[0] ?? -1) : -1
}

/** Two columns with one heading: nobody can know which is meant until somebody says so. */
export function headerQuestions(headings: readonly string[], guesses: readonly Guess[]): Question[] {
  const labels = columnLabels(headings)
  const keys = headings.map(headingKey)
  const questions: Question[] = []
  guesses.forEach(({ field, guessedBy }, at) => {
    const same = keys.flatMap((key, other) => (key !== '' && key === keys[at] ? [other] : []))
    if (field === null || guessedBy === 'person' || same.length < 2 || same[0] !== at) return
    if (same.some((other) => guesses[other]?.guessedBy === 'person')) return
    questions.push({ code: 'duplicate-header', field, choices: same.map((other) => labels[other] ?? '') })
  })
  return questions
}

const customerNeeds: readonly (readonly Field[])[] = [['name', 'given-name', 'family-name', 'phone', 'mail', 'code']]
const orderNeeds: readonly (readonly Field[])[] = [['customer', 'customer-name', 'customer-phone', 'customer-mail'], ['at'], ['amount']]

const needsOf: Record<ImportSubject, readonly (readonly Field[])[]> = {
  customers: customerNeeds,
  orders: orderNeeds,
  catalogue: [['name']],
}

/** Without a column for these nothing can be stored. */
export function missingColumns(
  subject: ImportSubject,
  headings: readonly string[],
  fields: readonly (Field | null)[],
  fixed: Readonly<Record<string, string>>,
): Question[] {
  const free = columnLabels(headings).filter((_, at) => fields[at] === null)
  return needsOf[subject]
    .filter((anyOf) => !anyOf.some((field) => fields.includes(field) || fixed[field]))
    .map(([field]) => ({ code: 'missing-column', field: field ?? '', choices: free }))
}

/** The order of day and month that a column's own days prove; undefined where none does, or they contradict each other. */
export function provenOrder(cells: readonly string[]): 'day-first' | 'month-first' | undefined {
  let dayFirst = 0
  let monthFirst = 0
  for (const cell of cells) {
    if (!/^\s*\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}/.test(cell)) continue
    const asDay = 'day' in readInstantParts(cell, 'day-first')
    const asMonth = 'day' in readInstantParts(cell, 'month-first')
    if (asDay && !asMonth) dayFirst += 1
    if (asMonth && !asDay) monthFirst += 1
  }
  if (dayFirst > 0 && monthFirst === 0) return 'day-first'
  return monthFirst > 0 && dayFirst === 0 ? 'month-first' : undefined
}

/** The name of a source as it stands before codes: one line without a colon. */
export const tidySource = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\p{Cc}\s:]+/gu, ' ')
    .trim()
    .slice(0, 60)

/** A source named after a file: its name without folder, ending and the marks of copies, such as "(1)". */
export const sourceOfFile = (fileName: string): string =>
  tidySource((fileName.split(/[/\\]/).pop() ?? '').replace(/\.[A-Za-z0-9]{1,5}$/, '').replace(/\s*\(\d+\)$/, '')) || 'list'
