import { reasonSigns } from './claims.data.ts'
import { says } from './phrase-rules.ts'
import type { SlipReason } from './slip.ts'
import { reasonSaidOf, timeSaid } from './slip-words.ts'
import { type RecordFacts, untrueClaims } from './truth-rules.ts'

/** Reasons as recorded facts speak for them: those first, with the fact. Pure. */

export type SupplierSlip = { name: string; at: Date; reason: SlipReason | null; words: string | null }
export type Note = { at: Date; words: string; by: string | null }

/** What was recorded that may bear on a slip. */
export type Recorded = {
  order: { kind: string; state: string; code: string | null; leftAt: Date | null; deliveredAt: Date | null } | null
  supplier: SupplierSlip | null
  notes: readonly Note[]
  isDone: boolean
}

const nothing: RecordFacts = { hasLeft: false, hasRoadNote: false, hasArrived: false, hasSupplierSlip: false }

const claims = ({ words }: Note, why: string): boolean => untrueClaims(words, nothing).some((one) => one.why === why)

const gone: ReadonlySet<string> = new Set(['left', 'delivered', 'done'])
const arrived: ReadonlySet<string> = new Set(['delivered', 'done'])

/** What the records bear out. An order says itself whether it left; where there is none, somebody's note does. */
export function factsOf({ order, supplier, notes, isDone }: Recorded): RecordFacts {
  const isCarried = order !== null && order.kind !== 'stay'
  const hasLeft = isCarried ? gone.has(order.state) : order === null && notes.some((note) => claims(note, 'not-left'))
  return {
    hasLeft,
    hasRoadNote: notes.some((note) => claims(note, 'not-departed')),
    hasArrived: isDone || (isCarried && arrived.has(order.state)),
    hasSupplierSlip: supplier !== null,
  }
}

export type Reason = { reason: SlipReason; words: string; fact: string | null; isBorneOut: boolean }

type Looking = { language: 'vi' | 'en'; screen: 'vi' | 'en'; us: string; zone: string; now: Date; isDelivery: boolean }

const cut = (text: string): string => (text.length > 90 ? `${text.slice(0, 88).trimEnd()}…` : text)

const usual: readonly SlipReason[] = ['supplier', 'broken-equipment', 'traffic', 'weather', 'stock', 'staff', 'our-mistake']

/** "Xưởng gốm Bến Cũ báo 13:20". */
export function supplierFact({ name, at }: SupplierSlip, { screen, zone, now }: Pick<Looking, 'screen' | 'zone' | 'now'>): string {
  const said = timeSaid(at, { zone, now, language: screen }).replace(/ (?:hôm nay|today)$/u, '')
  return screen === 'vi' ? `${name} báo ${said}` : `${name} said so at ${said}`
}

function factFor(reason: SlipReason, { supplier, notes }: Recorded, facts: RecordFacts, looking: Looking): string | null {
  if (supplier && (reason === 'supplier' || reason === supplier.reason)) return supplierFact(supplier, looking)
  if (reason === 'supplier') return null
  if (reason === 'traffic') {
    const note = facts.hasLeft ? notes.find((one) => claims(one, 'not-departed')) : undefined
    return note ? cut(note.words) : null
  }
  const note = notes.find(({ words }) => (reasonSigns[reason] ?? []).some((sign) => says(words, sign)))
  return note ? cut(note.words) : null
}

/** What stood behind the supplier's own slip is the nearest reason; after what facts speak for come the usual ones. */
export function reasonsOf(recorded: Recorded, facts: RecordFacts, looking: Looking): Reason[] {
  const { supplier } = recorded
  const of = (reason: SlipReason): Reason => {
    const fact = factFor(reason, recorded, facts, looking)
    const reasonSaid = supplier && fact !== null && (reason === 'supplier' || reason === supplier.reason) ? supplier.words : null
    const words = reasonSaidOf({ reason, reasonSaid, supplier: supplier?.name ?? null, us: looking.us, language: looking.language })
    return { reason, words, fact, isBorneOut: fact !== null }
  }
  const all = usual.filter((reason) => looking.isDelivery || reason !== 'traffic').map(of)
  const rank = ({ reason, isBorneOut }: Reason) => (isBorneOut ? (reason === supplier?.reason ? 0 : 1) : 2)
  return [...all.sort((a, b) => rank(a) - rank(b)), of('not-known'), of('other')].map((one) =>
    one.reason === 'not-known' || one.reason === 'other' ? { ...one, fact: null, isBorneOut: false } : one,
  )
}

/** Reasons that need more than a signature: no traffic before the door, no supplier to blame who kept their word. */
export function reasonUntrue(reason: SlipReason | null, facts: RecordFacts): 'not-departed' | 'no-supplier-slip' | undefined {
  if (reason === 'traffic' && !(facts.hasLeft && facts.hasRoadNote)) return 'not-departed'
  return reason === 'supplier' && !facts.hasSupplierSlip ? 'no-supplier-slip' : undefined
}

/** What the record says of the order: "chưa rời kho", "đã rời kho lúc 14:05". */
export function recordSays({ order, supplier }: Recorded, { screen, zone, now }: Pick<Looking, 'screen' | 'zone' | 'now'>): string | null {
  if (!order || order.kind === 'stay') return null
  const at = (moment: Date | null): string =>
    moment ? ` ${screen === 'vi' ? 'lúc' : 'at'} ${timeSaid(moment, { zone, now, language: screen })}` : ''
  const vi = screen === 'vi'
  if (order.state === 'cancelled') return vi ? 'đơn đã huỷ' : 'the order was cancelled'
  if (arrived.has(order.state)) return `${vi ? 'đã giao' : 'delivered'}${at(order.deliveredAt)}`
  if (order.state === 'left') return `${vi ? 'đã rời kho' : 'left the house'}${at(order.leftAt)}`
  if (supplier) return vi ? 'chưa rời xưởng' : 'not left the workshop yet'
  return vi ? 'chưa rời kho' : 'not left the house yet'
}
