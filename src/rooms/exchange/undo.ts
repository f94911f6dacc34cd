import type pg from 'pg'
import { recordOn } from '../../platform/audit/audit.ts'
import { announceOn } from '../../platform/jobs/jobs.ts'
import { takeBackItems } from '../catalogue/public.ts'
import { findKeptByHistory, takeBackOrders } from '../orders/public.ts'
import { findKept, takeBackCustomers } from '../people/public.ts'
import type { ImportSubject } from './contract.ts'
import { type Ground, openSession, wholly } from './session.ts'

export type Undone = { removed: number; restored: number; kept: number }

const FORMER_STATES = `insert into bulk_was (customer_id, was, became)
  select customer_id, before -> 'was', before -> 'became' from import_before where import_id = $1::uuid and record = 'customer'`

const SUBJECT = 'select subject from import where import_id = $1::uuid'

const MARK_UNDONE = `update import set state = 'undone', undone = $2::jsonb, heard_at = null, phase = null, version = version + 1 where import_id = $1::uuid`

async function takeBackPeople(client: pg.ClientBase, importId: string, now: Date): Promise<Undone> {
  await findKept(client, importId)
  await findKeptByHistory(client, importId)
  await client.query('analyze bulk_kept')
  await client.query(FORMER_STATES, [importId])
  await client.query('analyze bulk_was')
  await takeBackOrders(client, importId, now)
  const undone = await takeBackCustomers(client, importId)
  await client.query('delete from import_before where import_id = $1::uuid', [importId])
  return undone
}

/**
 * Takes an import back in one transaction: what it made goes, what it changed is again what it was, figures are made again. A customer whom people
 * have written about since, or changed, is kept and counted.
 */
export async function undo(ground: Ground, importId: string, now: Date): Promise<Undone> {
  const client = await openSession(ground)
  try {
    return await wholly(client, false, async () => {
      const subject = (await client.query<{ subject: ImportSubject }>(SUBJECT, [importId])).rows[0]?.subject
      const undone = await (subject === 'catalogue' ? takeBackItems(client, importId) : takeBackPeople(client, importId, now))
      await client.query(MARK_UNDONE, [importId, JSON.stringify(undone)])
      await recordOn(client, {
        at: now,
        actor: { kind: 'machine' },
        act: 'exchange.undo',
        aboutKind: 'import',
        aboutId: importId,
        details: undone,
      })
      if (subject !== 'catalogue') await announceOn(client, ground.listeners ?? {}, 'orders.imported', { importId }, now)
      return undone
    })
  } finally {
    await client.end()
  }
}
