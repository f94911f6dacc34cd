import { useState } from 'react'
import { useLocation } from 'wouter'
import { Button, ButtonLink } from '../../kit/button.tsx'
import { Icon } from '../../kit/icons.tsx'
import { useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import { codeWords } from './codes.data.ts'
import { StepHeading } from './foot.tsx'
import { RefusedRows } from './refused-rows.tsx'
import { Band, Figures } from './result-parts.tsx'
import type { Import } from './steps.ts'
import { UndoDialog } from './undo-dialog.tsx'
import type { Acts } from './use-import.ts'
import { importWords } from './words.data.ts'
import { WorkProgress } from './work-progress.tsx'

/** Who and when, below the heading. */
function ByWhom({ it }: { it: Import }) {
  const words = useWords(importWords).run
  const say = useSay()
  const at = it.finishedAt ?? it.createdAt
  const when = say.relative(say.dayOf(at))
  return (
    <p className="meta wiz-line">
      {it.createdByName ? words.by(it.createdByName, when, say.clockOf(at)) : words.when(when, say.clockOf(at))}
    </p>
  )
}

/** To where what was imported stands now. */
function ToList({ it }: { it: Import }) {
  const words = useWords(importWords).run
  return it.subject === 'catalogue' ? (
    <ButtonLink to="/settings/catalogue" kind="primary" size="large" icon="tag">
      {words.listItems}
    </ButtonLink>
  ) : (
    <ButtonLink to="/customers" kind="primary" size="large" icon="people">
      {words.list}
    </ButtonLink>
  )
}

function Done({ it, onUndo }: { it: Import; onUndo: () => void }) {
  const words = useWords(importWords)
  if (!it.report) return null
  return (
    <>
      <Band it={it} report={it.report} />
      <div className="row g2 wrap run-ends">
        <ToList it={it} />
        <ButtonLink to="/customers/import" size="large" className="phone-off">
          {words.run.another}
        </ButtonLink>
        <span className="grow" />
        {it.canUndo ? (
          <Button size="large" kind="quiet" icon="undo" onClick={onUndo} isAtEdge>
            {words.run.undo}
          </Button>
        ) : (
          <span className="meta">{words.run.noUndo}</span>
        )}
      </div>
      {it.report.refused > 0 && (
        <div className="run-refused">
          <RefusedRows it={it} report={it.report} />
        </div>
      )}
    </>
  )
}

function Undone({ it }: { it: Import }) {
  const words = useWords(importWords).run
  return (
    <>
      {it.undone && (
        <Figures
          figures={[
            { n: it.undone.removed, words: words.removed },
            { n: it.undone.restored, words: words.restored },
            { n: it.undone.kept, words: words.kept },
          ]}
        />
      )}
      <div className="row g2 wrap run-ends">
        <ToList it={it} />
        <ButtonLink to="/customers/import" size="large" className="phone-off">
          {words.another}
        </ButtonLink>
      </div>
    </>
  )
}

function NotDone({ it, acts }: { it: Import; acts: Acts }) {
  const words = useWords(importWords).run
  const files: Record<string, { what: string; fix: string }> = useWords(codeWords).files
  const [, navigate] = useLocation()
  const told = it.state === 'failed' ? (files[it.refusal ?? 'fault'] ?? files.fault) : undefined
  const resume = () => {
    acts.preview.go()
    navigate(`/customers/import/${it.id}?step=columns`)
  }
  return (
    <>
      <p className="body t2 wiz-line">{told ? `${told.what} ${told.fix}` : words.cancelledWhy}</p>
      <div className="row g2 wrap run-ends">
        <Button kind="primary" size="large" onClick={resume}>
          {words.resume}
        </Button>
        <ButtonLink to="/customers/import" size="large" className="phone-off">
          {words.another}
        </ButtonLink>
      </div>
    </>
  )
}

/** The last step: how far it is, and what came of it. All of it is the server's; leaving the page changes nothing. */
export function RunStep({ it, acts }: { it: Import; acts: Acts }) {
  const words = useWords(importWords).run
  const [isAsking, ask] = useState(false)
  const isAtWork = it.state === 'running' || it.state === 'undoing'
  const state = it.state as keyof typeof words.heading
  const icon = { done: 'check', undone: 'undo', cancelled: 'none', failed: 'warning' } as const
  return (
    <div className="wiz-body run" data-scrolls>
      <div className="run-head">
        {!isAtWork && state in icon && (
          <span className={`run-icon run-icon-${state}`}>
            <Icon name={icon[state as keyof typeof icon]} size="large" />
          </span>
        )}
        <div>
          {/* What ends while somebody looks is read out: its heading has the focus anew. */}
          <StepHeading key={it.state} step="run">
            {words.heading[state] ?? words.heading.running}
          </StepHeading>
          {!isAtWork && <ByWhom it={it} />}
        </div>
      </div>
      {isAtWork && <WorkProgress it={it} acts={acts} />}
      {it.state === 'done' && <Done it={it} onUndo={() => ask(true)} />}
      {it.state === 'undone' && <Undone it={it} />}
      {(it.state === 'failed' || it.state === 'cancelled') && <NotDone it={it} acts={acts} />}
      {isAsking && <UndoDialog it={it} onClose={() => ask(false)} />}
    </div>
  )
}
