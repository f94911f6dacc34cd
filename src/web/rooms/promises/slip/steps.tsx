import { type ReactNode, useId, useState } from 'react'
import { amendsKinds } from '#rooms/promises/slips/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { TextField } from '../../../kit/field.tsx'
import { Icon } from '../../../kit/icons.tsx'
import { Choice } from '../../../kit/menu.tsx'
import { useIsPhone } from '../../../kit/phone.ts'
import { useSay } from '../../../shell/say.ts'
import { useHouse } from '../../../shell/session.tsx'
import { useWords } from '../../../shell/words.ts'
import { type Amount, amountOf, noAmount } from '../../people/amount.ts'
import { MoneyField } from '../../people/money-field.tsx'
import { WhenInput } from '../make/when-input.tsx'
import { momentWords } from '../naming.ts'
import { promiseWords } from '../words.data.ts'
import { type Draft, type Filled, instantOf, type Moment, momentOf, noMoment, notKnown, type Reason } from './filled.ts'
import { slipWords } from './words.data.ts'

export type StepProps = { draft: Draft; filled: Filled; change: (part: Partial<Filled>) => void }

/** One of the four: its number, its name, what is filled in; on a phone a short word stands at the right of the name. */
export function Step({ number, title, aside, children }: { number: number; title: string; aside?: ReactNode; children: ReactNode }) {
  const id = useId()
  return (
    <section className="slip-step" aria-labelledby={id}>
      <h3 className="slip-title" id={id}>
        <span className="slip-number num">{number}</span> {title}
      </h3>
      {aside && <span className="slip-aside meta">{aside}</span>}
      <div className="slip-fields">{children}</div>
    </section>
  )
}

/** A day and an hour. */
export function MomentField({ moment, onMoment, label }: { moment: Moment; onMoment: (moment: Moment) => void; label: string }) {
  return (
    <div className="slip-when">
      <WhenInput
        label={label}
        isLabelUnseen
        when={moment.day && moment.clock ? { is: 'moment', ...moment } : undefined}
        onWhen={(when) => onMoment(when?.is === 'moment' ? { day: when.day, clock: when.clock } : noMoment)}
      />
    </div>
  )
}

const AT_FIRST = 3

const begin = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1)

/** The reasons that stand open: those that facts speak for, the chosen one, and that it isn't known; the others behind a button. */
function offered(reasons: Draft['reasons'], chosen: Reason | undefined, isAll: boolean) {
  const unknown = reasons.filter(({ reason }) => reason === 'not-known')
  const others = reasons.filter(({ reason }) => reason !== 'not-known')
  const first = isAll ? others : others.slice(0, AT_FIRST)
  const also = others.find(({ reason }) => reason === chosen)
  return [...first, ...(also && !first.includes(also) ? [also] : []), ...unknown]
}

export function ReasonStep({ draft, filled, change }: StepProps) {
  const words = useWords(slipWords)
  const isPhone = useIsPhone()
  const { zone } = useHouse()
  const [isAll, showAll] = useState(false)
  // Two reasons may be told in the same words; the first has them.
  const labelOf = (one: Draft['reasons'][number]) =>
    one.isBorneOut && draft.reasons.find((other) => other.words === one.words) === one ? begin(one.words) : words.reasons[one.reason]
  const choose = (reason: Reason) => change(reason === 'not-known' ? notKnown(filled, zone) : { reason })
  const shown = offered(draft.reasons, filled.reason, isAll)
  const fact = draft.reasons.find(({ reason }) => reason === filled.reason)?.fact
  return (
    <Step number={1} title={words.steps.reason} {...(isPhone && fact ? { aside: fact } : {})}>
      {isPhone ? (
        <Choice
          label={words.steps.reason}
          value={filled.reason}
          placeholder={words.otherReasons}
          choices={draft.reasons.map((one) => ({
            value: one.reason,
            words: labelOf(one),
            ...(one.fact ? { hint: one.fact } : {}),
          }))}
          onChange={choose}
        />
      ) : (
        <div className="slip-reasons">
          {shown.map((one) => (
            <label key={one.reason} className="radio">
              <input type="radio" name="slip-reason" checked={filled.reason === one.reason} onChange={() => choose(one.reason)} />
              {labelOf(one)}
            </label>
          ))}
          {fact && <span className="meta">{fact}</span>}
          {!isAll && draft.reasons.length > shown.length && (
            <Button kind="quiet" size="small" onClick={() => showAll(true)}>
              {words.otherReasons}
            </Button>
          )}
        </div>
      )}
      {filled.reason === 'not-known' && (
        <MomentField moment={filled.tellBy} label={words.tellBy} onMoment={(tellBy) => change({ tellBy })} />
      )}
      {filled.reason && filled.reason !== 'not-known' && (!fact || filled.reasonWords !== '') && (
        <TextField
          label={words.reasonWords}
          isLabelUnseen
          placeholder={`${words.reasonWords}: ${words.reasonWordsHint}`}
          value={filled.reasonWords}
          maxLength={300}
          autoComplete="off"
          onText={(reasonWords) => change({ reasonWords })}
        />
      )}
    </Step>
  )
}

