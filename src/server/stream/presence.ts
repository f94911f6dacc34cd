import type { z } from 'zod'
import type { Who } from '../../platform/http/who.ts'
import type { Hub } from '../../platform/stream/hub.ts'
import type { presentView } from './contract.ts'

type Present = z.input<typeof presentView>
type Seen = { tab: string; staffId: string; name: string; customerId: string; forget: NodeJS.Timeout | undefined }

/** A stream that breaks comes back within seconds; whoever is gone longer no longer looks. */
const GRACE = 6_000

/** First letters of the first and last syllable: "TN" of Trần Thị Ngọc, "V" of Vy. */
const initialsOf = (name: string): string => {
  const words = name.trim().split(/\s+/)
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words
  return ends.map((word) => [...(word ?? '')][0]?.toLocaleUpperCase('vi') ?? '').join('')
}

/** Who looks at which customer just now; in memory, because a server is alone on its database and a restart asks every tab again. */
export class Presence {
  readonly #hub: Hub
  readonly #seen = new Map<string, Seen>()

  constructor(hub: Hub) {
    this.#hub = hub
    hub.whenGone(({ tab, who }) => this.#leaveSoon(`${who.id} ${tab}`))
  }

  /** Puts a tab before a customer, or before none; answers who else is there. */
  set(who: Who, tab: string, customerId: string | null): Present[] {
    if (who.kind !== 'staff') return []
    const key = `${who.id} ${tab}`
    const before = this.#seen.get(key)
    clearTimeout(before?.forget)
    if (customerId === null) this.#seen.delete(key)
    else this.#seen.set(key, { tab, staffId: who.id, name: who.name, customerId, forget: undefined })
    if (!this.#hub.hasTab(who.id, tab)) this.#leaveSoon(key)
    if (before?.customerId !== customerId) {
      if (before) this.#tell(before.customerId)
      if (customerId !== null) this.#tell(customerId)
    }
    return customerId === null ? [] : this.#at(customerId).filter(({ staffId }) => staffId !== who.id)
  }

  close(): void {
    for (const { forget } of this.#seen.values()) clearTimeout(forget)
    this.#seen.clear()
  }

  #leaveSoon(key: string): void {
    const seen = this.#seen.get(key)
    if (!seen) return
    clearTimeout(seen.forget)
    seen.forget = setTimeout(() => {
      if (this.#seen.get(key) !== seen) return
      seen.forget = undefined
      if (this.#hub.hasTab(seen.staffId, seen.tab)) return
      this.#seen.delete(key)
      this.#tell(seen.customerId)
    }, GRACE).unref()
  }

  #at(customerId: string): Present[] {
    const people = new Map<string, Present>()
    for (const seen of this.#seen.values())
      if (seen.customerId === customerId)
        people.set(seen.staffId, { staffId: seen.staffId, name: seen.name, initials: initialsOf(seen.name) })
    return [...people.values()]
  }

  /** Only those who look at this customer hear who else does. */
  #tell(customerId: string): void {
    const who = this.#at(customerId)
    this.#hub.say({ what: 'presence', about: { customerId, who }, to: { staffIds: who.map(({ staffId }) => staffId) } })
  }
}
