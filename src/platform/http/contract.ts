import type { z } from 'zod'
import type { Permission } from '../../values/rights.ts'

/** Who may call a route: everyone, everyone signed in, or who holds a permission of `values/rights.ts`. */
export type Door = 'public' | 'signed-in' | Permission

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** One declaration from which come validation, the OpenAPI document, the typed web client and the rights matrix. */
export type Route<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> = {
  /** Stable name; also the operationId and the name in the web client. */
  name: string
  method: Method
  /** Fastify form: `/api/customers/:customerId`. */
  path: `/${string}`
  door: Door
  /** What it does, in a sentence for people. */
  summary: string
  params?: Params
  query?: Query
  body?: Body
  answer: Answer
  /** The status of a good answer; 200 unless said. */
  status?: 200 | 201 | 202 | 204
  /** The codes that a caller may be refused with, beyond the general ones. */
  refusals?: readonly string[]
  /** A form with a file instead of JSON. */
  takesFile?: boolean
  /** `application/x-www-form-urlencoded` is read as well as JSON; its fields are texts. */
  takesForm?: boolean
  /** The answer holds a secret that is shown once: it is not kept for repeats. */
  isSecret?: boolean
  /** A GET that is written into the audit trail: opening a customer, searching, taking data out. Every write is, without saying so. */
  isTraced?: 'open' | 'search' | 'export'
  /** A write of nothing that lasts (who is looking at what): it leaves no trace in the audit trail. */
  isUntraced?: boolean
  /** How often one network, and one account, may knock: a public door that says nothing gets 120 a minute for one network. */
  atMost?: { perMinute: number }
}

/** Keeps the exact types of a declaration. */
export const route = <P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType>(
  declaration: Route<P, Q, B, A>,
): Route<P, Q, B, A> => declaration

// biome-ignore lint/suspicious/noExplicitAny: any declaration, for lists of routes.
export type AnyRoute = Route<any, any, any, any>
