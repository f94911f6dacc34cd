import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { getAnswers, noteAnswer, removeAnswer, scaleEnds, scales } from '#rooms/satisfaction/contract.ts'
import { getTimeline } from '#rooms/touchpoints/contract.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field, Segmented, TextField } from '../../kit/field.tsx'
import { Icon } from '../../kit/icons.tsx'
import { Choice } from '../../kit/menu.tsx'
import { ProblemLine } from '../../kit/states.tsx'
import { offerUndo } from '../../kit/toasts.tsx'
import { call, keyOf, useAct, useAsk } from '../../shell/api.ts'
import { useSay } from '../../shell/say.ts'
import { useMay } from '../../shell/session.tsx'
import { useWords } from '../../shell/words.ts'
import { useMap, useNameOfStop } from './map/map-data.ts'
import { satisfactionWords } from './words.data.ts'
import './satisfaction.css'

type Scale = (typeof scales)[number]

/** The scale as buttons: one tap is the answer. */
function Scores({ scale, isOff, onScore }: { scale: Scale; isOff: boolean; onScore: (score: number) => void }) {
  const words = useWords(satisfactionWords).counter
  const say = useSay()
  const [least, most] = scaleEnds[scale]
  const values = Array.from({ length: most - least + 1 }, (_, at) => least + at)
  const isWide = scale === 'csat'
  return (
    <fieldset className="stop-belongs">
      <legend className="field-label">{words.ask[scale]}</legend>
      <div className="ask-scores">
        {(isWide ? values.toReversed() : values).map((value) => (
          <Button key={value} className={`ask-score num ${isWide ? 'is-wide' : ''}`} disabled={isOff} onClick={() => onScore(value)}>
            {isWide ? `${say.number(value)} · ${words.each[value - least]}` : say.number(value)}
          </Button>
        ))}
      </div>
      {!isWide && <p className="meta t2">{words.ends[scale]}</p>}
    </fieldset>
  )
}

function AskDialog({ customerId, who, onClose }: { customerId: string; who: string; onClose: () => void }) {
  const words = useWords(satisfactionWords)
  const queries = useQueryClient()
  const nameOf = useNameOfStop()
  const params = { customerId }
  const known = useAsk(getAnswers, { params }).data
  const stops = (useMap().data?.stops ?? []).filter(({ isRetired }) => !isRetired)
  const [scale, setScale] = useState<Scale>('csat')
  const [picked, pick] = useState<string>()
  const [said, setSaid] = useState('')
  const stopId = picked ?? known?.lastStopId ?? stops[0]?.id
  const again = async () => {
    await queries.invalidateQueries({ queryKey: keyOf(getAnswers) })
    await queries.invalidateQueries({ queryKey: keyOf(getTimeline) })
  }
  const act = useAct(noteAnswer, {
    onDone: ({ id, score }) => {
      offerUndo(words.counter.noted(`${score}/${scaleEnds[scale][1]}`), async () => {
        await call(removeAnswer, { params: { customerId, questionId: id } })
        await again()
      })
      void again()
      onClose()
    },
  })
  const not = known?.notAbout[scale === 'nps' ? 'relationship' : 'stop']
  const note = (score: number) =>
    act.go({
      params,
      body: { scale, score, ...(scale !== 'nps' && stopId ? { stopId } : {}), ...(said.trim() ? { words: said.trim() } : {}) },
    })
  return (
    <Dialog title={words.counter.title(who)} size="small" onClose={onClose}>
      <Segmented
        label={words.map.scale}
        value={scale}
        choices={scales.map((value) => ({ value, words: words.counter.short[value] }))}
        onChange={setScale}
      />
      {scale !== 'nps' && (
        <Field label={words.counter.about}>
          {(ids) => (
            <Choice {...ids} value={stopId} choices={stops.map((stop) => ({ value: stop.id, words: nameOf(stop) }))} onChange={pick} />
          )}
        </Field>
      )}
      <TextField label={words.counter.words} value={said} onText={setSaid} maxLength={1000} autoComplete="off" />
      {not && <p className="c-warn">{words.counter.not[not]}</p>}
      <Scores scale={scale} isOff={not !== null || act.isRunning} onScore={note} />
      <ProblemLine problem={act.problem} onRetry={act.again} />
    </Dialog>
  )
}

/** What a customer says when somebody asks them, in two taps: open, and the answer. */
export function AskCounter({ customerId, who }: { customerId: string; who: string }) {
  const words = useWords(satisfactionWords).counter
  const may = useMay()
  const [isOpen, open] = useState(false)
  if (!may('customers.write')) return null
  return (
    <>
      <button type="button" className="link profile-praise profile-ask" onClick={() => open(true)}>
        <Icon name="star" size="small" /> {words.open}
      </button>
      {isOpen && <AskDialog customerId={customerId} who={who} onClose={() => open(false)} />}
    </>
  )
}
