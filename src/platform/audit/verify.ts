import type pg from 'pg'
import { canonical, ID_AT, ROOT, sealOf, TIME_AT } from './canonical.ts'
import type { Head } from './heads.ts'
import * as store from './seal-store.ts'

/** What is wrong at a place: a row altered or taken out, a seal altered, the end cut off, a row that was never sealed. */
export type FaultKind = 'altered' | 'missing' | 'cut' | 'unsealed' | 'seal-altered'
export type Fault = { kind: FaultKind; seq: number | null; auditId: string | null; at: string | null }
export type Verdict = { isWhole: boolean; rows: number; fault: Fault | null; ms: number }

/** Small enough that the house answers others between two batches. */
const BATCH = 2000
/** A row that waits longer for its seal than this many seconds was passed over. */
const MOST_WAITING = 10

type Link = readonly (string | null)[]

const rowOf = (link: Link) => ({ id: link[store.LINK_ROW_FROM + ID_AT] ?? null, at: link[store.LINK_ROW_FROM + TIME_AT] ?? null })

/** Where row and seal do not fit, the next seal tells which of the two was changed: it was made with the true one. */
function whichIsWrong(link: Link, expected: string, next: Link | undefined, heads: ReadonlyMap<number, Head>): 'altered' | 'seal-altered' {
  const stored = String(link[1])
  const known = heads.get(Number(link[0]))?.hash
  if (known !== undefined) return known === expected ? 'seal-altered' : 'altered'
  if (!next || rowOf(next).id === null) return 'altered'
  const nextRow = canonical(next, store.LINK_ROW_FROM)
  return sealOf(stored, nextRow) !== next[1] && sealOf(expected, nextRow) === next[1] ? 'seal-altered' : 'altered'
}

type Walk = { seq: number; hash: string; fault: Fault | null }

/** One step along the chain; answers the fault at this place, if there is one. */
function step(walk: Walk, link: Link, next: Link | undefined, heads: ReadonlyMap<number, Head>): Fault | undefined {
  const seq = Number(link[0])
  if (seq !== walk.seq + 1) return { kind: 'missing', seq: walk.seq + 1, auditId: null, at: null }
  const { id, at } = rowOf(link)
  if (id === null) return { kind: 'missing', seq, auditId: link[2] ?? null, at: null }
  const expected = sealOf(walk.hash, canonical(link, store.LINK_ROW_FROM))
  if (expected !== link[1]) return { kind: whichIsWrong(link, expected, next, heads), seq, auditId: id, at }
  const known = heads.get(seq)
  // The chain fits in itself but is not the one that was kept outside: it was cut here or before, and forged anew.
  if (known && known.hash !== expected) return { kind: 'cut', seq, auditId: id, at }
  walk.seq = seq
  walk.hash = expected
  return undefined
}

async function walkChain(client: pg.ClientBase, heads: ReadonlyMap<number, Head>): Promise<Walk> {
  const walk: Walk = { seq: 0, hash: ROOT, fault: null }
  let links = await store.readLinks(client, 0, BATCH)
  while (links.length > 0) {
    // The next batch is on its way while this one is hashed.
    const following = links.length < BATCH ? Promise.resolve([]) : store.readLinks(client, Number(links.at(-1)?.[0]), BATCH)
    for (const [at, link] of links.entries()) {
      const isLast = at + 1 === links.length
      const fault = step(walk, link, isLast ? undefined : links[at + 1], heads)
      if (!fault) continue
      const next = isLast ? (await following)[0] : undefined
      await following
      walk.fault = next ? (step(walk, link, next, heads) ?? fault) : fault
      return walk
    }
    links = await following
  }
  return walk
}

async function look(client: pg.ClientBase, heads: readonly Head[]): Promise<Walk> {
  // Of two heads for one place the older is the true one: the other was kept after the chain had been cut and grown again.
  const walk = await walkChain(client, new Map(heads.toReversed().map((head) => [head.seq, head])))
  if (walk.fault) return walk
  const beyond = heads.find(({ seq }) => seq > walk.seq)
  if (beyond) return { ...walk, fault: { kind: 'cut', seq: walk.seq + 1, auditId: null, at: beyond.at } }
  const left = await store.firstUnsealed(client, MOST_WAITING)
  if (left) return { ...walk, fault: { kind: 'unsealed', seq: null, auditId: left.audit_id, at: left.at.toISOString() } }
  return walk
}

/** Walks the whole chain and names the first place that is not right. `heads` are those kept outside the database, read before this. */
export async function verifyChain(pool: pg.Pool, heads: readonly Head[]): Promise<Verdict> {
  const began = performance.now()
  const client = await pool.connect()
  let isLost = true
  try {
    await store.beginLook(client)
    const { seq, fault } = await look(client, heads)
    await client.query('commit')
    isLost = false
    return { isWhole: fault === null, rows: seq, fault, ms: Math.round(performance.now() - began) }
  } finally {
    client.release(isLost)
  }
}
