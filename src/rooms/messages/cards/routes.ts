import type { OpenDays } from '../../../platform/collected/today.ts'
import { type Asked, type Served, serve } from '../../../platform/http/serve.ts'
import { dayIn } from '../../../values/zone.ts'
import type { Outward } from '../gate.ts'
import * as contract from './contract.ts'
import * as days from './days.ts'
import * as giving from './giving.ts'
import { countGiven } from './store.ts'
import * as together from './together.ts'
import { peopleOn, yearOfDays } from './year.ts'

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

const AT_ONCE = 100

const dayRoutes = (openDays: OpenDays): Served[] => [
  serve(contract.occasionCalendar, async ({ db, query, now, house, language, who }) => {
    const from = query.from ?? dayIn((await house()).zone, now.getTime())
    const { until } = days.windowOf(from, query.days)
    const kept = (await days.daysOfHouse(db)).filter(({ isKept }) => isKept)
    const given = await countGiven(
      db,
      kept.map(({ key }) => key),
    )
    const isOpen = await openDays(db, now)
    const people = await days.peopleFrom(db, from, query.days, { language, who, isOpen })
    return {
      from,
      until,
      house: kept
        .flatMap((day) => days.falling(day, from, until, { language, isOpen }))
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
  serve(contract.occasionYear, async ({ db, params: { year }, language, who, now }) => {
    const told = await yearOfDays(db, year, { language, who, isOpen: await openDays(db, now) })
    const given = await countGiven(db, [...new Set(told.house.map(({ key }) => key))])
    return {
      year,
      days: told.days,
      house: told.house.map((day) => ({
        ...viewDay(day),
        on: day.on,
        lunar: day.lunar,
        prepareFrom: day.prepareFrom,
        year: day.year,
        given: given.get(`${day.key} ${day.year}`) ?? 0,
        concerned: day.concerned,
      })),
    }
  }),
  serve(contract.peopleOnDate, async ({ db, params: { on }, query: { offset }, language, who, now }) => {
    const { count, people } = await peopleOn(db, on, { offset, limit: AT_ONCE }, { language, who, isOpen: await openDays(db, now) })
    return { on, lunar: days.lunarWords(on, language), count, people, next: offset + AT_ONCE < count ? offset + AT_ONCE : null }
  }),
  serve(contract.peopleOfDay, async ({ db, params, query, language, who, now }) => {
    const around = { language, who, isOpen: await openDays(db, now) }
    return { people: await days.peopleOfHouseDay(db, await days.houseDay(db, params.key), query.year, around) }
  }),
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
export const cardRoutes = ({ outward, openDays }: { outward: Outward; openDays: OpenDays }): Served[] => {
  const around = async ({ who, now, language, house }: Any): Promise<giving.CardAround> => ({
    outward,
    who,
    now,
    language,
    zone: (await house()).zone,
  })
  return [
    ...dayRoutes(openDays),
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
