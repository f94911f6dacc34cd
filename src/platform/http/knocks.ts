import { isIP } from 'node:net'
import type pg from 'pg'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { Refusal } from '../refusal.ts'
import type { AnyRoute } from './contract.ts'

/** What a public door that says nothing gets from one network in a minute. */
const USUAL = 120

/** The eight groups of an IPv6 address, written out. */
function groupsOf(address: string): string[] {
  const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1)
  const [head = '', tail] = canonical.split('::')
  const before = head.split(':').filter(Boolean)
  const after = (tail ?? '').split(':').filter(Boolean)
  return [...before, ...Array<string>(8 - before.length - after.length).fill('0'), ...after]
}

/**
 * The network a caller comes from: an IPv4 address whole, an IPv6 address by its first 64 bits, which one household or one server has for
 * itself; an IPv4 address that is written as IPv6 is the same as without.
 */
export function networkOf(from: string): string {
  const address = from.split('%')[0] ?? from
  if (isIP(address) !== 6) return address
  const groups = groupsOf(address)
  if (groups.slice(0, 5).every((group) => group === '0') && groups[5] === 'ffff') {
    const [high, low] = [Number.parseInt(groups[6] ?? '0', 16), Number.parseInt(groups[7] ?? '0', 16)]
    return [high >> 8, high & 255, low >> 8, low & 255].join('.')
  }
  return `${groups.slice(0, 4).join(':')}::/64`
}

/** Counts a knock; answers after how many seconds to come again where there were too many. */
export type Knock = (caller: string) => Promise<number | undefined>

/** What counts knocks at a route, or undefined where it may be called as often as one likes. */
export function knockAt(contract: Pick<AnyRoute, 'name' | 'door' | 'atMost'>, pool: pg.Pool): Knock | undefined {
  const points = contract.atMost?.perMinute ?? (contract.door === 'public' ? USUAL : undefined)
  if (points === undefined) return undefined
  const limiter = new RateLimiterPostgres({
    storeClient: pool,
    storeType: 'pool',
    tableName: 'attempt',
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: contract.name,
    points,
    duration: 60,
    // Who is refused already costs the database nothing more.
    inMemoryBlockOnConsumed: points + 1,
  })
  return async (caller) => {
    try {
      await limiter.consume(caller)
      return undefined
    } catch (refused) {
      if (refused instanceof RateLimiterRes) return Math.max(1, Math.ceil(refused.msBeforeNext / 1000))
      throw refused
    }
  }
}

export const tooMany = (): Refusal => new Refusal(429, 'door.too_many', 'That was too often; please wait a moment.')
