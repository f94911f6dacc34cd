import { createContext, useContext } from 'react'
import type { Finding } from '#rooms/messages/letters/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { Icon } from '../../../kit/icons.tsx'
import { useWords } from '../../../shell/words.ts'
import { letterWords } from './words.data.ts'
import { isField } from './words-dom.ts'

/** What may be done about a finding; the composer knows the letter. */
export type FindingActs = {
  replace: ((finding: Finding) => void) | undefined
  allow: ((finding: Finding) => void) | undefined
}
export const FindingActsContext = createContext<FindingActs>({ replace: undefined, allow: undefined })

const PHRASES = new Set<Finding['kind']>(['empty-phrase', 'promise', 'wrong-address'])
const FIELDS = /^\{\{([\w-]+)\}\}$/

const tones = { note: 'c-info', warning: 'c-warn', blocking: 'c-danger' } as const
const icons = { note: 'idea', warning: 'info', blocking: 'warning' } as const

/** One thing worth another look: what, why, and what to write instead. */
export function FindingLine({ finding, place, isSaidAbove = false }: { finding: Finding; place?: string; isSaidAbove?: boolean }) {
  const all = useWords(letterWords)
  const words = all.check
  const acts = useContext(FindingActsContext)
  const { kind, weight, language, instead } = finding
  const shownWords = kind === 'needs-fallback' && isField(finding.words) ? all.fields[finding.words] : finding.words
  const field = instead === null ? undefined : FIELDS.exec(instead)?.[1]
  const better = field !== undefined && isField(field) ? all.fields[field] : instead
  const canReplace = acts.replace !== undefined && field !== undefined && PHRASES.has(kind)
  return (
    <li className="finding">
      <Icon name={icons[weight]} className={tones[weight]} />
      <span className="grow">
        {place && <span className="strong">{place}: </span>}
        {language && <span className="meta">{all.languages[language]} · </span>}
        {words.kinds[kind](shownWords)}
        {better !== null && better !== '60' && better !== '.' && <span className="t2"> {words.instead(better)}</span>}
        {weight === 'blocking' && !isSaidAbove && <span className="c-danger strong"> {words.blocking}</span>}
      </span>
      {canReplace && (
        <Button kind="quiet" size="small" onClick={() => acts.replace?.(finding)}>
          {words.fix}
        </Button>
      )}
      {acts.allow && PHRASES.has(kind) && (
        <Button kind="quiet" size="small" onClick={() => acts.allow?.(finding)}>
          {words.allow}
        </Button>
      )}
    </li>
  )
}
