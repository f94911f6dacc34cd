import { useState } from 'react'
import { beginSlip, draftSlip, tellSlip } from '#rooms/promises/slips/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { TextField } from '../../../kit/field.tsx'
import { Choice } from '../../../kit/menu.tsx'
import { ProblemLine } from '../../../kit/states.tsx'
import { say as tell } from '../../../kit/toasts.tsx'
import { call, newKey } from '../../../shell/api.ts'
import { useKeys } from '../../../shell/keys.ts'
import { type Problem, problemFrom } from '../../../shell/problem.ts'
import { useHouse } from '../../../shell/session.tsx'
import { useWords } from '../../../shell/words.ts'
import { useRenew } from '../board-data.ts'
import { Chain } from '../chain.tsx'
import type { Promised } from '../naming.ts'
import { instantOf, type Moment, noMoment } from './filled.ts'
import { MomentField, Step } from './steps.tsx'
import { slipWords } from './words.data.ts'

/** What a supplier or a colleague may say; that somebody before them was late is not ours to know. */
const theirReasons = ['broken-equipment', 'traffic', 'weather', 'stock', 'staff', 'other'] as const

type Delay = { reason: (typeof theirReasons)[number] | undefined; words: string; due: Moment; fix: string }

/** Notes that a promise to the house, or within it, will be late: why, until when, and what they do instead. Nobody is written to. */
export function DelayForm({
  promise,
  now,
  hrefOf,
  onDone,
}: {
  promise: Promised
  now: number
  hrefOf: (id: string) => string
  onDone: () => void
}) {
  const words = useWords(slipWords)
  const { zone } = useHouse()
  const renew = useRenew()
  const [delay, setDelay] = useState<Delay>({ reason: undefined, words: '', due: noMoment, fix: '' })
  const [isSaving, setSaving] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  const change = (part: Partial<Delay>) => setDelay((before) => ({ ...before, ...part }))
  const newDue = instantOf(delay.due, zone)
  const isReady = delay.reason !== undefined && newDue !== undefined && (delay.reason !== 'other' || delay.words.trim() !== '')
  const note = async () => {
    if (!delay.reason || !newDue) return
    const params = { promiseId: promise.id }
    const begun = await call(beginSlip, { params, body: { version: promise.version } }, { key: newKey() })
    const at = { ...params, slipId: begun.slip.id }
    const body = {
      version: begun.slip.version,
      reason: delay.reason,
      newDue,
      ...(delay.words.trim() ? { reasonWords: delay.words.trim() } : {}),
      ...(delay.fix.trim() ? { fix: delay.fix.trim() } : { noneWhy: words.delay.nothing }),
    }
    const drafted = await call(draftSlip, { params: at, body }, { key: newKey() })
    await call(tellSlip, { params: at, body: { how: 'call', version: drafted.slip.version } }, { key: newKey() })
  }
  const save = () => {
    if (!isReady || isSaving) return
    setSaving(true)
    note()
      .then(
        () => {
          tell(words.delay.noted, { tone: 'ok' })
          onDone()
        },
        (error: unknown) => setProblem(problemFrom(error)),
      )
      .finally(() => {
        setSaving(false)
        renew()
      })
  }
  useKeys([{ key: 'Mod+Enter', words: words.delay.save, whileTyping: true, act: save }])
  return (
    <>
      <div className="promise-inside slip" data-scrolls>
        <Chain promise={promise} now={now} hrefOf={hrefOf} />
        <Step number={1} title={words.delay.why}>
          <Choice
            label={words.delay.why}
            value={delay.reason}
            placeholder={words.delay.choose}
            choices={theirReasons.map((value) => ({ value, words: words.reasons[value] }))}
            onChange={(reason) => change({ reason })}
          />
          <TextField
            label={words.reasonWords}
            isLabelUnseen
            placeholder={`${words.reasonWords}: ${words.reasonWordsHint}`}
            value={delay.words}
            maxLength={300}
            autoComplete="off"
            onText={(text) => change({ words: text })}
          />
        </Step>
        <Step number={2} title={words.steps.due}>
          <MomentField moment={delay.due} label={words.steps.due} onMoment={(due) => change({ due })} />
        </Step>
        <Step number={3} title={words.delay.instead}>
          <TextField
            label={words.delay.instead}
            isLabelUnseen
            placeholder={words.delay.insteadHint}
            value={delay.fix}
            maxLength={300}
            autoComplete="off"
            onText={(fix) => change({ fix })}
          />
        </Step>
        <ProblemLine problem={problem} />
      </div>
      <footer className="slip-ends">
        <p className="grow slip-way meta">{words.delay.after}</p>
        <Button size="large" kind="primary" keyHint="Mod+Enter" isBusy={isSaving} disabled={!isReady} onClick={save}>
          {words.delay.save}
        </Button>
      </footer>
    </>
  )
}
