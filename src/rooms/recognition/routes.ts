import { type Asked, type Served, serve } from '../../platform/http/serve.ts'
import { dayIn, secondsIn } from '../../values/zone.ts'
import { cardOf } from './card.ts'
import * as contract from './contract.ts'
import { readAs } from './finding.ts'
import { recogniseAll } from './found.ts'

const clockOf = async ({ house, now }: Pick<Asked<unknown, unknown, unknown>, 'house' | 'now'>) => {
  const { zone } = await house()
  return { today: dayIn(zone, now.getTime()), hour: Math.floor(secondsIn(zone, now.getTime()) / 3600) }
}

export const recognitionRoutes = (): Served[] => [
  serve(contract.recognise, async (asked) => {
    const { db, query, language } = asked
    const { reading, people } = await recogniseAll(db, query.q, { ...(await clockOf(asked)), screen: language })
    return { read: readAs(reading), people }
  }),
  serve(contract.getCard, async (asked) => {
    const { db, params, language, who, now } = asked
    return cardOf(db, params.customerId, { now, ...(await clockOf(asked)), screen: language, who })
  }),
]
