import { type ReactNode, useState } from 'react'
import { Button, IconButton } from '../../../kit/button.tsx'
import { Icon } from '../../../kit/icons.tsx'
import { useSay } from '../../../shell/say.ts'
import { useMay } from '../../../shell/session.tsx'
import { useWords } from '../../../shell/words.ts'
import type { Customer } from '../customer-data.ts'
import { heardOn, type Preference } from '../evidence.ts'
import { peopleWords } from '../words.data.ts'
import { type PreferenceActs, usePreferenceActs } from './preference-data.ts'
import { PreferenceDialog } from './preference-dialog.tsx'
import { choiceOf, PreferenceGroups, useGroups } from './preference-groups.tsx'
import { PreferenceLine, useQuietly } from './preference-line.tsx'
import { byStanding, drawn, inOrder, type Stance } from './stances.ts'
import { knownWords } from './words.data.ts'
import './preferences.css'

type Of = { customer: Customer; acts: PreferenceActs; isWide: boolean }

/** What was heard too long ago to be told unasked, folded away. */
function Faded({ all, customer, acts, isWide }: Of & { all: readonly Preference[] }) {
  const words = useWords(knownWords).likes
  const say = useSay()
  if (all.length === 0) return null
  return (
    <details className="likes-fold">
      <summary className="meta">
        <Icon name="right" size="small" /> {words.faded(say.number(all.length))}
      </summary>
      <ul>
        {all.map((one) => (
          <PreferenceLine key={one.id} one={one} them={customer.address.them} acts={acts} isWide={isWide} />
        ))}
      </ul>
    </details>
  )
}

function StancePart({ stance, list, customer, acts, isWide }: Of & { stance: Stance; list: readonly Preference[] }) {
  const words = useWords(knownWords).likes
  const may = useMay()
  const [isAdding, add] = useState(false)
  const { told, faded } = byStanding(list)
  // Beside the timeline stands only what is known: a column of empty headings teaches people not to look there.
  if (list.length === 0 && !isWide) return null
  return (
    <section className={`likes-group likes-${stance}`} aria-label={words.stances[stance]}>
      <header className="row g2">
        <Icon name={drawn[stance].icon} className={drawn[stance].tone} />
        <h2 className={`strong grow ${stance === 'must-not' ? 'c-danger' : ''}`}>{words.stances[stance]}</h2>
        {may('customers.write') && <IconButton icon="plus" size="small" label={words.addTo[stance]} onClick={() => add(true)} />}
      </header>
      {told.length === 0 && faded.length === 0 ? (
        <p className="meta">{words.empty[stance]}</p>
      ) : (
        <ul>
          {told.map((one) => (
            <PreferenceLine key={one.id} one={one} them={customer.address.them} acts={acts} isWide={isWide} />
          ))}
        </ul>
      )}
      <Faded all={faded} customer={customer} acts={acts} isWide={isWide} />
      {isAdding && <PreferenceDialog stance={stance} acts={acts} onClose={() => add(false)} />}
    </section>
  )
}

/** What turned out to be wrong: kept, so that it does not come back by itself. */
function Refuted({ customer, acts }: Of) {
  const words = useWords(knownWords).likes
  const say = useSay()
  const may = useMay()
  const quietly = useQuietly()
  if (customer.refuted.length === 0) return null
  return (
    <details className="likes-fold likes-refuted">
      <summary className="meta">
        <Icon name="right" size="small" /> {words.refuted(say.number(customer.refuted.length))}
      </summary>
      <p className="meta">{words.refutedWhy}</p>
      <ul>
        {customer.refuted.map((one) => {
          const when = heardOn(say.dayOf(one.refutedAt), say)
          return (
            <li key={one.id} className="like">
              <div className="grow">
                <p className="t2">
                  <span className="unseen">{words.stances[one.stance]}: </span>
                  <s>{one.what}</s>
                </p>
                <p className="meta num">{one.refutedByName ? words.refutedBy(one.refutedByName, when) : words.refutedOn(when)}</p>
              </div>
              {may('customers.write') && (
                <Button kind="quiet" size="small" isAtEdge onClick={() => quietly(acts.restore(one))}>
                  {words.restore}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
    </details>
  )
}

/** One heading in the place of four while nothing is known. */
function NothingYet({ acts }: { acts: PreferenceActs }) {
  const words = useWords(knownWords)
  const { tabs } = useWords(peopleWords).profile
  const may = useMay()
  const [isAdding, add] = useState(false)
  return (
    <section className="likes-group" aria-label={tabs.likes}>
      <header className="row g2">
        <Icon name="star" className="c-brand" />
        <h2 className="strong grow">{tabs.likes}</h2>
        {may('customers.write') && <IconButton icon="plus" size="small" label={words.keys.addLike} onClick={() => add(true)} />}
      </header>
      <p className="meta">{words.likes.nothing}</p>
      {isAdding && <PreferenceDialog stance="likes" acts={acts} onClose={() => add(false)} />}
    </section>
  )
}

/** What must never be, which stands above all; then what is `second`; what a customer needs, avoids and likes, and how the house knows. */
type Shown = { customer: Customer; isWide?: boolean; second?: ReactNode; children?: ReactNode }

export function Preferences({ customer, isWide = false, second, children }: Shown) {
  const acts = usePreferenceActs(customer.id)
  const words = useWords(peopleWords).likes
  const groups = useGroups()
  const all = customer.preferences.filter((one) => !groups.some((group) => choiceOf(group, one)))
  const of = { customer, acts, isWide }
  const [mustNot, ...others] = inOrder.map((stance) => (
    <StancePart key={stance} stance={stance} list={all.filter((one) => one.stance === stance)} {...of} />
  ))
  return (
    <div className={isWide ? 'likes likes-wide' : 'likes'}>
      {isWide && <p className="t2 likes-intro">{words.intro}</p>}
      {mustNot}
      {second}
      {others}
      {!isWide && all.length === 0 && <NothingYet acts={acts} />}
      {children}
      <PreferenceGroups {...of} />
      <Refuted {...of} />
    </div>
  )
}
