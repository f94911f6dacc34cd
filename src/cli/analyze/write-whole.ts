/** Files that are there whole or not at all: written beside their place, synced, then moved into it, all of them or none. */
import { open, rename, rm } from 'node:fs/promises'

export type Output = { path: string; stretches: Iterable<string> }

async function writeBeside(path: string, stretches: Iterable<string>): Promise<string> {
  const beside = `${path}.${process.pid}.tmp`
  const file = await open(beside, 'w')
  try {
    for (const stretch of stretches) await file.write(stretch)
    await file.sync()
  } finally {
    await file.close()
  }
  return beside
}

export async function writeWhole(outputs: readonly Output[]): Promise<void> {
  const written: { beside: string; path: string }[] = []
  try {
    for (const { path, stretches } of outputs) {
      written.push({ beside: `${path}.${process.pid}.tmp`, path })
      await writeBeside(path, stretches)
    }
    for (const { beside, path } of written) await rename(beside, path)
  } finally {
    for (const { beside } of written) await rm(beside, { force: true })
  }
}
