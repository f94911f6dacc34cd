import { fold } from '../../values/text.ts'
import type { Item } from './item.ts'

/** What a row of a list says of an item; what it says nothing about is left out. */
export type ToldItem = Pick<Item, 'nameVi'> & Partial<Omit<Item, 'nameVi' | 'id' | 'isSample' | 'createdAt' | 'updatedAt' | 'version'>>

/** What a file may write over, by the name of its column: the name is what an item is known by, and its state is what people say. */
const written = {
  'name-en': ['nameEn'],
  kind: ['kind'],
  benefit: ['benefitVi'],
  'benefit-en': ['benefitEn'],
  'for-whom': ['forWhomVi'],
  'for-whom-en': ['forWhomEn'],
  differs: ['differsVi'],
  'differs-en': ['differsEn'],
  group: ['group'],
  price: ['price', 'currency'],
  cost: ['cost'],
} as const satisfies Record<string, readonly (keyof Item)[]>

const lists = ['aliases', 'contents', 'topics'] as const

const together = (before: readonly string[], more: readonly string[]): string[] => {
  const known = new Set(before.map(fold))
  return [...before, ...more.filter((one) => !known.has(fold(one)))]
}

/** A known item with what a row adds to it: filled in where it was empty, written over where that was chosen. The same object where nothing is new. */
export function filled(before: Item, told: ToldItem, overwrite: readonly string[]): Item {
  const after: Record<string, unknown> = { ...before }
  for (const [column, fields] of Object.entries(written)) {
    const [first] = fields
    const isEmpty = before[first] === null || before[first] === ''
    if (told[first] === undefined || !(isEmpty || overwrite.includes(column))) continue
    for (const field of fields) if (told[field] !== undefined) after[field] = told[field]
  }
  const merged = { ...before, ...after, ...Object.fromEntries(lists.map((list) => [list, together(before[list], told[list] ?? [])])) }
  return JSON.stringify(merged) === JSON.stringify(before) ? before : merged
}

/** An item as a row makes it. */
export const freshItem = (told: ToldItem, { id, now, currency }: { id: string; now: Date; currency: string }): Item => ({
  kind: 'product',
  nameEn: '',
  aliases: [],
  benefitVi: '',
  benefitEn: '',
  forWhomVi: '',
  forWhomEn: '',
  differsVi: '',
  differsEn: '',
  contents: [],
  topics: [],
  group: null,
  price: null,
  cost: null,
  currency,
  state: 'here',
  comingOn: null,
  arrivedOn: null,
  ...told,
  id,
  isSample: false,
  createdAt: now,
  updatedAt: now,
  version: 1,
})
