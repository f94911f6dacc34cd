import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { APP_ROLE } from '../../src/platform/db/migrate.ts'
import { type Chosen, importFile } from '../../src/rooms/exchange/public.ts'
import { findHouse } from '../../src/rooms/team/public.ts'
import type { TestHouse } from '../support/house.ts'

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** A folder of its own for what a test writes; it goes when the file's tests have ended. */
export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'quen-exchange-'))
  folders.push(folder)
  return folder
}

export function aFile(name: string, text: string): string {
  const path = join(aFolder(), name)
  writeFileSync(path, text)
  return path
}

/** Imports as the command does, in the test's own process. */
export async function bring(house: TestHouse, path: string, subject: Chosen['subject'], more: Partial<Chosen> = {}) {
  const ground = { address: house.address, role: APP_ROLE }
  return importFile(ground, house.db, await findHouse(house.db), {
    path,
    subject,
    map: [],
    settings: {},
    isDryRun: false,
    data: aFolder(),
    ...more,
  })
}

/** The state of everything but the notes of imports and the vocabulary, which an import may teach. */
export async function stateOf(house: TestHouse): Promise<string> {
  const lines = (await house.checksum()).split('\n')
  return lines.filter((line) => !/^(?:import|import_before|news|name_word|name_word_variant|api_token|idempotency) /.test(line)).join('\n')
}
