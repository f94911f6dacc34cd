import { Link } from 'wouter'
import type { JourneyView } from '#rooms/messages/journeys/contract.ts'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import { rulesIn } from '../sending/sums.tsx'
import { messageWords } from '../words.data.ts'
import { journeyWords } from './words.data.ts'

/** Whom a step holds, and what became of its letters. */
export function StepCounts({ counts }: { counts: JourneyView['steps'][number]['counts'] }) {
  const words = useWords(journeyWords).counts
  const { rules } = useWords(messageWords)
  const say = useSay()
  const lines = [
    ...(counts.walking > 0 ? [words.walking(say.number(counts.walking))] : []),
    ...(counts.sent > 0 ? [words.sent(say.number(counts.sent))] : []),
    ...rulesIn(counts.heldBy).map(({ rule, count }) => words.held(say.number(count), rules[rule])),
    ...(counts.expired > 0 ? [words.expired(say.number(counts.expired))] : []),
  ]
  if (lines.length === 0 && counts.byHand === 0) return null
  return (
    <p className="meta num">
      {lines.join(' · ')}
      {lines.length > 0 && counts.byHand > 0 && ' · '}
      {counts.byHand > 0 && (
        <Link href="/messages/by-hand" className="link">
          {words.byHand(say.number(counts.byHand))}
        </Link>
      )}
    </p>
  )
}

/** How walks ended, and what can honestly be said of them. */
export function Ended({ journey }: { journey: JourneyView }) {
  const words = useWords(journeyWords)
  const say = useSay()
  const stopped = Object.entries(journey.stoppedBy)
  if (journey.startedAt === null && journey.done === 0 && stopped.length === 0) return null
  return (
    <>
      <div className="stack g1">
        <h2 className="section">{words.ended}</h2>
        {journey.done === 0 && stopped.length === 0 && <p className="t2">{words.noneYet}</p>}
        {journey.done > 0 && <p className="num">{words.done(say.number(journey.done))}</p>}
        {stopped.map(([why, n]) => (
          <p key={why} className="num">
            {(words.stopped[why as keyof typeof words.stopped] ?? words.stopped.other)(say.number(n))}
          </p>
        ))}
      </div>
      <div className="stack g1">
        <h2 className="section">{words.effect}</h2>
        {journey.writtenTo === 0 ? (
          <p className="t2">{words.noEffect}</p>
        ) : (
          <>
            <p className="num">{words.effectOf(say.number(journey.boughtAfterLetter), say.number(journey.writtenTo))}</p>
            <p className="meta">{words.effectWhy}</p>
          </>
        )}
      </div>
    </>
  )
}
