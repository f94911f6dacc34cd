import { type KeyboardEvent, memo, useEffect, useMemo, useRef, useState } from 'react'
import { addDays, showWeekday, weekdayOf } from '#values/civil-date.ts'
import { lunarOf, nameLunarDay } from '#values/lunar-date.ts'
import { IconButton } from '../../../kit/button.tsx'
import { useIsPhone } from '../../../kit/phone.ts'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import { type DayLook, days, daysOfMonth, type Hours, readyCalendar, type ShownDay } from './draft.ts'
import { hoursWords } from './hours-words.data.ts'

const looks: readonly DayLook[] = ['open', 'half', 'special', 'rest', 'holiday']
const months = Array.from({ length: 12 }, (_, at) => at + 1)
const STEPS: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 7, ArrowUp: -7, PageDown: 28, PageUp: -28 }

/** What is said of a day: its hours, why they differ, its day by the moon. */
function useDayWords() {
  const words = useWords(hoursWords)
  const say = useSay()
  return ({ date, look, intervals, name }: ShownDay): string => {
    const moon = lunarOf(date)
    const spans = intervals.map(([from, to]) => `${from}–${to}`).join(', ')
    return [
      `${showWeekday(date, say.language)} ${say.date(date)}`,
      moon && nameLunarDay(moon, say.language),
      look === 'rest' || look === 'holiday' ? words.looks[look] : spans,
      name?.[say.language],
    ]
      .filter(Boolean)
      .join(' · ')
  }
}

type MonthProps = {
  title: string
  shown: readonly ShownDay[]
  /** The day that Tab stops at, where it is of this month. */
  stop: string | undefined
  today: string
  onFocus: (day: ShownDay | undefined) => void
  onOpen: (date: string) => void
}

/** One month as a table of weeks. */
const Month = memo(function Month({ title, shown, stop, today, onFocus, onOpen }: MonthProps) {
  const words = useWords(hoursWords)
  const dayWords = useDayWords()
  const first = shown[0]
  const lead = first ? weekdayOf(first.date) - 1 : 0
  const cells: (ShownDay | undefined)[] = [...Array<undefined>(lead).fill(undefined), ...shown]
  const weeks = Array.from({ length: Math.ceil(cells.length / 7) }, (_, at) => cells.slice(at * 7, at * 7 + 7))
  return (
    <table className="month">
      <caption>{title}</caption>
      <thead>
        <tr>
          {days.map((day) => (
            <th key={day} scope="col" abbr={words.weekdays[day]}>
              {words.weekdaysShort[day]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week, row) => (
          <tr key={week.find(Boolean)?.date ?? row}>
            {week.map((day, column) =>
              day ? (
                <td key={day.date}>
                  <button
                    type="button"
                    className={`day day-${day.look} num`}
                    data-date={day.date}
                    tabIndex={day.date === stop ? 0 : -1}
                    aria-label={`${Number(day.date.slice(8))}, ${dayWords(day)}`}
                    aria-current={day.date === today ? 'date' : undefined}
                    onFocus={() => onFocus(day)}
                    onPointerEnter={() => onFocus(day)}
                    onClick={() => onOpen(day.date)}
                  >
                    {Number(day.date.slice(8))}
                  </button>
                </td>
              ) : (
                <td key={`${title} ${days[column]}`} />
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
})

const Legend = () => {
  const words = useWords(hoursWords)
  return (
    <ul className="hours-legend meta" aria-label={words.legend}>
      {looks.map((look) => (
        <li key={look}>
          <span className={`day day-${look} day-sample`} aria-hidden="true" />
          {words.looks[look]}
        </li>
      ))}
    </ul>
  )
}

/** A year as twelve small months; on a telephone one month at a time. The arrows walk from day to day, Enter opens one. */
export function YearView({
  hours,
  year,
  onYear,
  onOpen,
}: {
  hours: Hours
  year: number
  onYear: (year: number) => void
  onOpen: (date: string) => void
}) {
  const words = useWords(hoursWords)
  const say = useSay()
  const dayWords = useDayWords()
  const isPhone = useIsPhone()
  const room = useRef<HTMLElement>(null)
  const [looked, look] = useState<ShownDay>()
  const [month, setMonth] = useState(Number(say.today.slice(5, 7)))
  const [stop, setStop] = useState(say.today)
  const isWalking = useRef(false)
  const all = useMemo(() => {
    const calendar = readyCalendar(hours)
    return months.map((one) => daysOfMonth(hours, calendar, year, one))
  }, [hours, year])
  const flat = all.flat()
  const here = stop.startsWith(`${year}-`) ? stop : `${year}-01-01`
  const shownMonths = isPhone ? [month] : months
  const stopHere = isPhone && Number(here.slice(5, 7)) !== month ? `${year}-${String(month).padStart(2, '0')}-01` : here
  useEffect(() => {
    if (!isWalking.current) return
    isWalking.current = false
    room.current?.querySelector<HTMLElement>(`[data-date="${here}"]`)?.focus()
  }, [here])
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key]
    const from = event.target instanceof HTMLElement ? event.target.dataset.date : undefined
    if (step === undefined || !from || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    const to = addDays(from, step)
    isWalking.current = true
    setStop(to)
    setMonth(Number(to.slice(5, 7)))
    if (!to.startsWith(`${year}-`)) onYear(Number(to.slice(0, 4)))
  }
  const seconds = flat.reduce((sum, one) => sum + one.seconds, 0)
  const stepMonth = (by: 1 | -1) => {
    const next = month + by
    setMonth(next < 1 ? 12 : next > 12 ? 1 : next)
    if (next < 1 || next > 12) onYear(year + by)
  }
  return (
    <section ref={room} className="hours-year" aria-label={words.year} onKeyDown={onKeyDown} onPointerLeave={() => look(undefined)}>
      <header className="hours-year-head">
        <h2 className="section">{words.year}</h2>
        <span className="row">
          <IconButton
            icon="left"
            label={isPhone ? words.monthBefore : words.before}
            onClick={() => (isPhone ? stepMonth(-1) : onYear(year - 1))}
          />
          <span className="num strong hours-year-name">{year}</span>
          <IconButton
            icon="right"
            label={isPhone ? words.monthAfter : words.after}
            onClick={() => (isPhone ? stepMonth(1) : onYear(year + 1))}
          />
        </span>
        <span className="meta hours-year-sum">
          {words.sum(say.number(flat.filter((one) => one.seconds > 0).length), say.number(seconds / 3600, 0))}
        </span>
      </header>
      <Legend />
      <p className="hours-looked" role="status">
        {looked ? dayWords(looked) : <span className="t3">{words.walk}</span>}
      </p>
      <div className="months">
        {shownMonths.map((one) => (
          <Month
            key={one}
            title={words.month(one)}
            shown={all[one - 1] ?? []}
            stop={Number(stopHere.slice(5, 7)) === one ? stopHere : undefined}
            today={say.today}
            onFocus={look}
            onOpen={(date) => {
              setStop(date)
              onOpen(date)
            }}
          />
        ))}
      </div>
    </section>
  )
}
