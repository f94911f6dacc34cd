import type pg from 'pg'
import type { Clock } from '../clock.ts'
import type { Who } from '../http/who.ts'
import { Listener } from './listener.ts'
import type { To, Word } from './stream.ts'

/** One open screen: who looks at it, and how a line is written to it. */
export type Screen = {
  tab: string
  who: Who
  /** Writes to it; false when it reads too slowly to be kept. */
  write(text: string): boolean
  /** Asks whether whoever looks may still be here; false ends the stream. */
  isStillIn(): Promise<boolean>
  close(): void
}

type Said = { nth: number; at: number; what: string; to: To | undefined; text: string }

const REPLAYED_FOR = 60_000
const MOST_KEPT = 5_000
const HEARTBEAT = 15_000
const MOST_A_PERSON = 20

const isFor = (to: To | undefined, who: Who): boolean =>
  !to || (who.kind === 'staff' && (to.staffIds ?? []).includes(who.id)) || (to.roles ?? []).includes(who.role)

/**
 * Tells open screens what is told in the database. Ids of messages grow by one and carry the epoch of this process, so that whoever
 * comes back with an id of an earlier one is told the last minute again rather than nothing.
 */
export class Hub {
  readonly #screens = new Set<Screen>()
  readonly #said: Said[] = []
  readonly #epoch: string
  readonly #clock: Clock
  readonly #onGone: ((screen: Screen) => void)[] = []
  #listener: Listener | undefined
  #nth = 0
  #heartbeat: NodeJS.Timeout | undefined

  constructor(clock: Clock) {
    this.#clock = clock
    this.#epoch = Date.now().toString(36)
  }

  /** Begins to listen to this database; more than once is as once. */
  async listen(pool: pg.Pool): Promise<void> {
    this.#listener ??= new Listener(pool, {
      onWord: (word) => this.say(word),
      // What was told while nobody listened is lost: screens look for themselves.
      onBack: () => this.say({ what: 'gap', about: {} }),
    })
    await this.#listener.start()
  }

  /** Called with every screen that left. */
  whenGone(act: (screen: Screen) => void): void {
    this.#onGone.push(act)
  }

  /** Whether this person has a screen open. */
  isHere(staffId: string): boolean {
    for (const { who } of this.#screens) if (who.kind === 'staff' && who.id === staffId) return true
    return false
  }

  hasTab(staffId: string, tab: string): boolean {
    for (const screen of this.#screens) if (screen.tab === tab && screen.who.id === staffId) return true
    return false
  }

  /** Tells at once, without the database: for what lives in this process alone. */
  say({ what, about, to }: Word): void {
    if (what === 'doors') {
      void this.#checkDoors((who) => isFor(to, who))
      return
    }
    this.#nth += 1
    const text = `id: ${this.#epoch}-${this.#nth}\ndata: ${JSON.stringify({ what, about })}\n\n`
    this.#said.push({ nth: this.#nth, at: this.#clock().getTime(), what, to, text })
    this.#forgetOld()
    for (const screen of [...this.#screens]) if (isFor(to, screen.who)) this.#write(screen, text)
  }

  /** Whether this person has as many screens open as one person may. */
  isFull(who: Who): boolean {
    return [...this.#screens].filter((screen) => screen.who.kind === who.kind && screen.who.id === who.id).length >= MOST_A_PERSON
  }

  /** Puts a screen on the list and tells it what it missed since `lastId`. */
  add(screen: Screen, lastId: string | undefined): void {
    this.#screens.add(screen)
    this.#heartbeat ??= setInterval(() => void this.beat(), HEARTBEAT).unref()
    this.#write(screen, `retry: 2000\n\n${this.#missedBy(screen, lastId)}id: ${this.#epoch}-${this.#nth}\n\n`)
  }

  remove(screen: Screen): void {
    if (!this.#screens.delete(screen)) return
    for (const act of this.#onGone) act(screen)
  }

  /** A sign of life to every screen; whoever may no longer be here is shown out, and the listening connection is tried. */
  async beat(): Promise<void> {
    for (const screen of [...this.#screens]) this.#write(screen, ': here\n\n')
    await Promise.all([this.#listener?.check(), this.#checkDoors(() => true)])
  }

  async close(): Promise<void> {
    clearInterval(this.#heartbeat)
    for (const screen of [...this.#screens]) this.#end(screen)
    await this.#listener?.stop()
  }

  #end(screen: Screen): void {
    this.remove(screen)
    screen.close()
  }

  #write(screen: Screen, text: string): void {
    if (!screen.write(text)) this.#end(screen)
  }

  async #checkDoors(which: (who: Who) => boolean): Promise<void> {
    await Promise.all(
      [...this.#screens]
        .filter(({ who }) => which(who))
        .map(async (screen) => {
          // Where the database does not answer, nobody is shown out for it; what they would ask is refused anyway.
          if (!(await screen.isStillIn().catch(() => true))) this.#end(screen)
        }),
    )
  }

  #forgetOld(): void {
    const since = this.#clock().getTime() - REPLAYED_FOR
    while (this.#said.length > MOST_KEPT || (this.#said[0] && this.#said[0].at < since)) this.#said.shift()
  }

  #missedBy({ who }: Screen, lastId: string | undefined): string {
    if (!lastId) return ''
    this.#forgetOld()
    const [epoch, nth] = lastId.split('-')
    const isKnown = epoch === this.#epoch && /^\d{1,15}$/.test(nth ?? '')
    const after = isKnown ? Number(nth) : 0
    const isWhole = isKnown && after + 1 >= (this.#said[0]?.nth ?? this.#nth + 1)
    const missed = this.#said.filter((said) => said.nth > after && isFor(said.to, who)).map(({ text }) => text)
    const gap = isWhole ? '' : `data: ${JSON.stringify({ what: 'gap', about: {} })}\n\n`
    return missed.join('') + gap
  }
}
