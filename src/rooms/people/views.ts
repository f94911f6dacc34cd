import type { z } from 'zod'
import type { Tongue } from '../../values/address-form.ts'
import type { customerRow, customerView, preferenceView } from './contract.ts'
import type { Customer, Preference } from './customer.ts'
import { callThem, greetInWriting, greetOutLoud } from './rules.ts'

export const viewPreference = (preference: Preference): z.input<typeof preferenceView> => ({
  ...preference,
  confidenceNow: preference.confidence,
  standing: 'sure',
  seenCount: 0,
  sensitivity: 'normal',
  group: null,
})

/** A line of a list. */
export const viewRow = (customer: Customer, screen: Tongue): z.input<typeof customerRow> => ({
  id: customer.id,
  kind: customer.kind,
  name: customer.name,
  calledAs: callThem(customer, screen),
  contacts: customer.contacts,
  tags: customer.tags,
  language: customer.language,
  lastContactAt: customer.lastContactAt?.toISOString() ?? null,
  isSample: customer.isSample,
  version: customer.version,
})

/** Everything the house knows of one customer in this room; `hour` is the hour of the house's clock. */
export const viewCustomer = (
  customer: Customer,
  preferences: readonly Preference[],
  screen: Tongue,
  hour: number,
): z.input<typeof customerView> => ({
  ...viewRow(customer, screen),
  nameOrder: customer.nameOrder,
  callName: customer.callName,
  address: customer.address,
  greetingSpoken: greetOutLoud(customer, hour, screen),
  greetingWritten: greetInWriting(customer, screen),
  country: customer.country,
  birthday: customer.birthday,
  postal: customer.postal,
  paying: customer.paying,
  source: customer.source,
  lifestyle: [],
  priceExpectation: null,
  heardFrom: null,
  fields: {},
  preferences: preferences.map(viewPreference),
  refuted: [],
  relationships: [],
  occasions: [],
  createdAt: customer.createdAt.toISOString(),
  updatedAt: customer.updatedAt.toISOString(),
})
