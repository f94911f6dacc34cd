import { useState } from 'react'
import { getRefusedRows } from '#rooms/exchange/contract.ts'
import { Button } from '../../kit/button.tsx'
import { Tick } from '../../kit/field.tsx'
import { Icon } from '../../kit/icons.tsx'
import { say as announce } from '../../kit/toasts.tsx'
import { call } from '../../shell/api.ts'
import { problemFrom, useProblemWords } from '../../shell/problem.ts'
import { useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import { codeWords } from './codes.data.ts'
import { mayLeaveEmpty, type Refused, refusedGroups } from './column-notes.ts'
import { useFieldName } from './field-name.ts'
import type { Field, Import, Report } from './steps.ts'
import { saveAs } from './upload.ts'
import type { MakeChange } from './use-import.ts'
import { importWords } from './words.data.ts'

const LINES = 5

/** The rows that were left out, with their reasons, as a file. */
export function DownloadRefused({ it }: { it: Pick<Import, 'id'> }) {
  const words = useWords(importWords).preview
  const problems = useProblemWords()
  const [isBusy, setBusy] = useState(false)
  const download = async () => {
    setBusy(true)
    try {
      const { fileName, csv } = await call(getRefusedRows, { params: { importId: it.id } })
      saveAs(fileName, csv)
    } catch (error) {
      announce(problems.say(problemFrom(error)), { tone: 'danger' })
    }
    setBusy(false)
  }
  return (
    <Button icon="import" isBusy={isBusy} onClick={() => void download()}>
      {isBusy ? words.downloading : words.download}
    </Button>
  )
}

function Group({ it, group, change }: { it: Import; group: Refused; change: MakeChange | undefined }) {
  const words = useWords(importWords).preview
  const reasons: Record<string, string> = useWords(codeWords).rows
  const nameOf = useFieldName(it.subject)
  const say = useSay()
  const field = group.field as Field | null
  const lines = group.lines
    .slice(0, LINES)
    .map((line) => say.number(line))
    .join(', ')
  const column = field && it.columns.find((one) => one.field === field)?.header
  const leave = (isEmpty: boolean) => {
    if (!field) return
    const leaveEmpty = isEmpty ? [...it.settings.leaveEmpty, field] : it.settings.leaveEmpty.filter((one) => one !== field)
    change?.({ settings: { leaveEmpty } }, (now) => ({ ...now, settings: { ...now.settings, leaveEmpty } }))
  }
  return (
    <li className="refused">
      <b className="num refused-n">{say.number(group.rows)}</b>
      <div className="grow">
        <p>
          {reasons[group.code] ?? reasons.other}
          {field && <span className="t3"> · {column ?? nameOf(field)}</span>}
        </p>
        {lines && <p className="meta num">{group.rows > LINES ? words.moreLines(lines) : words.lines(lines)}</p>}
      </div>
      {change && mayLeaveEmpty(group) && (
        <Tick isOn={field !== null && it.settings.leaveEmpty.includes(field)} onChange={leave}>
          <span className="t2">{words.leaveEmpty}</span>
        </Tick>
      )}
    </li>
  )
}

/** Why rows are left out, grouped, each group with what can be done about it at once. */
export function RefusedRows({ it, report, change }: { it: Import; report: Report; change?: MakeChange }) {
  const words = useWords(importWords).preview
  const nameOf = useFieldName(it.subject)
  const say = useSay()
  const groups = refusedGroups(report)
  // What is left empty already has no refused rows any more, but must be seen to be changed back.
  const settled = change
    ? it.settings.leaveEmpty.filter(
        (field) => it.columns.some((column) => column.field === field) && !groups.some((group) => group.field === field),
      )
    : []
  return (
    <section className="preview-refused">
      <header className="row g4">
        <h3 className="strong grow">{report.refused > 0 ? words.refusedTitle(say.number(report.refused)) : words.noneRefused}</h3>
        {report.refused > 0 && <DownloadRefused it={it} />}
      </header>
      <ul>
        {groups.map((group) => (
          <Group key={group.code} it={it} group={group} change={change} />
        ))}
        {settled.map((field) => (
          <li key={field} className="refused">
            <Icon name="check" className="c-ok refused-n" />
            <span className="grow">{nameOf(field)}</span>
            <Tick
              isOn
              onChange={() =>
                change?.({ settings: { leaveEmpty: it.settings.leaveEmpty.filter((one) => one !== field) } }, (now) => ({
                  ...now,
                }))
              }
            >
              <span className="t2">{words.leaveEmpty}</span>
            </Tick>
          </li>
        ))}
      </ul>
    </section>
  )
}
