import type { Day, TodaySource } from '../../platform/collected/today.ts'
import type { Db } from '../../platform/db/db.ts'
import { type Asked, type Served, serve } from '../../platform/http/serve.ts'
import { lunarOf, nameLunarDay } from '../../values/lunar-date.ts'
import { dayIn } from '../../values/zone.ts'
import { callThem, findAll } from '../people/public.ts'
import { endAct, reopenAct, takeAct, todayOf } from './actions.ts'
import * as contract from './contract.ts'
import { outcomeRoutes } from './outcomes/routes.ts'
import { rhythmRoutes } from './rhythm/routes.ts'
import { viewAct } from './views.ts'

// biome-ignore lint/suspicious/noExplicitAny: whatever was asked, the day is the same.
async function dayOf({ now, house, language }: Asked<any, any, any>, on?: string): Promise<Day> {
  const { zone } = await house()
  return { today: on ?? dayIn(zone, now.getTime()), now, zone, language }
}

async function namesOf(db: Db, ids: readonly (string | null)[], language: Day['language']): Promise<Map<string, string>> {
  const known = [...new Set(ids.filter((id) => id !== null))]
  const customers = known.length > 0 ? await findAll(db, known) : []
  return new Map(customers.map((customer) => [customer.id, callThem(customer, language)]))
}

/** What kind of act it is, by its key; the rest of the key are ids. */
const kindOf = (key: string): string => key.split(':', 1)[0] ?? ''

/** The trail says about whom it was, and open screens of that customer look again. */
const trail = (
  { trace }: Pick<Asked<unknown, unknown, unknown>, 'trace'>,
  customerId: string | null,
  details: Record<string, string>,
): void => trace({ details, ...(customerId ? { customerId } : {}) })

/** "rằm tháng Mười"; a day that could be taken for a solar one says that it isn't: "14 tháng Mười âm lịch". */
function lunarWords({ today, language }: Day): string {
  const lunar = lunarOf(today)
  if (!lunar) return ''
  const name = nameLunarDay(lunar, language)
  return language === 'en' || /^(rằm|mùng)|Giêng|Chạp/.test(name) ? name : `${name} âm lịch`
}

/** `sources` is what the rooms add to Today; the wiring collects them. */
export const careRoutes = ({ sources }: { sources: readonly TodaySource[] }): Served[] => [
  ...rhythmRoutes,
  ...outcomeRoutes,
  serve(contract.getToday, async (asked) => {
    const { db, who, query } = asked
    const day = await dayOf(asked, query.day)
    const list = await todayOf({ db, who, day, sources })
    const ended = list.ended.flatMap((kept) => (kept.kept.act && kept.outcome ? [{ kept, act: kept.kept.act, end: kept.outcome }] : []))
    const ids = [...list.acts.map(({ act }) => act.customerId), ...ended.map(({ act }) => act.customerId)]
    const names = await namesOf(db, ids, day.language)
    return {
      day: day.today,
      lunar: lunarWords(day),
      acts: list.acts.map(({ act, takenBy }) => viewAct(act, names, takenBy)),
      more: list.more,
      done: list.done,
      all: list.all,
      ended: ended.map(({ kept, act, end }) => ({ ...viewAct(act, names, null), end, version: kept.version })),
    }
  }),
  serve(contract.endCareAct, async (asked) => {
    const { db, who, params, body } = asked
    const { version, customerId } = await endAct({ db, who, day: await dayOf(asked), sources }, params.key, body)
    trail(asked, customerId, { act: kindOf(params.key), end: body.end })
    return { key: params.key, end: body.end, version }
  }),
  serve(contract.reopenCareAct, async (asked) => {
    const { db, who, params, body } = asked
    trail(asked, await reopenAct({ db, who, day: await dayOf(asked), sources }, params.key, body.version), { act: kindOf(params.key) })
    return { key: params.key }
  }),
  serve(contract.takeCareAct, async (asked) => {
    const { db, who, params, body } = asked
    return { key: params.key, takenBy: await takeAct({ db, who, day: await dayOf(asked), sources }, params.key, body.isMine) }
  }),
]
