import type { Db } from '../../../platform/db/db.ts'
import type { Role } from '../../../values/rights.ts'
import { dayIn } from '../../../values/zone.ts'
import { wantNoWord } from '../../messages/public.ts'
import { allStaff, findHouse } from '../../team/public.ts'
import * as counting from './counting-store.ts'
import { rhythmsOf } from './rules.ts'
import { findRhythm } from './store.ts'

const AT_ONCE = 1000
const FIRST = '00000000-0000-0000-0000-000000000000'

/** Whoever meets customers of their own; the others’ are anybody’s. */
const hasOwn: ReadonlySet<Role> = new Set(['reception', 'sales'])

/** Whoever wants no word waits for none. */
async function leaveThoseAlone(db: Db, now: Date): Promise<void> {
  for (let after = FIRST; ; ) {
    const ids = await counting.quietIds(db, after, AT_ONCE)
    const last = ids.at(-1)
    if (!last) return
    const unwilling = await wantNoWord(db, ids, now)
    if (unwilling.size > 0) await counting.leaveAlone(db, [...unwilling])
    after = last
  }
}

/** Counts who waits for a word and how long everybody was silent, all in one transaction; again, it answers the same. */
export async function countRhythm(db: Db, now: Date): Promise<void> {
  const { zone } = await findHouse(db)
  const today = dayIn(zone, now.getTime())
  const known = (await allStaff(db)).filter(({ role, isLockedOut }) => hasOwn.has(role) && !isLockedOut).map(({ id }) => id)
  await db.transaction().execute(async (tx) => {
    await counting.holdCount(tx)
    const rhythms = rhythmsOf((await findRhythm(tx)).chosen)
    await counting.countSilences(tx, today, zone, now)
    await counting.whoWaits(tx, rhythms, today, zone)
    await leaveThoseAlone(tx, now)
    await counting.nameWhoKnows(tx, known, now)
    await counting.markCounted(tx, now)
  })
}
