import type { z } from 'zod'
import { type Asked, type Served, serve } from '../../platform/http/serve.ts'
import { Refusal } from '../../platform/refusal.ts'
import { may } from '../../values/rights.ts'
import { requireCustomer } from '../people/public.ts'
import { checkSetting, loyaltyOfOne, missing } from './actions.ts'
import * as contract from './contract.ts'
import { askForRun } from './jobs.ts'
import { listCustomers } from './lists.ts'
import { preview } from './preview.ts'
import * as store from './store.ts'
import { cycleInForce, viewCard, viewLastRun } from './views.ts'

async function stateOf({
  db,
  who,
}: Pick<Asked<unknown, unknown, unknown>, 'db' | 'who'>): Promise<z.input<typeof contract.loyaltyState.answer>> {
  const [run, setting, last, open, never] = await Promise.all([
    store.currentRun(db),
    store.findSetting(db),
    store.lastRun(db),
    store.openRun(db),
    store.countNever(db),
  ])
  const [counts, lacks, origin] = await Promise.all([
    run ? store.countStates(db) : null,
    run ? [] : missing(db),
    run?.keptFrom ? store.findRun(db, run.keptFrom) : undefined,
  ])
  return {
    counts,
    never,
    asOf: run?.asOf ?? null,
    missing: lacks,
    isRunning: open !== undefined,
    cycleDays: cycleInForce(run, setting),
    ...(may(who, 'house.settings') ? { setting, lastRun: last ? viewLastRun(last) : null, card: run ? viewCard(run, origin) : null } : {}),
  }
}

export const loyaltyRoutes: Served[] = [
  serve(contract.getLoyaltyOf, async ({ db, params: { customerId }, who }) => {
    await requireCustomer(db, customerId)
    return loyaltyOfOne(db, customerId, who)
  }),
  serve(contract.listLoyalty, async ({ db, query, who, language, house, now }) =>
    listCustomers(db, query, { who, language, zone: (await house()).zone, now }),
  ),
  serve(contract.loyaltyState, stateOf),
  serve(contract.runLoyalty, async ({ db, body: { models }, now }) => ({
    runId: await askForRun(db, 'asked', models === 'all' ? 'all-models' : 'usual', now),
  })),
  serve(contract.previewLoyaltySetting, async ({ db, body }) => {
    checkSetting(body)
    const run = await store.currentRun(db)
    if (!run) throw new Refusal(409, 'loyalty.no_model', 'There is no model yet whose thresholds could be tried.')
    return preview(db, run, { ...body, version: 0 })
  }),
  serve(contract.saveLoyaltySetting, async ({ db, body: { version, ...setting }, now }) => {
    checkSetting(setting)
    if (!(await store.keepSetting(db, { ...setting, version }, version)))
      throw new Refusal(409, 'loyalty.changed_meanwhile', 'Somebody changed the settings meanwhile.')
    const runId = await askForRun(db, 'setting', 'kept', now)
    return { setting: { ...setting, version: version + 1 }, runId }
  }),
]
