import { useState } from 'react'
import { daysBetween } from '#values/civil-date.ts'
import { rolesWith } from '#values/rights.ts'
import { Button } from '../../../kit/button.tsx'
import { Chip } from '../../../kit/chip.tsx'
import { LateMenu } from '../../../kit/late-menu.tsx'
import type { MenuItem } from '../../../kit/menu.tsx'
import { say as tell } from '../../../kit/toasts.tsx'
import { problemFrom, useProblemWords } from '../../../shell/problem.ts'
import { useSay } from '../../../shell/say.ts'
import { useMay } from '../../../shell/session.tsx'
import { shellWords } from '../../../shell/words.data.ts'
import { useWords } from '../../../shell/words.ts'
import { evidenceOf, type Preference, preferenceWords } from '../evidence.ts'
import { peopleWords } from '../words.data.ts'
import type { PreferenceActs } from './preference-data.ts'
import { PreferenceDialog } from './preference-dialog.tsx'
import { knownWords } from './words.data.ts'

/** After so many days without hearing it again, a preference is worth asking about. */
const OLD = 180

type Props = { one: Preference; them: string; acts: PreferenceActs; isWide: boolean; shown?: string }

/** Says it where an act was refused. */
export function useQuietly() {
  const problems = useProblemWords()
  return (act: Promise<unknown>) => void act.catch((error) => tell(problems.say(problemFrom(error)), { tone: 'danger' }))
}

/** How it is known, by whom, and how sure we are today. */
function Evidence({ one, id }: { one: Preference; id: string }) {
  const words = useWords(knownWords).likes
  const { sources } = useWords(peopleWords).likes
  const { roles } = useWords(shellWords)
  const say = useSay()
  const isFading = one.confidenceNow !== one.confidence
  const facts: [string, string][] = [
    [words.how, sources[one.source]],
    ...(one.notedByName ? [[words.who, `${one.notedByName}, ${say.date(one.notedOn)}`] as [string, string]] : []),
    [words.last, say.date(one.lastConfirmedOn)],
    ...(one.seenCount > 0 ? [[words.times, words.days(say.number(one.seenCount), one.seenCount)] as [string, string]] : []),
    [
      words.sure,
      isFading ? words.percent(say.number(one.confidenceNow), say.number(one.confidence)) : words.percentNow(say.number(one.confidenceNow)),
    ],
  ]
  return (
    <div className="evidence" id={id}>
      <dl>
        {facts.map(([title, fact]) => (
          <div key={title} className="row g2">
            <dt className="meta">{title}</dt>
            <dd className="meta num t2">{fact}</dd>
          </div>
        ))}
      </dl>
      {one.sensitivity !== 'normal' && (
        <p className="meta">
          {words.seenBy(
            rolesWith('see.sensitive')
              .map((role) => roles[role].toLocaleLowerCase('vi'))
              .join(', '),
          )}
        </p>
      )}
    </div>
  )
}

/** One preference: what it is, how it is known, and what may be done. What is only guessed asks to be confirmed. */
export function PreferenceLine({ one, them, acts, isWide, shown = one.what }: Props) {
  const words = useWords(peopleWords)
  const known = useWords(knownWords).likes
  const say = useSay()
  const may = useMay()
  const quietly = useQuietly()
  const [isEditing, edit] = useState(false)
  const [isOpen, open] = useState(false)
  const canWrite = may('customers.write') && !one.id.startsWith('new-')
  const isPerhaps = one.standing === 'perhaps'
  const isOld = daysBetween(one.lastConfirmedOn, say.today) > OLD || one.standing === 'faded'
  const told = preferenceWords({ what: shown, reason: one.reason })
  const items: MenuItem[] = [
    { words: words.likes.confirm, icon: 'check', act: () => quietly(acts.confirm(one, shown)) },
    { words: known.wrong, icon: 'close', act: () => quietly(acts.refute(one, shown)) },
    ...(one.group ? [] : [{ words: words.likes.edit, icon: 'pencil' as const, act: () => edit(true) }]),
    'line',
    { words: words.likes.remove, icon: 'trash', act: () => quietly(acts.remove(one, shown)) },
  ]
  const title = isPerhaps ? (
    <>
      <span className="t2">{known.perhaps}: </span>
      {told.charAt(0).toLocaleLowerCase('vi') + told.slice(1)} <span className="meta nowrap">{known.askAgain}</span>
    </>
  ) : (
    told
  )
  return (
    <li className={`like ${one.stance === 'must-not' ? 'is-must-not' : ''}`}>
      <div className="grow">
        <button
          type="button"
          className={`like-title ${!isPerhaps && (one.stance === 'must-not' || one.stance === 'avoids') ? 'strong' : ''}`}
          aria-expanded={isOpen}
          aria-controls={`why-${one.id}`}
          title={known.whyOf(shown)}
          onClick={() => open(!isOpen)}
        >
          {title}
        </button>
        <p className="meta num">{evidenceOf(one, them, words, say)}</p>
        {one.sensitivity !== 'normal' && (
          <p className="like-marks">
            <Chip icon="lock">{known.sensitivities[one.sensitivity]}</Chip>
          </p>
        )}
        {isOpen && <Evidence one={one} id={`why-${one.id}`} />}
        {isPerhaps && canWrite && (
          <p className="row g1 like-ask">
            <Button size="small" icon="check" onClick={() => quietly(acts.confirm(one, shown))}>
              {known.right}
            </Button>
            <Button size="small" icon="close" onClick={() => quietly(acts.refute(one, shown))}>
              {known.wrong}
            </Button>
          </p>
        )}
      </div>
      {canWrite && (
        <>
          {isWide && isOld && !isPerhaps && (
            <Button size="small" icon="check" onClick={() => quietly(acts.confirm(one, shown))}>
              {words.likes.confirm}
            </Button>
          )}
          <LateMenu className="like-acts" label={words.likes.acts(shown)} items={items} />
        </>
      )}
      {isEditing && <PreferenceDialog stance={one.stance} one={one} acts={acts} onClose={() => edit(false)} />}
    </li>
  )
}
