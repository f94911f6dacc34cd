import { type DragEvent, useState } from 'react'
import { Button } from '../../kit/button.tsx'
import { Icon } from '../../kit/icons.tsx'
import { useSay } from '../../shell/say.ts'
import { useMay } from '../../shell/session.tsx'
import { useWords } from '../../shell/words.ts'
import { ReasonDialog } from './act-dialogs.tsx'
import type { Board } from './board-data.ts'
import { howMany, type Row, type Stage, stageOrder } from './naming.ts'
import { PromiseLine, type Shown } from './promise-line.tsx'
import { needsReason, usePromiseActs } from './use-acts.ts'
import { promiseWords } from './words.data.ts'

/** Where a drag means something: to what is done it was kept, to what slipped it will be late. */
const means = (row: Row | undefined, to: Stage): boolean =>
  row !== undefined && row.state === 'open' && row.stage !== to && (to === 'done' || (to === 'slipped' && row.stage !== 'mending'))

function CardEnds({ row, onKeep, onSlip }: { row: Row; onKeep: () => void; onSlip: () => void }) {
  const words = useWords(promiseWords).acts
  const may = useMay()
  if (!may('promises.write') || row.stage === 'done') return null
  return (
    <div className="promise-card-ends">
      {row.state === 'open' && (
        <Button size="small" icon="check" onClick={onKeep}>
          {words.keepShort}
        </Button>
      )}
      {row.stage !== 'mending' && (
        <Button size="small" kind="quiet" onClick={onSlip}>
          {row.stage === 'slipped' ? words.slipped : words.slip}
        </Button>
      )}
    </div>
  )
}

/** The board as columns. What a drag does, a button does too. */
export function Columns({
  board,
  shown,
  onSlip,
  onDone,
}: {
  board: Board
  shown: Shown
  onSlip: (id: string) => void
  onDone: () => void
}) {
  const words = useWords(promiseWords)
  const say = useSay()
  const acts = usePromiseActs()
  const [held, hold] = useState<Row>()
  const [over, setOver] = useState<Stage>()
  const [late, askLate] = useState<Row>()
  const keep = (row: Row) => (needsReason(row) ? askLate(row) : acts.keep(row))
  const drop = (event: DragEvent, to: Stage) => {
    event.preventDefault()
    setOver(undefined)
    hold(undefined)
    if (!held || !means(held, to)) return
    if (to === 'done') keep(held)
    else onSlip(held.id)
  }
  return (
    <div className="promise-columns" data-scrolls title={held ? words.acts.dragHint : undefined}>
      {stageOrder
        .flatMap((stage) => board.columns.filter((column) => column.stage === stage))
        .map((column) => (
          <section
            key={column.stage}
            className={`promise-column ${over === column.stage && means(held, column.stage) ? 'is-over' : ''}`}
            aria-labelledby={`column-${column.stage}`}
            onDragOver={(event) => {
              if (!means(held, column.stage)) return
              event.preventDefault()
              setOver(column.stage)
            }}
            onDragLeave={() => setOver(undefined)}
            onDrop={(event) => drop(event, column.stage)}
          >
            <h2 className="promise-group-head meta" id={`column-${column.stage}`}>
              {words.stages[column.stage]} <span className="num">{howMany(column, words, say)}</span>
            </h2>
            {column.promises.length === 0 && <p className="meta promise-column-none">{words.emptyColumn}</p>}
            <ul>
              {column.promises.map((row) => (
                <li
                  key={row.id}
                  className={`promise-card ${row.id === shown.chosen ? 'is-chosen' : ''}`}
                  draggable={row.state === 'open'}
                  onDragStart={() => hold(row)}
                  onDragEnd={() => hold(undefined)}
                >
                  <PromiseLine row={row} shown={shown} />
                  <CardEnds row={row} onKeep={() => keep(row)} onSlip={() => onSlip(row.id)} />
                </li>
              ))}
            </ul>
            {column.stage === 'done' && column.count > 0 && (
              <Button kind="quiet" size="small" onClick={onDone}>
                <Icon name="right" size="small" /> {words.seeDone(howMany(column, words, say), column.count)}
              </Button>
            )}
          </section>
        ))}
      {late && (
        <ReasonDialog
          title={words.dialogs.lateTitle}
          why={words.dialogs.lateWhy}
          label={words.dialogs.reason}
          onClose={() => askLate(undefined)}
          onReason={(reason) => acts.keep(late, { reason })}
        />
      )}
    </div>
  )
}
