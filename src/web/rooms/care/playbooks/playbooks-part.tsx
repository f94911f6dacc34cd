import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { changePlaybook, listPlaybooks } from '#rooms/care/playbooks/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { Chip } from '../../../kit/chip.tsx'
import { Toggle } from '../../../kit/field.tsx'
import { ErrorState, Skeleton } from '../../../kit/states.tsx'
import { offerUndo, say as tell } from '../../../kit/toasts.tsx'
import { call, keyOf, newKey, useAsk } from '../../../shell/api.ts'
import { useLanguage } from '../../../shell/look.ts'
import { problemFrom, useProblemWords } from '../../../shell/problem.ts'
import { useWords } from '../../../shell/words.ts'
import { type Playbook, PlaybookText } from './how-to.tsx'
import { playbookWords } from './words.data.ts'

const PlaybookDialog = lazy(() => import('./playbook-dialog.tsx'))
const HistoryDialog = lazy(() => import('./history-dialog.tsx'))

type Opened = { dialog: 'new' } | { dialog: 'edit' | 'history'; book: Playbook }

function Line({ book, onOpen, onKept }: { book: Playbook; onOpen: (opened: Opened) => void; onKept: (isKept: boolean) => void }) {
  const words = useWords(playbookWords)
  const language = useLanguage()
  const title = book.content.title[language]
  return (
    <li className="playbook-line">
      <details>
        <summary>
          <span className="strong">{title}</span> {book.isOwn && <Chip>{words.own}</Chip>}
          {!book.isKept && <Chip>{words.away}</Chip>}
          <span className="meta playbook-where">{book.content.belongs.map((one) => words.situations[one]).join(' · ')}</span>
        </summary>
        <PlaybookText book={book} isMine={false} />
      </details>
      <Toggle isOn={book.isKept} onChange={onKept}>
        <span className="unseen">{words.keepOf(title)}</span>
      </Toggle>
      <Button size="small" icon="pencil" aria-label={words.editOf(title)} onClick={() => onOpen({ dialog: 'edit', book })}>
        {words.edit}
      </Button>
      {book.version > 0 && (
        <Button
          size="small"
          kind="quiet"
          icon="recent"
          aria-label={words.historyOf(title)}
          onClick={() => onOpen({ dialog: 'history', book })}
        >
          {words.history}
        </Button>
      )}
    </li>
  )
}

/** The playbooks of the house: written anew, put away, added; how they stood before is kept. */
export function PlaybooksPart() {
  const words = useWords(playbookWords)
  const language = useLanguage()
  const problems = useProblemWords()
  const queries = useQueryClient()
  const asked = useAsk(listPlaybooks, {})
  const [opened, open] = useState<Opened>()
  const close = () => open(undefined)
  const refresh = () => queries.invalidateQueries({ queryKey: keyOf(listPlaybooks) })
  const done = () => {
    close()
    tell(words.saved, { tone: 'ok' })
    void refresh()
  }
  const keep = async (book: Playbook, isKept: boolean) => {
    const title = book.content.title[language]
    const after = await call(changePlaybook, { params: { key: book.key }, body: { isKept, version: book.version } }, { key: newKey() })
    await refresh()
    offerUndo(isKept ? words.taken(title) : words.put(title), async () => {
      await call(changePlaybook, { params: { key: book.key }, body: { isKept: !isKept, version: after.version } }, { key: newKey() })
      await refresh()
    })
  }
  return (
    <>
      <header className="settings-section settings-head">
        <p className="t2 grow">{words.why}</p>
        <Button icon="plus" onClick={() => open({ dialog: 'new' })}>
          {words.add}
        </Button>
      </header>
      {asked.error && !asked.data && <ErrorState problem={asked.error} onRetry={() => void asked.refetch()} isSlim />}
      {!asked.data && !asked.error && <Skeleton lines={8} height={2.75} />}
      {asked.data && (
        <ul className="playbook-list">
          {asked.data.playbooks.map((book) => (
            <Line
              key={book.key}
              book={book}
              onOpen={open}
              onKept={(isKept) => void keep(book, isKept).catch((error) => tell(problems.say(problemFrom(error)), { tone: 'danger' }))}
            />
          ))}
        </ul>
      )}
      <Suspense fallback={null}>
        {opened?.dialog === 'new' && <PlaybookDialog book={undefined} onDone={done} onClose={close} />}
        {opened?.dialog === 'edit' && <PlaybookDialog book={opened.book} onDone={done} onClose={close} />}
        {opened?.dialog === 'history' && <HistoryDialog book={opened.book} onDone={done} onClose={close} />}
      </Suspense>
    </>
  )
}
