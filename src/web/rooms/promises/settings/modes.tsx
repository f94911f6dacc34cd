import { useId } from 'react'
import type { changeModes } from '#rooms/promises/calendars/contract.ts'
import { useWords } from '../../../shell/words.ts'
import { hoursWords } from './hours-words.data.ts'

export type Mode = (typeof changeModes)[number]

const order: readonly Mode[] = ['recompute', 'carry', 'keep']

/** What becomes of promises that are open: each way with the sentence that explains it. */
export function Modes({ value, onChange }: { value: Mode; onChange: (mode: Mode) => void }) {
  const words = useWords(hoursWords)
  const name = useId()
  return (
    <fieldset className="modes">
      <legend className="field-label">{words.mode}</legend>
      {order.map((mode) => (
        <label key={mode} className="mode">
          <input type="radio" name={name} checked={mode === value} onChange={() => onChange(mode)} />
          <span>
            <span className="strong">{words.modes[mode]}</span>
            <span className="meta mode-why">{words.modesWhy[mode]}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
