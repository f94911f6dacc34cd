import { Link } from 'wouter'
import { gateRules } from '#rooms/messages/contract.ts'
import { whyHeld } from '#rooms/messages/gate/contract.ts'
import { ChipButton } from '../../kit/chip.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../kit/states.tsx'
import { maybe, useAddress } from '../../shell/address.ts'
import { useAsk } from '../../shell/api.ts'
import { useSay } from '../../shell/say.ts'
import { customerPath } from '../../shell/sidebar.data.ts'
import { useWords } from '../../shell/words.ts'
import { PlaceHead } from './place-head.tsx'
import { rulesIn } from './sending/sums.tsx'
import { useWhyHeld } from './why.ts'
import { messageWords } from './words.data.ts'
import './sending/sending.css'

const address = { rule: maybe(gateRules) }

/** What the gate kept back of late, by rule, each with the customer and the reason in a sentence. */
export default function Held() {
  const words = useWords(messageWords)
  const say = useSay()
  const why = useWhyHeld()
  const [{ rule }, change] = useAddress(address)
  const asked = useAsk(whyHeld, { query: { ...(rule ? { rule } : {}), limit: 200 } }, { placeholderData: (before) => before })
  const heldBy = asked.data?.heldBy ?? {}
  const rules = rulesIn(heldBy)
  const all = rules.reduce((sum, { count }) => sum + count, 0)
  const held = asked.data?.held ?? []
  const count = rule ? (heldBy[rule] ?? 0) : all
  return (
    <>
      <PlaceHead part="held" />
      <div className="frame-page" data-scrolls role="tabpanel" aria-labelledby="messages-held">
        <div className="messages-page">
          {asked.error && !asked.data ? (
            <ErrorState problem={asked.error} onRetry={() => void asked.refetch()} />
          ) : !asked.data ? (
            <Skeleton height={16} />
          ) : all === 0 ? (
            <EmptyState icon="lock" title={words.held.empty}>
              {words.held.emptyWhy}
            </EmptyState>
          ) : (
            <>
              <p className="t2 messages-what">{words.held.what}</p>
              <div className="row g1 wrap">
                <ChipButton isOn={rule === undefined} onPress={() => change({ rule: undefined })}>
                  {words.held.all} · {say.number(all)}
                </ChipButton>
                {rules.map((one) => (
                  <ChipButton key={one.rule} isOn={rule === one.rule} onPress={() => change({ rule: one.rule })}>
                    {words.rules[one.rule]} · {say.number(one.count)}
                  </ChipButton>
                ))}
              </div>
              {held.length === 0 && <p className="t2">{words.held.noneOfRule}</p>}
              {held.length > 0 && (
                <ul className="card held-card">
                  {held.map((row) => (
                    <li key={row.messageId} className="held-one">
                      <Link href={customerPath(row.customerId)} className="link cut">
                        {row.name || row.calledAs}
                      </Link>
                      <span className="stack">
                        <span>{why({ answer: 'no', rule: row.rule, notBefore: null, inputs: row.inputs }, row.calledAs || row.name)}</span>
                        <span className="meta">
                          {words.held.of(row.title)} · {say.relative(say.dayOf(row.at))}
                        </span>
                      </span>
                    </li>
                  ))}
                </ul>
              )}
              {held.length < count && <p className="meta">{words.held.first(say.number(held.length), say.number(count))}</p>}
            </>
          )}
        </div>
      </div>
    </>
  )
}
