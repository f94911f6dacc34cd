import { Link } from 'wouter'
import { Icon } from '../../kit/icons.tsx'
import { useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import { latenessOf, leftOf, markOf, type Row, underOf } from './naming.ts'
import { promiseWords } from './words.data.ts'

/** What a list knows of all its lines: the moment, which one is open beside it, where each leads, and who keeps the links. */
export type Shown = {
  now: number
  chosen: string
  hrefOf: (id: string) => string
  link: (id: string, element: HTMLAnchorElement | null) => void
}

/** One promise in a list: what, how long is left, with whom and why it stands where it stands. A real link. */
export function PromiseLine({ row, shown }: { row: Row; shown: Pick<Shown, 'now' | 'hrefOf'> & Partial<Shown> }) {
  const { now, chosen, hrefOf, link } = shown
  const isChosen = row.id === chosen
  const words = useWords(promiseWords)
  const say = useSay()
  const { icon, tone } = markOf(row, now)
  const isLate = row.state === 'open' && latenessOf(row, now, words.left, say) !== ''
  return (
    <Link
      href={hrefOf(row.id)}
      className={`promise-line ${isChosen ? 'is-chosen' : ''}`}
      aria-current={isChosen || undefined}
      {...(link ? { ref: (element: HTMLAnchorElement | null) => link(row.id, element) } : {})}
    >
      <Icon name={icon} className={tone === 't3' ? 't3' : `c-${tone}`} />
      <span className="promise-what cut">{row.words}</span>
      <span className={`meta num nowrap ${isLate ? 'c-danger' : ''}`}>{leftOf(row, now, words.left, say)}</span>
      <span className="meta promise-under cut">{underOf(row, now, words, say)}</span>
    </Link>
  )
}
