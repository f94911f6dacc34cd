import { describe, expect, test } from 'vitest'
import { CARD_HEIGHT, CARD_WIDTH, facesOf, wrapped } from './card-layout.ts'
import { cardsPdf, measure, unprintable } from './card-pdf.ts'

const LETTERS = 'aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ'
const EVERY = `${LETTERS}${LETTERS.toLocaleUpperCase('vi')}`
const at = new Date('2026-11-23T06:52:00Z')
const words = 'Chào bà Bích,\n\nNhân sinh nhật bà, cả nhà Nhà Quen gửi lời chúc bà thêm một tuổi mạnh khoẻ.\n\nNhà Quen'
const faces = (more: Partial<Parameters<typeof facesOf>[0]> = {}) =>
  facesOf({ title: 'Chúc mừng sinh nhật', called: 'bà Bích', house: 'Nhà Quen', words, ...more }, measure)

const read = (pdf: Buffer): string => pdf.toString('latin1')
/** Which letters the file says its drawings are. */
const toldIn = (pdf: Buffer): Set<string> =>
  new Set(
    [...read(pdf).matchAll(/beginbfrange([\s\S]*?)endbfrange/g)].flatMap(([, ranges = '']) =>
      [...ranges.matchAll(/\[([^\]]*)\]/g)].flatMap(([, list = '']) =>
        [...list.matchAll(/<([0-9a-f]+)>/gi)].map(([, hex = '']) => String.fromCodePoint(Number.parseInt(hex.slice(0, 4), 16))),
      ),
    ),
  )

describe('a card on paper', () => {
  test('is A6 upright, front and back, with its letters inside the file', async () => {
    const text = read(await cardsPdf([faces(), faces()], { title: 'Thiệp', at, isPlain: true }))
    const boxes = [...text.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)]
    expect(boxes).toHaveLength(4)
    for (const [, width, height] of boxes) {
      expect((Number(width) / 72) * 25.4).toBeCloseTo(105, 1)
      expect((Number(height) / 72) * 25.4).toBeCloseTo(148, 1)
    }
    expect(text).toContain('/FontFile2')
    expect(text).toMatch(/\/BaseFont \/[A-Z]{6}\+BeVietnamPro-Regular/)
    expect(text).toMatch(/\/BaseFont \/[A-Z]{6}\+BeVietnamPro-SemiBold/)
  })

  test('every Vietnamese letter has a drawing with a width, and can be copied out of the file as itself', async () => {
    expect(unprintable(EVERY)).toEqual([])
    for (const letter of EVERY) expect(measure(letter, 'regular', 12), letter).toBeGreaterThan(0)
    const told = toldIn(await cardsPdf([faces({ words: [...EVERY].join(' ') })], { title: 'Thiệp', at, isPlain: true }))
    expect([...EVERY].filter((letter) => !told.has(letter))).toEqual([])
  })

  test('letters and marks that came apart are written as one', async () => {
    const apart = 'Nguyễn Thị Thuý Hằng ở Đắk Lắk, Ẳ dưới ậ'.normalize('NFD')
    const { front, back } = faces({ words: apart, called: apart })
    expect([...front, ...back].every(({ text }) => text === text.normalize('NFC'))).toBe(true)
    const told = toldIn(await cardsPdf([{ front, back }], { title: 'Thiệp', at, isPlain: true }))
    expect(told.has('ẳ') || told.has('Ẳ')).toBe(true)
    expect(told.has('\u0309')).toBe(false)
  })

  test('a long name goes on in the next line, and nothing stands over the edge', () => {
    const called = 'chị Nguyễn Phúc Tôn Nữ Hoàng Thị Phương Thảo Nguyên Công Tằng'
    const { front, back, isTooLong } = faces({ called, words: 'Kính chúc sức khoẻ. '.repeat(20) })
    expect(isTooLong).toBe(false)
    expect(front.filter(({ size }) => size === 14).length).toBeGreaterThan(1)
    for (const mark of [...front, ...back]) {
      expect(mark.x).toBeGreaterThanOrEqual(30)
      expect(mark.x + measure(mark.text, mark.weight, mark.size)).toBeLessThanOrEqual(CARD_WIDTH - 30)
      expect(mark.y).toBeLessThanOrEqual(CARD_HEIGHT - 20)
    }
  })

  test('a word without a space is broken rather than cut', () => {
    expect(wrapped('ư'.repeat(30), 10, (text) => text.length).map((line) => line.length)).toEqual([10, 10, 10])
  })

  test('what does not fit is said', () => {
    expect(faces({ words: 'Kính chúc sức khoẻ và bình an. '.repeat(60) }).isTooLong).toBe(true)
  })

  test('a sign that the letters do not have is named before paper is wasted', () => {
    expect(unprintable('Chúc mừng 🎂 田中')).toEqual(['🎂', '田', '中'])
  })

  test('a hundred cards are one file within five seconds', async () => {
    const began = performance.now()
    const pdf = await cardsPdf(
      Array.from({ length: 100 }, (_, at) => faces({ called: `bà Bích ${at}` })),
      { title: 'Thiệp', at },
    )
    expect(performance.now() - began).toBeLessThan(5000)
    expect([...read(pdf).matchAll(/\/Type \/Page\b/g)]).toHaveLength(200)
    expect(pdf.length).toBeLessThan(1024 * 1024)
  })
})
