import { readMail } from '../../../values/mail-address.ts'

/** What settings of mail may say, before a server is asked. */

export type ServerDraft = { host: string; port: number; security: 'tls' | 'starttls' | 'none'; user: string; password?: string | undefined }

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/i

/** Whether a server is on this machine. */
export const isHere = (host: string): boolean => LOOPBACK.test(host)

/** A password goes to the server it was given for: to another one, by another way or for another name it is asked for again. */
export function needsPassword(before: Omit<ServerDraft, 'password'> | undefined, hadPassword: boolean, next: ServerDraft): boolean {
  if (next.password !== undefined || !hadPassword || !before) return false
  return before.host !== next.host || before.port !== next.port || before.user !== next.user || isWeaker(next.security, before.security)
}

const strength = { tls: 1, starttls: 1, none: 0 }
const isWeaker = (next: ServerDraft['security'], before: ServerDraft['security']): boolean => strength[next] < strength[before]

/** Unencrypted, a name and password go to nobody but this machine. */
export const isExposed = ({ host, security, user }: ServerDraft): boolean => security === 'none' && user !== '' && !isHere(host)

export const isMailAddress = (text: string): boolean => 'mail' in readMail(text)

export const isDomain = (text: string): boolean => isMailAddress(`thu@${text}`)

export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase()

/** `https://nha-quen.example`, without a path; plain `http` for this machine alone. Undefined where it is none. */
export function webAddress(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || url.username || url.password || url.search || url.hash) return undefined
  const isOwn = isHere(url.hostname.replace(/^\[|\]$/g, ''))
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isOwn)) return undefined
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`
}

// --- What stands in DNS ------------------------------------------------------------------------------------------------

export type DnsState = 'ok' | 'missing' | 'wrong' | 'unanswered'
/** Records as they were found; null: nobody answered. */
export type Found = readonly string[] | null

const tags = (record: string): Map<string, string> =>
  new Map(
    record.split(';').map((part) => {
      const at = part.indexOf('=')
      return at < 0 ? [part.trim().toLowerCase(), ''] : [part.slice(0, at).trim().toLowerCase(), part.slice(at + 1).trim()]
    }),
  )

/** One SPF record, and not one that lets everybody send (RFC 7208, 3.2). */
export function spfState(found: Found): DnsState {
  if (found === null) return 'unanswered'
  const records = found.filter((text) => /^v=spf1(?:\s|$)/i.test(text))
  const [record] = records
  if (record === undefined) return 'missing'
  return records.length > 1 || /(?:^|\s)\+?all(?:\s|$)/i.test(record) ? 'wrong' : 'ok'
}

export function dkimState(found: Found, publicKey: string): DnsState {
  if (found === null) return 'unanswered'
  const keys = found.map((text) => tags(text).get('p')?.replace(/\s+/g, '')).filter((key) => key !== undefined)
  if (keys.length === 0) return 'missing'
  return keys.includes(publicKey) ? 'ok' : 'wrong'
}

export function dmarcState(found: Found): DnsState {
  if (found === null) return 'unanswered'
  const records = found.filter((text) => /^v=DMARC1\s*(?:;|$)/i.test(text))
  const [record] = records
  if (record === undefined) return 'missing'
  return records.length === 1 && ['none', 'quarantine', 'reject'].includes(tags(record).get('p')?.toLowerCase() ?? '') ? 'ok' : 'wrong'
}

/** A lone "." says that the domain takes no mail (RFC 7505). */
export function mxState(found: Found): DnsState {
  if (found === null) return 'unanswered'
  if (found.length === 0) return 'missing'
  return found.every((host) => host.replace(/^\d+\s+/, '').replace(/\.$/, '') === '') ? 'wrong' : 'ok'
}
