import { useState } from 'react'
import { type LoyaltyState, loyaltyStates } from '#rooms/loyalty/contract.ts'
import { customerKinds } from '#rooms/people/contract.ts'
import { listTags } from '#rooms/people/house/contract.ts'
import { Button } from '../../kit/button.tsx'
import { Chip, ChipButton, ChipChoice } from '../../kit/chip.tsx'
import { Icon } from '../../kit/icons.tsx'
import { Popover } from '../../kit/popover.tsx'
import { useSettled } from '../../kit/settled.ts'
import { useAsk } from '../../shell/api.ts'
import { useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import { loyaltyWords } from '../loyalty/words.data.ts'
import {
  chances,
  chipsOf,
  kindOfView,
  type ListState,
  type LoyaltyTold,
  MOVED_WITHIN,
  moveOf,
  moves,
  noFilters,
  spans,
  standingOf,
  withMove,
  withStanding,
} from './list-address.ts'
import { peopleWords } from './words.data.ts'

type Props = { state: ListState; change: (part: Partial<ListState>, how?: { isQuiet?: boolean }) => void }

/** The tags of the house, the commonest first; typing finds the others. */
function TagGroup({ value, onChange }: { value: string; onChange: (tag: string) => void }) {
  const words = useWords(peopleWords).filter
  const [draft, setDraft] = useState('')
  const begins = useSettled(draft.trim(), 120)
  const tags = useAsk(listTags, { query: begins ? { begins } : {} }, { staleTime: 60_000, placeholderData: (before) => before }).data?.tags
  const shown = [...new Set([...(value ? [value] : []), ...(tags ?? []).map(({ tag }) => tag)])].slice(0, 10)
  return (
    <fieldset className="chip-choice">
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

/** Where they stand, how likely they come back, and who has just moved. */
function LoyaltyGroups({ state, change }: Props) {
  const words = useWords(peopleWords).filter
  const loyalty = useWords(loyaltyWords)
  const say = useSay()
  const quietly = (part: Partial<ListState>) => change(part, { isQuiet: true })
  const chosen = standingOf(state)
  const toggle = (one: LoyaltyState) => {
    const states = typeof chosen === 'string' ? [] : chosen
    const next = states.includes(one)
      ? states.filter((other) => other !== one)
      : loyaltyStates.filter((it) => it === one || states.includes(it))
    quietly(withStanding(state.view, next))
  }
  const whole = (one: 'bought' | 'none') => quietly(withStanding(state.view, chosen === one ? [] : one))
  const inPercent = chances.map((value) => ({ value: String(value), words: say.percent(value / 100, 0) }))
  const textOf = (percents: number | undefined) => (percents === undefined ? undefined : String(percents))
  const percentsOf = (chance: string | undefined) => (chance === undefined ? undefined : Number(chance))
  return (
    <>
      <fieldset className="chip-choice">
        <legend className="meta">{loyalty.filter}</legend>
        <div className="row g1 wrap">
          {loyaltyStates.map((one) => (
            <ChipButton key={one} isOn={typeof chosen !== 'string' && chosen.includes(one)} onPress={() => toggle(one)}>
              {loyalty.states[one]}
            </ChipButton>
          ))}
          <ChipButton isOn={chosen === 'bought'} onPress={() => whole('bought')}>
            {words.bought}
          </ChipButton>
          <ChipButton isOn={chosen === 'none'} onPress={() => whole('none')}>
            {words.never}
          </ChipButton>
        </div>
      </fieldset>
      <ChipChoice
        title={words.least}
        choices={inPercent}
        value={textOf(state.least)}
        onChange={(chance) => quietly({ least: percentsOf(chance) })}
      />
      <ChipChoice
        title={words.most}
        choices={inPercent}
        value={textOf(state.most)}
        onChange={(chance) => quietly({ most: percentsOf(chance) })}
      />
      <ChipChoice
        title={words.moved(say.number(MOVED_WITHIN))}
        choices={moves.map((value) => ({ value, words: words.moves[value] }))}
        value={moveOf(state)}
        onChange={(move) => quietly(withMove(move, say.today))}
      />
    </>
  )
}

function Panel({ state, change }: Props) {
  const words = useWords(peopleWords).filter
  const quietly = (part: Partial<ListState>) => change(part, { isQuiet: true })
  const inMonths = spans.map((value) => ({ value, words: words.months(Number(value)) }))
  return (
    <div className="filter-panel" data-scrolls>
      <div className="filter-half">
        <LoyaltyGroups state={state} change={change} />
        {kindOfView(state.view) === undefined && (
          <ChipChoice
            title={words.kind}
            choices={customerKinds.map((value) => ({ value, words: words[value] }))}
            value={state.kind}
            onChange={(kind) => quietly({ kind })}
          />
        )}
      </div>
      <div className="filter-half">
        <ChipChoice title={words.seenGroup} choices={inMonths} value={state.seen} onChange={(seen) => quietly({ seen })} />
        <ChipChoice title={words.unseenGroup} choices={inMonths} value={state.unseen} onChange={(unseen) => quietly({ unseen })} />
        <TagGroup value={state.tag} onChange={(tag) => quietly({ tag })} />
        <ChipChoice
          title={words.phone}
          choices={(['true', 'false'] as const).map((value) => ({ value, words: words[value] }))}
          value={state.phone}
          onChange={(phone) => quietly({ phone })}
        />
        <ChipChoice
          title={words.language}
          choices={(['vi', 'en'] as const).map((value) => ({ value, words: words[value] }))}
          value={state.language}
          onChange={(language) => quietly({ language })}
        />
      </div>
    </div>
  )
}

/** How loyalty is spoken in the filters. */
export function useLoyaltyTold(): LoyaltyTold {
  const words = useWords(peopleWords).filter
  const loyalty = useWords(loyaltyWords)
  const say = useSay()
  return {
    standing: (states) => {
      if (states === 'bought') return words.bought
      return states === 'none' ? words.never : loyalty.filterChip(states.map((state) => loyalty.states[state]).join(', '))
    },
    share: (percents) => say.percent(percents / 100, 0),
    moved: (entered, state, since, until) => {
      const time = until ? words.between(say.nearDate(since), say.nearDate(until)) : words.sinceDay(say.nearDate(since))
      return (entered ? words.enteredChip : words.leftChip)(loyalty.states[state], time)
    },
  }
}

/** The filters in force as words, the button that adds some, how many are left, and the words of a name. */
export function FilterLine({
  isOpen,
  onOpen,
  count,
  onStop,
  ...rest
}: Props & {
  isOpen: boolean
  onOpen: (isOpen: boolean) => void
  count: string
  /** Given while a filter takes its time: goes back to what was shown before. */
  onStop?: (() => void) | undefined
}) {
  const all = useWords(peopleWords)
  const words = all.filter
  const { state, change } = rest
  const told = useLoyaltyTold()
  const chips = chipsOf(state, words, told).filter(({ name }) => name !== 'words')
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
          onChange={(event) => change({ words: event.currentTarget.value }, { isQuiet: true })}
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
        {onStop ? all.list.searching : count}
      </span>
      {onStop && (
        <Button kind="quiet" size="small" onClick={onStop}>
          {all.list.stop}
        </Button>
      )}
    </div>
  )
}
