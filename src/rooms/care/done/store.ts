import { type Selectable, sql } from 'kysely'
import type { CareAct } from '../../../platform/collected/today.ts'
import type { Db } from '../../../platform/db/db.ts'
import type { Schema } from '../../../platform/db/schema.ts'
import '../tables.ts'

export type Done = { act: CareAct; by: { id: string; name: string } }

const actIn = (kept: unknown): CareAct | undefined => (kept as { act?: CareAct }).act

/** What staff other than `me` ended as done since an instant, the latest first; what programs did is nobody's to be thanked for. */
export async function doneByOthers(db: Db, me: string, since: Date, kinds: readonly string[], limit: number): Promise<Done[]> {
  const found = await sql<Selectable<Schema['care_act']>>`select a.* from care_act a
    where a.at >= ${since} and a.state = 'done' and a.outcome in ('done', 'greeted', 'yes') and a.staff_id <> ${me}::uuid
      and a.staff_name is not null and a.kept -> 'act' ->> 'kind' = any(${kinds}::text[])
      and (a.customer_id is not null or a.kept -> 'act' ->> 'group' = 'promises')
      and exists (select from staff s where s.staff_id = a.staff_id)
    order by a.at desc, a.act_key limit ${limit}`.execute(db)
  return found.rows.flatMap((row) => {
    const act = actIn(row.kept)
    return act && row.staff_id !== null && row.staff_name !== null ? [{ act, by: { id: row.staff_id, name: row.staff_name } }] : []
  })
}
