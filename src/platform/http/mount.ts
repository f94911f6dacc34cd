import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { hasCard } from '../../values/card-guard.ts'
import { may } from '../../values/rights.ts'
import { record } from '../audit/audit.ts'
import { entryOf, foundIn, keepReadings, type Readings, type Told, type Traced } from '../audit/requests.ts'
import { keepSearches, type Searches } from '../audit/searches.ts'
import type { Db } from '../db/db.ts'
import { Refusal } from '../refusal.ts'
import { tell } from '../stream/stream.ts'
import { type Callers, rememberCallers } from './callers.ts'
import type { AnyRoute } from './contract.ts'
import { takeForms } from './form.ts'
import { fingerprint, type Kept, keepAnswer, takeKey } from './idempotency.ts'
import { type Knock, knockAt, networkOf, tooMany } from './knocks.ts'
import { fieldsOf, problemOf } from './problem.ts'
import type { Asked, Served, Surroundings } from './serve.ts'
import type { Who } from './who.ts'

const cookieOf = (header: string | undefined, name: string): string | undefined => {
  for (const part of header?.split(';') ?? []) {
    const at = part.indexOf('=')
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim()
  }
  return undefined
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The name of the declaration that is served here, for those who count requests. */
    name?: string
  }
}

/** Before anything is read for it: a route answers only those its declaration names. */
function checkDoor(contract: AnyRoute, who: Who | undefined): void {
  if (contract.door === 'public') return
  if (!who) throw new Refusal(401, 'door.sign_in', 'Please sign in first.')
  if (contract.door === 'signed-in') return
  if (!may(who, contract.door)) throw new Refusal(403, 'door.not_yours', 'Your role does not include this.')
}

/** Whoever looks at the house as somebody else sees it may come back and leave, and write nothing. */
const WHILE_LOOKING = new Set(['lookAs', 'signOut'])

function checkLooking({ door, method, name }: AnyRoute, who: Who | undefined): void {
  // A public door does not ask who stands before it.
  if (who?.looksAs && door !== 'public' && method !== 'GET' && !WHILE_LOOKING.has(name))
    throw new Refusal(403, 'door.only_looking', 'You are only looking at the house as somebody else; nothing can be changed meanwhile.')
}

/** A browser that carries our cookie must come from our own pages; programs with a token have no cookie to abuse. */
function checkOrigin(request: FastifyRequest): void {
  if (request.headers.authorization) return
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none')
    throw new Refusal(403, 'door.other_origin', 'This was sent from another site.')
  const { origin } = request.headers
  if (origin === undefined) return
  let host: string
  try {
    host = new URL(origin).host
  } catch {
    host = ''
  }
  if (host !== request.headers.host) throw new Refusal(403, 'door.other_origin', 'This was sent from another site.')
}

/** A full card number is turned away wherever it was typed, and the refusal does not repeat it. */
function checkCards(value: unknown, path: string): void {
  if (typeof value === 'string') {
    if (hasCard(value))
      throw new Refusal(422, 'text.card_number', 'A full card number is never stored here; the last four digits are enough.', {
        [path]: 'card_number',
      })
    if (value.includes('\0')) throw new Refusal(400, 'request.invalid', 'A character that no text may hold.', { [path]: 'nul' })
    return
  }
  if (Array.isArray(value)) value.forEach((item, at) => void checkCards(item, `${path}.${at}`))
  else if (value && typeof value === 'object')
    for (const [key, item] of Object.entries(value)) {
      if (hasCard(key)) throw new Refusal(422, 'text.card_number', 'A full card number is never stored here.', { [path]: 'card_number' })
      checkCards(item, path ? `${path}.${key}` : key)
    }
}

function checkAll(contract: AnyRoute, request: FastifyRequest): { params: unknown; query: unknown; body: unknown } {
  checkCards(request.params, '')
  checkCards(request.query, '')
  if (!contract.takesFile) checkCards(request.body, '')
  return {
    params: contract.params?.parse(request.params),
    query: contract.query?.parse(request.query),
    body: contract.takesFile ? undefined : contract.body?.parse(request.body ?? {}),
  }
}

type Checked = ReturnType<typeof checkAll>

/** What requests leave in the trail beside their own transactions. */
type Trails = { readings: Readings; searches: Searches }

