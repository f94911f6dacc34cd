import { promiseKinds } from '#rooms/promises/contract.ts'
import { Button, IconButton } from '../../../kit/button.tsx'
import { Choice, Menu } from '../../../kit/menu.tsx'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import { promiseWords } from '../words.data.ts'
import type { Hours } from './draft.ts'
import { exampleDue, readTarget, type TypedTarget } from './standard-draft.ts'
import { standardsWords } from './standards-words.data.ts'

const units = ['minutes', 'hours', 'days', 'none'] as const
const EXAMPLE_HOUR = '16:30'

/** What a target means, said by the clock that counts every due. */
function Example({ target, hours }: { target: TypedTarget; hours: Hours }) {
  const words = useWords(standardsWords)
  const say = useSay()
  const read = readTarget(target)
  if (read === undefined) return null
  if (read === null) return <p className="meta target-example">{words.exampleNothing}</p>
  const due = exampleDue(hours, read, say.today, EXAMPLE_HOUR)
  if (due === null) return <p className="meta c-danger target-example">{words.exampleNever}</p>
  const at = due.toISOString()
  return <p className="meta target-example">{words.example(EXAMPLE_HOUR, `${say.clockOf(at)} ${say.relative(say.dayOf(at))}`)}</p>
}

/** What is promised of each kind, with an example beside it. */
export function TargetsEditor({
  targets,
  hours,
  onChange,
}: {
  targets: readonly TypedTarget[]
  hours: Hours
  onChange: (targets: TypedTarget[]) => void
}) {
  const words = useWords(standardsWords)
  const { kinds } = useWords(promiseWords)
  const put = (at: number, change: Partial<TypedTarget>) =>
    onChange(targets.map((one, place) => (place === at ? { ...one, ...change } : one)))
  const left = promiseKinds.filter((kind) => !targets.some((one) => one.kind === kind))
  return (
    <fieldset className="targets">
      <legend className="field-label">{words.promises}</legend>
      {targets.map((one, at) => {
        const kind = kinds[one.kind]
        return (
          <div key={one.kind} className="target">
            <div className="target-line">
              <span className="strong target-kind">{kind}</span>
              {one.unit !== 'none' && (
                <input
                  className="input num target-amount"
                  aria-label={words.amount(kind)}
                  inputMode="decimal"
                  value={one.amount}
                  aria-invalid={readTarget({ ...one, cutoff: '' }) === undefined || undefined}
                  onChange={(event) => put(at, { amount: event.currentTarget.value })}
                />
              )}
              <div className="target-unit">
                <Choice
                  label={words.unit(kind)}
                  value={one.unit}
                  choices={units.map((value) => ({ value, words: words.units[value] }))}
                  onChange={(unit) => put(at, { unit })}
                />
              </div>
              {one.unit === 'days' && (
                <span className="row g2">
                  <span className="meta" aria-hidden="true">
                    {words.cutoffShort}
                  </span>
                  <input
                    className="input num target-amount"
                    aria-label={words.cutoffLabel(kind)}
                    inputMode="numeric"
                    placeholder="15:00"
                    value={one.cutoff}
                    aria-invalid={(readTarget(one) === undefined && readTarget({ ...one, cutoff: '' }) !== undefined) || undefined}
                    onChange={(event) => put(at, { cutoff: event.currentTarget.value })}
                  />
                </span>
              )}
              <IconButton
                icon="close"
                size="small"
                className="target-out"
                label={words.removeTarget(kind)}
                onClick={() => onChange(targets.filter((_, place) => place !== at))}
              />
            </div>
            <Example target={one} hours={hours} />
          </div>
        )
      })}
      {left.length > 0 && (
        <div>
          <Menu
            button={
              <Button icon="plus" size="small">
                {words.addTarget}
              </Button>
            }
            items={left.map((kind) => ({
              words: kinds[kind],
              act: () => onChange([...targets, { kind, unit: 'hours', amount: '', cutoff: '' }]),
            }))}
          />
        </div>
      )}
    </fieldset>
  )
}
