import type { z } from 'zod'
import type { customerKinds, relationshipKinds, relationshipView } from '#rooms/people/contract.ts'
import type { KnownWords } from './words.data.ts'

export type Relationship = z.output<typeof relationshipView>
export type Kind = (typeof customerKinds)[number]
export type Relation = `${(typeof relationshipKinds)[number]}-${'from' | 'to'}` & keyof KnownWords['around']['relations']

/** Which ties fit between two kinds of customers, the likeliest first; seen from the one whose profile is open. */
export function relationsBetween(here: Kind, other: Kind): Relation[] {
  if (here === 'person' && other === 'person')
    return ['family-from', 'introduced-by-from', 'introduced-by-to', 'decides-for-to', 'decides-for-from']
  if (here === 'person' && other === 'organisation') return ['works-at-from', 'decides-for-from', 'introduced-by-from', 'introduced-by-to']
  if (here === 'organisation' && other === 'person') return ['works-at-to', 'decides-for-to', 'introduced-by-from', 'introduced-by-to']
  if (here === 'person' && other === 'household') return ['member-of-from', 'decides-for-from']
  if (here === 'household' && other === 'person') return ['member-of-to', 'decides-for-to']
  return ['introduced-by-from', 'introduced-by-to']
}

const ends: Record<Relation, { kind: Relationship['kind']; side: Relationship['side'] }> = {
  'family-from': { kind: 'family', side: 'from' },
  'works-at-from': { kind: 'works-at', side: 'from' },
  'works-at-to': { kind: 'works-at', side: 'to' },
  'decides-for-from': { kind: 'decides-for', side: 'from' },
  'decides-for-to': { kind: 'decides-for', side: 'to' },
  'introduced-by-from': { kind: 'introduced-by', side: 'from' },
  'introduced-by-to': { kind: 'introduced-by', side: 'to' },
  'member-of-from': { kind: 'member-of', side: 'from' },
  'member-of-to': { kind: 'member-of', side: 'to' },
}
export const endsOf = (relation: Relation) => ends[relation]

/** What the other is to this customer, in a few words; `who` is how this one is spoken of. */
export function roleWords({ kind, side, words }: Pick<Relationship, 'kind' | 'side' | 'words'>, who: string, all: KnownWords): string {
  const { around } = all
  const plain = {
    family: () => around.family,
    'works-at': () => (side === 'from' ? around.worksAt : around.worksHere),
    'decides-for': () => (side === 'from' ? around.decidesThere(who) : around.decides),
    'introduced-by': () => (side === 'from' ? around.introducedBy(who) : around.introduced(who)),
    'member-of': () => (side === 'from' ? around.household : around.member),
  }[kind]
  // Their own words say what they are; that somebody decides, or made the introduction, is said beside it.
  if (!words) return plain()
  return kind === 'decides-for' || kind === 'introduced-by' ? `${words}, ${plain()}` : words
}

export type Around = { other: Relationship['other']; ties: Relationship[] }

const weight: Record<Relationship['kind'], number> = { 'member-of': 0, family: 1, 'works-at': 2, 'decides-for': 3, 'introduced-by': 4 }

/** One line for each person around, however many ties lead there: "chị Mai · trưởng phòng, quyết định". */
export function aroundOf(all: readonly Relationship[]): Around[] {
  const byOther = new Map<string, Around>()
  for (const tie of all) {
    const at = byOther.get(tie.other.id) ?? { other: tie.other, ties: [] }
    byOther.set(tie.other.id, { ...at, ties: [...at.ties, tie].sort((a, b) => weight[a.kind] - weight[b.kind]) })
  }
  const first = ({ ties }: Around) => (ties[0] ? weight[ties[0].kind] : 9)
  return [...byOther.values()].sort((a, b) => first(a) - first(b))
}
