/** How many letters may be handed over now: what is handed over can't be taken back, and whoever stops a sending expects that it stops. */

const SLOT = 100

/** How many left within the last second, counted by tenths of it. */
class Left {
  readonly #slots: { at: number; left: number }[] = []
  note(): void {
    const at = Math.floor(Date.now() / SLOT)
    const last = this.#slots.at(-1)
    if (last?.at === at) last.left++
    else this.#slots.push({ at, left: 1 })
  }
  get perSecond(): number {
    const since = Math.floor(Date.now() / SLOT) - 1000 / SLOT
    while (this.#slots[0] && this.#slots[0].at <= since) this.#slots.shift()
    return this.#slots.reduce((sum, { left }) => sum + left, 0)
  }
}

/** What a server that wants so many a minute takes now: what it did not use is kept for little more than a second. */
class Allowance {
  #left = 1
  #at = Date.now()
  now(perMinute: number): number {
    const at = Date.now()
    this.#left = Math.min(1.25 * Math.max(1, perMinute / 60), this.#left + ((at - this.#at) * perMinute) / 60_000)
    this.#at = at
    return Math.floor(this.#left)
  }
  use(letters: number): void {
    this.#left -= letters
  }
}

/** What of a courier sets the pace. */
export type Wire = { width: number; perMinute?: number | undefined }

export type Bounds = { chunk: number; mostOpen: number }

export class Pace {
  readonly #left = new Left()
  readonly #allowance = new Allowance()
  readonly #bounds: Bounds
  constructor(bounds: Bounds) {
    this.#bounds = bounds
  }

  noteEnded(): void {
    this.#left.note()
  }
  noteHanded(letters: number): void {
    this.#allowance.use(letters)
  }
  get perSecond(): number {
    return this.#left.perSecond
  }

  /**
   * As many as can be on the wire at once, and beyond them no more than leave within half a second; none where the server takes a quarter of
   * a second for each, and none beyond what it wants in a minute. `inHand` are on their way, of `ended` the outcome is not yet written down.
   */
  room({ width, perMinute }: Wire, inHand: number, ended: number): number {
    const { chunk, mostOpen } = this.#bounds
    const beyond = this.perSecond < 4 * width ? 0 : Math.floor(this.perSecond / 4)
    if (inHand >= width + Math.min(width, beyond)) return 0
    const most = width + Math.min(width, beyond) + Math.min(chunk, beyond)
    const allowed = perMinute === undefined ? chunk : this.#allowance.now(perMinute)
    return Math.min(chunk, allowed, most - inHand, mostOpen - inHand - ended)
  }
}
