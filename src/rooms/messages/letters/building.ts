import type { Tongue } from '../../../values/address-form.ts'
import type { Block, WordLine } from './blocks/contract.ts'
import { footerWords } from './footer-words.data.ts'
import type { Picture } from './letter.ts'
import { escaped, escapeHtml, joinParts, safeLink } from './markup.ts'
import { type Part, partsOf } from './merge-rules.ts'
import type { Shape, Skeleton } from './skeleton.ts'

/** Blocks as HTML, fields left open. Every tag is made here or in the frame; whatever somebody wrote is escaped. */

export type Building = {
  tongue: Tongue
  pictures: ReadonlyMap<string, Picture>
  /** Where the picture's bytes are: `cid:…` when it travels along, else an address of the house. */
  sourceOf: (picture: Picture) => string
}

const LINK = 'color:#0F6B5C;text-decoration:underline;'

/** A piece of the frame with its marks replaced; a mark that nobody fills stays empty. */
export function pieceOf(piece: string, slots: Readonly<Record<string, readonly Part[]>>): Part[] {
  const parts: Part[] = []
  for (const [at, text] of piece.split(/⟦([^⟧]+)⟧/).entries()) parts.push(...(at % 2 === 0 ? [text] : (slots[text] ?? [])))
  return joinParts(parts)
}

const plain = (text: string): Part[] => escaped(partsOf(text))

const linked = (link: string, parts: readonly Part[]): Part[] => {
  const href = safeLink(link)
  return href === undefined ? [...parts] : [`<a href="${escapeHtml(href)}" style="${LINK}" target="_blank">`, ...parts, '</a>']
}

function runsOf(line: WordLine): Part[] {
  return line.runs.flatMap((run, at) => {
    const words = escaped(partsOf(run.text, at === 0))
    const bold: Part[] = run.isBold ? ['<strong>', ...words, '</strong>'] : words
    return run.link ? linked(run.link, bold) : bold
  })
}

const isEmpty = (line: WordLine): boolean => line.runs.every((run) => run.text.trim() === '')

function linesOf(lines: readonly WordLine[]): Part[] {
  const parts: Part[] = []
  let isInList = false
  for (const line of lines.filter((each) => !isEmpty(each))) {
    const isPoint = line.kind === 'point'
    if (isPoint !== isInList) parts.push(isPoint ? '<ul>' : '</ul>')
    isInList = isPoint
    const tag = line.kind === 'heading' ? 'h2' : isPoint ? 'li' : 'p'
    parts.push(`<${tag}>`, ...runsOf(line), `</${tag}>`)
  }
  return isInList ? [...parts, '</ul>'] : parts
}

const paragraph = (parts: readonly Part[], style = ''): Part[] =>
  parts.length === 0 ? [] : [style ? `<p style="${style}">` : '<p>', ...parts, '</p>']

const headed = (title: string): Part[] => (title.trim() === '' ? [] : ['<h2>', ...plain(title), '</h2>'])

function pictureOf(pictureId: string | null, { pictures, sourceOf }: Building): { src: string } | undefined {
  const picture = pictureId === null ? undefined : pictures.get(pictureId)
  return picture && { src: escapeHtml(sourceOf(picture)) }
}

type Of<K extends Block['kind']> = Extract<Block, { kind: K }>
type Made = { shape: Shape; slots: Record<string, Part[]> }

function product(block: Of<'product'>, building: Building): Made {
  const { tongue } = building
  const words = block.linkWords[tongue] || footerWords[tongue].more
  const body = [
    ...headed(block.title[tongue]),
    ...paragraph(plain(block.benefit[tongue])),
    ...paragraph(block.price[tongue] ? ['<strong>', ...plain(block.price[tongue]), '</strong>'] : []),
    ...paragraph(safeLink(block.link) ? linked(block.link, plain(words)) : []),
  ]
  const picture = pictureOf(block.pictureId, building)
  if (!picture) return { shape: 'product', slots: { body } }
  return { shape: 'product-picture', slots: { body, src: [picture.src], alt: plain(block.title[tongue]) } }
}

