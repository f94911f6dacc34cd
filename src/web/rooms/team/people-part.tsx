import { useState } from 'react'
import { listStaff } from '#rooms/team/contract.ts'
import { type Role, roles } from '#values/rights.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { Chip, Initial } from '../../kit/chip.tsx'
import { InlineEdit } from '../../kit/inline-edit.tsx'
import { Choice, Menu } from '../../kit/menu.tsx'
import { ErrorState, Skeleton } from '../../kit/states.tsx'
import { offerUndo, say } from '../../kit/toasts.tsx'
import { useAsk } from '../../shell/api.ts'
import { problemFrom, useProblemWords } from '../../shell/problem.ts'
import { useMe } from '../../shell/session.tsx'
import { shellWords } from '../../shell/words.data.ts'
import { useWords } from '../../shell/words.ts'
import { AddMember, SetPassword } from './member-dialogs.tsx'
import { RoleTable } from './role-table.tsx'
import { type Member, useChangeMember } from './staff.ts'
import { teamWords } from './words.data.ts'

function MemberLine({ member, onPassword }: { member: Member; onPassword: () => void }) {
  const words = useWords(teamWords)
  const roleWords = useWords(shellWords).roles
  const problems = useProblemWords()
  const me = useMe()
  const change = useChangeMember()
  const isMe = member.id === me.id
  // Owners are changed by owners alone; the server holds to it too.
  const isMine = me.role === 'owner' || member.role !== 'owner'
  const attempt = (act: Promise<unknown>) => void act.catch((error) => say(problems.say(problemFrom(error)), { tone: 'danger' }))
  const setRole = async (role: Role) => {
    await change(member.id, { role })
    offerUndo(words.roleChanged(member.name, roleWords[role]), () => change(member.id, { role: member.role }))
  }
  const lock = async (isLockedOut: boolean) => {
    await change(member.id, { isLockedOut })
    offerUndo(isLockedOut ? words.personLocked(member.name) : words.personLetIn(member.name), () =>
      change(member.id, { isLockedOut: !isLockedOut }),
    )
  }
  return (
    <li className="member">
      <Initial name={member.name} />
      <div className="member-who">
        <div className="row g2">
          <div className="member-name strong">
            <InlineEdit label={words.name} value={member.name} save={(name) => change(member.id, { name })} isReadOnly={!isMine} />
          </div>
          {isMe && <Chip>{words.you}</Chip>}
          {member.isSample && <Chip>{words.sample}</Chip>}
          {member.isLockedOut && (
            <Chip tone="danger" icon="lock">
              {words.lockedOut}
            </Chip>
          )}
        </div>
        <p className="meta cut">{member.mail}</p>
      </div>
      <div className="member-role">
        <Choice
          label={`${words.role}, ${member.name}`}
          value={member.role}
          isOff={!isMine || isMe}
          onChange={(role) => role !== member.role && attempt(setRole(role))}
          choices={roles
            .filter((role) => role !== 'owner' || me.role === 'owner')
            .map((role) => ({ value: role, words: roleWords[role] }))
            .concat(me.role === 'owner' || member.role !== 'owner' ? [] : [{ value: 'owner' as Role, words: roleWords.owner }])}
        />
      </div>
      <div className="member-more">
        {isMine && !isMe && (
          <Menu
            side="bottom-end"
            button={<IconButton icon="more" label={words.more(member.name)} />}
            items={[
              { words: words.newPassword, icon: 'key', act: onPassword },
              'line',
              member.isLockedOut
                ? { words: words.letIn, icon: 'check', act: () => attempt(lock(false)) }
                : { words: words.lockOut, icon: 'lock', isDanger: true, act: () => attempt(lock(true)) },
            ]}
          />
        )}
      </div>
    </li>
  )
}

/** Who works here, as what, and what each role sees. */
export function PeoplePart() {
  const words = useWords(teamWords)
  const staff = useAsk(listStaff, {})
  const [dialog, open] = useState<'add' | Member>()
  const all = staff.data?.staff
  return (
    <>
      <header className="settings-section">
        <h2 className="section">{words.people}</h2>
        {all && <span className="meta num">{all.length}</span>}
        <span className="grow" />
        <Button icon="plus" onClick={() => open('add')}>
          {words.addPerson}
        </Button>
      </header>
      {staff.error && !all ? (
        <ErrorState problem={staff.error} onRetry={() => void staff.refetch()} isSlim />
      ) : (
        <ul className="members" aria-busy={!all}>
          {all ? (
            all.map((member) => <MemberLine key={member.id} member={member} onPassword={() => open(member)} />)
          ) : (
            <Skeleton lines={4} height={3} />
          )}
        </ul>
      )}
      <RoleTable />
      {dialog === 'add' && <AddMember onClose={() => open(undefined)} />}
      {dialog && dialog !== 'add' && <SetPassword member={dialog} onClose={() => open(undefined)} />}
    </>
  )
}
