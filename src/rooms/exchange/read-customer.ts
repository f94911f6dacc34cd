import { newId } from '../../platform/ids.ts'
import type { AddressForm, WordForThem } from '../../values/address-form.ts'
import { readDay, readPartialDate, readSerial } from '../../values/civil-date.ts'
import { fold } from '../../values/text.ts'
import { type Contact, readContact, type StagedCustomer, type StagedName, stageName } from '../people/public.ts'
import { CellRefused, isNothing, type RowNotes, readLine, readWords, splitList } from './cells.ts'
import type { Plan } from './plan.ts'
import type { Field } from './rules.ts'

/** The cells of one row by field. */
export type RowCells = { first(field: Field): string; all(field: Field): string[] }

const MOST_NAMES = 40_000
const names = new Map<string, StagedName>()

/** Names repeat in every file: each writing is taken apart once. */
export function rememberedName(kind: 'person' | 'organisation', typed: string, language: string, callName = ''): StagedName {
  const key = `${kind}\t${language}\t${typed}\t${callName}`
  const known = names.get(key)
  if (known) return known
  const made = stageName(kind, typed, language, callName)
  if (names.size >= MOST_NAMES) names.clear()
  names.set(key, made)
  return made
}

const ORGANISATION =
  /^(?:cong ty|cty|doanh nghiep|dntn|htx|hop tac xa|ngan hang|tap doan|uy ban|truong dai hoc)\b|\b(?:tnhh|ctcp|jsc|co ltd|ltd|llc|inc|gmbh|corp|corporation)\b/

const ORGANISATION_WORD = /cong ty|to chuc|doanh nghiep|co quan|organi[sz]ation|company|business|^(?:dn|org|cty)$/

function kindOf(cell: string, name: string): 'person' | 'organisation' {
  if (cell !== '') return ORGANISATION_WORD.test(fold(cell)) ? 'organisation' : 'person'
  return name.length > 5 && ORGANISATION.test(fold(name)) ? 'organisation' : 'person'
}

const FORMS: Readonly<Record<string, WordForThem>> = {
  anh: 'anh',
  chi: 'chị',
  co: 'cô',
  chu: 'chú',
  bac: 'bác',
  ong: 'ông',
  ba: 'bà',
  em: 'em',
  ban: 'bạn',
  thay: 'thầy',
  mr: 'Mr',
  ms: 'Ms',
  miss: 'Ms',
  mrs: 'Mrs',
  mx: 'Mx',
  dr: 'Dr',
}

/** A word that is no form of address is passed over: the default says nothing untrue. */
function formOf(cell: string): AddressForm | null {
  const them = FORMS[fold(cell)]
  return them ? { them, us: 'em', source: 'staff' } : null
}

let countries: Map<string, string> | undefined

/** ISO code of a country written as a code or in Vietnamese or English. */
function countryOf(cell: string, notes: RowNotes): string | null {
  if (cell === '') return null
  countries ??= new Map(
    ['vi', 'en'].flatMap((language) => {
      const shown = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' })
      const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
      return letters.flatMap((a) =>
        letters.map((b) => [fold(shown.of(a + b) ?? '').replaceAll(' ', ''), a + b] as const).filter(([name]) => name !== ''),
      )
    }),
  )
  const key = fold(cell).replaceAll(' ', '')
  const found = /^[A-Za-z]{2}$/.test(cell) ? cell.toUpperCase() : countries.get(key)
  if (!found) notes.doubts.push('country')
  return found ?? null
}

const ENGLISH = /^(?:en|eng|english|tieng anh|anh)$/

