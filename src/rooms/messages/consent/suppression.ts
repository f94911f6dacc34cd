import { sql } from 'kysely'
import type { Db } from '../../../platform/db/db.ts'
import { readPhone } from '../../../platform/phone.ts'
import type { Secrets } from '../../../platform/secrets.ts'
import { readMail } from '../../../values/mail-address.ts'
import type { MessageChannel } from '../contract.ts'
import './tables.ts'

/** Addresses that are not written to, known again by a keyed hash: it tells nobody whose they were. */

export type Address = { channel: MessageChannel; address: string }

export const suppressionReasons = ['bounced', 'invalid', 'complained', 'erased', 'blocked'] as const
export type SuppressionReason = (typeof suppressionReasons)[number]

function normal({ channel, address }: Address): string {
  if (channel === 'mail') {
    const read = readMail(address)
    return 'mail' in read ? read.mail : address.trim().toLowerCase()
  }
  if (channel === 'paper') return address.trim().toLowerCase()
  const read = readPhone(address)
  return 'e164' in read ? read.e164 : address.trim().toLowerCase()
}

/** The keyed hash of an address, the same however it is written. */
export const addressHash = (keyring: Pick<Secrets, 'mark'>, channel: MessageChannel, address: string): string =>
  keyring.mark(`address ${channel} ${normal({ channel, address })}`)

/** Of these hashes of addresses (`addressHash`) those that are suppressed; the channel is part of a hash. */
export async function suppressedAmong(db: Db, hashes: readonly string[]): Promise<Set<string>> {
  if (hashes.length === 0) return new Set()
  // The channels are named so that the key's index serves: nothing is suppressed on another.
  const found = await sql<{ address_hash: string }>`select address_hash from suppression
    where channel = any(array['mail', 'sms', 'zalo', 'call', 'paper']) and address_hash = any(${hashes}::text[])`.execute(db)
  return new Set(found.rows.map((row) => row.address_hash))
}

export type NewSuppression = Address & {
  reason: SuppressionReason
  customerId: string | null
  detail?: string
  isSample?: boolean
}

/** Writes to these addresses no more. A weightier reason replaces a lighter one: an erased address is not a bounced one again. */
export async function suppress(db: Db, keyring: Pick<Secrets, 'mark'>, addresses: readonly NewSuppression[], now: Date): Promise<void> {
  for (const { channel, address, reason, customerId, detail = null, isSample = false } of addresses)
    await sql`insert into suppression (channel, address_hash, reason, customer_id, at, detail, is_sample)
      values (${channel}, ${addressHash(keyring, channel, address)}, ${reason}, ${customerId}::uuid, ${now}, ${detail}, ${isSample})
      on conflict (channel, address_hash) do update set reason = excluded.reason, customer_id = excluded.customer_id, at = excluded.at,
        detail = excluded.detail
      where array_position(array['bounced','invalid','complained','blocked','erased'], excluded.reason)
        > array_position(array['bounced','invalid','complained','blocked','erased'], suppression.reason)`.execute(db)
}

/** The owner of an address asked to be written to there, by their own hand: what stood against it is over, unless the house itself blocked it. */
export async function liftByOwner(db: Db, keyring: Pick<Secrets, 'mark'>, { channel, address }: Address): Promise<void> {
  await sql`delete from suppression where channel = ${channel} and address_hash = ${addressHash(keyring, channel, address)}
    and reason <> 'blocked'`.execute(db)
}
