import type { Db } from '../../../platform/db/db.ts'
import { type Served, serve } from '../../../platform/http/serve.ts'
import { countBoughtWithin } from '../../orders/public.ts'
import type { Outward } from '../gate.ts'
import { list as listLetters } from '../letters/store.ts'
import * as contract from './contract.ts'
import * as drawing from './drawing.ts'
import { readyLetters } from './letters.data.ts'
import { rehearse } from './rehearsal.ts'
import * as store from './store.ts'
import { viewJourney, viewRow } from './views.ts'

/** For so long after a letter it is asked whether they bought. */
const LOOKED_AT_DAYS = 30

async function whole(db: Db, journey: store.Journey) {
  const [walks, letters, written, named] = await Promise.all([
    store.countWalks(db, [journey.id]),
    store.countLetters(db, [journey.id]),
    store.writtenTo(db, journey.id),
    listLetters(db, 'journey'),
  ])
  const bought = { writtenTo: written.length, bought: await countBoughtWithin(db, written, LOOKED_AT_DAYS) }
  return viewJourney(journey, { walks, letters }, { titles: new Map(named.map(({ id, title }) => [id, title])), bought })
}

const about = (journey: store.Journey) => ({ aboutKind: 'journey', aboutId: journey.id, details: { title: journey.title } })

/** Journeys: drawn up, looked at, rehearsed, switched on and off. */
export const journeyRoutes = ({ outward }: { outward: Outward }): Served[] => [
  serve(contract.listJourneys, async ({ db }) => {
    const journeys = await store.list(db)
    const ids = journeys.map(({ id }) => id)
    const counts = { walks: await store.countWalks(db, ids), letters: await store.countLetters(db, ids) }
    return { journeys: journeys.map((journey) => viewRow(journey, counts)) }
  }),
  serve(contract.getJourney, async ({ db, params }) => whole(db, await drawing.requireJourney(db, params.journeyId))),
  serve(contract.addJourney, async ({ db, body, who, now, trace }) => {
    const journey = await drawing.drawUp(db, body.kind, readyLetters[body.kind].title, who, now)
    trace(about(journey))
    return whole(db, journey)
  }),
  serve(contract.changeJourney, async ({ db, params, body, trace }) => {
    const journey = await drawing.change(db, params.journeyId, body)
    trace(about(journey))
    return whole(db, journey)
  }),
  serve(contract.rehearseJourney, async ({ db, params, now, house, language, who }) =>
    rehearse(db, await drawing.requireJourney(db, params.journeyId), { outward, zone: (await house()).zone, now, language, who }),
  ),
  serve(contract.startJourney, async ({ db, params, body, who, now, house, trace }) => {
    const journey = await drawing.start(db, params.journeyId, body, { who, now, zone: (await house()).zone })
    trace(about(journey))
    return whole(db, journey)
  }),
  serve(contract.stopJourney, async ({ db, params, now, trace }) => {
    const journey = await drawing.stop(db, params.journeyId, now)
    trace(about(journey))
    return whole(db, journey)
  }),
  serve(contract.removeJourney, async ({ db, params }) => {
    await drawing.remove(db, params.journeyId)
    return {}
  }),
]
