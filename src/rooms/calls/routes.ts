import type { Db } from '../../platform/db/db.ts'
import { type Asked, type Served, serve } from '../../platform/http/serve.ts'
import type { Who } from '../../platform/http/who.ts'
import { Refusal } from '../../platform/refusal.ts'
import { may } from '../../values/rights.ts'
import { dayIn, secondsIn, toInstant } from '../../values/zone.ts'
import { callThem, findAll } from '../people/public.ts'
import { recogniseAll } from '../recognition/public.ts'
import { identifyToken } from '../team/public.ts'
import { choose, type IsHere, isForMe, onlyCustomerOf, takeReport } from './actions.ts'
import { bridgesInForce, hearFrom } from './bridge.ts'
import type { Call } from './call.ts'
import * as contract from './contract.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'
import { viewCall } from './views.ts'

const MOST_LISTED = 60

/** The token of an address opens only what a telephone system does: one that may do more is too dangerous in an address. */
async function bearerOf(db: Db, token: string, now: Date): Promise<Who> {
  const who = await identifyToken(db, token, now)
  if (who?.kind !== 'token' || who.scopes?.length !== 1 || who.scopes[0] !== 'calls.send' || !may(who, 'calls.send'))
    throw new Refusal(403, 'calls.token_unfit', 'This address is not that of a telephone system.')
  return who
}

type Moment = Pick<Asked<unknown, unknown, unknown>, 'house' | 'now'>

const clockOf = async ({ house, now }: Moment) => {
  const { zone } = await house()
  const today = dayIn(zone, now.getTime())
  return { today, hour: Math.floor(secondsIn(zone, now.getTime()) / 3600), since: new Date(toInstant(today, 0, zone)) }
}

/** How the callers of these calls are called: whom staff chose, or the only customer of the number. */
async function callersOf(db: Db, calls: readonly Call[], language: 'vi' | 'en'): Promise<Map<string, string>> {
  const numbers = new Map<string, string | undefined>()
  for (const call of calls) if (!call.customerId && !call.chosenBy && call.from?.startsWith('+')) numbers.set(call.from, undefined)
  await Promise.all([...numbers.keys()].map(async (number) => numbers.set(number, await onlyCustomerOf(db, number))))
  const whose = (call: Call) => call.customerId ?? (call.chosenBy || !call.from ? undefined : numbers.get(call.from))
  const ids = [...new Set(calls.flatMap((call) => whose(call) ?? []))]
  const names = new Map((ids.length > 0 ? await findAll(db, ids) : []).map((one) => [one.id, callThem(one, language)]))
  return new Map(
    calls.flatMap((call) => {
      const name = names.get(whose(call) ?? '')
      return name ? [[call.id, name] as const] : []
    }),
  )
}

const taken = ({ id, state }: Call) => ({ callId: id, state })

/** What the trail keeps of it, and with that whose screen is asked anew: a call that stands on a timeline is about that customer. */
const aboutCall = (call: Call) => ({
  aboutKind: 'call',
  aboutId: call.id,
  ...(rules.lineOf(call) && call.customerId ? { customerId: call.customerId } : {}),
})

export const callRoutes = ({ isHere }: { isHere: IsHere }): Served[] => [
  // Before the addresses that hold a token, which would take this word for one.
  serve(contract.bridgeAlive, async ({ db, who, now }) => {
    await hearFrom(db, who.id, 'alive', now)
    return { nextWithinSeconds: rules.ALIVE_WITHIN }
  }),
  serve(contract.reportCall, async ({ db, who, body, now, trace }) => {
    const call = await takeReport(db, who.id, body, now, isHere)
    trace(aboutCall(call))
    return taken(call)
  }),
  serve(contract.reportCallByLink, async ({ db, params, body, now, trace }) => {
    const { id } = await bearerOf(db, params.token, now)
    const call = await takeReport(db, id, body, now, isHere)
    trace({ who: { kind: 'token', id }, ...aboutCall(call) })
    return taken(call)
  }),
  serve(contract.bridgeAliveByLink, async ({ db, params, now }) => {
    const { id } = await bearerOf(db, params.token, now)
    await hearFrom(db, id, 'alive', now)
    return { nextWithinSeconds: rules.ALIVE_WITHIN }
  }),
  serve(contract.bridgeState, async ({ db, now }) => {
    const bridges = await bridgesInForce(db)
    const since = rules.silence(bridges, now)
    const lastCall = bridges.reduce((last, { lastCallAt }) => Math.max(last, lastCallAt?.getTime() ?? 0), 0)
    return {
      isThere: !since && bridges.some(({ lastAliveAt }) => lastAliveAt !== null),
      silentSince: since?.toISOString() ?? null,
      lastCallAt: lastCall ? new Date(lastCall).toISOString() : null,
    }
  }),
  serve(contract.getCall, async (asked) => {
    const { db, params, who, language } = asked
    const call = await store.find(db, params.callId)
    if (!call) throw new Refusal(404, 'calls.no_such_call', 'There is no such call.')
    // Without the right to see numbers nobody is found by one.
    const isAsked = call.from?.startsWith('+') && may(who, 'see.contacts')
    const { people } = isAsked
      ? await recogniseAll(db, call.from ?? '', { ...(await clockOf(asked)), screen: language, who })
      : { people: [] }
    return { ...viewCall(call, who), people: people.filter(({ match }) => match === 'phone') }
  }),
  serve(contract.listCalls, async (asked) => {
    const { db, query, who, now, language } = asked
    const { since } = await clockOf(asked)
    const found = (await store.latest(db, since, query.only, MOST_LISTED)).filter(({ from }) => !rules.isInner(from))
    const shown: Call[] = []
    for (const call of found)
      if (query.only !== 'going-on' || (rules.isGoingOn(call, now) && (await isForMe(db, call, who, isHere)))) shown.push(call)
    const callers = await callersOf(db, shown, language)
    return { calls: shown.map((call) => ({ ...viewCall(call, who), calledAs: callers.get(call.id) ?? null })) }
  }),
  serve(contract.chooseCaller, async ({ db, params, body, who, now, trace }) => {
    const call = await choose(db, params.callId, body.customerId, who, now)
    trace({ ...aboutCall(call), ...(body.customerId ? { customerId: body.customerId } : {}) })
    return viewCall(call, who)
  }),
]
