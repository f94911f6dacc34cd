import { type Role, roles } from '#values/rights.ts'
import { IconButton } from '../../kit/button.tsx'
import { Chip, Initial } from '../../kit/chip.tsx'
import { InlineEdit } from '../../kit/inline-edit.tsx'
import { Choice, Menu, type MenuItem } from '../../kit/menu.tsx'
import { say as notice, offerUndo } from '../../kit/toasts.tsx'
import { useLookAs } from '../../shell/looking.tsx'
import { problemFrom, useProblemWords } from '../../shell/problem.ts'
import { type Say, useSay } from '../../shell/say.ts'
import { useMe } from '../../shell/session.tsx'
import { shellWords } from '../../shell/words.data.ts'
import { useWords } from '../../shell/words.ts'
import { type Member, useChangeMember } from './staff.ts'
import { teamWords } from './words.data.ts'

/** What is done to somebody in a dialog. */
export type MemberAct = 'password' | 'extension' | 'factor' | 'away'

/** "hôm nay 14:02", "3 ngày trước". */
const whenOf = (at: string, say: Say): string => {
  const day = say.dayOf(at)
  return day === say.today ? `${say.relative(day)} ${say.clockOf(at)}` : say.relative(day)
}

function Marks({ member }: { member: Member }) {
  const words = useWords(teamWords)
  const say = useSay()
  const me = useMe()
  return (
    <>
      {member.id === me.id && <Chip>{words.you}</Chip>}
      {member.isSample && <Chip>{words.sample}</Chip>}
      {member.hasSecondFactor && (
        <Chip tone="ok" icon="lock">
          {words.hasSecondFactor}
        </Chip>
      )}
      {member.waitsUntil && (
        <Chip tone="warn" icon="clock">
          {words.waits(say.clockOf(member.waitsUntil))}
        </Chip>
      )}
      {member.awayUntil && member.awayUntil >= say.today && <Chip icon="occasion">{words.awayUntil(say.date(member.awayUntil))}</Chip>}
      {member.isLockedOut && (
        <Chip tone="danger" icon="lock">
          {words.lockedOut}
        </Chip>
      )}
    </>
  )
}

/** The acts under the three dots; owners are changed by owners alone, and the server holds to it too. */
function useActs(member: Member, onAct: (act: MemberAct) => void): readonly MenuItem[] {
  const words = useWords(teamWords)
  const problems = useProblemWords()
  const change = useChangeMember()
  const look = useLookAs()
  const attempt = (act: Promise<unknown>) => void act.catch((error) => notice(problems.say(problemFrom(error)), { tone: 'danger' }))
  const lock = async (isLockedOut: boolean) => {
    await change(member.id, { isLockedOut })
    offerUndo(isLockedOut ? words.personLocked(member.name) : words.personLetIn(member.name), () =>
      change(member.id, { isLockedOut: !isLockedOut }),
    )
  }
  const letInNow = async () => {
    await change(member.id, { isLockedOut: false })
    notice(words.personLetIn(member.name), { tone: 'ok' })
  }
  const lookAs: MenuItem[] = member.isLockedOut
    ? []
    : [{ words: words.lookAsPerson(member.name), icon: 'eye', act: () => look.go({ staffId: member.id }) }, 'line']
  const waiting: MenuItem[] =
    member.waitsUntil && !member.isLockedOut ? [{ words: words.letInNow, icon: 'check', act: () => attempt(letInNow()) }] : []
  const factor: MenuItem[] = member.hasSecondFactor ? [{ words: words.withoutFactor, icon: 'phone', act: () => onAct('factor') }] : []
  return [
    ...lookAs,
    ...waiting,
    { words: words.newPassword, icon: 'key', act: () => onAct('password') },
    ...factor,
    { words: words.setExtension, icon: 'phone', act: () => onAct('extension') },
    { words: words.setAway, icon: 'occasion', act: () => onAct('away') },
    'line',
    member.isLockedOut
      ? { words: words.letIn, icon: 'check', act: () => attempt(lock(false)) }
      : { words: words.lockOut, icon: 'lock', isDanger: true, act: () => attempt(lock(true)) },
  ]
}

/** One person of the house: who, as what, since when not seen, and what can be done. */
export function MemberLine({ member, onAct }: { member: Member; onAct: (act: MemberAct) => void }) {
  const words = useWords(teamWords)
  const roleWords = useWords(shellWords).roles
  const problems = useProblemWords()
  const say = useSay()
  const me = useMe()
  const change = useChangeMember()
  const acts = useActs(member, onAct)
  const isMe = member.id === me.id
  const isMine = me.role === 'owner' || member.role !== 'owner'
  const setRole = async (role: Role) => {
    try {
      await change(member.id, { role })
      offerUndo(words.roleChanged(member.name, roleWords[role]), () => change(member.id, { role: member.role }))
    } catch (error) {
      notice(problems.say(problemFrom(error)), { tone: 'danger' })
    }
  }
  const facts = [
    member.mail,
    ...(member.extension ? [words.extensionOf(member.extension)] : []),
    member.lastSeenAt ? words.seenAt(whenOf(member.lastSeenAt, say)) : words.neverSeen,
  ]
  return (
    <li className="member">
      <Initial name={member.name} />
      <div className="member-who">
        <div className="row g2 wrap">
          <div className="member-name strong">
            <InlineEdit label={words.name} value={member.name} save={(name) => change(member.id, { name })} isReadOnly={!isMine} />
          </div>
          <Marks member={member} />
        </div>
        <p className="meta">{facts.join(' · ')}</p>
      </div>
      <div className="member-role">
        <Choice
          label={`${words.role}, ${member.name}`}
          value={member.role}
          isOff={!isMine || isMe}
          onChange={(role) => role !== member.role && void setRole(role)}
          choices={roles
            .filter((role) => role !== 'owner' || me.role === 'owner' || member.role === 'owner')
            .map((role) => ({ value: role, words: roleWords[role] }))}
        />
      </div>
      <div className="member-more">
        {isMine && !isMe && <Menu side="bottom-end" button={<IconButton icon="more" label={words.more(member.name)} />} items={acts} />}
      </div>
    </li>
  )
}
