import { Icon, type IconName } from '../../../kit/icons.tsx'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import { promiseWords } from '../words.data.ts'
import type { Complained } from './complaint-data.ts'
import { type Drawn, stepsOf } from './naming.ts'
import { complaintWords } from './words.data.ts'

const icons: Record<Drawn['is'], IconName> = { done: 'check', now: 'clock', skipped: 'none', ahead: 'none' }

/** The steps of a complaint as they were taken, and by when the next one was promised. */
export function ComplaintSteps({ complaint }: { complaint: Complained }) {
  const words = useWords(complaintWords)
  const { left } = useWords(promiseWords)
  const say = useSay()
  return (
    <ol className="complaint-steps" aria-label={words.steps.label}>
      {stepsOf(complaint, words, left, say).map(({ step, is, note }) => (
        <li key={step} className={`complaint-step is-${is}`}>
          <span className="complaint-dot">
            <Icon name={icons[is]} size="small" />
          </span>
          <span className="strong">{words.steps[step]}</span>
          <span className="meta num">{note}</span>
        </li>
      ))}
    </ol>
  )
}
