import { useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { z } from 'zod'
import { listPlaybooks, notePractice, type situations } from '#rooms/care/playbooks/contract.ts'
import { ChipButton } from '../../../kit/chip.tsx'
import { Icon } from '../../../kit/icons.tsx'
import { say as tell } from '../../../kit/toasts.tsx'
import { call, keyOf, newKey, useAsk } from '../../../shell/api.ts'
import { useLanguage } from '../../../shell/look.ts'
import { problemFrom, useProblemWords } from '../../../shell/problem.ts'
import { useMe } from '../../../shell/session.tsx'
import { useWords } from '../../../shell/words.ts'
import { playbookWords } from './words.data.ts'
import './playbooks.css'

type All = z.output<typeof listPlaybooks.answer>
export type Playbook = All['playbooks'][number]
export type Situation = (typeof situations)[number]

/** One's own marks, painted at once; nobody else reads them. */
function usePractice(book: Playbook) {
  const queries = useQueryClient()
  const problems = useProblemWords()
  const put = (readOn: string | null, practisedOn: string | null) =>
    queries.setQueryData<All>(
      keyOf(listPlaybooks, {}),
      (all) => all && { playbooks: all.playbooks.map((one) => (one.key === book.key ? { ...one, readOn, practisedOn } : one)) },
    )
  return (isRead: boolean, isPractised: boolean) => {
    const { readOn, practisedOn } = book
    put(isRead ? (readOn ?? 'now') : null, isPractised ? (practisedOn ?? 'now') : null)
    call(notePractice, { params: { key: book.key }, body: { isRead, isPractised } }, { key: newKey() }).then(
      (noted) => put(noted.readOn, noted.practisedOn),
      (error: unknown) => {
        put(readOn, practisedOn)
        tell(problems.say(problemFrom(error)), { tone: 'danger' })
      },
    )
  }
}

/** One playbook, as it is read. */
export function PlaybookText({ book, isMine = true }: { book: Playbook; isMine?: boolean }) {
  const words = useWords(playbookWords)
  const language = useLanguage()
  const me = useMe()
  const note = usePractice(book)
  const { content } = book
  return (
    <div className="how-to-text">
      <p className="meta">{content.when[language]}</p>
      <ol className="how-to-steps">
        {content.steps[language].map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p className="how-to-say">
        <span className="meta c-ok">
          <Icon name="check" size="small" /> {words.say}
        </span>{' '}
        “{content.say[language]}”
      </p>
      {content.notSay[language] && (
        <p className="how-to-say t2">
          <span className="meta">
            <Icon name="avoid" size="small" /> {words.notSay}
          </span>{' '}
          “{content.notSay[language]}”
        </p>
      )}
      {isMine && !me.looksAs && (
        <div className="row g2 wrap">
          <ChipButton isOn={book.readOn !== null} onPress={() => note(book.readOn === null, book.practisedOn !== null)}>
            {words.read}
          </ChipButton>
          <ChipButton isOn={book.practisedOn !== null} onPress={() => note(book.readOn !== null, book.practisedOn === null)}>
            {words.practised}
          </ChipButton>
          <span className="meta">{words.ownOnly}</span>
        </div>
      )}
    </div>
  )
}

/** "Cách làm", quiet, beside what needs it: opens in place what the house knows about handling it. Nothing where it knows nothing. */
export function HowTo({ at, label }: { at: readonly Situation[]; label?: string | undefined }) {
  const words = useWords(playbookWords)
  const language = useLanguage()
  const id = useId()
  const asked = useAsk(listPlaybooks, {}, { staleTime: 10 * 60_000 })
  const [isOpen, open] = useState(false)
  const [chosen, choose] = useState('')
  const books = (asked.data?.playbooks ?? []).filter(({ isKept, content }) => isKept && content.belongs.some((one) => at.includes(one)))
  const [first] = books
  if (!first) return null
  const book = books.find(({ key }) => key === chosen) ?? first
  return (
    <div className={`how-to ${isOpen ? 'is-open' : ''}`}>
      <button
        type="button"
        className="how-to-button"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        aria-label={label ? words.howFor(label) : undefined}
        onClick={() => open(!isOpen)}
      >
        <Icon name="idea" size="small" /> {words.how}
        <Icon name="down" size="small" className={isOpen ? 'how-to-turned' : undefined} />
      </button>
      {isOpen && (
        <section id={id} className="how-to-room" aria-label={book.content.title[language]}>
          {books.length > 1 ? (
            <div className="row g1 wrap">
              {books.map((one) => (
                <ChipButton key={one.key} isOn={one.key === book.key} onPress={() => choose(one.key)}>
                  {one.content.title[language]}
                </ChipButton>
              ))}
            </div>
          ) : (
            <p className="strong">{book.content.title[language]}</p>
          )}
          <PlaybookText key={book.key} book={book} />
        </section>
      )}
    </div>
  )
}
