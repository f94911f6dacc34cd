import { Icon } from '../../kit/icons.tsx'
import { useWords } from '../words.ts'
import { useUnsent } from './unsent.ts'
import { offlineWords } from './words.data.ts'

/** The clock on a line that waits for the network; nothing on one that is just being saved. */
export function WaitingMark({ lineId }: { lineId: string }) {
  const words = useWords(offlineWords)
  const isWaiting = useUnsent().some(({ key }) => `new-${key}` === lineId)
  if (!isWaiting) return null
  return (
    <p className="meta row g2 c-warn">
      <Icon name="clock" size="small" /> {words.waitsHere}
    </p>
  )
}
