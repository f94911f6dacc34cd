import { type KeyboardEvent, useRef, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { listImports } from '#rooms/exchange/contract.ts'
import { Button, ButtonLink } from '../../kit/button.tsx'
import { Icon } from '../../kit/icons.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../kit/states.tsx'
import { kitWords } from '../../kit/words.data.ts'
import { useAsk } from '../../shell/api.ts'
import { useKeys } from '../../shell/keys.ts'
import { useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import { subjectIcons } from './example.data.ts'
import { ImportState, pathOf, useOutcome, WorkBar } from './import-state.tsx'
import { type ImportRow, isDecided, isMoving } from './steps.ts'
import { UndoDialog } from './undo-dialog.tsx'
import { importWords } from './words.data.ts'
import './wizard.css'

const MOST = 100
const EVERY = 1500

function Row({ it, onUndo }: { it: ImportRow; onUndo: () => void }) {
  const words = useWords(importWords)
  const say = useSay()
  const outcome = useOutcome()
  return (
    <li className="past">
      <Link href={pathOf(it)} className="past-link" data-row>
        <Icon name={subjectIcons[it.subject]} className="t3" />
        <span className="past-file">
          <span className="strong cut past-line">{it.fileName}</span>
          <span className="meta cut past-line">
            {words.file.subjects[it.subject]}
            {!it.fileName.startsWith(it.source) && ` · ${it.source}`}
          </span>
        </span>
        <span className="past-outcome t2">
          {isMoving(it.state) ? <WorkBar it={it} label={words.list.states[it.state]} /> : <span className="num">{outcome(it)}</span>}
        </span>
        <span className="past-state">
          <ImportState it={it} />
        </span>
        <span className="past-when meta">
          <span className="num past-line">
            {say.relative(say.dayOf(it.createdAt))} {say.clockOf(it.createdAt)}
          </span>
          <span className="cut past-line">{it.createdByName ?? words.list.program}</span>
        </span>
      </Link>
      <span className="past-end">
        {it.canUndo && (
          <Button kind="quiet" icon="undo" onClick={onUndo} aria-label={`${words.list.undo}: ${it.fileName}`}>
            {words.list.undo}
          </Button>
        )}
        {!isDecided(it.state) && (
          <ButtonLink to={pathOf(it)} kind="quiet" className="phone-off">
            {words.list.open}
          </ButtonLink>
        )}
      </span>
    </li>
  )
}

/** Every import of the house, newest first: what came of it, by whom, and the way back. */
export default function ImportHistory() {
  const words = useWords(importWords).list
  const kit = useWords(kitWords)
  const say = useSay()
  const [, navigate] = useLocation()
  const list = useRef<HTMLUListElement>(null)
  const [undoing, undo] = useState<ImportRow>()
  const asked = useAsk(
    listImports,
    { query: { limit: MOST } },
    { staleTime: 0, refetchInterval: (query) => (query.state.data?.imports.some(({ state }) => isMoving(state)) ? EVERY : false) },
  )
  const imports = asked.data?.imports
  const walk = (by: number) => {
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
    const at = rows.indexOf(document.activeElement as HTMLElement)
    rows[Math.min(Math.max(at + by, 0), rows.length - 1)]?.focus()
  }
  useKeys([
    { key: 'J', words: kit.grid.down, act: () => walk(1) },
    { key: 'K', words: kit.grid.up, act: () => walk(-1) },
  ])
  const onKey = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!by) return
    event.preventDefault()
    walk(by)
  }
  return (
    <div className="wiz">
      <header className="page-head past-head">
        <h1 className="title">{words.title}</h1>
        {imports && imports.length > 0 && <span className="meta num">{words.shown(say.number(imports.length))}</span>}
        <span className="grow" />
        <ButtonLink to="/customers/import" icon="import" kind="primary" className="phone-off">
          {words.add}
        </ButtonLink>
      </header>
      {asked.error && !imports && <ErrorState problem={asked.error} onRetry={() => void asked.refetch()} />}
      {imports?.length === 0 && (
        <EmptyState icon="import" title={words.empty} act={<ButtonLink to="/customers/import">{words.add}</ButtonLink>}>
          {words.emptyWhy}
        </EmptyState>
      )}
      <div className="wiz-body" data-scrolls>
        {!imports && !asked.error && <Skeleton lines={6} height={3.25} />}
        <ul className="pasts" ref={list} onKeyDown={onKey} aria-label={words.title}>
          {imports?.map((it) => (
            <Row key={it.id} it={it} onUndo={() => undo(it)} />
          ))}
        </ul>
      </div>
      {undoing && <UndoDialog it={undoing} onClose={() => undo(undefined)} onStarted={() => navigate(pathOf(undoing))} />}
    </div>
  )
}
