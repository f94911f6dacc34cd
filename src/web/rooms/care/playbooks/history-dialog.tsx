import { changePlaybook, playbookHistory } from '#rooms/care/playbooks/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { ErrorState, ProblemLine, Skeleton } from '../../../kit/states.tsx'
import { useAct, useAsk } from '../../../shell/api.ts'
import { useLanguage } from '../../../shell/look.ts'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import { type Playbook, PlaybookText } from './how-to.tsx'
import { playbookWords } from './words.data.ts'

/** How a playbook stood before, each to be used again. */
export default function HistoryDialog({ book, onDone, onClose }: { book: Playbook; onDone: () => void; onClose: () => void }) {
  const words = useWords(playbookWords)
  const language = useLanguage()
  const say = useSay()
  const asked = useAsk(playbookHistory, { params: { key: book.key } })
  const act = useAct(changePlaybook, { onDone })
  return (
    <Dialog
      title={words.historyOf(book.content.title[language])}
      size="wide"
      onClose={onClose}
      ends={<Button onClick={onClose}>{words.close}</Button>}
    >
      {asked.error && <ErrorState problem={asked.error} onRetry={() => void asked.refetch()} isSlim />}
      {!asked.data && !asked.error && <Skeleton lines={3} height={5} />}
      <ProblemLine problem={act.problem} />
      <ul>
        {asked.data?.versions.map(({ version, content, at, staffName }) => (
          <li key={version} className="playbook-version">
            <p className="meta">
              {at === null ? words.builtIn : words.version(staffName ?? '', say.nearDate(say.dayOf(at)))}
              {version === book.version && ` · ${words.now}`}
            </p>
            <p className="strong">{content.title[language]}</p>
            <PlaybookText book={{ ...book, content }} isMine={false} />
            {version !== book.version && (
              <Button
                size="small"
                icon="undo"
                isBusy={act.isRunning}
                onClick={() => act.go({ params: { key: book.key }, body: { content, version: book.version } })}
              >
                {words.restore}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
