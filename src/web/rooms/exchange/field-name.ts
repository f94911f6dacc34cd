import { useWords } from '../../shell/words.ts'
import type { Import } from './steps.ts'
import { importWords } from './words.data.ts'

/** Names fields in the language of whoever looks; some mean another thing in a list of orders. */
export function useFieldName(subject: Import['subject']): (field: string) => string {
  const words = useWords(importWords)
  return (field) => (subject === 'orders' ? words.orderFields[field] : undefined) ?? words.fields[field] ?? field
}
