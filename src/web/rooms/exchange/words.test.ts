import { describe, expect, test } from 'vitest'
import {
  createImport,
  importFields,
  importStates,
  importSubjects,
  previewImport,
  runImport,
  undoImport,
  updateImport,
} from '../../../rooms/exchange/contract.ts'
import { fileReasons, rowReasons } from '../../../rooms/exchange/words.data.ts'
import { refusalWords } from '../../shell/refusals.data.ts'
import { codeWords } from './codes.data.ts'
import { importWords } from './words.data.ts'

const languages = ['vi', 'en'] as const
const missing = (codes: readonly string[], words: object) => codes.filter((code) => !(code in words))

const sources: Record<string, string> = import.meta.glob(['../../../rooms/exchange/*.ts', '!**/*.test.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
})

/** The codes that the server notes while it reads: `repairs.push('recased')`, `countMany(tally, 'doubtful', 'shared-phone', …)`. */
function notedBy(kind: 'repairs' | 'doubts'): string[] {
  const counted = kind === 'repairs' ? 'repaired' : 'doubtful'
  const noted = new RegExp(`${kind}\\.push\\('([a-z-]+)'\\)|countMany\\(tally, '${counted}', '([a-z-]+)'`, 'g')
  return [...Object.values(sources).join('\n').matchAll(noted)].map(([, one, many]) => one ?? many ?? '')
}

describe.each(languages)('in %s', (language) => {
  const codes = codeWords[language]

  test('every reason to refuse a file or a row has its sentence', () => {
    expect(missing(Object.keys(fileReasons), codes.files)).toEqual([])
    expect(missing(Object.keys(rowReasons), codes.rows)).toEqual([])
  })

  test('every repair and every doubt has its words', () => {
    expect(notedBy('repairs').length).toBeGreaterThan(5)
    expect(notedBy('doubts').length).toBeGreaterThan(3)
    expect(missing(notedBy('repairs'), codes.repairs)).toEqual([])
    expect(missing(notedBy('doubts'), codes.doubts)).toEqual([])
  })

  test('every refusal of a route of imports has its sentence', () => {
    const refusals = [createImport, updateImport, previewImport, runImport, undoImport].flatMap((route) => route.refusals ?? [])
    expect(missing(refusals, refusalWords[language])).toEqual([])
  })

  test('every field, subject and state has its name', () => {
    expect(missing(importFields, importWords[language].fields)).toEqual([])
    expect(missing(importStates, importWords[language].list.states)).toEqual([])
    expect(missing(importSubjects, importWords[language].file.subjects)).toEqual([])
  })

  test('no sentence is empty, and none shouts', () => {
    const sentences: string[] = []
    const gather = (words: object) => {
      for (const word of Object.values(words)) {
        if (typeof word === 'string') sentences.push(word)
        else if (typeof word === 'function') sentences.push(word('2', '3', 'x'))
        else gather(word)
      }
    }
    gather(codes)
    gather(importWords[language])
    expect(sentences.length).toBeGreaterThan(200)
    expect(sentences.filter((sentence) => sentence.includes('!') || sentence.includes('undefined'))).toEqual([])
  })
})
