import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation, useParams } from 'wouter'
import {
  changeJourney,
  getJourney,
  type JourneyBegins,
  type JourneyStep,
  type JourneyStop,
  type JourneyView,
  journeyStops,
  listJourneys,
  rehearseJourney,
  removeJourney,
  startJourney,
  stopJourney,
} from '#rooms/messages/journeys/contract.ts'
import { Button, ButtonLink, IconButton } from '../../../kit/button.tsx'
import { ChipButton, State } from '../../../kit/chip.tsx'
import { TextField } from '../../../kit/field.tsx'
import { Icon, type IconName } from '../../../kit/icons.tsx'
import { Menu } from '../../../kit/menu.tsx'
import { ErrorState, ProblemLine, Skeleton } from '../../../kit/states.tsx'
import { say as tell } from '../../../kit/toasts.tsx'
import { type Answer, keyOf, useAct, useAsk } from '../../../shell/api.ts'
import { useKeys } from '../../../shell/keys.ts'
import { useMay } from '../../../shell/session.tsx'
import { useWords } from '../../../shell/words.ts'
import { BeginForm } from './begin-form.tsx'
import { Rehearsal } from './rehearsal.tsx'
import { StepForm, StepWords } from './step-form.tsx'
import { Ended, StepCounts } from './sums.tsx'
import { journeyWords } from './words.data.ts'
import './journeys.css'
import '../messages.css'

type Draft = { title: string; begins: JourneyBegins; steps: JourneyStep[]; stops: JourneyStop[] }
const icons: Record<JourneyStep['kind'], IconName> = { wait: 'clock', if: 'filter', letter: 'mail' }

const draftOf = ({ title, begins, steps, stops }: JourneyView): Draft => ({
  title,
  begins,
  steps: steps.map(({ counts: _counts, letterTitle: _title, ...step }) => step),
  stops,
})

const newSteps: Record<JourneyStep['kind'], JourneyStep> = {
  wait: { kind: 'wait', days: 7, at: '09:00' },
  if: { kind: 'if', what: 'not-bought', least: 2 },
  letter: { kind: 'letter', letterId: null, channel: 'any', number: null },
}

/** The steps one below the other; off they are edited, on they show whom they hold. */
function Steps({
  journey,
  draft,
  mayEdit,
  onChange,
}: {
  journey: JourneyView
  draft: Draft
  mayEdit: boolean
  onChange: (draft: Draft) => void
}) {
  const words = useWords(journeyWords)
  const put = (steps: JourneyStep[]) => onChange({ ...draft, steps })
  return (
    <ol className="journey-path">
      <li className="journey-step">
        <span className="journey-mark">
          <Icon name="sprout" />
        </span>
        <div className="journey-what">
          <span className="strong">{words.begins}</span>
          <BeginForm begins={draft.begins} mayEdit={mayEdit} onChange={(begins) => onChange({ ...draft, begins })} />
        </div>
      </li>
      {draft.steps.map((step, at) => {
        const view = journey.steps[at]
        const nth = String(at + 1)
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps have no name of their own, and their place is what they are.
          <li key={`${at} ${step.kind}`} className="journey-step">
            <span className="journey-mark">
              <Icon name={icons[step.kind]} />
            </span>
            <div className="journey-what">
              <span className="strong">{words.step[step.kind]}</span>
              {mayEdit ? (
                <StepForm step={step} onChange={(next) => put(draft.steps.map((one, place) => (place === at ? next : one)))} />
              ) : (
                <StepWords step={step} title={view?.letterTitle ?? null} />
              )}
              {view?.kind === step.kind && <StepCounts counts={view.counts} />}
            </div>
            {mayEdit && (
              <span className="row">
                {at > 0 && (
                  <IconButton
                    icon="sort"
                    label={words.upStep(nth)}
                    onClick={() =>
                      put(draft.steps.map((one, place) => (place === at - 1 ? step : place === at ? (draft.steps[at - 1] ?? one) : one)))
                    }
                  />
                )}
                {draft.steps.length > 1 && (
                  <IconButton
                    icon="trash"
                    label={words.removeStep(nth)}
                    onClick={() => put(draft.steps.filter((_, place) => place !== at))}
                  />
                )}
              </span>
            )}
          </li>
        )
      })}
    </ol>
  )
}

