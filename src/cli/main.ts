import { Misused, say } from './words.ts'

const verbs: Record<string, () => Promise<{ run(args: string[]): Promise<number> }>> = {
  start: () => import('./start.ts'),
  token: () => import('./token.ts'),
  import: () => import('./import.ts'),
  doctor: () => import('./doctor.ts'),
  lunar: () => import('./lunar.ts'),
  clock: () => import('./clock.ts'),
  audit: () => import('./audit.ts'),
  analyze: () => import('./analyze.ts'),
}

const HELP = `quen <verb>

  start    start the house and print its address
           [--port N] [--host ADDRESS] [--data DIR] [--sample] [--no-open]
  token    token create --name N --role R   make an API token, printed once
           [--scope calls.send,…] only these of its role's rights [--until YYYY-MM-DD] its last day [--json]
  import   import FILE --as customers|orders   bring in a list [--map field=column …]
           [--set field=value …] [--source NAME] [--dry-run] [--json]
  doctor   look at this installation and say what is amiss [--json]
  audit    audit verify   walk the audit trail and name the first place that is not right [--json]
           audit head     its newest seal, to keep somewhere else
  analyze  analyze FILE   a list of orders in, a verdict out: who is loyal, for how long, worth what
           [--as-of DATE] [--html out.html] [--customers out.csv] [--json] … (analyze --help)
  lunar    lunar YYYY-MM-DD | lunar --lunar YYYY-MM-DD [--leap]   a day in the Vietnamese lunar calendar,
           or a lunar date in the solar one [--json]
  clock    clock CASES.json   when promises are due on their calendars: targets, pauses, warnings, policies,
           changes; answers a file of cases, each by its id [--json]

Every verb takes --data DIR (QUEN_DATA, default: the clone's data/). DATABASE_URL names a PostgreSQL of yours.`

async function main(): Promise<number> {
  const [verb = 'help', ...args] = process.argv.slice(2)
  if (verb === 'help' || verb === '--help' || verb === '-h') {
    console.log(HELP)
    return 0
  }
  const load = verbs[verb]
  if (!load) {
    say(`There is no verb "${verb}".\n\n${HELP}`)
    return 64
  }
  try {
    return await (await load()).run(args)
  } catch (error) {
    if (error instanceof Misused || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS')) {
      say(`${(error as Error).message}\n\n${HELP}`)
      return 64
    }
    say(`Quen: ${(error as Error).message}`)
    if (process.env.QUEN_LOG === 'debug') say(String((error as Error).stack))
    return 1
  }
}

process.exitCode = await main()
// The launcher's channel would keep the process alive.
if (process.channel) process.disconnect()
