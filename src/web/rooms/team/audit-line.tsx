import { Link } from 'wouter'
import { IconButton } from '../../kit/button.tsx'
import { Icon } from '../../kit/icons.tsx'
import { useSay } from '../../shell/say.ts'
import { customerPath } from '../../shell/sidebar.data.ts'
import { shellWords } from '../../shell/words.data.ts'
import { useWords } from '../../shell/words.ts'
import { type AuditEntry, type AuditWords, actIn, detailsIn } from './audit-details.ts'
import { auditWords } from './audit-words.data.ts'

/** Who it was, as they are called today; who is no longer here is said to be gone. */
function whoIs({ actorKind, actorName }: AuditEntry, words: AuditWords): string {
  if (actorKind === 'machine') return words.machine
  if (actorKind === 'nobody') return words.nobody
  return actorName ?? (actorKind === 'token' ? words.goneToken : words.goneStaff)
}

/** One act: when, who, what, about whom, and what of it. */
export function AuditLine({ entry, onCustomer }: { entry: AuditEntry; onCustomer: ((customerId: string) => void) | undefined }) {
  const words = useWords(auditWords)
  const roleWords = useWords(shellWords).roles
  const say = useSay()
  const { customerId, customerName, seq } = entry
  const details = detailsIn(entry, { words, say, roleWords })
  const place = seq === null ? words.unsealed : words.sealedAt(say.number(seq))
  return (
    <li className="audit-line">
      <span className="meta num">{say.clockOf(entry.at)}</span>
      <div className="audit-told">
        <p>
          <span className="strong">{whoIs(entry, words)}</span> {actIn(words, entry.act)}
          {customerId && (
            <>
              {' · '}
              <Link href={customerPath(customerId)} className="link">
                {customerName ?? words.aCustomer}
              </Link>
            </>
          )}
        </p>
        {details.length > 0 && <p className="meta">{details.join(' · ')}</p>}
      </div>
      {customerId && onCustomer && (
        <IconButton
          icon="filter"
          size="small"
          label={words.onlyAbout(customerName ?? words.aCustomer)}
          onClick={() => onCustomer(customerId)}
        />
      )}
      <span className="audit-seal t3" title={place}>
        <Icon name={seq === null ? 'clock' : 'lock'} size="small" />
        <span className="unseen">{place}</span>
      </span>
    </li>
  )
}