function Working({ journey, onNew }: { journey: JourneyView; onNew: (journey: Answer<typeof getJourney>) => void }) {
  const words = useWords(journeyWords)
  const may = useMay()
  const [, navigate] = useLocation()
  const [draft, setDraft] = useState(() => draftOf(journey))
  const [isSeen, setSeen] = useState(false)
  const params = { journeyId: journey.id }
  const rehearsal = useAsk(rehearseJourney, { params }, { enabled: isSeen })
  const isChanged = JSON.stringify(draft) !== JSON.stringify(draftOf(journey))
  const mayChange = may('messages.send')
  const mayEdit = mayChange && !journey.isRunning
  const save = useAct(changeJourney, {
    onDone: (next) => {
      onNew(next)
      setSeen(false)
      tell(words.saved, { tone: 'ok' })
    },
  })
  const start = useAct(startJourney, {
    onDone: (next) => {
      onNew(next)
      tell(words.started, { tone: 'ok' })
    },
  })
  const stop = useAct(stopJourney, {
    onDone: (next) => {
      onNew(next)
      tell(words.stoppedNow)
    },
  })
  const remove = useAct(removeJourney, {
    onDone: () => {
      tell(words.removed)
      navigate('/messages/journeys')
    },
  })
  const keep = () => save.go({ params, body: { ...draft, version: journey.version } })
  const rehearse = () => {
    setSeen(true)
    if (isSeen) void rehearsal.refetch()
  }
  useKeys([
    { key: 'R', words: words.rehearse, act: rehearse },
    ...(mayEdit && isChanged ? [{ key: 'Mod+Enter', words: words.save, act: keep, whileTyping: true }] : []),
  ])
  const seen = isSeen ? rehearsal.data : undefined
  const problem = save.problem ?? start.problem ?? stop.problem ?? remove.problem
  return (
    <div className="messages-page">
      <div className="journey-head">
        <div className="journey-name">
          {mayEdit ? (
            <TextField label={words.name} value={draft.title} maxLength={120} onText={(title) => setDraft({ ...draft, title })} />
          ) : (
            <h1 className="title">{journey.title}</h1>
          )}
        </div>
        <State tone={journey.isRunning ? 'ok' : 'plain'} icon={journey.isRunning ? 'check' : 'none'}>
          {journey.isRunning ? words.on : words.off}
        </State>
        {mayEdit && isChanged && (
          <Button kind="primary" isBusy={save.isRunning} onClick={keep}>
            {words.save}
          </Button>
        )}
        {mayChange && journey.isRunning && (
          <Button isBusy={stop.isRunning} onClick={() => stop.go({ params })}>
            {words.stopIt}
          </Button>
        )}
        {mayEdit && journey.startedAt === null && (
          <Button kind="quiet" icon="trash" onClick={() => remove.go({ params })}>
            {words.remove}
          </Button>
        )}
      </div>
      {problem && <ProblemLine problem={problem} />}
      {journey.isRunning && <p className="t2">{words.whileOn}</p>}
      <div className="journey-cols">
        <div className="stack g4">
          <h2 className="section">{words.steps}</h2>
          <Steps journey={journey} draft={draft} mayEdit={mayEdit} onChange={setDraft} />
          {mayEdit && (
            <div>
              <Menu
                button={<Button icon="plus">{words.addStep}</Button>}
                items={(['wait', 'if', 'letter'] as const).map((kind) => ({
                  words: words.step[kind],
                  icon: icons[kind],
                  act: () => setDraft({ ...draft, steps: [...draft.steps, newSteps[kind]] }),
                }))}
              />
            </div>
          )}
          <fieldset className="stack g2 journey-stops">
            <legend className="field-label">{words.stops}</legend>
            <div className="row g1 wrap">
              {mayEdit
                ? journeyStops.map((one) => (
                    <ChipButton
                      key={one}
                      isOn={draft.stops.includes(one)}
                      onPress={() =>
                        setDraft({
                          ...draft,
                          stops: draft.stops.includes(one) ? draft.stops.filter((each) => each !== one) : [...draft.stops, one],
                        })
                      }
                    >
                      {words.stop[one]}
                    </ChipButton>
                  ))
                : journey.stops.map((one) => words.stop[one]).join(', ')}
            </div>
          </fieldset>
        </div>
        <aside className="card journey-side">
          <h2 className="section">{words.rehearsal}</h2>
          {seen && !isChanged ? <Rehearsal seen={seen} /> : <p className="t2">{words.nothingWritten}</p>}
          {rehearsal.error && isSeen && <ErrorState problem={rehearsal.error} onRetry={() => void rehearsal.refetch()} />}
          {(!seen || isChanged) && (
            <Button keyHint="R" isBusy={isSeen && rehearsal.isFetching} disabled={isChanged} onClick={rehearse}>
              {words.rehearse}
            </Button>
          )}
          {seen && mayEdit && !isChanged && (
            <Button
              kind="primary"
              isBusy={start.isRunning}
              onClick={() => start.go({ params, body: { version: journey.version, rehearsed: seen.beginnings } })}
            >
              {words.start}
            </Button>
          )}
          <Ended journey={journey} />
        </aside>
      </div>
    </div>
  )
}

/** One journey: its steps, its rehearsal, and what became of whoever went along it. */
export default function Journey() {
  const words = useWords(journeyWords)
  const { journeyId = '' } = useParams<{ journeyId: string }>()
  const queries = useQueryClient()
  const asked = useAsk(getJourney, { params: { journeyId } })
  const onNew = (journey: Answer<typeof getJourney>) => {
    queries.setQueryData(keyOf(getJourney, { params: { journeyId } }), journey)
    void queries.invalidateQueries({ queryKey: keyOf(listJourneys) })
  }
  return (
    <div className="frame-page" data-scrolls>
      <p>
        <ButtonLink to="/messages/journeys" kind="quiet" icon="left">
          {words.back}
        </ButtonLink>
      </p>
      {asked.error && !asked.data && <ErrorState problem={asked.error} onRetry={() => void asked.refetch()} />}
      {!asked.data && !asked.error && <Skeleton height={24} />}
      {asked.data && <Working key={`${asked.data.id} ${asked.data.version}`} journey={asked.data} onNew={onNew} />}
    </div>
  )
}
