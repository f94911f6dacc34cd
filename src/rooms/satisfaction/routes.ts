import { type Served, serve } from '../../platform/http/serve.ts'
import { callThem, findAll } from '../people/public.ts'
import { answersFor, follow, note, readSatisfaction, saveRule, saveSetting, takeBack, yearBefore } from './actions.ts'
import * as contract from './contract.ts'
import { behindSensitive, readSensitive } from './sensitive.ts'
import * as store from './store.ts'
import { viewAnswer } from './views.ts'

export const satisfactionRoutes: Served[] = [
  serve(contract.getSensitive, ({ db }) => readSensitive(db)),
  serve(contract.listSensitive, ({ db, query, language }) => behindSensitive(db, query, language)),
  serve(contract.getSatisfaction, async ({ db, house, now }) => readSatisfaction(db, (await house()).zone, now)),
  serve(contract.saveQuestionRule, ({ db, params, body, now }) => saveRule(db, params.stopId, body, now)),
  serve(contract.saveQuestionSetting, ({ db, body }) => saveSetting(db, body)),
  serve(contract.getAnswers, ({ db, params, now }) => answersFor(db, params.customerId, now)),
  serve(contract.noteAnswer, ({ db, params, body, who, now }) => note(db, params.customerId, body, { who, now })),
  serve(contract.removeAnswer, async ({ db, params, now }) => {
    await takeBack(db, params.customerId, params.questionId, now)
    return {}
  }),
  serve(contract.followAnswer, ({ db, params, body, who, now }) => follow(db, params.customerId, params.questionId, body, { who, now })),
  serve(contract.listAnswers, async ({ db, query: { scale, stopId, offset, limit }, house, language, now }) => {
    const since = yearBefore((await house()).zone, now)
    const { count, rows } = await store.listGiven(
      db,
      { scale, stopId: scale === 'nps' ? null : (stopId ?? null), since },
      { offset, limit },
    )
    const customers = new Map((await findAll(db, [...new Set(rows.map(({ customerId }) => customerId))])).map((one) => [one.id, one]))
    return {
      count,
      rows: rows.map((row) => {
        const customer = customers.get(row.customerId)
        return {
          ...viewAnswer(row),
          customerId: row.customerId,
          name: customer?.name ?? '',
          calledAs: customer ? callThem(customer, language) : '',
        }
      }),
    }
  }),
]
