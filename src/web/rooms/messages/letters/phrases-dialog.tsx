import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { addPhrase, checkLetter, listPhrases, phraseKinds, removePhrase } from '#rooms/messages/letters/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { Chip } from '../../../kit/chip.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { Field, Segmented, TextField } from '../../../kit/field.tsx'
import { Choice } from '../../../kit/menu.tsx'
import { ProblemLine, Skeleton } from '../../../kit/states.tsx'
import { offerUndo } from '../../../kit/toasts.tsx'
import { call, keyOf, useAct, useAsk } from '../../../shell/api.ts'
import { useLanguage } from '../../../shell/look.ts'
import { useMay } from '../../../shell/session.tsx'
import { useWords } from '../../../shell/words.ts'
import { letterWords } from './words.data.ts'

type Phrase = { kind: (typeof phraseKinds)[number]; language: 'vi' | 'en'; phrase: string }

/** The phrases the house watches for beside the built-in ones, and those it allows. */
export function PhrasesDialog({ onClose }: { onClose: () => void }) {
  const all = useWords(letterWords)
  const words = all.phrases
  const queries = useQueryClient()
  const may = useMay()
  const asked = useAsk(listPhrases, {})
  const [draft, setDraft] = useState<Phrase>({ kind: 'empty', language: useLanguage(), phrase: '' })
  const refresh = () => {
    for (const key of [keyOf(listPhrases), keyOf(checkLetter)]) void queries.invalidateQueries({ queryKey: key })
  }
  const add = useAct(addPhrase, {
    onDone: () => {
      setDraft({ ...draft, phrase: '' })
      refresh()
    },
  })
  const remove = async (id: string, phrase: Phrase) => {
    await call(removePhrase, { params: { phraseId: id } })
    refresh()
    offerUndo(words.remove(phrase.phrase), async () => {
      await call(addPhrase, { body: phrase })
      refresh()
    })
  }
  const submit = () => {
    const phrase = draft.phrase.trim()
    if (phrase) add.go({ body: { ...draft, phrase } })
  }
  return (
    <Dialog
      title={words.title}
      onClose={onClose}
      onSubmit={submit}
      ends={
        <Button kind="secondary" onClick={onClose}>
          {words.close}
        </Button>
      }
    >
      <div className="stack g4">
        <p className="t2">{words.what}</p>
        {!asked.data ? (
          <Skeleton height={4} />
        ) : asked.data.phrases.length === 0 ? (
          <p className="meta">{words.none}</p>
        ) : (
          <ul className="row g1 wrap">
            {asked.data.phrases.map(({ id, kind, language, phrase }) => (
              <li key={id}>
                <Chip
                  tone={kind === 'allowed' ? 'ok' : 'plain'}
                  {...(may('messages.send')
                    ? { onRemove: () => void remove(id, { kind, language, phrase }), removeLabel: words.remove(phrase) }
                    : {})}
                >
                  {phrase} <span className="t3">{words.kinds[kind]}</span>
                </Chip>
              </li>
            ))}
          </ul>
        )}
        {may('messages.send') && (
          <div className="stack g3">
            <TextField
              label={words.phrase}
              value={draft.phrase}
              maxLength={120}
              onText={(phrase) => setDraft({ ...draft, phrase })}
              data-autofocus
            />
            <div className="row g3 wrap">
              <span className="phrases-kind">
                <Field label={words.kind}>
                  {(ids) => (
                    <Choice
                      {...ids}
                      value={draft.kind}
                      choices={phraseKinds.map((value) => ({ value, words: words.kinds[value] }))}
                      onChange={(kind) => setDraft({ ...draft, kind })}
                    />
                  )}
                </Field>
              </span>
              <Segmented
                label={words.language}
                value={draft.language}
                choices={(['vi', 'en'] as const).map((value) => ({ value, words: all.languages[value] }))}
                onChange={(language) => setDraft({ ...draft, language })}
              />
              <Button type="submit" icon="plus" isBusy={add.isRunning}>
                {words.add}
              </Button>
            </div>
            {add.problem && <ProblemLine problem={add.problem} />}
          </div>
        )}
        {asked.data && <p className="meta">{words.builtIn(asked.data.builtIn.length)}</p>}
      </div>
    </Dialog>
  )
}
