/** A mail address: `mail` is the lower-cased key by which people are found, `tidy` keeps the owner's writing. */
export type MailAddress = { mail: string; tidy: string }

export type MailProblem = 'no-at' | 'two-ats' | 'no-name' | 'no-domain' | 'bad-domain' | 'spaces' | 'line-break' | 'too-long'

// RFC 5321, 4.5.3.1: at most 64 octets before the @, 254 in all.
const LONGEST = 254
const LONGEST_NAME = 64
const LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]{0,61}[\p{L}\p{N}\p{M}])?$/u

/**
 * Reads one mail address as people type it: "mailto:" and angle brackets are taken off, with a name before them. The rules are those of
 * addresses that exist, not of all that the standards would allow: no quoted names, no comments, no numeric hosts.
 */
export function readMail(text: string): MailAddress | { problem: MailProblem } {
  const typed = text
    .normalize('NFC')
    .replace(/\p{Cf}/gu, '')
    .replace(/＠/g, '@')
    .trim()
  if (/[\r\n\u2028\u2029]/.test(typed)) return { problem: 'line-break' }
  const inBrackets = typed.length > 1000 ? undefined : /^[^<>]*<([^<>]*)>$/.exec(typed)?.[1]
  const tidy = (inBrackets ?? typed).replace(/^mailto:/i, '').trim()
  const problem = problemOf(tidy)
  return problem === null ? { mail: tidy.toLowerCase().normalize('NFC'), tidy } : { problem }
}

function problemOf(address: string): MailProblem | null {
  const at = address.indexOf('@')
  if (at < 0) return 'no-at'
  if (address.indexOf('@', at + 1) >= 0) return 'two-ats'
  if (/[\s\p{Zs}\p{Cc}]/u.test(address)) return 'spaces'
  const name = address.slice(0, at)
  const domain = address.slice(at + 1)
  if (name === '' || /[<>()[\]\\,;:"]/.test(name)) return 'no-name'
  if (domain === '') return 'no-domain'
  if (octets(name) > LONGEST_NAME || octets(address) > LONGEST) return 'too-long'
  return isDomain(domain) ? null : 'bad-domain'
}

function isDomain(domain: string): boolean {
  const labels = domain.split('.')
  const last = labels.at(-1) ?? ''
  return labels.length >= 2 && labels.every((label) => LABEL.test(label)) && /^[\p{L}\p{M}]{2,}$|^xn--[a-z\d-]+$/iu.test(last)
}

/** Length in UTF-8. */
function octets(text: string): number {
  let length = 0
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return length
}