function birthdayOf(text: string, plan: Plan, notes: RowNotes): StagedCustomer['birthday'] {
  if (isNothing(text)) return null
  const read = readPartialDate(text.replace(/[T ]00:00(?::00)?.*$/, ''), plan.dateOrder)
  if ('problem' in read) {
    if (read.problem !== 'serial') throw new CellRefused('birthday', read.problem)
    const serial = readSerial(Number(text.replace(',', '.')), plan.epoch)
    if (!serial) throw new CellRefused('birthday', 'not-a-date')
    notes.repairs.push('serial-date')
    return birthdayOf(serial.day, plan, notes)
  }
  const { year, month, day } = read
  if (year !== undefined && year < 1880) throw new CellRefused('birthday', 'no-such-day')
  if (year !== undefined && `${year}-${String(month ?? 1).padStart(2, '0')}-${String(day ?? 1).padStart(2, '0')}` > plan.today)
    throw new CellRefused('birthday', 'in-the-future')
  if (day !== undefined && isDoubtful(text, plan)) notes.doubts.push('date')
  return { ...(year === undefined ? {} : { year }), ...(month === undefined ? {} : { month }), ...(day === undefined ? {} : { day }) }
}

/** Whether day and month of these figures could be meant the other way round. */
function isDoubtful(text: string, plan: Plan): boolean {
  if (plan.isOrderSaid) return false
  const parts = /^(\d{1,2})[/.-](\d{1,2})$/.exec(text.trim())
  if (parts) return Number(parts[1]) <= 12 && Number(parts[2]) <= 12 && parts[1] !== parts[2]
  const read = readDay(text, plan.dateOrder)
  return 'doubtful' in read && read.doubtful
}

/** "0905 123 456 / 0912 345 678": several numbers in one cell. */
const splitContacts = (text: string): string[] =>
  text.split(/\s*(?:[;,|\n]|\s\/\s|\s-\s|\/(?=\s*\+?\d{8}))\s*/).filter((part) => part !== '')

type ContactField = 'phone' | 'mail' | 'zalo' | 'facebook' | 'loyalty-card' | 'tax'

function takeContacts(
  field: ContactField,
  cells: readonly string[],
  country: string | null,
  plan: Plan,
  notes: RowNotes,
  into: Contact[],
): string | null {
  let first: string | null = null
  for (const cell of cells) {
    // A plus before a number is no formula.
    const text = readLine(cell, field, 254, { repairs: [], doubts: [] })
    if (isNothing(text)) continue
    let typed = [text]
    let read = readContact(field, text, country ?? plan.country)
    if ('problem' in read && (field === 'phone' || field === 'mail') && splitContacts(text).length > 1) typed = splitContacts(text)
    for (const one of typed) {
      if (typed.length > 1) read = readContact(field, one, country ?? plan.country)
      if ('problem' in read) throw new CellRefused(field, read.problem)
      notes.repairs.push(...read.repairs)
      if (read.hint) notes.doubts.push(read.hint)
      const { contact } = read
      first ??= contact.value
      if (!into.some(({ kind, value }) => kind === contact.kind && value === contact.value)) into.push(contact)
    }
    if (typed.length > 1) notes.repairs.push('several-in-one')
  }
  return first
}

/** Calls a reader of one field; where the person chose so, an unreadable cell is left empty instead of refusing the row. */
export function orEmpty<T>(plan: Plan, field: string, empty: T, notes: RowNotes, read: () => T): T {
  if (!plan.leaveEmpty.has(field)) return read()
  try {
    return read()
  } catch (error) {
    if (!(error instanceof CellRefused) || error.code === 'card-number') throw error
    notes.doubts.push('left-empty')
    return empty
  }
}

function nameOf(cells: RowCells, language: string, notes: RowNotes): StagedName {
  const whole = readLine(cells.first('name'), 'name', 300, notes)
  const family = readLine(cells.first('family-name'), 'family-name', 150, notes)
  const given = readLine(cells.first('given-name'), 'given-name', 150, notes)
  const isFamilyFirst = language === 'vi'
  const typed = whole || (isFamilyFirst ? `${family} ${given}` : `${given} ${family}`).trim()
  const name = rememberedName(
    kindOf(cells.first('kind'), typed),
    typed,
    language,
    readLine(cells.first('call-name'), 'call-name', 80, notes),
  )
  if (name.isRecased) notes.repairs.push('recased')
  return name
}

