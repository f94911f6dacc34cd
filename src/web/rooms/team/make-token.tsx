import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { createToken, listTokens } from '#rooms/team/contract.ts'
import { addDays } from '#values/civil-date.ts'
import { type Permission, permissionsOf, type Role, roles } from '#values/rights.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field, Radios, TextField, Tick } from '../../kit/field.tsx'
import { Icon } from '../../kit/icons.tsx'
import { Choice } from '../../kit/menu.tsx'
import { CopyText, ProblemLine } from '../../kit/states.tsx'
import { kitWords } from '../../kit/words.data.ts'
import { type Answer, keyOf, useAct } from '../../shell/api.ts'
import { useSay } from '../../shell/say.ts'
import { useMe } from '../../shell/session.tsx'
import { shellWords } from '../../shell/words.data.ts'
import { useWords } from '../../shell/words.ts'
import { teamWords } from './words.data.ts'

type Made = Answer<typeof createToken>

/** What a telephone system has and nothing else: it says that somebody calls. The smallest role that holds it. */
const TELEPHONE = { role: 'manager', scopes: ['calls.send'] } as const

const isTelephone = ({ scopes }: Made): boolean => scopes?.length === 1 && scopes[0] === 'calls.send'

/** The secret, this once; for a telephone system as the address that it is told. */
function Shown({ made, onClose }: { made: Made; onClose: () => void }) {
  const words = useWords(teamWords)
  const kit = useWords(kitWords)
  const hasAddress = isTelephone(made)
  return (
    <Dialog
      title={words.tokenMade}
      onClose={onClose}
      ends={
        <Button kind="primary" onClick={onClose}>
          {words.done}
        </Button>
      }
    >
      {hasAddress && (
        <div className="stack g2">
          <h3 className="strong">{words.telephoneAddress}</h3>
          <CopyText text={`${location.origin}/api/calls/${made.token}`} label={kit.copy} isLarge />
          <p className="t2">{words.telephoneAddressWhy}</p>
        </div>
      )}
      <div className="stack g2">
        <p className="t2">{words.tokenMadeWhy}</p>
        <CopyText text={made.token} label={kit.copy} isLarge />
      </div>
    </Dialog>
  )
}

const untils = ['none', 'month', 'quarter', 'year'] as const
type Until = (typeof untils)[number]
const days: Record<Until, number | undefined> = { none: undefined, month: 30, quarter: 90, year: 365 }

type Ticks = { role: Role; ticked: ReadonlySet<Permission>; onTick: (ticked: ReadonlySet<Permission>) => void; error: string | undefined }

/** All that the role may, each to be taken away. */
function Scopes({ role, ticked, onTick, error }: Ticks) {
  const words = useWords(teamWords)
  const { language } = useSay()
  const big = (text: string) => text.charAt(0).toLocaleUpperCase(language) + text.slice(1)
  const turn = (permission: Permission, isOn: boolean) => {
    const next = new Set(ticked)
    if (isOn) next.add(permission)
    else next.delete(permission)
    onTick(next)
  }
  return (
    <fieldset className="scopes">
      <legend className="field-label">{words.tokenMay}</legend>
      {permissionsOf(role).map((permission) => (
        <Tick key={permission} isOn={ticked.has(permission)} onChange={(isOn) => turn(permission, isOn)}>
          {big(words.may[permission])}
        </Tick>
      ))}
      {error && (
        <p className="field-told c-danger" role="alert">
          <Icon name="warning" size="small" /> {error}
        </p>
      )}
    </fieldset>
  )
}

/** Makes a token: for a telephone system with one choice, for other programs with a role and its rights as ticks. */
export function MakeToken({ onClose }: { onClose: () => void }) {
  const words = useWords(teamWords)
  const kit = useWords(kitWords)
  const roleWords = useWords(shellWords).roles
  const me = useMe()
  const { today } = useSay()
  const queries = useQueryClient()
  const [purpose, setPurpose] = useState<'telephone' | 'program'>('program')
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('read-only')
  const [ticked, tick] = useState<ReadonlySet<Permission>>(new Set(permissionsOf('read-only')))
  const [until, setUntil] = useState<Until>('none')
  const [isTried, setTried] = useState(false)
  const act = useAct(createToken, { onDone: () => void queries.invalidateQueries({ queryKey: keyOf(listTokens) }) })
  if (act.answer) return <Shown made={act.answer} onClose={onClose} />
  const forTelephone = purpose === 'telephone'
  const all = permissionsOf(role)
  const chosen = all.filter((permission) => ticked.has(permission))
  const submit = () => {
    setTried(true)
    const called = name.trim() || (forTelephone ? words.telephoneName : '')
    if (!called || (!forTelephone && chosen.length === 0)) return
    const length = days[until]
    const rights = forTelephone
      ? { role: TELEPHONE.role, scopes: [...TELEPHONE.scopes] }
      : { role, ...(chosen.length < all.length ? { scopes: chosen } : {}) }
    act.go({ body: { name: called, ...rights, ...(length ? { until: addDays(today, length) } : {}) } })
  }
  const choose = (next: Role) => {
    setRole(next)
    tick(new Set(permissionsOf(next)))
  }
  return (
    <Dialog
      title={words.addToken}
      onClose={onClose}
      onSubmit={submit}
      ends={
        <>
          <Button onClick={onClose}>{kit.cancel}</Button>
          <Button kind="primary" type="submit" isBusy={act.isRunning}>
            {words.addToken}
          </Button>
        </>
      }
    >
      <Radios
        label={words.tokenFor}
        value={purpose}
        onChange={setPurpose}
        choices={[
          { value: 'telephone', words: words.forTelephone },
          { value: 'program', words: words.forProgram },
        ]}
      />
      {forTelephone && <p className="t2">{words.telephoneWhy}</p>}
      <TextField
        label={words.tokenName}
        placeholder={forTelephone ? words.telephoneName : words.tokenNamePlaceholder}
        data-autofocus
        autoComplete="off"
        value={name}
        onText={setName}
        error={isTried && !name.trim() && !forTelephone ? words.needed : undefined}
      />
      {!forTelephone && (
        <>
          <Field label={words.role}>
            {(ids) => (
              <Choice
                {...ids}
                value={role}
                onChange={choose}
                choices={roles.filter((one) => one !== 'owner' || me.role === 'owner').map((value) => ({ value, words: roleWords[value] }))}
              />
            )}
          </Field>
          <Scopes role={role} ticked={ticked} onTick={tick} error={isTried && chosen.length === 0 ? words.nothingTicked : undefined} />
        </>
      )}
      <Field label={words.tokenUntil}>
        {(ids) => (
          <Choice {...ids} value={until} onChange={setUntil} choices={untils.map((value) => ({ value, words: words.untils[value] }))} />
        )}
      </Field>
      <ProblemLine problem={act.problem} />
    </Dialog>
  )
}
