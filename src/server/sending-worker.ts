import type { Clock } from '../platform/clock.ts'
import type { Db } from '../platform/db/db.ts'
import { newId } from '../platform/ids.ts'
import {
  type Couriers,
  findHouseFacts,
  type HouseFacts,
  handOver,
  type Outcome,
  type Outward,
  type Parcel,
} from '../rooms/messages/gate.ts'
import { giveBack, recoverLeases, recoverOwn, retryService, unknownSince } from '../rooms/messages/sendings/claim-store.ts'
import {
  type Attempt,
  type Claimed,
  claim,
  type Ground,
  keepOutcomes,
  submit,
  tellAll,
  tendSendings,
  turnAway,
} from '../rooms/messages/sendings/claiming.ts'
import { type Draft, openDesk } from '../rooms/messages/sendings/parcels.ts'
import { settle } from '../rooms/messages/sendings/returns.ts'
import { Pace, type Wire } from './sending-pace.ts'

/**
 * Carries out what is due: takes it up, writes it, commits that it is being handed over, hands it over, writes down what became of it. Each
 * of these goes on beside the others. Killed anywhere, nothing is carried twice: what was written and not handed over waits again, and of
 * what may have left nobody pretends to know.
 */

export type SenderAround = {
  db: Db
  outward: Outward
  couriers: Couriers
  clock: Clock
  log: { error(about: object, text?: string): void }
  chance?: () => number
}

export type Sender = {
  /** Looks at once instead of at the next second. */
  wake(): void
  stop(): Promise<void>
}

type Ready = { claimed: Claimed; parcel: Parcel }
/** A letter that was judged at that moment and waits for its turn. */
type Waiting = { draft: Draft; at: number }

/** What is taken up at once: as many as leave within a few seconds, and within these bounds. */
const AT_ONCE = { least: 20, most: 200, seconds: 4 }
const CHUNK = 50
/** Whatever was judged longer ago is judged anew. Who stops it or says something meanwhile is heard before that: `submit` looks. */
const JUDGED_FOR = 30_000
/** Handed over, and what became of it not yet written down: as many a power cut can leave unknown, and no more. */
export const MOST_OPEN = 120
const LOOKS_EVERY = 1000
const TENDS_EVERY = 2000
/** Open screens look again when they are told; more often than this nobody can read the figures. */
const TELLS_EVERY = 700
const FACTS_LAST = 1000
const FLUSHES_AFTER = 40
const RETRIES_SERVICE_AFTER = 15 * 60_000
const RESTS_FOR = 30_000
const LONGEST_DELIVERY = 15 * 60_000
const STOPS_WITHIN = 4000

/** Somebody waits until they are called or a time has passed. */
class Bell {
  #ring: (() => void) | undefined
  #rang = false
  ring(): void {
    this.#rang = true
    this.#ring?.()
  }
  async wait(ms: number): Promise<void> {
    if (!this.#rang) {
      await new Promise<void>((done) => {
        const timer = setTimeout(done, ms)
        this.#ring = () => {
          clearTimeout(timer)
          done()
        }
      })
    }
    this.#rang = false
    this.#ring = undefined
  }
}

class Carrier {
  readonly #around: SenderAround
  readonly #desk
  /** Marks what is ours in the table; another start is another one. */
  readonly #by = newId()
  readonly #queue: Waiting[] = []
  readonly #inHand = new Set<string>()
  readonly #ended: Attempt[] = []
  /** Sendings that got on since the open screens were told. */
  readonly #moved = new Set<string>()
  #toldAt = 0
  readonly #bells = { claim: new Bell(), submit: new Bell(), flush: new Bell(), tend: new Bell() }
  readonly #abort = new AbortController()
  readonly #ends = new Set<AbortController>()
  /** What claims and submits just now: a recovery waits for both. */
  readonly #steps = new Set<Promise<unknown>>()
  readonly #pace = new Pace({ chunk: CHUNK, mostOpen: MOST_OPEN })
  /** What the last letters went over: as long as it takes no more, none is taken up. */
  #wire: Wire = { width: CHUNK }
  #facts: { at: number; house: HouseFacts } | undefined
  #isStopping = false
  #isLost = true
  #restsUntil = 0
  #loops: Promise<unknown>[] = []

  constructor(around: SenderAround) {
    this.#around = around
    this.#desk = openDesk(around.outward.keyring)
  }

