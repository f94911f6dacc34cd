import { useState } from 'react'
import { loyaltyStates } from '#rooms/loyalty/contract.ts'
import { customerKinds } from '#rooms/people/contract.ts'
import { listTags } from '#rooms/people/house/contract.ts'
import { Button } from '../../kit/button.tsx'
import { Chip, ChipButton } from '../../kit/chip.tsx'
import { Icon } from '../../kit/icons.tsx'
import { Popover } from '../../kit/popover.tsx'
import { useSettled } from '../../kit/settled.ts'
import { useAsk } from '../../shell/api.ts'
import { useWords } from '../../shell/words.ts'
import { loyaltyWords } from '../loyalty/words.data.ts'
import { chipsOf, kindOfView, type ListState, noFilters, noLoyalty, spans } from './list-address.ts'
import { peopleWords } from './words.data.ts'

type Props = { state: ListState; change: (part: Partial<ListState>, how?: { isQuiet?: boolean }) => void }

function Group<T extends string>({
  title,
  choices,
  value,
  onChange,
}: {
  title: string
  choices: readonly { value: T; words: string }[]
  value: T | undefined
  onChange: (value: T | undefined) => void
}) {
  return (
    <fieldset className="filter-group">
      <legend className="meta">{title}</legend>
      <div className="row g1 wrap">
        {choices.map((choice) => (
          <ChipButton
            key={choice.value}
            isOn={choice.value === value}
            onPress={() => onChange(choice.value === value ? undefined : choice.value)}
          >
            {choice.words}
          </ChipButton>
        ))}
      </div>
    </fieldset>
  )
}

/** The tags of the house, the commonest first; typing finds the others. */
function TagGroup({ value, onChange }: { value: string; onChange: (tag: string) => void }) {
  const words = useWords(peopleWords).filter
  const [draft, setDraft] = useState('')
  const begins = useSettled(draft.trim(), 120)
  const tags = useAsk(listTags, { query: begins ? { begins } : {} }, { staleTime: 60_000, placeholderData: (before) => before }).data?.tags
  const shown = [...new Set([...(value ? [value] : []), ...(tags ?? []).map(({ tag }) => tag)])].slice(0, 10)
  return (
    <fieldset className="filter-group">
      <legend className="meta">{words.tag}</legend>
      <input
        className="input"
        aria-label={words.tag}
        placeholder={words.tagHint}
        value={draft}
        autoComplete="off"
        onChange={(event) => setDraft(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing || !draft.trim()) return
          event.preventDefault()
          onChange(draft.trim())
          setDraft('')
        }}
      />
      <div className="row g1 wrap">
        {shown.map((tag) => (
          <ChipButton key={tag} isOn={tag === value} onPress={() => onChange(tag === value ? '' : tag)}>
            {tag}
          </ChipButton>
        ))}
      </div>
    </fieldset>
  )
}

function Panel({ state, change }: Props) {
  const words = useWords(peopleWords).filter
  const loyalty = useWords(loyaltyWords)
  const quietly = (part: Partial<ListState>) => change({ ...noLoyalty(state.view), ...part }, { isQuiet: true })
  const inMonths = spans.map((value) => ({ value, words: words.months(Number(value)) }))
  return (
    <div className="stack g3">
      <Group
        title={loyalty.filter}
        choices={[
          ...loyaltyStates.map((value) => ({ value, words: loyalty.states[value] })),
          { value: 'none' as const, words: loyalty.never },
        ]}
        value={state.loyalty}
        onChange={(chosen) => change({ ...noFilters, view: 'all', loyalty: chosen }, { isQuiet: true })}
      />
      <Group title={words.seenGroup} choices={inMonths} value={state.seen} onChange={(seen) => quietly({ seen })} />
      <Group title={words.unseenGroup} choices={inMonths} value={state.unseen} onChange={(unseen) => quietly({ unseen })} />
      <TagGroup value={state.tag} onChange={(tag) => quietly({ tag })} />
      {kindOfView(state.view) === undefined && (
        <Group
          title={words.kind}
          choices={customerKinds.map((value) => ({ value, words: words[value] }))}
          value={state.kind}
          onChange={(kind) => quietly({ kind })}
        />
      )}
      <Group
        title={words.phone}
        choices={(['true', 'false'] as const).map((value) => ({ value, words: words[value] }))}
        value={state.phone}
        onChange={(phone) => quietly({ phone })}
      />
      <Group
        title={words.language}
        choices={(['vi', 'en'] as const).map((value) => ({ value, words: words[value] }))}
        value={state.language}
        onChange={(language) => quietly({ language })}
      />
    </div>
  )
}

/** The filters in force as words, the button that adds some, how many are left, and the words of a name. */
export function FilterLine({
  isOpen,
  onOpen,
  count,
  ...rest
}: Props & { isOpen: boolean; onOpen: (isOpen: boolean) => void; count: string }) {
  const all = useWords(peopleWords)
  const words = all.filter
  const { state, change } = rest
  const loyalty = useWords(loyaltyWords)
  const chips = chipsOf(state, words, (one) => loyalty.filterChip(one === 'none' ? loyalty.never : loyalty.states[one])).filter(
    ({ name }) => name !== 'words',
  )
  const button = (
    <Button
      kind="quiet"
      size="small"
      icon="filter"
      keyHint="F"
      className="filter-open"
      aria-expanded={isOpen}
      onClick={() => onOpen(!isOpen)}
    >
      {words.open}
    </Button>
  )
  return (
    <div className="filter-line">
      <label className="filter-words">
        <Icon name="search" size="small" className="t3" />
        <input
          className="filter-input"
          aria-label={all.list.find}
          placeholder={all.list.find}
          value={state.words}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => change({ ...noLoyalty(state.view), words: event.currentTarget.value }, { isQuiet: true })}
        />
      </label>
      {chips.map((chip) => (
        <Chip key={chip.name} tone="brand" onRemove={() => change(chip.clear)} removeLabel={words.remove(chip.words)}>
          {chip.words}
        </Chip>
      ))}
      <Popover title={words.title} isOpen={isOpen} onClose={() => onOpen(false)} button={button}>
        <Panel {...rest} />
      </Popover>
      {(chips.length > 0 || state.words !== '') && (
        <Button kind="quiet" size="small" className="phone-off" onClick={() => change(noFilters)}>
          {words.clear}
        </Button>
      )}
      <span className="meta filter-count" role="status">
        {count}
      </span>
    </div>
  )
}
