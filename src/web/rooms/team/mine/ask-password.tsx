import { useState } from 'react'
import { Button } from '../../../kit/button.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { PasswordField } from '../../../kit/field.tsx'
import { ProblemLine } from '../../../kit/states.tsx'
import { kitWords } from '../../../kit/words.data.ts'
import type { Problem } from '../../../shell/problem.ts'
import { useWords } from '../../../shell/words.ts'
import { teamWords } from '../words.data.ts'
import { ownWords } from './words.data.ts'

/** The present password is asked again before anything about one's own key changes. */
export function AskPassword({
  title,
  why,
  act,
  isDanger,
  isBusy,
  problem,
  onClose,
  onPassword,
}: {
  title: string
  why: string
  act: string
  isDanger?: boolean
  isBusy: boolean
  problem: Problem | undefined
  onClose: () => void
  onPassword: (password: string) => void
}) {
  const words = useWords(ownWords)
  const team = useWords(teamWords)
  const kit = useWords(kitWords)
  const [password, setPassword] = useState('')
  const [isTried, setTried] = useState(false)
  const submit = () => {
    setTried(true)
    if (password) onPassword(password)
  }
  return (
    <Dialog
      title={title}
      size="small"
      onClose={onClose}
      onSubmit={submit}
      ends={
        <>
          <Button onClick={onClose}>{kit.cancel}</Button>
          <Button kind={isDanger ? 'danger' : 'primary'} type="submit" isBusy={isBusy}>
            {act}
          </Button>
        </>
      }
    >
      <p className="body">{why}</p>
      <PasswordField
        label={words.present}
        hint={words.presentWhy}
        showLabel={team.showPassword}
        autoComplete="current-password"
        data-autofocus
        value={password}
        onText={setPassword}
        error={isTried && !password ? words.needed : undefined}
      />
      <ProblemLine problem={problem} />
    </Dialog>
  )
}
