import type { z } from 'zod'
import type { Db } from '../../../platform/db/db.ts'
import { playbookContent } from './contract.ts'
import './tables.ts'

export type Content = z.output<typeof playbookContent>

/** What a house keeps of a playbook; one that it never touched has none. */
export type Kept = { key: string; content: Content; isKept: boolean; version: number }

export async function findAll(db: Db): Promise<Kept[]> {
  const rows = await db.selectFrom('playbook').selectAll().orderBy('playbook_key').execute()
  return rows.map((row) => ({
    key: row.playbook_key,
    content: playbookContent.parse(row.content),
    isKept: row.is_kept,
    version: row.version,
  }))
}

/** Keeps a playbook as it now is, and that it became so. `version` is the one that was seen; false: somebody was faster. */
export async function keep(db: Db, one: Kept, by: { name: string | null; now: Date; isSample?: boolean }): Promise<boolean> {
  const content = JSON.stringify(one.content)
  const isSample = by.isSample ?? false
  const values = { content, is_kept: one.isKept, version: one.version + 1 }
  const done =
    one.version === 0
      ? await db
          .insertInto('playbook')
          .values({ playbook_key: one.key, ...values, is_sample: isSample })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst()
      : await db
          .updateTable('playbook')
          .set(values)
          .where('playbook_key', '=', one.key)
          .where('version', '=', one.version)
          .executeTakeFirst()
  if (('numInsertedOrUpdatedRows' in done ? done.numInsertedOrUpdatedRows : done.numUpdatedRows) !== 1n) return false
  await db
    .insertInto('playbook_version')
    .values({ playbook_key: one.key, ...values, at: by.now, staff_name: by.name, is_sample: isSample })
    .execute()
  return true
}

export async function historyOf(db: Db, key: string): Promise<(Kept & { at: Date; staffName: string | null })[]> {
  const rows = await db
    .selectFrom('playbook_version')
    .selectAll()
    .where('playbook_key', '=', key)
    .orderBy('version', 'desc')
    .limit(50)
    .execute()
  return rows.map((row) => ({
    key,
    content: playbookContent.parse(row.content),
    isKept: row.is_kept,
    version: row.version,
    at: row.at,
    staffName: row.staff_name,
  }))
}

export type Practice = { readOn: string | null; practisedOn: string | null }

/** One person's own; there is no statement that reads everybody's. */
export async function practiceOf(db: Db, staffId: string): Promise<Map<string, Practice>> {
  const rows = await db.selectFrom('playbook_practice').selectAll().where('staff_id', '=', staffId).execute()
  return new Map(rows.map((row) => [row.playbook_key, { readOn: row.read_on, practisedOn: row.practised_on }]))
}

export async function keepPractice(db: Db, staffId: string, key: string, { readOn, practisedOn }: Practice): Promise<void> {
  const values = { read_on: readOn, practised_on: practisedOn }
  await db
    .insertInto('playbook_practice')
    .values({ staff_id: staffId, playbook_key: key, ...values })
    .onConflict((conflict) => conflict.columns(['staff_id', 'playbook_key']).doUpdateSet(values))
    .execute()
}
