import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { useSay } from '../../shell/say.ts'
import { useMe } from '../../shell/session.tsx'
import { useWords } from '../../shell/words.ts'
import { birthdayOf } from './birthday.ts'
import type { Fields, Whole } from './changes.ts'
import type { Conflict } from './customer-data.ts'
import { heardFromWords } from './known/heard-from.ts'
import { knownWords } from './known/words.data.ts'
import { peopleWords } from './words.data.ts'
import './forms.css'

/** A thing of the record in words. */
function useShown() {
  const words = useWords(peopleWords)
  const known = useWords(knownWords)
  const say = useSay()
  return ({ field, part }: Conflict['wanted'], from: Fields | Whole): string => {
    const value = field === 'fields' && part !== undefined ? from.fields?.[part] : from[field]
    if (value === null || value === undefined || value === '') return words.profile.conflict.nothing
    if (typeof value === 'boolean') return value ? known.facts.yes : known.facts.no
    if (field === 'birthday') return say.partialDate(birthdayOf(value as NonNullable<Whole['birthday']>))
    if (field === 'language') return words.profile.speaks[value as Whole['language']]
    if (field === 'priceExpectation') return known.facts.prices[value as NonNullable<Whole['priceExpectation']>]
    if (field === 'heardFrom') return heardFromWords(String(value), known)
    if (field === 'address') {
      const { them, us } = value as Whole['address']
      return words.address.and(them === 'none' ? words.address.none : them, us)
    }
    if (field === 'paying') {
      const { by, brand, lastFour } = value as Whole['paying']
      return by ? [brand ?? words.paying.by[by], lastFour && `•••• ${lastFour}`].filter(Boolean).join(' ') : words.paying.unknown
    }
    return String(value)
  }
}

/** Two people changed one thing: both values, whose they are, and a choice. Never a silent overwrite. */
export function ConflictDialog({ conflict, who }: { conflict: Conflict; who: string | undefined }) {
  const words = useWords(peopleWords).profile.conflict
  const { by } = useWords(knownWords).conflict
  const me = useMe()
  const { wanted, theirs, ours, choose, shown } = conflict
  const inWords = useShown()
  return (
    <Dialog
      title={words.title(wanted.label)}
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
          <dt className="meta">{who ? by(who) : words.theirs}</dt>
          <dd className="body strong">{shown?.theirs ?? inWords(wanted, theirs)}</dd>
        </div>
        <div>
          <dt className="meta">
            {words.ours} ({me.name})
          </dt>
          <dd className="body strong">{shown?.ours ?? inWords(wanted, ours)}</dd>
        </div>
      </dl>
    </Dialog>
  )
}
