import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { loyaltyState, loyaltyStates, previewLoyaltySetting, saveLoyaltySetting } from '#rooms/loyalty/contract.ts'
import { Button } from '../../kit/button.tsx'
import { TextField } from '../../kit/field.tsx'
import { ProblemLine } from '../../kit/states.tsx'
import { say as tell } from '../../kit/toasts.tsx'
import { type Answer, keyOf, useAct } from '../../shell/api.ts'
import { useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import { NumbersTable } from './numbers-table.tsx'
import { loyaltyWords } from './words.data.ts'

type Setting = NonNullable<Answer<typeof loyaltyState>['setting']>
type Draft = Record<'enter' | 'leave' | 'lost' | 'late' | 'risk' | 'cycle' | 'horizon' | 'discount' | 'margin', string>

const shown = (share: number): string => String(Math.round(share * 1000) / 10)

const draftOf = (setting: Setting): Draft => ({
  enter: shown(setting.thetaEnter),
  leave: shown(setting.thetaLeave),
  lost: shown(setting.lostBelow),
  late: String(setting.lateAfter),
  risk: String(setting.riskAfter),
  cycle: setting.cycleDays === null ? '' : String(setting.cycleDays),
  horizon: String(setting.horizonWeeks),
  discount: shown(setting.annualDiscount),
  margin: setting.margin === null ? '' : shown(setting.margin),
})

/** "12,5" and "12.5" alike; an empty field is nothing. */
const numberOf = (text: string): number | null => (text.trim() === '' ? null : Number(text.trim().replace(',', '.')))
const shareOf = (text: string): number | null => {
  const number = numberOf(text)
  return number === null ? null : number / 100
}

function settingOf(draft: Draft): Omit<Setting, 'version'> {
  return {
    thetaEnter: shareOf(draft.enter) ?? Number.NaN,
    thetaLeave: shareOf(draft.leave) ?? Number.NaN,
    lostBelow: shareOf(draft.lost) ?? Number.NaN,
    lateAfter: numberOf(draft.late) ?? Number.NaN,
    riskAfter: numberOf(draft.risk) ?? Number.NaN,
    cycleDays: numberOf(draft.cycle),
    horizonWeeks: numberOf(draft.horizon) ?? Number.NaN,
    annualDiscount: shareOf(draft.discount) ?? Number.NaN,
    margin: shareOf(draft.margin),
  }
}

function Effect({ effect }: { effect: Answer<typeof previewLoyaltySetting> }) {
  const all = useWords(loyaltyWords)
  const words = all.settings
  const say = useSay()
  return (
    <>
      <p className="body strong" role="status">
        {words.effect(say.number(effect.moved))}
      </p>
      <NumbersTable
        title={words.effect(say.number(effect.moved))}
        columns={[all.state, words.before, words.after]}
        rows={loyaltyStates.map((state) => [
          { words: all.states[state] },
          { words: say.number(effect.before[state] ?? 0) },
          { words: say.number(effect.after[state] ?? 0) },
        ])}
      />
    </>
  )
}

/** The bounds of the states. What other ones would change is shown first; only then can they be kept. */
export function LimitsForm({ setting, cycleDays, hasModel }: { setting: Setting; cycleDays: number | null; hasModel: boolean }) {
  const words = useWords(loyaltyWords).settings
  const say = useSay()
  const queries = useQueryClient()
  const [draft, setDraft] = useState(draftOf(setting))
  const preview = useAct(previewLoyaltySetting)
  const save = useAct(saveLoyaltySetting, {
    onDone: () => {
      tell(words.saved, { tone: 'ok' })
      void queries.invalidateQueries({ queryKey: keyOf(loyaltyState) })
    },
  })
  const isChanged = JSON.stringify(draft) !== JSON.stringify(draftOf(setting))
  const field = (name: keyof Draft, label: string, unit: string, hint?: string) => (
    <TextField
      key={name}
      label={`${label} (${unit})`}
      {...(hint ? { hint } : {})}
      value={draft[name]}
      inputMode="decimal"
      isNum
      onText={(text) => {
        setDraft({ ...draft, [name]: text })
        preview.forget()
      }}
    />
  )
  const own = cycleDays === null ? undefined : words.cycleOwn(say.number(cycleDays))
  const problem = save.problem ?? preview.problem
  return (
    <form
      className="stack g4"
      onSubmit={(event) => {
        event.preventDefault()
        if (preview.answer || !hasModel) save.go({ body: { ...settingOf(draft), version: setting.version } })
        else preview.go({ body: settingOf(draft) })
      }}
    >
      <div className="model-limits">
        {field('enter', words.enter, '%', words.enterWhy)}
        {field('leave', words.leave, '%', words.leaveWhy)}
        {field('lost', words.lost, '%')}
        {field('late', words.late, words.lateUnit)}
        {field('risk', words.risk, words.lateUnit, words.riskWhy)}
        {field('cycle', words.cycle, words.days, own)}
        {field('horizon', words.horizon, words.weeks)}
        {field('discount', words.discount, '%')}
        {field('margin', words.margin, '%', words.marginWhy)}
      </div>
      {problem && <ProblemLine problem={problem} />}
      {preview.answer && <Effect effect={preview.answer} />}
      <div className="row g2">
        <Button
          type="submit"
          kind={preview.answer ? 'primary' : 'secondary'}
          disabled={!isChanged}
          isBusy={preview.isRunning || save.isRunning}
        >
          {preview.answer || !hasModel ? words.save : words.show}
        </Button>
      </div>
    </form>
  )
}
