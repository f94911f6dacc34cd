import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import type { SmtpSettings } from '../../src/connectors/smtp/courier.ts'
import type { DecisionId, Parcel } from '../../src/platform/ports/courier.ts'
import { openSecrets } from '../../src/platform/secrets.ts'

/** A mail as a server of ours got it. */
export type Got = { from: string; to: string[]; raw: string; envelope: Record<string, unknown> }

export type Server = { port: number; got: Got[]; server: SMTPServer; close(): Promise<void> }

/** A mail server on this machine that does what a test says. */
export async function mailServer(options: SMTPServerOptions = {}): Promise<Server> {
  const got: Got[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    closeTimeout: 500,
    onData(stream, session, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        got.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(parts).toString('latin1'),
          envelope: { ...session.envelope } as Record<string, unknown>,
        })
        done(null)
      })
    },
    ...options,
  })
  server.on('error', () => undefined)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.server.address() as AddressInfo
  return { port, got, server, close: () => new Promise((done) => server.close(() => done())) }
}

/** Marks as a house of this data folder would make them, without a folder. */
export const secretsOf = () => {
  process.env.QUEN_SECRET_KEY ??= Buffer.alloc(32, 7).toString('base64url')
  return openSecrets(() => '/nowhere')
}

export const settingsFor = (port: number, more: Partial<SmtpSettings> = {}): SmtpSettings => ({
  host: '127.0.0.1',
  port,
  security: 'none',
  user: undefined,
  password: undefined,
  dkim: undefined,
  ratePerMinute: undefined,
  head: {
    from: { name: 'Nhà Quen', address: 'thu@nha-quen.example' },
    replyTo: undefined,
    bounceDomain: 'tra.nha-quen.example',
    hasInbox: true,
    mark: secretsOf().mark,
  },
  ...more,
})

export const parcel = (messageId: string, to: string, more: Partial<Parcel> = {}): Parcel => ({
  messageId,
  channel: 'mail',
  to,
  subject: 'Thư từ nhà',
  text: 'Chào chị Lan, trà sen mùa này vừa về.',
  isAdvertising: false,
  ...more,
})

/** The connectors alone are tried here; the gate that decides has its own tests. */
export const decided = 'a decision of the test' as DecisionId
