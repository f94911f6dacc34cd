import { useQueryClient } from '@tanstack/react-query'
import { getImport, listImports, undoImport } from '#rooms/exchange/contract.ts'
import { ConfirmDialog } from '../../kit/confirm-dialog.tsx'
import { Icon } from '../../kit/icons.tsx'
import { keyOf, useAct } from '../../shell/api.ts'
import { useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import type { ImportRow } from './steps.ts'
import { importWords } from './words.data.ts'

/** What undoing an import will do, in figures, before it is done. */
export function UndoDialog({ it, onClose, onStarted }: { it: ImportRow; onClose: () => void; onStarted?: () => void }) {
  const words = useWords(importWords).run
  const say = useSay()
  const queries = useQueryClient()
  const act = useAct(undoImport, {
    onDone: (answer) => {
      queries.setQueryData(keyOf(getImport, { params: { importId: it.id } }), answer)
      void queries.invalidateQueries({ queryKey: keyOf(listImports) })
      onClose()
      onStarted?.()
    },
  })
  const { report } = it
  const lines = [
    report && report.added > 0 ? words.undoAdded[it.subject](say.number(report.added)) : undefined,
    report && it.subject === 'orders' && report.customersAdded > 0 ? words.undoCustomers(say.number(report.customersAdded)) : undefined,
    report && report.updated > 0
      ? (it.subject === 'catalogue' ? words.undoItems : words.undoUpdated)(say.number(report.updated))
      : undefined,
  ].filter((line) => line !== undefined)
  return (
    <ConfirmDialog
      title={words.undoTitle}
      act={words.undoGo}
      icon="undo"
      isBusy={act.isRunning}
      problem={act.problem}
      onRetry={act.again}
      onAct={() => act.go({ params: { importId: it.id } })}
      onClose={onClose}
    >
      <p className="t2 cut">{it.fileName}</p>
      <ul className="undo-lines">
        {lines.map((line) => (
          <li key={line} className="body">
            <Icon name="undo" className="t3" /> {line}
          </li>
        ))}
      </ul>
      <p className="t2">{it.subject === 'catalogue' ? words.undoKeptItems : words.undoKept}</p>
    </ConfirmDialog>
  )
}
