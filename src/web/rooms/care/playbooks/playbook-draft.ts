import type { Playbook, Situation } from './how-to.tsx'

type Content = Playbook['content']
type Language = 'vi' | 'en'

/** A playbook while it is written: the steps as lines of one text. */
export type Draft = Record<Language, { title: string; when: string; steps: string; say: string; notSay: string }> & { belongs: Situation[] }

const blank = { title: '', when: '', steps: '', say: '', notSay: '' }

export function draftOf(content: Content | undefined): Draft {
  if (!content) return { vi: { ...blank }, en: { ...blank }, belongs: [] }
  const inOne = (language: Language) => ({
    title: content.title[language],
    when: content.when[language],
    steps: content.steps[language].join('\n'),
    say: content.say[language],
    notSay: content.notSay[language],
  })
  return { vi: inOne('vi'), en: inOne('en'), belongs: [...content.belongs] }
}

export const stepsIn = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.replace(/^\s*(?:\d+[.)]|[-•])\s*/, '').trim())
    .filter((line) => line !== '')

type Fault = 'title' | 'when' | 'steps' | 'say'

/** What is missing in the language that is written in. */
export function faultsOf(draft: Draft, language: Language): readonly Fault[] {
  const one = draft[language]
  const steps = stepsIn(one.steps).length
  return (['title', 'when', 'steps', 'say'] as const).filter((field) =>
    field === 'steps' ? steps < 3 || steps > 7 : one[field].trim() === '',
  )
}

/** The playbook as it is kept; what was left empty in the other language is said as in this one. */
export function contentOf(draft: Draft, language: Language): Content {
  const isWhole = (of: Language) => faultsOf(draft, of).length === 0
  const from = { vi: isWhole('vi') ? 'vi' : language, en: isWhole('en') ? 'en' : language } as const
  const both = (field: 'title' | 'when' | 'say' | 'notSay') => ({ vi: draft[from.vi][field].trim(), en: draft[from.en][field].trim() })
  return {
    title: both('title'),
    when: both('when'),
    belongs: draft.belongs,
    steps: { vi: stepsIn(draft[from.vi].steps), en: stepsIn(draft[from.en].steps) },
    say: both('say'),
    notSay: both('notSay'),
  }
}
