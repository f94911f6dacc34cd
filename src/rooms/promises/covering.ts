import type { Db } from '../../platform/db/db.ts'
import type { To } from '../../platform/stream/stream.ts'
import type { Role } from '../../values/rights.ts'
import { dayIn } from '../../values/zone.ts'
import { allStaff, findHouse } from '../team/public.ts'

/**
 * Who cannot see to what they hold: away, or locked out. Their clocks run on; what they hold is their team's to see to, and where nobody of
 * the team is here, the manager's.
 */
export type Absent = { id: string; role: Role; cover: readonly Role[] }

export async function absentNow(db: Db, now: Date): Promise<Map<string, Absent>> {
  const [staff, { zone }] = await Promise.all([allStaff(db), findHouse(db)])
  const today = dayIn(zone, now.getTime())
  const isHere = ({ awayUntil, isLockedOut }: (typeof staff)[number]): boolean => !isLockedOut && (awayUntil === null || awayUntil < today)
  const present = new Set<Role>(staff.filter(isHere).map(({ role }) => role))
  return new Map(
    staff
      .filter((one) => !isHere(one))
      .map(({ id, role }) => [id, { id, role, cover: present.has(role) ? [role] : ([role, 'manager'] as const) }]),
  )
}

/** Who is told of what somebody holds: that person, or their team while they are away; the team that holds it, or where nobody does the manager. */
export function toHolder({ holderId, team }: { holderId: string | null; team: Role | null }, absent: ReadonlyMap<string, Absent>): To {
  const away = holderId === null ? undefined : absent.get(holderId)
  if (away) return { roles: [...new Set<Role>([...away.cover, ...(team === null ? [] : [team])])] }
  return holderId === null ? { roles: [team ?? 'manager'] } : { staffIds: [holderId] }
}

/** Who is not here and whose promises somebody of this role sees to meanwhile. */
export async function coveredBy(db: Db, { id, role }: { id: string; role: Role }, now: Date): Promise<string[]> {
  return [...(await absentNow(db, now)).values()].filter((one) => one.id !== id && one.cover.includes(role)).map((one) => one.id)
}
