import { type PersonDay, peopleOfDay } from '#rooms/messages/cards/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { Tick } from '../../../kit/field.tsx'
import { ErrorState, Skeleton } from '../../../kit/states.tsx'
import { useAsk } from '../../../shell/api.ts'
import { useSay } from '../../../shell/say.ts'
import { useMay } from '../../../shell/session.tsx'
import { useWords } from '../../../shell/words.ts'
import { CardState } from './card-state.tsx'
import { usePicked } from './several.ts'
import { cardWords } from './words.data.ts'

/** Whom a day of the house is for. */
export function PeopleDialog({
  dayKey,
  year,
  name,
  onWrite,
  onSeveral,
  onClose,
}: {
  dayKey: string
  year: number
  name: string
  onWrite: (person: PersonDay) => void
  onSeveral: (people: readonly PersonDay[]) => void
  onClose: () => void
}) {
  const words = useWords(cardWords)
  const asked = useAsk(peopleOfDay, { params: { key: dayKey }, query: { year } })
  const may = useMay()
  const say = useSay()
  const { picked, isPicked, pick } = usePicked()
  const without = may('messages.write') ? (asked.data?.people.filter(({ card }) => card === null) ?? []) : []
  return (
    <Dialog
      title={words.peopleOf(name)}
      size="wide"
      onClose={onClose}
      ends={
        picked.size > 0 && (
          <Button kind="primary" icon="file" onClick={() => onSeveral([...picked.values()])}>
            {words.several.goWith(say.number(picked.size))}
          </Button>
        )
      }
    >
      <div className="stack g3">
        <p className="t2">{words.peopleWhy}</p>
        {asked.error && <ErrorState problem={asked.error} onRetry={() => void asked.refetch()} />}
        {!asked.data && !asked.error && <Skeleton height={16} />}
        {asked.data?.people.length === 0 && <p className="t2">{words.noPeople}</p>}
        {without.length > 1 && (
          <Tick isOn={picked.size === without.length ? true : picked.size > 0 ? 'some' : false} onChange={(isOn) => pick(without, isOn)}>
            {words.several.all(say.number(without.length))}
          </Tick>
        )}
        <ul className="days-list">
          {asked.data?.people.map((person) => (
            <li key={person.customerId} className="house-day">
              {without.includes(person) && (
                <Tick isOn={isPicked(person)} onChange={(isOn) => pick([person], isOn)} label={words.several.pick(person.name)} />
              )}
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
