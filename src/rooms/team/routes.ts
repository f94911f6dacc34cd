import type { z } from 'zod'
import type { Db } from '../../platform/db/db.ts'
import { type Served, serve } from '../../platform/http/serve.ts'
import type { Who } from '../../platform/http/who.ts'
import { Refusal } from '../../platform/refusal.ts'
import { permissionsOf, placesOf } from '../../values/rights.ts'
import { isZone } from '../../values/zone.ts'
import * as contract from './contract.ts'
import * as doors from './doors.ts'
import { allTokens } from './doors-store.ts'
import * as store from './store.ts'

type Me = z.input<typeof contract.meView>
type Trade = (typeof contract.trades)[number]

const viewMe = (person: store.StaffMember): Me => ({
  id: person.id,
  name: person.name,
  mail: person.mail,
  role: person.role,
  language: person.language,
  look: person.look as Me['look'],
  extension: person.extension,
  hasSecondFactor: person.hasSecondFactor,
  places: [...placesOf(person.role)],
  permissions: [...permissionsOf(person.role)],
  looksAs: null,
})

const viewStaff = ({ id, name, mail, role, extension, hasSecondFactor, isLockedOut, isSample, version }: store.StaffMember) => ({
  id,
  name,
  mail,
  role,
  extension,
  hasSecondFactor,
  waitsUntil: null,
  lastSeenAt: null,
  isLockedOut,
  isSample,
  version,
})

async function viewHouse(db: Db, hasSample: (db: Db) => Promise<boolean>) {
  const house = await store.findHouse(db)
  return { ...house, trade: house.trade as Trade, hasSample: await hasSample(db) }
}

const isSecure = (origin: string): boolean => origin.startsWith('https:')

/** Changes the language and look of one's own screen. */
async function changeScreen(db: Db, who: Who, body: z.output<NonNullable<typeof contract.updateMe.body>>): Promise<Me> {
  const person = who.kind === 'staff' ? await store.findStaffForUpdate(db, who.id) : undefined
  if (!person) throw new Refusal(403, 'team.staff_only', 'Only a member of staff has a screen of their own.')
  const look = Object.fromEntries(Object.entries({ ...person.look, ...body.look }).filter(([, value]) => value !== undefined))
  await store.changeStaff(db, who.id, { look, language: body.language ?? person.language })
  return viewMe((await store.findStaff(db, who.id)) as store.StaffMember)
}

/** `hasSample` is answered by the wiring: the sample lives in rooms that this one cannot see. */
export const teamRoutes = ({ hasSample }: { hasSample: (db: Db) => Promise<boolean> }): Served[] => [
  serve(contract.frontDoor, async ({ db }) => {
    const house = await store.findHouse(db)
    return { name: house.name, language: house.language, trade: house.trade as Trade, canSignIn: await store.hasStaff(db) }
  }),
  serve(contract.startHouse, async ({ db, body, origin, now, header }) => {
    const { person, cookie } = await doors.startHouse(db, body, isSecure(origin), now)
    header('set-cookie', cookie)
    return viewMe(person)
  }),
  serve(contract.signIn, async ({ db, body, origin, now, header }) => {
    const { person, cookie } = await doors.signIn(db, body, isSecure(origin), now)
    header('set-cookie', cookie)
    return viewMe(person)
  }),
  serve(contract.signOut, async ({ db, who, header }) => {
    header('set-cookie', await doors.signOut(db, who))
    return {}
  }),
  serve(contract.getMe, async ({ db, who }) => {
    const person = who.kind === 'staff' ? await store.findStaff(db, who.id) : undefined
    if (person) return viewMe(person)
    const { id, name, role } = who
    return {
      id,
      name,
      role,
      language: 'vi' as const,
      look: {} as Me['look'],
      extension: null,
      hasSecondFactor: false,
      places: [...placesOf(role)],
      permissions: [...permissionsOf(role)],
      looksAs: null,
    }
  }),
  serve(contract.updateMe, ({ db, who, body }) => changeScreen(db, who, body)),
  serve(contract.changePassword, async ({ db, who, body }) => {
    await doors.changePassword(db, who, body)
    return {}
  }),
  serve(contract.getHouse, ({ db }) => viewHouse(db, hasSample)),
  serve(contract.updateHouse, async ({ db, body }) => {
    const { version, ...asked } = body
    if (asked.zone !== undefined && !isZone(asked.zone))
      throw new Refusal(400, 'team.no_such_zone', 'There is no such time zone.', { zone: 'unknown' })
    const change = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)) as store.HouseChange
    if (!(await store.changeHouse(db, change, version)))
      throw new Refusal(409, 'team.changed_meanwhile', 'Somebody changed this meanwhile.')
    return viewHouse(db, hasSample)
  }),
  serve(contract.listStaff, async ({ db }) => ({ staff: (await store.allStaff(db)).map(viewStaff) })),
  serve(contract.addStaff, async ({ db, who, body, now }) => {
    const { language } = await store.findHouse(db)
    return viewStaff(await doors.hireStaff(db, who, body, language, now))
  }),
  serve(contract.updateStaff, async ({ db, who, params, body }) => {
    const { version, ...edit } = body
    return viewStaff(await doors.editStaff(db, who, params.staffId, edit, version))
  }),
  serve(contract.listTokens, async ({ db }) => ({
    tokens: (await allTokens(db)).map((token) => ({
      ...token,
      scopes: null,
      madeByName: null,
      expiresAt: null,
      createdAt: token.createdAt.toISOString(),
      lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
    })),
  })),
  serve(contract.createToken, async ({ db, who, body, now }) => {
    const made = await doors.createToken(db, body, who, now)
    return {
      id: made.id,
      name: made.name,
      role: made.role,
      token: made.token,
      scopes: null,
      madeByName: null,
      expiresAt: null,
      createdAt: made.createdAt.toISOString(),
      lastUsedAt: null,
    }
  }),
  serve(contract.revokeToken, async ({ db, params, now }) => {
    await doors.revokeToken(db, params.tokenId, now)
    return {}
  }),
]
