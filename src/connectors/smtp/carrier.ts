import { PassThrough } from 'node:stream'
import { createTransport, type SendMailOptions } from 'nodemailer'
import SMTPPool from 'nodemailer/lib/smtp-pool'
import type { Outcome } from '../../platform/ports/courier.ts'
import { type Carrier, type CarrierSettings, connectionOf, widthOf } from './carrier-settings.ts'
import { makeDestinations } from './destinations.ts'
import { asReply, isPressed, outcomeOf, type SmtpFault } from './outcome.ts'

const MAILS_PER_CONNECTION = 100
/** What of a mail may not change on its way; both headers of leaving are in it (RFC 8058, 4). */
const SIGNED = [
  'From:Sender:Reply-To:Subject:Date:Message-ID:To:Cc:MIME-Version:Content-Type:Content-Transfer-Encoding:In-Reply-To:References',
  'List-Id:List-Unsubscribe:List-Unsubscribe-Post',
].join(':')

/** The data of a send that says when its last byte went out. */
type Watched = SendMailOptions & { watch: { isDotSent: boolean } }

/** So many a minute, evenly: not all of them in its first second. */
const evenly = (perMinute: number) =>
  perMinute >= 60 ? { rateDelta: 1000, rateLimit: Math.floor(perMinute / 60) } : { rateDelta: Math.ceil(60_000 / perMinute), rateLimit: 1 }

/** A pool that notes of every mail whether its last byte was handed to the connection: after that nobody can know by silence. */
function openPool(settings: CarrierSettings, width: number) {
  const { ratePerMinute, dkim } = settings
  const pool = new SMTPPool({
    ...connectionOf(settings),
    maxConnections: width,
    maxMessages: MAILS_PER_CONNECTION,
    // Once, for a connection that the server had dropped while it was idle: of such a mail nothing was read yet. See `send` below.
    maxRequeues: 1,
    ...(ratePerMinute ? evenly(ratePerMinute) : {}),
  })
  const watched = {
    name: 'quen',
    version: '1',
    send(mail: Parameters<SMTPPool['send']>[0], done: Parameters<SMTPPool['send']>[1]) {
      const { watch } = mail.data as unknown as Watched
      // Added last, so after signing: what ends here is followed by the dot alone.
      mail.message.processFunc((input) => {
        const through = new PassThrough()
        if (watch.isDotSent) through.destroy(new Error('The last byte of this mail went out before.'))
        through.once('end', () => {
          watch.isDotSent = true
        })
        input.once('error', (error) => through.destroy(error))
        return input.pipe(through)
      })
      return pool.send(mail, done)
    },
  }
  const transporter = createTransport(watched as never)
  return {
    send: (mail: SendMailOptions, signal: AbortSignal, watch: Watched['watch']): Promise<{ response: string }> =>
      transporter.sendMail({
        ...mail,
        watch,
        signal,
        ...(dkim
          ? { dkim: { domainName: dkim.domain, keySelector: dkim.selector, privateKey: dkim.privateKey, headerFieldNames: SIGNED } }
          : {}),
      } as never) as Promise<{ response: string }>,
    close: () => pool.close(),
  }
}

const accepted = (response: string): Outcome => ({
  kind: 'accepted',
  providerId: /queued as <?([\w.-]+)/i.exec(response)?.[1] ?? null,
  reply: asReply(response),
})

export function openCarrier(settings: CarrierSettings, now: () => number = Date.now): Carrier {
  const width = widthOf(settings)
  const pool = openPool(settings, width)
  // One destination never holds every connection.
  const destinations = makeDestinations(Math.max(1, width - 1), now)
  const attempt = async (mail: SendMailOptions, signal: AbortSignal): Promise<Outcome> => {
    const watch = { isDotSent: false }
    try {
      return accepted((await pool.send(mail, signal, watch)).response)
    } catch (error) {
      return outcomeOf(error as SmtpFault, watch.isDotSent)
    }
  }
  return {
    width,
    async carry(mail, domain, signal) {
      const entered = await destinations.enter(domain, signal)
      if (!entered.isIn)
        return { kind: 'refused', isFinal: false, code: 'smtp.resting', reply: '', retryAfterSeconds: entered.afterSeconds }
      let outcome: Outcome | undefined
      try {
        outcome = await attempt(mail, signal)
        return outcome
      } finally {
        destinations.leave(domain, outcome && isPressed(outcome) ? 'pressed' : 'well')
      }
    },
    async close() {
      pool.close()
    },
  }
}
