import { z } from 'zod'
import { day, id, line, lines, pageSize } from '../../../platform/fields/contract.ts'
import { route } from '../../../platform/http/contract.ts'
import { roles } from '../../../values/rights.ts'
import { GUESSES, meView } from '../contract.ts'

// What is one's own: keys, the eyes one looks with, thanks and days.

export const beginSecondFactor = route({
  name: 'beginSecondFactor',
  method: 'POST',
  path: '/api/me/second-factor',
  door: 'signed-in',
  atMost: GUESSES,
  summary: 'Begins a second factor: a secret for an authenticator app, in force only once a code of it was given back.',
  body: z.strictObject({ password: z.string().max(200) }),
  answer: z.object({ secret: z.string(), uri: z.string() }),
  isSecret: true,
  refusals: ['team.password_wrong', 'door.too_many', 'team.staff_only', 'team.factor_there'],
})

export const confirmSecondFactor = route({
  name: 'confirmSecondFactor',
  method: 'POST',
  path: '/api/me/second-factor/confirm',
  door: 'signed-in',
  atMost: GUESSES,
  summary: 'Puts the second factor in force and answers ten recovery codes, shown this once.',
  body: z.strictObject({ code: z.string().max(40) }),
  answer: z.object({ recoveryCodes: z.array(z.string()) }),
  isSecret: true,
  refusals: ['team.code_wrong', 'team.factor_not_begun', 'team.staff_only'],
})

export const removeSecondFactor = route({
  name: 'removeSecondFactor',
  method: 'POST',
  path: '/api/me/second-factor/remove',
  door: 'signed-in',
  atMost: GUESSES,
  summary: 'Takes one’s own second factor off.',
  body: z.strictObject({ password: z.string().max(200) }),
  answer: z.object({}),
  refusals: ['team.password_wrong', 'door.too_many', 'team.staff_only'],
})

export const renewRecoveryCodes = route({
  name: 'renewRecoveryCodes',
  method: 'POST',
  path: '/api/me/second-factor/codes',
  door: 'signed-in',
  atMost: GUESSES,
  summary: 'Ten new recovery codes; the old ones stop working.',
  body: z.strictObject({ password: z.string().max(200) }),
  answer: z.object({ recoveryCodes: z.array(z.string()) }),
  isSecret: true,
  refusals: ['team.password_wrong', 'door.too_many', 'team.factor_not_begun', 'team.staff_only'],
})

/** Open to everyone signed in, because whoever looks as another must be able to come back; who may begin is checked inside. */
export const lookAs = route({
  name: 'lookAs',
  method: 'POST',
  path: '/api/me/looks-as',
  door: 'signed-in',
  summary: 'Shows the house exactly as another role or person gets it, until it is called with nothing; nothing can be written meanwhile.',
  body: z.strictObject({ role: z.enum(roles).optional(), staffId: id.optional() }),
  answer: meView,
  refusals: ['team.staff_only', 'door.not_yours', 'team.owner_only'],
})

/** Everyone one may thank: a colleague without their mail and rights. */
export const colleagueView = z.object({ id, name: z.string(), role: z.enum(roles) })

export const listColleagues = route({
  name: 'listColleagues',
  method: 'GET',
  path: '/api/colleagues',
  door: 'signed-in',
  summary: 'Who works here, by name and role.',
  answer: z.object({ colleagues: z.array(colleagueView) }),
})

/** What thanks are for, in the words in which it was shown. */
const praisedFor = z.strictObject({ kind: z.enum(['act', 'promise', 'thanks']), words: line(300) })

export const praiseView = z.object({
  id,
  to: colleagueView,
  fromName: z.string().nullable(),
  /** Where a customer said it. */
  customerId: id.nullable(),
  words: z.string(),
  about: praisedFor.nullable(),
  at: z.string(),
  isMine: z.boolean(),
})

export const givePraise = route({
  name: 'givePraise',
  method: 'POST',
  path: '/api/praise',
  door: 'signed-in',
  summary: 'Thanks a colleague, in one’s own name or in a customer’s words.',
  body: z.strictObject({ staffId: id, words: lines(600), customerId: id.optional(), about: praisedFor.optional() }),
  answer: praiseView,
  status: 201,
  refusals: ['team.no_such_person', 'team.not_yourself', 'team.staff_only'],
})

export const listPraise = route({
  name: 'listPraise',
  method: 'GET',
  path: '/api/praise',
  door: 'signed-in',
  summary: 'Thanks given in this house, the newest first.',
  query: z.strictObject({ staffId: id.optional(), limit: pageSize(100, 30) }),
  answer: z.object({ praise: z.array(praiseView) }),
})

export const takeBackPraise = route({
  name: 'takeBackPraise',
  method: 'DELETE',
  path: '/api/praise/:praiseId',
  door: 'signed-in',
  summary: 'Takes back one’s own words of thanks.',
  params: z.object({ praiseId: id }),
  answer: z.object({}),
  refusals: ['team.not_yours'],
})

export const moodView = z.object({ day: z.string(), mood: z.int().min(1).max(5), words: z.string().nullable() })

export const noteMood = route({
  name: 'noteMood',
  method: 'PUT',
  path: '/api/me/moods/:day',
  door: 'signed-in',
  summary: 'How one’s own day was, from 1 to 5; nobody else can read it.',
  params: z.object({ day }),
  body: z.strictObject({ mood: z.int().min(1).max(5), words: line(300).optional() }),
  answer: moodView,
  refusals: ['team.staff_only', 'team.day_to_come'],
})

export const forgetMood = route({
  name: 'forgetMood',
  method: 'DELETE',
  path: '/api/me/moods/:day',
  door: 'signed-in',
  summary: 'Forgets what was noted of a day of one’s own.',
  params: z.object({ day }),
  answer: z.object({}),
  refusals: ['team.staff_only'],
})

export const listMoods = route({
  name: 'listMoods',
  method: 'GET',
  path: '/api/me/moods',
  door: 'signed-in',
  summary: 'One’s own days of the last ninety, and nobody else’s.',
  answer: z.object({ moods: z.array(moodView) }),
  refusals: ['team.staff_only'],
})
