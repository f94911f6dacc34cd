import { useState } from 'react'
import { type makePromise, suggestDue } from '#rooms/promises/contract.ts'
import type { makeRequest } from '#rooms/promises/requests/contract.ts'
import { isDate } from '#values/civil-date.ts'
import { toInstant } from '#values/zone.ts'
import { useSettled } from '../../../kit/settled.ts'
import { type Input, useAsk } from '../../../shell/api.ts'
import { useSay } from '../../../shell/say.ts'
import { useHouse, useMe } from '../../../shell/session.tsx'
import type { Direction } from '../board-data.ts'
import type { Team } from '../use-acts.ts'
import type { PickedItem } from './item-offers.tsx'
import { type Kind, kindOf, type When, whenOf } from './reading.ts'

export type Whom = { id: string; calledAs: string; name: string }
export type Rest = { id: string; words: string; leadSeconds: number }
type Body = Input<typeof makePromise>['body']
type RequestBody = Input<typeof makeRequest>['body']

export type Making = {
  words: string
  whom: Whom | undefined
  /** Chosen by hand; until then the words say it. */
  kind: Kind | undefined
  when: When | undefined
  direction: Direction
  holder: { id: string } | { team: Team }
  toStaffId: string
  orderId: string
  rests: Rest | undefined
  /** Of the catalogue, what a customer asks for. */
  item: PickedItem | undefined
}

/** Directions whose end is a customer, an organisation, or a partner. */
export const hasWhom = (direction: Direction): boolean => direction !== 'inside' && direction !== 'to-staff'

const bodyOfWhen = (when: When | undefined, zone: string): Partial<Body> => {
  if (when?.is === 'day') return { dueDay: when.day }
  if (when?.is === 'standing') return { isStanding: true }
  if (when?.is !== 'moment') return {}
  const [hour = 0, minute = 0] = when.clock.split(':').map(Number)
  return { due: new Date(toInstant(when.day, hour * 3600 + minute * 60, zone)).toISOString() }
}

/** A promise while it is being made: what the words say by themselves, what the standard would name, and what is missing. */
export function useMaking(first: Whom | undefined, usual?: Kind) {
  const me = useMe()
  const say = useSay()
  const { zone } = useHouse()
  const [making, set] = useState<Making>({
    words: '',
    whom: first,
    kind: undefined,
    when: undefined,
    direction: 'to-customer',
    holder: { id: me.id },
    toStaffId: '',
    orderId: '',
    rests: undefined,
    item: undefined,
  })
  const whom = making.whom ?? first
  const nowClock = say.clockOf(new Date().toISOString())
  const read = kindOf(making.words)
  const kind = making.kind ?? (usual && read !== 'search' && read !== 'arrival' ? usual : read)
  // What a customer asks for is waited for with others who ask for the same.
  const request = making.direction === 'to-customer' && (kind === 'search' || kind === 'arrival') ? kind : undefined
  const inWords = whenOf(making.words, say.today, nowClock)
  const settled = useSettled(kind, 200)
  const isOurs = hasWhom(making.direction) && !making.direction.startsWith('from-')
  const standard = useAsk(
    suggestDue,
    { query: { kind: settled, ...(whom && hasWhom(making.direction) ? { customerId: whom.id } : {}) } },
    { enabled: isOurs && making.words.trim().length > 2, retry: false, staleTime: 30_000 },
  ).data
  const byStandard: When | undefined = standard?.due && !standard.isNothing ? { is: 'standard' } : undefined
  const when = making.when ?? inWords ?? (request ? { is: 'standing' as const } : byStandard)
  const isPast = () => {
    const { due, dueDay } = bodyOfWhen(when, zone)
    return (due !== undefined && Date.parse(due) <= Date.now()) || (dueDay !== undefined && (!isDate(dueDay) || dueDay < say.today))
  }
  const missing = (): 'words' | 'who' | 'when' | 'past' | undefined => {
    if (!making.words.trim()) return 'words'
    if (hasWhom(making.direction) ? !whom : making.direction === 'to-staff' && !making.toStaffId) return 'who'
    if (!when) return 'when'
    return isPast() ? 'past' : undefined
  }
  const body = (): Body => ({
    words: making.words.trim(),
    direction: making.direction,
    kind,
    ...(whom && hasWhom(making.direction) ? { customerId: whom.id } : {}),
    ...(making.direction === 'to-staff' && making.toStaffId ? { toStaffId: making.toStaffId } : {}),
    ...bodyOfWhen(when, zone),
    ...('id' in making.holder ? { holderId: making.holder.id } : { team: making.holder.team }),
    ...(making.orderId ? { orderId: making.orderId } : {}),
    ...(making.rests ? { restsOn: [{ promiseId: making.rests.id, leadSeconds: making.rests.leadSeconds }] } : {}),
  })
  const requestBody = (asked: NonNullable<typeof request>): RequestBody => {
    const { due, dueDay } = bodyOfWhen(when, zone)
    return {
      kind: asked,
      wants: (making.item?.name ?? making.words).trim().slice(0, 200),
      ...(making.item ? { itemId: making.item.id } : {}),
      ...(due ? { due } : {}),
      ...(dueDay ? { dueDay } : {}),
      ...(when?.is === 'standard' ? { isByStandard: true } : {}),
      ...('id' in making.holder ? { holderId: making.holder.id } : { team: making.holder.team }),
    }
  }
  return {
    making: { ...making, whom },
    change: (part: Partial<Making>) => set((before) => ({ ...before, ...part })),
    kind,
    when,
    inWords,
    standard,
    nowClock,
    missing,
    body,
    request,
    requestBody,
  }
}
export type MakingWork = ReturnType<typeof useMaking>
