import { may, type Permission, permissions, placesOf, type Role, roles } from '#values/rights.ts'
import { Button } from '../../kit/button.tsx'
import { useLookAs } from '../../shell/looking.tsx'
import { useMe } from '../../shell/session.tsx'
import { builtPlaces } from '../../shell/sidebar.data.ts'
import { shellWords } from '../../shell/words.data.ts'
import { useWords } from '../../shell/words.ts'
import type { Member } from './staff.ts'
import { teamWords } from './words.data.ts'

const isSeeing = (permission: Permission): boolean => permission.startsWith('see.') || permission.endsWith('.read')

/** What each role sees, may do, and does not see, read from the same table as the server; and the house through its eyes. */
export function RoleLines({ staff }: { staff: readonly Member[] }) {
  const words = useWords(teamWords)
  const shell = useWords(shellWords)
  const me = useMe()
  const look = useLookAs()
  const placesFor = (role: Role) =>
    builtPlaces.filter(({ place }) => placesOf(role).includes(place)).map(({ place }) => shell.places[place])
  const named = (chosen: readonly Permission[]) => chosen.map((permission) => words.may[permission]).join(' · ')
  return (
    <section className="settings-more">
      <h2 className="section">{words.roleTable}</h2>
      <p className="t2">{words.roleTableWhy}</p>
      <ul className="role-lines">
        {roles.map((role) => {
          const seesNot = permissions.filter((permission) => isSeeing(permission) && !may(role, permission))
          const does = permissions.filter((permission) => !isSeeing(permission) && may(role, permission))
          const person = staff.find((one) => one.role === role && !one.isLockedOut && one.id !== me.id)
          return (
            <li key={role} className="role-line">
              <h3 className="strong role-name">{shell.roles[role]}</h3>
              <dl className="role-facts">
                <dt>{words.sees}</dt>
                <dd>{placesFor(role).join(' · ')}</dd>
                <dt>{words.seesNot}</dt>
                <dd>{seesNot.length > 0 ? named(seesNot) : words.seesAll}</dd>
                {does.length > 0 && (
                  <>
                    <dt>{words.does}</dt>
                    <dd>{named(does)}</dd>
                  </>
                )}
              </dl>
              {role !== me.role && (role !== 'owner' || me.role === 'owner') && (
                <Button
                  size="small"
                  icon="eye"
                  disabled={look.isRunning}
                  onClick={() => look.go(person ? { staffId: person.id } : { role })}
                  aria-label={person ? words.lookAsPerson(person.name) : `${words.lookAsRole}: ${shell.roles[role]}`}
                >
                  {person ? words.lookAsPerson(person.name) : words.lookAsRole}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
