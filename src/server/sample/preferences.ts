import { firstConfidence } from '../../rooms/people/preference-rules.ts'
import { addDays } from '../../values/civil-date.ts'
import type { Chance } from './chance.ts'
import type { Habit } from './habits.ts'
import { idAt, type MadePreference, type SampleHouse, type StaffKey, type Telling } from './made.ts'
import { staffName } from './people.ts'
import { type Liking, likings } from './preferences.data.ts'
import { rooms } from './products.data.ts'

export type PreferenceTold = {
  stance: MadePreference['stance']
  what: string
  reason?: string
  source: MadePreference['source']
  /** Days ago that it was noted. */
  ago: number
  /** Who noted it: one of the staff, or a part of the house. */
  by: StaffKey | 'Bếp'
  confirmedAgo?: number
  /** On how many days it was seen, where it was seen. */
  seen?: number
  sensitivity?: MadePreference['sensitivity']
}

/** What a reason or the words themselves tell of: an allergy is more than a taste, and health, faith and children are nobody else's business. */
const ALLERGY = /dị ứng/
const HEALTH = /dị ứng|bác sĩ|đau|mổ|nhức đầu|bụng yếu|đường huyết|mắt kém|khó ngủ|xe lăn/
const FAITH = /chay ngày rằm/
const CHILD = /cho bé|trẻ nhỏ|con nhỏ|cho con/

function sensitivityOf({ what, reason = '' }: Pick<PreferenceTold, 'what' | 'reason'>): MadePreference['sensitivity'] {
  const said = `${what} ${reason}`
  if (HEALTH.test(said)) return 'health'
  if (FAITH.test(said)) return 'faith'
  return CHILD.test(said) ? 'child' : 'normal'
}

export function madePreference(chance: Chance, telling: Telling, customerId: string, told: PreferenceTold): MadePreference {
  const notedOn = telling.day(told.ago)
  const lastConfirmedOn = addDays(notedOn, told.ago - (told.confirmedAgo ?? told.ago))
  const isSeen = told.source === 'observed'
  const seenCount = isSeen ? (told.seen ?? 1) : 0
  return {
    id: idAt(chance, telling.at(told.ago, '12:00')),
    customerId,
    stance: told.stance === 'avoids' && ALLERGY.test(told.reason ?? '') ? 'must-not' : told.stance,
    what: told.what,
    reason: told.reason ?? null,
    source: told.source,
    confidence: firstConfidence(told.source, seenCount),
    sensitivity: told.sensitivity ?? sensitivityOf(told),
    group: null,
    seenCount,
    firstSeenOn: isSeen ? notedOn : null,
    lastSeenOn: isSeen ? lastConfirmedOn : null,
    notedOn,
    lastConfirmedOn,
    notedByName: told.by === 'Bếp' ? 'Bếp' : staffName(told.by),
    version: 1,
    by: told.by === 'Bếp' ? null : told.by,
  }
}

/** What was noted of the cast beside what the first telling knew; each takes the place of one drawn for the town. */
export const castLater: readonly (PreferenceTold & { of: string })[] = [
  { of: 'Đặng Thu Hà', stance: 'likes', what: 'nhắn qua Zalo', reason: 'mỗi tháng một lần', source: 'said', ago: 425, by: 'tu' },
  { of: 'Trần Thị Bích', stance: 'needs', what: 'ăn chay ngày rằm', source: 'said', ago: 612, by: 'ngoc' },
]

export function laterOf(
  chance: Chance,
  telling: Telling,
  { customers }: Pick<SampleHouse, 'customers'>,
  { of, ...told }: (typeof castLater)[number],
): MadePreference {
  const customer = customers.find(({ name }) => name === of)
  if (!customer) throw new Error(`nobody of the cast is called ${of}`)
  return madePreference(chance, telling, customer.id, told)
}

function fitting(habit: Habit): readonly Liking[] {
  const isGuest = habit.stayRhythm !== undefined
  const isShopper = habit.shopRhythm !== undefined
  const isOrganisation = habit.person.customer.kind === 'organisation'
  return likings.filter(({ of }) => {
    if (isOrganisation) return of === 'organisation'
    if (of === 'guest') return isGuest
    if (of === 'anybody') return true
    return isShopper && (habit.shelves as readonly string[]).includes(of)
  })
}

function ownRoom(chance: Chance, habit: Habit): PreferenceTold | undefined {
  if (habit.stayRhythm === undefined || chance.next() > 0.3) return undefined
  const room = rooms.find((one) => one.room === habit.room)
  const what = chance.next() < 0.5 ? `phòng ${habit.room}` : `phòng hướng ${room?.view ?? 'vườn'}`
  return { stance: 'likes', what, source: 'observed', ago: 0, by: chance.pick(['ngoc', 'vy'] as const) }
}

function drawOne(chance: Chance, telling: Telling, habit: Habit): MadePreference {
  const { since } = habit.person
  const ago = Math.max(1, habit.until) + chance.below(Math.max(1, since - Math.max(1, habit.until)))
  const confirmedAgo = chance.next() < 0.3 ? Math.max(1, Math.floor(ago * chance.next())) : ago
  const room = ownRoom(chance, habit)
  if (room) return madePreference(chance, telling, habit.person.customer.id, { ...room, ago, confirmedAgo })
  const liking = chance.pick(fitting(habit))
  const source =
    liking.source ??
    chance.weighted([
      ['said', 5],
      ['observed', 4],
      ['inferred', 1],
    ] as const)
  const told: PreferenceTold = {
    stance: liking.stance,
    what: chance.pick(liking.what),
    ...(liking.reason && chance.next() < 0.6 ? { reason: chance.pick(liking.reason) } : {}),
    source,
    ago,
    confirmedAgo,
    by: chance.pick(liking.of === 'guest' ? (['ngoc', 'vy', 'hanh', 'Bếp'] as const) : (['vy', 'tu', 'son', 'tram'] as const)),
    // One day in two kinds of four, the rest on more: what is seen once may be chance.
    seen: 1 + Math.floor(chance.below(16) / 4),
  }
  return madePreference(chance, telling, habit.person.customer.id, told)
}

/** Exactly so many likes, dislikes and needs; those who come often are known best. */
export function preferencesOf(
  chance: Chance,
  telling: Telling,
  habits: readonly Habit[],
  visits: ReadonlyMap<string, number>,
  wanted: number,
): MadePreference[] {
  const known = new Set<string>()
  const made: MadePreference[] = []
  const weights = habits.map((habit) => [habit, 0.4 + Math.sqrt(visits.get(habit.person.customer.id) ?? 0)] as const)
  while (made.length < wanted) {
    const preference = drawOne(chance, telling, chance.weighted(weights))
    const key = `${preference.customerId} ${preference.what}`
    if (known.has(key)) continue
    known.add(key)
    made.push(preference)
  }
  return made
}
