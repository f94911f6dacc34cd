import { Icon, type IconName } from '../../../kit/icons.tsx'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import { type Row, useStandingOf } from './enquiries-data.ts'
import { enquiryWords } from './words.data.ts'

const icons: Record<Row['state'], { icon: IconName; tone: string }> = {
  open: { icon: 'clock', tone: 't2' },
  quoted: { icon: 'file', tone: 'c-info' },
  bought: { icon: 'check', tone: 'c-ok' },
  'not-bought': { icon: 'close', tone: 't3' },
}

/** One enquiry in a list; who asked is left out on their own profile. */
export function EnquiryLine({ row, onOpen, isOwn }: { row: Row; onOpen: () => void; isOwn?: boolean }) {
  const words = useWords(enquiryWords)
  const say = useSay()
  const standing = useStandingOf(say)
  const isLate =
    row.next !== null && (row.next.stage === 'slipped' || (row.next.promisedDue !== null && Date.parse(row.next.promisedDue) < Date.now()))
  const { icon, tone } = isLate ? { icon: 'warning' as const, tone: 'c-danger' } : icons[row.state]
  const under = [
    !isOwn && row.calledAs,
    !isOwn && row.organisation,
    words.asked(say.nearDate(say.dayOf(row.askedAt)), words.came[row.came]),
    row.next?.holderName ?? row.madeByName,
  ]
  return (
    <li className="enquiry-line">
      <button type="button" className="enquiry-open" onClick={onOpen}>
        <Icon name={icon} className={tone} />
        <span className="enquiry-what">
          <span className="strong">{row.about}</span>
          <span className="meta">{under.filter(Boolean).join(' · ')}</span>
        </span>
        <span className={`enquiry-standing ${isLate ? 'c-danger' : 't2'}`}>{standing(row)}</span>
      </button>
    </li>
  )
}
