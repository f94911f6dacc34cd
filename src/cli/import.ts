import { parseArgs } from 'node:util'
import { readConfig } from '../platform/config.ts'
import { fieldsOf, type ImportSubject, importSubjects } from '../rooms/exchange/contract.ts'
import { type Chosen, importFile } from '../rooms/exchange/public.ts'
import { findHouse } from '../rooms/team/public.ts'
import { allListeners } from '../server/listeners.ts'
import { openStoreRoom } from '../server/store-room.ts'
import { Misused, say } from './words.ts'

const HELP = `quen import FILE --as customers|orders|catalogue [--map field=column …] [--set field=value …] [--source NAME]
            [--sheet NAME] [--dry-run] [--json] [--data DIR]

Brings in a list of customers, of orders, or of the catalogue (goods, rooms, services) from a CSV file or a spreadsheet
(.xlsx), wholly or not at all. Which column is what is guessed from the headings and the cells; --map says it where the guess is wrong, --set gives a value to every row.

  --map field=column   the column by its heading, by its place (#3), or, of two with one heading, heading#2;
                       "--map field=" leaves the field out. May be given several times, also for one field.
  --set field=value    a field of every row, or: date-order=day-first|month-first, currency=VND, decimal-mark=.|,
                       leave-empty=FIELD (unreadable cells of it are left empty instead of refusing the row),
                       overwrite=FIELD (the file may write over what is known; otherwise only empty fields are filled)
  --source NAME        the system that the codes belong to. Unsaid, it is the known source that holds at least half of the
                       file's customer codes, else one named after the file; in between, Quen asks (exit 3).
  --dry-run            counts what would happen and writes nothing

fields of customers  ${fieldsOf.customers.join(', ')}
fields of orders     ${fieldsOf.orders.join(', ')}
fields of catalogue  ${fieldsOf.catalogue.join(', ')}

Exit: 0 done, rows may have been refused; 2 the file is refused whole; 3 a question is open and nothing was written; 1 a fault.`

const isSubject = (text: string | undefined): text is ImportSubject => importSubjects.some((subject) => subject === text)

function pair(text: string, option: string): [string, string] {
  const at = text.indexOf('=')
  if (at < 1) throw new Misused(`Say: ${option} field=value, not "${text}"`)
  return [text.slice(0, at).trim(), text.slice(at + 1).trim()]
}

function checkField(subject: ImportSubject, field: string): void {
  const fields: readonly string[] = fieldsOf[subject]
  if (!fields.includes(field)) throw new Misused(`There is no field "${field}" of ${subject}. Fields: ${fields.join(', ')}`)
}

/** What --set says: a few names are settings, all others fields of every row. */
function settingsOf(subject: ImportSubject, sets: readonly string[]): Chosen['settings'] {
  const settings = { leaveEmpty: [] as string[], overwrite: [] as string[], fixed: {} as Record<string, string> }
  const single: Chosen['settings'] = {}
  for (const [name, value] of sets.map((text) => pair(text, '--set'))) {
    if (name === 'currency') single.currency = value.toUpperCase()
    else if (name === 'date-order') single.dateOrder = value === 'month-first' ? 'month-first' : 'day-first'
    else if (name === 'decimal-mark') single.decimalMark = value === ',' ? ',' : '.'
    else if (name === 'leave-empty' || name === 'overwrite') {
      for (const field of value.split(',')) checkField(subject, field)
      settings[name === 'overwrite' ? 'overwrite' : 'leaveEmpty'].push(...value.split(','))
    } else {
      checkField(subject, name)
      settings.fixed[name] = value
    }
  }
  if (single.currency && !/^[A-Z]{3}$/.test(single.currency))
    throw new Misused(`"${single.currency}" is no code of a currency: --set currency=USD`)
  return { ...settings, ...single }
}

/** A line that rewrites itself on a terminal, else a line every few seconds. */
function progress(): (phase: string, rows: number) => void {
  const isTerminal = process.stderr.isTTY === true
  let last = Date.now()
  const words: Record<string, string> = { reading: 'đọc · reading', matching: 'nhận ra khách · recognising', writing: 'ghi · writing' }
  return (phase, rows) => {
    if (!isTerminal && Date.now() - last < 5000) return
    last = Date.now()
    const text = `${words[phase] ?? phase}: ${rows.toLocaleString('vi')} dòng · rows`
    process.stderr.write(isTerminal ? `\r\u001b[K${text}` : `${text}\n`)
  }
}

function tell({ answer, source, refusedPath, customersAdded }: Awaited<ReturnType<typeof importFile>>): void {
  const { added, updated, unchanged, refused } = answer
  console.log(`thêm · added ${added}, cập nhật · updated ${updated}, không đổi · unchanged ${unchanged}, bỏ · refused ${refused}`)
  if (answer.as === 'orders' && customersAdded > 0) console.log(`khách mới · new customers ${customersAdded}`)
  for (const { currency, minor } of answer.totals) console.log(`${currency} ${minor}`)
  for (const [kind, counts] of Object.entries({ repaired: answer.repaired, doubtful: answer.doubtful }))
    if (Object.keys(counts).length > 0)
      console.log(
        `${kind}: ${Object.entries(counts)
          .map(([what, n]) => `${what} ${n}`)
          .join(', ')}`,
      )
  for (const { line, field, code, message } of answer.problems.slice(0, 20)) console.log(`${line || ''} ${field ?? ''} ${code}: ${message}`)
  for (const { code, field, choices } of answer.questions) console.log(`? ${code} ${field}: ${choices.join(' | ')}`)
  if (source) say(`nguồn · source: ${source}`)
  if (refusedPath) say(`dòng bị bỏ · refused rows: ${refusedPath}`)
}

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      as: { type: 'string' },
      map: { type: 'string', multiple: true, default: [] },
      set: { type: 'string', multiple: true, default: [] },
      source: { type: 'string' },
      sheet: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      data: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) {
    console.log(HELP)
    return 0
  }
  const [path, ...more] = positionals
  const subject = values.as
  if (!path || more.length > 0) throw new Misused('Say which file: quen import FILE --as customers|orders|catalogue')
  if (!isSubject(subject)) throw new Misused('Say what the file lists: --as customers, --as orders or --as catalogue')
  const map = values.map.map((text) => pair(text, '--map'))
  for (const [field] of map) checkField(subject, field)
  const settings = settingsOf(subject, values.set)
  const config = readConfig(values)
  const store = await openStoreRoom(config, { max: 3, say, name: 'quen import' })
  try {
    const house = await findHouse(store.database.db)
    const chosen: Chosen = {
      subject,
      path,
      map: map as unknown as Chosen['map'],
      settings,
      source: values.source,
      sheet: values.sheet,
      isDryRun: values['dry-run'],
      data: config.data,
    }
    const told = await importFile(
      { address: store.address, role: store.role, listeners: allListeners },
      store.database.db,
      house,
      chosen,
      progress(),
    )
    if (process.stderr.isTTY) process.stderr.write('\r\u001b[K')
    if (values.json) console.log(JSON.stringify(told.answer))
    else tell(told)
    return told.exit
  } finally {
    await store.close()
  }
}
