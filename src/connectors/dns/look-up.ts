import { Resolver } from 'node:dns/promises'

const TIMEOUT = 4000
const TRIES = 2
/** Codes that say "there is nothing", which is an answer. */
const NOTHING = new Set(['ENODATA', 'ENOTFOUND'])

/** Asks DNS for records; null when nobody answers. `servers`: whom to ask, e.g. `127.0.0.1:5353`; else whom the machine asks. */
export function dnsLookUp(servers?: readonly string[]) {
  const resolver = new Resolver({ timeout: TIMEOUT, tries: TRIES })
  if (servers) resolver.setServers(servers)
  return async (kind: 'MX' | 'TXT', name: string): Promise<string[] | null> => {
    try {
      if (kind === 'TXT') return (await resolver.resolveTxt(name)).map((parts) => parts.join(''))
      const found = await resolver.resolveMx(name)
      return found.toSorted((one, other) => one.priority - other.priority).map(({ priority, exchange }) => `${priority} ${exchange || '.'}`)
    } catch (error) {
      if (NOTHING.has((error as NodeJS.ErrnoException).code ?? '')) return []
      return null
    }
  }
}
