import { useWords } from '../../shell/words.ts'
import type { Import } from './steps.ts'
import { importWords } from './words.data.ts'

/** Names fields in the language of whoever looks; some mean another thing in a list of orders or of goods. */
export function useFieldName(subject: Import['subject']): (field: string) => string {
  const words = useWords(importWords)
  const own: Record<string, string> = { customers: {}, orders: words.orderFields, catalogue: words.itemFields }[subject]
  return (field) => own[field] ?? words.fields[field] ?? field
}
