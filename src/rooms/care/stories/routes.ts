import type { Db } from '../../../platform/db/db.ts'
import { type Asked, type Served, serve } from '../../../platform/http/serve.ts'
import type { Tongue } from '../../../values/address-form.ts'
import { callThem, findAll, greetOutLoud, requireCustomer } from '../../people/public.ts'
import * as actions from './actions.ts'
import * as contract from './contract.ts'
import { tell } from './rules.ts'
import * as store from './store.ts'
import type { Story } from './story.ts'

/** Any hour of the day: the Vietnamese greeting has none in it. */
const MORNING = 9

async function viewAll(db: Db, stories: readonly Story[], language: Tongue) {
  const customers = new Map((await findAll(db, [...new Set(stories.map(({ customerId }) => customerId))])).map((one) => [one.id, one]))
  return stories.flatMap((story) => {
    const customer = customers.get(story.customerId)
    if (!customer) return []
    const calledAs = callThem(customer, language)
    const told = { calledAs, them: customer.address.them, greeting: greetOutLoud(customer, MORNING, language) }
    return [
      {
        id: story.id,
        customerId: story.customerId,
        name: customer.name,
        calledAs,
        week: story.week,
        sentences: tell(story.facts, told, language).map(({ kind, words, source }) => ({
          kind,
          words,
          source: { kind: source.kind, on: source.on },
        })),
        ownWords: story.ownWords,
        editedByName: story.editedByName,
        isSample: customer.isSample,
        version: story.version,
      },
    ]
  })
}

async function viewOne(db: Db, story: Story, language: Tongue) {
  const [view] = await viewAll(db, [story], language)
  if (!view) throw new Error('a story outlived its customer')
  return view
}

const viewWeek = async (db: Db, { week, isSkipped, story }: actions.Week, language: Tongue) => ({
  week,
  isSkipped,
  story: story ? ((await viewAll(db, [story], language))[0] ?? null) : null,
})

const viewWish = (wish: store.Wish | undefined) => ({
  isDeclined: wish !== undefined,
  notedByName: wish?.byName ?? null,
  at: wish?.at.toISOString() ?? null,
})

type Any = Pick<Asked<unknown, unknown, unknown>, 'db' | 'who' | 'now' | 'house'>
const around = async ({ db, who, now, house }: Any): Promise<actions.Around> => ({ db, who, now, zone: (await house()).zone })

export const storyRoutes: Served[] = [
  serve(contract.storyOfWeek, async ({ db, now, house, language }) =>
    viewWeek(db, await actions.thisWeek(db, (await house()).zone, now), language),
  ),
  serve(contract.listStories, async ({ db, query, now, house, language }) => {
    const before = query.before ?? actions.weekAt((await house()).zone, now)
    const stories = await store.storiesBefore(db, before, query.limit + 1)
    const shown = stories.slice(0, query.limit)
    return { stories: await viewAll(db, shown, language), next: stories.length > query.limit ? (shown.at(-1)?.week ?? null) : null }
  }),
  serve(contract.rewriteStory, async (asked) => {
    const story = await actions.rewrite(await around(asked), asked.params.storyId, asked.body.words, asked.body.version)
    asked.trace({ customerId: story.customerId })
    return viewOne(asked.db, story, asked.language)
  }),
  serve(contract.swapStory, async (asked) => {
    const all = await around(asked)
    const story = await actions.swap(all, asked.params.storyId, asked.body.version)
    asked.trace({ customerId: story.customerId })
    return viewWeek(asked.db, { week: story.week, isSkipped: false, story }, asked.language)
  }),
  serve(contract.skipStory, async (asked) =>
    viewWeek(asked.db, await actions.skipWeek(await around(asked), asked.body.isSkipped), asked.language),
  ),
  serve(contract.getStoryWish, async ({ db, params }) => {
    await requireCustomer(db, params.customerId)
    return viewWish(await store.wishOf(db, params.customerId))
  }),
  serve(contract.noteStoryWish, async (asked) => {
    await actions.noteWish(await around(asked), asked.params.customerId, asked.body.isDeclined)
    return viewWish(await store.wishOf(asked.db, asked.params.customerId))
  }),
]
