import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { memo, type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { ProblemLine } from '../../kit/states.tsx'
import { kitWords } from '../../kit/words.data.ts'
import { useKeys } from '../../shell/keys.ts'
import { useLook } from '../../shell/look.ts'
import { dayOf, useSay } from '../../shell/say.ts'
import { keepForStep, recall } from '../../shell/scroll-memory.ts'
import { useHouse, useMay } from '../../shell/session.tsx'
import { useWords } from '../../shell/words.ts'
import { useQuietly } from './known/preference-line.tsx'
import { knownWords } from './known/words.data.ts'
import type { HouseKinds, Line } from './line-words.ts'
import { type Only, type TimelineActs, useReading, useTimelineActs } from './timeline-data.ts'
import { TimelineLine, UnreadLine } from './timeline-line.tsx'
import { isWaiting, type Known, yearAt } from './timeline-pages.ts'
import { useHouseKinds } from './touchpoint-kinds.ts'
import { peopleWords } from './words.data.ts'

/** The same acts at every drawing, so that lines which stay as they are need not be drawn again while the list moves. */
function useSteadyActs(customerId: string): TimelineActs {
  const newest = useRef<TimelineActs>(undefined)
  const acts = useTimelineActs(customerId)
  newest.current = acts
  const now = () => newest.current ?? acts
  const steady = useRef<TimelineActs>({
    note: (...asked) => now().note(...asked),
    change: (...asked) => now().change(...asked),
    remove: (...asked) => now().remove(...asked),
    refresh: () => now().refresh(),
  })
  return steady.current
}

/** A function that stays the same and always does what the newest drawing says. */
function useSteady<Parts extends unknown[]>(act: (...parts: Parts) => void): (...parts: Parts) => void {
  const newest = useRef(act)
  newest.current = act
  return useCallback((...parts) => newest.current(...parts), [])
}

/** The day of each instant, worked out once. */
function useDays(zone: string): (at: string) => string {
  return useMemo(() => {
    const known = new Map<string, string>()
    return (at) => {
      const day = known.get(at) ?? dayOf(at, zone)
      known.set(at, day)
      return day
    }
  }, [zone])
}

/** Where the list begins within what scrolls; it moves with what stands above it: the note box grows, a pin is set. */
function useMargin(outer: HTMLElement | null, list: RefObject<HTMLElement | null>): number {
  const [margin, setMargin] = useState(0)
  useLayoutEffect(() => {
    const inner = list.current
    const around = inner?.parentElement
    if (!outer || !inner || !around) return
    const measure = () => setMargin(inner.getBoundingClientRect().top - outer.getBoundingClientRect().top + outer.scrollTop)
    measure()
    const watch = new ResizeObserver(measure)
    watch.observe(around)
    return () => watch.disconnect()
  }, [outer, list])
  return margin
}

type Kept = { top: number; sizes: ReadonlyMap<number | string | bigint, number> }
type Place = { kept: Kept | undefined; sizes: Kept['sizes']; height: number }

/** Keeps for Back where the list stands; and whoever has come to the end stays there while the lines above it find their height. */
function usePlace(scroller: HTMLElement | null, name: string, { kept, sizes, height }: Place) {
  const isAtEnd = useRef(false)
  const top = useRef(kept?.top)
  useLayoutEffect(() => {
    if (!scroller) return
    if (top.current !== undefined) scroller.scrollTop = top.current
    top.current = undefined
    const note = () => {
      isAtEnd.current = scroller.scrollTop > 0 && scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 2
      keepForStep(name, { top: scroller.scrollTop, sizes } satisfies Kept)
    }
    scroller.addEventListener('scroll', note, { passive: true })
    return () => scroller.removeEventListener('scroll', note)
  }, [scroller, name, sizes])
  useLayoutEffect(() => {
    if (scroller && isAtEnd.current && height > 0) scroller.scrollTop = scroller.scrollHeight
  }, [scroller, height])
}

type Walked = { lines: Known['lines']; list: RefObject<HTMLElement | null>; show: (at: number) => void; toTop: () => void }

/** Lines are walked by J and K; E corrects the one that is stood on. */
function useLineKeys({ lines, list, show, toTop }: Walked, onEdit: (id: string) => void, onPin: (line: Line) => void) {
  const words = useWords(knownWords).keys
  const { grid } = useWords(kitWords)
  const may = useMay()
  const last = useRef(-1)
  const drawn = (at: number) => list.current?.querySelector<HTMLElement>(`[data-index="${at}"]`)
  const stood = () => {
    const item = document.activeElement?.closest<HTMLElement>('.timeline-item')
    return item && list.current?.contains(item) ? Number(item.dataset.index) : undefined
  }
  const goTo = (at: number) => {
    last.current = at
    // At once where it is drawn already: the next key is meant for it.
    const here = drawn(at)
    if (here) return here.focus()
    show(at)
    requestAnimationFrame(() => requestAnimationFrame(() => drawn(at)?.focus()))
  }
  const step = (by: 1 | -1) => {
    const at = (stood() ?? last.current) + by
    // A line that is still to be read is not stood on: it would be another one a moment later.
    if (lines[at]) goTo(at)
  }
  const toFirst = () => {
    last.current = -1
    toTop()
  }
  const toLast = () => {
    last.current = lines.length
    show(lines.length - 1)
  }
  const onLine = (act: (line: Line) => void) => () => {
    const at = stood()
    const line = at === undefined ? undefined : lines[at]
    if (!line) return false
    if (!line.about && !isWaiting(line)) act(line)
  }
  useKeys([
    { key: 'J', words: words.down, act: () => step(1) },
    { key: 'K', words: words.up, act: () => step(-1) },
    { key: 'Home', words: grid.home, act: toFirst },
    { key: 'End', words: grid.end, act: toLast },
    { key: 'Mod+Home', act: toFirst },
    { key: 'Mod+End', act: toLast },
    ...(may('customers.write')
      ? [
          { key: 'E', words: words.editLine, act: onLine((line) => onEdit(line.id)) },
          { key: 'P', words: words.pinLine, act: onLine(onPin) },
        ]
      : []),
  ])
  return goTo
}

type RowProps = {
  customerId: string
  line: Line | undefined
  at: number
  y: number
  count: number
  year: string | undefined
  measure: (row: HTMLElement | null) => void
  acts: TimelineActs
  kinds: HouseKinds
  isEditing: boolean
  onEdit: (id: string | undefined) => void
  onOrder: (orderId: string) => void
}

/** The place of one line. While the list moves, only those that come into sight are drawn. */
const Row = memo(function Row({ line, at, y, count, year, measure, ...inside }: RowProps) {
  return (
    <li
      data-index={at}
      ref={measure}
      className="timeline-item"
      tabIndex={-1}
      style={{ transform: `translateY(${y}px)` }}
      aria-setsize={count}
      aria-posinset={at + 1}
    >
      {year && <h3 className="timeline-year num meta">{year}</h3>}
      {line ? <TimelineLine line={line} {...inside} /> : <UnreadLine at={at} />}
    </li>
  )
})

function useLines(
  lines: Known['lines'],
  scroller: HTMLElement | null,
  margin: number,
  editing: string | undefined,
  kept: Kept | undefined,
) {
  const estimate = 3.25 * 16 * (useLook().textSize / 100)
  // The same as long as the lines are: with another one every line would be laid out again at every frame.
  const keyAt = useCallback((at: number) => lines[at]?.id ?? at, [lines])
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller,
    estimateSize: () => estimate,
    getItemKey: keyAt,
    // Frames are drawn as React sees fit, not one by one in the middle of each turn of the wheel.
    useFlushSync: false,
    // A line that is being written in stays, however far it is scrolled away.
    rangeExtractor: (range) => {
      const drawn = defaultRangeExtractor(range)
      const at = editing === undefined ? -1 : lines.findIndex((line) => line?.id === editing)
      return at < 0 || drawn.includes(at) ? drawn : [...drawn, at].sort((a, b) => a - b)
    },
    overscan: 8,
    scrollMargin: margin,
  })
  const [sizes] = useState(() => {
    // Whoever comes back finds the lines as high as they were measured.
    for (const [key, size] of kept?.sizes ?? []) rows.itemSizeCache.set(key, size)
    return rows.itemSizeCache
  })
  return { rows, sizes }
}

