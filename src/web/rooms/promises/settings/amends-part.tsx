import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { getAmendsLimits, previewAmendsLimits, saveAmendsLimits } from '#rooms/promises/slips/contract.ts'
import { type Role, rolesWith } from '#values/rights.ts'
import { Button } from '../../../kit/button.tsx'
import { useSettled } from '../../../kit/settled.ts'
import { ErrorState, ProblemLine, Skeleton } from '../../../kit/states.tsx'
import { offerUndo } from '../../../kit/toasts.tsx'
import { type Answer, call, keyOf, useAct, useAsk } from '../../../shell/api.ts'
import type { Problem } from '../../../shell/problem.ts'
import { useSay } from '../../../shell/say.ts'
import { shellWords } from '../../../shell/words.data.ts'
import { useWords } from '../../../shell/words.ts'
import { type Amount, amountOf, isUnreadable } from '../../people/amount.ts'
import { MoneyField } from '../../people/money-field.tsx'
import { amendsWords } from './amends-words.data.ts'
import './standards.css'

type Limits = Answer<typeof getAmendsLimits>
type Limit = Limits['limits'][number]
type Effect = Answer<typeof previewAmendsLimits>['roles'][number]
type Typed = Partial<Record<Role, Amount>>

/** Who gives something at all: whoever tells customers when a promise slips. */
const givers = rolesWith('promises.write')

const changedOf = ({ limits }: Limits, typed: Typed): Limit[] =>
  limits.flatMap(({ role, mostMinor }) => {
    const amount = typed[role]
    const next = amount?.text.trim() === '' ? 0 : amount?.minor
    return next === undefined || next === mostMinor ? [] : [{ role, mostMinor: next }]
  })

/** What the new limits would have meant: counted in what was given in the last year. */
function EffectLines({ changed, effect }: { changed: readonly Limit[]; effect: readonly Effect[] }) {
  const words = useWords(amendsWords)
  const roles = useWords(shellWords).roles
  const say = useSay()
  return changed.map(({ role }) => {
    const of = effect.find((one) => one.role === role)
    const [given, asked, would] = [of?.given ?? 0, of?.asked ?? 0, of?.wouldAsk ?? 0].map((n) => say.number(n))
    const said =
      !of || given === undefined || asked === undefined || would === undefined
        ? words.noGiven(roles[role])
        : of.asked === of.wouldAsk
          ? words.same(roles[role], given, asked)
          : words.effect(roles[role], given, asked, would)
    return <p key={role}>{said}</p>
  })
}

function Foot({
  changed,
  isWhole,
  isSaving,
  problem,
  onDrop,
  onSave,
}: {
  changed: readonly Limit[]
  isWhole: boolean
  isSaving: boolean
  problem: Problem | undefined
  onDrop: () => void
  onSave: () => void
}) {
  const words = useWords(amendsWords)
  const typed = JSON.stringify(changed)
  const asked = useSettled(typed, 300)
  const preview = useQuery<Answer<typeof previewAmendsLimits>, Problem>({
    queryKey: ['previewAmendsLimits', asked],
    queryFn: () => call(previewAmendsLimits, { body: { limits: JSON.parse(asked) as Limit[] } }),
    enabled: asked !== '[]',
    placeholderData: (before) => before,
    retry: false,
  })
  const isOld = asked !== typed || preview.isFetching
  return (
    <section className="amends-foot" aria-label={words.unsaved}>
      <div className="grow" role="status">
        {preview.data && !isOld && isWhole ? (
          <EffectLines changed={changed} effect={preview.data.roles} />
        ) : (
          <p>{preview.error || !isWhole ? words.unsaved : words.counting}</p>
        )}
        <ProblemLine problem={problem ?? preview.error ?? undefined} />
      </div>
      <span className="row g2">
        <Button onClick={onDrop}>{words.drop}</Button>
        <Button kind="primary" disabled={!isWhole || changed.length === 0} isBusy={isSaving} onClick={onSave}>
          {words.save}
        </Button>
      </span>
    </section>
  )
}

/** How much each role may give for the trouble without asking; what another limit would have meant is told before it is saved. */
export function AmendsPart() {
  const words = useWords(amendsWords)
  const roles = useWords(shellWords).roles
  const say = useSay()
  const queries = useQueryClient()
  const [typed, type] = useState<Typed>({})
  const asked = useAsk(getAmendsLimits, {})
  const show = (answer: Limits) => queries.setQueryData(keyOf(getAmendsLimits), answer)
  const before = asked.data
  const save = useAct(saveAmendsLimits, {
    onDone: (answer) => {
      const changed = before ? changedOf(before, typed) : []
      const was = before?.limits.filter(({ role }) => changed.some((one) => one.role === role)) ?? []
      show(answer)
      type({})
      offerUndo(words.saved(changed.length), async () => show(await call(saveAmendsLimits, { body: { limits: was } })))
    },
  })
  if (asked.error && !before) return <ErrorState problem={asked.error} onRetry={() => void asked.refetch()} isSlim />
  if (!before) return <Skeleton lines={4} height={2.75} />
  const { currency } = before
  const changed = changedOf(before, typed)
  const isWhole = !Object.values(typed).some(isUnreadable)
  return (
    <section className="amends" aria-labelledby="amends">
      <h2 className="section" id="amends">
        {words.title}
      </h2>
      <p className="t2">{words.why}</p>
      <div className="amends-roles">
        {before.limits
          .filter(({ role }) => givers.includes(role))
          .map(({ role, mostMinor }) => (
            <MoneyField
              key={role}
              label={words.upTo(roles[role])}
              currency={currency}
              amount={typed[role] ?? amountOf(mostMinor, currency, say.language)}
              onAmount={(amount) => type({ ...typed, [role]: amount })}
              error={words.notMoney}
            />
          ))}
      </div>
      <p className="meta">{words.nothing}</p>
      {(changed.length > 0 || !isWhole) && (
        <Foot
          changed={changed}
          isWhole={isWhole}
          isSaving={save.isRunning}
          problem={save.problem}
          onDrop={() => type({})}
          onSave={() => save.go({ body: { limits: changed } })}
        />
      )}
    </section>
  )
}
