import { useState } from 'react'
import { Link } from 'wouter'
import type { GateRule } from '#rooms/messages/contract.ts'
import { listHeld } from '#rooms/messages/sendings/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { ChipButton } from '../../../kit/chip.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { ErrorState, Skeleton } from '../../../kit/states.tsx'
import { type Answer, call, useAsk } from '../../../shell/api.ts'
import { useSay } from '../../../shell/say.ts'
import { customerPath } from '../../../shell/sidebar.data.ts'
import { useWords } from '../../../shell/words.ts'
import { useWhyHeld } from '../why.ts'
import { messageWords } from '../words.data.ts'
import { type HeldBy, rulesIn } from './sums.tsx'
import { sendingWords } from './words.data.ts'

type Row = Answer<typeof listHeld>['held'][number]

/** Who does not get a letter, each with the reason in a sentence, and a way to the customer. */
export function HeldDialog({
  sendingId,
  heldBy,
  rule,
  onRule,
  onClose,
}: {
  sendingId: string
  heldBy: HeldBy
  rule: GateRule | undefined
  onRule: (rule: GateRule | undefined) => void
  onClose: () => void
}) {
  const words = useWords(sendingWords)
  const { rules } = useWords(messageWords)
  const say = useSay()
  const why = useWhyHeld()
  const query = rule ? { rule } : {}
  const first = useAsk(listHeld, { params: { sendingId }, query })
  const [further, setFurther] = useState<{ of: string; rows: Row[]; next: string | null }>()
  const of = rule ?? ''
  const rows = [...(first.data?.held ?? []), ...(further?.of === of ? further.rows : [])]
  const next = further?.of === of ? further.next : (first.data?.next ?? null)
  const more = async () => {
    if (next === null) return
    const page = await call(listHeld, { params: { sendingId }, query: { ...query, after: next } })
    setFurther({ of, rows: [...(further?.of === of ? further.rows : []), ...page.held], next: page.next })
  }
  return (
    <Dialog title={words.heldTitle} size="wide" onClose={onClose}>
      <div className="stack g3">
        <div className="row g1 wrap">
          <ChipButton isOn={rule === undefined} onPress={() => onRule(undefined)}>
            {words.allRules}
          </ChipButton>
          {rulesIn(heldBy).map((one) => (
            <ChipButton key={one.rule} isOn={rule === one.rule} onPress={() => onRule(one.rule)}>
              {say.number(one.count)} {rules[one.rule]}
            </ChipButton>
          ))}
        </div>
        {first.error ? (
          <ErrorState problem={first.error} onRetry={() => void first.refetch()} />
        ) : !first.data ? (
          <Skeleton height={12} />
        ) : rows.length === 0 ? (
          <p className="t2">{words.nobodyHeld}</p>
        ) : (
          <ul className="held-list">
            {rows.map((row) => (
              <li key={row.messageId} className="held-one">
                <Link href={customerPath(row.customerId)} className="link cut">
                  {row.name || row.calledAs}
                </Link>
                <span className="t2">
                  {why({ answer: 'no', rule: row.rule, notBefore: null, inputs: row.inputs }, row.calledAs || row.name)}
                </span>
              </li>
            ))}
          </ul>
        )}
        {next !== null && (
          <Button kind="quiet" onClick={() => void more()}>
            {words.more}
          </Button>
        )}
      </div>
    </Dialog>
  )
}
