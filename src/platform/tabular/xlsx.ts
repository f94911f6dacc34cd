/**
 * Our own streaming reader of XLSX (ECMA-376), for hostile files too: sizes are checked before anything is opened, document types refused, gaps
 * between far cells never filled. It runs in a child process; see read-in-child.ts.
 */
import { stat } from 'node:fs/promises'
import { SaxesParser, type SaxesTagPlain } from 'saxes'
import yauzl, { type Entry, type ZipFile } from 'yauzl'
import { MOST_COLUMNS, TableRefused } from './row.ts'
import { columnOf, type NumberStyle, numberStyle, showIso, showNumeric, unescapeText } from './xlsx-cells.ts'

const LARGEST_OPENED = 200 * 1024 * 1024
const LARGEST_RATIO = 200
const MOST_ENTRIES = 10_000
const MOST_ROWS = 1_048_576

/** The cells of a row by column, counted from 0; blank ones are left out. */
export type SheetRow = { line: number; cells: Map<number, string> }

export type OpenSheet = { sheets: string[]; epoch: 1900 | 1904; rows: AsyncGenerator<SheetRow[], void, undefined> }

/** Opens the first visible sheet, or the one named; throws TableRefused with a `sheet-…` code, also while rows are read. */
export async function openSheet(path: string, name?: string): Promise<OpenSheet> {
  const archive = await openArchive(path)
  try {
    const book = await readBook(archive)
    const chosen =
      name === undefined
        ? (book.sheets.find((sheet) => sheet.isVisible) ?? book.sheets[0])
        : book.sheets.find((sheet) => sheet.name === name)
    const entry = chosen === undefined ? undefined : archive.entries.get(chosen.path)
    if (entry === undefined) throw new TableRefused('sheet-no-sheet')
    const strings = await readStrings(archive, book.stringsPath)
    const styles = await readStyles(archive, book.stylesPath)
    const sheet = { archive, entry, strings, styles, epoch: book.epoch }
    return { sheets: book.sheets.map((sheet) => sheet.name), epoch: book.epoch, rows: readRows(sheet) }
  } catch (error) {
    archive.zip.close()
    throw asRefusal(error)
  }
}

// --- The archive -----------------------------------------------------------------------------------------------------

type Archive = { zip: ZipFile; entries: Map<string, Entry> }

async function openArchive(path: string): Promise<Archive> {
  const packedSize = (await stat(path)).size
  let zip: ZipFile | undefined
  try {
    zip = await yauzl.openPromise(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true })
    if (zip.entryCount > MOST_ENTRIES) throw new TableRefused('sheet-too-large', `${zip.entryCount} parts`)
    const entries = new Map<string, Entry>()
    let opened = 0
    for await (const entry of zip.eachEntry()) {
      if (entry.isEncrypted()) throw new TableRefused('sheet-encrypted')
      opened += entry.uncompressedSize
      if (opened > LARGEST_OPENED) throw new TableRefused('sheet-too-large', `${opened} bytes`)
      const partName = entry.fileName.toLowerCase()
      // Two parts of one name mean different things to different readers.
      if (entries.has(partName)) throw new TableRefused('sheet-broken', 'a part comes twice')
      entries.set(partName, entry)
    }
    if (opened > packedSize * LARGEST_RATIO) throw new TableRefused('sheet-ratio', `${opened} bytes from ${packedSize}`)
    return { zip, entries }
  } catch (error) {
    zip?.close()
    throw asRefusal(error)
  }
}

function asRefusal(error: unknown): TableRefused {
  if (error instanceof TableRefused) return error
  return new TableRefused('sheet-broken', error instanceof Error ? error.message.slice(0, 200) : '')
}

type Handlers = {
  open?: (tag: string, attributes: Record<string, string>) => void
  text?: (text: string) => void
  close?: (tag: string) => void
}

