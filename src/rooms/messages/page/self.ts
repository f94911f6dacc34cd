import type { Db } from '../../../platform/db/db.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { wordsForThem, wordsForUs } from '../../../values/address-form.ts'
import { hasCard } from '../../../values/card-guard.ts'
import { tidy, tidyLines } from '../../../values/text.ts'
import { dayIn } from '../../../values/zone.ts'
import {
  editCustomer,
  notePreference,
  type Preference,
  refutePreference,
  requireForUpdate,
  restorePreference,
} from '../../people/public.ts'
import type { Model } from './model.ts'
import { itself, themselves } from './themselves.ts'

/** What a customer changes on their own record. Each answers why not, by a name of `words.no`, where it does not. */

export type Not = 'empty' | 'long' | 'card' | 'gone' | 'birthday' | 'contact' | 'taken'
export type Done<T> = { done: T } | { not: Not }

/** A text from a form as it may be kept. */
export function readText(text: string | null, most: number, hasLines = false): Done<string> {
  const own = hasLines ? tidyLines(text ?? '') : tidy(text ?? '')
  if (own === '') return { not: 'empty' }
  if (own.length > most) return { not: 'long' }
  return hasCard(own) ? { not: 'card' } : { done: own }
}

const reasons: Readonly<Record<string, Not>> = {
  'people.birthday_invalid': 'birthday',
  'people.contact_invalid': 'contact',
  'people.contact_taken': 'taken',
  'people.no_such_preference': 'gone',
  'people.too_many_choices': 'taken',
}

/** What the room of people refuses, in the words of this page. Anything else is a fault. */
async function asked<T>(act: () => Promise<T>): Promise<Done<T>> {
  try {
    return { done: await act() }
  } catch (error) {
    const not = error instanceof Refusal ? reasons[error.code] : undefined
    if (!not) throw error
    return { not }
  }
}

type Change = Parameters<typeof editCustomer>[2]

/** Their own record as it stands now, changed. */
export async function change(db: Db, { customer, now }: Model, sent: Change): Promise<Done<unknown>> {
  const { version } = await requireForUpdate(db, customer.id)
  return asked(() => editCustomer(db, customer.id, sent, version, { who: itself, now }))
}

export async function setAddress(db: Db, model: Model, them: string | null, us: string | null): Promise<Done<unknown>> {
  const before = model.customer.address
  const word = wordsForThem.find((one) => one === them) ?? before.them
  const own = wordsForUs.find((one) => one === us) ?? before.us
  return change(db, model, { address: { them: word, us: own, source: 'customer' } })
}

export async function addLike(db: Db, model: Model, stance: string | null, text: string | null): Promise<Done<Preference>> {
  const what = readText(text, 200)
  if ('not' in what) return what
  const taste = stance === 'avoids' || stance === 'needs' ? stance : 'likes'
  const noting = { who: themselves(model.customer), today: dayIn(model.house.zone, model.now.getTime()), language: model.house.language }
  return asked(() =>
    notePreference(db, model.customer.id, { stance: taste, what: what.done, source: 'said', sensitivity: 'normal' }, noting),
  )
}

const isId = (text: string | null): text is string => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text ?? '')

/** "That is not so": the line leaves the card, and neither a guess nor an import brings it back. */
export async function strike(db: Db, { customer, now }: Model, lineId: string | null): Promise<Done<unknown>> {
  if (!isId(lineId)) return { not: 'gone' }
  return asked(() => refutePreference(db, customer.id, lineId, { who: themselves(customer), now }))
}

export async function unstrike(db: Db, { customer }: Model, lineId: string | null): Promise<Done<unknown>> {
  if (!isId(lineId)) return { not: 'gone' }
  return asked(() => restorePreference(db, customer.id, lineId, { who: themselves(customer) }))
}

const part = (form: URLSearchParams, name: string): number | undefined => {
  const text = form.get(name) ?? ''
  return /^\d{1,4}$/.test(text) && Number(text) > 0 ? Number(text) : undefined
}

/** What they are called, and their birthday as far as they tell it. */
export async function correctOwn(db: Db, model: Model, form: URLSearchParams): Promise<Done<unknown>> {
  const callName = readText(form.get('callName'), 60)
  if ('not' in callName) return callName
  const [year, month, day] = [part(form, 'year'), part(form, 'month'), part(form, 'day')]
  const isYear = year === undefined || (year >= 1880 && year <= model.now.getUTCFullYear())
  if (!isYear || (month ?? 1) > 12 || (day ?? 1) > 31) return { not: 'birthday' }
  const isTold = year !== undefined || month !== undefined || day !== undefined
  return change(db, model, { callName: callName.done, birthday: isTold ? { year, month, day } : null })
}

/** A phone or mail in the place of the one of its kind, or beside none; asked for only with proof. */
export async function setContact(db: Db, model: Model, kind: 'phone' | 'mail', text: string | null): Promise<Done<unknown>> {
  const value = readText(text, 200)
  if ('not' in value) return value
  const before = (await requireForUpdate(db, model.customer.id)).contacts
  const first = before.findIndex((contact) => contact.kind === kind)
  const next = { kind, value: value.done, isVerified: false }
  const others = before.map(({ kind: one, value: known, isVerified }) => ({ kind: one, value: known, isVerified }))
  const contacts = first < 0 ? [...others, next] : others.map((contact, at) => (at === first ? next : contact))
  return change(db, model, { contacts })
}
