import type pg from 'pg'
import type { Clock } from '../clock.ts'
import { canonical, ROOT, sealOf } from './canonical.ts'
import { type HeadKeeper, headKeeper } from './heads.ts'
import * as store from './seal-store.ts'

/** So many rows are chained in one transaction. */
const BATCH = 5000
/** New rows are looked for so often: they are sealed within two seconds. */
const EVERY_MS = 800

async function inTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let fault: Error | undefined
  try {
    await client.query('begin')
    const done = await work(client)
    await client.query('commit')
    return done
  } catch (error) {
    fault = error as Error
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    client.release(fault)
  }
}

/** The text of a row for its seal; a row that somebody took out before it was sealed leaves its id, and verification names the place. */
const sealed = ({ id, row }: store.Waiting): string => (row.every((value) => value === null) ? `missing ${id}` : canonical(row))

/** Chains the rows that wait next; answers how many, and the newest seal. */
async function sealBatch(client: pg.PoolClient): Promise<{ done: number; head: store.Seal | undefined }> {
  if (!(await store.takeSealer(client))) return { done: 0, head: undefined }
  const waiting = await store.nextWaiting(client, BATCH)
  if (waiting.length === 0) return { done: 0, head: undefined }
  let head = (await store.lastSeal(client)) ?? { seq: 0, hash: ROOT }
  const seals: (store.Seal & { id: string })[] = []
  for (const one of waiting) {
    if (one.isSealed) continue
    head = { seq: head.seq + 1, hash: sealOf(head.hash, sealed(one)) }
    seals.push({ ...head, id: one.id })
  }
  await store.addSeals(client, seals)
  await store.endWaiting(
    client,
    waiting.map(({ id }) => id),
  )
  return { done: waiting.length, head }
}

/** Seals everything that waits now; answers how many rows. Where another process is sealing, it is left to it. */
export async function sealWaiting(pool: pg.Pool, keeper?: HeadKeeper, clock: Clock = () => new Date()): Promise<number> {
  let all = 0
  for (;;) {
    const { done, head } = await inTransaction(pool, sealBatch)
    all += done
    if (head && keeper) await keepHead(pool, keeper, head, clock())
    if (done < BATCH) return all
  }
}

async function keepHead(pool: pg.Pool, keeper: HeadKeeper, head: store.Seal, at: Date): Promise<void> {
  const before = keeper.newest()
  const isFollowing =
    !before || (before.seq <= head.seq && (await inTransaction(pool, (client) => store.hashAt(client, before.seq))) === before.hash)
  await keeper.keep({ ...head, at: at.toISOString() }, isFollowing)
}

export type Sealer = { stop(): Promise<void> }

/** Seals what is written, until stopped; what waits at the end is sealed before it stops. A database that is away is waited for. */
export function runSealer(pool: pg.Pool, data: string, log: { error(what: object): void }, clock: Clock): Sealer {
  const keeper = headKeeper(data)
  let isStopping = false
  let wake: () => void = () => undefined
  const pause = (): Promise<void> =>
    new Promise((done) => {
      const timer = setTimeout(done, EVERY_MS)
      wake = () => {
        clearTimeout(timer)
        done()
      }
    })
  let isFailing = false
  const round = async (): Promise<void> => {
    try {
      await sealWaiting(pool, keeper, clock)
      isFailing = false
    } catch (error) {
      // Said once until it works again: a database that is away is away for many rounds.
      if (!isFailing) log.error({ err: error, part: 'sealer' })
      isFailing = true
    }
  }
  const running = (async () => {
    while (!isStopping) {
      await round()
      if (!isStopping) await pause()
    }
    await round()
  })()
  return {
    stop: () => {
      isStopping = true
      wake()
      return running
    },
  }
}
