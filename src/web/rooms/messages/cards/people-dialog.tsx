import { type PersonDay, peopleOfDay } from '#rooms/messages/cards/contract.ts'
import { Dialog } from '../../../kit/dialog.tsx'
import { ErrorState, Skeleton } from '../../../kit/states.tsx'
import { useAsk } from '../../../shell/api.ts'
import { useWords } from '../../../shell/words.ts'
import { CardState } from './card-state.tsx'
import { cardWords } from './words.data.ts'

/** Whom a day of the house is for. */
export function PeopleDialog({
  dayKey,
  year,
  name,
  onWrite,
  onClose,
}: {
  dayKey: string
  year: number
  name: string
  onWrite: (person: PersonDay) => void
  onClose: () => void
}) {
  const words = useWords(cardWords)
  const asked = useAsk(peopleOfDay, { params: { key: dayKey }, query: { year } })
  return (
    <Dialog title={words.peopleOf(name)} size="wide" onClose={onClose}>
      <div className="stack g3">
        <p className="t2">{words.peopleWhy}</p>
        {asked.error && <ErrorState problem={asked.error} onRetry={() => void asked.refetch()} />}
        {!asked.data && !asked.error && <Skeleton height={16} />}
        {asked.data?.people.length === 0 && <p className="t2">{words.noPeople}</p>}
        <ul className="days-list">
          {asked.data?.people.map((person) => (
            <li key={person.customerId} className="house-day">
              <span className="grow cut">
                <span className="strong">{person.name}</span>{' '}
                <span className="t2">{person.calledAs !== person.name && person.calledAs}</span>
              </span>
              <CardState person={person} onWrite={() => onWrite(person)} />
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  )
}
