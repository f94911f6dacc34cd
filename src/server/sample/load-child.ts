/** The process that brings in the sample. It ends when its parent does, and nothing half done stays. */
import { openDatabase } from '../../platform/db/db.ts'
import { bringSample } from './actions.ts'
import type { Where } from './in-child.ts'

export type LoadOrder = Where & { data: string; now: number; namesHouse: boolean }
export type LoadAnswer = { password: string | null }

process.on('disconnect', () => process.exit())
process.on('message', async ({ address, role, data, now, namesHouse }: LoadOrder) => {
  // Two connections: one for the rows, one for telling how far they are.
  const database = openDatabase(address, { max: 2, role, name: 'quen sample' })
  try {
    const password = await bringSample(database.db, { data, now: new Date(now), namesHouse })
    process.send?.({ password: password ?? null } satisfies LoadAnswer)
  } catch (error) {
    process.stderr.write(`Quen: the sample could not be brought in: ${(error as Error).name} ${(error as { code?: string }).code ?? ''}\n`)
  } finally {
    await database.close()
    process.disconnect?.()
  }
})
