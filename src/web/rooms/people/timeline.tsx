import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { ChipButton } from '../../kit/chip.tsx'
import { LateMenu } from '../../kit/late-menu.tsx'
import { EmptyState, ErrorState, ProblemLine, Skeleton } from '../../kit/states.tsx'
import { useKeys } from '../../shell/keys.ts'
import { dayOf, useSay } from '../../shell/say.ts'
import { useHouse, useMay } from '../../shell/session.tsx'
import { useWords } from '../../shell/words.ts'
import { useQuietly } from './known/preference-line.tsx'
import { knownWords } from './known/words.data.ts'
import type { Line } from './line-words.ts'
import { QuickNote } from './quick-note.tsx'
import { isWaiting, type Only, onlys, type TimelineActs, type TimelineQuery, useTimeline, useTimelineActs } from './timeline-data.ts'
import { type Item, itemsOf } from './timeline-items.ts'
import { PinnedNote, TimelineLine } from './timeline-line.tsx'
import { useHouseKinds, useOfferedKinds } from './touchpoint-kinds.ts'
import { peopleWords } from './words.data.ts'
import './timeline.css'

type Props = {
  customerId: string
  who: string
  only: Only
  onOnly: (only: Only) => void
  /** What scrolls around the timeline. */
  scroller: HTMLElement | null
  note: RefObject<HTMLTextAreaElement | null>
  onOrder: (orderId: string) => void
}

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

/** The day of each instant, worked out once: thousands of lines are gone through whenever a page comes in below them. */
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

/** Lines are walked by J and K; E corrects the one that is stood on. */
function useLineKeys(items: readonly Item[], goTo: (at: number) => void, onEdit: (id: string) => void, onPin: (line: Line) => void) {
  const words = useWords(knownWords).keys
  const may = useMay()
  const here = useRef(-1)
  const step = (by: 1 | -1) => {
    let at = here.current + by
    while (items[at]?.kind === 'year') at += by
    if (!items[at]) return
    here.current = at
    goTo(at)
  }
  const onLine = (act: (line: Line) => void) => () => {
    const item = items[here.current]
    const stood = document.activeElement?.closest('[data-index]')?.getAttribute('data-index')
    if (item?.kind !== 'line' || stood !== String(here.current)) return false
    if (item.line.about || isWaiting(item.line)) return
    act(item.line)
  }
  useKeys([
    { key: 'J', words: words.down, act: () => step(1) },
    { key: 'K', words: words.up, act: () => step(-1) },
    ...(may('customers.write')
      ? [
          { key: 'E', words: words.editLine, act: onLine((line) => onEdit(line.id)) },
          { key: 'P', words: words.pinLine, act: onLine(onPin) },
        ]
      : []),
  ])
  return { noteHere: (at: number) => void (here.current = at) }
}