/** Reads a part as XML; yields after each stretch, so that what the handlers collected can be passed on. */
async function* readXml(archive: Archive, entry: Entry, handlers: Handlers): AsyncGenerator<void, void, undefined> {
  const parser = new SaxesParser({ xmlns: false, position: false })
  parser.on('doctype', () => {
    throw new TableRefused('sheet-doctype')
  })
  parser.on('error', (error) => {
    throw new TableRefused('sheet-broken', error.message.slice(0, 200))
  })
  parser.on('opentag', (tag: SaxesTagPlain) => handlers.open?.(localName(tag.name), tag.attributes))
  parser.on('closetag', (tag: SaxesTagPlain) => handlers.close?.(localName(tag.name)))
  const onText = handlers.text
  if (onText !== undefined) {
    parser.on('text', onText)
    parser.on('cdata', onText)
  }
  const stream = await archive.zip.openReadStreamPromise(entry)
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const bytes of stream) {
      parser.write(decoder.decode(bytes as Buffer, { stream: true }))
      yield
    }
    parser.write(decoder.decode())
    parser.close()
    yield
  } finally {
    stream.destroy()
  }
}

async function readWhole(archive: Archive, path: string | undefined, handlers: Handlers): Promise<void> {
  const entry = path === undefined ? undefined : archive.entries.get(path)
  if (entry === undefined) return
  for await (const _ of readXml(archive, entry, handlers));
}

function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

// --- The workbook ------------------------------------------------------------------------------------------------------

type Book = {
  epoch: 1900 | 1904
  sheets: { name: string; path: string; isVisible: boolean }[]
  stringsPath: string | undefined
  stylesPath: string | undefined
}

type Relation = { type: string; path: string }

async function readBook(archive: Archive): Promise<Book> {
  const roots = await readRelations(archive, '')
  const bookPath = [...roots.values()].find((relation) => relation.type === 'officeDocument')?.path ?? 'xl/workbook.xml'
  const relations = await readRelations(archive, bookPath)
  const pathOf = (type: string) => [...relations.values()].find((relation) => relation.type === type)?.path
  const book: Book = { epoch: 1900, sheets: [], stringsPath: pathOf('sharedStrings'), stylesPath: pathOf('styles') }
  if (!archive.entries.has(bookPath)) throw new TableRefused('sheet-broken', 'no workbook')
  await readWhole(archive, bookPath, {
    open(tag, attributes) {
      if (tag === 'workbookPr' && /^(?:1|true)$/.test(attributes.date1904 ?? '')) book.epoch = 1904
      if (tag !== 'sheet') return
      const id = Object.entries(attributes).find(([name]) => localName(name) === 'id' && name.includes(':'))?.[1] ?? ''
      const relation = relations.get(id)
      if (relation?.type !== 'worksheet') return
      book.sheets.push({ name: attributes.name ?? '', path: relation.path, isVisible: (attributes.state ?? 'visible') === 'visible' })
    },
  })
  return book
}

/** The relations of a part, by id, with paths from the root of the archive in small letters. */
async function readRelations(archive: Archive, part: string): Promise<Map<string, Relation>> {
  const slash = part.lastIndexOf('/') + 1
  const folder = part.slice(0, slash)
  const relations = new Map<string, Relation>()
  await readWhole(archive, `${folder}_rels/${part.slice(slash)}.rels`, {
    open(tag, { Id = '', Type = '', Target = '', TargetMode = '' }) {
      if (tag !== 'Relationship' || TargetMode === 'External') return
      relations.set(Id, { type: Type.slice(Type.lastIndexOf('/') + 1), path: resolve(folder, Target.toLowerCase()) })
    },
  })
  return relations
}

