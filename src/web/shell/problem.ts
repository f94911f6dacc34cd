import { useWords } from './words.ts'
import { fieldWords, refusalWords } from './refusals.data.ts'
import { useLanguage } from './look.ts'

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

const kinds: Record<string, keyof typeof refusalWords.vi> = { 4: 'request.invalid', 5: 'house.fault' }

/** Says problems in words: what happened, and what to do. Never a bare code. */
export function useProblemWords(): { say(problem: Problem): string; sayField(code: string): string } {
  const refusals = useWords(refusalWords) as Record<string, string>
  const fields = useWords(fieldWords) as Record<string, string>
  const language = useLanguage()
  return {
    say: (problem) =>
      refusals[problem.code] ?? (language === 'en' && problem.message ? problem.message : (refusals[kinds[String(problem.status)[0] ?? '5'] ?? 'house.fault'] ?? '')),
    sayField: (code) => fields[code] ?? fields.other ?? '',
  }
}
