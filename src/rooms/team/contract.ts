import { z } from 'zod'
import { currency, id, language, line, version } from '../../platform/fields/contract.ts'
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
  isLockedOut: z.boolean(),
  isSample: z.boolean(),
  version,
})

/** Who is signed in and what their screen holds. */
export const meView = z.object({
  id,
  name: z.string(),
  mail: z.string().optional(),
  role: z.enum(roles),
  language,
  look: lookView,
  places: z.array(z.enum(places)),
  permissions: z.array(z.enum(permissions)),
})

/** What the sign-in page may know before anyone signed in. */
export const frontDoor = route({
  name: 'frontDoor',
  method: 'GET',
  path: '/api/front-door',
  door: 'public',
  summary: 'The name and language of the house, and whether anybody can sign in yet.',
  answer: z.object({ name: z.string(), language, canSignIn: z.boolean(), trade: z.enum(trades) }),
})

const password = z.string().min(10).max(200)

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
  body: z.strictObject({ mail: z.string().max(254), password: z.string().max(200) }),
  answer: meView,
  refusals: ['team.sign_in_failed'],
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
  summary: 'Changes the language and look of one’s own screen.',
  body: z.strictObject({ language: language.optional(), look: lookView.partial().optional() }),
  answer: meView,
})

export const changePassword = route({
  name: 'changePassword',
  method: 'POST',
  path: '/api/me/password',
  door: 'signed-in',
  summary: 'Changes one’s own password and ends every other session.',
  body: z.strictObject({ current: z.string().max(200), next: password }),
  answer: z.object({}),
  refusals: ['team.password_wrong'],
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
  summary: 'Changes a member of staff: name, role, locked out or not, a new password. Ends their sessions where rights change.',
  params: z.object({ staffId: id }),
  body: z.strictObject({
    name: line(120).optional(),
    role: z.enum(roles).optional(),
    isLockedOut: z.boolean().optional(),
    password: password.optional(),
    version,
  }),
  answer: staffView,
  refusals: ['team.changed_meanwhile', 'team.last_owner', 'team.owner_only'],
})

export const tokenView = z.object({
  id,
  name: z.string(),
  role: z.enum(roles),
  createdAt: z.string(),
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
  body: z.strictObject({ name: line(80), role: z.enum(roles) }),
  answer: tokenView.extend({ token: z.string() }),
  status: 201,
  isSecret: true,
  refusals: ['team.owner_only'],
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