type Call = {
  served: Served
  request: FastifyRequest
  reply: FastifyReply
  who: Who | undefined
  around: Surroundings
  now: Date
  trails: Trails
  /** What the handler has told of itself so far. */
  traced: Traced
  isRecorded: boolean
}

const toldBy = ({ served: { contract }, who, traced, request, now }: Call, { params, body }: Checked): Told => ({
  contract,
  who,
  traced,
  params,
  body,
  sent: request.body,
  now,
  requestId: request.id,
})

/** The act's row in the trail, and word of it to the screens that show the customer, both with the act or not at all. */
async function leaveTrace(call: Call, db: Db, checked: Checked, answer: unknown): Promise<void> {
  if (call.served.contract.isUntraced || call.isRecorded) return
  const entry = entryOf(toldBy(call, checked), answer)
  await record(db, entry)
  if (entry.customerId) await tell(db, { what: 'record', about: { customerId: entry.customerId, by: call.who?.id ?? null } })
}

function askedOf(call: Call, db: Db, checked: Checked): Asked<unknown, unknown, unknown> {
  const { request, reply, who } = call
  return {
    db,
    pool: call.around.pool,
    ...checked,
    get who() {
      if (!who) throw new Error('nobody is signed in on a public route; use visitor')
      return who
    },
    visitor: who,
    now: call.now,
    requestId: request.id,
    log: request.log,
    from: request.ip,
    origin: `${request.protocol}://${request.headers.host ?? 'localhost'}`,
    language: request.headers['accept-language'] === 'en' ? 'en' : 'vi',
    house: call.around.house,
    header: (name, value) => void reply.header(name, value),
    cookie: (name) => cookieOf(request.headers.cookie, name),
    file: () => request.file(),
    trace: (more) => {
      call.traced = { ...call.traced, ...more, details: { ...call.traced.details, ...more.details } }
    },
    recordIn: async (own) => {
      await leaveTrace(call, own, checked, undefined)
      call.isRecorded = true
    },
  }
}

/** Sign-in and start answer with a cookie, tokens with a secret: neither is kept, so neither takes a key. */
const keyOf = ({ request, who, served: { contract } }: Call): string | undefined => {
  const key = request.headers['idempotency-key']
  if (key === undefined || contract.door === 'public' || contract.isSecret) return undefined
  if (typeof key !== 'string' || !/^[\x21-\x7e]{8,200}$/.test(key))
    throw new Refusal(400, 'request.invalid', 'The idempotency key must be 8 to 200 plain characters.', { 'idempotency-key': 'invalid' })
  return `${who?.id ?? 'public'}:${key}`
}

async function answerOf(call: Call, db: Db, checked: Checked): Promise<Kept> {
  const { contract, handler } = call.served
  const answer = await handler(askedOf(call, db, checked))
  if (contract.status === 204) return { status: 204, answer: undefined }
  const fitting = contract.answer.safeParse(answer)
  // Not the caller's fault: an answer that does not fit its declaration is a bug of ours, named by its fields and without their contents.
  if (!fitting.success) throw new Error(`the answer of ${contract.name} does not fit: ${JSON.stringify(fieldsOf(fitting.error))}`)
  return { status: contract.status ?? 200, answer: fitting.data }
}

/** The act and its trace, in one transaction. */
async function act(call: Call, db: Db, checked: Checked): Promise<Kept> {
  const kept = await answerOf(call, db, checked)
  await leaveTrace(call, db, checked, kept.answer)
  return kept
}

/** Runs the handler so that a refusal takes back its own writes but not the key under which the refusal is kept. */
async function answerUnderKey(call: Call, db: Db, checked: Checked, key: string): Promise<Kept> {
  const { request } = call
  const print = fingerprint(`${request.method} ${request.url} ${JSON.stringify(request.body ?? null)}`)
  const before = await takeKey(db, key, print)
  if (before) return before
  await sql`savepoint act`.execute(db)
  let kept: Kept
  try {
    kept = await act(call, db, checked)
  } catch (error) {
    if (!(error instanceof Refusal) || error.status >= 500) throw error
    await sql`rollback to savepoint act`.execute(db)
    kept = { status: error.status, answer: problemOf(error, request.id).problem }
  }
  await keepAnswer(db, key, print, kept, call.now)
  return kept
}

