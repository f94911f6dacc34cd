import { may, permissions, placesOf, roles } from '#values/rights.ts'
import { Icon } from '../../kit/icons.tsx'
import { builtPlaces } from '../../shell/sidebar.data.ts'
import { shellWords } from '../../shell/words.data.ts'
import { useWords } from '../../shell/words.ts'
import { teamWords } from './words.data.ts'

const Mark = ({ has, yes, no }: { has: boolean; yes: string; no: string }) => (
  <td className="roles-mark">
    {has ? <Icon name="check" className="c-ok" /> : <span className="t3">–</span>}
    <span className="unseen">{has ? yes : no}</span>
  </td>
)

/** What each role sees and may do, read from the same table as the server. */
export function RoleTable() {
  const words = useWords(teamWords)
  const shell = useWords(shellWords)
  return (
    <div className="roles">
      <h2 className="section" id="roles-title">
        {words.roleTable}
      </h2>
      <p className="t2">{words.roleTableWhy}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by keys. */}
      <section className="roles-scroll" data-scrolls tabIndex={0} aria-labelledby="roles-title">
        <table className="roles-table">
          <thead>
            <tr>
              <th scope="col">{words.role}</th>
              {builtPlaces.map(({ place }) => (
                <th key={place} scope="col">
                  {shell.places[place]}
                </th>
              ))}
              {permissions.map((permission) => (
                <th key={permission} scope="col">
                  {words.may[permission]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {roles.map((role) => (
              <tr key={role}>
                <th scope="row">{shell.roles[role]}</th>
                {builtPlaces.map(({ place }) => (
                  <Mark key={place} has={placesOf(role).includes(place)} yes={words.yes} no={words.no} />
                ))}
                {permissions.map((permission) => (
                  <Mark key={permission} has={may(role, permission)} yes={words.yes} no={words.no} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  )
}
