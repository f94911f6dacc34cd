import { Link } from 'wouter'
import { listImports } from '#rooms/exchange/contract.ts'
import { Icon } from '../../kit/icons.tsx'
import { useAsk } from '../../shell/api.ts'
import { useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import { ImportState, pathOf, useOutcome } from './import-state.tsx'
import { importWords } from './words.data.ts'

const FEW = 3

/** The last imports, beside the next one. */
export function LatestImports() {
  const words = useWords(importWords).file
  const say = useSay()
  const outcome = useOutcome()
  const asked = useAsk(listImports, { query: { limit: FEW } })
  const imports = asked.data?.imports
  if (!imports) return null
  return (
    <section className="latest">
      <header className="row">
        <h3 className="strong grow">{words.recent}</h3>
        {imports.length > 0 && (
          <Link href="/customers/imports" className="link">
            {words.seeAll}
          </Link>
        )}
      </header>
      {imports.length === 0 && <p className="meta">{words.never}</p>}
      <ul>
        {imports.map((it) => (
          <li key={it.id}>
            <Link href={pathOf(it)} className="latest-row">
              <Icon name={it.subject === 'customers' ? 'people' : 'bag'} className="t3" />
              <span className="grow">
                <span className="cut latest-name">{it.fileName}</span>
                <span className="meta num cut latest-name">
                  {say.relative(say.dayOf(it.createdAt))} · {outcome(it)}
                </span>
              </span>
              <ImportState it={it} isBare />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
