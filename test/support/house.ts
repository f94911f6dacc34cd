import type { FastifyInstance, InjectOptions } from 'fastify'
import { afterAll, beforeAll, inject } from 'vitest'
import { type Address, connect, type Database, openDatabase } from '../../src/platform/db/db.ts'
import { APP_ROLE } from '../../src/platform/db/migrate.ts'
import { newId } from '../../src/platform/ids.ts'
import { createToken } from '../../src/rooms/team/public.ts'
import { buildApp } from '../../src/server/app.ts'
import type { Role } from '../../src/values/rights.ts'

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at by tests, field by field.
export type Answer = { status: number; body: any; headers: Record<string, unknown>; text: string }

export type Ask = (method: InjectOptions['method'], url: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>

/** Reading rightly writes here: opening a customer leaves a row in the trail, a public door counts who knocks. */
const TRACES = new Set(['audit', 'audit_seal', 'audit_waiting', 'attempt'])

/** A house of its own for one test file: a real database from the template, the real app, and a clock that tests set. */
export class TestHouse {
  database!: Database
  address!: Exclude<Address, string>
  app!: FastifyInstance
  now = new Date('2026-11-23T06:52:00Z')
  /** The address that requests come from. */
  from = '127.0.0.1'
  readonly #tokens = new Map<Role, string>()

  async open(): Promise<void> {
    const base = inject('address')
    const name = `test_${newId().replaceAll('-', '')}`
    const client = await connect({ ...base, database: 'postgres' })
    await client.query(`create database ${name} template quen`)
    await client.end()
    this.address = { ...base, database: name }
    this.database = openDatabase(this.address, { max: 6, role: APP_ROLE })
    this.app = await buildApp({ database: this.database, clock: () => this.now, logLevel: 'fatal' })
    await this.app.ready()
  }

  async close(): Promise<void> {
    await this.app.close()
    await this.database.close()
  }

  get db() {
    return this.database.db
  }

  /** A token of this role; made once. */
  async token(role: Role): Promise<string> {
    const known = this.#tokens.get(role)
    if (known) return known
    const { token } = await createToken(this.db, { name: role, role }, undefined, this.now)
    this.#tokens.set(role, token)
    return token
  }

  /** Asks as somebody of this role; `undefined` is a stranger. */
  as(role: Role | undefined): Ask {
    return async (method, url, body, headers = {}) => {
      const authorization: Record<string, string> = role ? { authorization: `Bearer ${await this.token(role)}` } : {}
      const payload = body === undefined ? {} : { payload: body as object }
      const answer = await this.app.inject({
        ...(method ? { method } : {}),
        remoteAddress: this.from,
        url,
        headers: { ...authorization, ...headers },
        ...payload,
      })
      const isJson = String(answer.headers['content-type']).includes('json')
      return { status: answer.statusCode, body: isJson ? answer.json() : undefined, headers: answer.headers, text: answer.body }
    }
  }

  /** A number that changes with any row of any table but those that say who was seen, who looked, and how often somebody knocked. */
  async checksum(): Promise<string> {
    const client = await connect(this.address)
    try {
      const tables = await client.query(
        `select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`,
      )
      const parts: string[] = []
      for (const { relname } of tables.rows.filter(({ relname }) => !TRACES.has(relname))) {
        const columns =
          relname === 'api_token' ? 'token_id, name, role, revoked_at' : relname === 'session' ? 'session_id, staff_id' : 't.*'
        const sum = await client.query(
          `select count(*) as n, coalesce(sum(hashtextextended(row(${columns})::text, 0)), 0)::text as sum from ${relname} t`,
        )
        parts.push(`${relname} ${sum.rows[0].n} ${sum.rows[0].sum}`)
      }
      return parts.join('\n')
    } finally {
      await client.end()
    }
  }
}

/** Opens a house before the tests of this file and closes it after them. */
export function aHouse(): TestHouse {
  const house = new TestHouse()
  beforeAll(() => house.open())
  afterAll(() => house.close())
  return house
}
