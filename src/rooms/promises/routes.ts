import type { Db } from '../../platform/db/db.ts'
import { type Asked, type Served, serve } from '../../platform/http/serve.ts'
import { Refusal } from '../../platform/refusal.ts'
import { addDays } from '../../values/civil-date.ts'
import { toInstant } from '../../values/zone.ts'
import { requireCustomer } from '../people/public.ts'
import { allStaff } from '../team/public.ts'
import * as actions from './actions.ts'
import * as contract from './contract.ts'
import { countAll, countByState, count as countListed, type ListFilter, ofCustomer, page, readMark, writeMark } from './list-store.ts'
import type { ServicePromise } from './promise.ts'
import { categoryOf } from './rules.ts'
import { isTeam, scoresOf } from './scores.ts'
import { suggest } from './suggesting.ts'
import { type Looking, viewPromise, viewRow, viewRows } from './views.ts'

// biome-ignore lint/suspicious/noExplicitAny: whatever was asked, who looks is the same.
const looking = ({ who, language, now }: Asked<any, any, any>): Looking => ({ who, language, now })

/** The days of a query as moments in the house's zone, the last one included. */
async function span(
  house: () => Promise<{ zone: string }>,
  { from, until }: { from?: string | undefined; until?: string | undefined },
): Promise<{ from?: Date; until?: Date }> {
  if (from === undefined && until === undefined) return {}
  const { zone } = await house()
  return {
    ...(from === undefined ? {} : { from: new Date(toInstant(from, 0, zone)) }),
    ...(until === undefined ? {} : { until: new Date(toInstant(addDays(until, 1), 0, zone)) }),
  }
}

/** Whom a team holds promises by, beside itself; for nobody's, everybody who is somebody. */
async function holdersOf(db: Db, team: NonNullable<ListFilter['ofTeam']>['team']): Promise<ListFilter['ofTeam']> {
  const staff = await allStaff(db)
  const isMeant = (role: string) => (team === 'none' ? isTeam(role) : role === team)
  return { team, holderIds: staff.filter(({ role }) => isMeant(role)).map(({ id }) => id) }
}

const isSaid = (flag: 'true' | 'false' | undefined): boolean | undefined => (flag === undefined ? undefined : flag === 'true')

const lists: Served[] = [
  serve(contract.listPromises, async (asked) => {
    const { db, query, who, house } = asked
    const { after, limit, whose, from, until, isWarned, isExceeded, isUntold, isCounted, ofTeam, ...rest } = query
    const mark = after === undefined ? undefined : readMark(after)
    if (after !== undefined && !mark) throw new Refusal(400, 'request.invalid', 'No page ended like this.', { after: 'not_a_mark' })
    const filter: ListFilter = {
      ...rest,
      ...(await span(house, { from, until })),
      mine: whose === 'mine' ? who : undefined,
      isWarned: isSaid(isWarned),
      isExceeded: isSaid(isExceeded),
      isUntold: isSaid(isUntold),
      ofTeam: ofTeam && (await holdersOf(db, ofTeam)),
    }
    const { promises, next } = await page(db, filter, limit, mark)
    return {
      promises: await viewRows(db, promises, looking(asked)),
      next: next && writeMark(next),
      ...(await (isSaid(isCounted) ? countAll(db, filter) : countListed(db, filter))),
    }
  }),
  serve(contract.promiseBoard, async (asked) => {
    const { db, query, who } = asked
    const filter = { direction: query.direction, mine: query.whose === 'mine' ? who : undefined }
    const columns = []
    for (const stage of contract.stages) {
      const { promises } = await page(db, { ...filter, stage }, query.each)
      columns.push({
        stage,
        ...(await countListed(db, { ...filter, stage })),
        promises: await viewRows(db, promises, looking(asked)),
      })
    }
    return { columns }
  }),
  serve(contract.customerPromises, async (asked) => {
    const { db, params, query } = asked
    await requireCustomer(db, params.customerId)
    const promises = await ofCustomer(db, params.customerId, query.limit)
    return { promises: await viewRows(db, promises, looking(asked)), counts: await countByState(db, params.customerId) }
  }),
  serve(contract.promiseScores, async ({ db, query: { by, direction, from, until }, house, who }) => ({
    scores: await scoresOf(db, { by, direction, ...(await span(house, { from, until })) }, who),
  })),
]

// biome-ignore lint/suspicious/noExplicitAny: whatever was asked, the promise that it made or changed is shown the same way.
function shown(asked: Asked<any, any, any>, promise: ServicePromise) {
  if (promise.customerId !== contract.HOUSE_ID) asked.trace({ customerId: promise.customerId })
  return viewRow(asked.db, promise, looking(asked))
}

const single: Served[] = [
  serve(contract.suggestDue, ({ db, query, now }) => {
    const { kind, customerId, category = categoryOf(kind), startsAt } = query
    return suggest(db, { kind, customerId, category }, startsAt === undefined ? now : new Date(startsAt))
  }),
  serve(contract.getPromise, async (asked) => viewPromise(asked.db, await actions.load(asked.db, asked.params.promiseId), looking(asked))),
  serve(contract.makePromise, async (asked) => shown(asked, await actions.make(asked.db, asked.body, asked.who, asked.now))),
]

type Held = Asked<{ promiseId: string }, unknown, { version: number }>

const actOf = ({ params, body, who, now }: Held): actions.Act => ({ promiseId: params.promiseId, version: body.version, who, now })

const ends: Served[] = [
  serve(contract.keepPromise, async (asked) => shown(asked, await actions.keep(asked.db, actOf(asked), asked.body))),
  serve(contract.breakPromise, async (asked) => shown(asked, await actions.breakIt(asked.db, actOf(asked), asked.body.reason))),
  serve(contract.withdrawPromise, async (asked) => shown(asked, await actions.withdraw(asked.db, actOf(asked), asked.body.reason))),
  serve(contract.reopenPromise, async (asked) => shown(asked, await actions.reopen(asked.db, actOf(asked)))),
]

const meanwhile: Served[] = [
  serve(contract.pausePromise, async (asked) => shown(asked, await actions.pause(asked.db, actOf(asked), asked.body.cause))),
  serve(contract.resumePromise, async (asked) => shown(asked, await actions.resume(asked.db, actOf(asked)))),
  serve(contract.handPromise, async (asked) => shown(asked, await actions.hand(asked.db, actOf(asked), asked.body))),
  serve(contract.restPromise, async (asked) => shown(asked, await actions.rest(asked.db, actOf(asked), asked.body))),
  serve(contract.checkPromise, async (asked) => shown(asked, await actions.check(asked.db, actOf(asked), asked.body))),
  serve(contract.notePromise, async (asked) => shown(asked, await actions.note(asked.db, actOf(asked), asked.body.words))),
]

export const promiseRoutes: Served[] = [...lists, ...single, ...ends, ...meanwhile]
