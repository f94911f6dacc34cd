import { Button } from '../../../kit/button.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { Icon } from '../../../kit/icons.tsx'
import { ProblemLine } from '../../../kit/states.tsx'
import type { Problem } from '../../../shell/problem.ts'
import { useSay } from '../../../shell/say.ts'
import { useHouse } from '../../../shell/session.tsx'
import { useWords } from '../../../shell/words.ts'
import { momentWords } from '../naming.ts'
import { promiseWords } from '../words.data.ts'
import { type Draft, type Filled, instantOf, missingIn, type Reason } from './filled.ts'
import { slipWords } from './words.data.ts'

/** Within a sentence nothing begins with a capital but names. */
const begin = (text: string): string => text.charAt(0).toLocaleLowerCase('vi') + text.slice(1)

/** The number, and what to say; then that it was said. */
export function CallDialog({
  draft,
  filled,
  problem,
  isTelling,
  onTold,
  onClose,
}: {
  draft: Draft
  filled: Filled
  problem: Problem | undefined
  isTelling: boolean
  onTold: (how: 'call' | 'counter') => void
  onClose: () => void
}) {
  const words = useWords(slipWords)
  const left = useWords(promiseWords).left
  const say = useSay()
  const { zone } = useHouse()
  const of = words.scriptLines
  const missing = missingIn(filled, zone)
  const who = draft.promise.calledAs
  const told = filled.toldReason ?? filled.reason
  const saidOf = (reason: Reason): string => {
    const one = draft.reasons.find((other) => other.reason === reason)
    return one?.isBorneOut ? one.words : begin(words.reasons[reason])
  }
  const reason = told && told !== 'not-known' ? filled.reasonWords || saidOf(told) : undefined
  const [newDue, tellBy] = [instantOf(filled.newDue, zone), instantOf(filled.tellBy, zone)]
  const when = (at: string) => momentWords(at, left, say)
  const script = [
    of.sorry(who, begin(draft.promise.words)),
    reason && of.reason(reason),
    filled.reason === 'not-known' ? tellBy && of.tellBy(when(tellBy)) : newDue && of.due(when(newDue)),
    filled.fix && of.fix(filled.fix),
    filled.amendsKind !== 'none' && filled.amends && of.amends(filled.amends),
    of.ask,
  ].filter((line): line is string => typeof line === 'string' && line !== '')
  return (
    <Dialog
      title={words.callTitle(who)}
      onClose={onClose}
      ends={
        <>
          <Button isBusy={isTelling} disabled={missing !== undefined} onClick={() => onTold('counter')}>
            {words.toldInPerson}
          </Button>
          <Button kind="primary" icon="check" isBusy={isTelling} disabled={missing !== undefined} onClick={() => onTold('call')}>
            {words.toldByCall}
          </Button>
        </>
      }
    >
      {draft.phone ? (
        <a
          className="button button-secondary button-large slip-number-call num"
          href={`tel:${draft.phone.replace(/[^\d+]/g, '')}`}
          data-autofocus
        >
          <Icon name="phone" /> {draft.phone}
        </a>
      ) : (
        <p className="t2">{words.callNone}</p>
      )}
      <div className="stack g2">
        <p className="meta">{words.script}</p>
        <ul className="slip-script body">
          {script.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </div>
      {missing && (
        <p className="c-warn">
          <Icon name="warning" size="small" /> {words.notYet[missing]}
        </p>
      )}
      <ProblemLine problem={problem} />
    </Dialog>
  )
}
