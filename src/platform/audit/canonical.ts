import { hash } from 'node:crypto'
import type pg from 'pg'

/** A row of the trail as texts, in the order of `ROW_COLUMNS`: what the database holds, to the microsecond and the last sign. */
export type RowTexts = readonly (string | null)[]

/** Names in the order of the alphabet, so that the canonical form has its keys sorted. */
const NAMES = ['about_id', 'about_kind', 'act', 'actor_id', 'actor_kind', 'at', 'audit_id', 'customer_id', 'details', 'request_id'] as const

const expressions: Partial<Record<(typeof NAMES)[number], string>> = {
  at: `to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
}

/** The columns of `audit a` in SQL, each as text; the id of the row stands at `ID_AT`, its time at `TIME_AT`. */
export const ROW_COLUMNS = NAMES.map((name) => expressions[name] ?? `a.${name}::text`).join(', ')
export const WIDTH = NAMES.length
export const ID_AT = NAMES.indexOf('audit_id')
export const TIME_AT = NAMES.indexOf('at')

const keys = NAMES.map((name, at) => `${at === 0 ? '{' : ','}"${name}":`)

/**
 * The canonical form of a row: JSON with its keys sorted and every value a text or null. Details are taken as the database writes them
 * (`jsonb`, whose keys have one order), so that not a sign of them can change unseen.
 */
export function canonical(row: RowTexts, from = 0): string {
  let text = ''
  for (let at = 0; at < WIDTH; at++) text += (keys[at] as string) + JSON.stringify(row[from + at] ?? null)
  return `${text}}`
}

/** What the chain begins with, before any row. */
export const ROOT = '0'.repeat(64)

/** The seal of a row: SHA-256 of the seal before it and the row. */
export const sealOf = (before: string, row: string): string => hash('sha256', `${before}\n${row}`, 'hex')

/** Rows as lists of texts, whatever their columns are: for the millions that a verification reads. */
export async function readRows(client: pg.ClientBase, text: string, values: unknown[]): Promise<(string | null)[][]> {
  const found = await client.query({ text, values, rowMode: 'array', types: { getTypeParser: () => (value: unknown) => value } })
  return found.rows as (string | null)[][]
}
