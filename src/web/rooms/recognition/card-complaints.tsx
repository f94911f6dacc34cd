import { Link } from 'wouter'
import { useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import { complaintPath } from '../promises/complaints/naming.ts'
import { complaintWords } from '../promises/complaints/words.data.ts'
import { dueWords } from '../promises/naming.ts'
import { promiseWords } from '../promises/words.data.ts'
import type { Card } from './usual.ts'
import { Veiled } from './veil.tsx'

/** Complaints that are not closed: whoever speaks with them knows, and has no cheerful offer ready. */
export function CardComplaints({ complaints }: Pick<Card, 'complaints'>) {
  const words = useWords(complaintWords)
  const { left } = useWords(promiseWords)
  const say = useSay()
  return (
    <ul className="card-told">
      {complaints.map((one) => (
        <li key={one.id}>
          <span className="strong c-danger">{words.card}</span>{' '}
          <Veiled isBlock>
            {one.words ?? words.cardVeiled}{' '}
            <span className="meta num">
              <Link href={complaintPath(one.id)} className="link">
                {one.code}
              </Link>
              {' · '}
              {words.states[one.state]}
              {one.due && ` · ${dueWords(one.due, false, left, say)}`}
            </span>
          </Veiled>
        </li>
      ))}
    </ul>
  )
}
