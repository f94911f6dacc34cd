import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { acceptInvitation, frontDoor, getMe, readInvitation } from '#rooms/team/contract.ts'
import { showDate } from '#values/civil-date.ts'
import { Button } from '../../kit/button.tsx'
import { PasswordField, TextField } from '../../kit/field.tsx'
import { ErrorState, ProblemLine, Skeleton } from '../../kit/states.tsx'
import { type Answer, call, keyOf, useAct, useAsk } from '../../shell/api.ts'
import { useLook } from '../../shell/look.ts'
import type { Problem } from '../../shell/problem.ts'
import { clockOf, dayOf } from '../../shell/say.ts'
import { shellWords } from '../../shell/words.data.ts'
import { useWords } from '../../shell/words.ts'
import { takeSecret } from './one-time-secret.ts'
import { Outside } from './outside.tsx'
import { doorWords, teamWords } from './words.data.ts'

type Invited = Answer<typeof readInvitation>

function Accept({ secret, invited, zone }: { secret: string; invited: Invited; zone: string }) {
  const words = useWords(doorWords)
  const team = useWords(teamWords)
  const roleWords = useWords(shellWords).roles
  const { language } = useLook()
  const queries = useQueryClient()
  const [, navigate] = useLocation()
  const [it, set] = useState({ name: invited.name, mail: invited.mail ?? '', password: '' })
  const [isTried, setTried] = useState(false)
  const change = (part: Partial<typeof it>) => set((now) => ({ ...now, ...part }))
  const act = useAct(acceptInvitation, {
    onDone: (me) => {
      queries.clear()
      queries.setQueryData(keyOf(getMe, {}), me)
      navigate('/', { replace: true })
    },
  })
  const errors = {
    name: it.name.trim() ? undefined : team.needed,
    mail: /^\S+@\S+\.\S+$/.test(it.mail.trim()) ? undefined : team.mailWrong,
    password: it.password.length >= 10 ? undefined : team.tooShort,
  }
  const shown = (name: keyof typeof errors) => (isTried ? errors[name] : undefined)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (Object.values(errors).some(Boolean)) return
    act.go({ body: { token: secret, name: it.name.trim(), mail: it.mail.trim(), password: it.password, language } })
  }
  const role = roleWords[invited.role]
  return (
    <>
      <div>
        <h1 className="title">{words.invitedTo(invited.houseName || 'Quen')}</h1>
        <p className="body t2">{invited.invitedByName ? words.invitedWhy(invited.invitedByName, role) : words.invitedByHouse(role)}</p>
        <p className="meta">{words.invitedUntil(clockOf(invited.expiresAt, zone), showDate(dayOf(invited.expiresAt, zone), language))}</p>
      </div>
      <form className="outside-form outside-narrow" noValidate onSubmit={submit}>
        <TextField label={words.yourName} autoComplete="name" value={it.name} onText={(name) => change({ name })} error={shown('name')} />
        <TextField
          label={team.mail}
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
          label={team.password}
          hint={team.passwordHint}
          showLabel={team.showPassword}
          autoComplete="new-password"
          value={it.password}
          onText={(password) => change({ password })}
          error={shown('password')}
        />
        <ProblemLine problem={act.problem} onRetry={act.again} />
        <div>
          <Button kind="primary" size="large" type="submit" isBusy={act.isRunning}>
            {words.accept}
          </Button>
        </div>
      </form>
    </>
  )
}

/** A link that opens nothing: why that may be, and where to go from here. */
function Closed({ title, why }: { title: string; why: string }) {
  const words = useWords(teamWords)
  const [, navigate] = useLocation()
  return (
    <>
      <div>
        <h1 className="title">{title}</h1>
        <p className="body t2">{why}</p>
      </div>
      <div>
        <Button size="large" onClick={() => navigate('/sign-in')}>
          {words.signIn}
        </Button>
      </div>
    </>
  )
}

/** What the holder of an invitation sees: who invites them to what, and how to come in. */
export default function Invitation() {
  const words = useWords(doorWords)
  const [secret] = useState(takeSecret)
  const door = useAsk(frontDoor, {})
  const invited = useQuery<Invited, Problem>({
    queryKey: [readInvitation.name],
    queryFn: ({ signal }) => call(readInvitation, { body: { token: secret } }, { signal }),
    enabled: secret !== '',
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const house = invited.data?.houseName || door.data?.name || 'Quen'
  useEffect(() => {
    document.title = house
  }, [house])
  const inside = () => {
    if (!secret) return <Closed title={words.noInvitation} why={words.noInvitationWhy} />
    if (invited.error?.code === 'team.invitation_over') return <Closed title={words.over} why={words.overWhy} />
    if (invited.error) return <ErrorState problem={invited.error} onRetry={() => void invited.refetch()} />
    if (!invited.data || !door.data) return <Skeleton lines={4} height={2.5} />
    return <Accept secret={secret} invited={invited.data} zone={door.data.zone} />
  }
  return <Outside house={house}>{inside()}</Outside>
}
