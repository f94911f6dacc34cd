import type { Tongue } from '../../../values/address-form.ts'
import type { LetterContent } from './blocks/contract.ts'
import { htmlOf, pieceOf } from './building.ts'
import { keptBlocks } from './fitting-rules.ts'
import { footerWords } from './footer-words.data.ts'
import type { FrozenLetter, Picture } from './letter.ts'
import { escaped, escapeHtml } from './markup.ts'
import { fill, type Part, partsOf, valuesOf } from './merge-rules.ts'
import { fillText, type TextPart, textOf } from './plain-text.ts'
import type { Reader } from './reader.ts'
import { type Skeleton, skeleton } from './skeleton.ts'

/** What stands around a letter: who sends it, and where its links lead. */
export type Around = {
  house: { name: string; publicAddress: string | null; postalAddress: string | null }
  /** The customer's own page, leaving with one tap, the letter on the web. */
  links: { page: string | null; oneClick: string | null; archive?: string | null }
  /** First in the subject where the law wants it, e.g. `[QC]`: the gate says so. */
  label?: string | null
  /** Whether pictures travel with the mail or are fetched from the house; by size unless said. */
  pictures?: 'shipped' | 'house'
  /** Where a picture is, for screens and the archive; stands above `pictures`. */
  pictureAt?: (picture: Picture) => string
  /** The blocks that were found to fit when it was planned; found anew unless said. */
  blocks?: readonly number[]
  /** The language to write in; the reader's unless said. */
  language?: Tongue
}

export type Composed = {
  language: Tongue
  subject: string
  preview: string
  html: string
  text: string
  keptBlocks: number[]
  /** Fields that have neither a value for this reader nor words instead. */
  missing: string[]
  /** Pictures that travel along, named in the HTML as `cid:<id>`. */
  shipped: Picture[]
}

/** Above this, pictures stay at the house. */
const SHIPPED_AT_MOST = 1024 * 1024

type Compiled = {
  head: Part[]
  foot: Part[]
  blocks: { html: Part[]; text: TextPart[]; pictureId: string | null }[]
  subject: Part[]
  preview: Part[]
  footer: Part[]
}

/** Compiled letters, by their frozen object, language and where the pictures are. */
const compiled = new WeakMap<FrozenLetter, Map<string, Compiled>>()

/** The language a letter is written in for somebody: theirs, unless it has no words in it. */
export function tongueOf(content: LetterContent, asked: Tongue): Tongue {
  const other: Tongue = asked === 'vi' ? 'en' : 'vi'
  return content.subject[asked] === '' && content.subject[other] !== '' ? other : asked
}

const shipsPictures = (letter: FrozenLetter): boolean => letter.pictures.reduce((sum, { size }) => sum + size, 0) <= SHIPPED_AT_MOST

function whereabouts(letter: FrozenLetter, around: Around): { key: string; isShipped: boolean; sourceOf: (picture: Picture) => string } {
  const { pictureAt } = around
  if (pictureAt) return { key: 'elsewhere', isShipped: false, sourceOf: pictureAt }
  const { publicAddress } = around.house
  const isShipped = publicAddress === null || (around.pictures ?? (shipsPictures(letter) ? 'shipped' : 'house')) === 'shipped'
  if (isShipped) return { key: 'shipped', isShipped, sourceOf: ({ id }) => `cid:${id}` }
  const base = publicAddress.replace(/\/+$/, '')
  return { key: base, isShipped, sourceOf: ({ id }) => `${base}/pictures/${id}` }
}

function whyOf({ purpose, topicName }: FrozenLetter, tongue: Tongue): string {
  const said = footerWords[tongue]
  const named = said.why[purpose]
  if (!named.includes('⟦topic⟧')) return named
  return topicName ? named.replace('⟦topic⟧', () => topicName[tongue].replaceAll('{{', '{ {')) : said.whyBare
}

function compile(letter: FrozenLetter, tongue: Tongue, sourceOf: (picture: Picture) => string, frame: Skeleton): Compiled {
  const pictures = new Map(letter.pictures.map((picture) => [picture.id, picture]))
  const subject = partsOf(letter.content.subject[tongue])
  const preview = partsOf(letter.content.preview[tongue])
  const footer = partsOf(whyOf(letter, tongue))
  const house: Part[] = [{ field: 'house', fallback: '', isStart: false }]
  return {
    head: pieceOf(frame.head, { language: [tongue], subject: escaped(subject), preview: escaped(preview), house }),
    foot: frame.foot.split('⟦footer⟧'),
    blocks: letter.content.blocks.map((block) => ({
      html: htmlOf(block, { tongue, pictures, sourceOf }, frame),
      text: textOf(block, tongue),
      pictureId: block.kind === 'picture' || block.kind === 'product' ? block.pictureId : null,
    })),
    subject,
    preview,
    footer,
  }
}

