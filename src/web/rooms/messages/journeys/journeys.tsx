import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { addJourney, journeyKinds, listJourneys } from '#rooms/messages/journeys/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { State } from '../../../kit/chip.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { Radios } from '../../../kit/field.tsx'
import { Icon } from '../../../kit/icons.tsx'
import { EmptyState, ErrorState, ProblemLine, Skeleton } from '../../../kit/states.tsx'
import { useAct, useAsk } from '../../../shell/api.ts'
import { useKeys } from '../../../shell/keys.ts'
import { useSay } from '../../../shell/say.ts'
import { useHouse, useMay } from '../../../shell/session.tsx'
import { TopEnds } from '../../../shell/top-ends.tsx'
import { useWords } from '../../../shell/words.ts'
import { PlaceHead } from '../place-head.tsx'
import { journeyWords } from './words.data.ts'
import './journeys.css'

const journeyPath = (id: string): string => `/messages/journeys/${id}`

function AddDialog({ onClose }: { onClose: () => void }) {
  const words = useWords(journeyWords)
  const [, navigate] = useLocation()
  const [kind, setKind] = useState<(typeof journeyKinds)[number]>('thank-you')
  const add = useAct(addJourney, { onDone: ({ id }) => navigate(journeyPath(id)) })
  return (
    <Dialog
      title={words.addTitle}
      onClose={onClose}
      onSubmit={() => add.go({ body: { kind } })}
      ends={
        <Button kind="primary" type="submit" isBusy={add.isRunning}>
          {words.add}
        </Button>
      }
    >
      <div className="stack g3">
        <p className="t2">{words.addWhy}</p>
        <Radios
          label={words.begins}
          value={kind}
          choices={journeyKinds.map((value) => ({ value, words: words.kinds[value] }))}
          onChange={setKind}
        />
        {add.problem && <ProblemLine problem={add.problem} />}
      </div>
    </Dialog>
  )
}

/** Every journey of the house, and whether it is on. */
export default function Journeys() {
  const words = useWords(journeyWords)
  const say = useSay()
  const may = useMay()
  const { hasSample } = useHouse()
  const asked = useAsk(listJourneys, {})
  const [isAdding, setAdding] = useState(false)
  const mayAdd = may('messages.send')
  useKeys(mayAdd ? [{ key: 'C', words: words.add, act: () => setAdding(true) }] : [])
  const add = mayAdd && (
    <Button kind="primary" icon="plus" keyHint="C" onClick={() => setAdding(true)}>
      {words.add}
    </Button>
  )
  const journeys = asked.data?.journeys ?? []
  return (
    <>
      <TopEnds>{add}</TopEnds>
      <PlaceHead part="journeys" />
      <div className="frame-page" data-scrolls role="tabpanel" aria-labelledby="messages-journeys">
        <div className="messages-page">
          <p className="t2 messages-what">{words.what}</p>
          {hasSample && journeys.some(({ isRunning }) => isRunning) && (
            <p className="messages-shut">
              <Icon name="info" className="c-info" /> {words.isShut}
            </p>
          )}
          {asked.error && !asked.data ? (
            <ErrorState problem={asked.error} onRetry={() => void asked.refetch()} />
          ) : !asked.data ? (
            <Skeleton height={16} />
          ) : journeys.length === 0 ? (
            <EmptyState icon="sprout" title={words.empty} act={add}>
              {words.emptyWhy}
            </EmptyState>
          ) : (
            <ul className="card">
              {journeys.map((journey) => (
                <li key={journey.id} className="journey-line">
                  <Link href={journeyPath(journey.id)} className="letter-link">
                    <span className="strong cut">{journey.title}</span>
                    <span className="t2 cut">{words.begin[journey.begins.on]}</span>
                    {(journey.walking > 0 || journey.sent > 0 || journey.held > 0) && (
                      <span className="meta num">
                        {words.sums(say.number(journey.walking), say.number(journey.sent), say.number(journey.held))}
                      </span>
                    )}
                  </Link>
                  <State tone={journey.isRunning ? 'ok' : 'plain'} icon={journey.isRunning ? 'check' : 'none'}>
                    {journey.isRunning ? words.on : words.off}
                  </State>
                </li>
              ))}
            </ul>
          )}
        </div>
      </div>
      {isAdding && <AddDialog onClose={() => setAdding(false)} />}
    </>
  )
}
