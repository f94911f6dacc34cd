import { Icon } from '../../../kit/icons.tsx'
import { useWords } from '../../../shell/words.ts'
import type { Customer } from '../customer-data.ts'
import { preferenceWords } from '../evidence.ts'
import { knownWords } from './words.data.ts'
import './preferences.css'

/** What must never be, wherever the preferences themselves are out of sight: nobody should have to open a tab for an allergy. */
export function MustNotStrip({ customer, onOpen }: { customer: Customer; onOpen: () => void }) {
  const words = useWords(knownWords).likes
  const all = customer.preferences.filter(({ stance }) => stance === 'must-not')
  if (all.length === 0) return null
  return (
    <button type="button" className="must-not-strip" onClick={onOpen}>
      <Icon name="warning" />
      <span className="strong">{words.mustNotStrip}:</span>
      <span className="grow">{all.map(preferenceWords).join(' · ')}</span>
      <Icon name="right" />
    </button>
  )
}
