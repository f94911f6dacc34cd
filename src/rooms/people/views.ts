import type { z } from 'zod'
import type { Tongue } from '../../values/address-form.ts'
import type { Holder } from '../../values/rights.ts'
import type { customerRow, customerView, occasionView, preferenceView, refutationView, relationshipView } from './contract.ts'
import type { Customer, Occasion, Preference, Refuted, Relationship } from './customer.ts'
import { veiledFor } from './mask-rules.ts'
import { isGreeted, nextOn } from './occasion-rules.ts'
import { confidenceOn, standingOn } from './preference-rules.ts'
import { callThem, greetInWriting, greetOutLoud } from './rules.ts'

/** A line as it stands on a day of the house. */
export const viewPreference = (preference: Preference, today: string): z.input<typeof preferenceView> => ({
  id: preference.id,
  stance: preference.stance,
  what: preference.what,
  reason: preference.reason,
  source: preference.source,
  confidence: preference.confidence,
  confidenceNow: confidenceOn(preference, today),
  standing: standingOn(preference, today),
  seenCount: preference.seenCount,
  sensitivity: preference.sensitivity,
  group: preference.group,
  notedOn: preference.notedOn,
  lastConfirmedOn: preference.lastConfirmedOn,
  notedByName: preference.notedByName,
  version: preference.version,
})

export const viewRefuted = (line: Refuted): z.input<typeof refutationView> => ({
  id: line.id,
  stance: line.stance,
  what: line.what,
  refutedAt: line.refutedAt.toISOString(),
  refutedByName: line.refutedByName,
  version: line.version,
})

export const viewOccasion = (occasion: Occasion, today: string): z.input<typeof occasionView> => ({
  ...occasion,
  nextOn: nextOn(occasion, today),
  isGreeted: isGreeted(occasion.kind),
})

/** A tie as one end has it; `other` is the customer at the other. */
export const viewRelationship = (tie: Relationship, other: Customer, screen: Tongue, who: Holder): z.input<typeof relationshipView> => ({
  id: tie.id,
  kind: tie.kind,
  side: tie.side,
  words: tie.words,
  since: tie.since,
  other: { id: other.id, kind: other.kind, name: other.name, calledAs: callThem(other, screen, who) },
  notedByName: tie.notedByName,
  notedOn: tie.notedOn,
  version: tie.version,
})

const rowOf = (veiled: Customer, screen: Tongue, who: Holder): z.input<typeof customerRow> => ({
  id: veiled.id,
  kind: veiled.kind,
  name: veiled.name,
  calledAs: callThem(veiled, screen, who),
  contacts: veiled.contacts,
  tags: veiled.tags,
  language: veiled.language,
  lastContactAt: veiled.lastContactAt?.toISOString() ?? null,
  isSample: veiled.isSample,
  version: veiled.version,
})

/** A line of a list, as this holder of rights may see it. */
export const viewRow = (customer: Customer, screen: Tongue, who: Holder): z.input<typeof customerRow> =>
  rowOf(veiledFor(customer, who), screen, who)

/** What stands around the record itself. */
export type Around = {
  preferences: readonly Preference[]
  refuted: readonly Refuted[]
  relationships: z.input<typeof relationshipView>[]
  occasions: readonly Occasion[]
}

/** When and for whom a profile is shown; `hour` and `today` by the house's clock. */
export type Showing = { screen: Tongue; hour: number; today: string; who: Holder }

/** Everything the house knows of one customer in this room, as this holder of rights may see it. */
export function viewCustomer(customer: Customer, around: Around, { screen, hour, today, who }: Showing): z.input<typeof customerView> {
  const veiled = veiledFor(customer, who)
  return {
    ...rowOf(veiled, screen, who),
    nameOrder: veiled.nameOrder,
    callName: veiled.callName,
    address: veiled.address,
    greetingSpoken: greetOutLoud(veiled, hour, screen),
    greetingWritten: greetInWriting(veiled, screen),
    country: veiled.country,
    birthday: veiled.birthday,
    postal: veiled.postal,
    paying: veiled.paying,
    source: veiled.source,
    lifestyle: veiled.lifestyle,
    priceExpectation: veiled.priceExpectation,
    heardFrom: veiled.heardFrom,
    fields: veiled.fields,
    preferences: around.preferences.map((line) => viewPreference(line, today)),
    refuted: around.refuted.map(viewRefuted),
    relationships: around.relationships,
    occasions: around.occasions.map((occasion) => viewOccasion(occasion, today)),
    createdAt: veiled.createdAt.toISOString(),
    updatedAt: veiled.updatedAt.toISOString(),
  }
}
