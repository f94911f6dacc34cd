import type { Block, LetterContent } from '#rooms/messages/letters/blocks/contract.ts'
import { starter } from './starter.data.ts'

const nothing = () => ({ vi: '', en: '' })

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

/** Short and its own within a letter. Without digits: those could be read as a card, and such a letter is never saved. */
export const newKey = (): string => Array.from(crypto.getRandomValues(new Uint8Array(14)), (byte) => LETTERS[byte % 26]).join('')

/** An empty block; a signature is by whoever writes. */
export function newBlock(kind: Block['kind'], me: { id: string; name: string }): Block {
  const whom = { key: newKey(), topics: [], level: 'any' as const, isOffer: false }
  switch (kind) {
    case 'words':
      return { kind, ...whom, words: { vi: [], en: [] } }
    case 'picture':
      return { kind, ...whom, pictureId: null, alt: nothing(), width: 'full', link: '' }
    case 'product':
      return {
        kind,
        ...whom,
        title: nothing(),
        benefit: nothing(),
        price: nothing(),
        link: '',
        linkWords: nothing(),
        pictureId: null,
      }
    case 'gathering':
      return { kind, ...whom, title: nothing(), when: nothing(), where: nothing(), link: '', linkWords: nothing() }
    case 'button':
      return { kind, ...whom, label: nothing(), link: '' }
    case 'signature':
      return {
        kind,
        ...whom,
        staffId: me.id,
        name: { vi: me.name, en: me.name },
        role: nothing(),
        closing: nothing(),
        us: null,
      }
  }
}

const line = (text: string) => ({ kind: 'paragraph' as const, runs: [{ text }] })

/** The frame that most letters have: a greeting, one thing to tell, a signature. The words are there to be written over. */
export function usualFrame(me: { id: string; name: string }): LetterContent['blocks'] {
  const words = newBlock('words', me)
  const signature = newBlock('signature', me)
  const { greeting, closing } = starter
  return [
    ...(words.kind === 'words'
      ? [{ ...words, words: { vi: [line('{{greeting}}'), line(greeting.vi)], en: [line('{{greeting}}'), line(greeting.en)] } }]
      : []),
    newBlock('product', me),
    ...(signature.kind === 'signature' ? [{ ...signature, closing: { ...closing } }] : []),
  ]
}
