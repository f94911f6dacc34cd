import { keepPreviousData } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { previewLetter } from '#rooms/messages/letters/contract.ts'
import { listCustomers } from '#rooms/people/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { Segmented, TextField, Toggle } from '../../../kit/field.tsx'
import { Icon } from '../../../kit/icons.tsx'
import { Popover } from '../../../kit/popover.tsx'
import { useSettled } from '../../../kit/settled.ts'
import { ErrorState, Skeleton } from '../../../kit/states.tsx'
import { type Answer, useAsk } from '../../../shell/api.ts'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import { useWhyHeld } from '../why.ts'
import type { Topics } from './topics.ts'
import { letterWords } from './words.data.ts'
import { isField } from './words-dom.ts'

export type LookAs = { customerId: string; as: string; language: 'vi' | 'en' | undefined }
type Width = 'desktop' | 'phone' | 'text'
type Seen = Answer<typeof previewLetter>

/** Finds a customer to look as. */
function PersonPicker({ at, onPick }: { at: string; onPick: (person: { id: string; calledAs: string } | undefined) => void }) {
  const words = useWords(letterWords).look
  const [isOpen, open] = useState(false)
  const [typed, setTyped] = useState('')
  const settled = useSettled(typed.trim(), 120)
  const found = useAsk(
    listCustomers,
    { query: { words: settled, limit: 7 } },
    { enabled: settled !== '', placeholderData: keepPreviousData },
  )
  const pick = (person: { id: string; calledAs: string } | undefined) => {
    onPick(person)
    open(false)
    setTyped('')
  }
  return (
    <Popover
      title={words.find}
      isOpen={isOpen}
      onClose={() => open(false)}
      button={
        <Button icon="person" size="small" aria-label={`${words.as}: ${at}`} onClick={() => open(!isOpen)}>
          <span className="t3">{words.as}</span> <span className="cut look-who">{at}</span>
          <Icon name="down" size="small" />
        </Button>
      }
    >
      <div className="stack g2 look-pick">
        <TextField label={words.find} value={typed} onText={setTyped} data-autofocus />
        <ul className="look-found">
          <li>
            <button type="button" className="look-one" onClick={() => pick(undefined)}>
              <Icon name="people" className="t3" /> {words.stranger}
            </button>
          </li>
          {settled !== '' &&
            found.data?.rows.map(({ id, name, calledAs }) => (
              <li key={id}>
                <button type="button" className="look-one" onClick={() => pick({ id, calledAs })}>
                  <span className="grow cut">{name || calledAs}</span>
                  <span className="meta cut">{calledAs}</span>
                </button>
              </li>
            ))}
        </ul>
        {settled !== '' && found.data?.rows.length === 0 && <p className="meta">{words.nobody}</p>}
      </div>
    </Popover>
  )
}

/** A mail's own rules for darkness, in force or not whatever the screen around it is. */
const inLight = (html: string, isDark: boolean): string =>
  html
    .replaceAll('@media (prefers-color-scheme: dark)', isDark ? '@media all' : '@media not all')
    .replace('<head>', `<head><meta name="color-scheme" content="${isDark ? 'dark' : 'light'}">`)

