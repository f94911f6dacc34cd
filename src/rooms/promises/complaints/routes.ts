import { type Asked, type Served, serve } from '../../../platform/http/serve.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { addDays } from '../../../values/civil-date.ts'
import { toInstant } from '../../../values/zone.ts'
import type { Looking } from '../views.ts'
import * as actions from './actions.ts'
import type { Complaint } from './complaint.ts'
import * as contract from './contract.ts'
import { figuresOf } from './figures.ts'
import { type ComplaintFilter, count, type Mark, page } from './list-store.ts'
import { readCode } from './rules.ts'
import { viewComplaint, viewRows } from './views.ts'

// biome-ignore lint/suspicious/noExplicitAny: whatever was asked, who looks is the same.
const looking = ({ who, language, now }: Asked<any, any, any>): Looking => ({ who, language, now })

type Days = { from?: string | undefined; until?: string | undefined }

/** The days of a query as moments in the house's zone, the last one included. */
async function span(house: () => Promise<{ zone: string }>, { from, until }: Days): Promise<Pick<ComplaintFilter, 'from' | 'until'>> {
  const { zone } = await house()
  return {
    from: from === undefined ? undefined : new Date(toInstant(from, 0, zone)),
    until: until === undefined ? undefined : new Date(toInstant(addDays(until, 1), 0, zone)),
  }
}

const MARK = /^([0-9a-z]+)\.([0-9a-f-]{36})$/
const writeMark = ({ at, id }: Mark): string => `${at.getTime().toString(36)}.${id}`

function readMark(text: string | undefined): Mark | undefined {
  if (text === undefined) return undefined
  const [, time = '', id = ''] = MARK.exec(text) ?? []
  const at = new Date(Number.parseInt(time, 36))
  if (Number.isNaN(at.getTime())) throw new Refusal(400, 'request.invalid', 'No page ended like this.', { after: 'not_a_mark' })
  return { at, id }
}

const inTime = (said: 'in-time' | 'late' | undefined): boolean | undefined => (said === undefined ? undefined : said === 'in-time')

const lists: Served[] = [
  serve(contract.listComplaints, async (asked) => {
    const { db, query, house } = asked
    const { after, limit, code, from, until, acknowledged, answered, isRepeat, ...rest } = query
    const filter: ComplaintFilter = {
      ...rest,
      ...(await span(house, { from, until })),
      isAcknowledgedInTime: inTime(acknowledged),
      isAnsweredInTime: inTime(answered),
      isRepeat: isRepeat === 'true',
      // What is no number of a complaint is the number of none.
      number: code === undefined ? undefined : (readCode(code) ?? 0),
    }
    const { complaints, next } = await page(db, filter, limit, readMark(after))
    return {
      complaints: await viewRows(db, complaints, looking(asked)),
      next: next && writeMark(next),
      count: await count(db, filter),
    }
  }),
  serve(contract.complaintFigures, async ({ db, query, house }) => figuresOf(db, await span(house, query))),
]

// biome-ignore lint/suspicious/noExplicitAny: whatever was asked, the complaint that it made or changed is shown the same way.
function shown(asked: Asked<any, any, any>, complaint: Complaint) {
  asked.trace({ aboutKind: 'complaint', aboutId: complaint.id, customerId: complaint.customerId })
  return viewComplaint(asked.db, complaint, looking(asked))
}

type Held = Asked<{ complaintId: string }, unknown, { version: number }>

const actOf = ({ params, body, who, now }: Held): actions.Act => ({ complaintId: params.complaintId, version: body.version, who, now })

const single: Served[] = [
  serve(contract.getComplaint, async (asked) =>
    viewComplaint(asked.db, await actions.load(asked.db, asked.params.complaintId), looking(asked)),
  ),
  serve(contract.receiveComplaint, async (asked) => shown(asked, await actions.receive(asked.db, asked.body, asked.who, asked.now))),
  serve(contract.acknowledgeComplaint, async (asked) => shown(asked, await actions.acknowledge(asked.db, actOf(asked), asked.body))),
  serve(contract.assessComplaint, async (asked) => shown(asked, await actions.assess(asked.db, actOf(asked), seen(asked.body)))),
  serve(contract.investigateComplaint, async (asked) => shown(asked, await actions.investigate(asked.db, actOf(asked), asked.body))),
  serve(contract.findComplaintCause, async (asked) => shown(asked, await actions.findCause(asked.db, actOf(asked), asked.body))),
]

/** What was sent without the version that was seen. */
function seen<Body extends { version: number }>({ version, ...rest }: Body): Omit<Body, 'version'> {
  return rest
}

const ends: Served[] = [
  serve(contract.remedyComplaint, async (asked) => shown(asked, await actions.remedy(asked.db, actOf(asked), seen(asked.body)))),
  serve(contract.agreeComplaint, async (asked) => shown(asked, await actions.agree(asked.db, actOf(asked), asked.body))),
  serve(contract.fulfilComplaint, async (asked) => shown(asked, await actions.fulfil(asked.db, actOf(asked)))),
  serve(contract.preventComplaint, async (asked) => shown(asked, await actions.prevent(asked.db, actOf(asked), asked.body))),
  serve(contract.answerComplaint, async (asked) => shown(asked, await actions.answer(asked.db, actOf(asked), asked.body))),
  serve(contract.askComplaint, async (asked) => shown(asked, await actions.ask(asked.db, actOf(asked), seen(asked.body)))),
  serve(contract.closeComplaint, async (asked) => shown(asked, await actions.close(asked.db, actOf(asked)))),
  serve(contract.reopenComplaint, async (asked) => shown(asked, await actions.reopen(asked.db, actOf(asked), asked.body))),
  serve(contract.noteComplaint, async (asked) => shown(asked, await actions.note(asked.db, actOf(asked), asked.body))),
]

export const complaintRoutes: Served[] = [...lists, ...single, ...ends]
