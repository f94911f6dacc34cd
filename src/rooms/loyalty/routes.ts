import type { z } from 'zod'
import type { Db } from '../../platform/db/db.ts'
import { type Asked, type Served, serve } from '../../platform/http/serve.ts'
import { Refusal } from '../../platform/refusal.ts'
import { type Holder, may } from '../../values/rights.ts'
import { dayIn } from '../../values/zone.ts'
import { findAll, requireCustomer, viewRow } from '../people/public.ts'
import { checkSetting, loyaltyOfOne, missing } from './actions.ts'
import * as contract from './contract.ts'
import { askForRun } from './jobs.ts'
import { countListed, type Listed, listed, type Whom } from './lists-store.ts'
import { preview } from './preview.ts'
import * as store from './store.ts'
import { cycleInForce, viewBrief, viewCard, viewLastRun } from './views.ts'

type Query = z.output<NonNullable<typeof contract.listLoyalty.query>>

function whomOf({ state, entered, left, since, until }: Query, today: string): Whom {
  const moved = entered ?? left
  if (moved) {
    if (!since) throw new Refusal(400, 'loyalty.since_needed', 'Say after which day they moved.', { since: 'invalid' })
    return { kind: entered ? 'entered' : 'left', state: moved, since, until: until ?? today }
  }
  if (state === 'none') return { kind: 'never' }
  return state ? { kind: 'state', state } : { kind: 'all' }
}

/** Names and contacts of those listed, as this holder may see them; who was removed meanwhile is left out. */
async function rowsOf(db: Db, found: readonly Listed[], language: 'vi' | 'en', who: Holder) {
  const customers =
    found.length === 0
      ? []
      : await findAll(
          db,
          found.map(({ customerId }) => customerId),
        )
  const byId = new Map(customers.map((customer) => [customer.id, customer]))
  return found.flatMap(({ customerId, figures }) => {
    const customer = byId.get(customerId)
    return customer ? [{ ...viewRow(customer, language, who), loyalty: figures && viewBrief(figures, who) }] : []
  })
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

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
  serve(contract.listLoyalty, async ({ db, query, who, language, house, now }) => {
    const { sort, offset, limit } = query
    if (sort.endsWith('value') && !may(who, 'see.values'))
      throw new Refusal(403, 'loyalty.values_not_yours', 'Your role does not include what customers are worth.', { sort: 'invalid' })
    const whom = whomOf(query, dayIn((await house()).zone, now.getTime()))
    const [found, count] = await Promise.all([listed(db, whom, sort, offset, limit), countListed(db, whom)])
    return { rows: await rowsOf(db, found, language, who), count }
  }),
  serve(contract.listLoyaltyOf, async ({ db, query: { ids }, who }) => {
    const known = ids.split(',').filter((one) => UUID.test(one))
    const found = await store.findFigures(db, known)
    return { rows: [...found.values()].map((figures) => ({ id: figures.customerId, ...viewBrief(figures, who) })) }
  }),
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
