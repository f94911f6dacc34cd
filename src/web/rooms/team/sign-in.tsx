import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useState } from 'react'
import { Redirect, useLocation, useSearch } from 'wouter'
import { frontDoor, getMe, signIn } from '#rooms/team/contract.ts'
import { Button } from '../../kit/button.tsx'
import { PasswordField, TextField } from '../../kit/field.tsx'
import { ProblemLine } from '../../kit/states.tsx'
import { keyOf, useAct, useAsk } from '../../shell/api.ts'
import { safeBack } from '../../shell/back.ts'
import { setLook } from '../../shell/look.ts'
import { useWords } from '../../shell/words.ts'
import { Outside } from './outside.tsx'
import { teamWords } from './words.data.ts'

/** The door. After it, back to the address that was asked for. */
export default function SignIn() {
  const words = useWords(teamWords)
  const queries = useQueryClient()
  const [, navigate] = useLocation()
  const search = useSearch()
  const [mail, setMail] = useState('')
  const [password, setPassword] = useState('')
  const [isMissing, setMissing] = useState(false)
  const door = useAsk(frontDoor, {})
  const me = useAsk(getMe, {}, { retry: false, staleTime: 60_000 })
  const act = useAct(signIn, {
    onDone: (person) => {
      queries.clear()
      queries.setQueryData(keyOf(getMe, {}), person)
      navigate(safeBack(search), { replace: true })
    },
  })
  useEffect(() => {
    // Whoever never chose a language here is spoken to in the house's.
    if (door.data && localStorage.getItem('quen.look') === null) setLook({ language: door.data.language })
  }, [door.data])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setMissing(true)
    if (mail.trim() && password) act.go({ body: { mail: mail.trim(), password } })
  }
  if (me.isSuccess && !act.isRunning) return <Redirect to={safeBack(search)} replace />
  const house = door.data?.name || 'Quen'
  return (
    <Outside house={house}>
      <h1 className="title">{words.signInTo(house)}</h1>
      {door.data && !door.data.canSignIn ? (
        <p className="body t2">{words.startFirst}</p>
      ) : (
        <form className="outside-form outside-narrow" noValidate onSubmit={submit}>
          <p className="body t2">{words.signInWhy}</p>
          <TextField
            label={words.mail}
            type="email"
            autoComplete="username"
            inputMode="email"
            autoCapitalize="off"
            spellCheck={false}
            autoFocus
            value={mail}
            onText={setMail}
            error={isMissing && !mail.trim() ? words.needed : undefined}
          />
          <PasswordField
            label={words.password}
            showLabel={words.showPassword}
            autoComplete="current-password"
            value={password}
            onText={setPassword}
            error={isMissing && !password ? words.needed : undefined}
          />
          <ProblemLine problem={act.problem} />
          <div>
            <Button kind="primary" size="large" type="submit" isBusy={act.isRunning}>
              {words.signIn}
            </Button>
          </div>
        </form>
      )}
    </Outside>
  )
}
