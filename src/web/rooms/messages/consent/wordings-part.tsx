import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { changeWording, listWordings } from '#rooms/messages/consent/contract.ts'
import { Button, IconButton } from '../../../kit/button.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { Field } from '../../../kit/field.tsx'
import { ErrorState, ProblemLine, Skeleton } from '../../../kit/states.tsx'
import { say as tell } from '../../../kit/toasts.tsx'
import { kitWords } from '../../../kit/words.data.ts'
import { type Answer, keyOf, useAct, useAsk } from '../../../shell/api.ts'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import { consentSettingsWords } from './settings-words.data.ts'

type Wording = Answer<typeof listWordings>['wordings'][number]

const kindOf = ({ manner, language }: Wording): string => `${manner} ${language}`

function WordingDialog({ wording, onClose }: { wording: Wording; onClose: () => void }) {
  const { wordings: words, save } = useWords(consentSettingsWords)
  const kit = useWords(kitWords)
  const queries = useQueryClient()
  const [text, setText] = useState(wording.words)
  const { language, manner } = wording
  const act = useAct(changeWording, {
    onDone: () => {
      void queries.invalidateQueries({ queryKey: keyOf(listWordings) })
      tell(words.saved, { tone: 'ok' })
      onClose()
    },
  })
  return (
    <Dialog
      title={words.editTitle}
      onClose={onClose}
      onSubmit={() => act.go({ body: { language, manner, words: text } })}
      ends={
        <>
          <Button onClick={onClose}>{kit.cancel}</Button>
          <Button kind="primary" type="submit" isBusy={act.isRunning} disabled={text.trim() === '' || text === wording.words}>
            {save}
          </Button>
        </>
      }
    >
      <p className="strong">{words.kinds[kindOf(wording)]}</p>
      <Field label={words.words} hint={words.hint}>
        {(ids) => (
          <textarea
            {...ids}
            className="input consent-text"
            rows={6}
            lang={language}
            maxLength={1000}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )}
      </Field>
      <ProblemLine problem={act.problem} onRetry={act.again} />
    </Dialog>
  )
}

/** The words by which customers are asked, and the older ones that some agreed to. */
export function WordingsPart() {
  const words = useWords(consentSettingsWords).wordings
  const say = useSay()
  const asked = useAsk(listWordings, {})
  const [open, setOpen] = useState<Wording>()
  const all = asked.data?.wordings
  const version = ({ hash, madeAt }: Wording) => words.version(hash.slice(0, 8), say.date(say.dayOf(madeAt)))
  return (
    <section className="settings-more">
      <h2 className="section">{words.title}</h2>
      <p className="t2">{words.why}</p>
      {asked.error && !all && <ErrorState problem={asked.error} onRetry={() => void asked.refetch()} isSlim />}
      {!all && !asked.error && <Skeleton lines={4} height={4} />}
      <ul className="asked">
        {Object.keys(words.kinds).flatMap((kind) => {
          const own = all?.filter((one) => kindOf(one) === kind) ?? []
          const current = own.find(({ isCurrent }) => isCurrent)
          const older = own.filter(({ isCurrent }) => !isCurrent)
          if (!current) return []
          return [
            <li key={kind} className="asked-line">
              <div className="asked-words">
                <p className="strong">{words.kinds[kind]}</p>
                <p lang={current.language}>{current.words}</p>
                <p className="meta num">{version(current)}</p>
                {older.length > 0 && (
                  <details className="asked-retired">
                    <summary className="meta">{words.older(say.number(older.length))}</summary>
                    {older.map((one) => (
                      <blockquote key={one.id} className="consent-said" lang={one.language}>
                        {one.words}
                        <span className="meta num">{version(one)}</span>
                      </blockquote>
                    ))}
                  </details>
                )}
              </div>
              <IconButton icon="pencil" label={`${words.edit}: ${words.kinds[kind] ?? ''}`} onClick={() => setOpen(current)} />
            </li>,
          ]
        })}
      </ul>
      {open && <WordingDialog wording={open} onClose={() => setOpen(undefined)} />}
    </section>
  )
}
