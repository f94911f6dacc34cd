import type { Db } from '../../platform/db/db.ts'
import { type Served, serve, serveAlone } from '../../platform/http/serve.ts'
import { Refusal } from '../../platform/refusal.ts'
import { openSecrets, type Secrets } from '../../platform/secrets.ts'
import { isZone } from '../../values/zone.ts'
import * as contract from './contract.ts'
import * as doors from './doors.ts'
import { allTokens } from './doors-store.ts'
import * as invitations from './invitations.ts'
import { invitationsSince } from './invitations-store.ts'
import { kindnessRoutes, meRoutes } from './me-routes.ts'
import { signIn } from './sign-in.ts'
import { editStaff, hireStaff } from './staff.ts'
import * as store from './store.ts'
import { createToken, revokeToken } from './tokens.ts'
import { viewInvitation, viewNewcomer, viewOne, viewStaff, viewToken } from './views.ts'

type Trade = (typeof contract.trades)[number]

async function viewHouse(db: Db, hasSample: (db: Db) => Promise<boolean>) {
  const house = await store.findHouse(db)
  return { ...house, trade: house.trade as Trade, hasSample: await hasSample(db) }
}

const isSecure = (origin: string): boolean => origin.startsWith('https:')

/** What this room needs of rooms that it cannot see, and where the key of its secrets lies. */
export type TeamNeeds = {
  hasSample: (db: Db) => Promise<boolean>
  /** What a trade brings along. */
  furnish: (db: Db, trade: string) => Promise<void>
  /** Refuses an id that is no customer’s. */
  requireCustomer: (db: Db, customerId: string) => Promise<unknown>
  data: () => string
}

const doorRoutes = ({ furnish }: TeamNeeds, secrets: Secrets): Served[] => [
  serve(contract.frontDoor, async ({ db }) => {
    const { name, language, zone, trade } = await store.findHouse(db)
    return { name, language, zone, trade: trade as Trade, canSignIn: await store.hasStaff(db) }
  }),
  serve(contract.startHouse, async ({ db, body, origin, now, header, trace }) => {
    const { person, cookie } = await doors.startHouse(db, body, isSecure(origin), now)
    await furnish(db, body.trade)
    trace({ who: { kind: 'staff', id: person.id } })
    header('set-cookie', cookie)
    return viewNewcomer(person)
  }),
  // A wrong password must stay counted though it is refused, so this opens its own transactions.
  serveAlone(contract.signIn, async ({ db, body, from, origin, requestId, now, header, trace, recordIn }) => {
    const { person, cookie } = await signIn(
      {
        db,
        secrets,
        from,
        isSecure: isSecure(origin),
        requestId,
        now,
        trace: (tx, person) => {
          trace({ who: { kind: 'staff', id: person.id }, details: { withSecondFactor: person.hasSecondFactor } })
          return recordIn(tx)
        },
      },
      body,
    )
    header('set-cookie', cookie)
    return viewNewcomer(person)
  }),
  serve(contract.signOut, async ({ db, who, header }) => {
    header('set-cookie', await doors.signOut(db, who))
    return {}
  }),
  serve(contract.readInvitation, async ({ db, body, now }) => {
    const { name, mail, role, invitedByName, expiresAt } = await invitations.readInvitation(db, body.token, now)
    const { name: houseName } = await store.findHouse(db)
    return { houseName, name, mail, role, invitedByName, expiresAt: expiresAt.toISOString() }
  }),
  serve(contract.acceptInvitation, async ({ db, body, origin, now, header, trace }) => {
    const { person, cookie, invitationId } = await invitations.acceptInvitation(db, body, isSecure(origin), now)
    trace({ who: { kind: 'staff', id: person.id }, aboutKind: 'invitation', aboutId: invitationId, details: { role: person.role } })
    header('set-cookie', cookie)
    return viewNewcomer(person)
  }),
]

const houseRoutes = ({ hasSample, furnish }: TeamNeeds): Served[] => [
  serve(contract.getHouse, ({ db }) => viewHouse(db, hasSample)),
  serve(contract.updateHouse, async ({ db, body }) => {
    const { version, ...asked } = body
    if (asked.zone !== undefined && !isZone(asked.zone))
      throw new Refusal(400, 'team.no_such_zone', 'There is no such time zone.', { zone: 'unknown' })
    const change = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)) as store.HouseChange
    if (!(await store.changeHouse(db, change, version)))
      throw new Refusal(409, 'team.changed_meanwhile', 'Somebody changed this meanwhile.')
    if (asked.trade !== undefined) await furnish(db, asked.trade)
    return viewHouse(db, hasSample)
  }),
]

/** Invitations are listed for this long. */
const LISTED_DAYS = 90

const peopleRoutes: Served[] = [
  serve(contract.listStaff, async ({ db, now }) => ({ staff: await viewStaff(db, await store.allStaff(db), now) })),
  serve(contract.addStaff, async ({ db, who, body, now, trace }) => {
    const { language } = await store.findHouse(db)
    trace({ details: { role: body.role } })
    return viewOne(db, await hireStaff(db, who, body, language, now), now)
  }),
  serve(contract.updateStaff, async ({ db, who, params, body, now, trace }) => {
    trace({
      details: {
        ...(body.role === undefined ? {} : { role: body.role }),
        ...(body.isLockedOut === undefined ? {} : { isLockedOut: body.isLockedOut }),
      },
    })
    return viewOne(db, await editStaff(db, who, params.staffId, body, now), now)
  }),
  serve(contract.listTokens, async ({ db, now }) => ({ tokens: (await allTokens(db, now)).map(viewToken) })),
  serve(contract.createToken, async ({ db, who, body, now, trace }) => {
    const made = await createToken(db, body, who, now)
    trace({ details: { role: made.role, scopes: made.scopes } })
    return { ...viewToken(made), token: made.token }
  }),
  serve(contract.revokeToken, async ({ db, params, now }) => {
    await revokeToken(db, params.tokenId, now)
    return {}
  }),
  serve(contract.invite, async ({ db, who, body, origin, now, trace }) => {
    const { invitation, secret } = await invitations.invite(db, who, body, now)
    trace({ details: { role: invitation.role } })
    // The secret stands behind the #, so that it reaches no log of any server.
    return { ...viewInvitation(invitation, now), link: `${origin}/invitation#${secret}` }
  }),
  serve(contract.listInvitations, async ({ db, now }) => {
    const since = new Date(now.getTime() - LISTED_DAYS * 24 * 3600_000)
    return { invitations: (await invitationsSince(db, since)).map((one) => viewInvitation(one, now)) }
  }),
  serve(contract.revokeInvitation, async ({ db, who, params, now }) => {
    await invitations.revokeInvitation(db, who, params.invitationId, now)
    return {}
  }),
]

export function teamRoutes(needs: TeamNeeds): Served[] {
  const secrets = openSecrets(needs.data)
  return [...doorRoutes(needs, secrets), ...houseRoutes(needs), ...peopleRoutes, ...meRoutes({ secrets }), ...kindnessRoutes(needs)]
}
