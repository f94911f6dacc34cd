import { type Asked, type Served, serve } from '../../../platform/http/serve.ts'
import { wilson } from '../../../science/two-shares.ts'
import { addDays } from '../../../values/civil-date.ts'
import { toInstant } from '../../../values/zone.ts'
import { type Outward, viewVerdict } from '../../messages/public.ts'
import { requireCustomer } from '../../people/public.ts'
import * as asking from './asking.ts'
import * as closing from './closing.ts'
import * as contract from './contract.ts'
import type { Enquiry } from './enquiry.ts'
import * as quoting from './quoting.ts'
import * as store from './store.ts'
import { viewEnquiries, viewEnquiry, viewQuote } from './views.ts'

type Needs = { outward: Outward }

// biome-ignore lint/suspicious/noExplicitAny: whatever was asked, who looks is the same.
type AnyAsked = Asked<any, any, any>

const sceneOf = ({ who, now, language }: AnyAsked): asking.Scene => ({ who, now, language })

async function spanOf(house: () => Promise<{ zone: string }>, { from, until }: { from?: string | undefined; until?: string | undefined }) {
  if (from === undefined && until === undefined) return { from: null, until: null }
  const { zone } = await house()
  return {
    from: from === undefined ? null : new Date(toInstant(from, 0, zone)),
    until: until === undefined ? null : new Date(toInstant(addDays(until, 1), 0, zone)),
  }
}

const shareOf = (had: number, of: number) => (of === 0 ? null : { had, of, ...wilson(had, of) })

const lists: Served[] = [
  serve(contract.listEnquiries, async (asked) => {
    const { db, query, who, house } = asked
    const { state, reason = null, whose, limit, ...days } = query
    const mine = whose === 'mine' ? { id: who.id, role: who.role } : null
    const { enquiries, count } = await store.list(db, { state, reason, mine, limit, ...(await spanOf(house, days)) })
    return { enquiries: await viewEnquiries(db, enquiries, asked), count }
  }),
  serve(contract.enquiryFigures, async ({ db, query, house }) => {
    const { waiting, bought, reasons, answers } = await store.figures(db, await spanOf(house, query))
    const notBought = reasons.reduce((sum, { count }) => sum + count, 0)
    return {
      waiting,
      bought,
      notBought,
      becameCustomers: shareOf(bought, bought + notBought),
      answeredInTime: shareOf(answers.kept, answers.ended),
      reasons,
    }
  }),
  serve(contract.customerEnquiries, async (asked) => {
    await requireCustomer(asked.db, asked.params.customerId)
    const enquiries = await store.ofCustomer(asked.db, asked.params.customerId, asked.query.limit)
    return { enquiries: await viewEnquiries(asked.db, enquiries, asked) }
  }),
  serve(contract.getEnquiry, async (asked) => {
    const enquiry = await store.find(asked.db, asked.params.customerId, asked.params.enquiryId)
    if (!enquiry) throw asking.noSuchEnquiry()
    return viewEnquiry(asked.db, enquiry, asked)
  }),
]

const shown = (asked: AnyAsked, enquiry: Enquiry) => {
  asked.trace({ customerId: enquiry.customerId, aboutKind: 'enquiry', aboutId: enquiry.id })
  return viewEnquiry(asked.db, enquiry, asked)
}

const acts: Served[] = [
  serve(contract.makeEnquiry, async (asked) =>
    shown(asked, await asking.makeNew(asked.db, asked.params.customerId, asked.body, sceneOf(asked))),
  ),
  serve(contract.answerEnquiry, async (asked) => shown(asked, await asking.answer(asked.db, asked.params, asked.body, sceneOf(asked)))),
  serve(contract.boughtEnquiry, async (asked) => shown(asked, await closing.bought(asked.db, asked.params, asked.body, sceneOf(asked)))),
  serve(contract.notBoughtEnquiry, async (asked) => {
    const { version, reason, words } = asked.body
    return shown(asked, await closing.notBought(asked.db, asked.params, { version, reason, words }, sceneOf(asked)))
  }),
  serve(contract.reopenEnquiry, async (asked) =>
    shown(asked, await closing.reopen(asked.db, asked.params, asked.body.version, sceneOf(asked))),
  ),
]

const quotes = ({ outward }: Needs): Served[] => [
  serve(contract.draftQuote, async (asked) => {
    const giving = { ...sceneOf(asked), outward }
    const quote = await quoting.draft(asked.db, asked.params, asked.body, giving)
    asked.trace({ aboutKind: 'quote', aboutId: quote.id, details: { lines: quote.lines.length } })
    const { letter, verdict, isByHand } = await quoting.letterAndWay(asked.db, quote, giving)
    return { quote: viewQuote(quote, asked), letter, way: { channel: verdict.channel, isByHand, verdict: viewVerdict(verdict) } }
  }),
  serve(contract.giveQuote, async (asked) => {
    const { enquiry, isGiven, copy } = await quoting.give(asked.db, asked.params, asked.body, { ...sceneOf(asked), outward })
    return { enquiry: await shown(asked, enquiry), isGiven, copy }
  }),
]

export const enquiryRoutes = (needs: Needs): Served[] => [...lists, ...acts, ...quotes(needs)]
