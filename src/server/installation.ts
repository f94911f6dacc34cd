import { randomUUID } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { makeDataFolder } from '../platform/config.ts'
import type { Db } from '../platform/db/db.ts'
import { beInstallation, installationOf, takeOverSending } from '../rooms/messages/sendings/installation-store.ts'

/**
 * Which installation this folder is. A restored backup or a copied database has the row of another one, and sends nothing until a
 * person says which of the two may.
 */

const fileOf = (data: string): string => join(data, 'installation')

export function epochOf(data: string): string | undefined {
  const file = fileOf(data)
  return existsSync(file) ? readFileSync(file, 'utf8').trim() || undefined : undefined
}

function writeEpoch(data: string, epoch: string): void {
  makeDataFolder(data)
  const half = `${fileOf(data)}.${process.pid}`
  const file = openSync(half, 'w', 0o600)
  try {
    writeSync(file, `${epoch}\n`)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(half, fileOf(data))
}

/** At a start: a house that never had an installation gets this one; any other stays as it is. */
export async function settleIn(db: Db, data: string, now: Date): Promise<void> {
  if (await installationOf(db)) return
  const epoch = epochOf(data) ?? randomUUID()
  writeEpoch(data, epoch)
  await beInstallation(db, epoch, now)
}

/** A person says so: this one sends from now on, and whichever did before does not. */
export async function takeOver(db: Db, data: string, now: Date): Promise<void> {
  const epoch = randomUUID()
  writeEpoch(data, epoch)
  await takeOverSending(db, epoch, now)
}

export async function mayThisSend(db: Db, data: string): Promise<boolean> {
  const known = await installationOf(db)
  return known === undefined || known === epochOf(data)
}
