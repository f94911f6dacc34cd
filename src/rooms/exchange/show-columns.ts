import type { z } from 'zod'
import { maskCards } from '../../values/card-guard.ts'
import { showDate, showPartialDate } from '../../values/civil-date.ts'
import { showMoney } from '../../values/money.ts'
import { clockIn } from '../../values/zone.ts'
import { CellRefused, type RowNotes } from './cells.ts'
import type { importColumn } from './contract.ts'
import type { Plan } from './plan.ts'
import { type RowCells, readCustomer } from './read-customer.ts'
import { readItem } from './read-item.ts'
import { readOrder } from './read-order.ts'
import type { Field, Guess } from './rules.ts'
import { newTally } from './tally.ts'
import type { FirstLook } from './understand.ts'

type Column = z.output<typeof importColumn>
type Shown = { becomes: string | null; problem: string | null; notes: RowNotes }

const EXAMPLES = 3

const only = (field: Field, cell: string, more: Partial<Record<Field, string>> = {}): RowCells => ({
  first: (asked) => (asked === field ? cell : (more[asked] ?? '')),
  all: (asked) => (asked === field ? [cell] : more[asked] ? [more[asked]] : []),
})

function asCustomer(field: Field, cell: string, plan: Plan, notes: RowNotes, language: 'vi' | 'en'): string {
  // A customer needs something to be known by, so that a single cell can be read by the rules of a row.
  const row = readCustomer(
    1,
    only(field, cell, field === 'name' || field === 'family-name' || field === 'given-name' ? {} : { name: 'Hoa' }),
    plan,
    notes,
  )
  if (field === 'name' || field === 'family-name' || field === 'given-name') return row.name.name
  if (field === 'birthday') return row.birthday ? showPartialDate(row.birthday as { day: number }, language) : ''
  if (field === 'address') return row.postal ?? ''
  if (field === 'note') return row.note ?? ''
  if (field === 'tags') return row.tags.join(', ')
  if (field === 'likes' || field === 'avoids') return row[field].join(', ')
  if (field === 'country') return row.country ?? ''
  if (field === 'form') return row.form?.them ?? ''
  if (field === 'language') return row.language
  const contact = row.contacts.find(({ kind }) => kind === (field === 'code' ? 'source' : field))
  return contact?.shown ?? cell.trim()
}

function asOrder(field: Field, cell: string, plan: Plan, notes: RowNotes, language: 'vi' | 'en'): string {
  const rest: Partial<Record<Field, string>> = { customer: '1', at: '2020-01-02', amount: '0' }
  const order = readOrder(1, only(field, cell, rest), plan, notes, newTally(language))
  if (field === 'at') return `${showDate(order.day, language)}${/:/.test(cell) ? ` ${clockIn(plan.zone, order.placedAt)}` : ''}`
  if (field === 'amount') return showMoney({ minor: order.total, currency: order.currency }, language)
  if (field === 'starts' || field === 'ends') {
    const day = field === 'starts' ? order.startsOn : order.endsOn
    return day ? showDate(day, language) : ''
  }
  if (field === 'kind' || field === 'state') return order[field]
  if (field === 'paid-by') return order.paidBy?.method ?? ''
  return cell.trim()
}

function asItem(field: Field, cell: string, plan: Plan, notes: RowNotes, language: 'vi' | 'en'): string {
  const item = readItem(only(field, cell, field === 'name' ? {} : { name: 'Món' }), plan, notes)
  if (field === 'name') return item.nameVi
  const amount = field === 'price' ? item.price : field === 'cost' ? item.cost : undefined
  if (amount !== undefined && amount !== null) return showMoney({ minor: amount, currency: item.currency ?? plan.currency }, language)
  if (field === 'coming-on') {
    const day = item.comingOn ?? item.arrivedOn
    return day ? showDate(day, language) : ''
  }
  if (field === 'kind' || field === 'state') return item[field] ?? ''
  if (field === 'aliases' || field === 'topics' || field === 'contents') return (item[field] ?? []).join(', ')
  return cell.trim()
}

const readers = { customers: asCustomer, orders: asOrder, catalogue: asItem }

function show(field: Field, cell: string, plan: Plan, language: 'vi' | 'en'): Shown {
  const notes: RowNotes = { repairs: [], doubts: [] }
  try {
    const becomes = readers[plan.subject](field, cell, plan, notes, language)
    return { becomes, problem: null, notes }
  } catch (error) {
    if (error instanceof CellRefused) return { becomes: null, problem: error.code, notes }
    throw error
  }
}

const counted = (words: Iterable<string>): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1
  return counts
}

/** Every column with its first cells and what would be stored of them; card numbers veiled. */
export function showColumns(look: FirstLook, guesses: readonly Guess[], plan: Plan, language: 'vi' | 'en'): Column[] {
  const free = { ...plan, leaveEmpty: new Set<string>() }
  return look.headings.map((header, at) => {
    const { field = null, guessedBy = null } = guesses[at] ?? {}
    const cells = look.sample.map((row) => row[at] ?? '').filter((cell) => cell.trim() !== '')
    const shown = field === null ? [] : cells.map((cell) => show(field, cell, free, language))
    return {
      header,
      field,
      guessedBy,
      examples: cells.slice(0, EXAMPLES).map((cell, row) => ({
        cell: maskCards(cell).slice(0, 200),
        becomes: shown[row]?.becomes?.slice(0, 200) ?? null,
        problem: shown[row]?.problem ?? null,
      })),
      repaired: counted(shown.flatMap(({ notes, problem }) => (problem ? [] : notes.repairs))),
      doubtful: counted(shown.flatMap(({ notes, problem }) => (problem ? [] : notes.doubts))),
      unreadable: counted(shown.flatMap(({ problem }) => (problem ? [problem] : []))),
    }
  })
}
