import { z } from 'zod'
import { type FieldProblems, Refusal } from '../refusal.ts'

/** The shape of every error answer (RFC 9457 with our own members). */
export const problemView = z.object({
  code: z.string(),
  title: z.string(),
  fields: z.record(z.string(), z.string()).optional(),
  requestId: z.string(),
})
export type Problem = z.infer<typeof problemView>

/** PostgreSQL's own codes that mean "not now" rather than "wrong": ended by time limit, shutting down, too many connections, no connection. */
const AWAY = new Set([
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '08000',
  '08001',
  '08003',
  '08006',
  'ECONNREFUSED',
  'ENOENT',
  'ECONNRESET',
  'EPIPE',
])

const codeOf = (error: unknown): string => String((error as { code?: unknown }).code ?? '')

const isAway = (error: unknown): boolean =>
  AWAY.has(codeOf(error)) || /Connection terminated|timeout exceeded when trying to connect/.test((error as Error).message ?? '')

/** The fields of a zod error, each with a short stable code: `name → too_small`. */
export function fieldsOf(error: z.ZodError): FieldProblems {
  const fields: FieldProblems = {}
  for (const issue of error.issues) {
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : [undefined]
    for (const key of keys) {
      const path = [...issue.path, ...(key === undefined ? [] : [key])].join('.')
      fields[path || 'body'] ??= issue.code === 'custom' ? issue.message : issue.code
    }
  }
  return fields
}

/** Turns what was thrown into a status and a body; everything unforeseen is 500 and says nothing about its inside. */
export function problemOf(error: unknown, requestId: string): { status: number; problem: Problem; isBug: boolean } {
  if (error instanceof Refusal) {
    const fields = error.fields ? { fields: error.fields } : {}
    return { status: error.status, problem: { code: error.code, title: error.message, ...fields, requestId }, isBug: false }
  }
  if (error instanceof z.ZodError) {
    const title = 'Some of what was sent is not in order; the fields say what.'
    return { status: 400, problem: { code: 'request.invalid', title, fields: fieldsOf(error), requestId }, isBug: false }
  }
  if (codeOf(error) === '57014') {
    const problem = { code: 'house.too_slow', title: 'This took too long and was stopped; nothing was changed.', requestId }
    return { status: 503, problem, isBug: true }
  }
  if (isAway(error)) {
    const problem = { code: 'house.database_away', title: 'The database does not answer just now; nothing was changed.', requestId }
    return { status: 503, problem, isBug: true }
  }
  const status = (error as { statusCode?: number }).statusCode
  if (typeof status === 'number' && status >= 400 && status < 500) {
    const title = status === 413 ? 'This is too large.' : 'This request cannot be read.'
    return { status, problem: { code: status === 413 ? 'request.too_large' : 'request.unreadable', title, requestId }, isBug: false }
  }
  return { status: 500, problem: { code: 'house.fault', title: 'Something went wrong here; nothing was changed.', requestId }, isBug: true }
}
