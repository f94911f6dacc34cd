import { fold } from '../../values/text.ts'
import type { ToldItem } from '../catalogue/public.ts'
import { CellRefused, isNothing, type RowNotes, readLine, readWords, splitList } from './cells.ts'
import type { Plan } from './plan.ts'
import { orEmpty, type RowCells } from './read-customer.ts'
import { amountOf, currencyOf, dayOf, firstOf } from './read-order.ts'
import type { Field } from './rules.ts'

const KINDS: readonly (readonly [RegExp, NonNullable<ToldItem['kind']>])[] = [
  [/\b(?:phong|room|suite|villa)\b/, 'room'],
  [/\b(?:dich vu|dv|service|tour|spa|lieu trinh)\b/, 'service'],
  [/\b(?:hang|hang hoa|san pham|sp|mon|do|product|goods|item)\b/, 'product'],
]

const STATES: readonly (readonly [RegExp, NonNullable<ToldItem['state']>])[] = [
  [/\b(?:sap|cho ve|dang ve|coming|pre ?order|soon)\b/, 'coming'],
  [/\b(?:het|ngung|thoi|khong con|gone|sold out|out of|discontinued|inactive)\b/, 'gone'],
  [/\b(?:con|co|dang ban|ban|here|in stock|available|active)\b/, 'here'],
]

const LONGEST_WORDS = 400
const LONGEST_IN_LIST = 80
const MOST_IN_LIST = 30

const listOf = (field: Field, cells: RowCells, notes: RowNotes): string[] => {
  const all = cells.all(field).flatMap((cell) => splitList(readWords(cell, field, 4000, notes, true)))
  const list = [...new Set(all.filter((one) => !isNothing(one)))]
  if (list.length > MOST_IN_LIST || list.some((one) => one.length > LONGEST_IN_LIST)) throw new CellRefused(field, 'too-long')
  return list
}

const priceOf = (field: 'price' | 'cost', cells: RowCells, currency: string, plan: Plan, notes: RowNotes): number | undefined => {
  const text = cells.first(field).trim()
  if (text === '' || isNothing(text)) return undefined
  return (
    orEmpty(plan, field, null, notes, () => {
      const minor = amountOf(field, text, currency, plan)
      if (minor < 0) throw new CellRefused(field, 'below-zero')
      return minor
    }) ?? undefined
  )
}

type Standing = Pick<ToldItem, 'state' | 'comingOn' | 'arrivedOn'>

/** A day ahead means that it is coming, a day behind that it came then. */
function standingOf(cells: RowCells, plan: Plan, notes: RowNotes): Standing {
  const text = readLine(cells.first('state'), 'state', 80, notes)
  const said = firstOf(STATES, fold(text))
  if (text !== '' && said === undefined) notes.doubts.push('item-state')
  const day = dayOf('coming-on', cells, plan, notes)
  if (day !== null && day > plan.today) return { state: 'coming', comingOn: day }
  if (said === 'coming') return { state: said, comingOn: null }
  return { ...(said === undefined ? {} : { state: said }), ...(day === null ? {} : { arrivedOn: day }) }
}

const texts = {
  'name-en': 'nameEn',
  benefit: 'benefitVi',
  'benefit-en': 'benefitEn',
  'for-whom': 'forWhomVi',
  'for-whom-en': 'forWhomEn',
  differs: 'differsVi',
  'differs-en': 'differsEn',
} as const

function kindOf(cells: RowCells, notes: RowNotes): ToldItem['kind'] {
  const text = readLine(cells.first('kind'), 'kind', 80, notes)
  const kind = firstOf(KINDS, fold(text))
  if (text !== '' && kind === undefined) notes.doubts.push('item-kind')
  return kind
}

/** What is not said is left out, so that it is never taken for an empty word. */
const said = <T>(key: string, value: T | undefined): Record<string, T> => (value === undefined ? {} : { [key]: value })

/** One row of a list of goods, rooms or services as it is staged; throws CellRefused. */
export function readItem(cells: RowCells, plan: Plan, notes: RowNotes): ToldItem {
  const nameVi = readLine(cells.first('name'), 'name', 120, notes)
  if (fold(nameVi) === '') throw new CellRefused('name', 'no-item-name')
  const currency = currencyOf(cells, plan)
  const written = Object.entries(texts).flatMap(([field, key]) => {
    const text = readWords(cells.first(field as Field), field, field === 'name-en' ? 120 : LONGEST_WORDS, notes)
    return text === '' ? [] : [[key, text] as const]
  })
  const lists = (['aliases', 'topics', 'contents'] as const).flatMap((field) => {
    const list = listOf(field, cells, notes)
    return list.length === 0 ? [] : [[field, list] as const]
  })
  const price = priceOf('price', cells, currency, plan, notes)
  const cost = priceOf('cost', cells, currency, plan, notes)
  const group = readWords(cells.first('group'), 'group', 60, notes)
  return {
    nameVi,
    ...Object.fromEntries(written),
    ...Object.fromEntries(lists),
    ...said('kind', kindOf(cells, notes)),
    ...said('group', group === '' ? undefined : group),
    ...said('price', price),
    ...said('cost', cost),
    ...(price === undefined && cost === undefined ? {} : { currency }),
    ...standingOf(cells, plan, notes),
  }
}
