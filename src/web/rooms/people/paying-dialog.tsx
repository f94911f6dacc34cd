import { useState } from 'react'
import { payingWays } from '#rooms/people/contract.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field, TextField } from '../../kit/field.tsx'
import { Choice } from '../../kit/menu.tsx'
import { ProblemLine } from '../../kit/states.tsx'
import { type Problem, problemFrom } from '../../shell/problem.ts'
import { useWords } from '../../shell/words.ts'
import type { ChangeCustomer, Customer } from './customer-data.ts'
import { peopleWords } from './words.data.ts'
import './forms.css'

export type Paying = { by: (typeof payingWays)[number] | undefined; brand: string; lastFour: string }

/** Method, and for a card its brand and last four digits; a fifth digit is never taken. */
export function PayingFields({
  paying,
  set,
  label,
  error,
}: {
  paying: Paying
  set: (paying: Paying) => void
  label: string
  error?: string | undefined
}) {
  const words = useWords(peopleWords).paying
  return (
    <>
      <Field label={label}>
        {(ids) => (
          <Choice
            {...ids}
            value={paying.by ?? 'unknown'}
            onChange={(by) => set({ ...paying, by: by === 'unknown' ? undefined : by })}
            choices={[{ value: 'unknown', words: words.unknown }, ...payingWays.map((value) => ({ value, words: words.by[value] }))]}
          />
        )}
      </Field>
      {paying.by === 'card' && (
        <div className="pair">
          <TextField
            label={words.brand}
            placeholder={words.brandHint}
            value={paying.brand}
            maxLength={30}
            onText={(brand) => set({ ...paying, brand })}
            autoComplete="off"
          />
          <TextField
            label={words.lastFour}
            hint={words.lastFourHint}
            error={error}
            value={paying.lastFour}
            isNum
            inputMode="numeric"
            autoComplete="off"
            onText={(text) => set({ ...paying, lastFour: text.replace(/\D/g, '').slice(-4) })}
          />
        </div>
      )}
    </>
  )
}

export const isPayingWhole = ({ by, lastFour }: Paying): boolean => by !== 'card' || lastFour === '' || lastFour.length === 4

/** How a customer pays, as noted by hand. */
export function PayingDialog({ customer, change, onClose }: { customer: Customer; change: ChangeCustomer; onClose: () => void }) {
  const words = useWords(peopleWords)
  const [seen] = useState(customer)
  const { by, brand, lastFour } = seen.paying
  const [paying, set] = useState<Paying>({ by: by ?? undefined, brand: brand ?? '', lastFour: lastFour ?? '' })
  const [isTold, tell] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  const submit = async () => {
    if (!isPayingWhole(paying)) return tell(true)
    const isCard = paying.by === 'card'
    const next = {
      by: paying.by ?? null,
      brand: isCard ? paying.brand.trim() || null : null,
      lastFour: isCard ? paying.lastFour || null : null,
    }
    try {
      await change({ make: () => ({ paying: next }), field: 'paying', label: words.profile.paying, done: words.paying.saved, from: seen })
      onClose()
    } catch (error) {
      setProblem(problemFrom(error))
    }
  }
  return (
    <Dialog
      title={words.paying.title}
      size="small"
      onClose={onClose}
      onSubmit={() => void submit()}
      ends={
        <Button kind="primary" type="submit">
          {words.likes.save}
        </Button>
      }
    >
      <ProblemLine problem={problem} />
      <PayingFields
        paying={paying}
        set={(next) => {
          set(next)
          tell(false)
        }}
        label={words.profile.paying}
        error={isTold ? words.paying.four : undefined}
      />
    </Dialog>
  )
}
