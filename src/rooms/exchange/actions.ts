import { existsSync, readFileSync } from 'node:fs'
import type { Readable } from 'node:stream'
import type { z } from 'zod'
import type { Db } from '../../platform/db/db.ts'
import type { HouseFrame } from '../../platform/http/serve.ts'
import type { Who } from '../../platform/http/who.ts'
import { newId } from '../../platform/ids.ts'
import { enqueue } from '../../platform/jobs/jobs.ts'
import { Refusal } from '../../platform/refusal.ts'
import { TableRefused } from '../../platform/tabular/row.ts'
import { maskCards } from '../../values/card-guard.ts'
import { tidy } from '../../values/text.ts'
import { fieldsOf, type ImportSubject, type updateImport } from './contract.ts'
import { type Field, findColumn, type Guess, tidySource } from './rules.ts'
import { showColumns } from './show-columns.ts'
import { chooseSource } from './source.ts'
import * as store from './store.ts'
import { type FirstLook, lookInto, type Settings, understand, usualSettings } from './understand.ts'
import { dropUpload, keepUpload, refusedPath, uploadPath } from './uploads.ts'
import { fileReasons } from './words.data.ts'

export const IMPORT_JOB = 'exchange.work'

/** What stands around an act: the house's ways, where files lie, the language of the screen, and when it is. */
export type Scene = { house: HouseFrame; data: string; language: 'vi' | 'en'; now: Date }

type Change = z.output<NonNullable<typeof updateImport.body>>

const noSuchImport = () => new Refusal(404, 'exchange.no_such_import', 'There is no such import.')
const notNow = () => new Refusal(409, 'exchange.not_now', 'This cannot be done with the import as it is now.')

const fileRefused = (code: string, language: 'vi' | 'en') =>
  new Refusal(422, 'exchange.file_refused', fileReasons[code]?.[language] ?? 'This file cannot be read.', { file: code })

async function look(path: string, sheet: string | undefined, language: 'vi' | 'en'): Promise<FirstLook> {
  try {
    return await lookInto(path, sheet)
  } catch (error) {
    if (error instanceof TableRefused) throw fileRefused(error.code, language)
    throw error
  }
}

type Known = {
  subject: ImportSubject
  fileName: string
  settings: Settings
  source: string | undefined
  chosen: readonly Guess[] | undefined
}

/** How a file is understood with what is known so far: the parts of an import that follow from it. */
async function understandFile(db: Db, first: FirstLook, known: Known, { house, language, now }: Scene) {
  const asked = { subject: known.subject, look: first, settings: known.settings, chosen: known.chosen, house, now }
  const draft = understand({ ...asked, source: '' })
  const { source, question } = known.source ? { source: tidySource(known.source) } : await chooseSource(db, first, draft, known.fileName)
  const { guesses, questions, plan } = understand({ ...asked, source })
  const { format, sheets, sheet, separator, encoding, hasHeader, epoch } = first
  return {
    source,
    mapping: [...plan.fields],
    understood: {
      format,
      sheets,
      sheet,
      separator,
      encoding,
      hasHeader,
      epoch,
      proven: { dateOrder: plan.dateOrder, ...(plan.decimalMark ? { decimalMark: plan.decimalMark } : {}) },
      columns: showColumns(first, guesses, plan, language),
      questions: [...questions, ...(question ? [question] : [])],
      isSourceSaid: known.source !== undefined,
    },
  }
}

type Upload = { fileName: string; file: Readable & { truncated?: boolean } }

/** Keeps an upload and says how it is understood; a file that is refused leaves nothing behind. */
export async function takeUpload(
  db: Db,
  subject: ImportSubject,
  source: string | undefined,
  upload: Upload,
  who: Who,
  scene: Scene,
): Promise<store.Import> {
  const id = newId(scene.now.getTime())
  const fileName = maskCards(tidy(upload.fileName.split(/[/\\]/).pop() ?? '')).slice(0, 200) || 'list'
  try {
    const path = await keepUpload(scene.data, id, upload.file)
    if (upload.file.truncated) throw new Refusal(413, 'request.too_large', 'This is too large.')
    const first = await look(path, undefined, scene.language)
    const parts = await understandFile(db, first, { subject, fileName, settings: usualSettings, source, chosen: undefined }, scene)
    const made: store.Import = {
      id,
      subject,
      fileName,
      ...parts,
      state: 'draft',
      settings: usualSettings,
      report: null,
      undone: null,
      refusal: null,
      phase: null,
      rowsDone: 0,
      rowsAll: first.rowsAll,
      createdBy: who.kind === 'staff' ? who.id : null,
      createdByName: who.name,
      createdAt: scene.now,
      finishedAt: null,
      version: 1,
    }
    await store.add(db, made)
    return made
  } catch (error) {
    dropUpload(scene.data, id)
    throw error
  }
}

export async function requireImport(db: Db, importId: string): Promise<store.Import> {
  const found = await store.find(db, importId)
  if (!found) throw noSuchImport()
  return found
}

const restful: readonly store.ImportState[] = ['draft', 'previewed', 'cancelled', 'failed']

async function requireRestful(db: Db, importId: string): Promise<store.Import> {
  const found = await store.findForUpdate(db, importId)
  if (!found) throw noSuchImport()
  if (!restful.includes(found.state)) throw notNow()
  return found
}

