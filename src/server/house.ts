import type { FastifyInstance } from 'fastify'
import { runSealer } from '../platform/audit/sealer.ts'
import { systemClock } from '../platform/clock.ts'
import type { Config } from '../platform/config.ts'
import { runJobs } from '../platform/jobs/jobs.ts'
import { openCluster } from '../platform/postgres/cluster.ts'
import { openSecrets } from '../platform/secrets.ts'
import { findServer, removeServerNote, writeServerNote } from '../platform/server-file.ts'
import { wakeCare } from '../rooms/care/public.ts'
import { planStories } from '../rooms/care/stories/jobs.ts'
import { wakeInsight } from '../rooms/insight/public.ts'
import { planNightly } from '../rooms/loyalty/public.ts'
import { receiveMail } from '../rooms/messages/inbox/mail-in.ts'
import { planJourneys } from '../rooms/messages/journeys/jobs.ts'
import { planPromises } from '../rooms/promises/jobs.ts'
import { planSlips } from '../rooms/promises/slips/jobs.ts'
import { planQuestions } from '../rooms/satisfaction/jobs.ts'
import { newStartLink } from '../rooms/team/public.ts'
import { wakeMap } from '../rooms/touchpoints/map/jobs.ts'
import { buildApp } from './app.ts'
import { openCouriers } from './couriers.ts'
import { furnishStarted } from './furnish.ts'
import { settleIn } from './installation.ts'
import { runMailIn } from './mail-in.ts'
import { outwardOf } from './outward.ts'
import { allJobs } from './rooms.ts'
import { wakeSample } from './sample/actions.ts'
import { runSender } from './sending-worker.ts'
import { openStoreRoom, type StoreRoom, takeServerLock } from './store-room.ts'
import { planTidying, tidyingJobs } from './tidying.ts'
import { builtWeb } from './web-build.ts'

export type OpenHouse = {
  address: string
  /** Where the first owner is made; undefined once there is one. */
  startLink: string | undefined
  app: FastifyInstance
  store: StoreRoom
  close(): Promise<void>
}

export type HouseOptions = { say: (sentence: string) => void; hasWeb?: boolean }

async function listen(app: FastifyInstance, config: Config): Promise<string> {
  try {
    await app.listen({ port: config.port, host: config.host })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE')
      throw new Error(`Port ${config.port} is taken by another program. Start with another one: npm start -- --port ${config.port + 1}`)
    throw error
  }
  const { port } = app.server.address() as { port: number }
  const shown = config.host === '127.0.0.1' || config.host === '0.0.0.0' || config.host === '::' ? 'localhost' : config.host
  return `http://${shown}:${port}`
}

/** Starts the database again when it ended without being asked to, for as long as the house is open. */
function watchDatabase(store: StoreRoom, config: Config, isClosing: () => boolean): void {
  const { cluster } = store
  if (!cluster) return
  const watch = (ended: Promise<void>): void => {
    void ended.then(async () => {
      while (!isClosing()) {
        try {
          const again = await openCluster(config.data)
          store.cluster = again
          watch(again.ended)
          return
        } catch {
          await new Promise((done) => setTimeout(done, 1000))
        }
      }
    })
  }
  watch(cluster.ended)
}

async function openDoors(config: Config, store: StoreRoom, web: string | undefined): Promise<OpenHouse | undefined> {
  const lock = await takeServerLock(() => store.address)
  if (!lock) {
    await store.database.close()
    return undefined
  }
  let isClosing = false
  const { data, trustedProxies = [] } = config
  const keyring = openSecrets(() => data)
  const { couriers, close: closeCouriers } = openCouriers(store.database.db, keyring)
  const app = await buildApp({
    database: store.database,
    data,
    trustedProxies,
    ...(web ? { web } : {}),
    isReady: () => !isClosing,
    couriers,
  })
  const jobs = await runJobs(store.address, { ...allJobs(store, config.data), ...tidyingJobs(store.database.db) }, systemClock, app.log)
  const sealer = runSealer(store.database.pool, data, app.log, systemClock)
  await settleIn(store.database.db, data, new Date())
  const outward = outwardOf(() => data, keyring)
  const sender = runSender({ db: store.database.db, outward, couriers, clock: systemClock, log: app.log })
  const mailIn = runMailIn({ db: store.database.db, keyring, clock: systemClock, log: app.log, reader: receiveMail })
  const close = async () => {
    isClosing = true
    await app.close()
    await mailIn.stop()
    await sender.stop()
    await closeCouriers()
    await jobs.stop()
    await sealer.stop()
    await lock.release()
    removeServerNote(config.data)
    await store.close()
  }
  const address = await listen(app, config).catch(async (error) => {
    await mailIn.stop()
    await sender.stop()
    await closeCouriers()
    await jobs.stop()
    await sealer.stop()
    await lock.release()
    throw error
  })
  writeServerNote(config.data, { pid: process.pid, address, startedAt: new Date().toISOString() })
  watchDatabase(store, config, () => isClosing)
  await furnishStarted(store.database.db)
  await wakeSample(store.database.db)
  await planTidying(store.database.db, new Date())
  await planJourneys(store.database.db, new Date())
  await planStories(store.database.db, new Date())
  await planPromises(store.database.db, new Date())
  await planSlips(store.database.db, new Date())
  await planQuestions(store.database.db, new Date())
  await wakeMap(store.database.db, new Date())
  await planNightly(store.database.db, new Date())
  await wakeInsight(store.database.db, new Date())
  await wakeCare(store.database.db, new Date())
  const secret = await newStartLink(store.database.db, new Date())
  return { address, startLink: secret ? `${address}/start#${secret}` : undefined, app, store, close }
}

/** Opens the house: database, tables, jobs, web app, and the door. Undefined when a server runs on this folder already. */
export async function openHouse(config: Config, options: HouseOptions): Promise<OpenHouse | undefined> {
  const { say, hasWeb = true } = options
  const building = hasWeb ? builtWeb(say) : Promise.resolve(undefined)
  const [web, opened] = await Promise.allSettled([building, openStoreRoom(config, { say, name: 'quen server' })])
  if (opened.status === 'rejected') throw opened.reason
  const store = opened.value
  try {
    if (web.status === 'rejected') throw web.reason
    return await openDoors(config, store, web.value)
  } catch (error) {
    await store.close()
    throw error
  }
}

/** The address of a server that already runs on this folder, waiting a little for one that is just starting. */
export async function runningAddress(config: Config, waitMs = 0): Promise<string | undefined> {
  const until = Date.now() + waitMs
  do {
    const found = await findServer(config.data)
    if (found) return found.address
    if (waitMs) await new Promise((done) => setTimeout(done, 200))
  } while (Date.now() < until)
  return undefined
}
