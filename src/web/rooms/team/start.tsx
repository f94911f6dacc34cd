import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { getMe, startHouse, trades } from '#rooms/team/contract.ts'
import { Button } from '../../kit/button.tsx'
import { PasswordField, Radios, TextField } from '../../kit/field.tsx'
import { useIsPhone } from '../../kit/phone.ts'
import { ProblemLine } from '../../kit/states.tsx'
import { keyOf, useAct } from '../../shell/api.ts'
import { useLook } from '../../shell/look.ts'
import { useWords } from '../../shell/words.ts'
import { Begin } from './begin.tsx'
import { takeSecret } from './one-time-secret.ts'
import { Outside } from './outside.tsx'
import { teamWords } from './words.data.ts'

type Trade = (typeof trades)[number]
type Answers = { houseName: string; trade: Trade; ownerName: string; mail: string; password: string }

/** On a phone one question at a time: the house, its trade, the owner, how to come in. */
const steps: (keyof Omit<Answers, 'trade'>)[][] = [['houseName'], [], ['ownerName'], ['mail', 'password']]

type Asked = {
  it: Answers
  change: (part: Partial<Answers>) => void
  shown: (name: Exclude<keyof Answers, 'trade'>) => string | undefined
  isHere: (step: number) => boolean
}

function Questions({ it, change, shown, isHere }: Asked) {
  const words = useWords(teamWords)
  return (
    <>
      {isHere(0) && (
        <TextField
          label={words.house}
          placeholder={words.housePlaceholder}
          autoFocus
          autoComplete="organization"
          value={it.houseName}
          onText={(houseName) => change({ houseName })}
          error={shown('houseName')}
        />
      )}
      {isHere(1) && (
        <Radios
          label={words.trade}
          value={it.trade}
          onChange={(trade) => change({ trade })}
          choices={trades.map((trade) => ({ value: trade, words: words.trades[trade] }))}
        />
      )}
      {isHere(2) && (
        <TextField
          label={words.owner}
          hint={words.ownerHint}
          autoComplete="name"
          value={it.ownerName}
          onText={(ownerName) => change({ ownerName })}
          error={shown('ownerName')}
        />
      )}
      {isHere(3) && (
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
      )}
    </>
  )
}

/** First start: the house, its trade, its owner; then how to begin. */
export default function Start() {
  const words = useWords(teamWords)
  const { language } = useLook()
  const queries = useQueryClient()
  const [, navigate] = useLocation()
  const [token] = useState(takeSecret)
  const [it, set] = useState<Answers>({ houseName: '', trade: 'hotel', ownerName: '', mail: '', password: '' })
  const [isTried, setTried] = useState(false)
  const [step, setStep] = useState(0)
  const isPhone = useIsPhone()
  const act = useAct(startHouse, { onDone: (me) => queries.setQueryData(keyOf(getMe, {}), me) })
  const change = (part: Partial<typeof it>) => set((now) => ({ ...now, ...part }))
  const errors = {
    houseName: it.houseName.trim() ? undefined : words.needed,
    ownerName: it.ownerName.trim() ? undefined : words.needed,
    mail: /^\S+@\S+\.\S+$/.test(it.mail.trim()) ? undefined : words.mailWrong,
    password: it.password.length >= 10 ? undefined : words.tooShort,
  }
  const isHere = (at: number) => !isPhone || at === step
  const shown = (name: keyof typeof errors) => (isTried ? errors[name] : undefined)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const asked = isPhone ? (steps[step] ?? []) : steps.flat()
    const isWrong = asked.some((name) => errors[name])
    setTried(isWrong)
    if (isWrong) return
    if (isPhone && step < steps.length - 1) setStep(step + 1)
    else act.go({ body: { ...it, token, language, mail: it.mail.trim() } })
  }
  useEffect(() => {
    if (isTried) document.querySelector<HTMLElement>('[aria-invalid]')?.focus()
  }, [isTried])
  useEffect(() => {
    if (step > 0) document.querySelector<HTMLElement>('.outside-form input:not([type=radio]), .outside-form :checked')?.focus()
  }, [step])

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
        <Questions it={it} change={change} shown={shown} isHere={isHere} />
        <ProblemLine problem={act.problem} onRetry={act.again} />
        <div className="row g2">
          {isPhone && step > 0 && (
            <Button size="large" onClick={() => setStep(step - 1)}>
              {words.goBack}
            </Button>
          )}
          <Button kind="primary" size="large" type="submit" isBusy={act.isRunning}>
            {isPhone && step < steps.length - 1 ? words.next : words.begin}
          </Button>
          {isPhone && <span className="meta">{words.step(step + 1, steps.length)}</span>}
        </div>
      </form>
    </Outside>
  )
}
