import { fileURLToPath } from 'node:url'
import PDFDocument from 'pdfkit'
import { CARD_HEIGHT, CARD_WIDTH, type CardMark, type Measure } from './card-layout.ts'

/** Cards on paper: A6 pages with the house's letters embedded, only those that are used. */

const fonts: Record<CardMark['weight'], string> = {
  regular: fileURLToPath(import.meta.resolve('@expo-google-fonts/be-vietnam-pro/400Regular/BeVietnamPro_400Regular.ttf')),
  semibold: fileURLToPath(import.meta.resolve('@expo-google-fonts/be-vietnam-pro/600SemiBold/BeVietnamPro_600SemiBold.ttf')),
}
const inks: Record<CardMark['tone'], string> = { ink: '#1F2421', brand: '#0F6B5C', soft: '#55605A' }

type Document = InstanceType<typeof PDFDocument>

function opened(options: PDFKit.PDFDocumentOptions = {}): Document {
  const document = new PDFDocument({ size: [CARD_WIDTH, CARD_HEIGHT], margin: 0, autoFirstPage: false, ...options })
  for (const [name, file] of Object.entries(fonts)) document.registerFont(name, file)
  return document
}

let ruler: Document | undefined

/** How wide a text is, by the letters that will be printed. */
export const measure: Measure = (text, weight, size) => {
  ruler ??= opened()
  return ruler.font(weight).fontSize(size).widthOfString(text)
}

type HasGlyphs = { hasGlyphForCodePoint(code: number): boolean }

const inside = (value: unknown, key: string): unknown => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined)
const isFont = (value: unknown): value is HasGlyphs => typeof inside(value, 'hasGlyphForCodePoint') === 'function'

/** The signs of a text that the letters of the house have no drawing for: an emoji, a Chinese name. */
export function unprintable(text: string): string[] {
  ruler ??= opened()
  // The library keeps the opened font inside itself; its width alone would not tell a letter from an empty box.
  const font = inside(inside(ruler.font('regular'), '_font'), 'font')
  if (!isFont(font)) throw new Error('the fonts of cards cannot be read')
  return [...new Set(text.normalize('NFC'))].filter((sign) => !/\s/.test(sign) && !font.hasGlyphForCodePoint(sign.codePointAt(0) ?? 0))
}

/** A drawn sprig between what it is for and for whom, and a thin line around. */
function ornament(page: Document): void {
  const [x, y] = [CARD_WIDTH / 2, CARD_HEIGHT * 0.24]
  page
    .lineWidth(0.6)
    .strokeColor('#C4E0D9')
    .rect(14, 14, CARD_WIDTH - 28, CARD_HEIGHT - 28)
    .stroke()
  page
    .lineWidth(1)
    .strokeColor(inks.brand)
    .moveTo(x, y + 22)
    .lineTo(x, y - 18)
    .stroke()
  for (const [side, at] of [
    [-1, 12],
    [1, 4],
    [-1, -4],
    [1, -10],
  ] as const)
    page
      .moveTo(x, y + at)
      .bezierCurveTo(x + side * 5, y + at - 10, x + side * 16, y + at - 12, x + side * 20, y + at - 12)
      .bezierCurveTo(x + side * 18, y + at - 2, x + side * 9, y + at + 2, x, y + at)
      .fillAndStroke('#E3F1EE', inks.brand)
}

function draw(page: Document, marks: readonly CardMark[]): void {
  for (const { text, x, y, size, weight, tone } of marks)
    page.font(weight).fontSize(size).fillColor(inks[tone]).text(text, x, y, { lineBreak: false, baseline: 'alphabetic' })
}

export type Faces = { front: CardMark[]; back: CardMark[] }

/** One file with the front and the back of each card, a page for each face. `isPlain`: not squeezed, to be read by eyes and tests. */
export async function cardsPdf(cards: readonly Faces[], about: { title: string; at: Date; isPlain?: boolean }): Promise<Buffer> {
  const document = opened({
    compress: !about.isPlain,
    info: { Title: about.title.normalize('NFC'), CreationDate: about.at, ModDate: about.at },
  })
  const chunks: Buffer[] = []
  const whole = new Promise<void>((done, fail) => {
    document.on('data', (chunk: Buffer) => chunks.push(chunk))
    document.on('end', done)
    document.on('error', fail)
  })
  for (const { front, back } of cards) {
    document.addPage()
    ornament(document)
    draw(document, front)
    document.addPage()
    draw(document, back)
  }
  document.end()
  await whole
  return Buffer.concat(chunks)
}
