import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { getSatisfaction, saveQuestionSetting } from '#rooms/satisfaction/contract.ts'
import { takeMapTemplate } from '#rooms/touchpoints/map/contract.ts'
import { tradeKeys } from '#values/trades.data.ts'
import { Button } from '../../../kit/button.tsx'
import { Choice } from '../../../kit/menu.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../../kit/states.tsx'
import { say as tell } from '../../../kit/toasts.tsx'
import { keyOf, useAct } from '../../../shell/api.ts'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import { satisfactionWords } from '../words.data.ts'
import { placeOf, type Satisfaction, type Stop, useMap, useMapActs, useNameOfStop, useSatisfaction } from './map-data.ts'
import { ResultView } from './result-view.tsx'
import { StopDialog } from './stop-dialog.tsx'
import { StopPanel } from './stop-panel.tsx'
import { Way } from './way.tsx'
import '../satisfaction.css'

const quietSpans = [7, 14, 30, 60, 90, 180] as const

/** How the relationship stands, and how often anybody is asked at all. */
function Relationship({ satisfaction }: { satisfaction: Satisfaction }) {
  const words = useWords(satisfactionWords).map
  const say = useSay()
  const queries = useQueryClient()
  const act = useAct(saveQuestionSetting, {
    onDone: () => {
      tell(words.quietSaved, { tone: 'ok' })
      void queries.invalidateQueries({ queryKey: keyOf(getSatisfaction) })
    },
  })
  const { quietDays, version, relationship } = satisfaction
  const choices = [...new Set([...quietSpans, quietDays])].sort((a, b) => a - b)
  return (
    <section className="map-relationship">
      <div>
        <h3 className="strong">{words.nps}</h3>
        <p className="meta t2">{words.npsWhy}</p>
        <div className="map-quiet">
          <span>{words.quiet}</span>
          <Choice
            label={words.quiet}
            value={String(quietDays)}
            choices={choices.map((days) => ({ value: String(days), words: words.days(say.number(days)) }))}
            onChange={(value) => act.go({ body: { quietDays: Number(value), version } })}
          />
        </div>
      </div>
      <ResultView result={relationship} />
    </section>
  )
}

/** Takes what is missing from the way of another trade: a hotel with a shop has both. */
function FromTemplate({ onDone }: { onDone: () => void }) {
  const words = useWords(satisfactionWords)
  const say = useSay()
  const [trade, setTrade] = useState<(typeof tradeKeys)[number]>()
  const act = useAct(takeMapTemplate, {
    onDone: ({ added }) => {
      const name = trade ? words.trades[trade] : ''
      tell(added.length > 0 ? words.map.took(say.number(added.length), name) : words.map.tookNone(name), { tone: 'ok' })
      onDone()
    },
    onProblem: ({ code }) => code === 'touchpoints.map_full' && onDone(),
  })
  return (
    <Choice
      label={words.map.fromTrade}
      placeholder={words.map.fromTrade}
      value={undefined}
      choices={tradeKeys.map((value) => ({ value, words: words.trades[value] }))}
      onChange={(value) => {
        setTrade(value)
        act.go({ body: { trade: value } })
      }}
    />
  )
}

/** Touchpoints that are used no more fold away below. */
function Retired({ stops, onReuse }: { stops: readonly Stop[]; onReuse: (stop: Stop) => void }) {
  const words = useWords(satisfactionWords)
  const say = useSay()
  const nameOf = useNameOfStop()
  if (stops.length === 0) return null
  return (
    <details className="asked-retired">
      <summary className="t2">{words.map.noLonger(say.number(stops.length))}</summary>
      <ul className="asked">
        {stops.map((stop) => (
          <li key={stop.id} className="asked-line t3">
            <div className="asked-words">
              <p className="strong cut">{nameOf(stop)}</p>
              <p className="meta">{words.phases[stop.phase]}</p>
            </div>
            <Button kind="quiet" isAtEdge onClick={() => onReuse(stop)}>
              {words.map.reuse}
            </Button>
          </li>
        ))}
      </ul>
    </details>
  )
}

/** The touchpoint map: the way of a customer as a picture, and each place on it to open. */
export function MapPart() {
  const words = useWords(satisfactionWords).map
  const say = useSay()
  const asked = useMap()
  const satisfaction = useSatisfaction().data
  const acts = useMapActs()
  const [chosen, choose] = useState<string>()
  const [open, setOpen] = useState<Stop | 'new'>()
  const all = asked.data?.stops ?? []
  const stops = all.filter(({ isRetired }) => !isRetired)
  const stop = stops.find(({ id }) => id === chosen)
  const ofStops = new Map((satisfaction?.stops ?? []).map((one) => [one.stopId, one]))
  const place = (moved: Stop, to: Parameters<typeof acts.place>[1]) => {
    const known = stops.find(({ id }) => id === moved.id)
    if (known) void acts.place(known, to, placeOf(stops, known))
  }
  return (
    <>
      <header className="settings-section settings-head">
        <div className="grow">
          <h2 className="section">{words.title}</h2>
          <p className="t2">{words.why}</p>
        </div>
        <Button icon="plus" onClick={() => setOpen('new')}>
          {words.add}
        </Button>
      </header>
      {asked.error && !asked.data && <ErrorState problem={asked.error} onRetry={() => void asked.refetch()} isSlim />}
      {!asked.data && !asked.error && <Skeleton height={30} />}
      {asked.data && stops.length === 0 && (
        <EmptyState icon="pin" title={words.none} isNoResult>
          {words.noneWhy}
        </EmptyState>
      )}
      {stops.length > 0 && (
        <>
          <Way
            stops={stops}
            satisfied={ofStops}
            chosen={chosen}
            onChoose={(id) => choose(id === chosen ? undefined : id)}
            onPlace={place}
          />
          <p className="meta t2 map-foot">
            {asked.data?.countedAt
              ? words.counted(say.clockOf(asked.data.countedAt), say.date(say.dayOf(asked.data.countedAt)))
              : words.notCounted}
            <span className="phone-off"> {words.hint}</span>
          </p>
          {stop && (
            <StopPanel
              key={stop.id}
              stop={stop}
              stops={stops}
              of={ofStops.get(stop.id)}
              onEdit={() => setOpen(stop)}
              onRetire={() => void acts.retire(stop, true)}
              onPlace={(to, back) => void acts.place(stop, to, back)}
            />
          )}
        </>
      )}
      <div className="map-ends">
        <FromTemplate onDone={() => void acts.again()} />
      </div>
      {satisfaction && <Relationship satisfaction={satisfaction} />}
      <Retired stops={all.filter(({ isRetired }) => isRetired)} onReuse={(one) => void acts.retire(one, false)} />
      {open && (
        <StopDialog
          stop={open === 'new' ? undefined : open}
          onClose={() => setOpen(undefined)}
          onDone={(stopId) => {
            setOpen(undefined)
            choose(stopId)
            void acts.again()
          }}
        />
      )}
    </>
  )
}
