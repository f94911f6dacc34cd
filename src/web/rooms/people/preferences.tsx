import { useState } from 'react'
import { knownBy, stances } from '#rooms/people/contract.ts'
import { daysBetween } from '#values/civil-date.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Segmented, TextField } from '../../kit/field.tsx'
import { Icon, type IconName } from '../../kit/icons.tsx'
import { LateMenu } from '../../kit/late-menu.tsx'
import type { MenuItem } from '../../kit/menu.tsx'
import { ProblemLine } from '../../kit/states.tsx'
import { say as tell } from '../../kit/toasts.tsx'
import { type Problem, problemFrom, useProblemWords } from '../../shell/problem.ts'
import { useSay } from '../../shell/say.ts'
import { useMay } from '../../shell/session.tsx'
import { useWords } from '../../shell/words.ts'
import type { Customer } from './customer-data.ts'
import { evidenceOf, type Preference, preferenceWords } from './evidence.ts'
import { type PreferenceActs, usePreferenceActs } from './preference-data.ts'
import { peopleWords } from './words.data.ts'
import './preferences.css'

type Stance = (typeof stances)[number]
const drawn: Record<Stance, { icon: IconName; tone: string }> = {
  likes: { icon: 'star', tone: 'c-brand' },
  avoids: { icon: 'avoid', tone: 'c-danger' },
  needs: { icon: 'info', tone: 'c-info' },
}
/** After so many days without hearing it again, a preference is worth asking about. */
const OLD = 180

/** Adds one or puts one right. */
function PreferenceDialog({ stance, one, acts, onClose }: { stance: Stance; one?: Preference; acts: PreferenceActs; onClose: () => void }) {
  const words = useWords(peopleWords).likes
  const [what, setWhat] = useState(one?.what ?? '')
  const [reason, setReason] = useState(one?.reason ?? '')
  const [source, setSource] = useState<Preference['source']>(one?.source ?? 'said')
  const [kind, setKind] = useState<Stance>(stance)
  const [problem, setProblem] = useState<Problem>()
  const submit = async () => {
    const [said, why] = [what.trim(), reason.trim()]
    if (!said) return
    try {
      await (one
        ? acts.correct(one, { what: said, reason: why || null, source, stance: kind })
        : acts.add({ stance: kind, what: said, source, ...(why ? { reason: why } : {}) }))
      onClose()
    } catch (error) {
      setProblem(problemFrom(error))
    }
  }
  return (
    <Dialog
      title={one ? words.editTitle : words.addTo[kind]}
      size="small"
      onClose={onClose}
      onSubmit={() => void submit()}
      ends={
        <Button kind="primary" type="submit" disabled={!what.trim()}>
          {words.save}
        </Button>
      }
    >
      <ProblemLine problem={problem} />
      <Segmented
        label={words.what}
        value={kind}
        onChange={setKind}
        choices={stances.map((value) => ({ value, words: words[value], icon: drawn[value].icon }))}
      />
      <TextField
        label={words.what}
        placeholder={words.whatHint[kind]}
        value={what}
        maxLength={200}
        onText={setWhat}
        autoComplete="off"
        data-autofocus
      />
      <TextField label={words.reason} value={reason} maxLength={200} onText={setReason} autoComplete="off" />
      <Segmented
        label={words.source}
        value={source}
        onChange={setSource}
        choices={knownBy.map((value) => ({ value, words: words.sources[value] }))}
      />
    </Dialog>
  )
}

function PreferenceLine({ one, them, acts, isWide }: { one: Preference; them: string; acts: PreferenceActs; isWide: boolean }) {
  const words = useWords(peopleWords)
  const say = useSay()
  const may = useMay()
  const problems = useProblemWords()
  const [isEditing, edit] = useState(false)
  const quietly = (act: Promise<unknown>) => void act.catch((error) => tell(problems.say(problemFrom(error)), { tone: 'danger' }))
  const isOld = daysBetween(one.lastConfirmedOn, say.today) > OLD
  const items: MenuItem[] = [
    { words: words.likes.confirm, icon: 'check', act: () => quietly(acts.confirm(one)) },
    { words: words.likes.edit, icon: 'pencil', act: () => edit(true) },
    'line',
    { words: words.likes.remove, icon: 'trash', act: () => quietly(acts.remove(one)) },
  ]
  return (
    <li className="like">
      <div className="grow">
        <p className={one.stance === 'avoids' ? 'strong' : undefined}>{preferenceWords(one)}</p>
        <p className="meta num">{evidenceOf(one, them, words, say)}</p>
      </div>
      {may('customers.write') && !one.id.startsWith('new-') && (
        <>
          {isWide && isOld && (
            <Button size="small" icon="check" onClick={() => quietly(acts.confirm(one))}>
              {words.likes.confirm}
            </Button>
          )}
          <LateMenu className="like-acts" label={words.likes.acts(one.what)} items={items} />
        </>
      )}
      {isEditing && <PreferenceDialog stance={one.stance} one={one} acts={acts} onClose={() => edit(false)} />}
    </li>
  )
}

function Group({ stance, customer, acts, isWide }: { stance: Stance; customer: Customer; acts: PreferenceActs; isWide: boolean }) {
  const words = useWords(peopleWords).likes
  const may = useMay()
  const [isAdding, add] = useState(false)
  const list = customer.preferences.filter((one) => one.stance === stance)
  return (
    <section className="likes-group" aria-label={words[stance]}>
      <header className="row g2">
        <Icon name={drawn[stance].icon} className={drawn[stance].tone} />
        <h2 className="strong grow">{words[stance]}</h2>
        {may('customers.write') && <IconButton icon="plus" size="small" label={words.addTo[stance]} onClick={() => add(true)} />}
      </header>
      {list.length === 0 ? (
        <p className="meta">{words.empty[stance]}</p>
      ) : (
        <ul>
          {list.map((one) => (
            <PreferenceLine key={one.id} one={one} them={customer.address.them} acts={acts} isWide={isWide} />
          ))}
        </ul>
      )}
      {isAdding && <PreferenceDialog stance={stance} acts={acts} onClose={() => add(false)} />}
    </section>
  )
}

/** What a customer likes, avoids and needs, and how the house knows. */
export function Preferences({ customer, isWide = false }: { customer: Customer; isWide?: boolean }) {
  const acts = usePreferenceActs(customer.id)
  const words = useWords(peopleWords).likes
  return (
    <div className={isWide ? 'likes likes-wide' : 'likes'}>
      {isWide && <p className="t2 likes-intro">{words.intro}</p>}
      {stances.map((stance) => (
        <Group key={stance} stance={stance} customer={customer} acts={acts} isWide={isWide} />
      ))}
    </div>
  )
}
