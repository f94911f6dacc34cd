import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { getMe } from '#rooms/team/contract.ts'
import { removeSecondFactor, renewRecoveryCodes } from '#rooms/team/mine/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { State } from '../../../kit/chip.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { say as notice } from '../../../kit/toasts.tsx'
import { keyOf, useAct } from '../../../shell/api.ts'
import { useMe } from '../../../shell/session.tsx'
import { useWords } from '../../../shell/words.ts'
import { PasswordPart } from '../password-part.tsx'
import { AskPassword } from './ask-password.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import { SetUpFactor } from './set-up-factor.tsx'
import { ownWords } from './words.data.ts'

function TurnOff({ onClose }: { onClose: () => void }) {
  const words = useWords(ownWords)
  const queries = useQueryClient()
  const act = useAct(removeSecondFactor, {
    onDone: () => {
      void queries.invalidateQueries({ queryKey: keyOf(getMe) })
      notice(words.turnedOff, { tone: 'ok' })
      onClose()
    },
  })
  return (
    <AskPassword
      title={words.turnOffTitle}
      why={words.turnOffWhy}
      act={words.turnOff}
      isDanger
      isBusy={act.isRunning}
      problem={act.problem}
      onClose={onClose}
      onPassword={(password) => act.go({ body: { password } })}
    />
  )
}

function NewCodes({ onClose }: { onClose: () => void }) {
  const words = useWords(ownWords)
  const act = useAct(renewRecoveryCodes)
  if (act.answer)
    return (
      <Dialog
        title={words.codesTitle}
        onClose={onClose}
        ends={
          <Button kind="primary" onClick={onClose}>
            {words.putAway}
          </Button>
        }
      >
        <RecoveryCodes codes={act.answer.recoveryCodes} />
      </Dialog>
    )
  return (
    <AskPassword
      title={words.newCodes}
      why={words.newCodesWhy}
      act={words.newCodes}
      isBusy={act.isRunning}
      problem={act.problem}
      onClose={onClose}
      onPassword={(password) => act.go({ body: { password } })}
    />
  )
}

/** How one comes in: the second step, and the password. */
export function SignInPart() {
  const words = useWords(ownWords)
  const { hasSecondFactor } = useMe()
  const [dialog, open] = useState<'set-up' | 'off' | 'codes'>()
  const close = () => open(undefined)
  return (
    <>
      <section className="setting setting-tall">
        <div className="setting-words">
          <h2 className="section">{words.factor}</h2>
          <p className="t2">{hasSecondFactor ? words.factorOn : words.factorOff}</p>
        </div>
        <div className="setting-control row g2 wrap">
          {hasSecondFactor ? (
            <>
              <State tone="ok" icon="lock">
                {words.isOn}
              </State>
              <Button onClick={() => open('codes')}>{words.newCodes}</Button>
              <Button kind="quiet" onClick={() => open('off')}>
                {words.turnOff}
              </Button>
            </>
          ) : (
            <Button icon="lock" onClick={() => open('set-up')}>
              {words.setUp}
            </Button>
          )}
        </div>
      </section>
      <section className="settings-more">
        <h2 className="section">{words.password}</h2>
        <PasswordPart />
      </section>
      {dialog === 'set-up' && <SetUpFactor onClose={close} />}
      {dialog === 'off' && <TurnOff onClose={close} />}
      {dialog === 'codes' && <NewCodes onClose={close} />}
    </>
  )
}
