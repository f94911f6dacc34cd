import type { Db } from '../../platform/db/db.ts'
import { findHouse } from '../team/public.ts'
import { perform } from './perform.ts'
import type { Field, Guess } from './rules.ts'
import type { Ground } from './session.ts'
import * as store from './store.ts'
import { understand } from './understand.ts'
import { undo } from './undo.ts'
import { dropUpload, refusedPath, uploadPath } from './uploads.ts'

type Order = { importId: string; what: 'preview' | 'run' | 'undo'; language: 'vi' | 'en'; data: string }

async function takeBack(ground: Ground, db: Db, importId: string, now: Date): Promise<void> {
  // The note says that somebody is at it, so that it is not taken for abandoned.
  const ticking = setInterval(() => void store.noteProgress(db, importId, 'writing', 0).catch(() => false), 5000)
  try {
    await undo(ground, importId, now)
  } catch (error) {
    await store.move(db, importId, ['undoing'], 'done')
    throw error
  } finally {
    clearInterval(ticking)
  }
}

/** Does what was ordered for an import that is still in the state it was ordered in; otherwise nothing. */
export async function work(ground: Ground, db: Db, { importId, what, language, data }: Order, now: Date): Promise<void> {
  const one = await store.find(db, importId)
  if (!one || one.state !== { preview: 'previewing', run: 'running', undo: 'undoing' }[what]) return
  if (what === 'undo') return takeBack(ground, db, importId, now)
  const path = uploadPath(data, importId)
  const { columns, epoch, sheet } = one.understood
  const chosen: Guess[] = one.mapping.map((field) => ({ field: field as Field | null, guessedBy: 'person' }))
  const headings = columns.map(({ header }) => header)
  const house = await findHouse(db)
  const look = { ...one.understood, epoch, headings, sample: [], rowsAll: one.rowsAll }
  const { plan } = understand({ subject: one.subject, look, chosen, settings: one.settings, source: one.source, house, now })
  await store.noteProgress(db, importId, 'reading', 0)
  const outcome = await perform(ground, db, {
    importId,
    path,
    sheet,
    headings,
    plan: { ...plan, ...one.understood.proven },
    isDryRun: what === 'preview',
    by: one.createdBy,
    byName: one.createdByName,
    language,
    refusedPath: refusedPath(data, importId),
  })
  if (outcome.state === 'done') dropUpload(data, importId)
}
