import { useState } from 'react'
import { Link } from 'wouter'
import { Button, IconButton } from '../../../kit/button.tsx'
import { Icon } from '../../../kit/icons.tsx'
import { LateMenu } from '../../../kit/late-menu.tsx'
import type { MenuItem } from '../../../kit/menu.tsx'
import { EmptyState } from '../../../kit/states.tsx'
import { useKeys } from '../../../shell/keys.ts'
import { useSay } from '../../../shell/say.ts'
import { useMay } from '../../../shell/session.tsx'
import { customerPath } from '../../../shell/sidebar.data.ts'
import { useWords } from '../../../shell/words.ts'
import type { Customer } from '../customer-data.ts'
import { whoSpeaks } from '../evidence.ts'
import { peopleWords } from '../words.data.ts'
import { type AroundActs, useAroundActs } from './around-data.ts'
import { AroundDialog, TieWordsDialog } from './around-dialog.tsx'
import { aroundOf, type Around as One, type Relationship, roleWords } from './around-words.ts'
import { useQuietly } from './preference-line.tsx'
import { knownWords } from './words.data.ts'
import './around.css'

function AroundLine({ one, who, acts, isWide }: { one: One; who: string; acts: AroundActs; isWide: boolean }) {
  const all = useWords(knownWords)
  const words = all.around
  const say = useSay()
  const may = useMay()
  const quietly = useQuietly()
  const [editing, edit] = useState<Relationship>()
  const { other, ties } = one
  const called = other.kind === 'person' ? other.calledAs || other.name : other.name
  const since = ties.find((tie) => tie.since)?.since
  const roles = ties.map((tie) => roleWords(tie, who, all))
  const items: MenuItem[] = ties.flatMap((tie, at): MenuItem[] => {
    const role = roles[at] ?? ''
    const isOnly = ties.length === 1
    return [
      ...(at > 0 ? (['line'] as const) : []),
      ...(isOnly ? [] : [{ title: role }]),
      { words: words.editWords, icon: 'pencil', act: () => edit(tie) },
      { words: isOnly ? words.remove : words.removeOne(role), icon: 'trash', act: () => quietly(acts.remove(tie)) },
    ]
  })
  return (
    <li className="around-line">
      <Icon name={other.kind} className="t3" />
      <div className="grow">
        <Link href={customerPath(other.id)} className="around-name strong">
          {called.charAt(0).toLocaleUpperCase('vi') + called.slice(1)}
        </Link>
        <span className="t2 around-role"> {roles.join(', ')}</span>
        {(isWide || since) && (
          <p className="meta">
            {[isWide && other.kind === 'person' && other.name !== called && other.name, since && words.since(say.nearDate(since))]
              .filter(Boolean)
              .join(' · ')}
          </p>
        )}
      </div>
      {may('customers.write') && <LateMenu className="like-acts" label={words.acts(called)} items={items} />}
      {editing && <TieWordsDialog one={editing} acts={acts} onClose={() => edit(undefined)} />}
    </li>
  )
}

/** Who belongs to a customer: family, work, who decides, who introduced them; both ends show it. */
export function Around({ customer, isWide = false }: { customer: Customer; isWide?: boolean }) {
  const all = useWords(knownWords)
  const words = all.around
  const { unknownWho } = useWords(peopleWords).address
  const say = useSay()
  const may = useMay()
  const acts = useAroundActs(customer.id)
  const [isAdding, add] = useState(false)
  const people = aroundOf(customer.relationships)
  const who = whoSpeaks(customer.address.them, unknownWho)
  useKeys(isWide && may('customers.write') ? [{ key: 'A', words: all.keys.addAround, act: () => add(true) }] : [])
  const title = words.title[customer.kind]
  const list = (
    <ul>
      {people.map((one) => (
        <AroundLine key={one.other.id} one={one} who={who} acts={acts} isWide={isWide} />
      ))}
    </ul>
  )
  const dialog = isAdding && <AroundDialog customer={customer} acts={acts} onClose={() => add(false)} />
  const button = may('customers.write') && (
    <Button icon="plus" keyHint="A" onClick={() => add(true)}>
      {words.add[customer.kind]}
    </Button>
  )
  if (isWide && people.length === 0)
    return (
      <>
        <EmptyState icon="people" title={words.empty[customer.kind]} act={button}>
          {words.emptyWhy[customer.kind]}
        </EmptyState>
        {dialog}
      </>
    )
  return (
    <section className={`likes-group around ${isWide ? 'around-wide' : ''}`} aria-label={title}>
      <header className="row g2">
        <Icon name="people" className="t2" />
        <h2 className="strong grow">
          {title} {isWide && <span className="num t3">{say.number(people.length)}</span>}
        </h2>
        {isWide
          ? button
          : may('customers.write') && <IconButton icon="plus" size="small" label={words.add[customer.kind]} onClick={() => add(true)} />}
      </header>
      {people.length === 0 ? <p className="meta">{words.empty[customer.kind]}</p> : list}
      {dialog}
    </section>
  )
}
