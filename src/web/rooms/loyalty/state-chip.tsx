import type { LoyaltyState } from '#rooms/loyalty/contract.ts'
import { State, type Tone } from '../../kit/chip.tsx'
import type { IconName } from '../../kit/icons.tsx'
import { useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import { loyaltyWords } from './words.data.ts'
import './loyalty.css'

const looks: Record<LoyaltyState, { tone: Tone; icon: IconName }> = {
  new: { tone: 'info', icon: 'new' },
  indifferent: { tone: 'plain', icon: 'none' },
  promising: { tone: 'brand', icon: 'sprout' },
  loyal: { tone: 'ok', icon: 'heart' },
  cooling: { tone: 'warn', icon: 'fading' },
  'at-risk': { tone: 'warn', icon: 'warning' },
  lost: { tone: 'danger', icon: 'out' },
  'won-back': { tone: 'brand', icon: 'back' },
}

/** Where somebody stands: a drawing and its word, the definition on pointing. */
export function StateChip({ state, isStrong }: { state: LoyaltyState; isStrong?: boolean }) {
  const words = useWords(loyaltyWords)
  const { tone, icon } = looks[state]
  return (
    <span title={words.means[state]} className="loyalty-state">
      <State tone={tone} icon={icon} isStrong={isStrong ?? false}>
        {words.states[state]}
      </State>
    </span>
  )
}

/** A chance as a bar with its figure; the bar says nothing that the figure doesn't. */
export function ChanceBar({ chance }: { chance: number }) {
  const words = useWords(loyaltyWords)
  const say = useSay()
  const shown = say.percent(chance, 0)
  return (
    <span className="loyalty-chance" title={words.chanceOf(shown)}>
      <span className="loyalty-bar" aria-hidden="true">
        <span style={{ width: `${Math.round(chance * 100)}%` }} />
      </span>
      <span className="num">{shown}</span>
    </span>
  )
}
