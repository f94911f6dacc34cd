import { useState } from 'react'
import { calendarYear } from '#rooms/promises/calendars/contract.ts'
import { addDays, daysBetween, showWeekday } from '#values/civil-date.ts'
import { lunarOf, nameLunarDay } from '#values/lunar-date.ts'
import { defaultTet, type PublicHoliday, publicHolidays } from '#values/public-holidays.ts'
import { Button } from '../../../kit/button.tsx'
import { Chip } from '../../../kit/chip.tsx'
import { Icon } from '../../../kit/icons.tsx'
import { Choice } from '../../../kit/menu.tsx'
import { Skeleton } from '../../../kit/states.tsx'
import { useAsk } from '../../../shell/api.ts'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import { addHolidays, choiceOf, type Hours, removeDays, type Year } from './draft.ts'
import { hoursWords } from './hours-words.data.ts'

type Change = (hours: Hours) => void

const isIn = (hours: Hours, date: string): boolean => choiceOf(hours, date).kind !== 'weekly'

/** In the calendar already, with a way out; or a way in. */
function InOrOut({ isThere, name, onPut, onTake }: { isThere: boolean; name: string; onPut: () => void; onTake: () => void }) {
  const words = useWords(hoursWords)
  return isThere ? (
    <span className="row g2">
      <span className="row g1 c-ok meta">
        <Icon name="check" size="small" />
        {words.isIn}
      </span>
      <Button kind="quiet" size="small" aria-label={words.takeOne(name)} onClick={onTake}>
        {words.take}
      </Button>
    </span>
  ) : (
    <Button size="small" aria-label={words.putOne(name)} onClick={onPut}>
      {words.put}
    </Button>
  )
}

/** The Tết block, which every year is laid anew: from which day to which. */
function TetLine({ hours, year, tet, onChange }: { hours: Hours; year: number; tet: Year['tet']; onChange: Change }) {
  const words = useWords(hoursWords)
  const say = useSay()
  const first = addDays(defaultTet(year).from, 1)
  const [from, setFrom] = useState(tet.from)
  const [to, setTo] = useState(tet.to)
  const named = (date: string): string => {
    const moon = lunarOf(date)
    return [say.dayMonth(date), moon && nameLunarDay(moon, say.language)].filter(Boolean).join(' · ')
  }
  const choices = (start: number, end: number) =>
    Array.from({ length: end - start + 1 }, (_, at) => addDays(first, start + at)).map((value) => ({ value, words: named(value) }))
  const block = publicHolidays(year, { tet: { from, to } }).filter(({ key }) => key === 'tet')
  const isThere = block.every(({ date }) => isIn(hours, date))
  return (
    <li className="holiday holiday-tet">
      <div className="grow">
        <p className="row wrap g2">
          <span className="strong">{words.tet}</span>
          <span className="meta">{words.daysCount(daysBetween(from, to) + 1)}</span>
        </p>
        <p className="meta">{tet.isAnnounced && from === tet.from && to === tet.to ? words.tetAnnounced : words.tetGuess}</p>
        <div className="tet-block">
          <span className="meta">{words.tetFrom}</span>
          <div className="tet-end">
            <Choice isSmall label={words.tetFrom} value={from} choices={choices(-10, 0)} onChange={setFrom} />
          </div>
          <span className="meta">{words.tetTo}</span>
          <div className="tet-end">
            <Choice isSmall label={words.tetTo} value={to} choices={choices(0, 12)} onChange={setTo} />
          </div>
        </div>
      </div>
      <InOrOut
        isThere={isThere}
        name={words.tet}
        onPut={() => onChange(addHolidays(hours, block))}
        onTake={() =>
          onChange(
            removeDays(
              hours,
              block.map(({ date }) => date),
            ),
          )
        }
      />
    </li>
  )
}

/** The public holidays of a year, each or all put in with one press. */
export function HolidaysList({ calendarId, hours, year, onChange }: { calendarId: string; hours: Hours; year: number; onChange: Change }) {
  const words = useWords(hoursWords)
  const say = useSay()
  const asked = useAsk(calendarYear, { params: { calendarId, year: String(year) } })
  if (!asked.data) return <Skeleton lines={4} height={3} />
  const { tet, holidays } = asked.data
  const named = (one: Year['holidays'][number]): Pick<PublicHoliday, 'date' | 'names'> => ({ date: one.date, names: one.name })
  // Days that are over would change nothing any more.
  const missing = holidays.filter((one) => !one.isUndecided && one.date >= say.today && !isIn(hours, one.date))
  return (
    <section className="hours-part" aria-label={words.holidays(String(year))}>
      <header className="settings-section">
        <h2 className="section grow">{words.holidays(String(year))}</h2>
        {missing.length > 0 ? (
          <Button icon="plus" onClick={() => onChange(addHolidays(hours, missing.map(named)))}>
            {words.addAll}
          </Button>
        ) : (
          <span className="meta">{words.allIn}</span>
        )}
      </header>
      <ul className="holidays">
        <TetLine key={`${year} ${tet.from} ${tet.to}`} hours={hours} year={year} tet={tet} onChange={onChange} />
        {holidays
          .filter(({ isTet }) => !isTet)
          .map((one) => (
            <li key={one.date} className="holiday">
              <div className="grow">
                <p className="row wrap g2">
                  <span className="strong">{one.name[say.language]}</span>
                  {one.isUndecided && <Chip tone="warn">{words.undecided}</Chip>}
                </p>
                <p className="meta">
                  {showWeekday(one.date, say.language)} <span className="num">{say.date(one.date)}</span>
                </p>
              </div>
              <InOrOut
                isThere={isIn(hours, one.date)}
                name={one.name[say.language]}
                onPut={() => onChange(addHolidays(hours, [named(one)]))}
                onTake={() => onChange(removeDays(hours, [one.date]))}
              />
            </li>
          ))}
      </ul>
    </section>
  )
}
