import { createWriteStream, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

const DAY = 24 * 3600_000
/** Drafts that nobody ran are forgotten after a week, lists of refused rows after a month. */
const KEPT_FOR = [
  ['.upload', 7 * DAY],
  ['.refused.csv', 31 * DAY],
] as const

const folderIn = (data: string): string => join(data, 'imports')

/** The file that was uploaded for an import; it lies there until the import is done. */
export const uploadPath = (data: string, importId: string): string => join(folderIn(data), `${importId}.upload`)

/** The list of the rows that an import refused, card numbers veiled. */
export const refusedPath = (data: string, importId: string): string => join(folderIn(data), `${importId}.refused.csv`)

/** Makes the folder, which nobody else may look into. */
export function makeImportFolder(data: string): void {
  mkdirSync(folderIn(data), { recursive: true, mode: 0o700 })
}

/** Keeps an upload, readable by nobody else. */
export async function keepUpload(data: string, importId: string, file: Readable): Promise<string> {
  makeImportFolder(data)
  forgetOld(data)
  const path = uploadPath(data, importId)
  await pipeline(file, createWriteStream(path, { mode: 0o600 }))
  return path
}

export const dropUpload = (data: string, importId: string): void => rmSync(uploadPath(data, importId), { force: true })

function forgetOld(data: string): void {
  for (const name of readdirSync(folderIn(data))) {
    const keptFor = KEPT_FOR.find(([ending]) => name.endsWith(ending))?.[1]
    const path = join(folderIn(data), name)
    const seen = keptFor === undefined ? undefined : statSync(path, { throwIfNoEntry: false })?.mtimeMs
    if (seen !== undefined && keptFor !== undefined && Date.now() - seen > keptFor) rmSync(path, { force: true })
  }
}
