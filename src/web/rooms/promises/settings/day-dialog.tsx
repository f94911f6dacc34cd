import { useState } from 'react'
import { showWeekday } from '#values/civil-date.ts'
import { lunarOf, showLunarDay } from '#values/lunar-date.ts'
import { Button } from '../../../kit/button.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { Radios, TextField } from '../../../kit/field.tsx'
import { kitWords } from '../../../kit/words.data.ts'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import { choiceOf, type DayChoice, type Hours, nightInto, weekdayName } from './draft.ts'
import { type Interval, isInterval, isOvernight } from './hour.ts'
import { hoursWords } from './hours-words.data.ts'
import { Intervals } from './intervals.tsx'

/** One day: as usual, closed, or with hours of its own, and why. */
export function DayDialog({
  hours,
  date,
  onChange,
  onClose,
}: {
  hours: Hours
  date: string
  onChange: (choice: DayChoice) => void
  onClose: () => void
}) {
  const words = useWords(hoursWords)
  const kit = useWords(kitWords)
  const say = useSay()
  const before = choiceOf(hours, date)
  const usual = hours.weekly[weekdayName(date)] ?? []
  const nameBefore = before.kind === 'weekly' ? undefined : before.name
  const [kind, setKind] = useState(before.kind)
  const [intervals, setIntervals] = useState<Interval[]>(
    before.kind === 'special' ? before.intervals : usual.length > 0 ? usual : [['08:00', '12:00']],
  )
  const [reason, setReason] = useState(nameBefore?.[say.language] ?? '')
  const moon = lunarOf(date)
  const night = nightInto(hours, date)
  const isReady = kind !== 'special' || (intervals.length > 0 && intervals.every(isInterval))
  const submit = () => {
    if (!isReady) return
    const typed = reason.trim()
    // A name that came in both languages keeps both while nobody writes another.
    const name = typed === '' ? undefined : typed === nameBefore?.[say.language] ? nameBefore : { vi: typed, en: typed }
    onChange(kind === 'weekly' ? { kind } : kind === 'closed' ? { kind, name } : { kind, intervals, name })
    onClose()
  }
  const usualWords = usual.length === 0 ? words.rest : usual.map(([from, to]) => `${from}–${to}`).join(', ')
  return (
    <Dialog
      title={`${showWeekday(date, say.language)} ${say.date(date)}`}
      size="small"
      onClose={onClose}
      onSubmit={submit}
      ends={
        <>
          <Button onClick={onClose}>{kit.cancel}</Button>
          <Button kind="primary" type="submit" disabled={!isReady}>
            {words.set}
          </Button>
        </>
      }
    >
      {moon && <p className="t2">{showLunarDay(moon, say.language)}</p>}
      <Radios
        label={words.day}
        value={kind}
        onChange={setKind}
        choices={[
          { value: 'weekly', words: words.asUsual(usualWords) },
          { value: 'closed', words: words.closedDay },
          { value: 'special', words: words.ownHours },
        ]}
      />
      {kind === 'special' && <Intervals day={say.date(date)} intervals={intervals} isOneDate onChange={setIntervals} />}
      {kind !== 'weekly' && night && !intervals.some(([from]) => kind === 'special' && from === '00:00') && (
        <p className="meta row wrap g2">
          {words.nightBefore(night.join('–'))}
          {kind === 'special' && (
            <Button size="small" onClick={() => setIntervals([night, ...intervals])}>
              {words.keepNight(night.join('–'))}
            </Button>
          )}
        </p>
      )}
      {kind === 'special' && intervals.some(isOvernight) && <p className="meta">{words.midnightWhy}</p>}
      {kind !== 'weekly' && (
        <TextField label={words.reason} placeholder={words.reasonHint} value={reason} maxLength={80} onText={setReason} />
      )}
    </Dialog>
  )
}
