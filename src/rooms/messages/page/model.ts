import type { Db } from '../../../platform/db/db.ts'
import { calledAs, greetingWritten } from '../../../values/address-form.ts'
import { allPreferencesOf, type Customer, findAll, type Preference, type Refuted } from '../../people/public.ts'
import { allStaff, findHouse, type House } from '../../team/public.ts'
import { noChoice } from '../consent/choice-rules.ts'
import { type Choice, choicesOf, listTopics, type Topic } from '../consent/consents.ts'
import type { NowRow } from '../consent/rules.ts'
import { nowOf } from '../consent/store.ts'
import { itself } from './themselves.ts'
import { hasLeft, type Often, type OwnChannel, oftenOf, type Wanted, wantedOf, waysTo, waysUsed } from './wishes-rules.ts'
import type { Persons } from './words.data.ts'

/** All that a customer's page is written from, read at once. */
export type Model = {
  customer: Customer
  house: House
  /** Who works here, to name them as customers hear it. */
  staff: StaffNamed[]
  owner: StaffNamed | null
  rows: NowRow[]
  choice: Choice
  wanted: Wanted<Topic>[]
  ways: OwnChannel[]
  used: OwnChannel[]
  often: Often
  hasLeft: boolean
  preferences: Preference[]
  /** What was struck out, the latest first. */
  struck: Refuted[]
  now: Date
}

type StaffNamed = { name: string; spokenAs: string | null }
type Around = { house: House; staff: StaffNamed[]; owner: StaffNamed | null; topics: Topic[] }

const spoken = ({ name, spokenAs }: StaffNamed, language: 'vi' | 'en'): string =>
  language === 'vi' ? `${spokenAs ?? 'anh/chị'} ${name}` : name

/** A member of staff as customers hear of them: "anh Dũng"; English says the name alone. Whoever works here no more keeps their name. */
export function staffNamed(name: string, staff: readonly StaffNamed[], language: 'vi' | 'en'): string {
  const member = staff.find((one) => one.name === name)
  return member ? spoken(member, language) : name
}

/** The house itself changes rarely and is asked for with every page: a page that is only read has it at most two seconds old. */
const ROUND_MS = 2000
const known = new WeakMap<Db, { at: number; around: Promise<Around> }>()

async function readAround(db: Db): Promise<Around> {
  const [house, staff, topics] = await Promise.all([findHouse(db), allStaff(db), listTopics(db)])
  return { house, staff, owner: staff.find(({ role, isLockedOut }) => role === 'owner' && !isLockedOut) ?? null, topics }
}

function aroundOf(db: Db): Promise<Around> {
  if (db.isTransaction) return readAround(db)
  const kept = known.get(db)
  if (kept && performance.now() - kept.at < ROUND_MS) return kept.around
  const around = readAround(db)
  known.set(db, { at: performance.now(), around })
  around.catch(() => known.delete(db))
  return around
}

/** Everything of one customer's page; undefined for somebody of whom nothing is kept any more. */
export async function readModel(db: Db, customerId: string, now: Date): Promise<Model | undefined> {
  const [{ house, staff, owner, topics }, [customer], rows, choices, tastes] = await Promise.all([
    aroundOf(db),
    findAll(db, [customerId]),
    nowOf(db, [customerId]),
    choicesOf(db, [customerId]),
    allPreferencesOf(db, customerId, itself),
  ])
  if (!customer) return undefined
  const [own, choice] = [rows.get(customerId) ?? [], choices.get(customerId) ?? noChoice]
  const all = wantedOf(own, topics, now)
  // A closed topic is shown to those who still have it, so that they can let it go.
  const wanted = all.filter(({ topic, channels }) => topic.isOpen || channels.length > 0)
  const ways = waysTo(customer)
  return {
    customer,
    house,
    staff,
    owner,
    rows: own,
    choice: choice.pausedUntil && choice.pausedUntil <= now ? { ...choice, pausedUntil: null } : choice,
    wanted,
    ways,
    used: waysUsed(wanted, choice, ways),
    often: oftenOf(own, choice),
    hasLeft: hasLeft(own),
    preferences: tastes.standing,
    struck: tastes.refuted,
    now,
  }
}

const addressee = ({ kind, name, callName, address, language, nameOrder }: Customer) => ({
  kind,
  name,
  callName,
  form: address,
  language,
  order: nameOrder,
})

/** How the reader is meant within a Vietnamese sentence: "chị", by name where they want no word, "anh/chị" where nobody knows. */
function youOf({ kind, address, callName }: Customer): string {
  if (kind === 'household') return 'gia đình'
  if (kind === 'organisation' || /^[A-Z]/.test(address.them)) return 'anh/chị'
  return address.them === 'none' ? callName || 'anh/chị' : address.them
}

/** The words for reader and house in a language; an English page speaks English of everybody. */
export const personsOf = (customer: Customer, language: 'vi' | 'en', house: string, owner: StaffNamed | null): Persons => ({
  you: language === 'en' ? 'you' : youOf(customer),
  called: calledAs(addressee(customer), language),
  house,
  owner: owner && spoken(owner, language),
})

export const greetingOf = (customer: Customer, language: 'vi' | 'en'): string => greetingWritten(addressee(customer), language)
