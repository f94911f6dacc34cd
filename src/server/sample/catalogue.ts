import { sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import type { Item } from '../../rooms/catalogue/public.ts'
import { itemRow, nameKeys, nameRows } from '../../rooms/catalogue/public.ts'
import { addDays } from '../../values/civil-date.ts'
import { dayIn } from '../../values/zone.ts'
import { coming, type Told, told, views } from './catalogue.data.ts'
import { extras, products, rooms, type Shelf } from './products.data.ts'

/** The goods, rooms and services of the sample house as its catalogue. */

const groups: Record<Shelf, string> = {
  books: 'Sách',
  scents: 'Hương',
  pottery: 'Gốm',
  tea: 'Trà và vị',
  gifts: 'Quà',
  crafts: 'Đồ tay',
}

/** What a thing costs the house, in hundredths of its price. */
const costOf: Record<Shelf, number> = { books: 62, scents: 45, pottery: 58, tea: 54, gifts: 60, crafts: 55 }

/** The book that chị Hoa asked for came yesterday. */
const JUST_IN = 'Sách “Hội An xưa”'
const JUST_IN_DAYS = 1

const thousands = (minor: number): number => Math.round(minor / 1000) * 1000

type Made = Pick<Item, 'kind' | 'nameVi' | 'price'> & Partial<Item> & { words: Told | undefined }

const everything = (today: string): Made[] => [
  ...products.map(
    ({ name, shelf, price }): Made => ({
      kind: 'product',
      nameVi: name,
      group: groups[shelf],
      price,
      cost: thousands((price * costOf[shelf]) / 100),
      arrivedOn: name === JUST_IN ? addDays(today, -JUST_IN_DAYS) : null,
      words: told[name],
    }),
  ),
  ...rooms.map(({ room, view, price }): Made => {
    const seen = views[view]
    const words = seen && { en: `Room ${room}, ${seen.en}`, benefit: seen.benefit, topics: seen.topics, aliases: [room, `phòng ${room}`] }
    return { kind: 'room', nameVi: `Phòng ${room}`, group: `Tầng ${room.charAt(0)}`, price, words }
  }),
  ...extras.map(({ name, price }): Made => ({ kind: 'service', nameVi: name, group: 'Dịch vụ', price, words: told[name] })),
  ...coming.map(
    ({ name, price, group, in: days, told: words }): Made => ({
      kind: 'product',
      nameVi: name,
      group,
      price,
      state: 'coming',
      comingOn: days === null ? null : addDays(today, days),
      words,
    }),
  ),
]

/** Ids that do not change, so that what rests on an item can be told with it. */
const idOf = (at: number): string => `0193a000-0000-7000-8000-0000000ca${String(at + 1).padStart(3, '0')}`

const toItem = ({ words, ...made }: Made, at: number, now: Date): Item => ({
  nameEn: words?.en ?? '',
  aliases: [...(words?.aliases ?? [])],
  benefitVi: words?.benefit[0] ?? '',
  benefitEn: words?.benefit[1] ?? '',
  forWhomVi: words?.forWhom?.[0] ?? '',
  forWhomEn: words?.forWhom?.[1] ?? '',
  differsVi: words?.differs?.[0] ?? '',
  differsEn: words?.differs?.[1] ?? '',
  contents: [...(words?.contents ?? [])],
  topics: [...(words?.topics ?? [])],
  group: null,
  cost: null,
  currency: 'VND',
  state: 'here',
  comingOn: null,
  arrivedOn: null,
  ...made,
  id: idOf(at),
  isSample: true,
  createdAt: now,
  updatedAt: now,
  version: 1,
})

/** The catalogue of the sample, as told on a day. */
export function sampleItems(zone: string, now: Date): Item[] {
  const today = dayIn(zone, now.getTime())
  return everything(today).map((made, at) => toItem(made, at, now))
}

/** Rows by table. What the house has under one of these names already is its own, and stays. */
export async function catalogueRows(db: Db, zone: string, now: Date): Promise<[string, Record<string, unknown>[]][]> {
  const items = sampleItems(zone, now)
  const found = await sql<{ name_fold: string }>`select name_fold from catalogue_name
    where name_fold = any(${items.flatMap(nameKeys)}::text[])`.execute(db)
  const taken = new Set(found.rows.map((row) => row.name_fold))
  const free = items.filter((item) => !nameKeys(item).some((key) => taken.has(key)))
  if (free.length === 0) return []
  return [
    ['catalogue_item', free.map((item) => itemRow(item))],
    ['catalogue_name', free.flatMap(nameRows)],
  ]
}

/** What came lately came as lately, and what comes is as near, unless somebody has changed it: then it is theirs. */
export async function moveCatalogue(db: Db, by: number): Promise<void> {
  await sql`update catalogue_item set arrived_on = arrived_on + ${by}::int, coming_on = coming_on + ${by}::int
    where is_sample and version = 1 and (arrived_on is not null or coming_on is not null)`.execute(db)
}
