import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { getMe, startHouse, trades } from '#rooms/team/contract.ts'
import { Button } from '../../kit/button.tsx'
import { PasswordField, Radios, TextField } from '../../kit/field.tsx'
import { ProblemLine } from '../../kit/states.tsx'
import { keyOf, useAct } from '../../shell/api.ts'
import { useLook } from '../../shell/look.ts'
import { useWords } from '../../shell/words.ts'
import { Begin } from './begin.tsx'
import { Outside } from './outside.tsx'
import { teamWords } from './words.data.ts'

type Trade = (typeof trades)[number]

/** The one-time token stands behind the # so that it reaches no log; it leaves the address at once. */
function takeToken(): string {
  const token = decodeURIComponent(location.hash.slice(1))
  if (token) history.replaceState(history.state, '', location.pathname)
  return token
}

/** First start: the house, its trade, its owner; then how to begin. */
export default function Start() {
  const words = useWords(teamWords)
  const { language } = useLook()
  const queries = useQueryClient()
  const [, navigate] = useLocation()
  const [token] = useState(takeToken)
  const [it, set] = useState({ houseName: '', trade: 'hotel' as Trade, ownerName: '', mail: '', password: '' })
  const [isTried, setTried] = useState(false)
  const act = useAct(startHouse, { onDone: (me) => queries.setQueryData(keyOf(getMe, {}), me) })
  const change = (part: Partial<typeof it>) => set((now) => ({ ...now, ...part }))
  const errors = {
    houseName: it.houseName.trim() ? undefined : words.needed,
    ownerName: it.ownerName.trim() ? undefined : words.needed,
    mail: /^\S+@\S+\.\S+$/.test(it.mail.trim()) ? undefined : words.mailWrong,
    password: it.password.length >= 10 ? undefined : words.tooShort,
  }
  const shown = (name: keyof typeof errors) => (isTried ? errors[name] : undefined)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (Object.values(errors).some(Boolean)) return
    act.go({ body: { ...it, token, language, mail: it.mail.trim() } })
  }
  useEffect(() => {
    if (isTried) document.querySelector<HTMLElement>('[aria-invalid]')?.focus()
  }, [isTried])

  if (act.answer) return <Begin name={act.answer.name} house={it.houseName.trim()} onGo={(path) => navigate(path)} />
  if (!token)
    return (
      <Outside house="Quen">
        <h1 className="title">{words.welcome}</h1>
        <p className="body t2">{words.noToken}</p>
        <div>
          <Button onClick={() => navigate('/sign-in')}>{words.signIn}</Button>
        </div>
      </Outside>
    )
  return (
    <Outside house="Quen">
      <div>
        <h1 className="title">{words.welcome}</h1>
        <p className="body t2">{words.welcomeWhy}</p>
      </div>
      <form className="outside-form" noValidate onSubmit={submit}>
        <TextField
          label={words.house}
          placeholder={words.housePlaceholder}
          autoFocus
          autoComplete="organization"
          value={it.houseName}
          onText={(houseName) => change({ houseName })}
          error={shown('houseName')}
        />
        <Radios
          label={words.trade}
          value={it.trade}
          onChange={(trade) => change({ trade })}
          choices={trades.map((trade) => ({ value: trade, words: words.trades[trade] }))}
        />
        <TextField
          label={words.owner}
          hint={words.ownerHint}
          autoComplete="name"
          value={it.ownerName}
          onText={(ownerName) => change({ ownerName })}
          error={shown('ownerName')}
        />
        <div className="outside-two">
          <TextField
            label={words.mail}
            type="email"
            inputMode="email"
            autoComplete="username"
            autoCapitalize="off"
            spellCheck={false}
            value={it.mail}
            onText={(mail) => change({ mail })}
            error={shown('mail')}
          />
          <PasswordField
            label={words.password}
            hint={words.passwordHint}
            showLabel={words.showPassword}
            autoComplete="new-password"
            value={it.password}
            onText={(password) => change({ password })}
            error={shown('password')}
          />
        </div>
        <ProblemLine problem={act.problem} onRetry={act.again} />
        <div>
          <Button kind="primary" size="large" type="submit" isBusy={act.isRunning}>
            {words.begin}
          </Button>
        </div>
      </form>
    </Outside>
  )
}
