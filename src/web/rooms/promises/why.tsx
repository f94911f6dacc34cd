import { Icon } from '../../kit/icons.tsx'
import { useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import { momentWords, type Promised, spanOf } from './naming.ts'
import { promiseWords } from './words.data.ts'

type Why = Promised['why']

/** "theo tiêu chuẩn …, 2 giờ trong giờ mở cửa": in one line why a time was named. */
export function useWhyLine(): (why: Why) => string {
  const words = useWords(promiseWords)
  const say = useSay()
  return (why) => {
    const amount =
      why.days !== null
        ? words.why.days(say.number(why.days), why.days)
        : why.seconds !== null
          ? spanOf(why.seconds * 1000, words.left, say)
          : undefined
    const counted = amount && (why.calendarName ? words.why.counted(amount, why.calendarName) : words.why.countedNoCalendar(amount))
    const standard = why.standardName && words.why.byStandard(why.standardName, words.why.levels[why.standardLevel ?? 'house'])
    return [standard, counted, why.cutoff && words.why.cutoff(why.cutoff)].filter(Boolean).join(' · ') || words.why.byHand
  }
}

/** The opening hours that were counted, and the standards that would have named another time. */
export function WhyDue({ why }: { why: Why }) {
  const words = useWords(promiseWords)
  const say = useSay()
  const line = useWhyLine()
  const when = (at: string) => momentWords(at, words.left, say)
  return (
    <div className="stack g2">
      <p>{line(why)}</p>
      {why.spans.length > 0 && (why.seconds !== null || why.days !== null) && (
        <table className="promise-table why-spans">
          <caption className="unseen">{words.why.spans}</caption>
          <tbody>
            <tr>
              <th scope="row" className="t2">
                {words.why.starts(when(why.startsAt))}
              </th>
              <td />
            </tr>
            {why.spans.map((span) => (
              <tr key={span.from} className={span.kind === 'paused' ? 't3' : undefined}>
                <th scope="row">
                  <span className="num">
                    {say.dayMonth(say.dayOf(span.from))} {say.clockOf(span.from)}–
                    {say.dayOf(span.to) === say.dayOf(span.from) ? '' : `${say.dayMonth(say.dayOf(span.to))} `}
                    {say.clockOf(span.to)}
                  </span>{' '}
                  <span className="t3">{words.why[span.kind]}</span>
                </th>
                <td className="num right">{span.kind === 'open' ? spanOf(span.seconds * 1000, words.left, say) : '–'}</td>
              </tr>
            ))}
            {why.due && (
              <tr>
                <th scope="row" className="strong">
                  {words.why.ends(when(why.due))}
                </th>
                <td />
              </tr>
            )}
          </tbody>
        </table>
      )}
      {why.passedOver.length > 0 && (
        <>
          <p className="t2">{words.why.passed}</p>
          <ul className="stack g1">
            {why.passedOver.map((one) => (
              <li key={one.name}>
                <Icon name="none" size="small" className="t3" /> {one.name} <span className="t3">· {words.why.passedWhy[one.why]}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
