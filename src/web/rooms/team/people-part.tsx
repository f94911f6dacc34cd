import { useState } from 'react'
import { listStaff } from '#rooms/team/contract.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { Menu } from '../../kit/menu.tsx'
import { ErrorState, Skeleton } from '../../kit/states.tsx'
import { useAsk } from '../../shell/api.ts'
import { useWords } from '../../shell/words.ts'
import { Invitations, Invite } from './invite.tsx'
import { AddMember, SetAway, SetExtension, SetPassword, TakeFactorOff } from './member-dialogs.tsx'
import { type MemberAct, MemberLine } from './member-line.tsx'
import { RoleLines } from './role-lines.tsx'
import type { Member } from './staff.ts'
import { teamWords } from './words.data.ts'

type Open = 'invite' | 'add' | { member: Member; act: MemberAct }

function OpenDialog({ it, onClose }: { it: Open; onClose: () => void }) {
  if (it === 'invite') return <Invite onClose={onClose} />
  if (it === 'add') return <AddMember onClose={onClose} />
  const Dialog = { password: SetPassword, extension: SetExtension, factor: TakeFactorOff, away: SetAway }[it.act]
  return <Dialog member={it.member} onClose={onClose} />
}

/** Who works here, as what, who is invited, and what each role sees. */
export function PeoplePart() {
  const words = useWords(teamWords)
  const staff = useAsk(listStaff, {})
  const [dialog, open] = useState<Open>()
  const all = staff.data?.staff
  return (
    <>
      <header className="settings-section">
        <h2 className="section">{words.people}</h2>
        {all && <span className="meta num">{all.length}</span>}
        <span className="grow" />
        <Button kind="primary" icon="plus" onClick={() => open('invite')}>
          {words.invite}
        </Button>
        <Menu
          side="bottom-end"
          button={<IconButton icon="more" label={words.more(words.people)} />}
          items={[{ words: words.addPerson, icon: 'key', act: () => open('add') }]}
        />
      </header>
      {staff.error && !all ? (
        <ErrorState problem={staff.error} onRetry={() => void staff.refetch()} isSlim />
      ) : (
        <ul className="members" aria-busy={!all}>
          {all ? (
            all.map((member) => <MemberLine key={member.id} member={member} onAct={(act) => open({ member, act })} />)
          ) : (
            <Skeleton lines={4} height={3} />
          )}
        </ul>
      )}
      <Invitations />
      <RoleLines staff={all ?? []} />
      {dialog && <OpenDialog it={dialog} onClose={() => open(undefined)} />}
    </>
  )
}
