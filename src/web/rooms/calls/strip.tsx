import { useEffect } from 'react'
import { useLocation } from 'wouter'
import { Button, IconButton } from '../../kit/button.tsx'
import { Icon } from '../../kit/icons.tsx'
import { useSay } from '../../shell/say.ts'
import { useMay } from '../../shell/session.tsx'
import { useWords } from '../../shell/words.ts'
import { Veiled } from '../recognition/veil.tsx'
import { dismiss } from './calls-data.ts'
import { type Here, openHere, personOf } from './calls-here.ts'
import { lasting, useSeconds } from './clock.ts'
import { isHeld } from './held.ts'
import { callWords } from './words.data.ts'

/** A strip stays this long after its call, and a bell whose end was never told rings no longer than this. */
const STAYS = 20_000
const RINGS = 3 * 60_000

/** How a call stands, and for how long. */
export function useStanding({ call, began, answered, over }: Here): { words: string; time: string; isOver: boolean } {
  const words = useWords(callWords)
  const now = useSeconds()
  if (over !== undefined)
    return { words: answered ? words.over : words.missed, time: answered ? lasting(over - answered) : '', isOver: true }
  return answered === undefined || call.state === 'ringing'
    ? { words: words.ringing, time: lasting(now - began), isOver: false }
    : { words: words.answered, time: lasting(now - answered), isOver: false }
}

/** Whom it may be, in a few words. */
export function useWho(here: Here): string {
  const words = useWords(callWords)
  const say = useSay()
  const { number, shown, people } = here.call
  const person = personOf(here)
  if (person) return person.calledAs || person.name || ''
  if (shown === null) return words.hidden
  if (people.length > 1) return words.several(say.number(people.length))
  return number === null ? '' : words.unknown
}

/** Takes a call off the screen when its time is over, but not from under somebody's hands. */
function useLeaving({ call, began, over, isOpen }: Here): void {
  const now = useSeconds()
  const isDue = over === undefined ? call.state === 'ringing' && now - began > RINGS : now - over > STAYS
  useEffect(() => {
    if (isDue && !(isOpen && isHeld())) dismiss(call.id)
  })
}

/** One call on any screen: how long, what number, who. It takes nothing from whoever is writing. */
export function CallStrip({ here, isFirst }: { here: Here; isFirst: boolean }) {
  const words = useWords(callWords)
  const may = useMay()
  const [, navigate] = useLocation()
  const { words: standing, time, isOver } = useStanding(here)
  const who = useWho(here)
  useLeaving(here)
  const { id, shown, number } = here.call
  const person = personOf(here)
  // In the console the card with its own button stands before one.
  const mayNote = isOver && person && !here.isInConsole && may('customers.write')
  return (
    <div className={`call-strip ${isOver ? 'is-over' : ''}`}>
      <Icon name="phone" className="call-strip-icon" />
      <span className="strong nowrap">{standing}</span>
      {time && <span className="num call-strip-time">{time}</span>}
      <span className="call-strip-who">
        {shown && (
          <span className="num nowrap">
            <Veiled>{shown}</Veiled>
          </span>
        )}
        <b className="cut">{who}</b>
      </span>
      {number === null ? (
        <Button size="small" onClick={() => navigate('/recognise')}>
          {words.find}
        </Button>
      ) : mayNote ? (
        <Button size="small" icon="pencil" onClick={() => openHere(id, { isNoting: true })}>
          {words.note}
        </Button>
      ) : (
        !here.isOpen &&
        !here.isInConsole && (
          <Button size="small" keyHint={isFirst ? 'Mod+J' : undefined} onClick={() => openHere(id)}>
            {words.open}
          </Button>
        )
      )}
      <IconButton icon="close" size="small" label={words.dismiss} onClick={() => dismiss(id)} />
    </div>
  )
}
