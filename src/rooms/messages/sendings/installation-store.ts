import type { Db } from '../../../platform/db/db.ts'
import './tables.ts'

/** Which installation may send from this database. */
export async function installationOf(db: Db): Promise<string | undefined> {
  return (await db.selectFrom('installation').select('epoch').executeTakeFirst())?.epoch
}

/** The first one is the one; answers which it is. */
export async function beInstallation(db: Db, epoch: string, now: Date): Promise<string> {
  await db
    .insertInto('installation')
    .values({ epoch, made_at: now })
    .onConflict((conflict) => conflict.column('is_only').doNothing())
    .execute()
  return (await installationOf(db)) ?? epoch
}

/** From now on this one sends, and no other. */
export async function takeOverSending(db: Db, epoch: string, now: Date): Promise<void> {
  await db
    .insertInto('installation')
    .values({ epoch, made_at: now })
    .onConflict((conflict) => conflict.column('is_only').doUpdateSet({ epoch, made_at: now }))
    .execute()
}
