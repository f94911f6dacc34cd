import { useState } from 'react'
import { Button, IconButton } from '../../../kit/button.tsx'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import { type Interval, isOvernight, readHour } from './hour.ts'
import { hoursWords } from './hours-words.data.ts'

/** One end of a span: typed as people write hours, and tidied when it is left. */
function HourField({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  const words = useWords(hoursWords)
  const [typed, setTyped] = useState<string>()
  const shown = typed ?? value
  const isWrong = typed === undefined && readHour(value) !== value
  return (
    <input
      className="input num hours-field"
      aria-label={label}
      aria-invalid={isWrong || undefined}
      title={isWrong ? words.notAnHour : undefined}
      inputMode="numeric"
      autoComplete="off"
      value={shown}
      onChange={(event) => {
        const text = event.currentTarget.value
        setTyped(text)
        const read = readHour(text)
        // What is whole counts at once, so that the year and its effect follow the typing.
        if (read !== undefined && /\d{2}$/.test(text.trim())) onChange(read)
      }}
      onBlur={() => {
        if (typed !== undefined) onChange(readHour(typed) ?? typed)
        setTyped(undefined)
      }}
    />
  )
}

/** The spans of a day; none is a closed day. */
export function Intervals({
  day,
  intervals,
  isOneDate,
  onChange,
}: {
  day: string
  intervals: readonly Interval[]
  /** Hours of one date end with it: what follows midnight is the next date's own. */
  isOneDate?: boolean
  onChange: (intervals: Interval[]) => void
}) {
  const words = useWords(hoursWords)
  const say = useSay()
  const put = (at: number, interval: Interval) => onChange(intervals.map((one, place) => (place === at ? interval : one)))
  const last = intervals.at(-1)
  const next: Interval = last && last[1] < '20:00' && !isOvernight(last) ? [later(last[1], 60), later(last[1], 300)] : ['08:00', '17:00']
  return (
    <div className="hours-spans">
      {intervals.length === 0 && <span className="t3 hours-rest">{words.rest}</span>}
      {intervals.map((interval, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: spans have no other name, and a typed one changes its hours.
        <span key={at} className="hours-span">
          <HourField label={words.from(day, say.number(at + 1))} value={interval[0]} onChange={(from) => put(at, [from, interval[1]])} />
          <span className="t3" aria-hidden="true">
            –
          </span>
          <HourField label={words.to(day, say.number(at + 1))} value={interval[1]} onChange={(to) => put(at, [interval[0], to])} />
          {isOvernight(interval) && readHour(interval[1]) === interval[1] && (
            <span className="meta hours-night">{isOneDate ? words.untilMidnight : words.overnight(interval[1])}</span>
          )}
          <IconButton
            icon="close"
            size="small"
            label={words.removeInterval(interval.join('–'), day)}
            onClick={() => onChange(intervals.filter((_, place) => place !== at))}
          />
        </span>
      ))}
      <Button
        kind="quiet"
        size="small"
        icon="plus"
        aria-label={words.addIntervalTo(day)}
        disabled={intervals.length >= 8}
        onClick={() => onChange([...intervals, next])}
      >
        {intervals.length === 0 && words.addInterval}
      </Button>
    </div>
  )
}

/** An hour so many minutes later, at most the end of the day. */
function later(time: string, minutes: number): string {
  const total = Math.min(24 * 60, Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) + minutes)
  return `${String(Math.floor(total / 60)).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}`
}
