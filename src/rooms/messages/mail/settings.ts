import type { Db } from '../../../platform/db/db.ts'
import type { Secrets } from '../../../platform/secrets.ts'
import { findHouse } from '../../team/public.ts'
import { type DkimKey, type Kept, readKept, secretsIn } from './kept.ts'

/** Who the house is in its letters. Empty texts stand for what nobody has said yet. */
export type HouseSender = {
  name: string
  publicAddress: string
  postalAddress: string
  advertiser: string
  fromAddress: string
  replyAddress: string
  bounceDomain: string
}

/** What is written on letters: the house's name, its addresses. Asked for with every letter, so it is two small reads. */
export async function houseSender(db: Db): Promise<HouseSender> {
  const [{ name }, kept] = await Promise.all([findHouse(db), readKept(db)])
  return {
    name: kept.smtp?.fromName || name,
    ...kept.house,
    fromAddress: kept.smtp?.fromAddress ?? '',
    replyAddress: kept.smtp?.replyAddress ?? '',
    bounceDomain: kept.smtp?.bounceDomain ?? '',
  }
}

type Server = { host: string; port: number; security: 'tls' | 'starttls' | 'none'; user: string | undefined; password: string | undefined }

/** All that a courier of mail needs, with its secrets open; never logged, never answered. */
export type MailCourier = Server & {
  from: { name: string; address: string }
  replyTo: string | undefined
  bounceDomain: string | undefined
  hasInbox: boolean
  ratePerMinute: number | undefined
  dkim: { domain: string; selector: string; privateKey: string } | undefined
}

export type Mailbox = Omit<Server, 'user'> & { user: string; folder: string }

/** A registered name at eSMS, and the keys to it. */
export type SmsCourier = { brandname: string; apiKey: string; secretKey: string; publicAddress: string }

export type CourierSettings = {
  /** Changes with every change: a courier made of an older one is to be closed. */
  version: string
  mail: MailCourier | undefined
  mailbox: Mailbox | undefined
  sms: SmsCourier | undefined
}

/** The newest key whose record was seen in DNS: signing with one that nobody can look up makes mail worse, not better. */
export const signingKey = (keys: readonly DkimKey[]): DkimKey | undefined => keys.findLast(({ isSeen }) => isSeen)

function mailOf({ smtp, imap, keys, rows }: Kept, houseName: string, keyring: Pick<Secrets, 'open'>): MailCourier | undefined {
  if (!smtp) return undefined
  const key = signingKey(keys)
  const privateKey = key && secretsIn(rows, 'dkim', keyring)[key.selector]
  return {
    host: smtp.host,
    port: smtp.port,
    security: smtp.security,
    user: smtp.user || undefined,
    password: secretsIn(rows, 'smtp', keyring).password,
    from: { name: smtp.fromName || houseName, address: smtp.fromAddress },
    replyTo: smtp.replyAddress || undefined,
    bounceDomain: smtp.bounceDomain || undefined,
    hasInbox: imap !== undefined,
    ratePerMinute: smtp.ratePerMinute ?? undefined,
    dkim: key && privateKey ? { domain: key.domain, selector: key.selector, privateKey } : undefined,
  }
}

function smsOf({ sms, house, rows }: Kept, keyring: Pick<Secrets, 'open'>): SmsCourier | undefined {
  const { apiKey, secretKey } = secretsIn(rows, 'esms', keyring)
  return sms && apiKey && secretKey ? { brandname: sms.brandname, apiKey, secretKey, publicAddress: house.publicAddress } : undefined
}

/** How the house's couriers are set up; a channel that is not is undefined, and people copy and print instead. */
export async function courierSettings(db: Db, keyring: Pick<Secrets, 'open'>): Promise<CourierSettings> {
  const [{ name }, kept] = await Promise.all([findHouse(db), readKept(db)])
  const { imap, rows } = kept
  return {
    version: [...rows.values()].map(({ courier, version }) => `${courier}${version}`).join(' ') + name,
    mail: mailOf(kept, name, keyring),
    mailbox: imap && { ...imap, password: secretsIn(rows, 'imap', keyring).password },
    sms: smsOf(kept, keyring),
  }
}
