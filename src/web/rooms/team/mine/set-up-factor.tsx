import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { getMe } from '#rooms/team/contract.ts'
import { beginSecondFactor, confirmSecondFactor } from '#rooms/team/mine/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { TextField } from '../../../kit/field.tsx'
import { CopyText, ProblemLine } from '../../../kit/states.tsx'
import { kitWords } from '../../../kit/words.data.ts'
import { keyOf, useAct } from '../../../shell/api.ts'
import { useWords } from '../../../shell/words.ts'
import { AskPassword } from './ask-password.tsx'
import { isSixDigits } from './codes.ts'
import { Qr } from './qr.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import { ownWords } from './words.data.ts'

/** The picture for the app and its first code. */
function Scan({ secret, uri, onClose, onDone }: { secret: string; uri: string; onClose: () => void; onDone: (codes: string[]) => void }) {
  const words = useWords(ownWords)
  const kit = useWords(kitWords)
  const [code, setCode] = useState('')
  const [isTried, setTried] = useState(false)
  const act = useAct(confirmSecondFactor, { onDone: ({ recoveryCodes }) => onDone(recoveryCodes) })
  const submit = () => {
    setTried(true)
    if (isSixDigits(code)) act.go({ body: { code } })
  }
  return (
    <Dialog
      title={words.scanTitle}
      onClose={onClose}
      onSubmit={submit}
      ends={
        <>
          <Button onClick={onClose}>{kit.cancel}</Button>
          <Button kind="primary" type="submit" isBusy={act.isRunning}>
            {words.turnOn}
          </Button>
        </>
      }
    >
      <p className="t2">{words.scanWhy}</p>
      <Qr text={uri} label={words.picture} />
      <div className="stack g1">
        <p className="meta">{words.byHand}</p>
        <CopyText text={secret.match(/.{1,4}/g)?.join(' ') ?? secret} label={kit.copy} isLarge />
      </div>
      <TextField
        label={words.code}
        isNum
        inputMode="numeric"
        autoComplete="one-time-code"
        data-autofocus
        value={code}
        onText={setCode}
        error={isTried && !isSixDigits(code) ? words.codeMissing : undefined}
      />
      <ProblemLine problem={act.problem} />
    </Dialog>
  )
}

/** Password, picture and first code, recovery codes: in force only once the app has shown that it works. */
export function SetUpFactor({ onClose }: { onClose: () => void }) {
  const words = useWords(ownWords)
  const queries = useQueryClient()
  const begin = useAct(beginSecondFactor)
  const [codes, setCodes] = useState<readonly string[]>()
  const end = () => {
    void queries.invalidateQueries({ queryKey: keyOf(getMe) })
    onClose()
  }
  if (codes)
    return (
      <Dialog
        title={words.codesTitle}
        onClose={end}
        ends={
          <Button kind="primary" onClick={end}>
            {words.putAway}
          </Button>
        }
      >
        <RecoveryCodes codes={codes} />
      </Dialog>
    )
  if (begin.answer) return <Scan {...begin.answer} onClose={onClose} onDone={setCodes} />
  return (
    <AskPassword
      title={words.setUp}
      why={words.factorOff}
      act={words.next}
      isBusy={begin.isRunning}
      problem={begin.problem}
      onClose={onClose}
      onPassword={(password) => begin.go({ body: { password } })}
    />
  )
}
