import { State, type Tone } from '../../kit/chip.tsx'
import { Icon, type IconName } from '../../kit/icons.tsx'
import { useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import { sameOf } from './column-notes.ts'
import type { ImportRow } from './steps.ts'
import { importWords } from './words.data.ts'

const looks: Record<ImportRow['state'], { tone: Tone; icon: IconName }> = {
  draft: { tone: 'plain', icon: 'pencil' },
  previewing: { tone: 'info', icon: 'clock' },
  previewed: { tone: 'plain', icon: 'pencil' },
  running: { tone: 'info', icon: 'clock' },
  done: { tone: 'ok', icon: 'check' },
  cancelled: { tone: 'plain', icon: 'none' },
  failed: { tone: 'danger', icon: 'warning' },
  undoing: { tone: 'info', icon: 'clock' },
  undone: { tone: 'plain', icon: 'undo' },
}

/** Where an import stands: a drawing and its word; `isBare` leaves the word to screen readers. */
export function ImportState({ it, isBare }: { it: Pick<ImportRow, 'state'>; isBare?: boolean }) {
  const words = useWords(importWords).list.states
  const { tone, icon } = looks[it.state]
  if (!isBare)
    return (
      <State tone={tone} icon={icon}>
        {words[it.state]}
      </State>
    )
  return (
    <span title={words[it.state]}>
      <Icon name={icon} className={`c-${tone}`} />
      <span className="unseen">{words[it.state]}</span>
    </span>
  )
}

/** How far the work is, small: rows have a figure while they are read, what follows has none. */
export function WorkBar({ it, label }: { it: Pick<ImportRow, 'state' | 'phase' | 'rowsDone' | 'rowsAll'>; label: string }) {
  const all = it.rowsAll ?? 0
  const hasFigure = all > 0 && it.state !== 'undoing' && (it.phase ?? 'reading') === 'reading'
  return <progress className="bar bar-slim" aria-label={label} {...(hasFigure ? { value: Math.min(it.rowsDone, all), max: all } : {})} />
}

/** What an import did, in one line of figures. */
export function useOutcome(): (it: Pick<ImportRow, 'state' | 'report'>) => string {
  const words = useWords(importWords).list
  const say = useSay()
  return ({ state, report }) => {
    if (state !== 'done' && state !== 'undone' && state !== 'undoing') return words.nothing
    if (!report) return ''
    const parts = [
      words.added(say.number(report.added)),
      report.updated > 0 ? words.updated(say.number(report.updated)) : undefined,
      sameOf(report) > 0 ? words.unchanged(say.number(sameOf(report))) : undefined,
      report.refused > 0 ? words.refused(say.number(report.refused)) : undefined,
    ]
    return parts.filter(Boolean).join(' · ')
  }
}

export const pathOf = (it: Pick<ImportRow, 'id'>): string => `/customers/import/${it.id}`
