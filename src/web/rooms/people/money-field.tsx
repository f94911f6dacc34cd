import { useState } from 'react'
import { readAmount, showMoney } from '#values/money.ts'
import { TextField } from '../../kit/field.tsx'
import { useLanguage } from '../../shell/look.ts'

/** An amount as it is being typed: the text, and what it means in minor units where it can be read. */
export type Amount = { text: string; minor: number | undefined }

export const noAmount: Amount = { text: '', minor: undefined }
export const amountOf = (minor: number, currency: string, language: 'vi' | 'en'): Amount => ({
  text: showMoney({ minor, currency }, language),
  minor,
})
export const isUnreadable = ({ text, minor }: Amount): boolean => text.trim() !== '' && minor === undefined

/** Money is typed as people write it ("450k", "1.850.000") and put in order when the field is left, never while it is typed. */
export function MoneyField({
  amount,
  onAmount,
  currency,
  error,
  ...rest
}: {
  label: string
  isLabelUnseen?: boolean
  hint?: string
  amount: Amount
  onAmount: (amount: Amount) => void
  currency: string
  error: string
}) {
  const language = useLanguage()
  const [wasLeft, leave] = useState(false)
  const read = (text: string): Amount => {
    const answer = text.trim() === '' ? undefined : readAmount(text, currency, language === 'vi' ? ',' : '.')
    return { text, minor: answer && 'minor' in answer && answer.minor >= 0 ? answer.minor : undefined }
  }
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
        onAmount(read(text))
      }}
      onBlur={() => {
        leave(true)
        if (amount.minor !== undefined) onAmount(amountOf(amount.minor, currency, language))
      }}
    />
  )
}
