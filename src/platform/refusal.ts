/** What a refusal may say about single fields of the request: path → code. */
export type FieldProblems = Record<string, string>

/**
 * A "no" that the caller can act on. `code` is stable (`room.reason`), listed in the OpenAPI document and translated in the web app;
 * anything else that is thrown is a bug and answers 500.
 */
export class Refusal extends Error {
  readonly status: number
  readonly code: string
  readonly fields: FieldProblems | undefined

  constructor(status: number, code: string, sentence: string, fields?: FieldProblems) {
    super(sentence)
    this.name = 'Refusal'
    this.status = status
    this.code = code
    this.fields = fields
  }
}
