import { useState } from 'react'
import { makePromise } from '#rooms/promises/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { TextField } from '../../../kit/field.tsx'
import { ProblemLine } from '../../../kit/states.tsx'
import { say as tell } from '../../../kit/toasts.tsx'
import { useAct } from '../../../shell/api.ts'
import { useSay } from '../../../shell/say.ts'
import { useMay, useMe } from '../../../shell/session.tsx'
import { useWords } from '../../../shell/words.ts'
import { yearWords } from './year-words.data.ts'

/** Something to do for a day, promised inside the house by whoever plans it: it stands in their Today when it falls due. */
export function PlanAct({ usual, from }: { usual: string; from: string }) {
  const words = useWords(yearWords)
  const say = useSay()
  const may = useMay()
  const me = useMe()
  const [isOpen, open] = useState(false)
  const [what, setWhat] = useState(usual)
  const [by, setBy] = useState(from > say.today ? from : say.today)
  const act = useAct(makePromise, {
    onDone: () => {
      open(false)
      tell(words.planned, { tone: 'ok' })
    },
  })
  if (!may('promises.write') || me.looksAs) return null
  if (!isOpen)
    return (
      <Button size="small" kind="quiet" icon="promise" onClick={() => open(true)}>
        {words.plan}
      </Button>
    )
  return (
    <form
      className="year-plan"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (what.trim() && by >= say.today) act.go({ body: { direction: 'inside', words: what.trim(), dueDay: by, holderId: me.id } })
      }}
    >
      <TextField label={words.planWhat} maxLength={300} value={what} onText={setWhat} />
      <TextField label={words.planBy} type="date" min={say.today} value={by} onText={setBy} />
      <ProblemLine problem={act.problem} />
      <div className="row g2">
        <Button size="small" kind="primary" type="submit" isBusy={act.isRunning}>
          {words.planMake}
        </Button>
        <Button size="small" kind="quiet" onClick={() => open(false)}>
          {words.cancel}
        </Button>
      </div>
    </form>
  )
}
