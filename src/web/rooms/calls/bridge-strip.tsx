import { Icon } from '../../kit/icons.tsx'
import { type Say, useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import { useBridge } from './calls-data.ts'
import { callWords } from './words.data.ts'

/** When the telephone system was heard last: the clock, and the day where it is not today. */
const whenOf = (instant: string, say: Say, words: { silentOn: (clock: string, day: string) => string }): string => {
  const day = say.dayOf(instant)
  return day === say.today ? say.clockOf(instant) : words.silentOn(say.clockOf(instant), say.dayMonth(day))
}

/** Stands while a telephone system that should speak is silent. */
export default function BridgeStrip() {
  const words = useWords(callWords)
  const say = useSay()
  const bridge = useBridge()
  if (!bridge?.silentSince) return null
  return (
    <p className="offline" role="status">
      <Icon name="phone" size="small" /> {words.silent(whenOf(bridge.silentSince, say, words))}
    </p>
  )
}
