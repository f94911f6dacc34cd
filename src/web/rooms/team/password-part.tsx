import { type FormEvent, useState } from 'react'
import { changePassword } from '#rooms/team/contract.ts'
import { Button } from '../../kit/button.tsx'
import { PasswordField } from '../../kit/field.tsx'
import { ProblemLine } from '../../kit/states.tsx'
import { say } from '../../kit/toasts.tsx'
import { useAct } from '../../shell/api.ts'
import { useWords } from '../../shell/words.ts'
import { teamWords } from './words.data.ts'

/** One's own password. */
export function PasswordPart() {
  const words = useWords(teamWords)
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [isTried, setTried] = useState(false)
  const act = useAct(changePassword, {
    onDone: () => {
      setCurrent('')
      setNext('')
      setTried(false)
      say(words.passwordChanged, { tone: 'ok' })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (current && next.length >= 10) act.go({ body: { current, next } })
  }
  return (
    <form className="settings-form" noValidate onSubmit={submit}>
      <PasswordField
        label={words.passwordNow}
        showLabel={words.showPassword}
        autoComplete="current-password"
        value={current}
        onText={setCurrent}
        error={isTried && !current ? words.needed : undefined}
      />
      <PasswordField
        label={words.passwordNext}
        hint={words.passwordHint}
        showLabel={words.showPassword}
        autoComplete="new-password"
        value={next}
        onText={setNext}
        error={isTried && next.length < 10 ? words.tooShort : undefined}
      />
      <ProblemLine problem={act.problem} />
      <div>
        <Button kind="primary" type="submit" isBusy={act.isRunning}>
          {words.changePassword}
        </Button>
      </div>
    </form>
  )
}
