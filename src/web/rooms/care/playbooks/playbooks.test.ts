import { describe, expect, test } from 'vitest'
import { contentOf, draftOf, faultsOf, stepsIn } from './playbook-draft.ts'
import { situationsOf } from './situations.ts'

describe('a playbook being written', () => {
  const vi = {
    title: 'Khách về khuya',
    when: 'Cổng đã khoá',
    steps: '1. Mở đèn\n- Mở cổng\n\nChào khẽ',
    say: 'Dạ, em mở cổng ạ.',
    notSay: '',
  }
  const blank = { title: '', when: '', steps: '', say: '', notSay: '' }

  test('takes each line for a step, however it was counted', () => {
    expect(stepsIn(vi.steps)).toEqual(['Mở đèn', 'Mở cổng', 'Chào khẽ'])
  })

  test('needs a title, when, three to seven steps and what to say; what not to say may be left open', () => {
    expect(faultsOf({ vi, en: blank, belongs: [] }, 'vi')).toEqual([])
    expect(faultsOf({ vi: { ...vi, steps: 'Một\nHai' }, en: blank, belongs: [] }, 'vi')).toEqual(['steps'])
    expect(faultsOf({ vi, en: blank, belongs: [] }, 'en')).toEqual(['title', 'when', 'steps', 'say'])
  })

  test('serves both languages while the other is empty, and keeps the other where it is whole', () => {
    const alone = contentOf({ vi, en: blank, belongs: ['arrival'] }, 'vi')
    expect(alone.title).toEqual({ vi: vi.title, en: vi.title })
    const both = draftOf({ ...alone, title: { vi: vi.title, en: 'Home late' } })
    expect(contentOf(both, 'vi').title).toEqual({ vi: vi.title, en: 'Home late' })
  })
})

describe('an act of care belongs to', () => {
  test('a first visit when it is one, an arrival when it is not', () => {
    expect(situationsOf({ kind: 'arrival', parts: { nth: 1 } })).toEqual(['first-visit'])
    expect(situationsOf({ kind: 'arrival', parts: { nth: 5 } })).toEqual(['arrival'])
  })

  test('nothing where nobody needs guidance', () => {
    expect(situationsOf({ kind: 'confirm', parts: {} })).toEqual([])
  })
})
