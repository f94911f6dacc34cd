import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Entry, record } from '../platform/audit/audit.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database, Db } from '../platform/db/db.ts'
import { knockAt, networkOf } from '../platform/http/knocks.ts'
import { problemOf } from '../platform/http/problem.ts'
import type { Secrets } from '../platform/secrets.ts'
import { tell } from '../platform/stream/stream.ts'
import type { FontFile, PageAnswer, PageAsk, PublicPage } from '../rooms/messages/page/asked.ts'
import { faultPage, Instead } from '../rooms/messages/page/visit.ts'

/**
 * Pages for people outside the house, beside the JSON routes: the key in the address is the authority, there is no cookie, every POST is one
 * transaction with its row in the audit trail, and nothing on a page comes from anywhere but this house.
 */

const LARGEST_FORM = 8 * 1024
/** One person taps quickly; a hotel's guests share one network. */
const KNOCKS_A_MINUTE = 240

const headers = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow, noarchive',
  'x-content-type-options': 'nosniff',
} as const

/** A mail styles its parts one by one and runs nothing. */
const policyOf = (nonce: string, { mayBeFramed, isLetter }: { mayBeFramed: boolean; isLetter: boolean }): string =>
  [
    "default-src 'none'",
    isLetter ? "style-src 'unsafe-inline'" : `style-src 'nonce-${nonce}'`,
    ...(isLetter ? [] : [`script-src 'nonce-${nonce}'`]),
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    `frame-ancestors ${mayBeFramed ? '*' : "'none'"}`,
  ].join('; ')

const ranges: Readonly<Record<string, string>> = {
  latin:
    'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD',
  vietnamese:
    'U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+0300-0301,U+0303-0304,U+0308-0309,U+0323,U+0329,U+1EA0-1EF9,U+20AB',
}

/** The fonts that the built web app serves, so that pages are read in the house's own letters. */
function fontsOf(web: string | undefined): FontFile[] {
  const folder = web && join(web, 'assets')
  if (!folder || !existsSync(folder)) return []
  return readdirSync(folder).flatMap((name) => {
    const [, script = '', weight = ''] = /^be-vietnam-pro-(latin|vietnamese)-(400|600)-normal-[\w-]+\.woff2$/.exec(name) ?? []
    const of = ranges[script]
    return of ? [{ weight: Number(weight), ranges: of, address: `/assets/${name}` }] : []
  })
}

/** A text field of a multipart form, which mail programs may send instead of a plain one. */
function readParts(text: string): URLSearchParams {
  const fields = new URLSearchParams()
  for (const [, name = '', value = ''] of text.matchAll(
    /content-disposition:\s*form-data;[^\r\n]*?name="([^"\r\n]{1,60})"[^\r\n]*\r?\n(?:[^\r\n]+\r?\n)*\r?\n([\s\S]*?)\r?\n--/gi,
  ))
    fields.append(name, value)
  return fields
}

const formOf = ({ body, headers }: FastifyRequest): URLSearchParams => {
  const text = typeof body === 'string' ? body : ''
  return headers['content-type']?.startsWith('multipart/') ? readParts(text) : new URLSearchParams(text)
}

/**
 * Whether a form came from a page of another site. The key is the authority, so this only stands beside it; pages without referrer send
 * `Origin: null`, which says nothing.
 */
function isFromElsewhere({ headers }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site !== 'same-origin' && site !== 'none'
  const { origin } = headers
  if (origin === undefined || origin === 'null') return false
  return !URL.canParse(origin) || new URL(origin).host !== headers.host
}

type Around = { database: Database; clock: Clock; keyring: Secrets; web: string | undefined }
type Asking = { ask: PageAsk; trace: Entry[] }

function askOf(request: FastifyRequest, { database, clock, keyring }: Around): Asking {
  const now = clock()
  const trace: Entry[] = []
  const query = request.url.indexOf('?')
  const language = /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'vi'
  const ask: PageAsk = {
    db: database.db,
    now,
    keyring,
    params: (request.params ?? {}) as Record<string, string>,
    query: new URLSearchParams(query < 0 ? '' : request.url.slice(query)),
    form: formOf(request),
    from: request.ip,
    agent: request.headers['user-agent'],
    origin: `${request.protocol}://${request.headers.host ?? 'localhost'}`,
    isForeign: isFromElsewhere(request),
    language,
    log: request.log,
    trace: (act, customerId, details) => {
      trace.push({ at: now, actor: { kind: 'customer', id: customerId }, act, customerId, details, requestId: request.id })
    },
  }
  return { ask, trace }
}

