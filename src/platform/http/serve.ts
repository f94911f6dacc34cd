import type { MultipartFile } from '@fastify/multipart'
import type { FastifyBaseLogger } from 'fastify'
import type pg from 'pg'
import type { z } from 'zod'
import type { Traced } from '../audit/requests.ts'
import type { Clock } from '../clock.ts'
import type { Db } from '../db/db.ts'
import type { AnyRoute, Route } from './contract.ts'
import type { Who } from './who.ts'

/** What a handler gets. On routes that write, `db` is the transaction that the whole request is. */
export type Asked<P, Q, B> = {
  db: Db
  /** Connections of one's own, for long reading beside the request. */
  pool: pg.Pool
  params: P
  query: Q
  body: B
  /** Who asks; throws on a public route where nobody signed in. Use `visitor` there. */
  who: Who
  visitor: Who | undefined
  now: Date
  requestId: string
  log: FastifyBaseLogger
  /** The address the caller came from, for rate limits and the audit trail; never stored with a customer. */
  from: string
  /** The house's own address as the caller wrote it, e.g. `http://localhost:7070`. */
  origin: string
  /** The language of the asking screen: `accept-language: en` or `vi` alone; Vietnamese unless said. */
  language: 'vi' | 'en'
  /** The house's zone, currency and language, at most two seconds old. */
  house(): Promise<HouseFrame>
  header(name: string, value: string): void
  cookie(name: string): string | undefined
  file(): Promise<MultipartFile | undefined>
  /** Adds to the row that this request leaves in the audit trail; what is said later wins. */
  trace(more: Traced): void
  /** Only where the handler opens its own transactions: writes the row of this request in that one, instead of after it. */
  recordIn(db: Db): Promise<void>
}

export type Handler<P, Q, B, A> = (asked: Asked<P, Q, B>) => Promise<A> | A

export type Served = {
  contract: AnyRoute
  // biome-ignore lint/suspicious/noExplicitAny: the pair was checked where it was made.
  handler: Handler<any, any, any, any>
  /** True for the few writes that manage their own transactions (uploads, long work). */
  isAlone: boolean
}

/** Ties a handler to its declaration; the types of both are checked here. */
export const serve = <P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType>(
  contract: Route<P, Q, B, A>,
  handler: Handler<z.output<P>, z.output<Q>, z.output<B>, z.input<A>>,
): Served => ({ contract, handler, isAlone: false })

/** As `serve`, for a write that opens its own transactions. */
export const serveAlone = <P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType>(
  contract: Route<P, Q, B, A>,
  handler: Handler<z.output<P>, z.output<Q>, z.output<B>, z.input<A>>,
): Served => ({ contract, handler, isAlone: true })

/** What nearly every room needs to know of the house. */
export type HouseFrame = { zone: string; currency: string; language: 'vi' | 'en' }

/** What the frame needs from the house to answer requests. */
export type Surroundings = {
  db: Db
  pool: pg.Pool
  clock: Clock
  house(): Promise<HouseFrame>
  /** Finds who asks by session cookie or token; undefined when nobody is known. */
  identify(headers: { cookie: string | undefined; authorization: string | undefined }, now: Date): Promise<Who | undefined>
}
