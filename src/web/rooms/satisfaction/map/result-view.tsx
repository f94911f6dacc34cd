import { scaleEnds } from '#rooms/satisfaction/contract.ts'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import { satisfactionWords } from '../words.data.ts'
import type { Result } from './map-data.ts'

const NEEDED = 30

/** A share as a percentage, of NPS as points with their sign. */
function useFigure({ scale }: Pick<Result, 'scale'>) {
  const say = useSay()
  return (value: number): string => {
    if (scale !== 'nps') return say.percent(value, 0)
    const points = Math.round(value * 100)
    return `${points > 0 ? '+' : points < 0 ? '−' : ''}${say.number(Math.abs(points))}`
  }
}

/** The answers of one scale as they were given, and what they come to where there are enough. */
export function ResultView({ result }: { result: Result }) {
  const words = useWords(satisfactionWords)
  const say = useSay()
  const figure = useFigure(result)
  const { scale, counts, answers, score } = result
  const [least] = scaleEnds[scale]
  const given = counts.map((count, at) => ({ count, value: least + at }))
  const most = Math.max(1, ...counts)
  return (
    <div className="result">
      <div className="result-head">
        <span className="meta">{words.scales[scale]}</span>
        {score && <span className="num strong result-figure">{figure(score.value)}</span>}
      </div>
      <p className="meta t2">
        {score
          ? words.map.range(figure(score.low), figure(score.high), say.number(answers))
          : words.map.needs(say.number(answers), say.number(NEEDED))}
      </p>
      <ul className="result-bars">
        {given.map(({ count, value }) => (
          <li key={value} className="result-bar" title={words.map.answer(String(value), say.number(count))}>
            <span className="result-room" aria-hidden="true">
              <i style={{ height: `${(count / most) * 100}%` }} />
            </span>
            <span className="meta num" aria-hidden="true">
              {value}
            </span>
            <span className="unseen">{words.map.answer(String(value), say.number(count))}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
