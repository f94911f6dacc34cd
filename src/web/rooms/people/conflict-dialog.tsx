import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import { birthdayOf } from './birthday.ts'
import type { Conflict, Customer, Fields } from './customer-data.ts'
import { peopleWords } from './words.data.ts'
import './forms.css'

/** A field of the record in words. */
function useShown() {
  const words = useWords(peopleWords)
  const say = useSay()
  return (field: Conflict['field'], from: Fields | Customer): string => {
    const value = from[field]
    if (value === null || value === undefined || value === '') return words.profile.conflict.nothing
    if (field === 'birthday') return say.partialDate(birthdayOf(value as NonNullable<Customer['birthday']>))
    if (field === 'language') return words.profile.speaks[value as Customer['language']]
    if (field === 'address') {
      const { them, us } = value as Customer['address']
      return words.address.and(them === 'none' ? words.address.none : them, us)
    }
    if (field === 'paying') {
      const { by, brand, lastFour } = value as Customer['paying']
      return by ? [brand ?? words.paying.by[by], lastFour && `•••• ${lastFour}`].filter(Boolean).join(' ') : words.paying.unknown
    }
    return String(value)
  }
}

/** Two people changed one field: both values, and a choice. Never a silent overwrite. */
export function ConflictDialog({ conflict }: { conflict: Conflict }) {
  const words = useWords(peopleWords).profile.conflict
  const shown = useShown()
  const { field, label, theirs, ours, choose } = conflict
  return (
    <Dialog
      title={words.title(label)}
      onClose={() => choose(false)}
      ends={
        <>
          <Button onClick={() => choose(true)}>{words.keepOurs}</Button>
          <Button kind="primary" data-autofocus onClick={() => choose(false)}>
            {words.keepTheirs}
          </Button>
        </>
      }
    >
      <p className="body t2">{words.why}</p>
      <dl className="pair">
        <div>
          <dt className="meta">{words.theirs}</dt>
          <dd className="body strong">{shown(field, theirs)}</dd>
        </div>
        <div>
          <dt className="meta">{words.ours}</dt>
          <dd className="body strong">{shown(field, ours)}</dd>
        </div>
      </dl>
    </Dialog>
  )
}
