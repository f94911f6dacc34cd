import { teams } from '#rooms/promises/contract.ts'
import { Button, IconButton } from '../../../kit/button.tsx'
import { Choice } from '../../../kit/menu.tsx'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import { promiseWords } from '../words.data.ts'
import type { TypedLevel } from './standard-draft.ts'
import { standardsWords } from './standards-words.data.ts'

const whens = ['share', 'due', 'after'] as const

/** Who is woken when: at a share of the time, at the due, or so long after it. */
export function LevelsEditor({ levels, onChange }: { levels: readonly TypedLevel[]; onChange: (levels: TypedLevel[]) => void }) {
  const words = useWords(standardsWords)
  const all = useWords(promiseWords)
  const say = useSay()
  const put = (at: number, change: Partial<TypedLevel>) =>
    onChange(levels.map((one, place) => (place === at ? { ...one, ...change } : one)))
  return (
    <fieldset className="targets">
      <legend className="field-label">{words.wake}</legend>
      {levels.map((one, at) => {
        const nth = say.number(at + 1)
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: levels have no other name than their place.
          <div key={at} className="target-line level-line">
            <div className="level-when">
              <Choice
                label={words.when(nth)}
                value={one.when}
                choices={whens.map((value) => ({ value, words: words.whens[value] }))}
                onChange={(when) => put(at, { when })}
              />
            </div>
            {one.when !== 'due' && (
              <span className="row g2">
                <input
                  className="input num target-amount"
                  aria-label={one.when === 'share' ? words.percent(nth) : words.afterHours(nth)}
                  inputMode="decimal"
                  value={one.amount}
                  onChange={(event) => put(at, { amount: event.currentTarget.value })}
                />
                <span className="meta" aria-hidden="true">
                  {one.when === 'share' ? words.percentUnit : words.afterUnit}
                </span>
              </span>
            )}
            <span className="meta" aria-hidden="true">
              {words.arrow}
            </span>
            <div className="level-to">
              <Choice
                label={words.to(nth)}
                value={one.to}
                choices={[{ value: 'holder' as const, words: words.holder }, ...teams.map((value) => ({ value, words: all.teams[value] }))]}
                onChange={(to) => put(at, { to })}
              />
            </div>
            <IconButton
              icon="close"
              size="small"
              className="target-out"
              label={words.removeLevel(nth)}
              onClick={() => onChange(levels.filter((_, place) => place !== at))}
            />
          </div>
        )
      })}
      {levels.length < 9 && (
        <div>
          <Button
            icon="plus"
            size="small"
            onClick={() => onChange([...levels, { when: 'after', amount: '4', clock: 'business', to: 'owner' }])}
          >
            {words.addLevel}
          </Button>
        </div>
      )}
    </fieldset>
  )
}
