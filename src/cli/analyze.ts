import { TableRefused } from '../platform/tabular/row.ts'
import { addDays, fromDayNumber } from '../values/civil-date.ts'
import { answerOf } from './analyze/answer.ts'
import { type Asked, readArguments } from './analyze/arguments.ts'
import { logFields } from './analyze/columns.ts'
import { customerLines } from './analyze/customers.ts'
import { type Log, readLog } from './analyze/log.ts'
import { pageOf } from './analyze/page/page.ts'
import { type Settled, settle } from './analyze/settle.ts'
import { type Screen, terminalText } from './analyze/terminal.ts'
import { verdictOf } from './analyze/verdict.ts'
import { warningsOf } from './analyze/warnings.ts'
import { fileProblem } from './analyze/words.ts'
import { type Output, writeWhole } from './analyze/write-whole.ts'
import { say } from './words.ts'

const HELP = `quen analyze FILE [--as-of DATE] [--calibrate-until DATE] [--model auto|bgnbd|mbgnbd|pareto] [--unit week|day]
             [--horizon 52w] [--annual-discount 0.15] [--margin 0.35] [--map field=column …] [--json]
             [--html out.html] [--customers out.csv]

A plain list of orders in (CSV, TSV or XLSX), a verdict out: who is loyal, how many, for how long, and what they are worth.
No house, no server, no database. Columns are guessed from the headings and the cells; --map says it where the guess is wrong.

  --as-of DATE            the day on which it is asked (the last day in the file); what came later is not looked at
  --calibrate-until DATE  fits on purchases up to and including that day and tests on the rest
  --acquired-from DATE    only customers first seen on that day or after it, for logs that begin mid-life
  --model                 auto fits all three and chooses
  --unit                  the time unit of the parameters: week (days/7) or day
  --horizon               how far expected purchases and values look: 52w, 180d, 1y
  --annual-discount 0.15  per year
  --margin 0.35           makes values a profit; a column of costs does so too. Without either they are revenue
  --map field=column      the column by its heading or its place (#3); "--map field=" leaves the field out
  --currency, --zone      of the amounts; of moments that name an offset (Asia/Ho_Chi_Minh)
  --day-order dmy|mdy|ymd where the file does not show which number is the day
  --sheet NAME            of a spreadsheet
  --json                  the verdict for programs, on standard output
  --html out.html         one page with pictures, to keep, send or print
  --customers out.csv     customer_id, x, t_x, T, m, p_alive, p_buy_next, expected_purchases, clv, state
  --language vi|en        otherwise as the terminal speaks

fields  ${logFields.join(', ')}

Exit: 0 done, rows may have been left out; 2 the file is refused; 3 a column must be named; 1 a fault; 64 words that do not fit.`

/** The file cannot be used as it is: said to people, and to programs as JSON. */
class Refused extends Error {
  readonly exit: 2 | 3
  readonly code: string
  constructor(exit: 2 | 3, code: string, sentence: string) {
    super(sentence)
    this.exit = exit
    this.code = code
  }
}

const either = ({ language }: Asked, vi: string, en: string): string => (language === 'vi' ? vi : en)

async function logOf(asked: Asked): Promise<Log> {
  try {
    const { log, fault } = await readLog(asked)
    if (log !== null) return log
    const choices = fault.choices.join(', ')
    if (fault.code === 'no-such-column')
      throw new Refused(
        2,
        fault.code,
        either(
          asked,
          `--map ${fault.field}=${fault.column}: không có cột này. Các cột: ${choices}`,
          `--map ${fault.field}=${fault.column}: there is no such column. Columns: ${choices}`,
        ),
      )
    const twice = fault.code === 'same-heading'
    throw new Refused(
      3,
      fault.code,
      either(
        asked,
        `${twice ? `Hai cột cùng tên đều có thể là ${fault.field}` : `Không rõ cột nào là ${fault.field}`}: thêm --map ${fault.field}=CỘT. Các cột: ${choices}`,
        `${twice ? `Two columns of one name may be ${fault.field}` : `No column is known to be ${fault.field}`}: add --map ${fault.field}=COLUMN. Columns: ${choices}`,
      ),
    )
  } catch (error) {
    if (error instanceof TableRefused) throw new Refused(2, error.code, `${asked.path}: ${fileProblem(error.code, asked.language)}.`)
    throw error
  }
}

function settled(asked: Asked, log: Log): Settled {
  const found = settle(log, asked.asOfDay, asked.currency)
  if (found === null && asked.asOfDay !== null && log.day.length > 0) {
    const before = fromDayNumber(asked.asOfDay)
    throw new Refused(
      2,
      'as-of',
      either(asked, `--as-of ${before} nằm trước mọi dòng của tệp.`, `--as-of ${before} lies before every row of the file.`),
    )
  }
  if (found === null) {
    const [first] = log.problems
    const named = first === undefined ? '' : ` ${either(asked, 'Dòng', 'Line')} ${first.line}${first.field ? ` (${first.field})` : ''}:`
    const why = first === undefined ? '' : `${named} ${fileProblem(first.code, asked.language)}.`
    throw new Refused(2, 'no-rows', `${asked.path}: ${either(asked, 'không có dòng nào dùng được.', 'no row can be used.')}${why}`)
  }
  const { calibrateUntilDay: until } = asked
  const asOf = asked.asOfDay ?? found.toDay
  if (until !== null && (until >= asOf || until < found.fromDay)) {
    const [from, to] = [fromDayNumber(found.fromDay), addDays(fromDayNumber(asOf), -1)]
    throw new Refused(
      2,
      'calibrate-until',
      either(asked, `--calibrate-until phải nằm trong khoảng ${from} đến ${to}.`, `--calibrate-until must lie between ${from} and ${to}.`),
    )
  }
  return found
}

/** Colour only on a terminal that has it, and wants it. */
function screenOf(): Screen {
  const { isTTY, columns } = process.stdout
  const width = columns ?? (Number(process.env.COLUMNS) || 80)
  return { width, hasColour: isTTY === true && !process.env.NO_COLOR && process.env.TERM !== 'dumb' }
}

export async function run(args: string[]): Promise<number> {
  const asked = readArguments(args)
  if (asked === null) {
    console.log(HELP)
    return 0
  }
  try {
    const log = await logOf(asked)
    const verdict = verdictOf(asked, log, settled(asked, log))
    const warnings = warningsOf(verdict)
    const outputs: Output[] = []
    if (asked.customers !== null) outputs.push({ path: asked.customers, stretches: customerLines(verdict) })
    if (asked.html !== null) outputs.push({ path: asked.html, stretches: [pageOf(verdict, warnings)] })
    await writeWhole(outputs)
    if (asked.isJson) process.stdout.write(`${JSON.stringify(answerOf(verdict, warnings))}\n`)
    else process.stdout.write(terminalText(verdict, warnings, screenOf()))
    for (const { path } of outputs) say(either(asked, `đã ghi ${path}`, `written: ${path}`))
    return 0
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    if (asked.isJson) console.log(JSON.stringify({ refused: { code: error.code, message: error.message } }))
    say(error.message)
    return error.exit
  }
}
