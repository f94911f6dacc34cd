import { IconButton } from '../../../kit/button.tsx'
import { useWords } from '../../../shell/words.ts'
import { copyWeekday, days, type Hours, setWeekday } from './draft.ts'
import { hoursWords } from './hours-words.data.ts'
import { Intervals } from './intervals.tsx'

/** The hours of each weekday. */
export function WeekEditor({ hours, onChange }: { hours: Hours; onChange: (hours: Hours) => void }) {
  const words = useWords(hoursWords)
  return (
    <table className="hours-week">
      <caption className="unseen">{words.week}</caption>
      <tbody className="hours-days">
        {days.map((day) => {
          const intervals = hours.weekly[day] ?? []
          const name = words.weekdays[day]
          return (
            <tr key={day} className="hours-day">
              <th scope="row" className="hours-weekday">
                {name}
              </th>
              <td className="hours-of-day">
                <Intervals day={name} intervals={intervals} onChange={(next) => onChange(setWeekday(hours, day, next))} />
              </td>
              <td className="hours-copy">
                {intervals.length > 0 && (
                  <IconButton icon="copy" size="small" label={words.copyDay(name)} onClick={() => onChange(copyWeekday(hours, day))} />
                )}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
