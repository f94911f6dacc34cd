import type { z } from 'zod'
import type { checkDomain } from './contract.ts'
import type { DkimKey, SmtpKept } from './kept.ts'
import { dkimState, dmarcState, domainOf, type Found, isHere, mxState, spfState } from './rules.ts'

type Check = z.input<typeof checkDomain.answer>['checks'][number]

/** Asks DNS; null when nobody answers, an empty list when there is nothing. */
export type LookUp = (kind: 'MX' | 'TXT', name: string) => Promise<Found>

export const dkimRecord = ({ domain, selector, publicKey }: DkimKey) => ({
  name: `${selector}._domainkey.${domain}`,
  type: 'TXT' as const,
  value: `v=DKIM1; k=rsa; p=${publicKey}`,
})

const putUnless = (state: Check['state'], put: Check['put']): Check['put'] => (state === 'ok' ? null : put)
const isNumber = (host: string): boolean => /^[\d.]+$|:/.test(host)

/** How SPF names this server; one on the same machine says nothing about where mail comes from. */
const sendersIn = (host: string): string =>
  isHere(host) ? '' : isNumber(host) ? ` ${host.includes(':') ? 'ip6' : 'ip4'}:${host}` : ` a:${host}`

/** What stands in DNS of the sender's domain, what should, and which keys were seen there. */
export async function checkDns(smtp: SmtpKept, keys: readonly DkimKey[], lookUp: LookUp): Promise<{ checks: Check[]; seen: string[] }> {
  const domain = domainOf(smtp.fromAddress)
  // Servers look at the domain that mail comes back to (RFC 7208, 2.4).
  const returning = smtp.bounceDomain || domain
  const [mx, spf, dmarc, ...records] = await Promise.all([
    lookUp('MX', returning),
    lookUp('TXT', returning),
    lookUp('TXT', `_dmarc.${domain}`),
    ...keys.map((key) => lookUp('TXT', dkimRecord(key).name)),
  ])
  const mxIs = mxState(mx)
  const spfIs = spfState(spf)
  const dmarcIs = dmarcState(dmarc)
  const sender = sendersIn(smtp.host)
  const states = keys.map((key, at) => ({ key, found: records[at] ?? null, state: dkimState(records[at] ?? null, key.publicKey) }))
  const newest = states.at(-1)
  const dkim: Check = newest
    ? {
        kind: 'dkim',
        domain: dkimRecord(newest.key).name,
        state: newest.state,
        found: [...(newest.found ?? [])],
        put: putUnless(newest.state, dkimRecord(newest.key)),
      }
    : { kind: 'dkim', domain, state: 'missing', found: [], put: null }
  const about = `_dmarc.${domain}`
  return {
    checks: [
      {
        kind: 'mx',
        domain: returning,
        state: mxIs,
        found: [...(mx ?? [])],
        put: putUnless(mxIs, { name: returning, type: 'MX', value: isNumber(smtp.host) ? `10 mail.${domain}` : `10 ${smtp.host}` }),
      },
      {
        kind: 'spf',
        domain: returning,
        state: spfIs,
        found: (spf ?? []).filter((text) => /^v=spf1/i.test(text)),
        put: putUnless(spfIs, { name: returning, type: 'TXT', value: `v=spf1 mx${sender} -all` }),
      },
      dkim,
      {
        kind: 'dmarc',
        domain: about,
        state: dmarcIs,
        found: [...(dmarc ?? [])],
        put: putUnless(dmarcIs, { name: about, type: 'TXT', value: 'v=DMARC1; p=none; adkim=r; aspf=r' }),
      },
    ],
    seen: states.filter(({ state }) => state === 'ok').map(({ key }) => key.selector),
  }
}
