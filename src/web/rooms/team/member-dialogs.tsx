import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { addStaff, listStaff } from '#rooms/team/contract.ts'
import { type Role, roles } from '#values/rights.ts'
import { Button } from '../../kit/button.tsx'
import { ConfirmDialog } from '../../kit/confirm-dialog.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field, TextField } from '../../kit/field.tsx'
import { Choice } from '../../kit/menu.tsx'
import { ProblemLine } from '../../kit/states.tsx'
import { say } from '../../kit/toasts.tsx'
import { kitWords } from '../../kit/words.data.ts'
import { keyOf, useAct } from '../../shell/api.ts'
import { type Problem, problemFrom } from '../../shell/problem.ts'
import { useSay } from '../../shell/say.ts'
import { useMe } from '../../shell/session.tsx'
import { shellWords } from '../../shell/words.data.ts'
import { useWords } from '../../shell/words.ts'
import { ownWords } from './mine/words.data.ts'
import { fairRandom, isExtension, type Member, suggestPassword, useChangeMember } from './staff.ts'
import { teamWords } from './words.data.ts'

function FirstPassword({
  value,
  onText,
  error,
  label,
}: {
  value: string
  onText: (text: string) => void
  error: string | undefined
  label: string
}) {
  const words = useWords(teamWords)
  return (
    <div className="stack g2">
      <TextField
        label={label}
        hint={words.firstPasswordHint}
        isNum
        autoComplete="off"
        spellCheck={false}
        value={value}
        onText={onText}
        error={error}
      />
      <div>
        <Button size="small" icon="key" onClick={() => onText(suggestPassword(fairRandom))}>
          {words.suggest}
        </Button>
      </div>
    </div>
  )
}

export function AddMember({ onClose }: { onClose: () => void }) {
  const words = useWords(teamWords)
  const kit = useWords(kitWords)
  const roleWords = useWords(shellWords).roles
  const me = useMe()
  const queries = useQueryClient()
  const [it, set] = useState({ name: '', mail: '', role: 'reception' as Role, password: '' })
  const [isTried, setTried] = useState(false)
  const change = (part: Partial<typeof it>) => set((now) => ({ ...now, ...part }))
  const act = useAct(addStaff, {
    onDone: (member) => {
      queries.setQueryData<{ staff: Member[] }>(keyOf(listStaff, {}), (all) => all && { staff: [...all.staff, member] })
      say(words.personAdded(member.name), { tone: 'ok' })
      onClose()
    },
  })
  const errors = {
    name: it.name.trim() ? undefined : words.needed,
    mail: /^\S+@\S+\.\S+$/.test(it.mail.trim()) ? undefined : words.mailWrong,
    password: it.password.length >= 10 ? undefined : words.tooShort,
  }
  const submit = () => {
    setTried(true)
    if (!Object.values(errors).some(Boolean)) act.go({ body: { ...it, mail: it.mail.trim() } })
  }
  return (
    <Dialog
      title={words.addPerson}
      onClose={onClose}
      onSubmit={submit}
      ends={
        <>
          <Button onClick={onClose}>{kit.cancel}</Button>
          <Button kind="primary" type="submit" isBusy={act.isRunning}>
            {words.addPerson}
          </Button>
        </>
      }
    >
      <p className="t2">{words.addPersonWhy}</p>
      <TextField
        label={words.name}
        autoComplete="off"
        data-autofocus
        value={it.name}
        onText={(name) => change({ name })}
        error={isTried ? errors.name : undefined}
      />
      <TextField
        label={words.mail}
        type="email"
        inputMode="email"
        autoComplete="off"
        autoCapitalize="off"
        value={it.mail}
        onText={(mail) => change({ mail })}
        error={isTried ? errors.mail : undefined}
      />
      <Field label={words.role}>
        {(ids) => (
          <Choice
            {...ids}
            value={it.role}
            onChange={(role) => change({ role })}
            choices={roles.filter((role) => role !== 'owner' || me.role === 'owner').map((value) => ({ value, words: roleWords[value] }))}
          />
        )}
      </Field>
      <FirstPassword
        label={words.firstPassword}
        value={it.password}
        onText={(password) => change({ password })}
        error={isTried ? errors.password : undefined}
      />
      <ProblemLine problem={act.problem} onRetry={act.again} />
    </Dialog>
  )
}

