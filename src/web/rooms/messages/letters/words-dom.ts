import { type MergeField, mergeFields, type WordLine } from '#rooms/messages/letters/blocks/contract.ts'

/** Between the lines of a letter and what an editable box holds. Nothing is ever read out of HTML but text, known tags and fields. */

export type FieldWords = (field: string) => string | undefined

const FIELD = /\{\{\s*([^{}|]{1,60}?)\s*(?:\|([^{}]{0,200}))?\}\}/g

export const isField = (name: string): name is MergeField => (mergeFields as readonly string[]).includes(name)

export const tokenOf = (field: string, fallback: string): string => (fallback ? `{{${field}|${fallback}}}` : `{{${field}}}`)

/** A field as it stands among words: a chip that is taken out or kept as a whole. */
export function chipOf(field: string, fallback: string, say: FieldWords): HTMLElement {
  const chip = document.createElement('span')
  chip.className = 'field-chip'
  chip.contentEditable = 'false'
  chip.dataset['field'] = field
  chip.dataset['fallback'] = fallback
  chip.tabIndex = -1
  chip.textContent = say(field) ?? field
  if (!isField(field)) chip.classList.add('field-chip-unknown')
  return chip
}

/** Text with its fields as nodes. */
export function nodesOf(text: string, say: FieldWords): Node[] {
  const nodes: Node[] = []
  let from = 0
  for (const found of text.matchAll(FIELD)) {
    if (found.index > from) nodes.push(document.createTextNode(text.slice(from, found.index)))
    nodes.push(chipOf(found[1] ?? '', found[2]?.trim() ?? '', say))
    from = found.index + found[0].length
  }
  if (from < text.length) nodes.push(document.createTextNode(text.slice(from)))
  return nodes
}

/** The text of a single line in a box, fields as they are written down. */
export function textIn(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) return (node.textContent ?? '').replace(/\u200b/g, '').replace(/\u00a0/g, ' ')
  if (!(node instanceof HTMLElement)) return ''
  if (node.dataset['field'] !== undefined) return tokenOf(node.dataset['field'], node.dataset['fallback'] ?? '')
  return [...node.childNodes].map(textIn).join('')
}

const tagOf = { paragraph: 'p', heading: 'h3', point: 'li' } as const

function lineNode(line: WordLine, say: FieldWords): HTMLElement {
  const element = document.createElement(tagOf[line.kind])
  for (const run of line.runs) {
    let into: HTMLElement = element
    if (run.link !== undefined) {
      const link = document.createElement('a')
      link.dataset['link'] = run.link
      link.href = run.link
      into.append(link)
      into = link
    }
    if (run.isBold) {
      const bold = document.createElement('b')
      into.append(bold)
      into = bold
    }
    into.append(...nodesOf(run.text, say))
  }
  if (element.childNodes.length === 0) element.append(document.createElement('br'))
  return element
}

/** Fills an empty box with lines; an empty letter gets one empty paragraph, so that there is a place to write. */
export function showLines(box: HTMLElement, lines: readonly WordLine[], say: FieldWords): void {
  box.replaceChildren()
  let list: HTMLElement | undefined
  for (const line of lines.length > 0 ? lines : [{ kind: 'paragraph' as const, runs: [] }]) {
    const node = lineNode(line, say)
    if (line.kind !== 'point') {
      list = undefined
      box.append(node)
      continue
    }
    if (!list) {
      list = document.createElement('ul')
      box.append(list)
    }
    list.append(node)
  }
}

type Style = { isBold: boolean; link: string | undefined }
type Run = WordLine['runs'][number]

const isBoldTag = (element: HTMLElement): boolean =>
  element.tagName === 'B' || element.tagName === 'STRONG' || Number(element.style.fontWeight) >= 600 || element.style.fontWeight === 'bold'

function runsIn(node: Node, style: Style, runs: Run[]): void {
  const isChip = node instanceof HTMLElement && node.dataset['field'] !== undefined
  if (node.nodeType === Node.TEXT_NODE || isChip) {
    const text = textIn(node)
    if (text === '') return
    const last = runs.at(-1)
    if (last && (last.isBold ?? false) === style.isBold && last.link === style.link) last.text += text
    else runs.push({ text, ...(style.isBold ? { isBold: true as const } : {}), ...(style.link === undefined ? {} : { link: style.link }) })
    return
  }
  if (!(node instanceof HTMLElement)) return
  const link = node.tagName === 'A' ? (node.dataset['link'] ?? node.getAttribute('href') ?? undefined) : style.link
  for (const child of node.childNodes) runsIn(child, { isBold: style.isBold || isBoldTag(node), link }, runs)
}

const BLOCKS = new Set(['P', 'DIV', 'H1', 'H2', 'H3', 'H4', 'UL', 'OL', 'LI', 'BLOCKQUOTE', 'PRE'])
const isBlock = (node: Node): node is HTMLElement => node instanceof HTMLElement && BLOCKS.has(node.tagName)

function kindOf(element: HTMLElement): WordLine['kind'] {
  if (element.tagName === 'LI') return 'point'
  return /^H\d$/.test(element.tagName) ? 'heading' : 'paragraph'
}

/** The lines that a box holds, whatever the browser made of it while somebody wrote. */
export function readLines(box: HTMLElement): WordLine[] {
  const lines: WordLine[] = []
  const walk = (parent: HTMLElement, kind: WordLine['kind']): void => {
    let open: WordLine | undefined
    for (const node of parent.childNodes) {
      if (isBlock(node)) {
        open = undefined
        walk(node, kindOf(node) === 'paragraph' ? kind : kindOf(node))
        continue
      }
      if (node instanceof HTMLBRElement) {
        // The filler of an empty line stands alone; any other break begins a line.
        open = undefined
        continue
      }
      if (!open) {
        open = { kind, runs: [] }
        lines.push(open)
      }
      runsIn(node, { isBold: false, link: undefined }, open.runs)
    }
    if (parent !== box && parent.textContent === '' && parent.querySelector('ul, ol, li, p, div') === null) lines.push({ kind, runs: [] })
  }
  walk(box, 'paragraph')
  while (lines.length > 0 && lines.at(-1)?.runs.length === 0) lines.pop()
  return lines
}
