import type { Tongue } from '../../../values/address-form.ts'
import type { Block, WordLine } from './blocks/contract.ts'
import { signedBy } from './building.ts'
import { footerWords } from './footer-words.data.ts'
import { safeLink } from './markup.ts'
import { fill, type Part, partsOf, type Values } from './merge-rules.ts'

/** Blocks as plain text, for those who read mail as it was: links are numbered and stand at the end. */

export type TextPart = Part | { link: string }

const lead = (link: string): TextPart[] => {
  const href = safeLink(link)
  return href === undefined ? [] : [{ link: href }]
}

const lineOf = (line: WordLine): TextPart[] => {
  const words = line.runs.flatMap((run, at): TextPart[] => [...partsOf(run.text, at === 0), ...(run.link ? lead(run.link) : [])])
  return line.kind === 'point' ? ['• ', ...words] : words
}

function linesOf(lines: readonly WordLine[]): TextPart[] {
  const shown = lines.filter((line) => line.runs.some((run) => run.text.trim() !== ''))
  return shown.flatMap((line, at) => {
    const isTight = line.kind === 'point' && shown[at - 1]?.kind === 'point'
    return [...(at === 0 ? [] : [isTight ? '\n' : '\n\n']), ...lineOf(line)]
  })
}

/** Lines that are not empty, one below the other. */
const stacked = (lines: readonly TextPart[][]): TextPart[] =>
  lines.filter((line) => line.length > 0).flatMap((line, at) => (at === 0 ? line : ['\n', ...line]))

const labelled = (label: string, text: string): TextPart[] => (text === '' ? [] : [`${label}: `, ...partsOf(text)])

/** A block as text; nothing where it has no words in this language. */
export function textOf(block: Block, tongue: Tongue): TextPart[] {
  const said = footerWords[tongue]
  switch (block.kind) {
    case 'words':
      return linesOf(block.words[tongue])
    case 'picture':
      return block.alt[tongue] ? ['[', ...partsOf(block.alt[tongue]), ']', ...lead(block.link)] : []
    case 'product':
      return stacked([[...partsOf(block.title[tongue]), ...lead(block.link)], partsOf(block.benefit[tongue]), partsOf(block.price[tongue])])
    case 'gathering':
      return stacked([
        [...partsOf(block.title[tongue]), ...lead(block.link)],
        labelled(said.when, block.when[tongue]),
        labelled(said.where, block.where[tongue]),
      ])
    case 'button':
      return block.label[tongue] && safeLink(block.link) ? [...partsOf(block.label[tongue]), ...lead(block.link)] : []
    case 'signature':
      return stacked([partsOf(block.closing[tongue]), signedBy(block, tongue), partsOf(block.role[tongue])])
  }
}

/** The blocks' texts as this reader gets them, then where the links lead. */
export function fillText(blocks: readonly (readonly TextPart[])[], values: Values, missing: Set<string>): string {
  const links: string[] = []
  const numberOf = (link: string): number => {
    if (!links.includes(link)) links.push(link)
    return links.indexOf(link) + 1
  }
  const texts = blocks
    .map((block) =>
      block
        .map((part) => (typeof part === 'object' && 'link' in part ? ` [${numberOf(part.link)}]` : fill([part], values, missing)))
        .join(''),
    )
    .filter((text) => text.trim() !== '')
  const list = links.map((link, at) => `[${at + 1}] ${link}`).join('\n')
  return [...texts, ...(list ? [list] : [])].join('\n\n')
}
