import { type Served, serve } from '../../../platform/http/serve.ts'
import * as contract from './contract.ts'
import { addToMap, changeOnMap, placeOnMap, readMap, takeTemplate } from './map.ts'

export const mapRoutes: Served[] = [
  serve(contract.getTouchpointMap, async ({ db, house, now }) => readMap(db, (await house()).zone, now)),
  serve(contract.addMapStop, async ({ db, body, house, now }) => addToMap(db, body, { zone: (await house()).zone, now })),
  serve(contract.changeMapStop, async ({ db, params, body, house, now }) =>
    changeOnMap(db, params.stopId, body, { zone: (await house()).zone, now }),
  ),
  serve(contract.placeMapStop, async ({ db, params, body, house, now }) =>
    placeOnMap(db, params.stopId, body, { zone: (await house()).zone, now }),
  ),
  serve(contract.takeMapTemplate, async ({ db, body }) => ({ added: await takeTemplate(db, body.trade) })),
]
