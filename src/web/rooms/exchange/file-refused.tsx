import { Icon } from '../../kit/icons.tsx'
import { CopyText } from '../../kit/states.tsx'
import { kitWords } from '../../kit/words.data.ts'
import { type Problem, useProblemWords } from '../../shell/problem.ts'
import { useWords } from '../../shell/words.ts'
import { codeWords } from './codes.data.ts'
import { importWords } from './words.data.ts'

/** Why a file was not taken, in plain words, and what helps. `code` is the file's own refusal where its import has one. */
export function FileRefused({ name, code, problem }: { name: string; code?: string; problem?: Problem }) {
  const words = useWords(importWords).file
  const kit = useWords(kitWords)
  const files: Record<string, { what: string; fix: string }> = useWords(codeWords).files
  const { say } = useProblemWords()
  const own = code ?? (problem && Object.values(problem.fields).find((one) => one in files))
  const isOfFile = code !== undefined || problem?.code === 'exchange.file_refused' || own !== undefined
  const told = isOfFile ? ((own ? files[own] : undefined) ?? files.other) : undefined
  return (
    <div className="file-refused" role="alert">
      <Icon name={problem?.status === 0 ? 'offline' : 'warning'} className="c-danger" />
      <div className="grow">
        <p className="strong">{words.refused(name)}</p>
        <p>{told?.what ?? (problem ? say(problem) : '')}</p>
        {told && <p className="t2">{told.fix}</p>}
        {problem?.requestId && problem.status >= 500 && <CopyText text={problem.requestId} label={kit.requestId} />}
      </div>
    </div>
  )
}
