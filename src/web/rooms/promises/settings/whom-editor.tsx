import { loyaltyStates } from '#rooms/loyalty/contract.ts'
import { listTags } from '#rooms/people/house/contract.ts'
import { standardLevels } from '#rooms/promises/standards/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { Field, Segmented, TextField } from '../../../kit/field.tsx'
import { Choice } from '../../../kit/menu.tsx'
import { useAsk } from '../../../shell/api.ts'
import { useWords } from '../../../shell/words.ts'
import { loyaltyWords } from '../../loyalty/words.data.ts'
import { PersonPicker } from '../../people/known/person-picker.tsx'
import type { Draft } from './standard-draft.ts'
import { standardsWords } from './standards-words.data.ts'

type Change = (change: Partial<Draft>) => void

function Group({ draft, onChange }: { draft: Draft; onChange: Change }) {
  const words = useWords(standardsWords)
  const { states } = useWords(loyaltyWords)
  const tags = useAsk(listTags, { query: {} }, { staleTime: 60_000 }).data?.tags ?? []
  const offered = [...new Set([...(draft.tag ? [draft.tag] : []), ...tags.map(({ tag }) => tag)])]
  return (
    <>
      <Segmented
        label={words.by}
        value={draft.group}
        choices={[
          { value: 'tag', words: words.byTag },
          { value: 'state', words: words.byState },
        ]}
        onChange={(group) => onChange({ group })}
      />
      {draft.group === 'tag' ? (
        <Field label={words.tag}>
          {(ids) => (
            <Choice
              {...ids}
              value={draft.tag || undefined}
              placeholder={words.missing.tag}
              choices={offered.map((value) => ({ value, words: value }))}
              onChange={(tag) => onChange({ tag })}
            />
          )}
        </Field>
      ) : (
        <Field label={words.state}>
          {(ids) => (
            <Choice
              {...ids}
              value={draft.state}
              placeholder={words.missing.state}
              choices={loyaltyStates.map((value) => ({ value, words: states[value] }))}
              onChange={(state) => onChange({ state })}
            />
          )}
        </Field>
      )}
      <TextField
        label={words.rank}
        hint={words.rankHint}
        isNum
        inputMode="numeric"
        value={draft.rank}
        onText={(rank) => onChange({ rank })}
      />
    </>
  )
}

/** Whom a standard is for: everybody, a group, or one customer. */
export function WhomEditor({ draft, onChange }: { draft: Draft; onChange: Change }) {
  const words = useWords(standardsWords)
  const { customer } = draft
  return (
    <>
      <Segmented
        label={words.level}
        value={draft.level}
        choices={standardLevels.map((value) => ({ value, words: words.levels[value] }))}
        onChange={(level) => onChange({ level })}
      />
      {draft.level === 'tier' && <Group draft={draft} onChange={onChange} />}
      {draft.level === 'customer' &&
        (customer ? (
          <p className="row wrap g2">
            <span className="strong">{words.only(customer.calledAs)}</span>
            <Button kind="quiet" size="small" onClick={() => onChange({ customer: undefined })}>
              {words.change}
            </Button>
          </p>
        ) : (
          <PersonPicker
            label={words.customer}
            except={[]}
            isQuiet
            onPick={({ id, calledAs }) => onChange({ customer: { id, calledAs } })}
          />
        ))}
    </>
  )
}