type Props = {
  customerId: string
  only: Only
  known: Known
  /** What scrolls around the timeline. */
  scroller: HTMLElement | null
  onOrder: (orderId: string) => void
}

/** A place for each line that the house counts; drawn is what is in sight, read what comes into sight next. */
export function Lines({ customerId, only, known: { lines }, scroller, onOrder }: Props) {
  const words = useWords(peopleWords).timeline
  const { today } = useSay()
  const { zone } = useHouse()
  const acts = useSteadyActs(customerId)
  const kinds = useHouseKinds()
  const quietly = useQuietly()
  const list = useRef<HTMLOListElement>(null)
  const [editing, edit] = useState<string>()
  const { want, problem, again } = useReading(customerId, only)
  const dayAt = useDays(zone)
  const margin = useMargin(scroller, list)
  const name = `timeline ${customerId} ${only}`
  const [kept] = useState(() => recall<Kept>(name))
  const { rows, sizes } = useLines(lines, scroller, margin, editing, kept)
  const height = rows.getTotalSize()
  usePlace(scroller, name, { kept, sizes, height })
  const show = (at: number) => rows.scrollToIndex(at, { align: 'auto' })
  const toTop = () => rows.scrollToOffset(0)
  const goTo = useLineKeys({ lines, list, show, toTop }, edit, (line) =>
    quietly(acts.change(line, { isPinned: !line.isPinned }, line.isPinned ? words.unpinnedDone : words.pinnedDone)),
  )
  const toOrder = useSteady(onOrder)
  const onEdit = useSteady((id: string | undefined) => {
    // The line that was written in is stood on again, so that the keys go on from it.
    const at = lines.findIndex((line) => line?.id === editing)
    edit(id)
    if (id === undefined && at >= 0 && list.current?.contains(document.activeElement)) goTo(at)
  })
  const { range } = rows
  const [first, last] = [range?.startIndex ?? 0, range?.endIndex ?? 0]
  useEffect(() => {
    // Also when a line there has become a place to be read again.
    if (lines.length > 0) want(first, last)
  }, [want, lines, first, last])
  const top = lines[first]
  const year = top && dayAt(top.at).slice(0, 4)
  return (
    <>
      {year && year !== today.slice(0, 4) && (
        // Each day says its date to who reads line by line; this is for the eye that has jumped over the years.
        <p className="timeline-when" aria-hidden="true">
          <span className="num meta">{year}</span>
        </p>
      )}
      <ol ref={list} className="timeline-list" aria-label={words.title} style={{ height }}>
        {rows.getVirtualItems().map(({ key, index, start }) => (
          <Row
            key={key}
            customerId={customerId}
            line={lines[index]}
            at={index}
            y={start - margin}
            count={lines.length}
            year={yearAt(lines, index, today, dayAt)}
            measure={rows.measureElement}
            acts={acts}
            kinds={kinds}
            isEditing={editing !== undefined && lines[index]?.id === editing}
            onEdit={onEdit}
            onOrder={toOrder}
          />
        ))}
      </ol>
      <ProblemLine problem={problem} onRetry={again} />
    </>
  )
}
