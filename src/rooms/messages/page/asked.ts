import type { FastifyBaseLogger } from 'fastify'
import type { Db } from '../../../platform/db/db.ts'
import type { Secrets } from '../../../platform/secrets.ts'

/** What a page for people outside the house is given: on a POST, `db` is the transaction that the whole request is. */
export type PageAsk = {
  db: Db
  now: Date
  keyring: Secrets
  params: Readonly<Record<string, string>>
  query: URLSearchParams
  /** The fields of a form; empty on a GET. */
  form: URLSearchParams
  /** The address the caller came from: for limits only, kept nowhere. */
  from: string
  /** What the caller's browser calls itself. */
  agent: string | undefined
  /** `https://nha-quen.example`, as the caller wrote it. */
  origin: string
  /** The form was sent from another site. */
  isForeign: boolean
  /** What the caller's browser asks for, where it is one of ours. */
  language: 'vi' | 'en'
  log: FastifyBaseLogger
  /** Writes the row of this request in the audit trail as the customer's own act; without it no row is left. */
  trace(act: string, customerId: string, details?: Readonly<Record<string, unknown>>): void
}

export type PageAnswer =
  | {
      kind: 'page'
      status: number
      write: (around: Around) => string
      mayBeFramed?: boolean /** A mail, which brings its own style and no script. */
      isLetter?: true
    }
  /** On to another page, which is then asked for with GET. */
  | { kind: 'see'; to: string }
  | { kind: 'file'; name: string; mime: string; text: string }
  /** No page: a program asked. */
  | { kind: 'done'; status: 200 | 400 }

/** What the mount knows of how pages are sent. */
export type Around = { nonce: string; fonts: readonly FontFile[] }
/** A font that the house's web app brings along. */
export type FontFile = { weight: number; ranges: string; address: string }

export type PublicPage = {
  /** Names it for those who count requests. */
  name: string
  method: 'GET' | 'POST'
  path: `/${string}`
  /** Mail programs and forms on other sites may send it. */
  takesForeign?: boolean
  handler: (ask: PageAsk) => Promise<PageAnswer>
}

/** Which language and size of text the page is read in: in its address, so that it works without cookies. */
export type Looks = { language: 'vi' | 'en' | undefined; isLarge: boolean }

export const looksOf = (query: URLSearchParams): Looks => {
  const language = query.get('lang')
  return { language: language === 'vi' || language === 'en' ? language : undefined, isLarge: query.get('size') === 'l' }
}

/** An address with how the page is read, and what else belongs into it. */
export function withLooks(path: string, { language, isLarge }: Looks, more: Readonly<Record<string, string | undefined>> = {}): string {
  const query = new URLSearchParams()
  if (language) query.set('lang', language)
  if (isLarge) query.set('size', 'l')
  for (const [name, value] of Object.entries(more)) if (value !== undefined) query.set(name, value)
  const text = query.toString()
  return text ? `${path}?${text}` : path
}
