import { z } from 'zod'
import { line, lineOrNothing } from '../../../platform/fields/contract.ts'
import { route } from '../../../platform/http/contract.ts'

/** How the house's mail goes out and comes in: the server, the sender, what stands in DNS. */

export const securities = ['tls', 'starttls', 'none'] as const

const host = z
  .string()
  .trim()
  .max(253)
  .regex(/^(?:[a-z\d](?:[a-z\d.-]*[a-z\d])?|[\da-f:]+:[\da-f:.]*)$/i, 'not_a_host')
const port = z.int().min(1).max(65_535)
/** Left out: stays as it is; empty: there is none. It is never answered back. */
const password = z.string().max(500).optional()

const house = z.object({
  /** Where customers reach the house on the web: links in letters begin with it. */
  publicAddress: lineOrNothing(200),
  /** Stands at the foot of every letter, as the law asks. */
  postalAddress: lineOrNothing(300),
  /** Who advertises, by the name on the papers. */
  advertiser: lineOrNothing(200),
})

const smtp = z.object({
  host,
  port,
  security: z.enum(securities),
  user: lineOrNothing(200),
  fromAddress: line(254),
  /** Empty: the house's own name. */
  fromName: lineOrNothing(100),
  /** Empty: answers go to the sender's address. */
  replyAddress: lineOrNothing(254),
  /** Empty: letters that come back cannot be told from others. */
  bounceDomain: lineOrNothing(253),
  /** Null: as many as the server takes. */
  ratePerMinute: z.int().min(1).max(60_000).nullable(),
})

const imap = z.object({ host, port, security: z.enum(securities), user: line(200), folder: line(100) })

/** Text messages, through eSMS. */
const sms = z.object({ brandname: line(50) })

const dialogue = z.object({
  at: z.string(),
  to: z.string(),
  isWell: z.boolean(),
  /** Word for word, the password masked. */
  lines: z.array(z.object({ by: z.enum(['house', 'server']), words: z.string() })),
  fault: z.string().nullable(),
  /** The mailbox, opened at the same time; null where none is set up. */
  mailbox: z.object({ isWell: z.boolean(), count: z.int().nullable(), fault: z.string().nullable() }).nullable(),
})

export const dnsKinds = ['mx', 'spf', 'dkim', 'dmarc'] as const
export const dnsStates = ['ok', 'missing', 'wrong', 'unanswered'] as const

const dnsRecord = z.object({ name: z.string(), type: z.enum(['MX', 'TXT']), value: z.string() })

const domainCheck = z.object({
  kind: z.enum(dnsKinds),
  domain: z.string(),
  state: z.enum(dnsStates),
  /** What stands there now. */
  found: z.array(z.string()),
  /** What should be put there; null where nothing is to be done. */
  put: dnsRecord.nullable(),
})

const hiddenPassword = { hasPassword: z.boolean() }

export const mailSettingsView = z.object({
  /** Without a server the house works by copying and printing. */
  mode: z.enum(['mail', 'copy-and-print']),
  house,
  smtp: smtp.extend(hiddenPassword).nullable(),
  imap: imap.extend(hiddenPassword).nullable(),
  sms: sms.extend({ hasKeys: z.boolean() }).nullable(),
  /** The key that letters are signed with; it signs once its record was seen in DNS. */
  dkim: z.object({ domain: z.string(), selector: z.string(), isSeen: z.boolean(), record: dnsRecord }).nullable(),
  /** The last try, as it went. */
  tested: dialogue.nullable(),
  /** Mails that came in: waiting for a person to read, and such as could not be read. */
  inbound: z.object({
    waiting: z.int(),
    faulty: z.array(z.object({ id: z.string(), cameAt: z.string(), size: z.int(), fault: z.string() })),
    readAt: z.string().nullable(),
    /** Why the mailbox cannot be read now, in its server's words. */
    fault: z.string().nullable(),
  }),
  version: z.int(),
})

export const getMailSettings = route({
  name: 'getMailSettings',
  method: 'GET',
  path: '/api/mail/settings',
  door: 'house.settings',
  summary: 'How mail goes out and comes in. Passwords and keys are never answered back.',
  answer: mailSettingsView,
})

export const saveMailSettings = route({
  name: 'saveMailSettings',
  method: 'PUT',
  path: '/api/mail/settings',
  door: 'house.settings',
  summary: 'Keeps the settings of mail. A server, a name or a way that is new needs its password again.',
  body: z.strictObject({
    version: z.int().min(0),
    house,
    smtp: smtp.extend({ password }).nullable(),
    imap: imap.extend({ password }).nullable(),
    sms: sms.extend({ apiKey: password, secretKey: password }).nullable(),
  }),
  answer: mailSettingsView,
  refusals: [
    'mail.changed_meanwhile',
    'mail.password_needed',
    'mail.not_encrypted',
    'mail.address_invalid',
    'mail.domain_invalid',
    'mail.web_address_invalid',
  ],
})

export const testMail = route({
  name: 'testMail',
  method: 'POST',
  path: '/api/mail/test',
  door: 'house.settings',
  summary: 'Sends a real letter to the one who asks, and shows what the server truly said.',
  body: z.strictObject({}),
  answer: dialogue,
  refusals: ['mail.no_server', 'mail.no_own_address'],
  atMost: { perMinute: 6 },
})

export const checkDomain = route({
  name: 'checkDomain',
  method: 'POST',
  path: '/api/mail/domain',
  door: 'house.settings',
  summary: 'Looks up SPF, DKIM, DMARC and MX of the sender’s domain and says what to put there. A key whose record is seen begins to sign.',
  body: z.strictObject({}),
  answer: z.object({ checks: z.array(domainCheck) }),
  refusals: ['mail.no_server'],
  atMost: { perMinute: 12 },
})

export const makeDkimKey = route({
  name: 'makeDkimKey',
  method: 'POST',
  path: '/api/mail/dkim',
  door: 'house.settings',
  summary: 'Makes a key to sign letters with. The one in use stays until the record of the new one is seen in DNS.',
  body: z.strictObject({}),
  answer: mailSettingsView,
  refusals: ['mail.no_server'],
})

export const reportSms = route({
  name: 'reportSms',
  method: 'GET',
  path: '/api/sms/reports/:word',
  door: 'public',
  summary: 'Where eSMS says that there is news of a message. What it says is not believed: eSMS is asked, and the answer is kept.',
  params: z.object({ word: z.string().max(100) }),
  answer: z.object({ isKnown: z.boolean() }),
  refusals: ['mail.no_such_report'],
  atMost: { perMinute: 600 },
})
