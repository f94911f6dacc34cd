import type { Db } from '../../../platform/db/db.ts'
import { newId } from '../../../platform/ids.ts'
import { type Details, retellLine } from '../../touchpoints/public.ts'
import type { Complaint, ComplaintEvent, NewComplaintEvent } from './complaint.ts'
import { codeOf, fold } from './rules.ts'
import * as store from './store.ts'

/** Something happens to a complaint: it is written down for good, the row follows from it, and so does its line on the timeline. */

const SUMMARY_MOST = 200

/** What its line on the customer's timeline says. What only some may read is not in it: the line is there for everybody. */
export function lineOf(complaint: Pick<Complaint, 'number' | 'state' | 'decision' | 'touches' | 'words'>): Details {
  const { number, state, decision, touches, words } = complaint
  const said = words.length > SUMMARY_MOST ? `${words.slice(0, SUMMARY_MOST - 1)}…` : words
  return {
    code: codeOf(number),
    type: 'complaint',
    state: decision === 'rejected' && (state === 'answered' || state === 'closed') ? 'rejected' : state,
    summary: touches === null ? said.replaceAll('\n', ' ') : '',
    startsOn: null,
    endsOn: null,
  }
}

/** The caller holds the complaint. */
export async function follow(db: Db, complaint: Complaint, events: readonly NewComplaintEvent[], now: Date): Promise<Complaint> {
  const before = await store.eventsOf(db, complaint)
  // Of two machines' clocks one may be behind: what happened later stands later.
  const last = before.at(-1)?.at ?? now
  const at = last > now ? last : now
  const added = events.map(
    ({ kind, payload = {}, by }): ComplaintEvent => ({
      id: newId(at.getTime()),
      at,
      kind,
      staffId: by?.id ?? null,
      staffName: by?.name ?? null,
      payload,
    }),
  )
  await store.addEvents(db, complaint, added)
  const kept = await store.keep(db, { ...complaint, ...fold([...before, ...added]) })
  await retellLine(db, { customerId: kept.customerId, touchpointId: kept.touchpointId, at: kept.receivedAt, details: lineOf(kept) })
  return kept
}
