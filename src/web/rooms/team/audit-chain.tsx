import { useQueryClient } from '@tanstack/react-query'
import { auditState, verifyAudit } from '#server/audit/contract.ts'
import { Button } from '../../kit/button.tsx'
import { State } from '../../kit/chip.tsx'
import { ProblemLine, Skeleton } from '../../kit/states.tsx'
import { type Answer, keyOf, useAct, useAsk } from '../../shell/api.ts'
import { useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import { auditWords } from './audit-words.data.ts'

type Verdict = Answer<typeof verifyAudit>

function Found({ verdict }: { verdict: Verdict }) {
  const words = useWords(auditWords)
  const say = useSay()
  const { fault } = verdict
  if (!fault)
    return (
      <State tone="ok" icon="check">
        {verdict.ms < 1000
          ? words.isWholeAtOnce(say.number(verdict.rows))
          : words.isWhole(say.number(verdict.rows), say.number(verdict.ms / 1000, 1))}
      </State>
    )
  const when = fault.at ? `${say.date(say.dayOf(fault.at))} ${say.clockOf(fault.at)}` : ''
  const place = [fault.seq === null ? '' : say.number(fault.seq), when && `(${when})`].filter(Boolean).join(' ')
  return (
    <>
      <State tone="danger" icon="warning" isStrong>
        {words.faults[fault.kind](place)}
      </State>
      <p className="t2">{words.faultWhy}</p>
    </>
  )
}

/** How long the sealed chain is, and whether it is whole. */
export function AuditChain() {
  const words = useWords(auditWords)
  const say = useSay()
  const queries = useQueryClient()
  const state = useAsk(auditState, {})
  const act = useAct(verifyAudit, {
    onDone: ({ rows }) =>
      queries.setQueryData<Answer<typeof auditState>>(
        keyOf(auditState, {}),
        (before) => before && { ...before, sealed: Math.max(before.sealed, rows) },
      ),
  })
  const known = state.data
  return (
    <section className="audit-chain card">
      <div className="row g4 wrap">
        <div className="grow audit-chain-words">
          <p className="strong">
            {known ? words.chain(say.number(known.sealed)) : <Skeleton width={14} />}
            {known && known.waiting > 0 && <span className="meta"> · {words.waiting(say.number(known.waiting))}</span>}
          </p>
          <p className="meta">{words.checkWhy}</p>
        </div>
        <Button icon="lock" isBusy={act.isRunning} onClick={() => act.go({ body: {} })}>
          {words.check}
        </Button>
      </div>
      <div role="status">{act.answer && !act.isRunning && <Found verdict={act.answer} />}</div>
      <ProblemLine problem={act.problem} onRetry={act.again} />
    </section>
  )
}
