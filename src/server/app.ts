import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import staticFiles from '@fastify/static'
import fastify, { type FastifyInstance, LogController } from 'fastify'
import { type Clock, systemClock } from '../platform/clock.ts'
import { readConfig } from '../platform/config.ts'
import { answers, type Database, type Db } from '../platform/db/db.ts'
import { mount } from '../platform/http/mount.ts'
import { problemOf } from '../platform/http/problem.ts'
import type { HouseFrame } from '../platform/http/serve.ts'
import { newId } from '../platform/ids.ts'
import { logSettings } from '../platform/log.ts'
import type { Couriers } from '../platform/ports/courier.ts'
import { openSecrets } from '../platform/secrets.ts'
import { version } from '../platform/version.ts'
import { serviceSender } from '../rooms/messages/page/notices.ts'
import { publicPages } from '../rooms/messages/page/pages.ts'
import { questionPages } from '../rooms/satisfaction/page.ts'
import { findHouse, identify } from '../rooms/team/public.ts'
import { mountReference } from './api-page.ts'
import { mountAttachments } from './attachments.ts'
import { measure } from './metrics.ts'
import { outwardOf } from './outward.ts'
import { mountPictures } from './pictures.ts'
import { mountPages } from './public-pages.ts'
import { allRoutes } from './rooms.ts'
import { newLive } from './stream/live.ts'
import { mountStream } from './stream/mount.ts'
import { mountZalo } from './zalo-door.ts'

export type AppOptions = {
  database: Database
  clock?: Clock
  /** The house's folder; where nothing is said, that of the surroundings. */
  data?: string
  /** The built web app; without it only the API is served. */
  web?: string
  /** False until the tables are in their newest shape. */
  isReady?: () => boolean
  logLevel?: string
  /** What carries messages; without them people copy and print. */
  couriers?: Couriers
  /** The proxies whose word about where a caller comes from is taken: addresses and networks, never a number of hops. */
  trustedProxies?: readonly string[]
}

const LARGEST_BODY = 2 * 1024 * 1024
const LARGEST_FILE = 2 * 1024 * 1024 * 1024

const policy = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:'],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
}

async function guard(app: FastifyInstance): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: policy },
    strictTransportSecurity: false,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'no-referrer' },
  })
  await app.register(multipart, { limits: { files: 1, fileSize: LARGEST_FILE, fields: 20, fieldSize: 64 * 1024 } })
  // One parser, one content type: a body of any other kind is refused before it is looked at.
  app.removeContentTypeParser(['text/plain'])
  app.addHook('onResponse', async (request, reply) => {
    request.log.info({
      route: request.routeOptions.url,
      method: request.method,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    })
  })
  app.setErrorHandler((error, request, reply) => {
    const { status, problem, isBug } = problemOf(error, request.id)
    if (isBug) request.log.error({ err: error, requestId: request.id, route: request.routeOptions.url })
    return reply.status(status).type('application/problem+json').send(JSON.stringify(problem))
  })
}

/** The shell answers every address that is neither the API's nor a file's, signed in or not. */
async function serveWeb(app: FastifyInstance, web: string | undefined): Promise<void> {
  const page = web && existsSync(join(web, 'index.html')) ? readFileSync(join(web, 'index.html'), 'utf8') : undefined
  if (web && page) {
    await app.register(staticFiles, { root: web, index: false, wildcard: false, preCompressed: true, immutable: true, maxAge: '365d' })
  }
  app.setNotFoundHandler((request, reply) => {
    const isPage =
      page && request.method === 'GET' && !request.url.startsWith('/api/') && !/\.\w{2,5}$/.test(request.url.split('?')[0] ?? '')
    if (isPage) return reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(page)
    const problem = { code: 'request.no_such_address', title: 'There is nothing at this address.', requestId: request.id }
    return reply.status(404).type('application/problem+json').send(JSON.stringify(problem))
  })
}

/** The house changes rarely and is asked for with nearly every request: it is read at most every two seconds. */
function houseFrame(db: Db, clock: Clock): () => Promise<HouseFrame> {
  let readAt = 0
  let frame: Promise<HouseFrame> | undefined
  return () => {
    const now = clock().getTime()
    if (!frame || now - readAt > 2000 || now < readAt) {
      readAt = now
      const reading = findHouse(db)
      frame = reading
      reading.catch(() => {
        if (frame === reading) frame = undefined
      })
    }
    return frame
  }
}

/** The whole HTTP side of a house, not yet listening. */
export async function buildApp({
  database,
  clock = systemClock,
  data,
  web,
  isReady = () => true,
  logLevel,
  trustedProxies = [],
  couriers,
}: AppOptions): Promise<FastifyInstance> {
  const app = fastify({
    logger: logSettings(logLevel),
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => newId(),
    bodyLimit: LARGEST_BODY,
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: true,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
  })
  await guard(app)
  measure(app, database, (headers, now) => identify(database.db, headers, now), clock)
  const live = newLive(clock)
  const routes = allRoutes(data, live, couriers)
  app.get('/healthz', async (_request, reply) => {
    const isUp = isReady() && (await answers(database.db))
    const health = { status: isUp ? 'ok' : 'unavailable', version, database: isUp ? 'ok' : 'unavailable' }
    return reply
      .status(isUp ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(health)
  })
  mountReference(
    app,
    routes.map((served) => served.contract),
    version,
  )
  mount(app, routes, {
    db: database.db,
    pool: database.pool,
    clock,
    house: houseFrame(database.db, clock),
    identify: (headers, now) => identify(database.db, headers, now),
  })
  const folder = () => data ?? readConfig().data
  const keyring = openSecrets(folder)
  mountPages(app, [...publicPages(serviceSender(outwardOf(folder, keyring))), ...questionPages], { database, clock, keyring, web })
  mountZalo(app, { database, clock, keyring })
  const files: Parameters<typeof mountPictures>[1] = {
    db: database.db,
    clock,
    identify: (headers, now) => identify(database.db, headers, now),
  }
  mountPictures(app, files)
  mountAttachments(app, files)
  mountStream(app, live, {
    pool: database.pool,
    clock,
    glance: (headers, now) => identify(database.db, headers, now, { isGlance: true }),
  })
  await serveWeb(app, web)
  return app
}
