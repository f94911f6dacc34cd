import { type DragEvent, type ReactNode, useState } from 'react'
import type { Block } from '#rooms/messages/letters/blocks/contract.ts'
import type { Finding } from '#rooms/messages/letters/contract.ts'
import { Button, IconButton } from '../../../kit/button.tsx'
import { Icon, type IconName } from '../../../kit/icons.tsx'
import { useWords } from '../../../shell/words.ts'
import { FindingLine } from './findings.tsx'
import type { Topics } from './topics.ts'
import { ForWhom, whomWords } from './whom.tsx'
import { letterWords } from './words.data.ts'

export const blockIcons: Record<Block['kind'], IconName> = {
  words: 'note',
  picture: 'eye',
  product: 'bag',
  gathering: 'occasion',
  button: 'right',
  signature: 'pencil',
}

export type BlockActs = {
  change: (block: Block) => void
  move: (to: number) => void
  remove: () => void
  duplicate: () => void
}

/** The head of a block: what it is, whom it is for, and what can be done with it. */
function Head({ block, at, of, acts, topics }: { block: Block; at: number; of: number; acts: BlockActs; topics: Topics }) {
  const words = useWords(letterWords)
  const [isAsking, ask] = useState(false)
  const whom = whomWords(block, topics, words)
  return (
    <header className="block-head">
      <span className="block-grip phone-off" title={words.drag} aria-hidden="true">
        <Icon name={blockIcons[block.kind]} className="t3" />
      </span>
      <span className="meta strong">{words.kinds[block.kind]}</span>
      <Button kind="quiet" size="small" icon={whom ? 'filter' : 'people'} onClick={() => ask(true)}>
        <span className="cut block-whom">{whom || words.whom.everyone}</span>
      </Button>
      <span className="grow" />
      <span className="row block-acts">
        <IconButton icon="down" size="small" className="block-up" label={words.up} disabled={at === 0} onClick={() => acts.move(at - 1)} />
        <IconButton icon="down" size="small" label={words.down} disabled={at === of - 1} onClick={() => acts.move(at + 1)} />
        <IconButton icon="copy" size="small" label={words.duplicate} onClick={acts.duplicate} />
        <IconButton icon="trash" size="small" label={words.remove} onClick={acts.remove} />
      </span>
      {isAsking && <ForWhom block={block} topics={topics} onChange={acts.change} onClose={() => ask(false)} />}
    </header>
  )
}

const MIME = 'application/x-quen-block'

/** One block: it can be edited where it stands, moved by its buttons or by hand, and taken away with a way back. */
export function BlockFrame({
  block,
  at,
  of,
  acts,
  topics,
  findings,
  children,
}: {
  block: Block
  at: number
  of: number
  acts: BlockActs
  topics: Topics
  findings: readonly Finding[]
  children: ReactNode
}) {
  const words = useWords(letterWords)
  const [isOver, setOver] = useState(false)
  const [isGripped, grip] = useState(false)
  const isOurs = (event: DragEvent) => event.dataTransfer.types.includes(MIME)
  return (
    <section
      className={`block card ${isOver ? 'block-over' : ''}`}
      data-block={block.key}
      aria-label={words.blockAt(words.kinds[block.kind], at + 1, of)}
      tabIndex={-1}
      draggable={isGripped}
      onPointerDown={(event) => grip(event.target instanceof Element && event.target.closest('.block-grip') !== null)}
      onDragStart={(event) => {
        event.dataTransfer.setData(MIME, String(at))
        event.dataTransfer.effectAllowed = 'move'
      }}
      onDragEnd={() => grip(false)}
      onDragOver={(event) => {
        if (!isOurs(event)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false)
        if (!isOurs(event)) return
        event.preventDefault()
        const from = Number(event.dataTransfer.getData(MIME))
        if (Number.isInteger(from) && from !== at) dropFrom(event.currentTarget, from, at)
      }}
    >
      <Head block={block} at={at} of={of} acts={acts} topics={topics} />
      <div className="block-body">{children}</div>
      {findings.length > 0 && (
        <ul className="block-findings">
          {findings.map((finding) => (
            <FindingLine key={`${finding.kind} ${finding.language} ${finding.words}`} finding={finding} />
          ))}
        </ul>
      )}
    </section>
  )
}

/** The list of blocks listens: it alone knows them all. */
export const DROPPED = 'quen-block-dropped'
export type Dropped = { from: number; to: number }

function dropFrom(on: HTMLElement, from: number, to: number): void {
  on.dispatchEvent(new CustomEvent<Dropped>(DROPPED, { detail: { from, to }, bubbles: true }))
}
