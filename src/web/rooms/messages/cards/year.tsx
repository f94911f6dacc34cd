import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { draftCard, occasionYear, type PersonDay, peopleOfDay, peopleOnDate } from '#rooms/messages/cards/contract.ts'
import { isDate } from '#values/civil-date.ts'
import { ErrorState, Skeleton } from '../../../kit/states.tsx'
import { count, text, useAddress } from '../../../shell/address.ts'
import { keyOf, useAsk } from '../../../shell/api.ts'
import { useLanguage } from '../../../shell/look.ts'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import { PlaceHead } from '../place-head.tsx'
import { CardDialog } from './card-dialog.tsx'
import { DaysViews } from './days-views.tsx'
import type { CardOf } from './faces.tsx'
import { PeopleDialog } from './people-dialog.tsx'
import { SeveralDialog } from './several-dialog.tsx'
import { DayPane, Holidays, type KeptDay } from './year-day.tsx'
import { type DayMark, YearMonths } from './year-months.tsx'
import { yearWords } from './year-words.data.ts'
import './cards.css'
import './year.css'

const address = { year: count(0), on: text() }

/** What stands on each day: how many customers have one of their own, and what the house keeps. */
function marksOf(days: readonly { on: string; people: number }[], house: readonly KeptDay[], language: 'vi' | 'en'): Map<string, DayMark> {
  const marks = new Map<string, DayMark>(days.map(({ on, people }) => [on, { people, names: [] }]))
  for (const day of house) {
    const before = marks.get(day.on)
    marks.set(day.on, { people: before?.people ?? 0, names: [...(before?.names ?? []), day.names[language]] })
  }
  return marks
}

/** A year at a glance: the house's days and the customers' own, solar and lunar, each with whom it concerns. */
export default function Year() {
  const words = useWords(yearWords)
  const language = useLanguage()
  const say = useSay()
  const queries = useQueryClient()
  const [state, change] = useAddress(address)
  const on = isDate(state.on) ? state.on : ''
  const year = state.year >= 1901 && state.year <= 2099 ? state.year : Number((on || say.today).slice(0, 4))
  const asked = useAsk(occasionYear, { params: { year: String(year) } }, { placeholderData: (before) => before })
  const [card, write] = useState<CardOf>()
  const [people, setPeople] = useState<KeptDay>()
  const [several, setSeveral] = useState<readonly PersonDay[]>()
  const marks = useMemo(() => marksOf(asked.data?.days ?? [], asked.data?.house ?? [], language), [asked.data, language])
  const refresh = () => {
    for (const route of [occasionYear, peopleOnDate, peopleOfDay, draftCard]) void queries.invalidateQueries({ queryKey: keyOf(route) })
  }
  const open = (day: string) => change({ on: day }, { isQuiet: true })
  const side = useRef<HTMLElement>(null)
  useEffect(() => {
    // Where the day stands below the months, it is brought into sight.
    if (on) side.current?.scrollIntoView({ block: 'nearest' })
  }, [on])
  const sum = (asked.data?.days ?? []).reduce((total, one) => total + one.people, 0)
  return (
    <>
      <PlaceHead part="days" />
      <div className="frame-page" data-scrolls role="tabpanel" aria-labelledby="messages-days">
        <div className="messages-page">
          <div className="days-tools">
            <DaysViews view="year" />
            {asked.data && <span className="meta num">{words.sum(say.number(sum), sum)}</span>}
          </div>
          {asked.error && !asked.data ? (
            <ErrorState problem={asked.error} onRetry={() => void asked.refetch()} />
          ) : !asked.data ? (
            <Skeleton height={30} />
          ) : (
            <div className="year-room">
              <YearMonths
                year={year}
                marks={marks}
                chosen={on}
                onYear={(to) => change({ year: to, on: '' }, { isQuiet: true })}
                onOpen={open}
              />
              <aside ref={side} className="year-side" aria-label={on ? say.date(on) : words.holidays}>
                {on ? (
                  <DayPane
                    key={on}
                    on={on}
                    kept={asked.data.house.filter((day) => day.on === on)}
                    onWrite={write}
                    onPeople={setPeople}
                    onClose={() => open('')}
                  />
                ) : (
                  <Holidays house={asked.data.house} onOpen={open} />
                )}
              </aside>
            </div>
          )}
        </div>
      </div>
      {people && (
        <PeopleDialog
          dayKey={people.key}
          year={people.year}
          name={people.names[language]}
          onWrite={(one) => {
            setPeople(undefined)
            write(one)
          }}
          onSeveral={(chosen) => {
            setPeople(undefined)
            setSeveral(chosen)
          }}
          onClose={() => setPeople(undefined)}
        />
      )}
      {several && <SeveralDialog people={several} onChanged={refresh} onClose={() => setSeveral(undefined)} />}
      {card && (
        <CardDialog
          card={card}
          onClose={() => write(undefined)}
          onDone={() => {
            write(undefined)
            refresh()
          }}
        />
      )}
    </>
  )
}
