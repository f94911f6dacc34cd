import { daysBetween } from '#values/civil-date.ts'
import { Chip } from '../../kit/chip.tsx'
import { Icon } from '../../kit/icons.tsx'
import { useSay } from '../../shell/say.ts'
import { useTrade } from '../../shell/trade.ts'
import { useWords } from '../../shell/words.ts'
import type { Card } from './usual.ts'
import { Veiled } from './veil.tsx'
import { recognitionWords } from './words.data.ts'

const firstLarge = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1)

/** The stay that is under way or comes next. */
export function StayCard({ stay }: { stay: NonNullable<Card['stay']> }) {
  const words = useWords(recognitionWords)
  const say = useSay()
  const trade = useTrade()
  const { startsOn, endsOn, state, nth, summary, amount } = stay
  const isNow = startsOn <= say.today
  const nights = endsOn ? daysBetween(startsOn, endsOn) : 0
  const dayWords = (day: string) =>
    Math.abs(daysBetween(say.today, day)) <= 1
      ? say.relative(day)
      : `${say.language === 'vi' ? say.weekday(day).toLocaleLowerCase('vi') : say.weekday(day)} ${say.dayMonth(day)}`
  const count = say.number(nth)
  return (
    <section className="aside-part">
      <h2 className="strong">{firstLarge(isNow ? words.stay.now(trade.visit) : words.stay.next(trade.visit))}</h2>
      <div className="card stay-card">
        <p className="row g2">
          <Icon name={trade.icon} className="t3" />
          <b className="grow">{summary}</b>
          <Chip tone={state === 'open' ? 'ok' : 'info'} icon={state === 'open' ? 'check' : 'clock'}>
            {state === 'open'
              ? trade.isHere
              : state === 'booked'
                ? trade.isBooked
                : (words.states[state as keyof typeof words.states] ?? state)}
          </Chip>
        </p>
        <p className="t2">{state === 'booked' ? words.arrives(dayWords(startsOn), count) : words.here(dayWords(startsOn), count)}</p>
        {nights > 0 && endsOn && <p className="t2">{words.leaves(say.number(nights), nights, dayWords(endsOn))}</p>}
        {amount && (
          <p className="num t2">
            <Veiled>{say.money(amount)}</Veiled>
          </p>
        )}
      </div>
    </section>
  )
}
