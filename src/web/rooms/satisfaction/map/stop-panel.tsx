import { useEffect, useRef } from 'react'
import { Button, IconButton } from '../../../kit/button.tsx'
import { Chip } from '../../../kit/chip.tsx'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import { promiseWords } from '../../promises/words.data.ts'
import { satisfactionWords } from '../words.data.ts'
import { neighbourPlace, type OfStop, type Phase, placeOf, type Stop, useNameOfStop } from './map-data.ts'
import { ResultView } from './result-view.tsx'
import { RuleEditor } from './rule-editor.tsx'

type Props = {
  stop: Stop
  stops: readonly Stop[]
  of: OfStop | undefined
  onEdit: () => void
  onRetire: () => void
  onPlace: (to: { phase: Phase; before: string | null }, back: { phase: Phase; before: string | null }) => void
}

/** One touchpoint: how often, how satisfied, who sees to it, what it asks, and where it stands. */
export function StopPanel({ stop, stops, of, onEdit, onRetire, onPlace }: Props) {
  const words = useWords(satisfactionWords)
  const kinds: Readonly<Record<string, string>> = useWords(promiseWords).kinds
  const say = useSay()
  const nameOf = useNameOfStop()
  const move = (step: 1 | -1) => {
    const to = neighbourPlace(stops, stop, step)
    if (to) onPlace(to, placeOf(stops, stop))
  }
  const panel = useRef<HTMLElement>(null)
  useEffect(() => panel.current?.scrollIntoView({ block: 'nearest', behavior: 'smooth' }), [])
  const { feeds, promiseKinds, team } = stop
  const isFed = feeds.kinds.length + feeds.orders.length > 0
  return (
    <section ref={panel} className="stop-panel card" aria-label={nameOf(stop)}>
      <header className="stop-head">
        <div className="grow">
          <p className="meta">{words.phases[stop.phase]}</p>
          <h3 className="section">{nameOf(stop)}</h3>
        </div>
        <IconButton icon="left" label={words.map.earlier} disabled={!neighbourPlace(stops, stop, -1)} onClick={() => move(-1)} />
        <IconButton icon="right" label={words.map.later} disabled={!neighbourPlace(stops, stop, 1)} onClick={() => move(1)} />
        <Button icon="pencil" onClick={onEdit}>
          {words.map.edit}
        </Button>
        <Button kind="quiet" isAtEdge onClick={onRetire}>
          {words.map.retire}
        </Button>
      </header>
      <div className="stop-parts">
        <div className="stop-part">
          <p>
            <span className="num strong">{words.map.times(say.number(stop.times365))}</span>
            <br />
            <span className="t2">{words.map.times90(say.number(stop.times90))}</span>
            {stop.unhappy365 > 0 && (
              <>
                <br />
                <span className="c-warn">{words.map.unhappy(say.number(stop.unhappy365))}</span>
              </>
            )}
          </p>
          {!isFed && <p className="meta c-warn">{words.map.noFeeds}</p>}
          <p className="meta">
            {words.map.team}: {team ? words.teams[team] : words.map.nobody}
          </p>
          {promiseKinds.length > 0 && (
            <p className="stop-chips">
              {promiseKinds.map((kind) => (
                <Chip key={kind} icon="promise">
                  {kinds[kind] ?? kind}
                </Chip>
              ))}
            </p>
          )}
        </div>
        <div className="stop-part">
          {of && of.results.length > 0 ? (
            of.results.map((result) => <ResultView key={result.scale} result={result} />)
          ) : (
            <p className="meta t2">{words.map.notAsked}</p>
          )}
        </div>
      </div>
      <RuleEditor stopId={stop.id} rule={of?.rule ?? null} />
    </section>
  )
}
