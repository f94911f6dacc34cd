import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { listCalendars, saveCalendar } from '#rooms/promises/calendars/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { Chip, State } from '../../../kit/chip.tsx'
import { TextField, Toggle } from '../../../kit/field.tsx'
import { Choice } from '../../../kit/menu.tsx'
import { ErrorState, Skeleton } from '../../../kit/states.tsx'
import { offerUndo, say as tell } from '../../../kit/toasts.tsx'
import { type Answer, call, keyOf, newKey, useAct, useAsk } from '../../../shell/api.ts'
import { problemFrom, useProblemWords } from '../../../shell/problem.ts'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import { DayDialog } from './day-dialog.tsx'
import { type Hours, isSame, setDay } from './draft.ts'
import { EffectBar } from './effect.tsx'
import { HolidaysList } from './holidays-list.tsx'
import { hoursWords } from './hours-words.data.ts'
import type { Mode } from './modes.tsx'
import { WeekEditor } from './week-editor.tsx'
import { YearView } from './year-view.tsx'
import './hours.css'

type Listed = Answer<typeof listCalendars>
export type Calendar = Listed['calendars'][number]
type Edited = { name: string; hours: Hours }

const listed = keyOf(listCalendars, {})

/** Saves, shows what the house answers, and offers the way back. */
function useSaveCalendar(onSaved: (calendar: Calendar) => void) {
  const words = useWords(hoursWords)
  const queries = useQueryClient()
  const put = (one: Calendar, isOther: boolean) => {
    queries.setQueryData<Listed>(listed, (all) => {
      if (!all) return all
      const isKnown = all.calendars.some(({ id }) => id === one.id)
      return { calendars: isKnown ? all.calendars.map((old) => (old.id === one.id ? one : old)) : [...all.calendars, one] }
    })
    void queries.invalidateQueries({ queryKey: ['calendarYear'] })
    // Only one calendar is the house’s: the one that was is asked for again.
    if (isOther) void queries.invalidateQueries({ queryKey: listed })
  }
  const act = useAct(saveCalendar, { onProblem: ({ status }) => status === 409 && void queries.invalidateQueries({ queryKey: listed }) })
  const save = async (
    calendar: Calendar,
    change: Partial<Edited> & { isHouse?: boolean; isRetired?: boolean },
    mode: Mode,
  ): Promise<void> => {
    const { name, hours, isRetired } = calendar
    const body = { name, hours, isRetired, ...change, mode, version: calendar.version }
    const saved = await act.run({ params: { calendarId: calendar.id }, body })
    put(saved, change.isHouse !== undefined)
    onSaved(saved)
    if (change.isHouse === undefined)
      offerUndo(words.saved, async () => {
        const back = { name, hours, isRetired, mode, version: saved.version }
        put(await call(saveCalendar, { params: { calendarId: calendar.id }, body: back }), false)
      })
  }
  const add = async (from: Calendar): Promise<void> => {
    const body = { name: words.newName, hours: { ...from.hours, closed: [...from.hours.closed] } }
    const made = await act.run({ params: { calendarId: newKey() }, body })
    put(made, false)
    onSaved(made)
  }
  return { save, add, act }
}

function OpenNow({ calendar }: { calendar: Calendar }) {
  const words = useWords(hoursWords)
  const say = useSay()
  const { isOpenNow, nextChange } = calendar
  if (nextChange === null)
    return isOpenNow ? (
      <State icon="check" tone="ok">
        {words.openAlways}
      </State>
    ) : (
      <State icon="moon" tone="plain">
        {words.closedLong}
      </State>
    )
  const day = say.dayOf(nextChange)
  const at = day === say.today ? say.clockOf(nextChange) : `${say.clockOf(nextChange)} ${say.relative(day)}`
  return isOpenNow ? (
    <State icon="check" tone="ok">
      {words.openNow(at)}
    </State>
  ) : (
    <State icon="moon" tone="plain">
      {words.closedNow(at)}
    </State>
  )
}

const zones = (own: string): string[] => [...new Set(['Asia/Ho_Chi_Minh', own, ...(Intl.supportedValuesOf?.('timeZone') ?? [])])]

/** What a calendar is called, where its clock stands, and what becomes of it. */
function About({
  calendar,
  edited,
  isFree,
  onChange,
  onAct,
}: {
  calendar: Calendar
  edited: Edited
  /** Nothing waits to be saved. */
  isFree: boolean
  onChange: (edited: Edited) => void
  onAct: (change: { isHouse?: boolean; isRetired?: boolean }) => void
}) {
  const words = useWords(hoursWords)
  const { name, hours } = edited
  return (
    <div className="hours-about">
      <TextField label={words.name} value={name} maxLength={80} onText={(text) => onChange({ hours, name: text })} />
      <div className="field">
        <span className="field-label">{words.zone}</span>
        <Choice
          label={words.zone}
          value={hours.zone}
          choices={zones(hours.zone).map((value) => ({ value, words: value.replace(/_/g, ' ') }))}
          onChange={(zone) => onChange({ name, hours: { ...hours, zone } })}
        />
      </div>
      <Toggle isOn={hours.isAlways} onChange={(isAlways) => onChange({ name, hours: { ...hours, isAlways } })}>
        {words.always}
      </Toggle>
      {!calendar.isHouse && (
        <span className="row wrap g2">
          {!calendar.isRetired && (
            <Button size="small" disabled={!isFree} onClick={() => onAct({ isHouse: true })}>
              {words.makeHouse}
            </Button>
          )}
          <Button size="small" kind="quiet" disabled={!isFree} onClick={() => onAct({ isRetired: !calendar.isRetired })}>
            {calendar.isRetired ? words.bringBack : words.retire}
          </Button>
        </span>
      )}
    </div>
  )
}

