import { type ReactNode, useState } from 'react'
import { type Problem, useProblemWords } from '../shell/problem.ts'
import { useWords } from '../shell/words.ts'
import { Button } from './button.tsx'
import { Icon, type IconName } from './icons.tsx'
import { kitWords } from './words.data.ts'
import './states.css'

/** Nothing here yet: what will live here, one act, one link. "Nothing found" is `isNoResult`, with its act to clear. */
export function EmptyState({
  icon,
  title,
  children,
  act,
  link,
  isNoResult,
}: {
  icon: IconName
  title: string
  children?: ReactNode
  act?: ReactNode
  link?: ReactNode
  isNoResult?: boolean
}) {
  return (
    <div className={`empty ${isNoResult ? 'empty-slim' : ''}`}>
      <span className="empty-icon">
        <Icon name={icon} size="large" />
      </span>
      <p className="section">{title}</p>
      {children && <p className="body t2 empty-words">{children}</p>}
      {(act || link) && (
        <div className="row g4 wrap empty-acts">
          {act}
          {link}
        </div>
      )}
    </div>
  )
}

/** A code to copy when asking for help. */
export function CopyText({ text, label, isLarge }: { text: string; label: string; isLarge?: boolean }) {
  const words = useWords(kitWords)
  const [isCopied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
    setTimeout(() => setCopied(false), 2000)
  }
  return (
    <button type="button" className={isLarge ? 'copy copy-large' : 'copy meta'} onClick={() => void copy()}>
      {!isLarge && <span>{label}</span>} <span className="num copy-text">{text}</span>
      <Icon name={isCopied ? 'check' : 'copy'} size="small" />
      {isLarge && <span className="strong">{isCopied ? words.copied : label}</span>}
      <span className="unseen" role="status">
        {isCopied ? words.copied : ''}
      </span>
    </button>
  )
}

/** What went wrong in place of what was asked for: what happened, what to do, an id to copy. */
export function ErrorState({ problem, onRetry, isSlim }: { problem: Problem; onRetry?: () => void; isSlim?: boolean }) {
  const words = useWords(kitWords)
  const { say } = useProblemWords()
  return (
    <div className={`empty ${isSlim ? 'empty-slim' : ''}`} role="alert">
      <span className="empty-icon c-danger">
        <Icon name={problem.status === 0 ? 'offline' : 'warning'} size="large" />
      </span>
      <p className="body strong empty-words">{say(problem)}</p>
      <div className="row g4 wrap empty-acts">
        {onRetry && <Button onClick={onRetry}>{words.retry}</Button>}
        {problem.requestId && <CopyText text={problem.requestId} label={words.requestId} />}
      </div>
    </div>
  )
}

/** One line above a form: why it was not taken. */
export function ProblemLine({ problem, onRetry }: { problem: Problem | undefined; onRetry?: () => void }) {
  const words = useWords(kitWords)
  const { say } = useProblemWords()
  if (!problem) return null
  return (
    <div className="problem-line" role="alert">
      <Icon name={problem.status === 0 ? 'offline' : 'warning'} />
      <span className="grow">{say(problem)}</span>
      {onRetry && (problem.status === 0 || problem.status >= 500) && (
        <button type="button" className="link" onClick={onRetry}>
          {words.retry}
        </button>
      )}
      {problem.requestId && problem.status >= 500 && <CopyText text={problem.requestId} label={words.requestId} />}
    </div>
  )
}

/** The final size of what is being loaded, seen only after a tenth of a second. Sizes are rem. */
export const Skeleton = ({ width, height = 1.3125, lines = 1 }: { width?: number | string; height?: number; lines?: number }) => (
  <span className="skeleton-lines" aria-hidden="true">
    {Array.from({ length: lines }, (_, at) => (
      <span
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name.
        key={at}
        className="skeleton"
        style={{
          width: typeof width === 'number' ? `${width}rem` : (width ?? (at === lines - 1 && lines > 1 ? '60%' : '100%')),
          height: `${height}rem`,
        }}
      />
    ))}
  </span>
)
