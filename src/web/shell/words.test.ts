import { describe, expect, test } from 'vitest'
import { fieldWords, refusalWords } from './refusals.data.ts'

type Tree = { [key: string]: string | ((...parts: never[]) => string) | Tree }

const catalogues = Object.entries(
  import.meta.glob<Record<string, { vi: Tree; en: Tree }>>(['../**/words.data.ts', './refusals.data.ts'], { eager: true }),
).flatMap(([file, exported]) =>
  Object.entries(exported)
    .filter(([, value]) => value && typeof value === 'object' && 'vi' in value && 'en' in value)
    .map(([name, value]) => [`${file} ${name}`, value] as const),
)

/** A sentence with some parts put in: numbers, or words where it takes words. */
function spoken(sentence: (...parts: never[]) => string): string {
  const parts = (part: unknown) => Array.from({ length: sentence.length }, () => part) as never[]
  try {
    return String(sentence(...parts(2)))
  } catch {
    return String(sentence(...parts('2')))
  }
}

function flat(tree: Tree, path = ''): Map<string, string> {
  const found = new Map<string, string>()
  for (const [key, value] of Object.entries(tree)) {
    const at = path ? `${path}/${key}` : key
    if (typeof value === 'string') found.set(at, value)
    else if (typeof value === 'function') found.set(at, spoken(value))
    else for (const [inner, words] of flat(value, at)) found.set(inner, words)
  }
  return found
}

// A language is called by its own name, and names of people, houses and towns stay as they are.
const names = /Tiếng Việt|Nhà Quen|Hội An/g
const onlyVietnamese = /[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]/i

const declared = Object.values(
  import.meta.glob<Record<string, { refusals?: readonly string[] }>>('../../rooms/**/contract.ts', { eager: true }),
)
  .flatMap((contract) => Object.values(contract))
  .flatMap((one) => one?.refusals ?? [])
const general = Object.values(
  import.meta.glob<string>('../../platform/http/{mount,problem,idempotency}.ts', { eager: true, query: '?raw', import: 'default' }),
).flatMap((source) => [...source.matchAll(/'((?:request|house|door|text)\.[a-z_]+)'/g)].map(([, code]) => code as string))
const codes = [...new Set([...declared, ...general])].sort()

describe('every area speaks both languages', () => {
  test('the catalogues were found', () => expect(catalogues.length).toBeGreaterThanOrEqual(6))

  test.each(catalogues)('%s', (_, { vi, en }) => {
    const [ours, theirs] = [flat(vi), flat(en)]
    expect([...theirs.keys()]).toEqual([...ours.keys()])
    // The tail of a sentence may be needed in one language only.
    for (const [key, words] of ours) expect(`${words}${theirs.get(key)}`.trim(), key).not.toBe('')
    for (const [key, words] of theirs)
      if (key !== 'me/language') expect(onlyVietnamese.test(words.replace(names, '')), `${key}: ${words}`).toBe(false)
    for (const [key, words] of [...ours, ...theirs]) expect(words.includes('!'), key).toBe(false)
  })
})

describe('every refusal has a sentence', () => {
  test('the declarations were read', () => expect(codes.length).toBeGreaterThan(25))

  test.each(codes)('%s', (code) => {
    expect(refusalWords.vi).toHaveProperty([code])
    expect(refusalWords.en).toHaveProperty([code])
  })

  test('a field with an unknown fault is still called not right', () => expect(fieldWords.vi.other).toBeTruthy())
})
