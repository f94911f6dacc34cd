import { followSlip } from '#rooms/promises/slips/contract.ts'
import { Button } from '../../kit/button.tsx'
import { Icon } from '../../kit/icons.tsx'
import { ProblemLine } from '../../kit/states.tsx'
import { say as tell } from '../../kit/toasts.tsx'
import { useAct } from '../../shell/api.ts'
import { useSay } from '../../shell/say.ts'
import { useMay } from '../../shell/session.tsx'
import { useWords } from '../../shell/words.ts'
import { useRenew } from './board-data.ts'
import { momentWords, type Slipped } from './naming.ts'
import { slipWords } from './slip/words.data.ts'
import { promiseWords } from './words.data.ts'

const answers = ['accepted', 'declined', 'silent'] as const

/** What they said, and whether it was put right: asked until it is known. */
function Follow({ promiseId, slip }: { promiseId: string; slip: Slipped }) {
  const words = useWords(promiseWords).slips
  const renew = useRenew()
  const act = useAct(followSlip, {
    onDone: () => {
      tell(words.followed, { tone: 'ok' })
      renew()
    },
  })
  const params = { promiseId, slipId: slip.id }
  const isFixing = slip.fix !== null && slip.fixedAt === null
  if (slip.answer !== null && slip.answer !== 'silent' && !isFixing) return null
  return (
    <>
      <div className="row g2 wrap">
        {(slip.answer === null || slip.answer === 'silent') && (
          <>
            <span className="t2">{words.askAnswer}</span>
            {answers
              .filter((answer) => answer !== slip.answer)
              .map((answer) => (
                <Button
                  key={answer}
                  size="small"
                  disabled={act.isRunning}
                  onClick={() => act.go({ params, body: { answer, version: slip.version } })}
                >
                  {words.answers[answer]}
                </Button>
              ))}
          </>
        )}
        {isFixing && (
          <Button
            size="small"
            icon="check"
            disabled={act.isRunning}
            onClick={() => act.go({ params, body: { isFixed: true, version: slip.version } })}
          >
            {words.isFixed}
          </Button>
        )}
      </div>
      <ProblemLine problem={act.problem} />
    </>
  )
}

/** Each time it slipped: why, what was said and when, how it was put right, and whether they came back. */
export function SlipsPart({
  promiseId,
  slips,
  isOpen,
  isTheirs,
}: {
  promiseId: string
  slips: readonly Slipped[]
  isOpen: boolean
  /** Nobody had to be told: it was owed to the house, or within it. */
  isTheirs: boolean
}) {
  const words = useWords(promiseWords)
  const { reasons, amendsKinds } = useWords(slipWords)
  const say = useSay()
  const may = useMay()
  const of = words.slips
  const when = (at: string) => momentWords(at, words.left, say)
  const known = (reason: string): string => (reason in reasons ? reasons[reason as keyof typeof reasons] : reason)
  /** "đền bù: Tặng điểm, tặng 200 điểm (45.000 ₫)". */
  const amendsOf = ({ amends, amendsKind, amendsAmount }: Slipped): string | undefined => {
    const kind =
      amendsKind && amendsKind !== 'other' && amendsKind in amendsKinds ? amendsKinds[amendsKind as keyof typeof amendsKinds] : ''
    const said = [kind, amends].filter(Boolean).join(', ')
    return said ? `${of.amends}: ${said}${amendsAmount ? ` (${say.money(amendsAmount)})` : ''}` : undefined
  }
  return (
    <ul className="stack g3">
      {slips.map((slip) => (
        <li key={slip.id} className="slip-past">
          <p>
            <span className="strong">{of.nth(say.number(slip.number))}</span>
            <span className="t3 num"> · {when(slip.at)}</span>
            {slip.reason && ` · ${slip.reasonWords ?? known(slip.reason)}`}
          </p>
          <p className="t2">
            {slip.toldHow && slip.toldAt ? (
              <>
                <Icon name="check" size="small" className="c-ok" />{' '}
                {of.told(isTheirs ? of.theyTold : of.how[slip.toldHow], when(slip.toldAt), slip.toldByName ?? '')}
              </>
            ) : (
              <>
                <Icon name="warning" size="small" className="c-warn" /> {of.untold}
              </>
            )}
            {slip.newDue && ` · ${of.newDue(when(slip.newDue))}`}
          </p>
          {(slip.fix || slip.amends || slip.amendsKind || slip.noneWhy) && (
            <p className="t2">{[slip.fix && `${of.fix}: ${slip.fix}`, amendsOf(slip), slip.noneWhy].filter(Boolean).join(' · ')}</p>
          )}
          {(slip.agreedByName || slip.approvedByName) && (
            <p className="t2">
              {[
                slip.agreedByName && of.agreed(slip.agreedByName, slip.agreedWords ?? ''),
                slip.approvedByName && of.approved(slip.approvedByName, slip.approvedWords ?? ''),
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
          )}
          {slip.toldAt && (
            <p className="t2">
              {[
                slip.answer && of.answers[slip.answer],
                slip.fixedAt && of.fixed(when(slip.fixedAt)),
                slip.cameBack !== null && (slip.cameBack ? of.cameBack : of.notBack),
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
          )}
          {slip.words && slip.toldAt && <p className="slip-said">{slip.words}</p>}
          {slip.toldAt && isOpen && !isTheirs && may('promises.write') && <Follow promiseId={promiseId} slip={slip} />}
        </li>
      ))}
    </ul>
  )
}
