import type { Generated } from 'kysely'

type CourierSettingTable = {
  courier: 'house' | 'smtp' | 'imap' | 'dkim' | 'esms' | 'zalo'
  /** JSON; the driver reads it as an object and takes it as text. */
  settings: unknown
  sealed: string | null
  is_on: Generated<boolean>
  tested_at: Date | null
  tested: unknown
  updated_at: Date
  version: Generated<number>
}

type InboundMailTable = {
  mail_id: string
  source: string
  uid_validity: number
  uid: number
  hash: string
  raw: Buffer | null
  size: number
  came_at: Date
  kind: 'bounce' | 'complaint' | 'auto-reply' | 'leaving' | 'human' | 'other' | null
  state: Generated<'new' | 'done' | 'waiting' | 'faulty'>
  message_id: string | null
  fault: string | null
  dealt_at: Date | null
  attempts: Generated<number>
}

declare module '#platform/db/schema.ts' {
  interface Schema {
    courier_setting: CourierSettingTable
    mailbox: { source: string; uid_validity: number; last_uid: number; read_at: Date }
    inbound_mail: InboundMailTable
    soft_bounce: { channel: string; address_hash: string; day: string }
  }
}
