import type { RefObject } from 'react'
import { ChipButton } from '../../kit/chip.tsx'
import { LateMenu } from '../../kit/late-menu.tsx'
import { EmptyState, ErrorState } from '../../kit/states.tsx'
import { useSay } from '../../shell/say.ts'
import { useMay } from '../../shell/session.tsx'
import { useWords } from '../../shell/words.ts'
import { QuickNote } from './quick-note.tsx'
import { type Only, onlys, useTimeline, useTimelineActs } from './timeline-data.ts'
import { PinnedNote, UnreadLine } from './timeline-line.tsx'
import { Lines } from './timeline-lines.tsx'
import { useOfferedKinds } from './touchpoint-kinds.ts'
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

function Waiting() {
  return (
    <div className="timeline-waiting">
      {[0, 1, 2, 3, 4].map((at) => (
        <UnreadLine key={at} at={at} />
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
        <span className="num meta timeline-count">{first ? say.number(first.lines.length) : ''}</span>
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
      ) : first.lines.length === 0 ? (
        <EmptyState icon="recent" title={only === 'all' ? words.empty : words.emptyOnly} isNoResult>
          {only === 'all' ? words.emptyWhy : undefined}
        </EmptyState>
      ) : (
        <Lines key={only} customerId={customerId} only={only} known={first} scroller={scroller} onOrder={onOrder} />
      )}
    </>
  )
}
