import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { draftCard, occasionCalendar, type PersonDay, peopleOfDay } from '#rooms/messages/cards/contract.ts'
import { addDays } from '#values/civil-date.ts'
import { Button } from '../../../kit/button.tsx'
import { ChipButton, State } from '../../../kit/chip.tsx'
import { Segmented, Tick } from '../../../kit/field.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../../kit/states.tsx'
import { flag, maybe, oneOf, text, useAddress } from '../../../shell/address.ts'
import { type Answer, keyOf, useAsk } from '../../../shell/api.ts'
import { useKeys } from '../../../shell/keys.ts'
import { useLanguage } from '../../../shell/look.ts'
import { useSay } from '../../../shell/say.ts'
import { useMay } from '../../../shell/session.tsx'
import { customerPath } from '../../../shell/sidebar.data.ts'
import { TopEnds } from '../../../shell/top-ends.tsx'
import { useWords } from '../../../shell/words.ts'
import { PlaceHead } from '../place-head.tsx'
import { CardDialog } from './card-dialog.tsx'
import { CardState } from './card-state.tsx'
import { DaysViews } from './days-views.tsx'
import type { CardOf } from './faces.tsx'
import { HouseDaysDialog } from './house-days-dialog.tsx'
import { PeopleDialog } from './people-dialog.tsx'
import { usePicked, keyOfCard as writeOf } from './several.ts'
import { SeveralDialog } from './several-dialog.tsx'
import { PickedBar } from './several-lines.tsx'
import { cardWords } from './words.data.ts'
import './cards.css'

type Calendar = Answer<typeof occasionCalendar>
type HouseEntry = Calendar['house'][number]
type Entry = { on: string } & ({ person: PersonDay } | { house: HouseEntry })

const spans = ['31', '92', '183'] as const
const address = { span: oneOf(spans, '92'), only: maybe(['people', 'house']), write: text(), days: flag() }

const cardIn = (write: string): CardOf | undefined => {
  const [customerId = '', occasionKey = '', year = ''] = write.split('~')
  return customerId && occasionKey && /^\d{4}$/.test(year) ? { customerId, occasionKey, year: Number(year) } : undefined
}

function Prepare({ from, isDone }: { from: string; isDone: boolean }) {
  const words = useWords(cardWords)
  const say = useSay()
  if (isDone) return null
  if (from <= say.today)
    return (
      <State tone="warn" icon="clock">
        {words.prepareNow}
      </State>
    )
  return <span className="meta">{words.prepare(say.nearDate(from))}</span>
}

function When({ on, lunar }: { on: string; lunar: string }) {
  const say = useSay()
  return (
    <span className="days-when">
      <span>
        <span className="strong num">{say.dayMonth(on)}</span> <span className="meta">{say.weekday(on)}</span>
      </span>
      <span className="meta">{lunar}</span>
    </span>
  )
}

function Line({
  entry,
  isPicked,
  onPick,
  onWrite,
  onPeople,
}: {
  entry: Entry
  /** Whether this person is among those to print for; undefined where nobody is asked. */
  isPicked: boolean | undefined
  onPick: (isOn: boolean) => void
  onWrite: (card: CardOf) => void
  onPeople: (day: HouseEntry) => void
}) {
  const words = useWords(cardWords)
  const language = useLanguage()
  const say = useSay()
  if ('person' in entry) {
    const { person } = entry
    const what = person.label ?? words.kinds[person.kind as keyof typeof words.kinds] ?? words.kinds.other
    return (
      <li className="days-line">
        <span className="days-tick">
          {isPicked !== undefined && <Tick isOn={isPicked} onChange={onPick} label={words.several.pick(person.name || person.calledAs)} />}
        </span>
        <When on={person.on} lunar={person.lunar} />
        <span className="days-what">
          <Link href={customerPath(person.customerId)} className="link strong cut">
            {person.name || person.calledAs}
          </Link>
          <span className="t2">
            {what}
            {person.calendar === 'lunar' && `, ${words.lunarOwn}`}
          </span>
          <Prepare from={person.prepareFrom} isDone={person.card !== null} />
        </span>
        <span className="days-end">
          <CardState person={person} onWrite={() => onWrite(person)} />
        </span>
      </li>
    )
  }
  const { house } = entry
  return (
    <li className="days-line">
      <span className="days-tick" />
      <When on={house.on} lunar={house.lunar} />
      <span className="days-what">
        <span className="strong">{house.names[language]}</span>
        {house.given > 0 && <span className="t2">{words.given(say.number(house.given))}</span>}
        <Prepare from={house.prepareFrom} isDone={false} />
      </span>
      <span className="days-end">
        <Button size="small" icon="people" onClick={() => onPeople(house)} aria-label={`${words.whom}: ${house.names[language]}`}>
          {words.whom}
        </Button>
      </span>
    </li>
  )
}

function byMonth(entries: readonly Entry[]): [month: string, entries: Entry[]][] {
  const months = new Map<string, Entry[]>()
  for (const entry of entries) {
    const month = entry.on.slice(0, 7)
    months.set(month, [...(months.get(month) ?? []), entry])
  }
  return [...months]
}

