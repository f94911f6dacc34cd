import type { Db } from '../../../platform/db/db.ts'
import { type Served, serve, serveAlone } from '../../../platform/http/serve.ts'
import { newId } from '../../../platform/ids.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { type Mark, readReturn } from '../../../platform/return-address.ts'
import { openSecrets, type Secrets } from '../../../platform/secrets.ts'
import { allStaff } from '../../team/public.ts'
import { settle } from '../sendings/returns.ts'
import * as actions from './actions.ts'
import * as contract from './contract.ts'
import { checkDns, type LookUp } from './domain.ts'
import { findMessage, inboundState } from './inbound-store.ts'
import { readKept } from './kept.ts'
import { courierSettings, type Mailbox, type MailCourier, type SmsCourier } from './settings.ts'
import { keepTest } from './store.ts'
import { viewSettings } from './views.ts'

type Tried = { isWell: boolean; lines: { by: 'house' | 'server'; words: string }[]; fault: string | null }

export type MailNeeds = {
  /** The house's folder, where the key of its secrets lies. */
  data: () => string
  /** Sends one real mail and listens to the server. */
  tryServer: (settings: MailCourier, mark: Mark, mail: { to: string; subject: string; text: string; messageId: string }) => Promise<Tried>
  tryMailbox: (mailbox: Mailbox) => Promise<{ isWell: boolean; count: number | null; fault: string | null }>
  lookUp: LookUp
  /** How a text message went, by the id that its provider gave it. */
  askSms: (sms: SmsCourier, providerId: string) => Promise<'delivered' | 'failed' | 'under-way' | 'not-known'>
}

const trial = {
  vi: { subject: 'Thư thử của nhà', text: 'Thư này do nhà tự gửi cho mình để thử máy chủ thư. Nhận được là thư đi được.' },
  en: {
    subject: 'A letter to try the mail',
    text: 'The house sent this to itself to try its mail server. That it came means that letters go out.',
  },
}

const ENDS = { delivered: 'delivered', failed: 'bounced' } as const

/** News of a text message: asked for where it went, kept once. */
async function hearOfSms(
  db: Db,
  word: string,
  { secrets, askSms, now }: { secrets: Secrets; askSms: MailNeeds['askSms']; now: Date },
): Promise<boolean> {
  const messageId = readReturn('report', word, secrets.mark)
  const message = messageId ? await findMessage(db, messageId) : undefined
  const { sms } = await courierSettings(db, secrets)
  if (!message?.providerId || !sms) throw new Refusal(404, 'mail.no_such_report', 'Nothing is known of this message yet.')
  const standing = await askSms(sms, message.providerId)
  if (standing !== 'delivered' && standing !== 'failed') return false
  await db.transaction().execute((tx) => settle(tx, { messageId: message.id, kind: ENDS[standing], at: now, source: 'esms', detail: {} }))
  return true
}

const viewNow = async (db: Db) => viewSettings(await readKept(db), await inboundState(db))

export function mailRoutes({ data, tryServer, tryMailbox, lookUp, askSms }: MailNeeds): Served[] {
  const secrets = openSecrets(data)
  return [
    serve(contract.getMailSettings, ({ db }) => viewNow(db)),
    serve(contract.saveMailSettings, async ({ db, body, now, trace }) => {
      await actions.save(db, body, secrets, now)
      trace({ details: { hasServer: body.smtp !== null, hasInbox: body.imap !== null } })
      return viewNow(db)
    }),
    serve(contract.makeDkimKey, async ({ db, now }) => {
      await actions.makeKey(db, secrets, now)
      return viewNow(db)
    }),
    serve(contract.reportSms, async ({ db, params, now }) => ({ isKnown: await hearOfSms(db, params.word, { secrets, askSms, now }) })),
    // A dialogue with a far server is no part of a transaction.
    serveAlone(contract.testMail, async ({ db, who, now, language, trace }) => {
      const { mail, mailbox } = await courierSettings(db, secrets)
      if (!mail) throw new Refusal(409, 'mail.no_server', 'No mail server is set up.')
      const me = who.kind === 'staff' ? (await allStaff(db)).find(({ id }) => id === who.id) : undefined
      if (!me) throw new Refusal(409, 'mail.no_own_address', 'A program has no mailbox of its own.')
      const [tried, opened] = await Promise.all([
        tryServer(mail, secrets.mark, { to: me.mail, ...trial[language], messageId: newId(now.getTime()) }),
        mailbox ? tryMailbox(mailbox) : null,
      ])
      const answer = { at: now.toISOString(), to: me.mail, ...tried, mailbox: opened }
      await keepTest(db, 'smtp', answer, now)
      trace({ details: { isWell: tried.isWell } })
      return answer
    }),
    serveAlone(contract.checkDomain, async ({ db, now }) => {
      const { smtp, keys } = await actions.requireSmtp(db)
      const { checks, seen } = await checkDns(smtp, keys, lookUp)
      await db.transaction().execute((tx) => actions.noteSeen(tx, seen, now))
      return { checks }
    }),
  ]
}