const mappingWrong = (place: string, why: string) =>
  new Refusal(400, 'exchange.mapping_wrong', 'The columns cannot be read in this way.', { [place]: why })

function checkFields(subject: ImportSubject, fields: readonly (string | null)[], place: string): void {
  const known: readonly string[] = fieldsOf[subject]
  fields.forEach((field, at) => {
    if (field !== null && !known.includes(field)) throw mappingWrong(`${place}.${at}`, 'no_such_field')
  })
}

/** What the columns are after a change: what was sent, and what answers say about them. */
function changedGuesses(before: store.Import, change: Change): Guess[] {
  const guesses: Guess[] = before.understood.columns.map(({ field, guessedBy }) => ({ field: field as Field | null, guessedBy }))
  change.mapping?.forEach((field, at) => {
    if (guesses[at] && guesses[at].field !== field) guesses[at] = { field: field as Field | null, guessedBy: 'person' }
  })
  const headings = before.understood.columns.map(({ header }) => header)
  for (const { code, field, choice } of change.answers ?? []) {
    if (code !== 'duplicate-header' && code !== 'missing-column') continue
    const at = findColumn(headings, choice)
    if (at < 0) throw mappingWrong('answers', 'no_such_column')
    checkFields(before.subject, [field], 'answers')
    for (const guess of guesses) if (guess.field === field) Object.assign(guess, { field: null, guessedBy: 'person' })
    guesses[at] = { field: field as Field, guessedBy: 'person' }
  }
  return guesses
}

const answerTo = (change: Change, code: string): string | undefined => change.answers?.find((answer) => answer.code === code)?.choice

/** Changes how a file is understood; it is looked into again. */
export async function correctImport(db: Db, importId: string, change: Change, scene: Scene): Promise<store.Import> {
  const before = await requireRestful(db, importId)
  if (before.version !== change.version) throw new Refusal(409, 'exchange.changed_meanwhile', 'Somebody changed this meanwhile.')
  checkFields(before.subject, change.mapping ?? [], 'mapping')
  checkFields(
    before.subject,
    [...(change.settings?.leaveEmpty ?? []), ...(change.settings?.overwrite ?? []), ...Object.keys(change.settings?.fixed ?? {})],
    'settings',
  )
  const sent = Object.fromEntries(Object.entries(change.settings ?? {}).filter(([, value]) => value !== undefined))
  const currency = answerTo(change, 'currency')
  const settings: Settings = { ...before.settings, ...sent, ...(currency ? { currency } : {}) }
  const isOtherSheet = change.sheet !== undefined && change.sheet !== before.understood.sheet
  const first = await look(uploadPath(scene.data, importId), change.sheet ?? before.understood.sheet ?? undefined, scene.language)
  const source = change.source ?? answerTo(change, 'source') ?? (before.understood.isSourceSaid ? before.source : undefined)
  const known = {
    subject: before.subject,
    fileName: before.fileName,
    settings,
    source,
    chosen: isOtherSheet ? undefined : changedGuesses(before, change),
  }
  const parts = await understandFile(db, first, known, scene)
  const after = { ...before, ...parts, settings }
  await store.understandAnew(db, after)
  return requireImport(db, importId)
}

/** Lets a preview or an import begin, in the background. */
export async function begin(db: Db, importId: string, what: 'preview' | 'run', scene: Scene): Promise<store.Import> {
  const before = await requireRestful(db, importId)
  if (before.understood.questions.length > 0)
    throw new Refusal(409, 'exchange.questions_open', 'Something has to be answered first.', {
      questions: before.understood.questions[0]?.code ?? '',
    })
  if (!existsSync(uploadPath(scene.data, importId))) throw notNow()
  await store.move(db, importId, restful, what === 'run' ? 'running' : 'previewing', { refusal: null, rowsDone: 0, finishedAt: null })
  await enqueue(db, IMPORT_JOB, { importId, what, language: scene.language })
  return requireImport(db, importId)
}

/** Stops a preview or an import. What only waits for its turn stops at once, what runs within two seconds. */
export async function stop(db: Db, importId: string): Promise<store.Import> {
  const before = await store.findForUpdate(db, importId)
  if (!before) throw noSuchImport()
  if (before.state !== 'running' && before.state !== 'previewing') throw notNow()
  const isWorking = await store.wantCancel(db, importId)
  if (!isWorking) await store.move(db, importId, [before.state], before.state === 'running' ? 'cancelled' : 'draft')
  return requireImport(db, importId)
}

/** Lets an import be taken back, in the background. */
export async function beginUndo(db: Db, importId: string, scene: Scene): Promise<store.Import> {
  const found = await store.findForUpdate(db, importId)
  if (!found) throw noSuchImport()
  if (!(await store.move(db, importId, ['done'], 'undoing'))) throw notNow()
  await enqueue(db, IMPORT_JOB, { importId, what: 'undo', language: scene.language })
  return requireImport(db, importId)
}

/** The refused rows as a CSV file; empty where there are none. */
export async function refusedRows(db: Db, importId: string, data: string): Promise<{ fileName: string; csv: string }> {
  const found = await requireImport(db, importId)
  const path = refusedPath(data, importId)
  const name = found.fileName.replace(/\.[A-Za-z0-9]{1,5}$/, '')
  return { fileName: `${name} · ${found.report?.refused ?? 0}.csv`, csv: existsSync(path) ? readFileSync(path, 'utf8') : '' }
}
