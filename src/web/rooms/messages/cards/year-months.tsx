import { type KeyboardEvent, memo, useEffect, useRef, useState } from 'react'
import { addDays, daysInMonth, weekdayOf } from '#values/civil-date.ts'
import { lunarOf, nameLunarDay } from '#values/lunar-date.ts'
import { IconButton } from '../../../kit/button.tsx'
import { useIsPhone } from '../../../kit/phone.ts'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import { yearWords } from './year-words.data.ts'

export type DayMark = { people: number; names: readonly string[] }
type Marks = ReadonlyMap<string, DayMark>

const months = Array.from({ length: 12 }, (_, at) => at + 1)
const STEPS: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 7, ArrowUp: -7, PageDown: 28, PageUp: -28 }
const two = (n: number): string => String(n).padStart(2, '0')

/** What nineteen of twenty days stay below: one day on which very many were born does not make the others pale. */
function fullest(marks: Marks): number {
  const counts = [...marks.values()].map(({ people }) => people).sort((a, b) => a - b)
  return Math.max(1, counts[Math.floor(counts.length * 0.95)] ?? 1)
}

/** How dark a day is drawn, in five steps. */
const shadeOf = (people: number, most: number): number => (people === 0 ? 0 : Math.min(5, Math.max(1, Math.ceil((people / most) * 5))))

/** On the first and the full moon the day says its lunar date; it is how people find their way. */
function lunarHint(on: string): string {
  const moon = lunarOf(on)
  if (moon?.day === 1) return `1/${moon.month}${moon.isLeap ? 'n' : ''}`
  return moon?.day === 15 ? '15' : ''
}

function useDayWords() {
  const words = useWords(yearWords)
  const say = useSay()
  return (on: string, mark: DayMark | undefined): string => {
    const moon = lunarOf(on)
    return [
      `${words.weekdayNames[weekdayOf(on) - 1] ?? ''} ${say.date(on)}`,
      moon && nameLunarDay(moon, say.language),
      ...(mark?.names ?? []),
      mark && mark.people > 0 && words.people(say.number(mark.people), mark.people),
    ]
      .filter(Boolean)
      .join(' · ')
  }
}

type MonthProps = {
  year: number
  month: number
  marks: Marks
  most: number
  stop: string | undefined
  chosen: string
  today: string
  onLook: (on: string) => void
  onOpen: (on: string) => void
}

const Month = memo(function Month({ year, month, marks, most, stop, chosen, today, onLook, onOpen }: MonthProps) {
  const words = useWords(yearWords)
  const dayWords = useDayWords()
  const first = `${year}-${two(month)}-01`
  const lead = weekdayOf(first) - 1
  const days = Array.from({ length: daysInMonth(year, month) }, (_, at) => `${year}-${two(month)}-${two(at + 1)}`)
  const cells: (string | undefined)[] = [...Array<undefined>(lead).fill(undefined), ...days]
  const weeks = Array.from({ length: Math.ceil(cells.length / 7) }, (_, at) => cells.slice(at * 7, at * 7 + 7))
  return (
    <table className="year-month">
      <caption>{words.month(month)}</caption>
      <thead>
        <tr>
          {words.weekdays.map((day, at) => (
            <th key={day} scope="col" abbr={words.weekdayNames[at]}>
              {day}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week, row) => (
          <tr key={week.find(Boolean) ?? row}>
            {Array.from({ length: 7 }, (_, column) => {
              const on = week[column]
              if (!on) return <td key={words.weekdays[column]} />
              const mark = marks.get(on)
              return (
                <td key={on}>
                  <button
                    type="button"
                    className={`year-day num shade-${shadeOf(mark?.people ?? 0, most)} ${mark && mark.names.length > 0 ? 'is-kept' : ''}`}
                    data-date={on}
                    tabIndex={on === stop ? 0 : -1}
                    data-moon={lunarHint(on)}
                    aria-label={`${Number(on.slice(8))}, ${dayWords(on, mark)}`}
                    aria-pressed={on === chosen}
                    aria-current={on === today ? 'date' : undefined}
                    onFocus={() => onLook(on)}
                    onPointerEnter={() => onLook(on)}
                    onClick={() => onOpen(on)}
                  >
                    {Number(on.slice(8))}
                  </button>
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
})

/** A year as twelve months, on a telephone one at a time; the arrows walk from day to day, Enter opens one. */
export function YearMonths({
  year,
  marks,
  chosen,
  onYear,
  onOpen,
}: {
  year: number
  marks: Marks
  chosen: string
  onYear: (year: number) => void
  onOpen: (on: string) => void
}) {
  const words = useWords(yearWords)
  const say = useSay()
  const dayWords = useDayWords()
  const isPhone = useIsPhone()
  const room = useRef<HTMLElement>(null)
  const isWalking = useRef(false)
  const [stop, setStop] = useState(chosen || say.today)
  const [looked, look] = useState('')
  const here = stop.startsWith(`${year}-`) ? stop : `${year}-01-01`
  const month = Number(here.slice(5, 7))
  const most = fullest(marks)
  useEffect(() => {
    if (!isWalking.current) return
    isWalking.current = false
    room.current?.querySelector<HTMLElement>(`[data-date="${here}"]`)?.focus()
  }, [here])
  const goTo = (on: string) => {
    setStop(on)
    if (!on.startsWith(`${year}-`)) onYear(Number(on.slice(0, 4)))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key]
    const from = event.target instanceof HTMLElement ? event.target.dataset.date : undefined
    if (step === undefined || !from || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    isWalking.current = true
    goTo(addDays(from, step))
  }
  const stepMonth = (by: 1 | -1) => {
    const count = year * 12 + month - 1 + by
    goTo(`${Math.floor(count / 12)}-${two((count % 12) + 1)}-01`)
  }
  const stepYear = (by: 1 | -1) => goTo(`${year + by}-${here.slice(5, 8)}01`)
  const [before, after] = isPhone ? [words.monthBefore, words.monthAfter] : [words.before, words.after]
  return (
    <section ref={room} aria-label={words.year} onKeyDown={onKeyDown} onPointerLeave={() => look('')}>
      <header className="year-head">
        <IconButton icon="left" label={before} onClick={() => (isPhone ? stepMonth(-1) : stepYear(-1))} />
        <span className="num strong year-name">{isPhone ? `${words.month(month)} ${year}` : year}</span>
        <IconButton icon="right" label={after} onClick={() => (isPhone ? stepMonth(1) : stepYear(1))} />
        <span className="meta year-legend">
          <span>
            <i className="year-day shade-2 year-sample" aria-hidden="true" />
            <i className="year-day shade-5 year-sample" aria-hidden="true" /> {words.legend}
          </span>
          <span>
            <i className="year-day is-kept year-sample" aria-hidden="true" /> {words.legendHouse}
          </span>
        </span>
      </header>
      <p className="year-looked" role="status">
        {looked ? (
          dayWords(looked, marks.get(looked))
        ) : (
          <span className="t3">{isPhone ? words.walk : `${words.walk} ${words.walkKeys}`}</span>
        )}
      </p>
      <div className="year-months">
        {(isPhone ? [month] : months).map((one) => (
          <Month
            key={one}
            year={year}
            month={one}
            marks={marks}
            most={most}
            stop={month === one ? here : undefined}
            chosen={chosen.startsWith(`${year}-${two(one)}`) ? chosen : ''}
            today={say.today}
            onLook={look}
            onOpen={(on) => {
              setStop(on)
              onOpen(on)
            }}
          />
        ))}
      </div>
    </section>
  )
}
