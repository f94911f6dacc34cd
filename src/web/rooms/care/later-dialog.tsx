import { useState } from 'react'
import { addDays, isDate } from '#values/civil-date.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { TextField } from '../../kit/field.tsx'
import { useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import { careWords } from './words.data.ts'

const NEAR = [1, 3, 7] as const
const FURTHEST = 366

/** On which day an act stands again. */
export default function LaterDialog({ sentence, onDay, onClose }: { sentence: string; onDay: (day: string) => void; onClose: () => void }) {
  const words = useWords(careWords)
  const say = useSay()
  const [day, setDay] = useState('')
  const isFit = isDate(day) && day > say.today && day <= addDays(say.today, FURTHEST)
  const choose = (chosen: string) => {
    onClose()
    onDay(chosen)
  }
  return (
    <Dialog
      title={words.laterWhen}
      size="small"
      onClose={onClose}
      onSubmit={() => isFit && choose(day)}
      ends={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          {day !== '' && (
            <Button kind="primary" type="submit" disabled={!isFit}>
              {words.keep}
            </Button>
          )}
        </>
      }
    >
      <p className="body t2">{sentence}</p>
      <div className="later-days">
        {NEAR.map((days, at) => {
          const on = addDays(say.today, days)
          return (
            <Button key={days} size="large" data-autofocus={at === 0 || undefined} onClick={() => choose(on)}>
              <span className="grow">{days === 1 ? words.laterTomorrow : words.laterIn(say.number(days), days)}</span>
              <span className="meta num">
                {say.weekday(on)} {say.dayMonth(on)}
              </span>
            </Button>
          )
        })}
      </div>
      <TextField
        label={words.otherDay}
        type="date"
        min={addDays(say.today, 1)}
        max={addDays(say.today, FURTHEST)}
        value={day}
        onText={setDay}
      />
    </Dialog>
  )
}
