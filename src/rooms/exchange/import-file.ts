import { basename } from 'node:path'
import type { Db } from '../../platform/db/db.ts'
import type { HouseFrame } from '../../platform/http/serve.ts'
import { newId } from '../../platform/ids.ts'
import { TableRefused } from '../../platform/tabular/row.ts'
import { maskCards } from '../../values/card-guard.ts'
import type { ImportSubject } from './contract.ts'
import { perform, type Watch } from './perform.ts'
import type { Plan } from './plan.ts'
import { columnLabels, type Field, findColumn, type Question, tidySource } from './rules.ts'
import type { Ground } from './session.ts'
import { chooseSource } from './source.ts'
import * as store from './store.ts'
import type { Problem } from './tally.ts'
import { type FirstLook, lookInto, type Settings, type Understood, understand, usualSettings } from './understand.ts'
import { makeImportFolder, refusedPath } from './uploads.ts'
import { fileReasons } from './words.data.ts'

/** What a command says about a file. */
export type Chosen = {
  subject: ImportSubject
  path: string
  map: readonly (readonly [Field, string])[]
  settings: Partial<Settings>
  source?: string | undefined
  sheet?: string | undefined
  isDryRun: boolean
  data: string
}

/** What a command prints; the shape is promised to programs. */
export type ImportAnswer = {
  import: string | null
  as: ImportSubject
  dryRun: boolean
  mapping: Record<string, string | string[]>
  rows: number
  added: number
  updated: number
  unchanged: number
  refused: number
  repaired: Record<string, number>
  doubtful: Record<string, number>
  totals: { currency: string; minor: number }[]
  problems: Problem[]
  questions: Question[]
}

export type Told = { answer: ImportAnswer; exit: 0 | 2 | 3; source: string | null; refusedPath: string | null; customersAdded: number }

const nothing = {
  rows: 0,
  added: 0,
  updated: 0,
  unchanged: 0,
  refused: 0,
  repaired: {},
  doubtful: {},
  totals: [],
  problems: [],
  questions: [],
}

const asAnswer = ({ subject, isDryRun }: Chosen, mapping: ImportAnswer['mapping'] = {}): ImportAnswer => ({
  import: null,
  as: subject,
  dryRun: isDryRun,
  mapping,
  ...nothing,
})

function refusedWhole(chosen: Chosen, code: string, language: 'vi' | 'en', field: string | null = null, words?: string): Told {
  const message = words ?? fileReasons[code]?.[language] ?? code
  return {
    answer: { ...asAnswer(chosen), problems: [{ line: 0, field, code, message }] },
    exit: 2,
    source: null,
    refusedPath: null,
    customersAdded: 0,
  }
}

function mappingOf(look: FirstLook, { plan }: Understood): ImportAnswer['mapping'] {
  const labels = columnLabels(look.headings)
  const mapping: Record<string, string | string[]> = {}
  plan.fields.forEach((field, at) => {
    if (!field) return
    const known = mapping[field]
    const label = labels[at] ?? ''
    mapping[field] = known === undefined ? label : [...[known].flat(), label]
  })
  return mapping
}

/** The columns that were named, by field; the name of the first that is not there. */
function namedColumns(chosen: Chosen, look: FirstLook): Map<Field, number[]> | { missing: readonly [Field, string] } {
  const named = new Map<Field, number[]>()
  for (const [field, column] of chosen.map) {
    const at = column === '' ? -1 : findColumn(look.headings, column)
    if (at < 0 && column !== '') return { missing: [field, column] }
    named.set(field, [...(named.get(field) ?? []), ...(at < 0 ? [] : [at])])
  }
  return named
}

/** Imports a file in one go: understands it, asks what must be asked, and writes it unless it is a rehearsal. */
export async function importFile(ground: Ground, db: Db, house: HouseFrame, chosen: Chosen, watch?: Watch): Promise<Told> {
  let look: FirstLook
  try {
    look = await lookInto(chosen.path, chosen.sheet)
  } catch (error) {
    if (error instanceof TableRefused) return refusedWhole(chosen, error.code, house.language)
    throw error
  }
  const named = namedColumns(chosen, look)
  if ('missing' in named) {
    const [field, column] = named.missing
    return refusedWhole(chosen, 'no-such-column', house.language, field, `${column}: ${columnLabels(look.headings).join(', ')}`)
  }
  const settings = { ...usualSettings, ...chosen.settings }
  const asked = { subject: chosen.subject, look, named, settings, house, now: new Date() }
  const first = understand({ ...asked, source: '' })
  const { source, question } = chosen.source
    ? { source: tidySource(maskCards(chosen.source)) }
    : await chooseSource(db, look, first, maskCards(basename(chosen.path)))
  const understood = understand({ ...asked, source })
  const questions = [...understood.questions, ...(question ? [question] : [])]
  const answer = asAnswer(chosen, mappingOf(look, understood))
  if (questions.length > 0) return { answer: { ...answer, questions }, exit: 3, source, refusedPath: null, customersAdded: 0 }
  return carry(ground, db, house, { chosen, look, plan: understood.plan, settings, answer }, watch)
}

type Settled = { chosen: Chosen; look: FirstLook; plan: Plan; settings: Settings; answer: ImportAnswer }

/** The note of an import that is done in one go. */
const noteOf = (id: string, { chosen, look, plan, settings }: Settled): store.Import => ({
  id,
  subject: chosen.subject,
  source: plan.source,
  fileName: maskCards(basename(chosen.path)).slice(0, 200),
  state: chosen.isDryRun ? 'previewing' : 'running',
  mapping: [...plan.fields],
  settings,
  understood: {
    format: look.format,
    sheets: look.sheets,
    sheet: look.sheet,
    separator: look.separator,
    encoding: look.encoding,
    hasHeader: look.hasHeader,
    epoch: look.epoch,
    proven: { dateOrder: plan.dateOrder },
    columns: [],
    questions: [],
    isSourceSaid: true,
  },
  report: null,
  undone: null,
  refusal: null,
  phase: null,
  rowsDone: 0,
  rowsAll: look.rowsAll,
  createdBy: null,
  createdByName: null,
  createdAt: plan.now,
  finishedAt: null,
  version: 1,
})

async function carry(ground: Ground, db: Db, house: HouseFrame, settled: Settled, watch: Watch | undefined): Promise<Told> {
  const { chosen, look, plan, answer } = settled
  const importId = newId(plan.now.getTime())
  makeImportFolder(chosen.data)
  await store.settleAbandoned(db)
  await store.add(db, noteOf(importId, settled))
  const refused = refusedPath(chosen.data, importId)
  const { path, isDryRun } = chosen
  const file = { path, sheet: look.sheet, headings: look.headings, refusedPath: refused }
  const outcome = await perform(ground, db, { importId, ...file, plan, isDryRun, by: null, byName: null, language: house.language }, watch)
  if (isDryRun) await store.forget(db, importId)
  if (outcome.state === 'refused') return refusedWhole(chosen, outcome.code, house.language)
  if (outcome.state === 'cancelled') return refusedWhole(chosen, 'cancelled', house.language)
  const { customersAdded, refusedFor: _, ...counts } = outcome.report
  const told: ImportAnswer = { ...answer, import: isDryRun ? null : importId, ...counts, questions: [] }
  return { answer: told, exit: 0, source: plan.source, refusedPath: counts.refused > 0 ? refused : null, customersAdded }
}
