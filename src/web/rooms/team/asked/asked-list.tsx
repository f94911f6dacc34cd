import type { ReactNode } from 'react'
import { Button, IconButton } from '../../../kit/button.tsx'
import { Icon, type IconName } from '../../../kit/icons.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../../kit/states.tsx'
import { offerUndo, say as tell } from '../../../kit/toasts.tsx'
import { type Problem, problemFrom, useProblemWords } from '../../../shell/problem.ts'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import { askedWords } from './words.data.ts'
import './asked.css'

/** What kinds, groups and fields have in common: a name in both languages, and that they can be given up. */
export type Asked = { key: string; nameVi: string; nameEn: string; isRetired: boolean; isBuiltIn?: boolean; version: number }

export const useNameOf = () => {
  const { language } = useSay()
  return ({ nameVi, nameEn }: Pick<Asked, 'nameVi' | 'nameEn'>): string => (language === 'vi' ? nameVi : nameEn)
}

/** The list with one of it new or as it is now. */
export const withOne = <T extends Asked>(all: readonly T[], one: T): T[] =>
  all.some(({ key }) => key === one.key) ? all.map((other) => (other.key === one.key ? one : other)) : [...all, one]

/** Gives one up or takes it up again: at once, with *Hoàn tác*. */
export function useRetire<T extends Asked>(put: (one: T) => void, send: (one: T) => Promise<T>) {
  const words = useWords(askedWords)
  const problems = useProblemWords()
  const nameOf = useNameOf()
  return async (one: T): Promise<void> => {
    const changed = { ...one, isRetired: !one.isRetired }
    put(changed)
    try {
      const saved = await send(changed)
      put(saved)
      const said = changed.isRetired ? words.retired(nameOf(one)) : words.reused(nameOf(one))
      offerUndo(said, async () => put(await send({ ...saved, isRetired: one.isRetired })))
    } catch (error) {
      put(one)
      tell(problems.say(problemFrom(error)), { tone: 'danger' })
    }
  }
}

type Props<T extends Asked> = {
  words: { title: string; why: string; add: string; none?: string; noneWhy?: string }
  icon: (one: T) => IconName
  about: (one: T) => ReactNode
  asked: { data: readonly T[] | undefined; error: Problem | null; refetch: () => unknown }
  onAdd: () => void
  onOpen: (one: T) => void
  onRetire: (one: T) => Promise<void>
}

/** What the house asks and writes down, one line each; what it has given up folds away below. */
export function AskedList<T extends Asked>({ words, icon, about, asked, onAdd, onOpen, onRetire }: Props<T>) {
  const common = useWords(askedWords)
  const say = useSay()
  const nameOf = useNameOf()
  const all = asked.data
  const retired = all?.filter(({ isRetired }) => isRetired) ?? []
  const line = (one: T) => (
    <li key={one.key} className={`asked-line ${one.isRetired ? 't3' : ''}`}>
      <Icon name={icon(one)} className="t3" />
      <div className="asked-words">
        <p className="strong cut">{nameOf(one)}</p>
        <p className="meta">{about(one)}</p>
      </div>
      {one.isBuiltIn ? (
        <span className="meta">{common.builtIn}</span>
      ) : one.isRetired ? (
        <Button kind="quiet" isAtEdge onClick={() => void onRetire(one)}>
          {common.reuse}
        </Button>
      ) : (
        <span className="row">
          <IconButton icon="pencil" label={common.edit(nameOf(one))} onClick={() => onOpen(one)} />
          <Button kind="quiet" isAtEdge aria-label={common.retireOne(nameOf(one))} onClick={() => void onRetire(one)}>
            {common.retire}
          </Button>
        </span>
      )}
    </li>
  )
  return (
    <>
      <header className="settings-section">
        <div className="grow">
          <h2 className="section">{words.title}</h2>
          <p className="t2">{words.why}</p>
        </div>
        <Button icon="plus" onClick={onAdd}>
          {words.add}
        </Button>
      </header>
      {asked.error && !all && <ErrorState problem={asked.error} onRetry={() => void asked.refetch()} isSlim />}
      {!all && !asked.error && <Skeleton lines={5} height={3.25} />}
      {all?.length === 0 && words.none && (
        <EmptyState icon="tag" title={words.none} isNoResult>
          {words.noneWhy}
        </EmptyState>
      )}
      <ul className="asked">{all?.filter(({ isRetired }) => !isRetired).map(line)}</ul>
      {retired.length > 0 && (
        <details className="asked-retired">
          <summary className="t2">{common.noLonger(say.number(retired.length))}</summary>
          <ul className="asked">{retired.map(line)}</ul>
        </details>
      )}
    </>
  )
}
