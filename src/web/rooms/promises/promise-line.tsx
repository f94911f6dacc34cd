import type { Ref } from 'react'
import { Link } from 'wouter'
import { Icon } from '../../kit/icons.tsx'
import { useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import { latenessOf, leftOf, markOf, type Row, underOf } from './naming.ts'
import { promiseWords } from './words.data.ts'

/** One promise in a list: what, how long is left, with whom and why it stands where it stands. A real link. */
export function PromiseLine({
  row,
  now,
  href,
  isChosen,
  ref,
}: {
  row: Row
  now: number
  href: string
  isChosen: boolean
  ref?: Ref<HTMLAnchorElement>
}) {
  const words = useWords(promiseWords)
  const say = useSay()
  const { icon, tone } = markOf(row, now)
  const isLate = row.state === 'open' && latenessOf(row, now, words.left, say) !== ''
  return (
    <Link
      href={href}
      className={`promise-line ${isChosen ? 'is-chosen' : ''}`}
      aria-current={isChosen || undefined}
      {...(ref ? { ref } : {})}
    >
      <Icon name={icon} className={tone === 't3' ? 't3' : `c-${tone}`} />
      <span className="promise-what cut">{row.words}</span>
      <span className={`meta num nowrap ${isLate ? 'c-danger' : ''}`}>{leftOf(row, now, words.left, say)}</span>
      <span className="meta promise-under cut">{underOf(row, now, words, say)}</span>
    </Link>
  )
}
