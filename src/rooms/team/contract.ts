import { z } from 'zod'
import { currency, day, id, language, line, version } from '../../platform/fields/contract.ts'
import { route } from '../../platform/http/contract.ts'
import { permissions, places, roles } from '../../values/rights.ts'

export const trades = ['hotel', 'bookshop', 'cosmetics', 'restaurant', 'spa', 'distributor'] as const

export const lookView = z.object({
  theme: z.enum(['light', 'dark', 'system']).default('system'),
  density: z.enum(['comfortable', 'compact']).default('comfortable'),
  textSize: z.int().min(90).max(150).default(100),
  singleKeys: z.boolean().default(true),
})

export const houseView = z.object({
  name: z.string(),
  trade: z.enum(trades),
  zone: z.string(),
  currency: z.string(),
  language,
  isStarted: z.boolean(),
  hasSample: z.boolean(),
  version,
})

export const staffView = z.object({
  id,
  name: z.string(),
  mail: z.string(),
  role: z.enum(roles),
  /** The telephone at which calls for this person ring. */
  extension: z.string().nullable(),
  /** The last day on which they are away; what they hold is their team's meanwhile. */
  awayUntil: z.string().nullable(),
  hasSecondFactor: z.boolean(),
  /** Nobody may sign in with this name until then: too many wrong passwords. */
  waitsUntil: z.string().nullable(),
  lastSeenAt: z.string().nullable(),
  isLockedOut: z.boolean(),
  isSample: z.boolean(),
  version,
})

/** By these a house speaks of its own people to its customers. */
export const spokenWords = ['anh', 'chị', 'cô', 'chú', 'bác', 'em'] as const

/** Who is signed in and what their screen holds. */
export const meView = z.object({
  id,
  name: z.string(),
  mail: z.string().optional(),
  role: z.enum(roles),
  language,
  look: lookView,
  extension: z.string().nullable(),
  /** The word before one’s name when customers hear of one; null while one has not said. */
  spokenAs: z.enum(spokenWords).nullable(),
  awayUntil: z.string().nullable(),
  hasSecondFactor: z.boolean(),
  places: z.array(z.enum(places)),
  permissions: z.array(z.enum(permissions)),
  /** Set while one looks at the house as another role sees it; then nothing can be written. `own` is one's own role. */
  looksAs: z.object({ own: z.enum(roles), staffId: id.nullable(), name: z.string().nullable() }).nullable(),
})

