import { Link } from 'wouter'
import { Chip } from '../../../kit/chip.tsx'
import { Icon } from '../../../kit/icons.tsx'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import { promiseWords } from '../words.data.ts'
import type { ComplaintRow } from './complaint-data.ts'
import { isOverdue, markOf, nextWords } from './naming.ts'
import { complaintWords } from './words.data.ts'

/** One complaint in a list: what was said, whose it is, and what is next by when. */
export function ComplaintLine({
  row,
  now,
  href,
  isChosen,
  link,
}: {
  row: ComplaintRow
  now: number
  href: string
  isChosen: boolean
  link: (id: string, element: HTMLAnchorElement | null) => void
}) {
  const words = useWords(complaintWords)
  const { left } = useWords(promiseWords)
  const say = useSay()
  const { icon, tone } = markOf(row, now, say)
  const late = isOverdue(row, now, say)
  return (
    <Link
      href={href}
      ref={(element: HTMLAnchorElement | null) => link(row.id, element)}
      className={`promise-line complaint-line ${isChosen ? 'is-chosen' : ''}`}
      aria-current={isChosen || undefined}
    >
      <Icon name={icon} className={tone === 't3' ? 't3' : `c-${tone}`} />
      <span className="promise-what cut">{row.words ?? (row.isVeiled ? words.cardVeiled : row.code)}</span>
      <span className="num meta nowrap">{row.code}</span>
      <span className="promise-under meta cut">
        {[row.calledAs, row.cause && words.causes[row.cause], row.place].filter(Boolean).join(' · ')}
      </span>
      <span className={`promise-under meta complaint-next ${late ? 'c-danger' : ''}`}>
        <span className="grow cut">
          {nextWords(row, words, left, say)}
          {late && ` · ${words.overdue}`}
        </span>
        {row.decision === 'rejected' && <Chip>{words.decisions.rejected}</Chip>}
      </span>
    </Link>
  )
}
