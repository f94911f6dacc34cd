import { useState } from 'react'
import { TextField } from '../../kit/field.tsx'
import { useLanguage } from '../../shell/look.ts'
import { type Amount, amountOf, isUnreadable, typedAmount } from './amount.ts'

type Props = {
  label: string
  isLabelUnseen?: boolean
  hint?: string
  amount: Amount
  onAmount: (amount: Amount) => void
  currency: string
  error: string
}

/** Money is typed as people write it ("450k", "1.850.000") and put in order when the field is left, never while it is typed. */
export function MoneyField({ amount, onAmount, currency, error, ...rest }: Props) {
  const language = useLanguage()
  const [wasLeft, leave] = useState(false)
  return (
    <TextField
      {...rest}
      isNum
      className="right"
      inputMode="decimal"
      autoComplete="off"
      value={amount.text}
      error={wasLeft && isUnreadable(amount) ? error : undefined}
      onText={(text) => {
        leave(false)
        onAmount(typedAmount(text, currency, language))
      }}
      onBlur={() => {
        leave(true)
        if (amount.minor !== undefined) onAmount(amountOf(amount.minor, currency, language))
      }}
    />
  )
}
