import { useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { ChipButton } from '../../kit/chip.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../kit/states.tsx'
import { dayOf, useSay } from '../../shell/say.ts'
import { useHouse, useMay } from '../../shell/session.tsx'
import { useWords } from '../../shell/words.ts'
import { QuickNote } from './quick-note.tsx'
import { type Only, onlys, useTimeline, useTimelineActs } from './timeline-data.ts'
import { itemsOf } from './timeline-items.ts'
import { PinnedNote, TimelineLine } from './timeline-line.tsx'
import { peopleWords } from './words.data.ts'
import './timeline.css'

type Props = {
  customerId: string
  who: string
  only: Only
  onOnly: (only: Only) => void
  /** What scrolls around the timeline. */
  scroller: RefObject<HTMLElement | null>
  note: RefObject<HTMLTextAreaElement | null>
  onOrder: (orderId: string) => void
}

/** Only what is in sight is drawn, and what comes next is fetched before it is reached. */
function Lines({
  customerId,
  scroller,
  onOrder,
  timeline,
}: Pick<Props, 'customerId' | 'scroller' | 'onOrder'> & { timeline: ReturnType<typeof useTimeline> }) {
  const words = useWords(peopleWords).timeline
  const { today } = useSay()
  const { zone } = useHouse()
  const acts = useTimelineActs(customerId)
  const list = useRef<HTMLOListElement>(null)
  const [margin, setMargin] = useState(0)
  const pages = timeline.data?.pages
  const items = useMemo(() => itemsOf(pages?.flatMap(({ entries }) => entries) ?? [], today, (at) => dayOf(at, zone)), [pages, today, zone])
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (at) => (items[at]?.kind === 'year' ? 2.25 : 3.25) * rem,
    getItemKey: (at) => {
      const item = items[at]
      return item?.kind === 'line' ? item.line.id : `${item?.kind}-${item?.year}`
    },
    overscan: 8,
    scrollMargin: margin,
  })
  useLayoutEffect(() => {
    const [outer, inner] = [scroller.current, list.current]
    const around = inner?.parentElement
    if (!outer || !inner || !around) return
    // Where the list begins moves with what stands above it: the note box grows, a pin is set.
    const measure = () => setMargin(inner.getBoundingClientRect().top - outer.getBoundingClientRect().top + outer.scrollTop)
    measure()
    const watch = new ResizeObserver(measure)
    watch.observe(around)
    return () => watch.disconnect()
  }, [scroller])
  const drawn = rows.getVirtualItems()
  const lastDrawn = drawn.at(-1)?.index ?? 0
  useEffect(() => {
    if (timeline.hasNextPage && !timeline.isFetchingNextPage && lastDrawn > items.length - 40) void timeline.fetchNextPage()
  }, [lastDrawn, items.length, timeline])
  return (
    <ol ref={list} className="timeline-list" aria-label={words.title} style={{ height: rows.getTotalSize() }}>
      {drawn.map((row) => {
        const item = items[row.index]
        return (
          <li
            key={row.key}
            data-index={row.index}
            ref={rows.measureElement}
            className="timeline-item"
            style={{ transform: `translateY(${row.start - margin}px)` }}
            aria-setsize={-1}
            aria-posinset={row.index + 1}
          >
            {item?.kind === 'year' && <h3 className="timeline-year num meta">{item.year}</h3>}
            {item?.kind === 'line' && <TimelineLine line={item.line} acts={acts} onOrder={onOrder} />}
          </li>
        )
      })}
    </ol>
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
  const first = timeline.data?.pages[0]
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
