import { useEffect, useRef, useState } from 'react'
import { TextField } from '../../../kit/field.tsx'
import { useIsPhone } from '../../../kit/phone.ts'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import { isSame, type When, whenOf } from './reading.ts'
import { makeWords } from './words.data.ts'

type Typed = Extract<When, { is: 'moment' | 'day' }>

type Props = {
  label: string
  when: Typed | undefined
  onWhen: (when: Typed | undefined) => void
  /** A day without an hour will do. */
  isDayEnough?: boolean
  isLabelUnseen?: boolean
}

/** A day and an hour as people write them, "10:00 24/11" or "10 giờ sáng mai"; on a phone with its own wheels. */
export function WhenInput(props: Props) {
  return useIsPhone() ? <Wheels {...props} /> : <Written {...props} />
}

function Written({ label, when, onWhen, isDayEnough, isLabelUnseen }: Props) {
  const words = useWords(makeWords)
  const say = useSay()
  const shown = (one: Typed | undefined) =>
    one === undefined ? '' : one.is === 'day' ? say.dayMonth(one.day) : `${one.clock} · ${say.dayMonth(one.day)}`
  const [text, setText] = useState(() => shown(when))
  const [wasLeft, leave] = useState(false)
  const own = useRef(when)
  const fresh = useRef(shown)
  fresh.current = shown
  useEffect(() => {
    // Chosen elsewhere: what stands here follows.
    if (when && !isSame(own.current, when)) setText(fresh.current(when))
    own.current = when
  }, [when])
  const read = (typed: string): Typed | undefined => {
    const found = whenOf(typed, say.today, say.clockOf(new Date().toISOString()))
    return found?.is === 'moment' || (found?.is === 'day' && isDayEnough) ? found : undefined
  }
  return (
    <TextField
      label={label}
      isLabelUnseen={isLabelUnseen ?? false}
      value={text}
      isNum
      autoComplete="off"
      spellCheck={false}
      placeholder={isDayEnough ? words.typedDayHint : words.typedHint}
      error={wasLeft && text.trim() !== '' && when === undefined ? words.typedBad : undefined}
      onText={(typed) => {
        leave(false)
        setText(typed)
        const found = read(typed)
        own.current = found
        onWhen(found)
      }}
      onBlur={() => {
        leave(true)
        if (when) setText(shown(when))
      }}
    />
  )
}

function Wheels({ label, when, onWhen, isDayEnough }: Props) {
  const words = useWords(makeWords)
  const say = useSay()
  const [day, setDay] = useState(when?.day ?? '')
  const [clock, setClock] = useState(when?.is === 'moment' ? when.clock : '')
  const own = useRef(when)
  useEffect(() => {
    if (when && !isSame(own.current, when)) {
      setDay(when.day)
      setClock(when.is === 'moment' ? when.clock : '')
    }
    own.current = when
  }, [when])
  const put = (nextDay: string, nextClock: string) => {
    const on = nextDay || (nextClock ? say.today : '')
    setDay(on)
    setClock(nextClock)
    const next: Typed | undefined =
      on && nextClock ? { is: 'moment', day: on, clock: nextClock } : on && isDayEnough ? { is: 'day', day: on } : undefined
    own.current = next
    onWhen(next)
  }
  return (
    <div className="slip-moment">
      <TextField label={`${label}: ${words.clockShort}`} isLabelUnseen type="time" value={clock} isNum onText={(next) => put(day, next)} />
      <TextField label={`${label}: ${words.day}`} isLabelUnseen type="date" value={day} isNum onText={(next) => put(next, clock)} />
    </div>
  )
}
