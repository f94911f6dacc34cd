import { createHash } from 'node:crypto'
import { type Kysely, PostgresDialect, Kysely as Query, sql, type Transaction } from 'kysely'
import pg from 'pg'
import type { Schema } from './schema.ts'

/** The database as rooms see it: always an argument, and inside a transaction the inner one hides the outer. */
export type Db = Kysely<Schema>
export type Tx = Transaction<Schema>

/** Connections to one database: `db` for statements, `pool` for streams (COPY) and listeners. */
export type Database = { db: Db; pool: pg.Pool; close(): Promise<void> }

// 20: bigint. Sums of money stay below 2^53 minor units, which `values/money.ts` guards; 1082: a civil date stays text.
pg.types.setTypeParser(20, (text) => {
  const number = Number(text)
  if (!Number.isSafeInteger(number)) throw new RangeError(`a number beyond 2^53 came from the database: ${text}`)
  return number
})
pg.types.setTypeParser(1082, (text) => text)
pg.types.setTypeParser(1700, (text) => Number(text))

/** Named statements are planned once per connection: measured at twice the rate of unnamed ones (docs/decisions/0004-statements.md). */
const MOST_NAMES = 500
const names = new Map<string, string>()

function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known) return known
  if (names.size >= MOST_NAMES) return undefined
  const name = `q${createHash('sha1').update(text).digest('base64url').slice(0, 20)}`
  names.set(text, name)
  return name
}

const isPlanned = (text: string): boolean => /^\s*(select|insert|update|delete|with)\b/i.test(text)

/** A pool whose clients name every statement before it is sent. */
class NamingPool {
  readonly #pool: pg.Pool
  constructor(pool: pg.Pool) {
    this.#pool = pool
  }
  async connect() {
    const client = await this.#pool.connect()
    return {
      query: (text: string, values: unknown[]) => {
        if (typeof text !== 'string') return client.query(text)
        const name = isPlanned(text) ? nameOf(text) : undefined
        return client.query(name ? { name, text, values } : { text, values })
      },
      release: () => client.release(),
    }
  }
  end() {
    return this.#pool.end()
  }
}

export type PoolOptions = {
  /** Connections at most. */
  max?: number
  /** Milliseconds a statement may take before the database ends it; 0 is no limit. */
  statementTimeout?: number
  /** The role the app works as, without rights to change tables; undefined stays the role of the address. */
  role?: string | undefined
  name?: string
}

export type Address = string | pg.ClientConfig

const asConfig = (address: Address): pg.PoolConfig => (typeof address === 'string' ? { connectionString: address } : { ...address })

/** Opens a pool; nothing is connected before the first statement. */
export function openDatabase(address: Address, { max = 10, statementTimeout = 10_000, role, name = 'quen' }: PoolOptions = {}): Database {
  const pool = new pg.Pool({
    ...asConfig(address),
    max,
    application_name: name,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 10_000,
    options: `-c statement_timeout=${statementTimeout} -c timezone=UTC${role ? ` -c role=${role}` : ''}`,
  })
  // A connection that dies while idle (a killed backend) is dropped from the pool; the next statement gets a new one.
  pool.on('error', () => undefined)
  // One that dies while somebody works with it fails their statement; without a listener it would take the whole process along.
  pool.on('connect', (client) => client.on('error', () => undefined))
  const db = new Query<Schema>({ dialect: new PostgresDialect({ pool: new NamingPool(pool) as unknown as pg.Pool }) })
  const close = async (): Promise<void> => {
    await db.destroy()
    // A builder that was never asked leaves the pool alone, and its idle connections would keep the database up.
    if (!pool.ending) await pool.end()
  }
  return { db, pool, close }
}

/** Whether the database answers, for health checks. */
export async function answers(db: Db): Promise<boolean> {
  try {
    await sql`select 1`.execute(db)
    return true
  } catch {
    return false
  }
}

/** A plain client outside the pool, for work that owns its session (migrations, locks, COPY). */
export async function connect(address: Address, name = 'quen'): Promise<pg.Client> {
  const client = new pg.Client({ ...asConfig(address), application_name: name, options: '-c timezone=UTC' })
  client.on('error', () => undefined)
  await client.connect()
  return client
}
