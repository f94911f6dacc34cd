import type { Db } from '../../platform/db/db.ts'
import { type Served, serve } from '../../platform/http/serve.ts'
import { askForSample, clearSample } from './actions.ts'
import * as contract from './contract.ts'
import { signIns } from './sign-ins.ts'
import { findSample } from './store.ts'

async function viewSample(db: Db) {
  const { state, counts, done, total } = await findSample(db)
  return { state, counts, done, total, signIns: state === 'ready' ? signIns : [] }
}

/** Whether the sample is there, for the strip that every screen shows. */
export const hasSample = async (db: Db): Promise<boolean> => (await findSample(db)).state === 'ready'

export const sampleRoutes: Served[] = [
  serve(contract.loadSample, async ({ db }) => {
    await askForSample(db)
    return viewSample(db)
  }),
  serve(contract.sampleState, ({ db }) => viewSample(db)),
  serve(contract.clearSample, async ({ db, now }) => {
    await clearSample(db, now)
    return viewSample(db)
  }),
]
