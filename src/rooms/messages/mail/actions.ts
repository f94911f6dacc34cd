import { generateKeyPair } from 'node:crypto'
import { promisify } from 'node:util'
import type { z } from 'zod'
import type { Db } from '../../../platform/db/db.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { Secrets } from '../../../platform/secrets.ts'
import type { saveMailSettings } from './contract.ts'
import { type DkimKey, type Kept, readKept, sealIn, secretsIn } from './kept.ts'
import { domainOf, isDomain, isExposed, isMailAddress, needsPassword, type ServerDraft, webAddress } from './rules.ts'
import { signingKey } from './settings.ts'
import * as store from './store.ts'

type Save = z.output<NonNullable<typeof saveMailSettings.body>>
type Keyring = Pick<Secrets, 'seal' | 'open'>

const refuse = (code: string, sentence: string, field: string, problem = 'invalid') => {
  throw new Refusal(400, code, sentence, { [field]: problem })
}

function checkServer(part: 'smtp' | 'imap', kept: Kept, next: ServerDraft): void {
  const before = part === 'smtp' ? kept.smtp : kept.imap
  const hadPassword = kept.rows.get(part)?.sealed != null
  if (isExposed(next)) refuse('mail.not_encrypted', 'A name and a password go unencrypted to this machine alone.', `${part}.security`)
  if (needsPassword(before, hadPassword, next))
    refuse('mail.password_needed', 'Another server, name or way needs the password again.', `${part}.password`, 'needed')
}

function check({ house, smtp, imap }: Save, kept: Kept): void {
  if (house.publicAddress && !webAddress(house.publicAddress))
    refuse('mail.web_address_invalid', 'This is no https address.', 'house.publicAddress')
  if (smtp) {
    if (!isMailAddress(smtp.fromAddress)) refuse('mail.address_invalid', 'This is no mail address.', 'smtp.fromAddress')
    if (smtp.replyAddress && !isMailAddress(smtp.replyAddress))
      refuse('mail.address_invalid', 'This is no mail address.', 'smtp.replyAddress')
    if (smtp.bounceDomain && !isDomain(smtp.bounceDomain)) refuse('mail.domain_invalid', 'This is no domain.', 'smtp.bounceDomain')
    checkServer('smtp', kept, smtp)
  }
  if (imap) checkServer('imap', kept, imap)
}

async function keepServer(db: Db, part: 'smtp' | 'imap', next: Save['smtp'] | Save['imap'], kept: Kept, keyring: Keyring, now: Date) {
  if (!next) {
    await store.removeSetting(db, part)
    return
  }
  const { password, ...settings } = next
  // What is kept is not opened to be sealed again: it stays as it lies.
  const sealed = password === undefined ? (kept.rows.get(part)?.sealed ?? null) : sealIn(part, password ? { password } : {}, keyring)
  await store.keepSetting(db, { courier: part, settings, sealed, isOn: true }, now)
}

/** Keys that are not sent stay as they are; both are needed before a message can go. */
async function keepSms(db: Db, next: Save['sms'], kept: Kept, keyring: Keyring, now: Date): Promise<void> {
  if (!next) {
    await store.removeSetting(db, 'esms')
    return
  }
  const { apiKey, secretKey, ...settings } = next
  const isNew = apiKey !== undefined || secretKey !== undefined
  const before = isNew ? secretsIn(kept.rows, 'esms', keyring) : {}
  const keys = { ...before, ...(apiKey === undefined ? {} : { apiKey }), ...(secretKey === undefined ? {} : { secretKey }) }
  if (isNew ? !keys.apiKey || !keys.secretKey : !kept.rows.get('esms')?.sealed)
    refuse('mail.password_needed', 'Both keys are needed.', keys.apiKey ? 'sms.secretKey' : 'sms.apiKey', 'needed')
  const sealed = isNew ? sealIn('esms', keys, keyring) : (kept.rows.get('esms')?.sealed ?? null)
  await store.keepSetting(db, { courier: 'esms', settings, sealed, isOn: true }, now)
}

/** Keeps the settings of mail, whole or not at all. */
export async function save(db: Db, body: Save, keyring: Keyring, now: Date): Promise<void> {
  const kept = await readKept(db)
  check(body, kept)
  const house = { ...body.house, publicAddress: webAddress(body.house.publicAddress) ?? '' }
  if (kept.version !== body.version || !(await store.raiseVersion(db, house, body.version, now)))
    throw new Refusal(409, 'mail.changed_meanwhile', 'Somebody changed these settings meanwhile.')
  const smtp = body.smtp && {
    ...body.smtp,
    fromAddress: body.smtp.fromAddress.trim(),
    bounceDomain: body.smtp.bounceDomain.toLowerCase(),
  }
  await keepServer(db, 'smtp', smtp, kept, keyring, now)
  await keepServer(db, 'imap', body.imap, kept, keyring, now)
  await keepSms(db, body.sms, kept, keyring, now)
}

export async function requireSmtp(db: Db): Promise<Kept & { smtp: NonNullable<Kept['smtp']> }> {
  const kept = await readKept(db)
  if (!kept.smtp) throw new Refusal(409, 'mail.no_server', 'No mail server is set up.')
  return { ...kept, smtp: kept.smtp }
}

const makePair = promisify(generateKeyPair)
const KEY_BITS = 2048

/** Makes a key for the sender's domain. The one that signs now goes on until the new one's record is seen. */
export async function makeKey(db: Db, keyring: Keyring, now: Date): Promise<void> {
  const { smtp, keys, rows, version, house } = await requireSmtp(db)
  if (!(await store.raiseVersion(db, house, version, now)))
    throw new Refusal(409, 'mail.changed_meanwhile', 'Somebody changed these settings meanwhile.')
  const domain = domainOf(smtp.fromAddress)
  const pair = await makePair('rsa', {
    modulusLength: KEY_BITS,
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  const signing = signingKey(keys)
  const kept = signing ? [signing] : []
  const made: DkimKey = { domain, selector: selectorFor(now, kept), publicKey: pair.publicKey.toString('base64'), isSeen: false }
  const own = secretsIn(rows, 'dkim', keyring)
  const secrets = Object.fromEntries(kept.flatMap(({ selector }) => (own[selector] ? [[selector, own[selector]]] : [])))
  const sealed = sealIn('dkim', { ...secrets, [made.selector]: pair.privateKey }, keyring)
  await store.keepSetting(db, { courier: 'dkim', settings: { keys: [...kept, made] }, sealed, isOn: true }, now)
}

/** `quen202611`, and a letter more when there is one of this month. */
function selectorFor(now: Date, keys: readonly DkimKey[]): string {
  const month = `quen${now.toISOString().slice(0, 7).replace('-', '')}`
  return keys.some(({ selector }) => selector === month) ? `${month}b` : month
}

/** From now on the keys that were seen sign; says whether that changed anything. */
export async function noteSeen(db: Db, seen: readonly string[], now: Date): Promise<void> {
  const { keys, rows } = await readKept(db)
  const next = keys.map((key) => ({ ...key, isSeen: key.isSeen || seen.includes(key.selector) }))
  if (next.every(({ isSeen }, at) => isSeen === keys[at]?.isSeen)) return
  await store.keepSetting(db, { courier: 'dkim', settings: { keys: next }, sealed: rows.get('dkim')?.sealed ?? null, isOn: true }, now)
}
