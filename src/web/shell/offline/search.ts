import type { z } from 'zod'
import type { getCard } from '#rooms/recognition/contract.ts'
import { looksLikePhoneQuery, phoneSearchForms, suffixDigits } from '#values/phone.ts'
import { askedWords, fold, words } from '#values/text.ts'
import type { Found } from '../facts.ts'

export type KeptCard = Pick<
  z.output<typeof getCard.answer>,
  'id' | 'kind' | 'name' | 'calledAs' | 'greeting' | 'contacts' | 'likes' | 'avoids' | 'recent'
>

const MOST = 20

type Match = { match: Found['match']; matched: string | null; rank: number }

const digitsOf = (text: string): string => text.replace(/\D/g, '')

/** A number in any writing, or its last four digits and more. */
function byPhone(card: KeptCard, q: string): Match | undefined {
  const forms = phoneSearchForms(q)
  const end = suffixDigits(q)
  for (const contact of card.contacts.filter(({ kind }) => kind === 'phone')) {
    if (forms.includes(contact.value)) return { match: 'phone', matched: contact.shown, rank: 0 }
    if (end && digitsOf(contact.value).endsWith(end)) return { match: 'phone', matched: contact.shown, rank: 1 }
  }
  return undefined
}

/** Every word asked begins a word of the name, with or without marks. */
function byName(card: KeptCard, q: string): Match | undefined {
  if (fold(card.name) === fold(q)) return { match: 'name', matched: null, rank: 2 }
  const own = [...words(card.name), ...words(card.calledAs)]
  const asked = askedWords(q)
  if (asked.length === 0 || !asked.every((word) => own.some((one) => one.startsWith(word)))) return undefined
  return { match: 'words', matched: null, rank: 3 }
}

function byOther(card: KeptCard, q: string): Match | undefined {
  const asked = q.trim().toLowerCase()
  const contact = card.contacts.find(({ kind, value }) => kind !== 'phone' && value.toLowerCase() === asked)
  return contact && { match: contact.kind === 'mail' ? 'mail' : 'code', matched: contact.shown, rank: 0 }
}

function factOf({ likes, avoids }: KeptCard): Found['fact'] {
  const liked = likes[0]
  if (liked) return { kind: 'likes', what: liked.what }
  const avoided = avoids[0]
  return avoided ? { kind: 'avoids', what: avoided.what } : { kind: 'new' }
}

/** Who is this, among the cards that were kept; the best match first, then the latest opened. */
export function findKept(cards: readonly KeptCard[], q: string): Found[] {
  const isNumber = looksLikePhoneQuery(q)
  return cards
    .flatMap((card) => {
      const match = isNumber ? byPhone(card, q) : (byOther(card, q) ?? byName(card, q))
      return match ? [{ card, ...match }] : []
    })
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MOST)
    .map(({ card, match, matched }) => ({
      id: card.id,
      kind: card.kind,
      name: card.name,
      calledAs: card.calledAs,
      greeting: card.greeting,
      match,
      matched,
      phone: card.contacts.find(({ kind }) => kind === 'phone')?.shown ?? null,
      fact: factOf(card),
    }))
}