function resolve(folder: string, target: string): string {
  const parts = target.startsWith('/') ? [] : folder.split('/').filter((part) => part !== '')
  for (const part of target.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return parts.join('/')
}

async function readStrings(archive: Archive, path: string | undefined): Promise<string[]> {
  const strings: string[] = []
  const reader = textReader((text) => strings.push(text), 'si')
  await readWhole(archive, path, reader)
  return strings
}

/** Collects the text of `t` elements inside `parent`, but not the reading aids (`rPh`) beside them. */
function textReader(keep: (text: string) => void, parent: string): Required<Handlers> {
  let text = ''
  let isText = false
  let aids = 0
  return {
    open(tag) {
      if (tag === parent) text = ''
      else if (tag === 'rPh') aids += 1
      else if (tag === 't') isText = aids === 0
    },
    text(part) {
      if (isText) text += part
    },
    close(tag) {
      if (tag === 't') isText = false
      else if (tag === 'rPh') aids -= 1
      else if (tag === parent) keep(unescapeText(text))
    },
  }
}

async function readStyles(archive: Archive, path: string | undefined): Promise<NumberStyle[]> {
  const codes = new Map<number, string>()
  const ids: number[] = []
  let isInCells = false
  await readWhole(archive, path, {
    open(tag, attributes) {
      if (tag === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '')
      else if (tag === 'cellXfs') isInCells = true
      else if (tag === 'xf' && isInCells) ids.push(Number(attributes.numFmtId ?? 0))
    },
    close(tag) {
      if (tag === 'cellXfs') isInCells = false
    },
  })
  return ids.map((id) => numberStyle(id, codes.get(id)))
}

// --- The sheet -----------------------------------------------------------------------------------------------------------

type Sheet = { archive: Archive; entry: Entry; strings: string[]; styles: NumberStyle[]; epoch: 1900 | 1904 }

async function* readRows(sheet: Sheet): AsyncGenerator<SheetRow[], void, undefined> {
  let ready: SheetRow[] = []
  try {
    for await (const _ of readXml(
      sheet.archive,
      sheet.entry,
      sheetHandlers(sheet, (row) => ready.push(row)),
    )) {
      if (ready.length === 0) continue
      yield ready
      ready = []
    }
  } catch (error) {
    throw asRefusal(error)
  } finally {
    sheet.archive.zip.close()
  }
}

function sheetHandlers(sheet: Sheet, keep: (row: SheetRow) => void): Handlers {
  let row: SheetRow = { line: 0, cells: new Map() }
  let column = -1
  let kind = 'n'
  let style: NumberStyle = 'plain'
  let value = ''
  let isValue = false
  let inline = ''
  const inlineReader = textReader((text) => {
    inline = text
  }, 'is')
  return {
    open(tag, attributes) {
      if (tag === 'c') {
        column = attributes.r === undefined ? column + 1 : columnOf(attributes.r)
        if (column < 0 || column >= MOST_COLUMNS) throw new TableRefused('sheet-broken', 'a column that no sheet has')
        kind = attributes.t ?? 'n'
        style = sheet.styles[Number(attributes.s ?? 0)] ?? 'plain'
        value = inline = ''
      } else if (tag === 'v') isValue = true
      else if (tag === 'row') {
        const line = attributes.r === undefined ? row.line + 1 : Number(attributes.r)
        if (!(line > row.line && line <= MOST_ROWS)) throw new TableRefused('sheet-broken', 'rows out of order')
        row = { line, cells: new Map() }
        column = -1
      } else inlineReader.open(tag, attributes)
    },
    text(part) {
      if (isValue) value += part
      else inlineReader.text(part)
    },
    close(tag) {
      if (tag === 'v') isValue = false
      else if (tag === 'c') {
        const text = kind === 'inlineStr' ? inline : cellText(sheet, kind, value, style)
        if (text !== '') row.cells.set(column, text)
      } else if (tag === 'row') {
        if (row.cells.size > 0) keep(row)
      } else inlineReader.close(tag)
    },
  }
}

function cellText(sheet: Sheet, kind: string, value: string, style: NumberStyle): string {
  if (value === '') return ''
  if (kind === 's') {
    const text = sheet.strings[Number(value)]
    if (text === undefined) throw new TableRefused('sheet-broken', 'a text that is not there')
    return text
  }
  if (kind === 'b') return value === '1' || value === 'true' ? 'TRUE' : 'FALSE'
  if (kind === 'd') return showIso(value)
  if (kind === 'n') return showNumeric(value, style, sheet.epoch)
  return unescapeText(value)
}