/** Month by month, each day on its line. */
function Months({
  entries,
  pickedOf,
  onPick,
  onWrite,
  onPeople,
}: {
  entries: readonly Entry[]
  pickedOf: (person: PersonDay) => boolean | undefined
  onPick: (person: PersonDay, isOn: boolean) => void
  onWrite: (card: CardOf) => void
  onPeople: (day: HouseEntry) => void
}) {
  const words = useWords(cardWords)
  return byMonth(entries).map(([month, own]) => (
    <section key={month} className="stack g2">
      <h2 className="section">{words.month(month.slice(5), month.slice(0, 4))}</h2>
      <ul className="card days-list">
        {own.map((entry) => (
          <Line
            key={'person' in entry ? writeOf(entry.person) + entry.on : `${entry.house.key} ${entry.on}`}
            entry={entry}
            isPicked={'person' in entry ? pickedOf(entry.person) : undefined}
            onPick={(isOn) => 'person' in entry && onPick(entry.person, isOn)}
            onWrite={onWrite}
            onPeople={onPeople}
          />
        ))}
      </ul>
    </section>
  ))
}

/** The calendar of days to remember, solar and lunar, with who has one and whether their card is written. */
export default function Days() {
  const words = useWords(cardWords)
  const language = useLanguage()
  const may = useMay()
  const say = useSay()
  const queries = useQueryClient()
  const [state, change] = useAddress(address)
  const [people, setPeople] = useState<HouseEntry>()
  const [several, setSeveral] = useState<readonly PersonDay[]>()
  const { picked, isPicked, pick, clear } = usePicked()
  const asked = useAsk(occasionCalendar, { query: { days: Number(state.span) } }, { placeholderData: (before) => before })
  const card = cardIn(state.write)
  const refresh = () => {
    for (const route of [occasionCalendar, draftCard, peopleOfDay]) void queries.invalidateQueries({ queryKey: keyOf(route) })
  }
  const write = (one: CardOf) => {
    setPeople(undefined)
    change({ write: writeOf(one) })
  }
  const entries: Entry[] = [
    ...(state.only === 'people' ? [] : (asked.data?.house ?? []).map((house): Entry => ({ on: house.on, house }))),
    ...(state.only === 'house' ? [] : (asked.data?.people ?? []).map((person): Entry => ({ on: person.on, person }))),
  ].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
  const open = may('messages.write') ? (asked.data?.people.filter(({ card: given }) => given === null) ?? []) : []
  const [next] = open
  const soon = open.filter(({ on }) => on < addDays(say.today, 7))
  useKeys([
    ...(next ? [{ key: 'C', words: words.writeNext, act: () => write(next) }] : []),
    ...(may('messages.send') ? [{ key: 'D', words: words.days, act: () => change({ days: true }) }] : []),
  ])
  return (
    <>
      <TopEnds>
        {may('messages.send') && (
          <Button icon="occasion" keyHint="D" onClick={() => change({ days: true })}>
            {words.daysButton}
          </Button>
        )}
      </TopEnds>
      <PlaceHead part="days" />
      <div className="frame-page" data-scrolls role="tabpanel" aria-labelledby="messages-days">
        <div className="messages-page">
          <p className="t2 messages-what">{words.what}</p>
          <div className="days-tools">
            <DaysViews view="ahead" />
            <Segmented
              label={words.span}
              value={state.span}
              choices={spans.map((value) => ({ value, words: words.spans[value] }))}
              onChange={(span) => change({ span })}
            />
            <div className="row g1 wrap">
              {([undefined, 'people', 'house'] as const).map((only) => (
                <ChipButton key={only ?? 'all'} isOn={state.only === only} onPress={() => change({ only })}>
                  {words.only[only ?? 'all']}
                </ChipButton>
              ))}
            </div>
            {soon.length > 0 && state.only !== 'house' && (
              <Button kind="quiet" size="small" icon="check" onClick={() => pick(soon, true)}>
                {words.several.pickWeek(say.number(soon.length))}
              </Button>
            )}
          </div>
          {asked.error && !asked.data ? (
            <ErrorState problem={asked.error} onRetry={() => void asked.refetch()} />
          ) : !asked.data ? (
            <Skeleton height={24} />
          ) : entries.length === 0 ? (
            <EmptyState icon="occasion" title={words.empty}>
              {words.emptyWhy}
            </EmptyState>
          ) : (
            <Months
              entries={entries}
              pickedOf={(person) => (open.includes(person) ? isPicked(person) : undefined)}
              onPick={(person, isOn) => pick([person], isOn)}
              onWrite={write}
              onPeople={setPeople}
            />
          )}
          <PickedBar count={picked.size} onGo={() => setSeveral([...picked.values()])} onClear={clear} />
        </div>
      </div>
      {several && (
        <SeveralDialog
          people={several}
          onChanged={() => {
            clear()
            refresh()
          }}
          onClose={() => setSeveral(undefined)}
        />
      )}
      {people && (
        <PeopleDialog
          dayKey={people.key}
          year={people.year}
          name={people.names[language]}
          onWrite={write}
          onSeveral={(chosen) => {
            setPeople(undefined)
            setSeveral(chosen)
          }}
          onClose={() => setPeople(undefined)}
        />
      )}
      {state.days && <HouseDaysDialog onChanged={refresh} onClose={() => change({ days: false })} />}
      {card && (
        <CardDialog
          key={state.write}
          card={card}
          onClose={() => change({ write: '' })}
          onDone={() => {
            change({ write: '' })
            refresh()
          }}
        />
      )}
    </>
  )
}
