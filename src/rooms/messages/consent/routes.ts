import type { Db } from '../../../platform/db/db.ts'
import { type Served, serve, serveAlone } from '../../../platform/http/serve.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { addDays } from '../../../values/civil-date.ts'
import { dayIn } from '../../../values/zone.ts'
import { requireCustomer } from '../../people/public.ts'
import { houseSender } from '../mail/settings.ts'
import { saveChoice } from './choices.ts'
import * as contract from './contract.ts'
import { alterDoor, makeDoor } from './doors.ts'
import { type Door, findDoors, yieldSince } from './doors-store.ts'
import { addSender, changeSender, loadRegister, registerNow } from './register.ts'
import { findSenders } from './register-store.ts'
import { noteSpoken } from './spoken.ts'
import { addTopic, changeTopic, listTopics, orderTopics, requireTopics, wantedOf } from './topics.ts'
import { viewConsents, viewDoor, viewTopic, viewWording } from './views.ts'
import { changeWording, listWordings } from './wordings.ts'

const YIELD_DAYS = 60

async function topicsShown(db: Db, now: Date) {
  const [topics, wanted] = await Promise.all([listTopics(db), wantedOf(db, now)])
  return { topics: topics.map((topic) => viewTopic(topic, wanted)) }
}

const topicRoutes: Served[] = [
  serve(contract.listTopics, ({ db, now }) => topicsShown(db, now)),
  serve(contract.addTopic, async ({ db, body }) => viewTopic(await addTopic(db, body), new Map())),
  serve(contract.changeTopic, async ({ db, params, body: { version, ...change }, now }) =>
    viewTopic(await changeTopic(db, params.topicId, change, version), await wantedOf(db, now)),
  ),
  serve(contract.orderTopics, async ({ db, body, now }) => {
    await orderTopics(db, body.topics)
    return topicsShown(db, now)
  }),
  serve(contract.listWordings, async ({ db }) => ({ wordings: (await listWordings(db)).map(viewWording) })),
  serve(contract.changeWording, async ({ db, body, who, now }) =>
    viewWording(await changeWording(db, body, who.kind === 'staff' ? who.id : null, now)),
  ),
]

const customerRoutes: Served[] = [
  serve(contract.getConsents, async ({ db, params, now }) => {
    await requireCustomer(db, params.customerId)
    return viewConsents(db, params.customerId, now)
  }),
  serve(contract.noteConsent, async ({ db, params, body, who, now }) => {
    await noteSpoken(db, params.customerId, body, who, now)
    return viewConsents(db, params.customerId, now)
  }),
  serve(contract.noteChoice, async ({ db, params, body: { version, pausedUntil, ...rest }, who, now }) => {
    await requireCustomer(db, params.customerId)
    const pause = pausedUntil === undefined ? {} : { pausedUntil: pausedUntil === null ? null : new Date(pausedUntil) }
    const named = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
    const by = { kind: 'staff', id: who.kind === 'staff' ? who.id : null, name: who.name, version } as const
    await saveChoice(db, params.customerId, { ...named, ...pause }, by, now)
    return viewConsents(db, params.customerId, now)
  }),
]

async function doorShown(db: Db, door: Door, today: string) {
  return viewDoor(door, await yieldSince(db, addDays(today, -YIELD_DAYS)))
}

const doorRoutes: Served[] = [
  serve(contract.listDoors, async ({ db, house, now, origin }) => {
    const today = dayIn((await house()).zone, now.getTime())
    const [doors, days] = await Promise.all([findDoors(db), yieldSince(db, addDays(today, -YIELD_DAYS))])
    const { publicAddress } = await houseSender(db)
    const address = { address: publicAddress || origin, isPublic: publicAddress !== '' }
    return { doors: doors.map((door) => viewDoor(door, days)), today, ...address }
  }),
  serve(contract.addDoor, async ({ db, body, house, now }) => {
    await requireTopics(db, body.topics)
    return doorShown(db, await makeDoor(db, body, now), dayIn((await house()).zone, now.getTime()))
  }),
  serve(contract.changeDoor, async ({ db, params, body: { version, ...change }, house, now }) => {
    if (change.topics) await requireTopics(db, change.topics)
    return doorShown(db, await alterDoor(db, params.doorId, change, version), dayIn((await house()).zone, now.getTime()))
  }),
]

const registerRoutes: Served[] = [
  serve(contract.getRegister, ({ db }) => registerNow(db)),
  // A file of a million numbers is read while it comes; the copy changes whole, in a transaction of its own.
  serveAlone(contract.loadRegister, async ({ db, file, who, now, trace, recordIn }) => {
    const part = await file()
    if (!part) throw new Refusal(400, 'consent.no_file', 'There is no file in this request.')
    return db.transaction().execute(async (tx) => {
      const by = { id: who.kind === 'staff' ? who.id : null, name: who.name }
      const { numbers, read, refused, refusedLines } = await loadRegister(tx, part.file, by, now)
      trace({ details: { numbers, refused } })
      await recordIn(tx)
      return { ...(await registerNow(tx)), read, refused, refusedLines }
    })
  }),
  serve(contract.listSenders, async ({ db }) => ({ senders: await findSenders(db) })),
  serve(contract.addSender, ({ db, body }) => addSender(db, body)),
  serve(contract.changeSender, ({ db, params, body: { version, ...change } }) => changeSender(db, params.senderId, change, version)),
]

export const consentRoutes: Served[] = [...topicRoutes, ...customerRoutes, ...doorRoutes, ...registerRoutes]