function gathering(block: Of<'gathering'>, { tongue }: Building): Made {
  const said = footerWords[tongue]
  const line = (label: string, text: string): Part[] =>
    text.trim() === '' ? [] : paragraph([`<strong>${label}:</strong> `, ...plain(text)], 'margin:0 0 6px;')
  const words = block.linkWords[tongue] || said.more
  return {
    shape: 'gathering',
    slots: {
      body: [
        ...headed(block.title[tongue]),
        ...line(said.when, block.when[tongue]),
        ...line(said.where, block.where[tongue]),
        ...paragraph(safeLink(block.link) ? linked(block.link, plain(words)) : []),
      ],
    },
  }
}

/** Who signs, with the word by which the house calls itself towards this reader. */
export function signedBy(block: Of<'signature'>, tongue: Tongue): Part[] {
  const name = block.name[tongue] || block.name.vi
  if (name === '') return []
  const us = block.us
  if (tongue === 'en' || us === 'tôi' || us === 'chúng tôi') return [name]
  return us === null ? [{ field: 'signing', fallback: '', isStart: false }, name] : [`${us.charAt(0).toUpperCase()}${us.slice(1)} ${name}`]
}

function signature(block: Of<'signature'>, { tongue }: Building): Made {
  const body = [
    ...paragraph(block.closing[tongue] ? plain(block.closing[tongue]) : []),
    ...paragraph(signedBy(block, tongue).length === 0 ? [] : ['<strong>', ...escaped(signedBy(block, tongue)), '</strong>'], 'margin:0;'),
    ...(block.role[tongue]
      ? ['<p class="q-soft" style="margin:0;font-size:14px;color:#55605A;">', ...plain(block.role[tongue]), '</p>']
      : []),
  ]
  return { shape: 'signature', slots: { body } }
}

function madeOf(block: Block, building: Building): Made | undefined {
  const { tongue } = building
  switch (block.kind) {
    case 'words': {
      const body = linesOf(block.words[tongue])
      return body.length === 0 ? undefined : { shape: 'words', slots: { body } }
    }
    case 'picture': {
      const picture = pictureOf(block.pictureId, building)
      if (!picture) return undefined
      return { shape: `picture-${block.width}`, slots: { src: [picture.src], alt: plain(block.alt[tongue]) } }
    }
    case 'product':
      return product(block, building)
    case 'gathering':
      return gathering(block, building)
    case 'button': {
      const href = safeLink(block.link)
      if (href === undefined || block.label[tongue] === '') return undefined
      return { shape: 'button', slots: { link: [escapeHtml(href)], body: plain(block.label[tongue]) } }
    }
    case 'signature':
      return signature(block, building)
  }
}

/** A box with neither words nor a picture in it would stand in the letter as a bar of grey. */
const showsNothing = ({ slots }: Made): boolean => !slots['src'] && (slots['body']?.length ?? 0) === 0

/** A block as HTML; nothing where there is nothing to show of it in this language. */
export function htmlOf(block: Block, building: Building, frame: Skeleton): Part[] {
  const made = madeOf(block, building)
  if (!made || showsNothing(made)) return []
  const piece = pieceOf(frame.pieces.get(made.shape) ?? '', made.slots)
  const href = block.kind === 'picture' ? safeLink(block.link) : undefined
  return href === undefined ? piece : linkPicture(piece, escapeHtml(href))
}

/** A picture that leads somewhere: the one image of its piece becomes a link. */
const linkPicture = (piece: readonly Part[], href: string): Part[] =>
  piece.map((part) =>
    typeof part === 'string' ? part.replace(/<img[^>]*>/, (image) => `<a href="${href}" target="_blank">${image}</a>`) : part,
  )
