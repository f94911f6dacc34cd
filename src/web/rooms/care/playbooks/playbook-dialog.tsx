import { useState } from 'react'
import { addPlaybook, changePlaybook, situations } from '#rooms/care/playbooks/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { ChipButton } from '../../../kit/chip.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { Field, Segmented, TextField } from '../../../kit/field.tsx'
import { ProblemLine } from '../../../kit/states.tsx'
import { useAct } from '../../../shell/api.ts'
import { useLanguage } from '../../../shell/look.ts'
import { useWords } from '../../../shell/words.ts'
import type { Playbook } from './how-to.tsx'
import { contentOf, draftOf, faultsOf } from './playbook-draft.ts'
import { playbookWords } from './words.data.ts'

/** A playbook is written, in one language or in both. */
export default function PlaybookDialog({ book, onDone, onClose }: { book: Playbook | undefined; onDone: () => void; onClose: () => void }) {
  const words = useWords(playbookWords)
  const mine = useLanguage()
  const [language, setLanguage] = useState(mine)
  const [draft, setDraft] = useState(() => draftOf(book?.content))
  const [isTried, setTried] = useState(false)
  const add = useAct(addPlaybook, { onDone })
  const edit = useAct(changePlaybook, { onDone })
  const faults = isTried ? faultsOf(draft, language) : []
  const one = draft[language]
  const change = (part: Partial<typeof one>) => setDraft({ ...draft, [language]: { ...one, ...part } })
  const submit = () => {
    setTried(true)
    if (faultsOf(draft, language).length > 0) return
    const content = contentOf(draft, language)
    if (book) edit.go({ params: { key: book.key }, body: { content, version: book.version } })
    else add.go({ body: content })
  }
  const missing = (field: (typeof faults)[number]) =>
    faults.includes(field) ? (field === 'steps' ? words.stepsWrong : words.needed) : undefined
  return (
    <Dialog
      title={book ? words.editTitle(book.content.title[mine]) : words.newTitle}
      size="wide"
      onClose={onClose}
      onSubmit={submit}
      ends={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button kind="primary" type="submit" isBusy={add.isRunning || edit.isRunning}>
            {words.save}
          </Button>
        </>
      }
    >
      <div className="stack g3">
        <Segmented
          label={words.language}
          value={language}
          choices={(['vi', 'en'] as const).map((value) => ({ value, words: words.languages[value] }))}
          onChange={setLanguage}
        />
        <p className="meta">{words.otherEmpty}</p>
        <TextField
          label={words.name}
          maxLength={80}
          data-autofocus
          value={one.title}
          onText={(title) => change({ title })}
          error={missing('title')}
        />
        <TextField label={words.when} maxLength={200} value={one.when} onText={(when) => change({ when })} error={missing('when')} />
        <fieldset className="playbook-belongs stack g2">
          <legend className="field-label">{words.belongs}</legend>
          <div className="row g1 wrap">
            {situations.map((situation) => (
              <ChipButton
                key={situation}
                isOn={draft.belongs.includes(situation)}
                onPress={() =>
                  setDraft({
                    ...draft,
                    belongs: draft.belongs.includes(situation)
                      ? draft.belongs.filter((other) => other !== situation)
                      : [...draft.belongs, situation],
                  })
                }
              >
                {words.situations[situation]}
              </ChipButton>
            ))}
          </div>
        </fieldset>
        <Field label={words.steps} hint={words.stepsHint} error={missing('steps')}>
          {(ids) => (
            <textarea
              {...ids}
              className="input input-lines"
              rows={6}
              maxLength={1800}
              value={one.steps}
              onChange={(event) => change({ steps: event.currentTarget.value })}
            />
          )}
        </Field>
        <TextField label={words.sayField} maxLength={400} value={one.say} onText={(say) => change({ say })} error={missing('say')} />
        <TextField label={words.notSayField} maxLength={400} value={one.notSay} onText={(notSay) => change({ notSay })} />
        <ProblemLine problem={add.problem ?? edit.problem} />
      </div>
    </Dialog>
  )
}
