import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { addHouseDay, changeHouseDay, listHouseDays, removeHouseDay } from '#rooms/messages/cards/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { Segmented, TextField, Toggle } from '../../../kit/field.tsx'
import { ErrorState, ProblemLine, Skeleton } from '../../../kit/states.tsx'
import { keyOf, useAct, useAsk } from '../../../shell/api.ts'
import { useLanguage } from '../../../shell/look.ts'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import { cardWords } from './words.data.ts'

const none = { vi: '', en: '', calendar: 'solar' as 'solar' | 'lunar', day: '', month: '', prepare: '7' }

/** Which days the house keeps, and its own. */
export function HouseDaysDialog({ onChanged, onClose }: { onChanged: () => void; onClose: () => void }) {
  const words = useWords(cardWords)
  const language = useLanguage()
  const say = useSay()
  const queries = useQueryClient()
  const asked = useAsk(listHouseDays, {})
  const [own, setOwn] = useState<typeof none>()
  const done = () => {
    void queries.invalidateQueries({ queryKey: keyOf(listHouseDays) })
    onChanged()
  }
  const change = useAct(changeHouseDay, { onDone: done })
  const remove = useAct(removeHouseDay, { onDone: done })
  const add = useAct(addHouseDay, {
    onDone: () => {
      setOwn(undefined)
      done()
    },
  })
  const problem = change.problem ?? remove.problem ?? add.problem
  const save = () => {
    if (!own) return onClose()
    const body = {
      names: { vi: own.vi, en: own.en || own.vi },
      calendar: own.calendar,
      day: Number(own.day),
      month: Number(own.month),
      prepareDays: Number(own.prepare),
    }
    add.go({ body })
  }
  return (
    <Dialog
      title={words.days}
      size="wide"
      onClose={onClose}
      onSubmit={save}
      ends={
        <>
          {!own && (
            <Button icon="plus" onClick={() => setOwn(none)}>
              {words.addDay}
            </Button>
          )}
          {own && <Button onClick={() => setOwn(undefined)}>{words.cancel}</Button>}
          <Button kind="primary" type="submit" isBusy={add.isRunning}>
            {own ? words.save : words.done}
          </Button>
        </>
      }
    >
      <div className="stack g3">
        <p className="t2">{words.daysWhy}</p>
        {problem && <ProblemLine problem={problem} />}
        {own && (
          <div className="stack g3">
            <div className="own-day">
              <TextField label={words.nameVi} value={own.vi} onText={(vi) => setOwn({ ...own, vi })} maxLength={80} data-autofocus />
              <TextField label={words.nameEn} value={own.en} onText={(en) => setOwn({ ...own, en })} maxLength={80} />
            </div>
            <Segmented
              label={words.calendar}
              value={own.calendar}
              choices={(['solar', 'lunar'] as const).map((value) => ({ value, words: words.calendars[value] }))}
              onChange={(calendar) => setOwn({ ...own, calendar })}
            />
            <div className="own-day">
              <TextField label={words.day} isNum inputMode="numeric" value={own.day} onText={(day) => setOwn({ ...own, day })} />
              <TextField
                label={words.monthField}
                isNum
                inputMode="numeric"
                value={own.month}
                onText={(month) => setOwn({ ...own, month })}
              />
              <TextField
                label={words.prepareField}
                isNum
                inputMode="numeric"
                value={own.prepare}
                onText={(prepare) => setOwn({ ...own, prepare })}
              />
            </div>
          </div>
        )}
        {asked.error && <ErrorState problem={asked.error} onRetry={() => void asked.refetch()} />}
        {!asked.data && !asked.error && <Skeleton height={20} />}
        <ul className="days-list">
          {asked.data?.days.map((day) => (
            <li key={day.key} className="house-day">
              <div className="house-toggle">
                <Toggle
                  isOn={day.isKept}
                  onChange={(isKept) => change.go({ params: { key: day.key }, body: { isKept, version: day.version } })}
                >
                  <span className="stack">
                    <span>{day.names[language]}</span>
                    <span className="meta">
                      {words.calendars[day.calendar]} {day.day === 0 ? '30' : day.day}/{day.month} ·{' '}
                      {words.prepareDays(say.number(day.prepareDays))}
                    </span>
                  </span>
                </Toggle>
              </div>
              {day.isOwn && (
                <Button kind="quiet" size="small" onClick={() => remove.go({ params: { key: day.key } })}>
                  {words.remove}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  )
}
