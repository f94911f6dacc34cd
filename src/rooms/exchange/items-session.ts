import * as catalogue from '../catalogue/public.ts'
import { readItem } from './read-item.ts'
import { type Work, wholly } from './session.ts'
import { stageFile } from './staging.ts'
import { countMany, type Report, reportOf } from './tally.ts'

/** Imports a list of goods, rooms and services. */
export async function importItems({ client, task, tally, reading, finish }: Work): Promise<Report> {
  await catalogue.makeItemStage(client)
  await stageFile(client, catalogue.COPY_ITEMS, reading, (line, cells, notes) =>
    catalogue.itemCopyLine(line, readItem(cells, task.plan, notes)),
  )
  task.onProgress('matching', tally.rows)
  return wholly(client, task.isDryRun, async () => {
    const { importId, plan } = task
    const stamp = { importId, now: plan.now, currency: plan.currency, overwrite: plan.overwrite }
    const { twins, takenAliases, ...counts } = await catalogue.writeItems(client, stamp)
    countMany(tally, 'repaired', 'duplicate', twins)
    countMany(tally, 'doubtful', 'taken-alias', takenAliases)
    const report = reportOf(tally, { ...counts, customersAdded: 0 })
    if (task.isDryRun) return report
    task.onProgress('writing', tally.rows)
    await finish(client, report)
    return report
  })
}
