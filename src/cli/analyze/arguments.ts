/** The words of `quen analyze`, each checked by name before the file is opened. */
import { existsSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { type ParseArgsConfig, parseArgs } from 'node:util'
import type { ModelName } from '../../science/model.ts'
import { dayNumber, isDate } from '../../values/civil-date.ts'
import { isZone } from '../../values/zone.ts'
import { Misused } from '../words.ts'
import { importNames, type LogField, logFields } from './columns.ts'
import type { OrderSaid } from './days.ts'

export type Language = 'vi' | 'en'

export type Asked = {
  path: string
  sheet: string | undefined
  asOfDay: number | null
  calibrateUntilDay: number | null
  acquiredFromDay: number | null
  model: ModelName | 'auto'
  daysPerUnit: 1 | 7
  horizonDays: number
  annualDiscount: number
  /** Said with --margin; a column of costs says it too. */
  margin: number | null
  map: (readonly [LogField, string])[]
  currency: string | null
  zone: string
  dayOrder: OrderSaid | null
  isJson: boolean
  html: string | null
  customers: string | null
  language: Language
}

const options = {
  'as-of': { type: 'string' },
  'calibrate-until': { type: 'string' },
  'acquired-from': { type: 'string' },
  model: { type: 'string', default: 'auto' },
  unit: { type: 'string', default: 'week' },
  horizon: { type: 'string', default: '52w' },
  'annual-discount': { type: 'string', default: '0.15' },
  margin: { type: 'string' },
  map: { type: 'string', multiple: true, default: [] },
  currency: { type: 'string' },
  zone: { type: 'string', default: 'Asia/Ho_Chi_Minh' },
  'day-order': { type: 'string' },
  sheet: { type: 'string' },
  json: { type: 'boolean', default: false },
  html: { type: 'string' },
  customers: { type: 'string' },
  language: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
  // Taken as every verb takes it; no house is opened.
  data: { type: 'string' },
} satisfies NonNullable<ParseArgsConfig['options']>

function dayOf(option: string, text: string | undefined): number | null {
  if (text === undefined) return null
  if (!isDate(text)) throw new Misused(`${option} "${text}" is no day: write YYYY-MM-DD, such as 2026-09-30`)
  return dayNumber(text)
}

function oneOf<const T extends string>(option: string, text: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === text)
  if (found === undefined) throw new Misused(`${option} "${text}" is not known: ${choices.join(', ')}`)
  return found
}

/** A share of one, written as 0.35 or 35%. */
function shareOf(option: string, text: string, low: number, high: number): number {
  const percent = /^(-?\d+(?:[.,]\d+)?)\s?%$/.exec(text.trim())?.[1]
  const share = percent === undefined ? Number(text.replace(',', '.')) : Number(percent.replace(',', '.')) / 100
  if (text.trim() === '' || !(share >= low && share <= high))
    throw new Misused(`${option} "${text}" must lie between ${low} and ${high}, such as 0.15`)
  return share
}

const LONGEST_DAYS = 3640

function horizonOf(text: string): number {
  const parts = /^(\d{1,4})(w|d|y)?$/.exec(text.trim().toLowerCase())
  const days = Number(parts?.[1]) * { w: 7, d: 1, y: 364 }[parts?.[2] === 'd' || parts?.[2] === 'y' ? parts[2] : 'w']
  if (!(days >= 1 && days <= LONGEST_DAYS)) throw new Misused(`--horizon "${text}" is not understood: write 52w, 180d or 1y, at most 520w`)
  return days
}

function mapOf(texts: readonly string[]): Asked['map'] {
  return texts.map((text) => {
    const at = text.indexOf('=')
    if (at < 1) throw new Misused(`Say: --map field=column, not "${text}"`)
    const name = text.slice(0, at).trim()
    const field = logFields.find((one) => one === (importNames[name] ?? name))
    if (field === undefined) throw new Misused(`--map: there is no field "${name}". Fields: ${logFields.join(', ')}`)
    return [field, text.slice(at + 1).trim()] as const
  })
}

function outputOf(option: string, path: string | undefined, input: string): string | null {
  if (path === undefined) return null
  if (path.trim() === '') throw new Misused(`${option}: say a file to write`)
  const whole = resolve(path)
  if (whole === resolve(input)) throw new Misused(`${option} names the file that is read; it would be overwritten`)
  if (!existsSync(dirname(whole))) throw new Misused(`${option}: there is no folder ${dirname(whole)}`)
  if (existsSync(whole) && !statSync(whole).isFile()) throw new Misused(`${option}: ${whole} is no file`)
  return whole
}

/** Vietnamese unless the terminal, or --language, says English. */
function languageOf(said: string | undefined): Language {
  if (said !== undefined) return oneOf('--language', said, ['vi', 'en'])
  const locale = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || ''
  return /^en/i.test(locale) ? 'en' : 'vi'
}

/** Null where help is asked for. */
export function readArguments(args: string[]): Asked | null {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options })
  if (values.help) return null
  const [path, ...more] = positionals
  if (path === undefined || more.length > 0) throw new Misused('Say one file: quen analyze FILE')
  const [asOfDay, calibrateUntilDay] = [dayOf('--as-of', values['as-of']), dayOf('--calibrate-until', values['calibrate-until'])]
  if (asOfDay !== null && calibrateUntilDay !== null && calibrateUntilDay >= asOfDay)
    throw new Misused('--calibrate-until must lie before --as-of: what comes between them is what the forecast is tested on')
  if (values.currency !== undefined && !/^[A-Za-z]{3}$/.test(values.currency))
    throw new Misused(`--currency "${values.currency}" is no code of a currency, such as VND`)
  if (!isZone(values.zone)) throw new Misused(`--zone "${values.zone}" is not known, such as Asia/Ho_Chi_Minh`)
  const [html, customers] = [outputOf('--html', values.html, path), outputOf('--customers', values.customers, path)]
  if (html !== null && html === customers) throw new Misused('--html and --customers name the same file')
  return {
    path,
    sheet: values.sheet,
    asOfDay,
    calibrateUntilDay,
    acquiredFromDay: dayOf('--acquired-from', values['acquired-from']),
    model: oneOf('--model', values.model, ['auto', 'bgnbd', 'mbgnbd', 'pareto']),
    daysPerUnit: oneOf('--unit', values.unit, ['week', 'day']) === 'day' ? 1 : 7,
    horizonDays: horizonOf(values.horizon),
    annualDiscount: shareOf('--annual-discount', values['annual-discount'], 0, 10),
    margin: values.margin === undefined ? null : shareOf('--margin', values.margin, 0, 1),
    map: mapOf(values.map),
    currency: values.currency?.toUpperCase() ?? null,
    zone: values.zone,
    dayOrder: values['day-order'] === undefined ? null : oneOf('--day-order', values['day-order'], ['dmy', 'mdy', 'ymd']),
    isJson: values.json,
    html,
    customers,
    language: languageOf(values.language),
  }
}