async function compiledFor(letter: FrozenLetter, tongue: Tongue, key: string, sourceOf: (picture: Picture) => string): Promise<Compiled> {
  const known = compiled.get(letter) ?? new Map<string, Compiled>()
  compiled.set(letter, known)
  const name = `${tongue} ${key}`
  const before = known.get(name)
  if (before) return before
  const made = compile(letter, tongue, sourceOf, await skeleton())
  // Where a picture is may depend on who looks, so that is not kept.
  if (key !== 'elsewhere') known.set(name, made)
  return made
}

const anchor = (href: string, words: string): string =>
  `<a href="${escapeHtml(href)}" style="color:#55605A;text-decoration:underline;" target="_blank">${escapeHtml(words)}</a>`

type Footer = { why: string; around: Around; tongue: Tongue; purpose: FrozenLetter['purpose'] }

/** The links at the foot: a letter about somebody's own order can't be left by, it is no advertising. */
function footLinks({ around: { links }, tongue, purpose }: Footer): { href: string; words: string }[] {
  const said = footerWords[tongue]
  return [
    ...(links.page ? [{ href: links.page, words: said.page }] : []),
    ...(links.oneClick && purpose !== 'service' ? [{ href: links.oneClick, words: said.leave }] : []),
    ...(links.archive ? [{ href: links.archive, words: said.archive }] : []),
  ]
}

const senderOf = ({ house }: Around): string => [house.name, ...(house.postalAddress ? [house.postalAddress] : [])].join(' · ')

function footHtml(footer: Footer): string {
  const links = footLinks(footer).map(({ href, words }) => anchor(href, words))
  const lines = [escapeHtml(senderOf(footer.around)), escapeHtml(footer.why), ...(links.length > 0 ? [links.join(' &nbsp;·&nbsp; ')] : [])]
  return lines.map((line) => `<p style="margin:0 0 6px;">${line}</p>`).join('')
}

const footText = (footer: Footer): string =>
  ['--', senderOf(footer.around), footer.why, ...footLinks(footer).map(({ href, words }) => `${words}: ${href}`)].join('\n')

/** The letter as one reader gets it: their blocks, their fields, their form of address. */
export async function compose(letter: FrozenLetter, reader: Reader, around: Around): Promise<Composed> {
  const tongue = around.language ?? tongueOf(letter.content, reader.language)
  const { key, isShipped, sourceOf } = whereabouts(letter, around)
  const whole = await compiledFor(letter, tongue, key, sourceOf)
  const kept = around.blocks ? [...around.blocks] : keptBlocks(letter, reader)
  const values = valuesOf(reader, around.house.name, tongue)
  const missing = new Set<string>()
  const blocks = kept.flatMap((at) => whole.blocks[at] ?? [])
  // The frame's own fields are the house's; what the letter itself says is counted where it stands.
  const unsaid = new Set<string>()
  const footer: Footer = { why: fill(whole.footer, values, unsaid), around, tongue, purpose: letter.purpose }
  const html = [
    fill(whole.head, values, unsaid, escapeHtml),
    ...blocks.map((block) => fill(block.html, values, missing, escapeHtml)),
    whole.foot.join(footHtml(footer)),
  ].join('')
  const subject = fill(whole.subject, values, missing).replace(/\s+/g, ' ').trim()
  const shownIds = new Set(blocks.flatMap((block) => block.pictureId ?? []))
  return {
    language: tongue,
    subject: around.label ? `${around.label} ${subject}` : subject,
    preview: fill(whole.preview, values, missing).replace(/\s+/g, ' ').trim(),
    html,
    text: `${fillText(
      blocks.map(({ text }) => text),
      values,
      missing,
    )}\n\n${footText(footer)}\n`,
    keptBlocks: kept,
    missing: [...missing],
    shipped: isShipped ? letter.pictures.filter(({ id }) => shownIds.has(id)) : [],
  }
}
