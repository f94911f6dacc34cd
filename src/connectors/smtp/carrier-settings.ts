import type { SendMailOptions } from 'nodemailer'
import type { Outcome } from '../../platform/ports/courier.ts'

/** The server that takes the house's mail, and how it is spoken to. */
export type MailServer = {
  host: string
  port: number
  /** `tls` from the first byte, `starttls` or nothing is sent, or `none` for a server on the same machine. */
  security: 'tls' | 'starttls' | 'none'
  user: string | undefined
  password: string | undefined
  /** A certificate to trust beside the usual ones. */
  ca?: string
}

/** All that carrying needs to know; it can be handed to a thread. */
export type CarrierSettings = MailServer & {
  dkim: { domain: string; selector: string; privateKey: string } | undefined
  /** Mails a minute at most; undefined: as many as the server takes. */
  ratePerMinute: number | undefined
  connections?: number
}

/** Carries mails that are written and stamped, and knows of each whether its last byte went out. */
export type Carrier = {
  readonly width: number
  carry(mail: SendMailOptions, domain: string, signal: AbortSignal): Promise<Outcome>
  close(): Promise<void>
}

/** What a stranger's server is asked at once, and one on the same machine. */
const CONNECTIONS = { far: 5, here: 20 }
const isHere = (host: string): boolean => /^(localhost|127\.\d+\.\d+\.\d+|::1)$/.test(host)
export const widthOf = ({ connections, host }: CarrierSettings): number =>
  connections ?? (isHere(host) ? CONNECTIONS.here : CONNECTIONS.far)

/** How the server is reached; also for trying it. */
export const connectionOf = ({ host, port, security, user, password, ca }: MailServer) => ({
  host,
  port,
  secure: security === 'tls',
  requireTLS: security === 'starttls',
  ignoreTLS: security === 'none',
  ...(user === undefined ? {} : { auth: { user, pass: password ?? '' } }),
  ...(ca ? { tls: { ca } } : {}),
  connectionTimeout: 30_000,
  greetingTimeout: 30_000,
  // RFC 5321, 4.5.3.2: the answer to the final dot may take ten minutes; shorter is more unknown ones, not more mail.
  socketTimeout: 600_000,
})
