import { Button } from '../../kit/button.tsx'
import { ConfirmDialog } from '../../kit/confirm-dialog.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Icon } from '../../kit/icons.tsx'
import { say as tell } from '../../kit/toasts.tsx'
import { useCounter, Veiled, VeilRoom } from '../../rooms/recognition/veil.tsx'
import { newKey } from '../api.ts'
import { Problem, useProblemWords } from '../problem.ts'
import { useSay } from '../say.ts'
import { useLeave } from '../sign-out.ts'
import { useWords } from '../words.ts'
import { stay } from './leave.ts'
import { dropUnsent, keepUnsent, tryAgain, type Unsent } from './unsent.ts'
import { offlineWords } from './words.data.ts'
import './offline.css'

function UnsentLine({ one }: { one: Unsent }) {
  const words = useWords(offlineWords)
  const problems = useProblemWords()
  const say = useSay()
  const letGo = () => void dropUnsent(one.key).then(() => tell(words.gaveUp, { undo: () => keepUnsent(one) }))
  return (
    <li className="unsent-line">
      <p className="meta row g2">
        <Icon name={one.refused ? 'warning' : 'clock'} size="small" className={one.refused ? 'c-danger' : undefined} />
        {one.who && <b>{one.who}</b>}
        <span className="num">{words.writtenAt(say.clockOf(one.at))}</span>
        {!one.refused && words.waitsHere}
      </p>
      <p className="body unsent-words">
        <Veiled>{one.words}</Veiled>
      </p>
      {one.refused && (
        <p className="c-danger">
          {words.notTaken} {problems.say(new Problem(one.refused.status, one.refused.code, one.refused.title, { ...one.refused.fields }))}
        </p>
      )}
      <div className="row g2 wrap">
        {one.refused && (
          <Button size="small" onClick={() => void tryAgain(one.key, newKey())}>
            {words.again}
          </Button>
        )}
        {one.kind === 'note' && (
          <Button kind="quiet" size="small" icon="copy" onClick={() => void navigator.clipboard.writeText(one.words)}>
            {words.copy}
          </Button>
        )}
        <Button kind="quiet" size="small" icon="trash" onClick={letGo}>
          {words.giveUp}
        </Button>
      </div>
    </li>
  )
}

/** What waits to be sent, oldest first; what was refused keeps its words and its reason. */
export function UnsentDialog({ mine, onClose }: { mine: readonly Unsent[]; onClose: () => void }) {
  const words = useWords(offlineWords)
  const counter = useCounter()
  return (
    <Dialog title={words.title} onClose={onClose} ends={<Button onClick={onClose}>{words.close}</Button>}>
      <VeilRoom isOn={counter.isVeiled}>
        <p className="t2">{words.why}</p>
        <ul className="unsent-list">
          {mine.map((one) => (
            <UnsentLine key={one.key} one={one} />
          ))}
        </ul>
      </VeilRoom>
    </Dialog>
  )
}

/** Asked before somebody leaves whose notes would be lost. */
export function LeaveDialog({ count }: { count: number }) {
  const words = useWords(offlineWords)
  const say = useSay()
  const goNow = useLeave()
  return (
    <ConfirmDialog title={words.leaveTitle} act={words.leaveAll} keep={words.stay} onAct={goNow} onClose={stay}>
      <p className="body">{words.leaveWhat(say.number(count), count)}</p>
    </ConfirmDialog>
  )
}
