import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import * as orders from '../orders/public.ts'
import * as people from '../people/public.ts'
import { type RowCells, readCustomer } from './read-customer.ts'
import { readOrder } from './read-order.ts'
import type { Field } from './rules.ts'
import { stampOf, type Work, wholly, writeStagedCustomers } from './session.ts'
import { nameRefused, stageFile } from './staging.ts'
import { addTotal, countMany, countTaken, type Report, reportOf } from './tally.ts'

type Buyer = { line: number; key: string; code: string | null; name: string | null; phone: string | null; mail: string | null }

/** A buyer as a row of a list of customers. */
const cellsOf = (buyer: Buyer): RowCells => {
  const values: Partial<Record<Field, string | null>> = { code: buyer.code, name: buyer.name, phone: buyer.phone, mail: buyer.mail }
  return { first: (field) => values[field] ?? '', all: (field) => (values[field] ? [values[field]] : []) }
}

async function copyIn(client: pg.Client, lines: string): Promise<void> {
  const into = client.query(copyFrom(people.COPY_CUSTOMERS))
  if (!into.write(lines)) await once(into, 'drain')
  into.end()
  await finished(into)
}

/** Stages the buyers whom no code of their source tells, so that they are recognised or made like rows of a list of customers. */
async function stageBuyers({ client, task, tally }: Work): Promise<void> {
  await client.query('begin')
  await client.query(`declare buyers no scroll cursor for ${orders.UNKNOWN_BUYERS}`)
  for (;;) {
    task.signal.throwIfAborted()
    const { rows } = await client.query<Buyer>('fetch 10000 from buyers')
    if (rows.length === 0) break
    let lines = ''
    for (const buyer of rows) {
      const notes = { repairs: [], doubts: [] }
      const staged = readCustomer(buyer.line, cellsOf(buyer), task.plan, notes)
      countTaken(tally, { repairs: notes.repairs.filter((repair) => repair === 'recased'), doubts: [] })
      lines += people.customerCopyLine(staged)
    }
    await copyIn(client, lines)
  }
  await client.query('commit')
}

/** Recognises the staged buyers; answers how many customers are made of them. */
async function settleBuyers({ client }: Work): Promise<number> {
  await people.matchCustomers(client)
  await people.findChanges(client, [])
  const { added } = await people.countStaged(client)
  await client.query(orders.SETTLE_BUYERS)
  await client.query('analyze bulk_buyer')
  return added
}

/** Imports a list of orders; customers not found are made from their code, number, mail or name. */
export async function importOrders(work: Work): Promise<Report> {
  const { client, task, tally, reading, finish } = work
  await people.makeCustomerStage(client)
  await orders.makeOrderStage(client)
  await stageFile(client, orders.COPY_ORDERS, reading, (line, cells, notes) =>
    orders.orderCopyLine(readOrder(line, cells, task.plan, notes, tally)),
  )
  task.onProgress('matching', tally.rows)
  const { unknown } = await orders.findBuyers(client)
  if (unknown > 0) {
    await stageBuyers(work)
    await people.findTwins(client)
    if (!task.isDryRun) await people.learnStagedWords(client)
  }
  return wholly(client, task.isDryRun, async () => {
    const customersAdded = unknown > 0 ? await settleBuyers(work) : 0
    const { added, unchanged, repeated, refused } = await orders.settleOrders(client, task.plan.source)
    await nameRefused(reading, refused, 'code')
    for (const { currency, minor } of refused) addTotal(tally, currency, -minor)
    countMany(tally, 'repaired', 'duplicate', repeated)
    const report = reportOf(tally, { added, updated: 0, unchanged, customersAdded })
    if (task.isDryRun) return report
    task.onProgress('writing', tally.rows)
    if (unknown > 0) await writeStagedCustomers(client, task)
    await orders.writeOrders(client, stampOf(task))
    await finish(client, report)
    return report
  })
}