function Editor({ calendar, save, act }: { calendar: Calendar } & ReturnType<typeof useSaveCalendar>) {
  const words = useWords(hoursWords)
  const problems = useProblemWords()
  const say = useSay()
  const [draft, setDraft] = useState<Edited>()
  const [mode, setMode] = useState<Mode>('recompute')
  const [year, setYear] = useState(Number(say.today.slice(0, 4)))
  const [open, setOpen] = useState<string>()
  const edited = draft ?? { name: calendar.name, hours: calendar.hours }
  const { hours } = edited
  const isChanged = !isSame(hours, calendar.hours) || edited.name !== calendar.name
  const change = (next: Hours) => setDraft({ ...edited, hours: next })
  const keep = () =>
    void save(calendar, edited, mode).then(
      () => setDraft(undefined),
      () => {},
    )
  return (
    <>
      {!hours.isAlways && (
        <section className="hours-part" aria-label={words.week}>
          <h2 className="section">{words.week}</h2>
          <WeekEditor hours={hours} onChange={change} />
        </section>
      )}
      <YearView hours={hours} year={year} onYear={(next) => setYear(Math.min(2098, Math.max(1970, next)))} onOpen={setOpen} />
      {!hours.isAlways && <HolidaysList calendarId={calendar.id} hours={hours} year={year} onChange={change} />}
      <section className="hours-part" aria-label={words.calendar}>
        <About
          calendar={calendar}
          edited={edited}
          isFree={!isChanged && !act.isRunning}
          onChange={setDraft}
          onAct={(what) => void save(calendar, what, mode).catch((error) => tell(problems.say(problemFrom(error)), { tone: 'danger' }))}
        />
      </section>
      {isChanged && (
        <EffectBar
          calendarId={calendar.id}
          name={edited.name || calendar.name}
          hours={hours}
          mode={mode}
          problem={act.problem}
          isSaving={act.isRunning}
          onMode={setMode}
          onDrop={() => setDraft(undefined)}
          onSave={keep}
        />
      )}
      {open && !hours.isAlways && (
        <DayDialog
          hours={hours}
          date={open}
          onChange={(choice) => change(setDay(hours, open, choice))}
          onClose={() => setOpen(undefined)}
        />
      )}
    </>
  )
}

/** When the house is open: every due of a promise is counted by it. */
export function HoursPart() {
  const words = useWords(hoursWords)
  const problems = useProblemWords()
  const say = useSay()
  const asked = useAsk(listCalendars, {})
  const [chosen, choose] = useState<string>()
  const saving = useSaveCalendar(({ id }) => choose(id))
  const all = asked.data?.calendars
  const calendar = all?.find(({ id }) => id === chosen) ?? all?.find(({ isHouse }) => isHouse) ?? all?.[0]
  return (
    <>
      <header className="settings-section hours-head">
        <div className="grow hours-head-words">
          <h2 className="section">{words.title}</h2>
          <p className="t2">{words.why}</p>
        </div>
        {calendar && <OpenNow calendar={calendar} />}
      </header>
      {asked.error && !all && <ErrorState problem={asked.error} onRetry={() => void asked.refetch()} isSlim />}
      {!all && !asked.error && <Skeleton lines={7} height={3} />}
      {calendar && all && (
        <div className="hours-which">
          {all.length > 1 && (
            <div className="setting-wide">
              <Choice
                label={words.calendar}
                value={calendar.id}
                onChange={choose}
                choices={all.map(({ id, name, isHouse, isRetired }) => ({
                  value: id,
                  words: name,
                  ...(isHouse ? { hint: words.houseCalendar } : isRetired ? { hint: words.retired } : {}),
                }))}
              />
            </div>
          )}
          {calendar.isRetired && <Chip>{words.retired}</Chip>}
          <span className="meta grow">{words.counts(say.number(calendar.standards), say.number(calendar.open))}</span>
          <Button
            kind="quiet"
            icon="plus"
            isAtEdge
            disabled={saving.act.isRunning}
            onClick={() => void saving.add(calendar).catch((error) => tell(problems.say(problemFrom(error)), { tone: 'danger' }))}
          >
            {words.add}
          </Button>
        </div>
      )}
      {calendar && <Editor key={calendar.id} calendar={calendar} {...saving} />}
    </>
  )
}
