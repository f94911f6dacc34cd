import { spawn } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { aHouse } from '../support/house.ts'
import { vietnameseList } from '../support/vietnamese-list.ts'
import { aFile, aFolder, stateOf } from './scene.ts'

const home = join(import.meta.dirname, '..', '..')
const fixtures = join(home, 'test', 'fixtures', 'bad-input', 'csv')
const data = aFolder()
const house = aHouse()

type Said = { code: number | null; signal: string | null; out: string; err: string }

/** Runs `quen import` as a process of its own on this house's database. */
function quen(args: string[], onStart: (pid: number) => void = () => undefined): Promise<Said> {
  const { host, port, user, password, database } = house.address
  const address = `postgres://${user}:${encodeURIComponent(String(password))}@localhost:${port}/${database}?host=${encodeURIComponent(String(host))}`
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(home, 'src/cli/main.ts'), 'import', ...args, '--data', data],
    {
      env: { ...process.env, DATABASE_URL: address },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk) => (out += chunk))
  child.stderr.on('data', (chunk) => (err += chunk))
  onStart(child.pid ?? 0)
  return new Promise((done) => child.on('exit', (code, signal) => done({ code, signal, out, err })))
}

const plain = join(fixtures, 'plain.csv')

describe('the command', () => {
  test('rehearses without writing, then does what it said, in the promised shape', async () => {
    const before = await stateOf(house)
    const rehearsal = await quen([plain, '--as', 'customers', '--dry-run', '--json'])
    expect(rehearsal.code).toBe(0)
    expect(JSON.parse(rehearsal.out)).toEqual({
      import: null,
      as: 'customers',
      dryRun: true,
      mapping: { name: 'Họ tên', phone: 'Di động', mail: 'Thư điện tử', birthday: 'Sinh nhật', note: 'Ghi chú' },
      rows: 3,
      added: 3,
      updated: 0,
      unchanged: 0,
      refused: 0,
      repaired: {},
      doubtful: { date: 1 },
      totals: [],
      problems: [],
      questions: [],
    })
    expect(await stateOf(house)).toBe(before)
    const done = await quen([plain, '--as', 'customers', '--json'])
    expect(JSON.parse(done.out)).toMatchObject({ import: expect.stringMatching(/^[0-9a-f-]{36}$/), added: 3 })
    const again = await quen([plain, '--as', 'customers', '--json'])
    expect(JSON.parse(again.out)).toMatchObject({ added: 0, unchanged: 3 })
  })

  test('ends with 0 though rows are refused, and says where they lie, readable by nobody else', async () => {
    const said = await quen([join(fixtures, 'phones.csv'), '--as', 'customers', '--json'])
    expect(said.code).toBe(0)
    const path = said.err.match(/\S+\.refused\.csv/)?.[0] ?? join(data, 'imports', readdirSync(join(data, 'imports'))[0] ?? '')
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  test.each([
    ['a file refused whole', [join(fixtures, 'tcvn3.csv'), '--as', 'customers', '--json'], 2],
    ['a file that is not there', ['/nowhere/none.csv', '--as', 'customers', '--json'], 2],
    ['a column that is not there', [plain, '--as', 'customers', '--map', 'phone=Không có', '--json'], 2],
    ['an open question', [join(fixtures, 'duplicate-header.csv'), '--as', 'customers', '--json'], 3],
    ['a word that does not fit', [plain, '--as', 'people'], 64],
    ['a field that does not exist', [plain, '--as', 'customers', '--map', 'amount=Ghi chú'], 64],
  ])('ends on %s with its own code and writes nothing', async (_, args, code) => {
    const before = await stateOf(house)
    const said = await quen(args)
    expect(said.code).toBe(code)
    if (args.includes('--json')) expect(() => JSON.parse(said.out)).not.toThrow()
    expect(await stateOf(house)).toBe(before)
  })

  test('takes columns by name, by place and by nothing, and values for every row', async () => {
    const path = aFile('tay.csv', 'a,b,c\nĐặng Tay,0917000001,bỏ\n')
    const said = await quen([
      path,
      '--as',
      'customers',
      '--map',
      'name=a',
      '--map',
      'phone=#2',
      '--map',
      'note=',
      '--set',
      'tags=từ tệp',
      '--json',
    ])
    expect(JSON.parse(said.out)).toMatchObject({ added: 1, mapping: { name: 'a', phone: 'b' } })
    const stored = await sql<{ tags: string[] }>`select tags from customer where name = 'Đặng Tay'`.execute(house.db)
    expect(stored.rows).toEqual([{ tags: ['từ tệp'] }])
  })
})

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))

/** Waits until an import of this house is in this phase. */
async function untilPhase(phase: string): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    const found = await sql`select 1 from import where state = 'running' and phase = ${phase}`.execute(house.db)
    if (found.rows.length > 0) return
    await pause(20)
  }
  throw new Error(`no import came to ${phase}`)
}

/** Until no session of an import is left on the database. */
async function untilQuiet(): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    const found = await sql`select 1 from pg_stat_activity where datname = current_database() and application_name = 'quen import'`.execute(
      house.db,
    )
    if (found.rows.length === 0) return
    await pause(50)
  }
}

test.each(['reading', 'writing'])(
  'killed while %s, an import leaves nothing, and the next one works',
  { timeout: 60_000 },
  async (phase) => {
    const list = vietnameseList(20_000, phase.charCodeAt(0))
    const path = aFile(`giet-${phase}.csv`, list.csv)
    const before = await stateOf(house)
    let pid = 0
    const running = quen([path, '--as', 'customers', '--json'], (started) => {
      pid = started
    })
    await untilPhase(phase)
    process.kill(pid, 'SIGKILL')
    expect((await running).signal).toBe('SIGKILL')
    await untilQuiet()
    expect(await stateOf(house)).toBe(before)
    await sql`update import set heard_at = now() - interval '2 minutes' where state = 'running'`.execute(house.db)
    const next = await quen([path, '--as', 'customers', '--json'])
    expect(JSON.parse(next.out)).toMatchObject({ added: list.people, refused: 0 })
    const states = await sql<{
      state: string
      refusal: string
    }>`select state, refusal from import order by created_at desc limit 2`.execute(house.db)
    expect(states.rows).toMatchObject([{ state: 'done' }, { state: 'failed', refusal: 'interrupted' }])
  },
)
