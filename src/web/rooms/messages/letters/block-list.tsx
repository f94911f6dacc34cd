import { useEffect, useRef } from 'react'
import type { Block } from '#rooms/messages/letters/blocks/contract.ts'
import type { Finding, PictureView } from '#rooms/messages/letters/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { Menu } from '../../../kit/menu.tsx'
import { EmptyState } from '../../../kit/states.tsx'
import { offerUndo } from '../../../kit/toasts.tsx'
import { useKeys } from '../../../shell/keys.ts'
import { useMe } from '../../../shell/session.tsx'
import { useWords } from '../../../shell/words.ts'
import { BlockForm } from './block-form.tsx'
import { BlockFrame, blockIcons, DROPPED, type Dropped } from './block-frame.tsx'
import type { DraftHand } from './draft.ts'
import { newBlock, newKey, usualFrame } from './new-block.ts'
import type { Topics } from './topics.ts'
import { letterWords } from './words.data.ts'

const kinds = ['words', 'picture', 'product', 'gathering', 'button', 'signature'] as const

export const focusBlock = (key: string): void => {
  const block = document.querySelector<HTMLElement>(`[data-block="${CSS.escape(key)}"]`)
  block?.scrollIntoView({ block: 'center' })
  block?.querySelector<HTMLElement>('[contenteditable], input:not([type=file]), .button-secondary')?.focus()
}

/** Steps on to a block from the one that holds the cursor. */
const blockAtCursor = (blocks: readonly Block[]): number => {
  const key = document.activeElement?.closest<HTMLElement>('[data-block]')?.dataset['block']
  return blocks.findIndex((block) => block.key === key)
}

function useBlockActs(hand: DraftHand) {
  const words = useWords(letterWords)
  const me = useMe()
  // What was written since the last drawing counts, not what is drawn.
  const now = useRef(hand)
  now.current = hand
  const put = (blocks: Block[]) => now.current.change({ content: { ...now.current.draft.content, blocks } })
  const blocks = () => now.current.draft.content.blocks
  const move = (from: number, to: number) => {
    const next = [...blocks()]
    const [moved] = next.splice(from, 1)
    if (!moved || to < 0 || to > next.length) return
    next.splice(to, 0, moved)
    put(next)
    requestAnimationFrame(() => focusBlock(moved.key))
  }
  return {
    move,
    change: (block: Block) => put(blocks().map((one) => (one.key === block.key ? block : one))),
    add: (kind: Block['kind'], after = blocks().length - 1) => {
      const block = newBlock(kind, me)
      put(blocks().toSpliced(after + 1, 0, block))
      requestAnimationFrame(() => focusBlock(block.key))
    },
    duplicate: (at: number) => {
      const block = blocks()[at]
      if (!block) return
      const copy = { ...block, key: newKey() }
      put(blocks().toSpliced(at + 1, 0, copy))
      requestAnimationFrame(() => focusBlock(copy.key))
    },
    remove: (at: number) => {
      const block = blocks()[at]
      if (!block) return
      put(blocks().toSpliced(at, 1))
      offerUndo(words.removed(words.kinds[block.kind]), async () => put(blocks().toSpliced(Math.min(at, blocks().length), 0, block)))
    },
    begin: () => put(usualFrame(me)),
  }
}

/** The blocks down the middle, edited where they stand. */
export function BlockList({
  hand,
  letterId,
  language,
  topics,
  findings,
  pictures,
  onPicture,
}: {
  hand: DraftHand
  letterId: string
  language: 'vi' | 'en'
  topics: Topics
  findings: readonly Finding[]
  pictures: readonly PictureView[]
  onPicture: (picture: PictureView) => void
}) {
  const words = useWords(letterWords)
  const acts = useBlockActs(hand)
  const { blocks } = hand.draft.content
  const list = useRef<HTMLElement>(null)
  const adder = useRef<HTMLButtonElement>(null)
  const newest = useRef(acts)
  newest.current = acts
  useEffect(() => {
    const element = list.current
    const onDropped = (event: Event) => {
      const { from, to } = (event as CustomEvent<Dropped>).detail
      newest.current.move(from, to)
    }
    element?.addEventListener(DROPPED, onDropped)
    return () => element?.removeEventListener(DROPPED, onDropped)
  }, [])
  const step = (by: 1 | -1) => {
    const next = blocks[blockAtCursor(blocks) + by] ?? (by === 1 ? blocks[0] : undefined)
    if (!next) return false
    focusBlock(next.key)
  }
  const shift = (by: 1 | -1) => {
    const at = blockAtCursor(blocks)
    const to = at + by
    if (at < 0 || to < 0 || to >= blocks.length) return false
    acts.move(at, to)
  }
  useKeys([
    { key: 'J', words: words.keys.next, act: () => step(1) },
    { key: 'K', words: words.keys.previous, act: () => step(-1) },
    { key: 'Alt+ArrowUp', words: words.keys.up, act: () => shift(-1), whileTyping: true },
    { key: 'Alt+ArrowDown', words: words.keys.down, act: () => shift(1), whileTyping: true },
    { key: 'B', words: words.keys.add, act: () => adder.current?.click() },
  ])
  const add = (
    <Menu
      button={
        <Button icon="plus" keyHint="B" ref={adder}>
          {words.add}
        </Button>
      }
      items={kinds.map((kind) => ({
        words: `${words.kinds[kind]}: ${words.kindHints[kind]}`,
        icon: blockIcons[kind],
        act: () => acts.add(kind),
      }))}
    />
  )
  return (
    <section className="blocks" aria-label={words.blocks} ref={list}>
      {blocks.map((block, at) => (
        <BlockFrame
          key={block.key}
          block={block}
          at={at}
          of={blocks.length}
          topics={topics}
          findings={findings.filter(({ where }) => where === block.key)}
          acts={{
            change: acts.change,
            move: (to) => acts.move(at, to),
            remove: () => acts.remove(at),
            duplicate: () => acts.duplicate(at),
          }}
        >
          <BlockForm
            block={block}
            language={language}
            onChange={acts.change}
            letterId={letterId}
            pictures={pictures}
            onPicture={onPicture}
          />
        </BlockFrame>
      ))}
      {blocks.length === 0 ? (
        <EmptyState
          icon="note"
          title={words.noBlocks}
          act={
            <Button kind="primary" onClick={acts.begin}>
              {words.startWith}
            </Button>
          }
          link={add}
        >
          {words.noBlocksWhy}
        </EmptyState>
      ) : (
        <div className="blocks-add">{add}</div>
      )}
    </section>
  )
}
