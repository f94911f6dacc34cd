import type { ReactNode } from 'react'
import { useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import { sameOf } from './column-notes.ts'
import type { Import, Report } from './steps.ts'
import { importWords } from './words.data.ts'

/** Large figures in one band, each with its words. */
export function Figures({ figures }: { figures: readonly { n: number; words: ReactNode; isQuiet?: boolean }[] }) {
  const say = useSay()
  return (
    <dl className="card band">
      {figures.map(({ n, words, isQuiet }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: figures keep their places.
        <div key={at} className={n === 0 ? 'band-quiet band-none' : isQuiet ? 'band-quiet' : undefined}>
          <dd className="num band-n">{say.number(n)}</dd>
          <dt className="t2">{words}</dt>
        </div>
      ))}
    </dl>
  )
}

/** What an import does or did, in figures. */
export function Band({ it, report }: { it: Import; report: Report }) {
  const words = useWords(importWords).preview
  const doubles = report.repaired.duplicate ?? 0
  return (
    <Figures
      figures={[
        { n: report.added, words: words.added[it.subject] },
        ...(it.subject === 'orders' && report.customersAdded > 0 ? [{ n: report.customersAdded, words: words.customersAdded }] : []),
        ...(it.subject !== 'orders' || report.updated > 0 ? [{ n: report.updated, words: words.updated[it.subject] }] : []),
        { n: sameOf(report), words: words.unchanged, isQuiet: true },
        ...(it.subject === 'customers' || doubles > 0 ? [{ n: doubles, words: words.doubles, isQuiet: true }] : []),
        { n: report.refused, words: words.refused },
      ]}
    />
  )
}