  start(): void {
    this.#loops = [
      this.#loop(this.#bells.claim, () => this.#claim()),
      this.#loop(this.#bells.submit, () => this.#submit()),
      this.#flushing(),
      this.#tending(),
    ]
  }

  wake(): void {
    for (const bell of Object.values(this.#bells)) bell.ring()
  }

  async #ground(): Promise<Ground & { house: HouseFacts }> {
    const { db, outward, clock } = this.#around
    const now = clock()
    if (!this.#facts || Date.now() - this.#facts.at > FACTS_LAST)
      this.#facts = { at: Date.now(), house: await findHouseFacts(db, outward, now) }
    return { db, outward, by: this.#by, house: this.#facts.house }
  }

  /** A step that fails has lost the database, or its footing: everything is found again before the next one. */
  async #loop(bell: Bell, act: () => Promise<boolean>): Promise<void> {
    while (!this.#isStopping) {
      let hasMore = false
      if (!this.#isLost) {
        const step = act()
        this.#steps.add(step)
        hasMore = await step.catch((error: unknown) => this.#lose(error)).finally(() => this.#steps.delete(step))
      }
      if (!hasMore && !this.#isStopping) await bell.wait(this.#isLost ? 100 : LOOKS_EVERY)
    }
  }

  #lose(error: unknown): false {
    if (!this.#isLost && !this.#isStopping) this.#around.log.error({ err: error }, 'sending was interrupted')
    this.#isLost = true
    this.#bells.tend.ring()
    return false
  }

  get #isLow(): boolean {
    return this.#queue.length <= this.#atOnce / 3
  }

  get #atOnce(): number {
    return Math.max(AT_ONCE.least, Math.min(this.#pace.perSecond * AT_ONCE.seconds, AT_ONCE.most))
  }

  async #claim(): Promise<boolean> {
    if (!this.#isLow || Date.now() < this.#restsUntil || this.#room(this.#wire) <= 0) return false
    const ground = await this.#ground()
    const now = this.#around.clock()
    const at = Date.now()
    const { due, passing } = await claim(ground, now, this.#atOnce)
    if (passing.length > 0) {
      this.#queue.push(...(await this.#desk.layOut(ground.db, passing, ground.house, now)).map((draft) => ({ draft, at })))
      this.#bells.submit.ring()
    }
    // Where all were turned away the next may pass.
    return due > 0 && this.#isLow
  }

  #room(wire: Wire): number {
    return this.#pace.room(wire, this.#inHand.size, this.#ended.length)
  }

  /** The next few that go the same way; those that were judged too long ago wait again, and are judged again. */
  async #next(channel: Draft['channel'], room: number): Promise<Draft[]> {
    const others = this.#queue.findIndex(({ draft }) => draft.channel !== channel)
    const taken = this.#queue.splice(0, others < 0 ? room : Math.min(others, room))
    const since = Date.now() - JUDGED_FOR
    const stale = taken.filter(({ at }) => at < since).map(({ draft }) => keyOf(draft))
    await giveBack(this.#around.db, stale, null)
    if (this.#isLow) this.#bells.claim.ring()
    return taken.flatMap(({ draft, at }) => (at < since ? [] : [draft]))
  }

  async #submit(): Promise<boolean> {
    const channel = this.#queue[0]?.draft.channel
    if (this.#queue.length === 0 || Date.now() < this.#restsUntil) return false
    const { clock, couriers, db } = this.#around
    const courier = channel && (await couriers(channel))
    this.#wire = courier ?? { width: CHUNK }
    const room = this.#room(this.#wire)
    if (room <= 0) return false
    const chunk = await this.#next(channel, room)
    if (chunk.length === 0) return true
    const now = clock()
    if (channel && !courier) {
      await giveBack(db, chunk.map(keyOf), new Date(now.getTime() + 60_000))
      return true
    }
    const ready = await this.#write(chunk, now)
    const leaving = await submit(
      await this.#ground(),
      ready.map(({ claimed }) => claimed),
      now,
    )
    const isLeaving = new Set(leaving)
    this.#pace.noteHanded(leaving.length)
    if (courier) for (const one of ready) if (isLeaving.has(one.claimed)) this.#deliver(one, courier)
    return true
  }

  async #write(drafts: readonly Draft[], now: Date): Promise<Ready[]> {
    const ready: Ready[] = []
    for (const draft of drafts) {
      const written = await draft.write()
      if ('parcel' in written) ready.push(written)
      else await turnAway(this.#around.db, written.claimed, written.cannot, now)
    }
    return ready
  }

  #deliver({ claimed, parcel }: Ready, courier: Parameters<typeof handOver>[0]): void {
    this.#inHand.add(claimed.message.id)
    // Its own, and let go of when it ends: signals made of timers live as long as the timer, and there are many thousands.
    const end = new AbortController()
    const timer = setTimeout(() => end.abort(), LONGEST_DELIVERY)
    this.#ends.add(end)
    const carried = handOver(courier, claimed.verdict, parcel, end.signal).catch((error: unknown): Outcome => {
      this.#around.log.error({ err: error }, 'a courier broke down')
      return { kind: 'unknown', reply: '' }
    })
    void carried.then((outcome) => {
      clearTimeout(timer)
      this.#ends.delete(end)
      if (outcome.kind === 'refused' && outcome.isSenders) this.#restsUntil = Date.now() + RESTS_FOR
      this.#ended.push({ message: claimed.message, outcome })
      this.#inHand.delete(claimed.message.id)
      this.#pace.noteEnded()
      if (this.#isLow) this.#bells.claim.ring()
      this.#bells.submit.ring()
      this.#bells.flush.ring()
    })
  }

  async #flush(): Promise<void> {
    const some = this.#ended.slice(0, AT_ONCE.most)
    if (some.length === 0) return
    const { db, clock, chance = Math.random } = this.#around
    await keepOutcomes(db, some, clock(), chance)
    this.#ended.splice(0, some.length)
    for (const { message } of some) this.#moved.add(message.sendingId)
    if (Date.now() - this.#toldAt >= TELLS_EVERY) await this.#tell()
    this.#bells.submit.ring()
  }

  async #tell(): Promise<void> {
    const moved = [...this.#moved]
    this.#moved.clear()
    this.#toldAt = Date.now()
    await tellAll(this.#around.db, moved)
  }

  async #flushing(): Promise<void> {
    while (!this.#isStopping) {
      await this.#bells.flush.wait(LOOKS_EVERY)
      if (this.#isLost || this.#ended.length === 0) continue
      // A few more end meanwhile, and are written with the same commit.
      await new Promise((done) => setTimeout(done, FLUSHES_AFTER))
      await this.#flush().catch((error: unknown) => this.#lose(error))
      if (this.#ended.length > 0) this.#bells.flush.ring()
    }
  }

  /** After a start and after a lost database: what is in nobody's hands waits again. */
  async #recover(): Promise<void> {
    await Promise.allSettled([...this.#steps])
    this.#queue.length = 0
    await this.#flush()
    const { db, clock } = this.#around
    const now = clock()
    await recoverOwn(db, this.#by, [...this.#inHand, ...this.#ended.map(({ message }) => message.id)])
    const lost = await recoverLeases(db, { notBy: this.#by }, now)
    this.#isLost = false
    if (lost.length > 0) await this.#lookUp()
    this.wake()
  }

  /** Asks the far end about what nobody knows, where it can be asked. */
  async #lookUp(): Promise<void> {
    const { db, couriers, clock } = this.#around
    const now = clock()
    for (const { id, channel } of await unknownSince(db, new Date(now.getTime() - 24 * 3600_000), 1000)) {
      if (channel !== 'mail' && channel !== 'sms' && channel !== 'zalo') continue
      const courier = await couriers(channel)
      const said = await courier?.lookUp?.(id, this.#abort.signal)
      if (said === 'accepted') await settle(db, { messageId: id, kind: 'accepted', at: now, source: 'look-up', detail: {} })
    }
  }

  async #tending(): Promise<void> {
    let servedAt = 0
    while (!this.#isStopping) {
      try {
        if (this.#isLost) await this.#recover()
        const { db, clock } = this.#around
        await tendSendings(db, clock())
        await this.#tell()
        if (Date.now() - servedAt > 60_000) {
          servedAt = Date.now()
          const now = clock()
          await retryService(db, new Date(now.getTime() - RETRIES_SERVICE_AFTER), now)
        }
      } catch (error) {
        this.#lose(error)
        await new Promise((done) => setTimeout(done, 250))
        continue
      }
      await this.#bells.tend.wait(TENDS_EVERY)
    }
  }

  /** Takes up nothing more, lets end what is under way, and gives the rest back; within five seconds. */
  async stop(): Promise<void> {
    this.#isStopping = true
    this.wake()
    const until = Date.now() + STOPS_WITHIN
    await Promise.race([Promise.allSettled(this.#loops), new Promise((done) => setTimeout(done, STOPS_WITHIN).unref())])
    while (this.#inHand.size > 0 && Date.now() < until) await new Promise((done) => setTimeout(done, 20))
    this.#abort.abort()
    for (const end of this.#ends) end.abort()
    await new Promise((done) => setTimeout(done, 50))
    try {
      while (this.#ended.length > 0) await this.#flush()
      await giveBack(
        this.#around.db,
        this.#queue.map(({ draft }) => keyOf(draft)),
        null,
      )
    } catch (error) {
      // The next start finds what was left, by its lease.
      this.#around.log.error({ err: error }, 'what was being sent could not be put down')
    }
  }
}

const keyOf = ({ claimed: { message } }: Draft) => ({ customerId: message.customerId, messageId: message.id })

/** Begins to carry out what is due, beside everything else that the server does. */
export function runSender(around: SenderAround): Sender {
  const carrier = new Carrier(around)
  carrier.start()
  return { wake: () => carrier.wake(), stop: () => carrier.stop() }
}