/** An inner number of the telephone system: digits, `*` and `#`. */
const extension = z.string().regex(/^[0-9*#]{1,12}$/, 'not_an_extension')

/** What the sign-in page may know before anyone signed in. */
export const frontDoor = route({
  name: 'frontDoor',
  method: 'GET',
  path: '/api/front-door',
  door: 'public',
  summary: 'The name and language of the house, and whether anybody can sign in yet.',
  answer: z.object({ name: z.string(), language, zone: z.string(), canSignIn: z.boolean(), trade: z.enum(trades) }),
})

const password = z.string().min(10).max(200)

/** Doors inside the house at which a password or a code is asked for. */
export const GUESSES = { perMinute: 30 }

export const startHouse = route({
  name: 'startHouse',
  method: 'POST',
  path: '/api/start',
  door: 'public',
  summary: 'Makes the owner and names the house; only the holder of the one-time link may.',
  body: z.strictObject({
    token: z.string().max(200),
    houseName: line(120),
    trade: z.enum(trades),
    language,
    ownerName: line(120),
    mail: line(254),
    password,
  }),
  answer: meView,
  status: 201,
  refusals: ['team.start_link_used', 'team.mail_invalid'],
})

export const signIn = route({
  name: 'signIn',
  method: 'POST',
  path: '/api/sign-in',
  door: 'public',
  summary: 'Opens a session for a member of staff.',
  body: z.strictObject({
    mail: z.string().max(254),
    password: z.string().max(200),
    /** Six digits of the second factor or a recovery code; asked for by `team.code_needed`. */
    code: z.string().max(40).optional(),
  }),
  answer: meView,
  refusals: ['team.sign_in_failed', 'team.code_needed', 'team.code_wrong', 'door.too_many'],
})

export const signOut = route({
  name: 'signOut',
  method: 'POST',
  path: '/api/sign-out',
  door: 'signed-in',
  summary: 'Ends this session.',
  body: z.strictObject({}),
  answer: z.object({}),
})

export const getMe = route({
  name: 'getMe',
  method: 'GET',
  path: '/api/me',
  door: 'signed-in',
  summary: 'Who is signed in, what they may see, and how their screen looks.',
  answer: meView,
})

export const updateMe = route({
  name: 'updateMe',
  method: 'PATCH',
  path: '/api/me',
  door: 'signed-in',
  summary:
    'Changes the language and look of one’s own screen, where one is called, how customers hear one named, and until when one is away.',
  body: z.strictObject({
    language: language.optional(),
    look: lookView.partial().optional(),
    extension: extension.nullable().optional(),
    spokenAs: z.enum(spokenWords).nullable().optional(),
    /** The last day on which one is away; null: here again. */
    awayUntil: day.nullable().optional(),
  }),
  answer: meView,
  refusals: ['team.extension_taken'],
})

export const changePassword = route({
  name: 'changePassword',
  method: 'POST',
  path: '/api/me/password',
  door: 'signed-in',
  atMost: GUESSES,
  summary: 'Changes one’s own password and ends every other session.',
  body: z.strictObject({ current: z.string().max(200), next: password }),
  answer: z.object({}),
  refusals: ['team.password_wrong', 'team.staff_only', 'door.too_many'],
})

export const getHouse = route({
  name: 'getHouse',
  method: 'GET',
  path: '/api/house',
  door: 'signed-in',
  summary: 'The house: its name, trade, zone, currency and language.',
  answer: houseView,
})

export const updateHouse = route({
  name: 'updateHouse',
  method: 'PATCH',
  path: '/api/house',
  door: 'house.settings',
  summary: 'Changes the house.',
  body: z.strictObject({
    name: line(120).optional(),
    trade: z.enum(trades).optional(),
    zone: line(60).optional(),
    currency: currency.optional(),
    language: language.optional(),
    version,
  }),
  answer: houseView,
  refusals: ['team.changed_meanwhile', 'team.no_such_zone'],
})

export const listStaff = route({
  name: 'listStaff',
  method: 'GET',
  path: '/api/staff',
  door: 'house.people',
  summary: 'Everyone who works here.',
  answer: z.object({ staff: z.array(staffView) }),
})

export const addStaff = route({
  name: 'addStaff',
  method: 'POST',
  path: '/api/staff',
  door: 'house.people',
  summary: 'Adds a member of staff with a first password to hand over.',
  body: z.strictObject({ name: line(120), mail: line(254), role: z.enum(roles), password }),
  answer: staffView,
  status: 201,
  refusals: ['team.mail_taken', 'team.mail_invalid'],
})

export const updateStaff = route({
  name: 'updateStaff',
  method: 'PATCH',
  path: '/api/staff/:staffId',
  door: 'house.people',
  summary:
    'Changes a member of staff: name, role, locked out or not, away until when, a new password. Ends their sessions where rights change.',
  params: z.object({ staffId: id }),
  body: z.strictObject({
    name: line(120).optional(),
    role: z.enum(roles).optional(),
    isLockedOut: z.boolean().optional(),
    password: password.optional(),
    extension: extension.nullable().optional(),
    awayUntil: day.nullable().optional(),
    /** Takes the second factor off somebody who lost their phone. */
    withoutSecondFactor: z.literal(true).optional(),
    version,
  }),
  answer: staffView,
  refusals: ['team.changed_meanwhile', 'team.last_owner', 'team.owner_only', 'team.own_door', 'team.extension_taken'],
})

export const tokenView = z.object({
  id,
  name: z.string(),
  role: z.enum(roles),
  /** What it may do of all that its role may; null: everything. */
  scopes: z.array(z.enum(permissions)).nullable(),
  createdAt: z.string(),
  madeByName: z.string().nullable(),
  expiresAt: z.string().nullable(),
  lastUsedAt: z.string().nullable(),
})

export const listTokens = route({
  name: 'listTokens',
  method: 'GET',
  path: '/api/tokens',
  door: 'house.people',
  summary: 'API tokens in force.',
  answer: z.object({ tokens: z.array(tokenView) }),
})

export const createToken = route({
  name: 'createToken',
  method: 'POST',
  path: '/api/tokens',
  door: 'house.people',
  summary: 'Makes an API token; it is shown this once.',
  body: z.strictObject({
    name: line(80),
    role: z.enum(roles),
    scopes: z.array(z.enum(permissions)).min(1).optional(),
    /** The last day on which it works. */
    until: day.optional(),
  }),
  answer: tokenView.extend({ token: z.string() }),
  status: 201,
  isSecret: true,
  refusals: ['team.owner_only', 'team.scope_not_of_role', 'team.day_is_past'],
})

export const revokeToken = route({
  name: 'revokeToken',
  method: 'DELETE',
  path: '/api/tokens/:tokenId',
  door: 'house.people',
  summary: 'Ends an API token at once.',
  params: z.object({ tokenId: id }),
  answer: z.object({}),
})

export const invitationView = z.object({
  id,
  name: z.string(),
  mail: z.string().nullable(),
  role: z.enum(roles),
  invitedByName: z.string().nullable(),
  createdAt: z.string(),
  expiresAt: z.string(),
  state: z.enum(['open', 'accepted', 'revoked', 'expired']),
})

export const invite = route({
  name: 'invite',
  method: 'POST',
  path: '/api/invitations',
  door: 'house.people',
  summary: 'Invites somebody to the house: answers a link to hand over, good for seven days and shown this once.',
  body: z.strictObject({ name: line(120), mail: line(254).optional(), role: z.enum(roles) }),
  answer: invitationView.extend({ link: z.string() }),
  status: 201,
  isSecret: true,
  refusals: ['team.owner_only', 'team.mail_taken', 'team.mail_invalid'],
})

export const listInvitations = route({
  name: 'listInvitations',
  method: 'GET',
  path: '/api/invitations',
  door: 'house.people',
  summary: 'Invitations of the last ninety days, the newest first.',
  answer: z.object({ invitations: z.array(invitationView) }),
})

export const revokeInvitation = route({
  name: 'revokeInvitation',
  method: 'DELETE',
  path: '/api/invitations/:invitationId',
  door: 'house.people',
  summary: 'Takes an invitation back; its link opens nothing any more.',
  params: z.object({ invitationId: id }),
  answer: z.object({}),
  refusals: ['team.invitation_over'],
})

export const readInvitation = route({
  name: 'readInvitation',
  method: 'POST',
  path: '/api/invitations/read',
  door: 'public',
  summary: 'What the holder of an invitation is invited to.',
  body: z.strictObject({ token: z.string().max(200) }),
  answer: z.object({
    houseName: z.string(),
    name: z.string(),
    mail: z.string().nullable(),
    role: z.enum(roles),
    invitedByName: z.string().nullable(),
    expiresAt: z.string(),
  }),
  refusals: ['team.invitation_over', 'door.too_many'],
})

export const acceptInvitation = route({
  name: 'acceptInvitation',
  method: 'POST',
  path: '/api/invitations/accept',
  door: 'public',
  summary: 'Makes the invited person a member of staff with a password of their own, and signs them in.',
  body: z.strictObject({ token: z.string().max(200), name: line(120), mail: line(254), password, language }),
  answer: meView,
  status: 201,
  refusals: ['team.invitation_over', 'team.mail_taken', 'team.mail_invalid', 'door.too_many'],
})
