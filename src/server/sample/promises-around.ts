import type { Chance } from './chance.ts'
import type { SampleHouse, Telling } from './made.ts'
import { type MadePromise, Story } from './promise-story.ts'
import { type Around, around } from './promises.data.ts'
import type { Ways } from './standards.ts'

/** What others promised the house, the house its partners and its own people, and they each other; all of it ended. */

const HOUR = 3_600_000

type Tools = { chance: Chance; telling: Telling; ways: Ways }

/** Spread over the time, the ends mixed in. */
function endsOf(chance: Chance, { kept, late, broken }: Around): ('kept' | 'late' | 'broken')[] {
  const ends = [...Array(kept).fill('kept'), ...Array(late).fill('late'), ...Array(broken).fill('broken')]
  return ends
    .map((end) => [chance.next(), end] as const)
    .sort(([a], [b]) => a - b)
    .map(([, end]) => end)
}

function storyOf({ chance, telling, ways }: Tools, told: Around, customerId: string | null, ago: number, at: number): Story {
  const madeAt = telling.between(chance, ago, 9, 16)
  return new Story(chance, ways, {
    customerId,
    direction: told.direction,
    kind: told.kind,
    category: told.category,
    words: told.words[at % told.words.length] ?? '',
    by: told.holder,
    holder: told.holder,
    team: told.team,
    toStaff: told.toStaff?.[at % told.toStaff.length] ?? null,
    given: told.direction === 'inside' || told.direction === 'to-staff' ? 'counter' : 'call',
    madeAt,
    due: madeAt + told.hours * HOUR,
    hours: told.direction === 'from-supplier' && told.customer === 'Xưởng gốm Bến Cũ' ? 'kiln' : 'shop',
  })
}

/** Late or never: of what is owed to others they were told at once. */
function missed(chance: Chance, story: Story, told: Around, end: 'late' | 'broken'): MadePromise {
  const [reason, words] = chance.pick(told.reasons)
  const { due } = story
  const endedAt = story.later(due, 3600 + chance.below(30_000))
  const isOwed = told.direction === 'to-partner'
  if (isOwed)
    story.tell({
      by: told.holder,
      at: story.later(due, 600),
      how: 'call',
      reason,
      reasonWords: words,
      newDue: story.later(due, 40_000),
      noneWhy: 'Hiệu sách chỉ cần ngày giao mới',
    })
  if (end === 'late') story.keepLate(endedAt, told.holder, words)
  else story.breakOff(endedAt, told.holder, words)
  return story.promise
}

export function promisesAround(tools: Tools, house: SampleHouse): MadePromise[] {
  const { chance } = tools
  return around.flatMap((told) => {
    const customer = house.customers.find(({ name }) => name === told.customer)
    const ends = endsOf(chance, told)
    const step = ends.length > 1 ? (told.from - told.to) / (ends.length - 1) : 0
    return ends.map((end, at) => {
      const story = storyOf(tools, told, customer?.id ?? null, Math.round(told.from - step * at), at)
      if (end !== 'kept') return missed(chance, story, told, end)
      return story.keep(story.share(0.6 + 0.4 * chance.next()), told.holder).promise
    })
  })
}
