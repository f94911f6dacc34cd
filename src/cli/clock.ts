import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { type Answer, answerCase } from './clock/answers.ts'
import { Calendars, CaseFault, isRecord, WrittenCase } from './clock/written-case.ts'
import { Misused, say } from './words.ts'

/** The cases of a file answered, by id and in their order; in the place of an answer what is wrong with a case, by its field. */
function answersOf(file: unknown): Map<string, Answer | Error> {
  if (!isRecord(file)) throw new Error('the file holds no record with "calendars" and "cases"')
  const { calendars = {}, cases } = file
  if (!isRecord(calendars)) throw new Error('calendars: a record of calendars by name is missing')
  if (!Array.isArray(cases)) throw new Error('cases: a list is missing')
  const known = new Calendars(calendars)
  const answers = new Map<string, Answer | Error>()
  for (const [at, given] of cases.entries()) {
    if (!isRecord(given)) throw new Error(`cases[${at}]: a record is missing`)
    const { id } = given
    if (typeof id !== 'string' || id === '') throw new Error(`cases[${at}], id: a text is missing`)
    if (answers.has(id)) throw new Error(`case ${id}, id: an earlier case has it already`)
    answers.set(id, answerOrFault(new WrittenCase(id, given, known)))
  }
  return answers
}

function answerOrFault(written: WrittenCase): Answer | Error {
  try {
    return answerCase(written)
  } catch (error) {
    if (error instanceof CaseFault) return error
    throw error
  }
}

async function readCases(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Error(`${path} cannot be read: ${error.code === 'ENOENT' ? 'there is no such file' : error.message}`)
  })
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    throw new Error(`${path} is no JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
}

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      // Taken as every verb takes it; a file of cases is the same in every house.
      data: { type: 'string' },
    },
  })
  const [path, ...more] = positionals
  if (path === undefined || more.length > 0) throw new Misused('Say one file of cases: quen clock CASES.json [--json]')
  const answers = answersOf(await readCases(path))
  const faults = [...answers.values()].filter((answer) => answer instanceof Error)
  if (values.json) console.log(JSON.stringify(Object.fromEntries([...answers].map(([id, answer]) => [id, jsonOf(answer)]))))
  else for (const [id, answer] of answers) for (const line of answer instanceof Error ? [] : answer.told) console.log(lineOf(id, line))
  // The other cases are answered all the same; the exit code says that the file is not right.
  for (const { message } of faults) say(`Quen: ${message}`)
  return faults.length === 0 ? 0 : 1
}

const jsonOf = (answer: Answer | Error): unknown =>
  answer instanceof Error ? { error: 'bad_input', message: answer.message } : answer.json

const lineOf = (id: string, { part, vi, en }: Answer['told'][number]): string =>
  `${part === undefined ? id : `${id} ${part}`}  ${vi} · ${en}`