const packed = promisify(gzip)

/** Small on the way to a telephone. Nothing on these pages repeats what somebody else could have put into their address. */
async function sendText(reply: FastifyReply, text: string): Promise<FastifyReply> {
  const takesPacked = /\bgzip\b/.test(String(reply.request.headers['accept-encoding'] ?? ''))
  reply.header('vary', 'accept-encoding')
  return takesPacked ? reply.header('content-encoding', 'gzip').send(await packed(text, { level: 5 })) : reply.send(text)
}

async function send(reply: FastifyReply, answer: PageAnswer, fonts: readonly FontFile[]): Promise<FastifyReply> {
  const nonce = randomBytes(16).toString('base64')
  const mayBeFramed = answer.kind === 'page' && answer.mayBeFramed === true
  const isLetter = answer.kind === 'page' && answer.isLetter === true
  reply.headers({ ...headers, 'content-security-policy': policyOf(nonce, { mayBeFramed, isLetter }) })
  // Said by the policy above, in words that every browser knows; this older one knows only "nobody".
  if (mayBeFramed) reply.removeHeader('x-frame-options')
  else reply.header('x-frame-options', 'DENY')
  if (answer.kind === 'see') return reply.status(303).header('location', answer.to).send()
  if (answer.kind === 'done') return reply.status(answer.status).type('text/plain; charset=utf-8').send('')
  if (answer.kind === 'file') {
    reply.header('content-disposition', `attachment; filename="${answer.name}"`)
    return sendText(reply.type(answer.mime), answer.text)
  }
  return sendText(reply.status(answer.status).type('text/html; charset=utf-8'), answer.write({ nonce, fonts }))
}

/** What the customer did stands in the trail, and the screens of staff that show them hear of it, with the act or not at all. */
async function leaveTrace(db: Db, trace: readonly Entry[]): Promise<void> {
  await record(db, ...trace)
  for (const { customerId } of trace) await tell(db, { what: 'record', about: { customerId, by: null } })
}

async function answerOf(page: PublicPage, { ask, trace }: Asking): Promise<PageAnswer> {
  if (page.method === 'GET') {
    const answer = await page.handler(ask)
    await record(ask.db, ...trace)
    return answer
  }
  if (ask.isForeign && !page.takesForeign) return faultPage(ask, 403)
  return ask.db.transaction().execute(async (db) => {
    const answer = await page.handler({ ...ask, db })
    await leaveTrace(db, trace)
    return answer
  })
}

/** What went wrong, as a page: a person reads it. */
function failed(error: unknown, request: FastifyRequest, ask: PageAsk): PageAnswer {
  if (error instanceof Instead) return error.answer
  const { status, isBug } = problemOf(error, request.id)
  if (isBug) request.log.error({ err: error, requestId: request.id, route: request.routeOptions.url })
  return faultPage(ask, status)
}

/** Puts the pages on the app, in a part of it that reads forms and nothing else. */
export function mountPages(app: FastifyInstance, pages: readonly PublicPage[], around: Around): void {
  const fonts = fontsOf(around.web)
  app.register(async (part) => {
    part.removeAllContentTypeParsers()
    part.addContentTypeParser(
      /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/,
      { parseAs: 'string', bodyLimit: LARGEST_FORM },
      (_request, text, done) => done(null, text),
    )
    for (const page of pages) {
      const contract = { name: page.name, door: 'public', atMost: { perMinute: KNOCKS_A_MINUTE } } as const
      // One count for all of them: they are one door.
      const knock = knockAt({ ...contract, name: 'pages' }, around.database.pool)
      part.route({
        method: page.method,
        url: page.path,
        config: { name: page.name },
        bodyLimit: LARGEST_FORM,
        handler: async (request, reply) => {
          const asking = askOf(request, around)
          const seconds = await knock?.(networkOf(request.ip))
          if (seconds !== undefined) return send(reply.header('retry-after', String(seconds)), faultPage(asking.ask, 429), fonts)
          try {
            return send(reply, await answerOf(page, asking), fonts)
          } catch (error) {
            return send(reply, failed(error, request, asking.ask), fonts)
          }
        },
      })
    }
    part.setErrorHandler((error, request, reply) => send(reply, failed(error, request, askOf(request, around).ask), fonts))
  })
}