/** The letter in a room of its own: nothing in it runs, no link leads out of it. */
function Sheet({ html, title, width, isDark }: { html: string; title: string; width: Width; isDark: boolean }) {
  const frame = useRef<HTMLIFrameElement>(null)
  const [height, setHeight] = useState(480)
  const measure = () => {
    const body = frame.current?.contentDocument?.body
    if (body) setHeight(Math.max(320, body.scrollHeight))
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: another width breaks lines elsewhere.
  useEffect(measure, [width])
  return (
    <iframe
      ref={frame}
      title={title}
      // As it will look: nothing in it can be pressed, so the keyboard passes it by.
      tabIndex={-1}
      className={`look-sheet look-${width}`}
      sandbox="allow-same-origin"
      srcDoc={inLight(html, isDark)}
      style={{ height }}
      onLoad={measure}
    />
  )
}

/** What this reader does not see, what is missing for them, and what the gate would say. */
function About({ seen, topics }: { seen: Seen; topics: Topics }) {
  const all = useWords(letterWords)
  const words = all.look
  const why = useWhyHeld()
  const said = ({ why: reason, words: what }: Seen['dropped'][number]): string => {
    if (reason === 'level') return words.why.level(what in all.whom.levels ? all.whom.levels[what as keyof typeof all.whom.levels] : what)
    const name = topics.find(({ id }) => id === what)?.name ?? (/^[0-9a-f]{8}-/.test(what) ? '' : what)
    return words.why[reason](name)
  }
  const verdict = seen.verdict && seen.verdict.answer !== 'pass' ? why(seen.verdict, seen.calledAs) : undefined
  const isBlank = seen.kept.length + seen.dropped.length === 0
  const reasons = [...new Set(seen.dropped.map(said))]
  return (
    <div className="look-about">
      {verdict && (
        <p className="look-note">
          <Icon name="lock" className="c-warn" /> <span>{verdict}</span>
        </p>
      )}
      {isBlank && <p className="look-note t2">{words.empty}</p>}
      {!seen.isWorthSending && !isBlank && (
        <p className="look-note">
          <Icon name="warning" className="c-warn" /> <span>{words.tooFew}</span>
        </p>
      )}
      {seen.missing.length > 0 && (
        <p className="look-note">
          <Icon name="warning" className="c-danger" />
          <span>{words.missing(seen.missing.map((name) => (isField(name) ? all.fields[name] : name)).join(', '))}</span>
        </p>
      )}
      {seen.dropped.length > 0 && (
        <p className="look-note t2">
          <Icon name="avoid" className="t3" />
          <span>
            {words.dropped(seen.dropped.length)}: {reasons.join('; ')}
          </span>
        </p>
      )}
    </div>
  )
}

/** The letter as one person gets it, as it is being written. */
export function Preview({
  letterId,
  at,
  onLook,
  topics,
}: {
  letterId: string
  at: LookAs
  onLook: (at: Partial<LookAs>) => void
  topics: Topics
}) {
  const words = useWords(letterWords)
  const say = useSay()
  const [width, setWidth] = useState<Width>('desktop')
  const [isDark, setDark] = useState(false)
  const query = { ...(at.customerId ? { customerId: at.customerId } : {}), ...(at.language ? { language: at.language } : {}) }
  const asked = useAsk(previewLetter, { params: { letterId }, query }, { placeholderData: keepPreviousData })
  const seen = asked.data
  const who = at.customerId ? (seen?.customerId === at.customerId ? seen.calledAs : at.as) : words.look.stranger
  return (
    <section className="look" aria-label={words.look.title} data-scrolls>
      <header className="look-head">
        <PersonPicker
          at={who}
          onPick={(person) => onLook({ customerId: person?.id ?? '', as: person?.calledAs ?? '', language: undefined })}
        />
        <span className="grow" />
        <Segmented
          label={words.look.language}
          value={at.language ?? 'own'}
          choices={[
            { value: 'own' as const, words: words.look.own },
            { value: 'vi' as const, words: 'VI' },
            { value: 'en' as const, words: 'EN' },
          ]}
          onChange={(language) => onLook({ language: language === 'own' ? undefined : language })}
        />
      </header>
      <div className="look-head phone-off">
        <Segmented
          label={words.look.width}
          value={width}
          choices={(['desktop', 'phone', 'text'] as const).map((value) => ({ value, words: words.look.widths[value] }))}
          onChange={setWidth}
        />
        <span className="grow" />
        {width !== 'text' && (
          <Toggle isOn={isDark} onChange={setDark}>
            {words.look.dark}
          </Toggle>
        )}
      </div>
      {asked.error && !seen ? (
        <ErrorState problem={asked.error} onRetry={() => void asked.refetch()} />
      ) : !seen ? (
        <Skeleton height={24} />
      ) : (
        <>
          <About seen={seen} topics={topics} />
          <div className="look-inbox">
            <p className="strong cut" lang={seen.language}>
              {seen.subject || words.subject}
            </p>
            <p className="meta cut" lang={seen.language}>
              {seen.preview || say.clockOf(new Date().toISOString())}
            </p>
          </div>
          {width === 'text' ? (
            <pre className="look-text" lang={seen.language}>
              {seen.text}
            </pre>
          ) : (
            <Sheet html={seen.html} title={words.look.frame(who)} width={width} isDark={isDark} />
          )}
        </>
      )}
    </section>
  )
}
