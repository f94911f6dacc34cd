import { readHeads } from '../../platform/audit/heads.ts'
import { type Verdict, verifyChain } from '../../platform/audit/verify.ts'
import { type Asked, type Served, serve, serveAlone } from '../../platform/http/serve.ts'
import { Refusal } from '../../platform/refusal.ts'
import { addDays } from '../../values/civil-date.ts'
import { may } from '../../values/rights.ts'
import { toInstant } from '../../values/zone.ts'
import * as contract from './contract.ts'
import * as store from './store.ts'

const LOOKERS_DAYS = 90
const HASH_SHOWN = 12

const cursorOf = ({ at, id }: store.AuditRow): string => `${at.toISOString()}~${id}`

function readCursor(text: string): { at: Date; id: string } {
  const found = /^(\d{4}-\d\d-\d\dT[\d:.]+Z)~([0-9a-f-]{36})$/.exec(text)
  const at = new Date(found?.[1] ?? '')
  if (!found?.[2] || Number.isNaN(at.getTime()))
    throw new Refusal(400, 'request.invalid', 'This is no place in the list.', { before: 'invalid' })
  return { at, id: found[2] }
}

const viewEntry = (row: store.AuditRow, seesCustomers: boolean) => ({
  ...row,
  at: row.at.toISOString(),
  actorName: row.actorKind === 'customer' && !seesCustomers ? null : row.actorName,
  customerName: seesCustomers ? row.customerName : null,
})

/** The days of a question, as the house counts them. */
async function span({
  house,
  query,
}: Pick<Asked<unknown, { since?: string | undefined; until?: string | undefined }, unknown>, 'house' | 'query'>) {
  const { zone } = await house()
  const startOf = (day: string): Date => new Date(toInstant(day, 0, zone))
  return {
    from: query.since ? startOf(query.since) : undefined,
    to: query.until ? startOf(addDays(query.until, 1)) : undefined,
  }
}

/** What the trail needs of the wiring: which routes only look, which of them open a customer, and where heads are kept. */
export type Ground = { looks: readonly string[]; opens: readonly string[]; data: string | undefined }

export function auditRoutes({ looks, opens, data }: Ground): Served[] {
  // Two who ask at once get the same walk.
  let running: Promise<Verdict> | undefined
  return [
    serve(contract.listAudit, async (asked) => {
      const { before, limit, actorId, customerId, act, only } = asked.query
      const sieve = { actorId, customerId, act, only, looks, ...(await span(asked)), ...(before ? { before: readCursor(before) } : {}) }
      const rows = await store.list(asked.db, { ...sieve, limit: limit + 1 })
      const shown = rows.slice(0, limit)
      const last = shown.at(-1)
      return {
        entries: shown.map((row) => viewEntry(row, may(asked.who, 'customers.read'))),
        next: rows.length > limit && last ? cursorOf(last) : null,
      }
    }),
    serve(contract.auditState, async ({ db }) => {
      const { sealed, waiting, head } = await store.state(db)
      return { sealed, waiting, head: head && { seq: head.seq, hash: head.hash.slice(0, HASH_SHOWN), at: head.at?.toISOString() ?? '' } }
    }),
    serveAlone(contract.verifyAudit, async ({ pool, trace }) => {
      running ??= verifyChain(pool, data ? readHeads(data) : []).finally(() => {
        running = undefined
      })
      const verdict = await running
      trace({ details: { isWhole: verdict.isWhole, rows: verdict.rows, ...(verdict.fault ? { fault: verdict.fault.kind } : {}) } })
      return verdict
    }),
    serve(contract.listLookers, async ({ db, params, now }) => {
      const since = new Date(now.getTime() - LOOKERS_DAYS * 86_400_000)
      const found = await store.lookers(db, params.customerId, opens, since)
      return { lookers: found.map((one) => ({ ...one, firstAt: one.firstAt.toISOString(), lastAt: one.lastAt.toISOString() })) }
    }),
  ]
}
