import { hasCard } from '../../values/card-guard.ts'
import { isDate } from '../../values/civil-date.ts'
import type { CustomerField, CustomerKind, FieldValue } from './customer.ts'

/** Values of the house's own fields: which are fit, and what a record holds after some were sent. */

const LARGEST = 1e12

/** Whether a value is what the field asks for. A number that could be a card is none, as everywhere. */
function isFit({ kind, choices }: CustomerField, value: FieldValue): boolean {
  if (kind === 'yes-no') return typeof value === 'boolean'
  if (kind === 'number') return typeof value === 'number' && Math.abs(value) <= LARGEST && !hasCard(String(value))
  if (typeof value !== 'string') return false
  if (kind === 'date') return isDate(value)
  return kind === 'text' || choices.some(({ key }) => key === value)
}

export type FieldChanges = Record<string, FieldValue | null>

/**
 * What the record holds after these were sent, or which of them is unfit and why: a field that is unknown, retired or not asked of such
 * a customer, or a value that is not what it asks for. Values of fields that were not sent stay, those of retired ones too.
 */
export function fieldsAfter(
  before: Record<string, FieldValue>,
  sent: FieldChanges,
  known: readonly CustomerField[],
  kind: CustomerKind,
): { fields: Record<string, FieldValue> } | { unfit: string; why: 'no_such_field' | 'unfit' } {
  const fields = { ...before }
  for (const [key, value] of Object.entries(sent)) {
    const field = known.find((one) => one.key === key)
    if (!field || field.isRetired || !field.appliesTo.includes(kind)) return { unfit: key, why: 'no_such_field' }
    if (value === null) delete fields[key]
    else if (isFit(field, value)) fields[key] = value
    else return { unfit: key, why: 'unfit' }
  }
  return { fields }
}
