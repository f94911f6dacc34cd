/** What this tab has just written about a customer: word of it comes back over the stream, and is no news here. */

const LASTS = 6_000
const written = new Map<string, number>()

/** Call it with the address of every write before it is sent. */
export function noteOwnWrite(address: string): void {
  const customerId = /\/customers\/([0-9a-f-]{36})/.exec(address)?.[1]
  if (customerId) written.set(customerId, Date.now())
}

/** Whether this tab wrote about them within the last seconds. */
export function isOwnWrite(customerId: string): boolean {
  const at = written.get(customerId)
  if (at === undefined) return false
  if (Date.now() - at <= LASTS) return true
  written.delete(customerId)
  return false
}