/** Every write request is one transaction: it happens whole or not at all. */
async function write(call: Call): Promise<Kept> {
  checkOrigin(call.request)
  const checked = checkAll(call.served.contract, call.request)
  const { db } = call.around
  if (call.served.isAlone) {
    const kept = await answerOf(call, db, checked)
    if (!call.isRecorded) await db.transaction().execute((own) => leaveTrace(call, own, checked, kept.answer))
    return kept
  }
  const key = keyOf(call)
  return db.transaction().execute((own) => (key ? answerUnderKey(call, own, checked, key) : act(call, own, checked)))
}

/** Reading leaves a row only where the declaration says so; a row of looking at a customer is there before the answer goes out. */
async function read(call: Call): Promise<Kept> {
  const { served, around, who, trails, request } = call
  const checked = checkAll(served.contract, request)
  const { isTraced } = served.contract
  if (isTraced === undefined) return answerOf(call, around.db, checked)
  if (isTraced !== 'search') {
    const noting = trails.readings.note(around.db, entryOf(toldBy(call, checked), undefined), isTraced === 'open')
    const [kept] = await Promise.all([answerOf(call, around.db, checked), noting])
    return kept
  }
  const kept = await answerOf(call, around.db, checked)
  call.traced = { ...call.traced, details: { ...foundIn(kept.answer), ...call.traced.details } }
  const { q, words } = (checked.query ?? {}) as { q?: string; words?: string }
  const typed = q ?? words
  if (typed) trails.searches.note(who?.id ?? request.ip, typed, entryOf(toldBy(call, checked), kept.answer))
  return kept
}

/** Who knocks too often is told when to come again: by network before anything is read, by account once it is known. */
async function checkKnocks(knock: Knock | undefined, caller: string, reply: FastifyReply): Promise<void> {
  const seconds = await knock?.(caller)
  if (seconds === undefined) return
  reply.header('retry-after', String(seconds))
  throw tooMany()
}

function answerWith(reply: FastifyReply, kept: Kept): FastifyReply {
  reply.status(kept.status)
  reply.header('cache-control', 'no-store')
  if (kept.status >= 400) reply.type('application/problem+json')
  else if (kept.status !== 204) reply.type('application/json')
  return reply.send(kept.answer === undefined ? undefined : JSON.stringify(kept.answer))
}

function mountOne(app: FastifyInstance, served: Served, around: Surroundings, trails: Trails, callers: Callers): void {
  const { contract } = served
  const isReading = contract.method === 'GET'
  const knock = knockAt(contract, around.pool)
  app.route({
    method: contract.method,
    url: contract.path,
    config: { name: contract.name },
    handler: async (request, reply) => {
      await checkKnocks(knock, networkOf(request.ip), reply)
      const now = around.clock()
      const { cookie, authorization } = request.headers
      const who = await (isReading ? callers.recall : around.identify)({ cookie, authorization }, now)
      if (who && contract.door !== 'public') await checkKnocks(knock, who.id, reply)
      checkDoor(contract, who)
      checkLooking(contract, who)
      const call: Call = { served, request, reply, who, around, now, trails, traced: {}, isRecorded: false }
      if (isReading) return answerWith(reply, await read(call))
      try {
        return answerWith(reply, await write(call))
      } finally {
        callers.forget()
      }
    },
  })
}

/** Puts every served route on the app; forms are read only where the declaration says so. */
export function mount(app: FastifyInstance, all: readonly Served[], around: Surroundings): void {
  const onFault = (error: unknown): void => app.log.error({ err: error, part: 'audit of searches' })
  const trails: Trails = { readings: keepReadings(), searches: keepSearches(around.db, onFault) }
  const callers = rememberCallers(around.identify)
  app.addHook('onClose', () => trails.searches.end().catch(onFault))
  const takesForm = ({ contract }: Served): boolean => contract.takesForm === true
  for (const served of all) if (!takesForm(served)) mountOne(app, served, around, trails, callers)
  app.register(async (part) => {
    takeForms(part)
    for (const served of all.filter(takesForm)) mountOne(part, served, around, trails, callers)
  })
}
