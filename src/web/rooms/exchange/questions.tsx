import { Icon } from '../../kit/icons.tsx'
import { useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import { codeWords } from './codes.data.ts'
import { useFieldName } from './field-name.ts'
import type { Import } from './steps.ts'
import type { MakeChange } from './use-import.ts'
import { importWords } from './words.data.ts'

type Question = Import['questions'][number]

/** A column named by its place among those of the same heading: "SĐT#2". */
function columnAt(it: Import, choice: string): Import['columns'][number] | undefined {
  const place = /^(.*)#(\d+)$/.exec(choice)
  if (!place) return it.columns.find(({ header }) => header === choice)
  const [, header = '', nth = ''] = place
  return header === ''
    ? it.columns[Number(nth) - 1]
    : it.columns.filter((column) => column.header.trim().toLowerCase() === header.trim().toLowerCase())[Number(nth) - 1]
}

function Ask({ it, question, change }: { it: Import; question: Question; change: MakeChange }) {
  const words = useWords(importWords).columns
  const asks = useWords(codeWords).questions
  const nameOf = useFieldName(it.subject)
  const { ask, why } = asks[question.code as keyof typeof asks] ?? asks.other
  const isOfColumns = question.code === 'duplicate-header' || question.code === 'missing-column'
  const answer = (choice: string) => {
    change({ answers: [{ code: question.code, field: question.field, choice }] })
    // The question goes with its answer; the step's heading keeps the place.
    document.querySelector<HTMLElement>('.wiz h2')?.focus({ preventScroll: true })
  }
  return (
    <fieldset className="question">
      <legend className="strong">{ask(nameOf(question.field))}</legend>
      <p className="meta">{isOfColumns && question.choices.length === 0 ? words.noFreeColumn : why}</p>
      <div className="question-choices">
        {question.choices.map((choice) => {
          const example = isOfColumns ? columnAt(it, choice)?.examples.find(({ cell }) => cell !== '')?.cell : undefined
          return (
            <button key={choice} type="button" className="question-choice" onClick={() => answer(choice)}>
              <span className="strong cut">{choice.replace(/#(\d+)$/, ' ($1)')}</span>
              {example && <span className="meta cut">{example}</span>}
            </button>
          )
        })}
      </div>
    </fieldset>
  )
}

/** What only a person can know about the file, each asked once for all rows. */
export function Questions({ it, change }: { it: Import; change: MakeChange }) {
  const words = useWords(importWords).columns
  const say = useSay()
  if (it.questions.length === 0) return null
  return (
    <section className="questions">
      <h3 className="questions-title">
        <Icon name="info" className="c-info" /> {words.questions(say.number(it.questions.length))}
      </h3>
      {it.questions.map((question) => (
        <Ask key={`${question.code} ${question.field}`} it={it} question={question} change={change} />
      ))}
    </section>
  )
}
