import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useState } from 'react'
import { Redirect, useLocation, useSearch } from 'wouter'
import { frontDoor, getMe, signIn } from '#rooms/team/contract.ts'
import { Button } from '../../kit/button.tsx'
import { PasswordField, TextField } from '../../kit/field.tsx'
import { Icon } from '../../kit/icons.tsx'
import { ProblemLine } from '../../kit/states.tsx'
import { keyOf, useAct, useAsk } from '../../shell/api.ts'
import { safeBack } from '../../shell/back.ts'
import { setLook } from '../../shell/look.ts'
import type { Problem } from '../../shell/problem.ts'
import { clockOf } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import { isSixDigits } from './mine/codes.ts'
import { Outside } from './outside.tsx'
import { doorWords, teamWords } from './words.data.ts'

/** Why one did not come in; who tried too often is told until when, by the clocks of the house. */
function Refused({ problem, zone }: { problem: Problem | undefined; zone: string | undefined }) {
  const words = useWords(doorWords)
  const until = problem?.code === 'door.too_many' ? problem.fields.until : undefined
  if (!until || !zone) return <ProblemLine problem={problem} />
  return (
    <p className="problem-line" role="alert">
      <Icon name="clock" />
      <span className="grow">{words.tooMany(clockOf(until, zone))}</span>
    </p>
  )
}

type StepProps = {
  isBusy: boolean
  refused: React.ReactNode
  onTurn: () => void
  onBack: () => void
  onCode: (code: string) => void
}

/** The second step: six digits of the app, or one of the codes that were put away. */
function CodeStep({ isBusy, refused, onTurn, onBack, onCode }: StepProps) {
  const words = useWords(doorWords)
  const team = useWords(teamWords)
  const [code, setCode] = useState('')
  const [isRecovery, setRecovery] = useState(false)
  const [isTried, setTried] = useState(false)
  const isRight = isRecovery ? code.trim() !== '' : isSixDigits(code)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (isRight) onCode(code.trim())
  }
  const turn = () => {
    setRecovery(!isRecovery)
    setCode('')
    setTried(false)
    onTurn()
  }
  return (
    <form className="outside-form outside-narrow" noValidate onSubmit={submit}>
      <p className="body t2">{isRecovery ? words.recoveryWhy : words.codeWhy}</p>
      <TextField
        key={isRecovery ? 'recovery' : 'code'}
        label={isRecovery ? words.recovery : words.code}
        className="outside-code"
        isNum
        inputMode={isRecovery ? 'text' : 'numeric'}
        autoComplete={isRecovery ? 'off' : 'one-time-code'}
        autoCapitalize="off"
        spellCheck={false}
        autoFocus
        value={code}
        onText={setCode}
        error={isTried && !isRight ? (isRecovery ? team.needed : words.codeNeeded) : undefined}
      />
      {refused}
      <div>
        <Button kind="primary" size="large" type="submit" isBusy={isBusy}>
          {team.signIn}
        </Button>
      </div>
      <div className="stack g2 outside-ways">
        <button type="button" className="link" onClick={turn}>
          {isRecovery ? words.toCode : words.toRecovery}
        </button>
        <button type="button" className="link" onClick={onBack}>
          {words.otherPerson}
        </button>
        {isRecovery && <p className="meta">{words.lost}</p>}
      </div>
    </form>
  )
}

/** The door. After it, back to the address that was asked for. */
export default function SignIn() {
  const words = useWords(teamWords)
  const steps = useWords(doorWords)
  const queries = useQueryClient()
  const [, navigate] = useLocation()
  const search = useSearch()
  const [mail, setMail] = useState('')
  const [password, setPassword] = useState('')
  const [isMissing, setMissing] = useState(false)
  const [needsCode, setNeedsCode] = useState(false)
  const door = useAsk(frontDoor, {})
  const me = useAsk(getMe, {}, { retry: false, staleTime: 60_000 })
  const act = useAct(signIn, {
    onDone: (person) => {
      queries.clear()
      queries.setQueryData(keyOf(getMe, {}), person)
      navigate(safeBack(search), { replace: true })
    },
    onProblem: ({ code }) => {
      if (code === 'team.code_needed') setNeedsCode(true)
      // The password was changed meanwhile: from the beginning.
      if (code === 'team.sign_in_failed') setNeedsCode(false)
    },
  })
  useEffect(() => {
    // Whoever never chose a language here is spoken to in the house's.
    if (door.data && localStorage.getItem('quen.look') === null) setLook({ language: door.data.language })
  }, [door.data])
  const come = (code?: string) => act.go({ body: { mail: mail.trim(), password, ...(code ? { code } : {}) } })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setMissing(true)
    if (mail.trim() && password) come()
  }
  const startOver = () => {
    setNeedsCode(false)
    setPassword('')
    setMissing(false)
    act.forget()
  }
  if (me.isSuccess && !act.isRunning) return <Redirect to={safeBack(search)} replace />
  const house = door.data?.name || 'Quen'
  const problem = act.problem?.code === 'team.code_needed' ? undefined : act.problem
  const refused = <Refused problem={problem} zone={door.data?.zone} />
  return (
    <Outside house={house}>
      <h1 className="title">{needsCode ? steps.codeTitle : words.signInTo(house)}</h1>
      {door.data && !door.data.canSignIn ? (
        <p className="body t2">{words.startFirst}</p>
      ) : needsCode ? (
        <CodeStep isBusy={act.isRunning} refused={refused} onTurn={act.forget} onBack={startOver} onCode={come} />
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
          {refused}
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
