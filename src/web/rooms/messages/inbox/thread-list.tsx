import { Link } from 'wouter'
import { Icon, type IconName } from '../../../kit/icons.tsx'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import { type Row, waited } from './talk-data.ts'
import { inboxWords } from './words.data.ts'

export const channelIcon: Record<Row['channel'], IconName> = { mail: 'mail', sms: 'phone', zalo: 'message', form: 'globe', paper: 'file' }

function Standing({ row, now }: { row: Row; now: number }) {
  const words = useWords(inboxWords)
  const say = useSay()
  if (row.state === 'snoozed' && row.snoozedUntil)
    return <>{words.until(`${say.clockOf(row.snoozedUntil)} ${say.nearDate(say.dayOf(row.snoozedUntil))}`)}</>
  if (row.waitingSince) return <>{waited(row.waitingSince, now, words, say)}</>
  return <>{say.relative(say.dayOf(row.lastAt))}</>
}

function Line({ row, href, isChosen, now }: { row: Row; href: string; isChosen: boolean; now: number }) {
  const words = useWords(inboxWords)
  const isWaiting = row.waitingSince !== null && row.state === 'open'
  return (
    <li>
      <Link href={href} className={`inbox-line ${isChosen ? 'is-chosen' : ''}`} aria-current={isChosen || undefined} data-thread={row.id}>
        <Icon name={channelIcon[row.channel]} size="small" className="t3 inbox-way" />
        <span className="unseen">{words.channels[row.channel]}</span>
        <span className="inbox-top">
          <span className={`cut grow ${isWaiting ? 'strong' : ''}`}>{row.name}</span>
          <span className={`meta nowrap ${isWaiting ? 'inbox-waits' : ''}`}>
            <Standing row={row} now={now} />
          </span>
        </span>
        <span className="t2 cut inbox-said">
          {row.lastDirection === 'out' ? words.youSaid(row.lastWords) : row.lastWords || row.subject}
        </span>
        {(row.isToOwner || row.assignedName || row.customerId === null) && (
          <span className="meta cut inbox-about">
            {[
              row.customerId === null && words.unknown,
              row.isToOwner && words.toOwner,
              row.assignedName && words.assignedTo(row.assignedName),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        )}
      </Link>
    </li>
  )
}

/** Talks under each other, who waits longest first. */
export function ThreadList({ rows, chosen, hrefOf }: { rows: readonly Row[]; chosen: string; hrefOf: (id: string) => string }) {
  const words = useWords(inboxWords)
  const now = Date.now()
  return (
    <ul className="inbox-lines" aria-label={words.list}>
      {rows.map((row) => (
        <Line key={row.id} row={row} href={hrefOf(row.id)} isChosen={row.id === chosen} now={now} />
      ))}
    </ul>
  )
}
