import { sql } from 'kysely'
import type { Db } from '../../../platform/db/db.ts'
import type { Counted } from './effect-rules.ts'

/** An open promise as far as its due depends on a calendar or a standard. */
export type Affected = Counted & {
  id: string
  words: string
  calendarVersionId: string
  internalDue: Date | null
  promisedDue: Date | null
}

type Row = {
  promise_id: string
  words: string
  target: 'seconds' | 'days'
  target_value: number
  cutoff: string | null
  starts_at: Date
  calendar_version_id: string
  internal_due: Date | null
  promised_due: Date | null
  pauses: { from: number; to: number | null }[] | null
  carried: { at: string; seconds: number } | null
}

const BATCH = 5000

/** Every open promise that is counted by a version of this calendar, batch by batch. */
export async function* countedBy(db: Db, calendarId: string): AsyncGenerator<Affected[]> {
  const versions = await db.selectFrom('calendar_version').select('calendar_version_id').where('calendar_id', '=', calendarId).execute()
  for (const { calendar_version_id: version } of versions) {
    let after = '00000000-0000-0000-0000-000000000000'
    for (;;) {
      const { rows } = await sql<Row>`
        select p.promise_id, p.words, p.target, p.target_value, p.cutoff, p.starts_at, p.calendar_version_id, p.internal_due, p.promised_due,
          p.inputs -> 'carried' as carried,
          (select json_agg(json_build_object('from', extract(epoch from s.from_at), 'to', extract(epoch from s.to_at)))
            from promise_pause s where s.customer_id = p.customer_id and s.promise_id = p.promise_id) as pauses
        from promise p
        where p.calendar_version_id = ${version}::uuid and p.state = 'open' and p.promise_id > ${after}::uuid
          and p.target in ('seconds', 'days') and p.target_value is not null
        order by p.promise_id limit ${BATCH}`.execute(db)
      if (rows.length > 0) yield rows.map(toAffected)
      if (rows.length < BATCH) break
      after = rows.at(-1)?.promise_id ?? after
    }
  }
}

const toAffected = (row: Row): Affected => ({
  id: row.promise_id,
  words: row.words,
  start: Math.floor(row.starts_at.getTime() / 1000),
  target: row.target,
  value: row.target_value,
  cutoff: row.cutoff,
  calendarVersionId: row.calendar_version_id,
  internalDue: row.internal_due,
  promisedDue: row.promised_due,
  carried: row.carried && { at: Math.floor(Date.parse(row.carried.at) / 1000), seconds: row.carried.seconds },
  pauses: (row.pauses ?? []).map(({ from, to }) => ({ from: Math.floor(from), to: to === null ? null : Math.floor(to) })),
})

/** How many open promises are counted by each calendar. */
export async function countOpenByCalendar(db: Db): Promise<Map<string, number>> {
  const found = await sql<{ id: string; n: number }>`
    select v.calendar_id as id, count(*) as n from promise p join calendar_version v using (calendar_version_id)
    where p.state = 'open' group by 1`.execute(db)
  return new Map(found.rows.map(({ id, n }) => [id, n]))
}
