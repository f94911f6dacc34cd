/** Many orders and lines of the timeline at once, for imports. Statements over whole sets, in a transaction of the caller. */
import type pg from 'pg'
import { type BulkStamp, STAGED_NOTES } from '../people/public.ts'

const NEW_NOTES = `(select n.customer_id, n.body from ${STAGED_NOTES} n
  where not exists (select 1 from touchpoint t where t.customer_id = n.customer_id and t.kind = 'note' and t.body = n.body))`

/** Says in `bulk_news` which known customers get a note that is not on their timeline yet. */
export const findNewNotes = async (client: pg.ClientBase): Promise<void> =>
  void (await client.query(`insert into bulk_news select customer_id from ${NEW_NOTES} n`))

/** Writes the notes of the file on the timelines: known from now on, but no contact that anybody had. */
export async function addNotes(client: pg.ClientBase, { importId, now, by, byName }: BulkStamp): Promise<void> {
  await client.query(
    `insert into touchpoint (customer_id, at, touchpoint_id, kind, body, staff_id, staff_name, import_id, first_customer_id)
      select customer_id, $2::timestamptz, md5($1::text || customer_id || body)::uuid, 'note', body, $3::uuid, $4, $1::uuid, customer_id from ${NEW_NOTES} n`,
    [importId, now, by, byName],
  )
}
