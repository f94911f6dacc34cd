/** One import from its file to its last row: the same for the command and the web. */
import * as orders from '../orders/public.ts'
import * as people from '../people/public.ts'
import type { ImportSubject } from './contract.ts'
import { importItems } from './items-session.ts'
import { importOrders } from './orders-session.ts'
import { readCustomer } from './read-customer.ts'
import { cancelWith, type Ground, openSession, stampOf, type Task, type Work, wholly, writeStagedCustomers } from './session.ts'
import { type Reading, RefusedFile, stageFile } from './staging.ts'
import { countMany, newTally, type Report, reportOf } from './tally.ts'

async function importCustomers({ client, task, tally, reading, finish }: Work): Promise<Report> {
  await people.makeCustomerStage(client)
  await stageFile(client, people.COPY_CUSTOMERS, reading, (line, cells, notes) =>
    people.customerCopyLine(readCustomer(line, cells, task.plan, notes)),
  )
  task.onProgress('matching', tally.rows)
  await people.findTwins(client)
  if (!task.isDryRun) await people.learnStagedWords(client)
  return wholly(client, task.isDryRun, async () => {
    await people.matchCustomers(client)
    await people.findChanges(client, task.plan.overwrite)
    await orders.findNewNotes(client)
    const counts = await people.countStaged(client)
    countMany(tally, 'repaired', 'duplicate', counts.twins)
    countMany(tally, 'doubtful', 'shared-phone', counts.sharedPhones)
    countMany(tally, 'doubtful', 'refuted-before', counts.refuted)
    const report = reportOf(tally, { ...counts, customersAdded: counts.added })
    if (task.isDryRun) return report
    task.onProgress('writing', tally.rows)
    await writeStagedCustomers(client, task)
    await orders.addNotes(client, stampOf(task))
    await finish(client, report)
    return report
  })
}

const carriers: Record<ImportSubject, (work: Work) => Promise<Report>> = {
  customers: importCustomers,
  orders: importOrders,
  catalogue: importItems,
}

/** Reads, recognises, counts and, unless it is a rehearsal, writes: all rows that are in order, or nothing. */
export async function carryOut(ground: Ground, task: Task, finish: Work['finish']): Promise<Report> {
  const client = await openSession(ground)
  const release = cancelWith(task.signal, ground, client)
  const refused = new RefusedFile(task.refusedPath, task.headings)
  const tally = newTally(task.language)
  const { path, sheet, plan, signal } = task
  const reading: Reading = { path, sheet, plan, tally, refused, signal, onRows: (rows) => task.onProgress('reading', rows) }
  try {
    const work = { client, task, tally, reading, finish }
    return await carriers[plan.subject](work)
  } finally {
    release()
    await refused.close()
    await client.end()
  }
}
