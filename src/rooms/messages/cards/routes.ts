import { type Asked, type Served, serve } from '../../../platform/http/serve.ts'
import { dayIn } from '../../../values/zone.ts'
import type { Outward } from '../gate.ts'
import * as contract from './contract.ts'
import * as days from './days.ts'
import * as giving from './giving.ts'
import { countGiven } from './store.ts'
import * as together from './together.ts'

type Any = Pick<Asked<unknown, unknown, unknown>, 'who' | 'now' | 'language' | 'house'>

const viewDay = ({ key, names, calendar, month, day, prepareDays, isKept, isOwn, version }: days.HouseDay) => ({
  key,
  names,
  calendar,
  month,
  day,
  prepareDays,
  isKept,
  isOwn,
  version,
})

const dayRoutes: Served[] = [
  serve(contract.occasionCalendar, async ({ db, query, now, house, language, who }) => {
    const from = query.from ?? dayIn((await house()).zone, now.getTime())
    const { until } = days.windowOf(from, query.days)
    const kept = (await days.daysOfHouse(db)).filter(({ isKept }) => isKept)
    const given = await countGiven(
      db,
      kept.map(({ key }) => key),
    )
    const people = await days.peopleFrom(db, from, query.days, { language, who })
    return {
      from,
      until,
      house: kept
        .flatMap((day) => days.falling(day, from, until, language))
        .sort((a, b) => (a.on < b.on ? -1 : 1))
        .map((day) => ({
          ...viewDay(day),
          on: day.on,
          lunar: day.lunar,
          prepareFrom: day.prepareFrom,
          year: day.year,
          given: given.get(`${day.key} ${day.year}`) ?? 0,
        })),
      people,
    }
  }),
  serve(contract.peopleOfDay, async ({ db, params, query, language, who }) => ({
    people: await days.peopleOfHouseDay(db, await days.houseDay(db, params.key), query.year, { language, who }),
  })),
  serve(contract.listHouseDays, async ({ db }) => ({ days: (await days.daysOfHouse(db)).map(viewDay) })),
  serve(contract.addHouseDay, async ({ db, body, trace }) => {
    const day = await days.addOwnDay(db, body)
    trace({ aboutKind: 'occasion', details: { title: day.names.vi } })
    return viewDay(day)
  }),
  serve(contract.changeHouseDay, async ({ db, params, body }) => viewDay(await days.changeDay(db, params.key, body))),
  serve(contract.removeHouseDay, async ({ db, params }) => {
    await days.dropDay(db, params.key)
    return {}
  }),
]

/** Cards, and the days they are written for. */
export const cardRoutes = ({ outward }: { outward: Outward }): Served[] => {
  const around = async ({ who, now, language, house }: Any): Promise<giving.CardAround> => ({
    outward,
    who,
    now,
    language,
    zone: (await house()).zone,
  })
  return [
    ...dayRoutes,
    serve(contract.draftCard, async (asked) => giving.draft(asked.db, asked.params, asked.query, await around(asked))),
    serve(contract.previewCard, async (asked) => giving.preview(asked.db, asked.body, await around(asked))),
    serve(contract.printCards, async (asked) => {
      const printed = await together.print(asked.db, asked.body, await around(asked))
      const [first] = asked.body.cards
      asked.trace({
        details: { count: asked.body.cards.length - printed.refused.length },
        ...(asked.body.cards.length === 1 && first ? { customerId: first.customerId } : {}),
      })
      return printed
    }),
    serve(contract.prepareCards, async (asked) => together.prepare(asked.db, asked.body, await around(asked))),
    serve(contract.giveCards, async (asked) => {
      const done = await together.giveAll(asked.db, asked.body, await around(asked))
      asked.trace({ details: { how: asked.body.how, count: done.given.length } })
      return done
    }),
    serve(contract.takeBackCards, async ({ db, body, trace }) => {
      await together.takeBackAll(db, body)
      trace({ details: { count: body.cards.length } })
      return {}
    }),
    serve(contract.giveCard, async (asked) => {
      const given = await giving.give(asked.db, asked.params.customerId, asked.body, await around(asked))
      asked.trace({ customerId: asked.params.customerId, details: { how: asked.body.how, ...(given.cardId ? {} : { held: true }) } })
      return given
    }),
    serve(contract.takeBackCard, async ({ db, params }) => {
      await giving.takeBack(db, params.customerId, params.cardId)
      return {}
    }),
  ]
}
