import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import type { Consents } from './naming.ts'
import { consentWords } from './words.data.ts'

type Choice = NonNullable<Consents['choice']>

/** What somebody chose for themselves, a sentence each. */
export function useChoiceWords() {
  const words = useWords(consentWords)
  const say = useSay()
  return ({ monthly, pausedUntil, days, fromHour, untilHour, channel }: Choice): string[] => {
    const { choice } = words
    const isPaused = pausedUntil !== null && new Date(pausedUntil) > new Date()
    const hours = fromHour !== null || untilHour !== null
    return [
      monthly === 0 ? choice.serviceOnly : monthly === null ? '' : choice.monthly(say.number(monthly)),
      isPaused ? choice.paused(say.date(say.dayOf(pausedUntil))) : '',
      days ? choice.days(days.map((day) => choice.weekdays[day - 1] ?? '').join(', ')) : '',
      hours ? choice.hours(say.number(fromHour ?? 0), say.number(untilHour ?? 24)) : '',
      channel ? choice.channel(words.channels[channel]) : '',
    ].filter((sentence) => sentence !== '')
  }
}

export function OwnChoice({ choice }: { choice: Choice | null }) {
  const words = useWords(consentWords).choice
  const sentences = useChoiceWords()
  const said = choice ? sentences(choice) : []
  return (
    <section className="card consent-card">
      <h2 className="section">{words.title}</h2>
      {said.length === 0 ? (
        <p className="t2">{words.none}</p>
      ) : (
        <ul className="consent-choice">
          {said.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </section>
  )
}
