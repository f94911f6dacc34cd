import { CompiledQuery } from 'kysely'
import type pg from 'pg'
import type { Db } from '../db/db.ts'
import { newId } from '../ids.ts'

declare module '#platform/db/schema.ts' {
  interface Schema {
    audit: {
      audit_id: string
      at: Date
      actor_kind: string
      actor_id: string | null
      act: string
      about_kind: string | null
      about_id: string | null
      customer_id: string | null
      details: Record<string, unknown>
      request_id: string | null
    }
    audit_seal: { seq: number; audit_id: string; hash: string }
    audit_waiting: { audit_id: string; since: Date }
  }
}

/** Who did it: staff, a token, the house's own jobs and commands, a customer, or nobody known (a public door). */
export type Actor = { kind: 'staff' | 'token' | 'customer'; id: string } | { kind: 'machine' | 'nobody'; id?: undefined }

/** One act for the trail. Details hold names of fields, counts and ids; never a name, number, mail or words of a customer. */
export type Entry = {
  at: Date
  actor: Actor
  /** The route or command: `updateCustomer`, `signIn`, `exchange.run`. */
  act: string
  aboutKind?: string | undefined
  aboutId?: string | undefined
  customerId?: string | undefined
  details?: Readonly<Record<string, unknown>> | undefined
  requestId?: string | undefined
}

/** The rows and the note that they wait for their seal, in one statement: neither can be there without the other. */
const RECORD = `with told as (
  insert into audit (audit_id, at, actor_kind, actor_id, act, about_kind, about_id, customer_id, details, request_id)
  select audit_id, at, actor_kind, actor_id, act, about_kind, about_id, customer_id, details, request_id
  from jsonb_to_recordset($1::jsonb) as row (audit_id uuid, at timestamptz, actor_kind text, actor_id uuid, act text, about_kind text,
    about_id uuid, customer_id uuid, details jsonb, request_id text)
  returning audit_id)
insert into audit_waiting (audit_id) select audit_id from told`

const asRows = (entries: readonly Entry[]): string =>
  JSON.stringify(
    entries.map(({ at, actor, act, aboutKind, aboutId, customerId, details, requestId }) => ({
      audit_id: newId(),
      at: at.toISOString(),
      actor_kind: actor.kind,
      actor_id: actor.id ?? null,
      act,
      about_kind: aboutKind ?? null,
      about_id: aboutId ?? null,
      customer_id: customerId ?? null,
      details: details ?? {},
      request_id: requestId ?? null,
    })),
  )

/** Writes acts into the trail, in the caller's transaction: they stand there if and only if what they tell of does. */
export async function record(db: Db, ...entries: Entry[]): Promise<void> {
  if (entries.length > 0) await db.executeQuery(CompiledQuery.raw(RECORD, [asRows(entries)]))
}

/** As `record`, on a session of one's own (long work that copies rows). */
export async function recordOn(client: Pick<pg.ClientBase, 'query'>, ...entries: Entry[]): Promise<void> {
  if (entries.length > 0) await client.query(RECORD, [asRows(entries)])
}
