import type { FastifyInstance } from 'fastify'
import { Refusal } from '../refusal.ts'

const LARGEST_FORM = 64 * 1024

/** The fields of a form as texts. A name that stands twice or that objects are made of is refused: nobody could say what was meant. */
export function readForm(text: string): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const [name, value] of new URLSearchParams(text)) {
    if (name in fields) throw new Refusal(400, 'request.invalid', 'A field that a form may not hold, or not twice.', { body: 'unreadable' })
    fields[name] = value
  }
  return fields
}

/** Lets the routes of this part of the app read forms as well as JSON. */
export function takeForms(part: FastifyInstance): void {
  part.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: LARGEST_FORM }, (_request, text, done) => {
    try {
      done(null, readForm(String(text)))
    } catch (error) {
      done(error as Error)
    }
  })
}
