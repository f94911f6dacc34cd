import { mapTemplates } from '../../rooms/touchpoints/map/templates.data.ts'
import type { MadeAnswer } from './answers.ts'
import type { StaffKey } from './made.ts'
import { staffName } from './people.ts'

/** The way of a small hotel with a shop, what its touchpoints ask, and what guests answered, as rows. */

type Row = Record<string, unknown>
type StaffIds = ReadonlyMap<StaffKey, string>

const idOf = (nth: number): string => `0193a000-0000-7000-8000-0000000040${String(nth).padStart(2, '0')}`
/** What a hotel has beside its own with a gift and book shop. */
const ofShop = ['put-aside', 'advice', 'purchase', 'gift-wrap', 'delivery', 'return']

const way = [...mapTemplates.hotel, ...mapTemplates.bookshop.filter(({ key }) => ofShop.includes(key))]

/** The touchpoints that the house does not have yet; `known`: those that it has, by key. */
const stopRows = (known: ReadonlyMap<string, string>): Row[] =>
  way
    .map(({ key, phase, nameVi, nameEn, icon, team, feeds, promiseKinds }, nth) => ({
      stop_id: idOf(nth),
      key,
      phase,
      rank: nth + 1,
      name_vi: nameVi,
      name_en: nameEn,
      icon,
      team,
      feeds,
      promise_kinds: promiseKinds,
      is_retired: false,
      is_sample: true,
      version: 1,
    }))
    .filter(({ key }) => !known.has(key))

/** Every touchpoint of the way by its key, once those rows are there. */
const stopIds = (known: ReadonlyMap<string, string>): Map<string, string> =>
  new Map(way.map(({ key }, nth) => [key, known.get(key) ?? idOf(nth)]))

const asks = { 'check-out': ['csat', 20, 60], delivery: ['csat', 24, 80], asking: ['ces', 2, 30] } as const

const ruleRows = (stops: ReadonlyMap<string, string>, now: Date): Row[] =>
  Object.entries(asks).map(([key, [scale, afterHours, share]]) => ({
    stop_id: stops.get(key),
    scale,
    after_hours: afterHours,
    share,
    is_on: true,
    on_since: now,
    is_sample: true,
    version: 1,
  }))

const most = { csat: 5, ces: 7, nps: 10 } as const

const handOf = ({ by }: MadeAnswer, ids: StaffIds) => ({
  staff_id: by === null ? null : (ids.get(by) ?? null),
  staff_name: by === null ? null : staffName(by),
})

const questionRow = (answer: MadeAnswer, stops: ReadonlyMap<string, string>, ids: StaffIds): Row => ({
  customer_id: answer.customerId,
  question_id: answer.id,
  scale: answer.scale,
  stop_id: answer.stop === null ? null : stops.get(answer.stop),
  about_id: answer.by === null ? answer.aboutId : null,
  how: answer.by === null ? 'message' : 'counter',
  state: 'answered',
  at: new Date(answer.by === null ? answer.at - 3 * 3600_000 : answer.at),
  ...handOf(answer, ids),
  score: answer.score,
  words: answer.words,
  answered_at: new Date(answer.at),
  former: [],
  became: answer.isSeen ? 'seen' : null,
  became_at: answer.isSeen ? new Date(answer.at + 4 * 3600_000) : null,
  first_customer_id: answer.customerId,
  is_sample: true,
  version: 1,
})

const lineRow = (answer: MadeAnswer, ids: StaffIds): Row => ({
  customer_id: answer.customerId,
  at: new Date(answer.at),
  touchpoint_id: answer.id,
  kind: 'note',
  channel: null,
  place: null,
  body: null,
  outcome: null,
  feeling: null,
  is_pinned: false,
  ...handOf(answer, ids),
  about_kind: 'answer',
  about_id: answer.id,
  details: {
    code: `${answer.score}/${most[answer.scale]}`,
    type: answer.scale,
    state: 'answered',
    summary: [way.find(({ key }) => key === answer.stop)?.nameVi, answer.words].filter(Boolean).join(' · '),
    startsOn: null,
    endsOn: null,
  },
  first_customer_id: answer.customerId,
  version: 1,
})

type Told = { known: ReadonlyMap<string, string>; now: Date; ids: StaffIds; hasRules: boolean }

/** Rows of every table, in the order of writing. What the house asks already stays as the house has it. */
export function answerRows(
  answers: readonly MadeAnswer[],
  { known, now, ids, hasRules }: Told,
): Record<'map_stop' | 'question_rule' | 'question' | 'touchpoint', Row[]> {
  const stops = stopIds(known)
  return {
    map_stop: stopRows(known),
    question_rule: hasRules ? [] : ruleRows(stops, now),
    question: answers.map((answer) => questionRow(answer, stops, ids)),
    touchpoint: answers.map((answer) => lineRow(answer, ids)),
  }
}
