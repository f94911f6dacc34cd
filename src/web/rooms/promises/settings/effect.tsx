import { useQuery } from '@tanstack/react-query'
import { previewCalendar } from '#rooms/promises/calendars/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { useSettled } from '../../../kit/settled.ts'
import { ProblemLine } from '../../../kit/states.tsx'
import { type Answer, call } from '../../../shell/api.ts'
import type { Problem } from '../../../shell/problem.ts'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import { type Hours, isWhole } from './draft.ts'
import { hoursWords } from './hours-words.data.ts'
import { type Mode, Modes } from './modes.tsx'

type Effect = Answer<typeof previewCalendar>

/** An hour with its day, as short as it can be said. */
function useMoment() {
  const words = useWords(hoursWords)
  const say = useSay()
  return (at: string | null): string => (at === null ? words.noDue : `${say.clockOf(at)} ${say.nearDate(say.dayOf(at))}`)
}

function Moved({ effect }: { effect: Effect }) {
  const words = useWords(hoursWords)
  const moment = useMoment()
  if (effect.first.length === 0) return null
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys.
    <section className="moved-room" data-scrolls aria-label={words.moved} tabIndex={0}>
      <table className="moved">
        <caption className="unseen">{words.moved}</caption>
        <thead>
          <tr>
            <th scope="col">{words.promise}</th>
            <th scope="col">{words.was}</th>
            <th scope="col">{words.becomes}</th>
            <th scope="col">{words.heard}</th>
          </tr>
        </thead>
        <tbody>
          {effect.first.slice(0, 5).map((one) => (
            <tr key={one.id}>
              <td>{one.words}</td>
              <td className="num">{moment(one.before)}</td>
              <td className="num strong">{moment(one.after)}</td>
              <td className={`num ${one.isNew ? 'c-danger' : ''}`}>{one.promised ? moment(one.promised) : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const useEffectWords = () => {
  const words = useWords(hoursWords)
  const say = useSay()
  return (effect: Effect): string => {
    if (effect.open === 0) return words.noneOpen
    if (effect.earlier + effect.later === 0) return words.noneMoves(say.number(effect.open))
    const moved = [
      effect.earlier > 0 && words.earlier(say.number(effect.earlier)),
      effect.later > 0 && words.later(say.number(effect.later)),
    ]
    return words.effect(say.number(effect.open), moved.filter(Boolean).join(', '))
  }
}

/** Changes that are not kept yet: what they would do, in which way, and the two ways on. */
export function EffectBar({
  calendarId,
  name,
  hours,
  mode,
  problem,
  isSaving,
  onMode,
  onDrop,
  onSave,
}: {
  calendarId: string
  name: string
  hours: Hours
  mode: Mode
  problem: Problem | undefined
  isSaving: boolean
  onMode: (mode: Mode) => void
  onDrop: () => void
  onSave: () => void
}) {
  const words = useWords(hoursWords)
  const say = useSay()
  const effectWords = useEffectWords()
  const ready = isWhole(hours)
  const typed = JSON.stringify({ hours, mode })
  const asked = useSettled(typed, 300)
  const preview = useQuery<Effect, Problem>({
    queryKey: ['previewCalendar', calendarId, asked],
    queryFn: () => {
      const { hours, mode } = JSON.parse(asked) as { hours: Hours; mode: Mode }
      return call(previewCalendar, { params: { calendarId }, body: { name, hours, mode } })
    },
    enabled: ready,
    placeholderData: (before) => before,
    retry: false,
  })
  const effect = ready && !preview.error ? preview.data : undefined
  // What is shown is of hours that were typed before.
  const isOld = asked !== typed || preview.isFetching
  return (
    <>
      {effect && effect.open > 0 && (
        <div className="effect-detail">
          <Moved effect={effect} />
          <Modes value={mode} onChange={onMode} />
        </div>
      )}
      <section className="effect-bar" aria-label={words.unsaved}>
        <ProblemLine problem={problem ?? preview.error ?? undefined} />
        <div className="effect-foot">
          <div className="effect-told" role="status">
            <p className="strong">{effect && !isOld ? effectWords(effect) : ready && !preview.error ? words.counting : words.unsaved}</p>
            {effect && !isOld && effect.earlier + effect.later > 0 && (
              <p className={effect.needRepromise > 0 ? 'c-danger' : 't2'}>
                {effect.needRepromise > 0 ? words.needNew(say.number(effect.needRepromise)) : words.noneHeard}
              </p>
            )}
            {!ready && <p className="c-danger">{words.notAnHour}</p>}
          </div>
          <div className="effect-ends">
            <Button onClick={onDrop}>{words.drop}</Button>
            <Button kind="primary" disabled={!ready || isOld || preview.error !== null} isBusy={isSaving} onClick={onSave}>
              {words.save}
            </Button>
          </div>
        </div>
      </section>
    </>
  )
}
