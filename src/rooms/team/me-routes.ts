import type { z } from 'zod'
import type { Db } from '../../platform/db/db.ts'
import { type Served, serve, serveAlone } from '../../platform/http/serve.ts'
import type { Who } from '../../platform/http/who.ts'
import type { Secrets } from '../../platform/secrets.ts'
import * as contract from './contract.ts'
import * as doors from './doors.ts'
import * as kindness from './kindness.ts'
import { latestPraise } from './kindness-store.ts'
import * as mine from './mine/contract.ts'
import * as factor from './second-factor.ts'
import * as store from './store.ts'
import { type MeView, viewMe, viewPraise, viewProgram } from './views.ts'

type Customers = { requireCustomer: (db: Db, customerId: string) => Promise<unknown> }

async function viewOf(db: Db, who: Who): Promise<MeView> {
  const person = who.kind === 'staff' ? await store.findStaff(db, who.id) : undefined
  return person ? viewMe(person, who) : viewProgram(who)
}

/** Changes the language and look of one's own screen, at which telephone one is called, how customers hear one named, and how long one is away. */
async function changeScreen(db: Db, who: Who, body: z.output<NonNullable<typeof contract.updateMe.body>>): Promise<MeView> {
  const person = await factor.requireStaff(db, who)
  const look = Object.fromEntries(Object.entries({ ...person.look, ...body.look }).filter(([, value]) => value !== undefined))
  const extension = body.extension === undefined ? {} : { extension: body.extension }
  const spoken = body.spokenAs === undefined ? {} : { spokenAs: body.spokenAs }
  const away = body.awayUntil === undefined ? {} : { awayUntil: body.awayUntil }
  await store.changeStaff(db, who.id, { look, language: body.language ?? person.language, ...extension, ...spoken, ...away })
  return viewMe(await store.readStaff(db, who.id), who)
}

/** One's own screen, keys, days, and the eyes one looks with. */
export const meRoutes = ({ secrets }: { secrets: Secrets }): Served[] => [
  serve(contract.getMe, ({ db, who }) => viewOf(db, who)),
  serve(contract.updateMe, ({ db, who, body }) => changeScreen(db, who, body)),
  serveAlone(contract.changePassword, async ({ body, ...inside }) => {
    await factor.changePassword(inside, body)
    return {}
  }),
  serveAlone(mine.beginSecondFactor, ({ body, ...inside }) => factor.begin(inside, secrets, body.password)),
  serve(mine.confirmSecondFactor, ({ db, who, body, now }) => factor.confirm(db, secrets, who, body.code, now)),
  serveAlone(mine.removeSecondFactor, async ({ body, ...inside }) => {
    await factor.remove(inside, body.password)
    return {}
  }),
  serveAlone(mine.renewRecoveryCodes, ({ body, ...inside }) => factor.renewCodes(inside, secrets, body.password)),
  serve(mine.lookAs, async ({ db, who, body, trace }) => {
    const after = await doors.lookAs(db, who, body)
    // The row says as whom; the request itself still came from the eyes before.
    trace({
      ...(body.staffId ? { aboutKind: 'staff', aboutId: body.staffId } : {}),
      details: { looksAs: after.looksAs ? after.role : null },
    })
    return viewOf(db, after)
  }),
  serve(mine.noteMood, async ({ db, who, params, body, now, house }) => {
    const { zone } = await house()
    return kindness.noteMood(db, who, { day: params.day, mood: body.mood, words: body.words ?? null }, zone, now)
  }),
  serve(mine.forgetMood, async ({ db, who, params }) => {
    await kindness.forgetMood(db, who, params.day)
    return {}
  }),
  serve(mine.listMoods, async ({ db, who, now, house }) => ({
    moods: await kindness.listMoods(db, who, (await house()).zone, now),
  })),
]

/** Colleagues and the thanks they give one another. */
export const kindnessRoutes = ({ requireCustomer }: Customers): Served[] => [
  serve(mine.listColleagues, async ({ db }) => ({ colleagues: await store.colleagues(db) })),
  serve(mine.givePraise, async ({ db, who, body, now, trace }) => {
    const given = await kindness.givePraise(db, who, body, requireCustomer, now)
    trace({ details: { to: body.staffId }, ...(body.customerId ? { customerId: body.customerId } : {}) })
    return viewPraise(given, who)
  }),
  serve(mine.listPraise, async ({ db, who, query }) => ({
    praise: (await latestPraise(db, query)).map((one) => viewPraise(one, who)),
  })),
  serve(mine.takeBackPraise, async ({ db, who, params }) => {
    await kindness.takeBackPraise(db, who, params.praiseId)
    return {}
  }),
]
