import type { Secrets } from '../../platform/secrets.ts'
import { addressHash } from '../../rooms/messages/consent/suppression.ts'
import { readContact } from '../../rooms/people/contacts.ts'
import { topicsTold } from './consents.data.ts'
import type { Invited, MadeConsents } from './consents.ts'
import { SENT_LETTER } from './newsletters.ts'

/**
 * A letter of the sample that has gone out already: an invitation to a reading night, six days before the beginning, to everybody who is named in
 * `invited`. It is what uses up the month of the nine who chose one letter a month; all the others who got it allow more, and chị Hoa got none.
 * Sending, messages and their places in the budget are written, as if it had been sent by this house.
 */

type Row = Record<string, unknown>

export type LetterRows = { sending: Row[]; message: Row[]; reservation: Row[]; message_event: Row[] }

/** The sending itself. */
export const PAST_LETTER = '0193a000-0000-7000-8000-00000000c001'

/** An address as the house keeps it on the customer's record. */
function kept({ channel, address }: Invited): string {
  const read = readContact(channel === 'mail' ? 'mail' : /^\d+$/.test(address) ? 'phone' : 'zalo', address)
  if ('problem' in read) throw new Error(`the sample has an address that is none: ${read.problem}`)
  return read.contact.value
}

type Sent = { customerId: string; channel: Invited['channel']; id: string; eventIds: Invited['eventIds']; address: string; hash: string }
type After = (minutes: number) => Date

const EVENTS = topicsTold.find(({ key }) => key === 'events')?.id

const sendingRow = (after: After): Row => ({
  sending_id: PAST_LETTER,
  kind: 'newsletter',
  letter_id: SENT_LETTER,
  letter_number: 1,
  title: 'Thư mời: đêm đọc sách bên sông',
  purpose: 'newsletter',
  topic_id: EVENTS,
  channels: ['mail', 'zalo'],
  audience: {},
  is_live: false,
  state: 'done',
  starts_at: after(0),
  late_after_minutes: 120,
  holdout: 0,
  holdout_salt: '',
  counts: {},
  planned_at: after(-60),
  started_at: after(0),
  ended_at: after(2),
  made_by_name: 'Trâm',
  made_at: after(-1500),
  is_sample: true,
  version: 1,
})

const messageRow = ({ customerId, channel, address, id, hash }: Sent, after: After): Row => ({
  customer_id: customerId,
  message_id: id,
  sending_id: PAST_LETTER,
  letter_id: SENT_LETTER,
  letter_number: 1,
  channel,
  purpose: 'newsletter',
  topic_id: EVENTS,
  class: 'advertising',
  address,
  address_hash: hash,
  state: 'delivered',
  attempts: 1,
  planned_at: after(-60),
  submitted_at: after(1),
  accepted_at: after(1),
  ended_at: after(2),
  first_customer_id: customerId,
  is_sample: true,
  has_offer: false,
})

const reservationRow = ({ customerId, channel, id, hash }: Sent, after: After): Row => ({
  customer_id: customerId,
  message_id: id,
  channel,
  class: 'advertising',
  at: after(1),
  first_customer_id: customerId,
  address_hash: hash,
  purpose: 'newsletter',
  topic_id: EVENTS,
  is_spent: true,
})

const eventRows = ({ customerId, id, eventIds }: Sent, after: After): Row[] =>
  (['accepted', 'delivered'] as const).map((kind, nth) => ({
    customer_id: customerId,
    event_id: eventIds[nth],
    message_id: id,
    kind,
    at: after(1 + nth),
    source: 'sample',
    detail: {},
    first_customer_id: customerId,
  }))

export function letterRows({ invited, letterAt }: MadeConsents, keyring: Pick<Secrets, 'mark'>): LetterRows {
  const after: After = (minutes) => new Date(letterAt + minutes * 60_000)
  const sent = invited.map((one): Sent => {
    const { customerId, channel, messageId: id, eventIds } = one
    const address = kept(one)
    return { customerId, channel, id, eventIds, address, hash: addressHash(keyring, channel, address) }
  })
  return {
    sending: [sendingRow(after)],
    message: sent.map((one) => messageRow(one, after)),
    reservation: sent.map((one) => reservationRow(one, after)),
    message_event: sent.flatMap((one) => eventRows(one, after)),
  }
}