/** One change of one person from a dialog, which closes once it is done. */
function useChange(member: Member, done: string, onClose: () => void) {
  const change = useChangeMember()
  const [problem, setProblem] = useState<Problem>()
  const [isBusy, setBusy] = useState(false)
  const save = async (part: Parameters<typeof change>[1]) => {
    setBusy(true)
    try {
      await change(member.id, part)
      say(done, { tone: 'ok' })
      onClose()
    } catch (error) {
      setProblem(problemFrom(error))
      setBusy(false)
    }
  }
  return { save, problem, isBusy }
}

type OfMember = { member: Member; onClose: () => void }

export function SetPassword({ member, onClose }: OfMember) {
  const words = useWords(teamWords)
  const kit = useWords(kitWords)
  const [password, setPassword] = useState('')
  const [isTried, setTried] = useState(false)
  const { save, problem, isBusy } = useChange(member, words.passwordSet(member.name), onClose)
  const submit = () => {
    setTried(true)
    if (password.length >= 10) void save({ password })
  }
  return (
    <Dialog
      title={`${words.newPassword}: ${member.name}`}
      size="small"
      onClose={onClose}
      onSubmit={submit}
      ends={
        <>
          <Button onClick={onClose}>{kit.cancel}</Button>
          <Button kind="primary" type="submit" isBusy={isBusy}>
            {kit.save}
          </Button>
        </>
      }
    >
      <FirstPassword
        label={words.passwordNext}
        value={password}
        onText={setPassword}
        error={isTried && password.length < 10 ? words.tooShort : undefined}
      />
      <ProblemLine problem={problem} />
    </Dialog>
  )
}

/** At which telephone calls for somebody ring; empty is none. */
export function SetExtension({ member, onClose }: OfMember) {
  const words = useWords(teamWords)
  const own = useWords(ownWords)
  const kit = useWords(kitWords)
  const [extension, setExtension] = useState(member.extension ?? '')
  const [isTried, setTried] = useState(false)
  const { save, problem, isBusy } = useChange(member, words.extensionSet(member.name), onClose)
  const isRight = isExtension(extension)
  const submit = () => {
    setTried(true)
    if (isRight) void save({ extension: extension.trim() || null })
  }
  return (
    <Dialog
      title={`${words.setExtension}: ${member.name}`}
      size="small"
      onClose={onClose}
      onSubmit={submit}
      ends={
        <>
          <Button onClick={onClose}>{kit.cancel}</Button>
          <Button kind="primary" type="submit" isBusy={isBusy}>
            {kit.save}
          </Button>
        </>
      }
    >
      <TextField
        label={words.setExtension}
        hint={words.extensionHint}
        isNum
        inputMode="tel"
        autoComplete="off"
        data-autofocus
        value={extension}
        onText={setExtension}
        error={isTried && !isRight ? own.extensionWrong : undefined}
      />
      <ProblemLine problem={problem} />
    </Dialog>
  )
}

/** Until when somebody is away; empty is here. */
export function SetAway({ member, onClose }: OfMember) {
  const words = useWords(teamWords)
  const kit = useWords(kitWords)
  const { today } = useSay()
  const [day, setDay] = useState(member.awayUntil !== null && member.awayUntil >= today ? member.awayUntil : '')
  const { save, problem, isBusy } = useChange(member, words.awaySet(member.name), onClose)
  return (
    <Dialog
      title={words.awayTitle(member.name)}
      size="small"
      onClose={onClose}
      onSubmit={() => void save({ awayUntil: day || null })}
      ends={
        <>
          <Button onClick={onClose}>{kit.cancel}</Button>
          <Button kind="primary" type="submit" isBusy={isBusy}>
            {kit.save}
          </Button>
        </>
      }
    >
      <p className="body">{words.awayWhy}</p>
      <TextField label={words.awayLabel} type="date" min={today} value={day} onText={setDay} data-autofocus />
      <ProblemLine problem={problem} />
    </Dialog>
  )
}

/** For somebody who lost their phone; every session of theirs closes, so it says so first. */
export function TakeFactorOff({ member, onClose }: OfMember) {
  const words = useWords(teamWords)
  const { save, problem, isBusy } = useChange(member, words.factorTakenOff(member.name), onClose)
  return (
    <ConfirmDialog
      title={words.withoutFactorTitle(member.name)}
      act={words.withoutFactor}
      isBusy={isBusy}
      problem={problem}
      onAct={() => void save({ withoutSecondFactor: true })}
      onClose={onClose}
    >
      <p className="body">{words.withoutFactorWhy}</p>
    </ConfirmDialog>
  )
}
