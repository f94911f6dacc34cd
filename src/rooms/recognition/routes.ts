import { type Asked, type Served, serve } from '../../platform/http/serve.ts'
import { dayIn, secondsIn } from '../../values/zone.ts'
import { expectedOn } from './arrivals.ts'
import { cardOf } from './card.ts'
import * as contract from './contract.ts'
import { peopleToLearn } from './drill.ts'
import { readAs } from './finding.ts'
import { recogniseAll } from './found.ts'

const clockOf = async ({ house, now }: Pick<Asked<unknown, unknown, unknown>, 'house' | 'now'>) => {
  const { zone } = await house()
  return { today: dayIn(zone, now.getTime()), hour: Math.floor(secondsIn(zone, now.getTime()) / 3600) }
}

const momentOf = async (asked: Asked<unknown, unknown, unknown>) => ({
  ...(await clockOf(asked)),
  screen: asked.language,
  who: asked.who,
})

export const recognitionRoutes = (): Served[] => [
  serve(contract.recognise, async (asked) => {
    const { db, query } = asked
    const { reading, people } = await recogniseAll(db, query.q, await momentOf(asked))
    return { read: readAs(reading), people }
  }),
  serve(contract.getCard, async (asked) => {
    const { db, params, now } = asked
    const { zone } = await asked.house()
    return cardOf(db, params.customerId, { now, zone, ...(await momentOf(asked)) })
  }),
  serve(contract.listArrivals, async (asked) => {
    const moment = await momentOf(asked)
    return expectedOn(asked.db, asked.query.day ?? moment.today, moment)
  }),
  serve(contract.nameDrill, async (asked) => peopleToLearn(asked.db, await momentOf(asked))),
]
