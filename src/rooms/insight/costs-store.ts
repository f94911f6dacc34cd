import type { Selectable } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import type { Schema } from '../../platform/db/schema.ts'
import type { CostPurpose } from './figures.ts'
import './tables.ts'

/** What keeping and winning cost: lines entered by hand, and what each booking channel takes. */

export type Cost = {
  id: string
  purpose: CostPurpose
  /** The first of its month. */
  month: string
  name: string
  minor: number
  currency: string
  staffName: string | null
  version: number
}

export type ChannelRate = { channel: string; basisPoints: number; version: number }

const toCost = (row: Selectable<Schema['insight_cost']>): Cost => ({
  id: row.cost_id,
  purpose: row.purpose,
  month: row.month,
  name: row.name,
  minor: row.minor,
  currency: row.currency,
  staffName: row.staff_name,
  version: row.version,
})

/** Costs of the months since one, the newest month first. */
export async function costsSince(db: Db, month: string, currency: string): Promise<Cost[]> {
  const rows = await db
    .selectFrom('insight_cost')
    .selectAll()
    .where('month', '>=', month)
    .where('currency', '=', currency)
    .orderBy('month', 'desc')
    .orderBy('purpose')
    .orderBy('cost_id')
    .execute()
  return rows.map(toCost)
}

export type NewCost = Omit<Cost, 'version'> & { staffId: string | null; at: Date }

/** Writes a cost down. */
export async function addCost(db: Db, { id, purpose, month, name, minor, currency, staffId, staffName, at }: NewCost): Promise<void> {
  await db
    .insertInto('insight_cost')
    .values({ cost_id: id, purpose, month, name, minor, currency, staff_id: staffId, staff_name: staffName, created_at: at })
    .execute()
}

export async function findCostForUpdate(db: Db, id: string): Promise<Cost | undefined> {
  const row = await db.selectFrom('insight_cost').selectAll().where('cost_id', '=', id).forUpdate().executeTakeFirst()
  return row && toCost(row)
}

export async function keepCost(db: Db, { id, purpose, month, name, minor, version }: Cost): Promise<void> {
  await db.updateTable('insight_cost').set({ purpose, month, name, minor, version }).where('cost_id', '=', id).execute()
}

export async function removeCost(db: Db, id: string): Promise<void> {
  await db.deleteFrom('insight_cost').where('cost_id', '=', id).execute()
}

export async function channelRates(db: Db): Promise<ChannelRate[]> {
  const rows = await db.selectFrom('insight_channel_rate').selectAll().orderBy('channel').execute()
  return rows.map(({ channel, basis_points, version }) => ({ channel, basisPoints: basis_points, version }))
}

export async function findRateForUpdate(db: Db, channel: string): Promise<ChannelRate | undefined> {
  const row = await db.selectFrom('insight_channel_rate').selectAll().where('channel', '=', channel).forUpdate().executeTakeFirst()
  return row && { channel: row.channel, basisPoints: row.basis_points, version: row.version }
}

/** Sets what a channel takes; false where it was set by somebody else just now. */
export async function keepRate(db: Db, { channel, basisPoints, version }: ChannelRate): Promise<boolean> {
  const row = { basis_points: basisPoints, version }
  const done = await db
    .insertInto('insight_channel_rate')
    .values({ channel, ...row })
    .onConflict((conflict) =>
      conflict
        .column('channel')
        .doUpdateSet(row)
        .where('insight_channel_rate.version', '=', version - 1),
    )
    .executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}
