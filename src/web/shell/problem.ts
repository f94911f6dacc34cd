import { fieldWords, refusalWords } from './refusals.data.ts'
import { useWords } from './words.ts'

/** What an answer of the server was when it was not the one asked for. `status` 0 means that nothing answered. */
export class Problem extends Error {
  readonly status: number
  /** Stable: `room.reason`. */
  readonly code: string
  /** Path of a field → code. */
  readonly fields: Readonly<Record<string, string>>
  readonly requestId: string | undefined

  constructor(status: number, code: string, title: string, fields: Record<string, string> = {}, requestId?: string) {
    super(title)
    this.name = 'Problem'
    this.status = status
    this.code = code
    this.fields = fields
    this.requestId = requestId
  }
}

export const offline = () => new Problem(0, 'net.offline', 'No connection.')

export const problemFrom = (error: unknown): Problem =>
  error instanceof Problem ? error : new Problem(500, 'screen.fault', error instanceof Error ? error.message : String(error))

/** The sentence for a code without one of its own. */
function kindOf(status: number): keyof typeof refusalWords.vi {
  if (status === 404) return 'request.not_found'
  if (status === 429) return 'request.too_many'
  return status >= 400 && status < 500 ? 'request.invalid' : 'house.fault'
}

/** Says problems in words: what happened, and what to do. Never a bare code. */
export function useProblemWords(): { say(problem: Problem): string; sayField(code: string): string } {
  const refusals = useWords(refusalWords) as Record<string, string>
  const fields = useWords(fieldWords) as Record<string, string>
  return {
    say: (problem) => refusals[problem.code] ?? refusals[kindOf(problem.status)] ?? problem.message,
    sayField: (code) => fields[code] ?? fields.other ?? '',
  }
}
