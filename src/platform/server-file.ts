import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a running server leaves in its data folder for others to find it. */
export type ServerNote = { pid: number; address: string; startedAt: string }

const fileIn = (data: string): string => join(data, 'server.json')

export function writeServerNote(data: string, note: ServerNote): void {
  const unfinished = `${fileIn(data)}.${process.pid}`
  writeFileSync(unfinished, JSON.stringify(note), { mode: 0o600 })
  renameSync(unfinished, fileIn(data))
}

export function removeServerNote(data: string): void {
  const note = readServerNote(data)
  if (note?.pid === process.pid) rmSync(fileIn(data), { force: true })
}

function readServerNote(data: string): ServerNote | undefined {
  if (!existsSync(fileIn(data))) return undefined
  try {
    return JSON.parse(readFileSync(fileIn(data), 'utf8')) as ServerNote
  } catch {
    // Half-written by a process that was killed: as good as absent.
    return undefined
  }
}

/** The server that runs on this folder and answers, or undefined; a note left by a dead process counts for nothing. */
export async function findServer(data: string): Promise<ServerNote | undefined> {
  const note = readServerNote(data)
  if (!note) return undefined
  try {
    process.kill(note.pid, 0)
    const answer = await fetch(`${note.address}/healthz`, { signal: AbortSignal.timeout(2000) })
    const health = (await answer.json()) as { version?: string }
    return health.version ? note : undefined
  } catch {
    return undefined
  }
}
