import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { forgetMood, listMoods, noteMood } from '#rooms/team/mine/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { TextField } from '../../../kit/field.tsx'
import { Icon } from '../../../kit/icons.tsx'
import { ErrorState, ProblemLine, Skeleton } from '../../../kit/states.tsx'
import { say as notice } from '../../../kit/toasts.tsx'
import { kitWords } from '../../../kit/words.data.ts'
import { keyOf, useAct, useAsk } from '../../../shell/api.ts'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import { Face } from './face.tsx'
import { type Level, levelOf, levels, type Mood, weeksUpTo } from './moods.ts'
import { ownWords } from './words.data.ts'

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const

/** The four weeks up to now; a day says its date and its word to whoever cannot see the face. */
function Weeks({ moods }: { moods: readonly Mood[] }) {
  const words = useWords(ownWords)
  const say = useSay()
  const weeks = weeksUpTo(say.today, moods)
  return (
    <table className="mood-weeks">
      <caption className="meta">{words.weeks}</caption>
      <thead>
        <tr>
          {weekdays.map((weekday) => (
            <th key={weekday} scope="col" className="meta">
              {words.weekdays[weekday]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]?.day}>
            {week.map(({ day, mood, isToCome }) => {
              const word = mood ? words.moods[levelOf(mood.mood)] : words.nothing
              return (
                <td key={day} title={isToCome ? undefined : [say.dayMonth(day), word, mood?.words].filter(Boolean).join(' · ')}>
                  <span className="meta num mood-date" aria-hidden="true">
                    {day.slice(8)}
                  </span>
                  {mood ? <Face level={levelOf(mood.mood)} isSmall /> : <span className="mood-none" />}
                  {!isToCome && (
                    <span className="unseen">
                      {say.dayMonth(day)}: {word}
                    </span>
                  )}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** How one's own day was: five faces with their words, for nobody but oneself. */
export function MoodPart() {
  const words = useWords(ownWords)
  const kit = useWords(kitWords)
  const say = useSay()
  const queries = useQueryClient()
  const all = useAsk(listMoods, {})
  const [text, setText] = useState('')
  const moods = all.data?.moods ?? []
  const today = moods.find(({ day }) => day === say.today)
  useEffect(() => setText(today?.words ?? ''), [today?.words])
  const put = (next: (before: readonly Mood[]) => Mood[]) =>
    queries.setQueryData<{ moods: Mood[] }>(keyOf(listMoods, {}), (before) => ({ moods: next(before?.moods ?? []) }))
  const note = useAct(noteMood, {
    onDone: (mood) => {
      put((before) => [mood, ...before.filter(({ day }) => day !== mood.day)])
      notice(words.moodSaved, { tone: 'ok' })
    },
  })
  const forget = useAct(forgetMood, {
    onDone: () => {
      put((before) => before.filter(({ day }) => day !== say.today))
      notice(words.moodForgotten)
    },
  })
  const save = (mood: Level) => note.go({ params: { day: say.today }, body: { mood, ...(text.trim() ? { words: text.trim() } : {}) } })
  return (
    <section>
      <h2 className="section">{words.mood}</h2>
      <p className="t2 row g2">
        <Icon name="lock" size="small" /> {words.moodWhy}
      </p>
      {all.error && !all.data ? (
        <ErrorState problem={all.error} onRetry={() => void all.refetch()} isSlim />
      ) : !all.data ? (
        <Skeleton height={5} />
      ) : (
        <div className="mood">
          <div>
            <fieldset className="mood-faces">
              <legend className="unseen">{words.mood}</legend>
              {levels.map((level) => (
                <button
                  key={level}
                  type="button"
                  className="mood-face"
                  aria-pressed={today?.mood === level}
                  disabled={note.isRunning}
                  onClick={() => save(level)}
                >
                  <Face level={level} />
                  <span>{words.moods[level]}</span>
                </button>
              ))}
            </fieldset>
            {today && (
              <form
                className="setting-line"
                onSubmit={(event) => {
                  event.preventDefault()
                  save(levelOf(today.mood))
                }}
              >
                <TextField label={words.moodWords} autoComplete="off" maxLength={300} value={text} onText={setText} />
                <Button type="submit" disabled={text.trim() === (today.words ?? '')} isBusy={note.isRunning}>
                  {kit.save}
                </Button>
                <Button kind="quiet" onClick={() => forget.go({ params: { day: say.today } })} isBusy={forget.isRunning}>
                  {words.forgetToday}
                </Button>
              </form>
            )}
            <ProblemLine problem={note.problem ?? forget.problem} />
          </div>
          {moods.length > 0 && <Weeks moods={moods} />}
        </div>
      )}
    </section>
  )
}