function matchKeyOf(
  code: string | null,
  phone: string | null,
  mail: string | null,
  name: StagedName,
  row: Pick<StagedCustomer, 'birthday' | 'postal' | 'contacts'>,
): string {
  if (code) return `c:${code}`
  if (phone) return `p:${phone}|${name.fold}`
  if (mail) return `m:${mail}|${name.fold}`
  const other = row.contacts[0]
  if (other) return `x:${other.kind}:${other.value}|${name.fold}`
  const { year = '', month = '', day = '' } = row.birthday ?? {}
  return `n:${name.key}|${year}-${month}-${day}|${row.postal ?? ''}`
}

/** One row of a list of customers as it is staged; throws CellRefused. */
export function readCustomer(line: number, cells: RowCells, plan: Plan, notes: RowNotes): StagedCustomer {
  const languageCell = cells.first('language')
  const language = languageCell !== '' ? (ENGLISH.test(fold(languageCell)) ? 'en' : 'vi') : plan.customerLanguage
  const name = nameOf(cells, language, notes)
  const country = countryOf(readLine(cells.first('country'), 'country', 80, notes), notes)
  const contacts: Contact[] = []
  const take = (field: ContactField) =>
    orEmpty(plan, field, null, notes, () => takeContacts(field, cells.all(field), country, plan, notes, contacts))
  const phone = take('phone')
  const mail = take('mail')
  for (const field of ['zalo', 'facebook', 'loyalty-card', 'tax'] as const) if (cells.first(field) !== '') take(field)
  const codeText = readLine(cells.first('code'), 'code', 80, notes)
  const code = codeText === '' ? null : `${plan.source}:${codeText}`
  if (code) contacts.push({ kind: 'source', value: code, shown: codeText, isVerified: false })
  const lastFour = orEmpty(plan, 'card', null, notes, () => cardOf(cells.first('card'), notes))
  if (lastFour) contacts.push({ kind: 'card', value: lastFour, shown: `•••• ${lastFour}`, isVerified: false })
  const birthday = orEmpty(plan, 'birthday', null, notes, () =>
    birthdayOf(readLine(cells.first('birthday'), 'birthday', 60, notes), plan, notes),
  )
  const postal = readWords(cells.first('address'), 'address', 300, notes) || null
  if (name.name === '' && contacts.length === 0) throw new CellRefused('name', 'nothing-known')
  return {
    line,
    id: newId(),
    matchKey: matchKeyOf(code, phone, mail, name, { birthday, postal, contacts }),
    name,
    form: formOf(cells.first('form')),
    language,
    country,
    birthday,
    postal,
    contacts,
    tags: [...new Set(lists(cells, 'tags', 40, notes))].slice(0, 50),
    cardLastFour: lastFour,
    phone,
    mail,
    code,
    note: notesOf(cells, notes),
    likes: lists(cells, 'likes', 200, notes),
    avoids: lists(cells, 'avoids', 200, notes),
  }
}

const lists = (cells: RowCells, field: 'tags' | 'likes' | 'avoids', most: number, notes: RowNotes): string[] =>
  cells.all(field).flatMap((cell) => splitList(readWords(cell, field, 4000, notes)).map((part) => part.slice(0, most)))

function notesOf(cells: RowCells, notes: RowNotes): string | null {
  const parts = cells.all('note').map((cell) => readWords(cell, 'note', 4000, notes, true))
  return (
    parts
      .filter((part) => part !== '')
      .join('\n')
      .slice(0, 4000) || null
  )
}

/** The last four digits, as a column of its own or at the end of a veiled number: "•••• 4417", "4417", "417" that lost its zero. */
export function cardOf(cell: string, notes: RowNotes): string | null {
  const text = readLine(cell, 'card', 60, notes)
  if (isNothing(text)) return null
  const digits = /(\d{1,4})$/.exec(text)?.[1]
  if (!digits || /\d{5,}/.test(text)) throw new CellRefused('card', 'four-digits')
  if (digits.length < 4) notes.repairs.push('lost-zero')
  return digits.padStart(4, '0')
}
