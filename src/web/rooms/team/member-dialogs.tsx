import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { addStaff, listStaff } from '#rooms/team/contract.ts'
import { type Role, roles } from '#values/rights.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field, TextField } from '../../kit/field.tsx'
import { Choice } from '../../kit/menu.tsx'
import { ProblemLine } from '../../kit/states.tsx'
import { say } from '../../kit/toasts.tsx'
import { kitWords } from '../../kit/words.data.ts'
import { keyOf, useAct } from '../../shell/api.ts'
import { type Problem, problemFrom } from '../../shell/problem.ts'
import { useMe } from '../../shell/session.tsx'
import { shellWords } from '../../shell/words.data.ts'
import { useWords } from '../../shell/words.ts'
import { fairRandom, type Member, suggestPassword, useChangeMember } from './staff.ts'
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

export function SetPassword({ member, onClose }: { member: Member; onClose: () => void }) {
  const words = useWords(teamWords)
  const kit = useWords(kitWords)
  const change = useChangeMember()
  const [password, setPassword] = useState('')
  const [isTried, setTried] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  const [isBusy, setBusy] = useState(false)
  const submit = async () => {
    setTried(true)
    if (password.length < 10) return
    setBusy(true)
    try {
      await change(member.id, { password })
      say(words.passwordSet(member.name), { tone: 'ok' })
      onClose()
    } catch (error) {
      setProblem(problemFrom(error))
      setBusy(false)
    }
  }
  return (
    <Dialog
      title={`${words.newPassword}: ${member.name}`}
      size="small"
      onClose={onClose}
      onSubmit={() => void submit()}
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
