import { useState } from 'react'
import { saveStandard } from '#rooms/promises/standards/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { Field, TextField, Toggle } from '../../../kit/field.tsx'
import { Choice } from '../../../kit/menu.tsx'
import { ProblemLine } from '../../../kit/states.tsx'
import { say as tell } from '../../../kit/toasts.tsx'
import { kitWords } from '../../../kit/words.data.ts'
import { newKey, useAct } from '../../../shell/api.ts'
import { useWords } from '../../../shell/words.ts'
import type { Calendar } from './hours-part.tsx'
import { LevelsEditor } from './levels-editor.tsx'
import { type Mode, Modes } from './modes.tsx'
import { type Draft, draftOf, newDraft, readDraft, type Standard } from './standard-draft.ts'
import { standardsWords } from './standards-words.data.ts'
import { TargetsEditor } from './targets-editor.tsx'
import { WhomEditor } from './whom-editor.tsx'

/** A standard: whom it is for, what is promised, by whose hours, and who is woken. */
export function StandardDialog({
  standard,
  customer,
  calendars,
  onSaved,
  onClose,
}: {
  standard: Standard | undefined
  customer: Draft['customer']
  calendars: readonly Calendar[]
  onSaved: (standard: Standard) => void
  onClose: () => void
}) {
  const words = useWords(standardsWords)
  const kit = useWords(kitWords)
  const house = calendars.find(({ isHouse }) => isHouse) ?? calendars[0]
  const [draft, setDraft] = useState<Draft>(() => (standard ? draftOf(standard) : newDraft(house?.id ?? '', customer)))
  const [mode, setMode] = useState<Mode>('recompute')
  const [isTried, setTried] = useState(false)
  const [id] = useState(() => standard?.id ?? newKey())
  const read = readDraft(draft)
  const missing = isTried && 'missing' in read ? read.missing : undefined
  const act = useAct(saveStandard, {
    onDone: (saved) => {
      tell(saved.isRetired ? words.retiredNow(saved.name) : words.saved(saved.name), { tone: 'ok' })
      onSaved(saved)
      onClose()
    },
  })
  const send = (isRetired: boolean) => {
    setTried(true)
    if ('missing' in read) return
    act.go({ params: { standardId: id }, body: { ...read.body, isRetired, mode, ...(standard ? { version: standard.version } : {}) } })
  }
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }))
  const calendar = calendars.find((one) => one.id === draft.calendarId) ?? house
  return (
    <Dialog
      title={standard ? words.editTitle : words.newTitle}
      size="wide"
      onClose={onClose}
      onSubmit={() => send(false)}
      ends={
        <>
          {standard && !standard.isRetired && (
            <Button kind="danger" isBusy={act.isRunning} onClick={() => send(true)}>
              {words.retire}
            </Button>
          )}
          <span className="grow" />
          <Button onClick={onClose}>{kit.cancel}</Button>
          <Button kind="primary" type="submit" isBusy={act.isRunning}>
            {standard?.isRetired ? words.bringBack : words.save}
          </Button>
        </>
      }
    >
      <TextField
        label={words.name}
        placeholder={words.nameHint}
        value={draft.name}
        maxLength={80}
        error={missing === 'name' ? words.missing.name : undefined}
        onText={(name) => change({ name })}
      />
      <WhomEditor draft={draft} onChange={change} />
      {calendars.length > 1 && (
        <Field label={words.calendar}>
          {(ids) => (
            <Choice
              {...ids}
              value={draft.calendarId}
              choices={calendars
                .filter((one) => !one.isRetired || one.id === draft.calendarId)
                .map((one) => ({ value: one.id, words: one.name }))}
              onChange={(calendarId) => change({ calendarId })}
            />
          )}
        </Field>
      )}
      {calendar && <TargetsEditor targets={draft.targets} hours={calendar.hours} onChange={(targets) => change({ targets })} />}
      <LevelsEditor levels={draft.levels} onChange={(levels) => change({ levels })} />
      <TextField
        label={words.atRisk}
        isNum
        inputMode="numeric"
        value={draft.atRisk}
        error={missing === 'atRisk' ? words.missing.atRisk : undefined}
        onText={(atRisk) => change({ atRisk })}
      />
      <Toggle isOn={draft.tellsByItself} onChange={(tellsByItself) => change({ tellsByItself })}>
        {words.tellsWhy}
      </Toggle>
      {standard && standard.open > 0 && <Modes value={mode} onChange={setMode} />}
      {missing && missing !== 'name' && missing !== 'atRisk' && (
        <p className="c-danger" role="alert">
          {words.missing[missing]}
        </p>
      )}
      <ProblemLine problem={act.problem} onRetry={act.again} />
    </Dialog>
  )
}
