import { existsSync, readFileSync } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import { join } from 'node:path'

/** The newest seal at some moment: its place in the chain, its hash, and when it was set. */
export type Head = { seq: number; hash: string; at: string }

const KEPT = 'audit-heads'
const NEWEST = 'audit-head'
const STEP = 60_000

const lineOf = ({ seq, hash, at }: Head): string => `${seq} ${hash} ${at}\n`

/** A line that a power cut tore has no such form and says nothing. */
const readLines = (path: string): Head[] =>
  (existsSync(path) ? readFileSync(path, 'utf8') : '').split('\n').flatMap((line) => {
    const found = /^(\d{1,15}) ([0-9a-f]{64}) (\S+)$/.exec(line)
    return found ? [{ seq: Number(found[1]), hash: found[2] as string, at: found[3] as string }] : []
  })

async function writeSafely(path: string, text: string, flags: 'a' | 'w'): Promise<void> {
  const file = await open(path, flags, 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Every head that this folder knows, in the order of the chain; what `quen audit verify` holds against the database. */
export const readHeads = (data: string): Head[] =>
  [...readLines(join(data, KEPT)), ...readLines(join(data, NEWEST))].sort((a, b) => a.seq - b.seq)

/** Where heads go; `newest` is the one to follow on. */
export type HeadKeeper = { newest(): Head | undefined; keep(head: Head, isFollowing: boolean): Promise<void> }

/**
 * Keeps heads outside the database, so that a chain whose end was cut off does not pass for a whole one. `audit-head` holds the newest;
 * to `audit-heads` a line is added a minute at most. A head that the chain no longer leads from is kept there for good, as evidence.
 */
export function headKeeper(data: string): HeadKeeper {
  let keptAt = Date.parse(readLines(join(data, KEPT)).at(-1)?.at ?? '') || 0
  let newest = readLines(join(data, NEWEST)).at(-1)
  return {
    newest: () => newest,
    async keep(head, isFollowing) {
      if (newest && !isFollowing) await writeSafely(join(data, KEPT), lineOf(newest), 'a')
      const fresh = join(data, `${NEWEST}.new`)
      await writeSafely(fresh, lineOf(head), 'w')
      await rename(fresh, join(data, NEWEST))
      newest = head
      const at = Date.parse(head.at)
      if (Math.abs(at - keptAt) < STEP) return
      await writeSafely(join(data, KEPT), lineOf(head), 'a')
      keptAt = at
    },
  }
}
