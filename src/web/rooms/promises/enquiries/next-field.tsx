import { toInstant } from '#values/zone.ts'
import { Field } from '../../../kit/field.tsx'
import { Choice } from '../../../kit/menu.tsx'
import { useHouse } from '../../../shell/session.tsx'
import { useWords } from '../../../shell/words.ts'
import type { When } from '../make/reading.ts'
import { WhenInput } from '../make/when-input.tsx'
import { enquiryWords } from './words.data.ts'

export type Next = { is: 'none' | 'standard' | 'own'; when: Extract<When, { is: 'moment' | 'day' }> | undefined }

/** What of it is sent: a moment or a day of its own, or nothing where the standard says it. */
export function useNextBody(): (next: Next) => { due?: string; dueDay?: string } {
  const { zone } = useHouse()
  return ({ is, when }) => {
    if (is !== 'own' || !when) return {}
    if (when.is === 'day') return { dueDay: when.day }
    const [hour = 0, minute = 0] = when.clock.split(':').map(Number)
    return { due: new Date(toInstant(when.day, hour * 3600 + minute * 60, zone)).toISOString() }
  }
}

/** By when they hear: by the standard, or by a time of one's own; or nothing, where it is their turn. */
export function NextField({
  label,
  next,
  onNext,
  mayBeNone,
  error,
}: {
  label: string
  next: Next
  onNext: (next: Next) => void
  mayBeNone?: boolean
  error?: string | undefined
}) {
  const words = useWords(enquiryWords)
  const choices: { value: Next['is']; words: string }[] = [
    ...(mayBeNone ? [{ value: 'none' as const, words: words.nextNone }] : []),
    { value: 'standard', words: words.byStandard },
    { value: 'own', words: mayBeNone ? words.nextAt : words.atTime },
  ]
  return (
    <>
      <Field label={label} error={error}>
        {(ids) => <Choice {...ids} value={next.is} choices={choices} onChange={(is) => onNext({ ...next, is })} />}
      </Field>
      {next.is === 'own' && (
        <WhenInput label={label} isLabelUnseen when={next.when} onWhen={(when) => onNext({ ...next, when })} isDayEnough />
      )}
    </>
  )
}
