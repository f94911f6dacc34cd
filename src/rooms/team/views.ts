import type { z } from 'zod'
import type { Db } from '../../platform/db/db.ts'
import type { Who } from '../../platform/http/who.ts'
import { may, permissionsOf, placesOf } from '../../values/rights.ts'
import { waitsOf } from './attempts.ts'
import * as contract from './contract.ts'
import type { ApiToken } from './doors-store.ts'
import type { Invitation } from './invitations-store.ts'
import type { Praise } from './kindness-store.ts'
import { stateOf } from './rules.ts'
import * as store from './store.ts'

export type MeView = z.input<typeof contract.meView>

/** What a holder finds on the screen: every place of the role, or none where customers may not even be read. */
const rightsOf = (who: Who) => ({
  role: who.role,
  places: may(who, 'customers.read') ? [...placesOf(who.role)] : [],
  permissions: permissionsOf(who.role).filter((permission) => may(who, permission)),
  looksAs: who.looksAs ?? null,
})

export const viewMe = (person: store.StaffMember, who: Who): MeView => ({
  id: person.id,
  name: person.name,
  mail: person.mail,
  language: person.language,
  look: person.look as MeView['look'],
  extension: person.extension,
  spokenAs: contract.spokenWords.find((word) => word === person.spokenAs) ?? null,
  awayUntil: person.awayUntil,
  hasSecondFactor: person.hasSecondFactor,
  ...rightsOf(who),
})

/** A person who has just come in, as themselves. */
export const viewNewcomer = (person: store.StaffMember): MeView =>
  viewMe(person, { kind: 'staff', id: person.id, name: person.name, role: person.role })

export const viewProgram = (who: Who): MeView => ({
  id: who.id,
  name: who.name,
  language: 'vi',
  look: {} as MeView['look'],
  extension: null,
  spokenAs: null,
  awayUntil: null,
  hasSecondFactor: false,
  ...rightsOf(who),
})

type StaffView = z.input<typeof contract.staffView>

export async function viewStaff(db: Db, people: readonly store.StaffMember[], now: Date): Promise<StaffView[]> {
  const [waits, seen] = await Promise.all([
    waitsOf(
      db,
      people.map(({ mail }) => mail),
      now,
    ),
    store.lastSeen(db),
  ])
  return people.map(({ id, name, mail, role, extension, awayUntil, hasSecondFactor, isLockedOut, isSample, version }) => ({
    id,
    name,
    mail,
    role,
    extension,
    awayUntil,
    hasSecondFactor,
    waitsUntil: waits.get(mail)?.toISOString() ?? null,
    lastSeenAt: seen.get(id)?.toISOString() ?? null,
    isLockedOut,
    isSample,
    version,
  }))
}

export async function viewOne(db: Db, person: store.StaffMember, now: Date): Promise<StaffView> {
  const [view] = await viewStaff(db, [person], now)
  if (!view) throw new Error('one member of staff makes one line')
  return view
}

export const viewToken = ({ id, name, role, scopes, madeByName, createdAt, expiresAt, lastUsedAt }: ApiToken) => ({
  id,
  name,
  role,
  scopes,
  madeByName,
  createdAt: createdAt.toISOString(),
  expiresAt: expiresAt?.toISOString() ?? null,
  lastUsedAt: lastUsedAt?.toISOString() ?? null,
})

export const viewInvitation = (invitation: Invitation, now: Date) => ({
  id: invitation.id,
  name: invitation.name,
  mail: invitation.mail,
  role: invitation.role,
  invitedByName: invitation.invitedByName,
  createdAt: invitation.createdAt.toISOString(),
  expiresAt: invitation.expiresAt.toISOString(),
  state: stateOf(invitation, now),
})

/** While somebody looks as another, nothing is theirs to take back. */
export const viewPraise = ({ id, to, fromStaffId, fromName, customerId, words, about, at }: Praise, who: Who) => ({
  id,
  to,
  fromName,
  customerId,
  words,
  about,
  at: at.toISOString(),
  isMine: who.kind === 'staff' && !who.looksAs && fromStaffId === who.id,
})
