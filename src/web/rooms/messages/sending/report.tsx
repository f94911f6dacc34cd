import { useState } from 'react'
import type { GateRule } from '#rooms/messages/contract.ts'
import { type Figure, reportSending } from '#rooms/messages/sendings/contract.ts'
import { ErrorState, Skeleton } from '../../../kit/states.tsx'
import { type Answer, useAsk } from '../../../shell/api.ts'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import { BehindDialog } from './behind-dialog.tsx'
import { HeldDialog } from './held-dialog.tsx'
import { sendingWords } from './words.data.ts'

type Report = Answer<typeof reportSending>

/** Together these are everybody on the list. The first are always shown, at nought too: that nobody was refused is worth knowing. */
const always = ['accepted', 'suppressed', 'refused', 'unknown'] as const
const whereAny = ['heldOut', 'cancelled', 'expired', 'waiting'] as const
/** What became of those that the server took. */
const ofThose = ['delivered', 'bounced', 'answered', 'left', 'complained'] as const

type Sums = Report['sums']

/** A figure, and behind it the people it counts. */
function Sum({ name, sums, onOpen }: { name: Figure; sums: Sums; onOpen: (name: Figure) => void }) {
  const words = useWords(sendingWords)
  const say = useSay()
  const figure = say.number(sums[name])
  return (
    <div className="report-sum">
      <dd className="section num">
        {sums[name] > 0 ? (
          <button type="button" className="link" aria-label={`${figure} ${words.sums[name]}`} onClick={() => onOpen(name)}>
            {figure}
          </button>
        ) : (
          figure
        )}
      </dd>
      <dt className="meta">{words.sums[name]}</dt>
    </div>
  )
}

/** What the letter changed in purchases, against those who were held out; said openly where that is too little to tell. */
function Effect({ effect }: { effect: NonNullable<Report['effect']> }) {
  const words = useWords(sendingWords)
  const say = useSay()
  const arm = ({ people, bought }: { people: number; bought: number }) =>
    words.effectArm(say.number(bought), say.number(people), people === 0 ? '–' : say.percent(bought / people))
  const { difference } = effect
  return (
    <section className="stack g1" aria-label={words.effect}>
      <h3 className="strong">
        {words.effect} <span className="meta">{words.effectOver(String(effect.days))}</span>
      </h3>
      <dl className="report-arms">
        <dt className="t2">{words.effectSent}</dt>
        <dd className="num">{arm(effect.sent)}</dd>
        <dt className="t2">{words.effectHeld}</dt>
        <dd className="num">{arm(effect.heldOut)}</dd>
      </dl>
      <p className="meta">{words.effectWhom}</p>
      {difference && (
        <p>{words.effectIs(say.number(difference.points, 1), say.number(difference.from, 1), say.number(difference.until, 1))}</p>
      )}
      {effect.isTooSmall && (
        <p className="t2">{effect.neededPerArm === null ? words.tooSmallBare : words.tooSmall(say.number(effect.neededPerArm))}</p>
      )}
      {!effect.isOver && <p className="meta">{words.notOver(say.date(say.dayOf(effect.until)))}</p>}
    </section>
  )
}

/** What became of a sending, in sums that add up. */
export function ReportView({ sendingId }: { sendingId: string }) {
  const words = useWords(sendingWords)
  const say = useSay()
  const [opened, open] = useState<Figure>()
  const [rule, setRule] = useState<GateRule>()
  const asked = useAsk(reportSending, { params: { sendingId }, query: {} })
  if (asked.error && !asked.data) return <ErrorState problem={asked.error} onRetry={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton height={6} />
  const { sending, sums, wordings, effect } = asked.data
  return (
    <div className="stack g4">
      <dl className="report-sums">
        <div className="report-sum">
          <dd className="section num">{say.number(sums.planned)}</dd>
          <dt className="meta">{words.sums.planned}</dt>
        </div>
        {[...always, ...whereAny.filter((name) => sums[name] > 0)].map((name) => (
          <Sum key={name} name={name} sums={sums} onOpen={open} />
        ))}
      </dl>
      {sums.accepted > 0 && (
        <section className="stack g2" aria-label={words.ofThose}>
          <h3 className="meta">{words.ofThose}</h3>
          <dl className="report-sums">
            {ofThose
              .filter((name) => name === 'delivered' || sums[name] > 0)
              .map((name) => (
                <Sum key={name} name={name} sums={sums} onOpen={open} />
              ))}
          </dl>
        </section>
      )}
      {sums.unknown > 0 && <p className="meta">{words.unknownWhy}</p>}
      {wordings.length > 1 && (
        <ul className="stack g1">
          {wordings.map(({ letterNumber, messages }) => (
            <li key={letterNumber} className="t2">
              {words.wording(say.number(letterNumber))}: <span className="num">{say.number(messages)}</span>
            </li>
          ))}
        </ul>
      )}
      {effect && <Effect effect={effect} />}
      {opened === 'suppressed' && (
        <HeldDialog sendingId={sendingId} heldBy={sending.counts.heldBy} rule={rule} onRule={setRule} onClose={() => open(undefined)} />
      )}
      {opened && opened !== 'suppressed' && <BehindDialog sendingId={sendingId} figure={opened} onClose={() => open(undefined)} />}
    </div>
  )
}
