import { Button } from '../../kit/button.tsx'
import { Field } from '../../kit/field.tsx'
import { Icon } from '../../kit/icons.tsx'
import { InlineEdit } from '../../kit/inline-edit.tsx'
import { Choice } from '../../kit/menu.tsx'
import { useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import { FileRefused } from './file-refused.tsx'
import { Foot, StepHeading } from './foot.tsx'
import type { Import } from './steps.ts'
import type { MakeChange } from './use-import.ts'
import { importWords } from './words.data.ts'

/** Step one, once there is a file: how it was read, and what can still be said about it. */
export function FileTaken({
  it,
  change,
  onNext,
  onChangeFile,
}: {
  it: Import
  change: MakeChange
  onNext: () => void
  onChangeFile: () => void
}) {
  const words = useWords(importWords)
  const say = useSay()
  const facts = [
    words.file.subjects[it.subject],
    words.file.written[it.format],
    it.encoding?.toUpperCase(),
    it.separator ? words.file.separator(words.file.signs[it.separator] ?? it.separator) : undefined,
    it.rowsAll === null ? undefined : words.about(say.number(it.rowsAll)),
  ]
  return (
    <>
      <div className="wiz-body" data-scrolls>
        <StepHeading step="file">{words.file.understood}</StepHeading>
        {it.refusal && <FileRefused name={it.fileName} code={it.refusal} />}
        <section className="card taken">
          <div className="row g3">
            <span className="drop-icon">
              <Icon name="file" size="large" />
            </span>
            <div className="grow">
              <p className="body strong cut">{it.fileName}</p>
              <p className="meta">{facts.filter(Boolean).join(' · ')}</p>
              {!it.refusal && <p className="meta">{it.hasHeader ? words.file.hasHeader : words.file.noHeader}</p>}
            </div>
            <Button onClick={onChangeFile}>{words.changeFile}</Button>
          </div>
          {it.sheets.length > 1 && (
            <div className="taken-field">
              <Field label={words.file.sheet}>
                {(ids) => (
                  <Choice
                    {...ids}
                    value={it.sheet ?? undefined}
                    choices={it.sheets.map((sheet) => ({ value: sheet, words: sheet }))}
                    onChange={(sheet) => change({ sheet })}
                  />
                )}
              </Field>
            </div>
          )}
          <div className="taken-field">
            <p className="field-label">{words.file.source}</p>
            <InlineEdit
              label={words.file.source}
              value={it.source}
              save={async (source) => change({ source }, (now) => ({ ...now, source }))}
            />
            <p className="meta">{words.file.sourceWhy}</p>
          </div>
        </section>
      </div>
      <Foot next={words.next.file} onNext={onNext} isNextOff={it.refusal !== null}>
        <span className="t2">
          <Icon name="lock" className="t3" /> {words.nothingWritten}
        </span>
      </Foot>
    </>
  )
}