/** Only what is in sight is drawn, and what comes next is fetched before it is reached. */
function Lines({
  customerId,
  scroller,
  onOrder,
  timeline,
}: Pick<Props, 'customerId' | 'scroller' | 'onOrder'> & { timeline: TimelineQuery }) {
  const words = useWords(peopleWords).timeline
  const { today } = useSay()
  const { zone } = useHouse()
  const acts = useSteadyActs(customerId)
  const kinds = useHouseKinds()
  const quietly = useQuietly()
  const list = useRef<HTMLOListElement>(null)
  const [editing, edit] = useState<string>()
  const { data, more, moreProblem } = timeline
  const entries = data?.entries
  const dayAt = useDays(zone)
  const items = useMemo(() => itemsOf(entries ?? [], today, dayAt), [entries, today, dayAt])
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  const margin = useMargin(scroller, list)
  const isEdited = (at: number) => {
    const item = items[at]
    return item?.kind === 'line' && item.line.id === editing
  }
  // The same as long as the lines are: with another one every line would be laid out again at every frame.
  const keyAt = useCallback(
    (at: number) => {
      const item = items[at]
      return item?.kind === 'line' ? item.line.id : `${item?.kind}-${item?.year}`
    },
    [items],
  )
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller,
    estimateSize: (at) => (items[at]?.kind === 'year' ? 2.25 : 3.25) * rem,
    getItemKey: keyAt,
    // Frames are drawn as React sees fit, not one by one in the middle of each turn of the wheel.
    useFlushSync: false,
    // A line that is being written in stays, however far it is scrolled away.
    rangeExtractor: (range) => {
      const drawn = defaultRangeExtractor(range)
      const at = editing === undefined ? -1 : items.findIndex((_, index) => isEdited(index))
      return at < 0 || drawn.includes(at) ? drawn : [...drawn, at].sort((a, b) => a - b)
    },
    overscan: 8,
    scrollMargin: margin,
  })
  const goTo = (at: number) => {
    const drawn = () => list.current?.querySelector<HTMLElement>(`[data-index="${at}"]`)
    // At once where it is drawn already: the next key is meant for it.
    if (drawn()) return drawn()?.focus()
    rows.scrollToIndex(at, { align: 'auto' })
    requestAnimationFrame(() => requestAnimationFrame(() => drawn()?.focus()))
  }
  const toOrder = useSteady(onOrder)
  const onEdit = useSteady((id: string | undefined) => {
    edit(id)
    // The line that was written in is stood on again, so that the keys go on from it.
    const at = items.findIndex((_, index) => isEdited(index))
    if (id === undefined && at >= 0 && list.current?.contains(document.activeElement)) goTo(at)
  })
  const { noteHere } = useLineKeys(items, goTo, edit, (line) =>
    quietly(acts.change(line, { isPinned: !line.isPinned }, line.isPinned ? words.unpinnedDone : words.pinnedDone)),
  )
  const drawn = rows.getVirtualItems()
  const lastDrawn = drawn.at(-1)?.index ?? 0
  const isNearEnd = lastDrawn > items.length - 100
  useEffect(() => {
    if (isNearEnd && !moreProblem) void more()
  }, [isNearEnd, more, moreProblem])
  return (
    <>
      <ol ref={list} className="timeline-list" aria-label={words.title} style={{ height: rows.getTotalSize() }}>
        {drawn.map((row) => {
          const item = items[row.index]
          return (
            <li
              key={row.key}
              data-index={row.index}
              ref={rows.measureElement}
              className="timeline-item"
              tabIndex={-1}
              onFocus={() => noteHere(row.index)}
              style={{ transform: `translateY(${row.start - margin}px)` }}
              aria-setsize={data ? data.count : -1}
              aria-posinset={row.index + 1}
            >
              {item?.kind === 'year' && <h3 className="timeline-year num meta">{item.year}</h3>}
              {item?.kind === 'line' && (
                <TimelineLine
                  line={item.line}
                  acts={acts}
                  kinds={kinds}
                  isEditing={item.line.id === editing}
                  onEdit={onEdit}
                  onOrder={toOrder}
                />
              )}
            </li>
          )
        })}
      </ol>
      <ProblemLine problem={moreProblem} onRetry={() => void more()} />
    </>
  )
}

function Waiting() {
  return (
    <div className="timeline-waiting">
      {[70, 45, 60, 52, 66].map((width) => (
        <div key={width} className="timeline-wait">
          <Skeleton width={2.5} />
          <Skeleton width={1.5} height={1.5} />
          <Skeleton width={`${width}%`} />
        </div>
      ))}
    </div>
  )
}

/** Everything that happened between the house and one customer, newest first; what is pinned stands above. */
export function Timeline({ customerId, who, only, onOnly, scroller, note, onOrder }: Props) {
  const words = useWords(peopleWords).timeline
  const say = useSay()
  const may = useMay()
  const acts = useTimelineActs(customerId)
  const timeline = useTimeline(customerId, only)
  const first = timeline.data
  const kinds = useOfferedKinds()
  const kind = kinds.find(({ key }) => key === only)
  return (
    <>
      {may('customers.write') && <QuickNote key={customerId} customerId={customerId} who={who} isFolding field={note} />}
      <div className="timeline-head">
        <h2 className="strong body">{words.title}</h2>
        <span className="num meta timeline-count">{first ? say.number(first.count) : ''}</span>
        <fieldset className="timeline-onlys">
          <legend className="unseen">{words.filter}</legend>
          {onlys.map((one) => (
            <ChipButton key={one} isOn={one === only} onPress={() => onOnly(one)}>
              {words.only[one]}
            </ChipButton>
          ))}
          <LateMenu
            className={`timeline-kind ${kind ? 'is-on' : ''}`}
            label={kind ? `${words.byKind}: ${kind.name}` : words.byKind}
            items={kinds.map(({ key, name, icon }) => ({ words: name, icon, isOn: key === only, act: () => onOnly(key) }))}
          >
            {kind?.name ?? words.byKind}
          </LateMenu>
        </fieldset>
      </div>
      {first && first.pinned.length > 0 && (
        <ul className="timeline-pinned" aria-label={words.pinned}>
          {first.pinned.map((line) => (
            <PinnedNote key={line.id} line={line} acts={acts} />
          ))}
        </ul>
      )}
      {timeline.error && !first ? (
        <ErrorState problem={timeline.error} onRetry={() => void timeline.refetch()} isSlim />
      ) : !first ? (
        <Waiting />
      ) : first.entries.length === 0 ? (
        <EmptyState icon="recent" title={only === 'all' ? words.empty : words.emptyOnly} isNoResult>
          {only === 'all' ? words.emptyWhy : undefined}
        </EmptyState>
      ) : (
        <Lines customerId={customerId} scroller={scroller} onOrder={onOrder} timeline={timeline} />
      )}
    </>
  )
}
