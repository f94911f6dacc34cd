import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import { type invitationView, invite, listInvitations, revokeInvitation } from '#rooms/team/contract.ts'
import { type Role, roles } from '#values/rights.ts'
import { Button } from '../../kit/button.tsx'
import { ConfirmDialog } from '../../kit/confirm-dialog.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field, TextField } from '../../kit/field.tsx'
import { Choice } from '../../kit/menu.tsx'
import { CopyText, ProblemLine } from '../../kit/states.tsx'
import { say as notice } from '../../kit/toasts.tsx'
import { kitWords } from '../../kit/words.data.ts'
import { keyOf, useAct, useAsk } from '../../shell/api.ts'
import { useSay } from '../../shell/say.ts'
import { useMe } from '../../shell/session.tsx'
import { shellWords } from '../../shell/words.data.ts'
import { useWords } from '../../shell/words.ts'
import { teamWords } from './words.data.ts'

type Invitation = z.output<typeof invitationView>

/** The link, this once. */
function Made({ name, link, expiresAt, onClose }: { name: string; link: string; expiresAt: string; onClose: () => void }) {
  const words = useWords(teamWords)
  const kit = useWords(kitWords)
  const say = useSay()
  return (
    <Dialog
      title={words.inviteMade(name)}
      onClose={onClose}
      ends={
        <Button kind="primary" onClick={onClose}>
          {words.done}
        </Button>
      }
    >
      <p className="t2">{words.inviteMadeWhy(say.date(say.dayOf(expiresAt)), say.clockOf(expiresAt))}</p>
      <CopyText text={link} label={kit.copy} isLarge />
    </Dialog>
  )
}

/** Invites somebody by a link that they open themselves. */
export function Invite({ onClose }: { onClose: () => void }) {
  const words = useWords(teamWords)
  const kit = useWords(kitWords)
  const roleWords = useWords(shellWords).roles
  const me = useMe()
  const queries = useQueryClient()
  const [it, set] = useState({ name: '', mail: '', role: 'reception' as Role })
  const [isTried, setTried] = useState(false)
  const act = useAct(invite, { onDone: () => void queries.invalidateQueries({ queryKey: keyOf(listInvitations) }) })
  const change = (part: Partial<typeof it>) => set((now) => ({ ...now, ...part }))
  const mail = it.mail.trim()
  const errors = {
    name: it.name.trim() ? undefined : words.needed,
    mail: mail === '' || /^\S+@\S+\.\S+$/.test(mail) ? undefined : words.mailWrong,
  }
  if (act.answer) return <Made {...act.answer} onClose={onClose} />
  const submit = () => {
    setTried(true)
    if (!errors.name && !errors.mail) act.go({ body: { name: it.name.trim(), role: it.role, ...(mail ? { mail } : {}) } })
  }
  return (
    <Dialog
      title={words.invite}
      onClose={onClose}
      onSubmit={submit}
      ends={
        <>
          <Button onClick={onClose}>{kit.cancel}</Button>
          <Button kind="primary" type="submit" isBusy={act.isRunning}>
            {words.invite}
          </Button>
        </>
      }
    >
      <p className="t2">{words.inviteWhy}</p>
      <TextField
        label={words.name}
        autoComplete="off"
        data-autofocus
        value={it.name}
        onText={(name) => change({ name })}
        error={isTried ? errors.name : undefined}
      />
      <TextField
        label={words.inviteMail}
        type="email"
        inputMode="email"
        autoComplete="off"
        autoCapitalize="off"
        value={it.mail}
        onText={(text) => change({ mail: text })}
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
      <ProblemLine problem={act.problem} onRetry={act.again} />
    </Dialog>
  )
}

/** A link that was sent can't be brought back, so it says first what will happen. */
function TakeBack({ invitation, onClose }: { invitation: Invitation; onClose: () => void }) {
  const words = useWords(teamWords)
  const queries = useQueryClient()
  const act = useAct(revokeInvitation, {
    onDone: () => {
      void queries.invalidateQueries({ queryKey: keyOf(listInvitations) })
      notice(words.invitationRevoked(invitation.name), { tone: 'ok' })
      onClose()
    },
  })
  return (
    <ConfirmDialog
      title={words.revokeInvitationTitle(invitation.name)}
      act={words.revokeInvitation}
      isBusy={act.isRunning}
      problem={act.problem}
      onRetry={act.again}
      onAct={() => act.go({ params: { invitationId: invitation.id } })}
      onClose={onClose}
    >
      <p className="body">{words.revokeInvitationWhy}</p>
    </ConfirmDialog>
  )
}

/** Links that somebody may still open. */
export function Invitations() {
  const words = useWords(teamWords)
  const roleWords = useWords(shellWords).roles
  const say = useSay()
  const all = useAsk(listInvitations, {})
  const [taking, take] = useState<Invitation>()
  const open = all.data?.invitations.filter(({ state }) => state === 'open') ?? []
  if (open.length === 0) return null
  return (
    <section className="settings-more">
      <h2 className="section">{words.invitations}</h2>
      <ul className="members">
        {open.map((one) => (
          <li key={one.id} className="member member-token">
            <div className="member-who">
              <p className="strong cut">{one.name}</p>
              <p className="meta">
                {[
                  roleWords[one.role],
                  ...(one.mail ? [one.mail] : []),
                  ...(one.invitedByName ? [words.invitedBy(one.invitedByName)] : []),
                  words.invitedUntil(say.date(say.dayOf(one.expiresAt))),
                ].join(' · ')}
              </p>
            </div>
            <Button kind="quiet" isAtEdge onClick={() => take(one)}>
              {words.revokeInvitation}
            </Button>
          </li>
        ))}
      </ul>
      {taking && <TakeBack invitation={taking} onClose={() => take(undefined)} />}
    </section>
  )
}