/** Another reason than the true one, for the rare case; never without a lead's agreement. */
export function ToldReason({ draft, filled, change }: StepProps) {
  const words = useWords(slipWords)
  const [isOpen, open] = useState(filled.toldReason !== undefined && filled.toldReason !== filled.reason)
  if (!isOpen)
    return (
      <Button kind="quiet" size="small" className="slip-other" onClick={() => open(true)}>
        {words.otherTold}
      </Button>
    )
  return (
    <div className="stack g1">
      <p className="meta">{words.otherToldWhy}</p>
      <Choice
        label={words.toldReason}
        value={filled.toldReason ?? filled.reason}
        choices={draft.reasons.map((one) => ({
          value: one.reason,
          words: one.reason === filled.reason ? words.sameReason : words.reasons[one.reason],
        }))}
        onChange={(toldReason) => change({ toldReason: toldReason === filled.reason ? undefined : toldReason })}
      />
    </div>
  )
}

export function DueStep({ draft, filled, change }: StepProps) {
  const words = useWords(slipWords)
  const left = useWords(promiseWords).left
  const { zone } = useHouse()
  const say = useSay()
  const isPhone = useIsPhone()
  if (filled.reason === 'not-known') return null
  const isSuggested = draft.suggestedDue !== null && instantOf(filled.newDue, zone) === new Date(draft.suggestedDue).toISOString()
  const holds = draft.dueHolds === null || !instantOf(filled.newDue, zone) ? undefined : draft.dueHolds
  const said = holds !== undefined && (
    <span className={holds ? 'c-ok' : 'c-warn'}>
      <Icon name={holds ? 'check' : 'warning'} size="small" /> {holds ? words.holds : words.holdsNot}
    </span>
  )
  return (
    <Step number={2} title={words.steps.due} {...(isPhone && said ? { aside: said } : {})}>
      <div className="row g3 wrap">
        <MomentField moment={filled.newDue} label={words.steps.due} onMoment={(newDue) => change({ newDue })} />
        {!isPhone && said}
        {draft.suggestedDue && !isSuggested && (
          <Button kind="quiet" size="small" onClick={() => change({ newDue: momentOf(draft.suggestedDue, zone) })}>
            {words.suggested(momentWords(draft.suggestedDue, left, say))}
          </Button>
        )}
      </div>
    </Step>
  )
}

/** What it may cost, against what whoever writes may decide alone. */
function LimitLine({ draft, filled, isShort }: Pick<StepProps, 'draft' | 'filled'> & { isShort?: boolean }) {
  const words = useWords(slipWords)
  const say = useSay()
  if (filled.amendsKind === 'none') return null
  const limit = say.money(draft.limit)
  if (filled.amendsMinor === undefined) return isShort ? null : words.limit(limit)
  if (filled.amendsMinor > draft.limit.minor) return <span className="c-warn">{words.aboveLimit(limit)}</span>
  return isShort ? words.within : words.withinLimit(say.money({ minor: filled.amendsMinor, currency: draft.limit.currency }))
}

export function RemedyStep({ draft, filled, change }: StepProps) {
  const words = useWords(slipWords)
  const say = useSay()
  const isPhone = useIsPhone()
  const { currency } = draft.limit
  const [amount, setAmount] = useState<Amount>(() =>
    filled.amendsMinor === undefined ? noAmount : amountOf(filled.amendsMinor, currency, say.language),
  )
  const kind = filled.amendsKind
  return (
    <Step
      number={3}
      title={isPhone ? words.steps.fixAndAmends : words.steps.fix}
      {...(isPhone ? { aside: <LimitLine draft={draft} filled={filled} isShort /> } : {})}
    >
      <div className="slip-remedy">
        <TextField
          label={words.steps.fix}
          isLabelUnseen
          placeholder={words.fixHint}
          value={filled.fix}
          maxLength={300}
          autoComplete="off"
          onText={(fix) => change({ fix })}
        />
        <span className="t2 nowrap phone-off" aria-hidden="true">
          {words.steps.amends}
        </span>
        <Choice
          label={words.steps.amends}
          value={kind}
          placeholder={words.amendsChoose}
          choices={amendsKinds.map((value) => ({ value, words: words.amendsKinds[value] }))}
          onChange={(amendsKind) => change({ amendsKind })}
        />
      </div>
      {kind === 'none' && (
        <TextField
          label={words.noneWhy}
          isLabelUnseen
          placeholder={`${words.noneWhy}: ${words.noneWhyHint}`}
          value={filled.noneWhy}
          maxLength={300}
          autoComplete="off"
          onText={(noneWhy) => change({ noneWhy })}
        />
      )}
      {kind && kind !== 'none' && (
        <div className="slip-amends">
          <TextField
            label={words.amendsWords}
            isLabelUnseen
            placeholder={words.amendsHints[kind]}
            value={filled.amends}
            maxLength={300}
            autoComplete="off"
            onText={(amends) => change({ amends })}
          />
          <div className="slip-amount">
            <span className="t2 nowrap" aria-hidden="true">
              {words.amount}
            </span>
            <MoneyField
              label={words.amount}
              isLabelUnseen
              amount={amount}
              currency={currency}
              error={words.amountBad}
              onAmount={(next) => {
                setAmount(next)
                change({ amendsMinor: next.minor })
              }}
            />
          </div>
        </div>
      )}
      {!isPhone && (
        <p className="meta">
          <LimitLine draft={draft} filled={filled} />
        </p>
      )}
    </Step>
  )
}
