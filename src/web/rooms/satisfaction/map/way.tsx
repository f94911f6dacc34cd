import { type DragEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { Icon, isIcon } from '../../../kit/icons.tsx'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import { usePoints } from '../../insight/points.ts'
import { satisfactionWords } from '../words.data.ts'
import { chiefResult, neighbourPlace, type OfStop, type Phase, type Stop, useNameOfStop } from './map-data.ts'
import { layWay, ringOf } from './way-layout.ts'

type Props = {
  stops: readonly Stop[]
  satisfied: ReadonlyMap<string, OfStop>
  chosen: string | undefined
  onChoose: (stopId: string) => void
  onPlace: (stop: Stop, to: { phase: Phase; before: string | null }) => void
}

const LEAST_WIDTH = 18

/** The width of what it is drawn in, in rem: text of 150 % makes rows shorter, not figures smaller. */
function useWidth() {
  const room = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(48)
  useEffect(() => {
    const node = room.current
    if (!node) return
    const measure = () => {
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16
      setWidth(Math.max(LEAST_WIDTH, node.clientWidth / rem))
    }
    measure()
    const watcher = new ResizeObserver(measure)
    watcher.observe(node)
    return () => watcher.disconnect()
  }, [])
  return { room, width }
}

/** By how many are content: said by words beside it. */
const toneOf = (of: OfStop | undefined): 'ok' | 'warn' | 'danger' | 'none' => {
  const value = chiefResult(of)?.score?.value
  if (value === undefined) return 'none'
  return value >= 0.8 ? 'ok' : value >= 0.65 ? 'warn' : 'danger'
}

/** How satisfied, in a few words; with too few answers how many there are. */
export function useSatisfiedWords() {
  const words = useWords(satisfactionWords).map
  const say = useSay()
  return (of: OfStop | undefined): string => {
    const result = chiefResult(of)
    if (!result) return ''
    if (!result.score) return words.few(say.number(result.answers))
    return words[result.scale === 'ces' ? 'ces' : 'csat'](say.percent(result.score.value, 0))
  }
}

type NodeProps = Pick<Props, 'onChoose' | 'onPlace'> & {
  stop: Stop
  of: OfStop | undefined
  isFirst: boolean
  isChosen: boolean
  left: number
  top: number
  cell: number
  ring: number
  point: object
}

function StopNode({ stop, of, isFirst, isChosen, left, top, cell, ring, point, onChoose, onPlace }: NodeProps) {
  const words = useWords(satisfactionWords)
  const say = useSay()
  const nameOf = useNameOfStop()
  const satisfiedWords = useSatisfiedWords()
  const [isOver, setOver] = useState(false)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const moved = event.dataTransfer.getData('text/quen-stop')
    if (moved && moved !== stop.id) onPlace({ ...stop, id: moved }, { phase: stop.phase, before: stop.id })
  }
  const satisfied = satisfiedWords(of)
  const name = nameOf(stop)
  return (
    <li className="way-stop" style={{ left: `${left - cell / 2}rem`, top: `${top}rem`, width: `${cell}rem` }}>
      {isFirst && <span className="way-phase">{words.phases[stop.phase]}</span>}
      <button
        {...point}
        type="button"
        className="way-node"
        data-stop={stop.key}
        aria-pressed={isChosen}
        draggable
        onDragStart={(event) => event.dataTransfer.setData('text/quen-stop', stop.id)}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        onClick={() => onChoose(stop.id)}
      >
        <span
          className={`way-ring ring-${toneOf(of)} ${isChosen ? 'ring-chosen' : ''} ${isOver ? 'ring-over' : ''}`}
          style={{ width: `${ring}rem`, height: `${ring}rem` }}
          aria-hidden="true"
        >
          <Icon name={isIcon(stop.icon) ? stop.icon : 'pin'} />
        </span>
        <span className={`way-name ${isChosen ? 'c-brand' : ''}`}>{name}</span>{' '}
        <span className="meta num way-figure">{stop.times365 > 0 ? words.map.timesShort(say.number(stop.times365)) : ' '}</span>{' '}
        {satisfied ? (
          <span className={`meta way-figure way-${toneOf(of)}`}>{satisfied}</span>
        ) : (
          <span className="unseen">{words.map.notAsked}</span>
        )}{' '}
        <span className="unseen">{words.phases[stop.phase]}</span>
      </button>
    </li>
  )
}

/** The way, drawn: a stream that turns at the banks, with a ring for each place where the two meet. */
export function Way({ stops, satisfied, chosen, onChoose, onPlace }: Props) {
  const words = useWords(satisfactionWords).map
  const { room, width } = useWidth()
  const way = layWay(stops.length, width)
  const most = Math.max(0, ...stops.map(({ times365 }) => times365))
  const first = Math.max(
    0,
    stops.findIndex(({ id }) => id === chosen),
  )
  const { onKeyDown, pointAt, current } = usePoints(stops.length, first)
  const keys = (event: KeyboardEvent<Element>) => {
    const step = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : undefined
    const stop = stops[current]
    if (!event.shiftKey || step === undefined || !stop) return onKeyDown(event)
    event.preventDefault()
    event.stopPropagation()
    const to = neighbourPlace(stops, stop, step)
    if (to) onPlace(stop, to)
  }
  return (
    <div ref={room} className="way-room">
      <svg
        className="way-stream"
        viewBox={`0 0 ${way.width} ${way.height}`}
        style={{ width: `${way.width}rem`, height: `${way.height}rem` }}
        aria-hidden="true"
      >
        <path className="way-water" d={way.path} />
        <path className="way-flow" d={way.path} />
      </svg>
      <ol className="way" style={{ height: `${way.height}rem` }} aria-label={words.picture} onKeyDown={keys}>
        {stops.map((stop, at) => {
          const { x, y } = way.points[at] ?? { x: 0, y: 0 }
          return (
            <StopNode
              key={stop.id}
              stop={stop}
              of={satisfied.get(stop.id)}
              isFirst={stops[at - 1]?.phase !== stop.phase}
              isChosen={stop.id === chosen}
              left={x}
              top={y}
              cell={way.cell}
              ring={ringOf(stop.times365, most)}
              point={pointAt(at)}
              onChoose={onChoose}
              onPlace={onPlace}
            />
          )
        })}
      </ol>
    </div>
  )
}
