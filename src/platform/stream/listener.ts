import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { CHANNEL, readWord, type Word } from './stream.ts'

type Heard = {
  onWord: (word: Word) => void
  /** It hears again after it was deaf: something may have been missed. */
  onBack: () => void
}

const LONGEST_WAIT = 5_000
/** A connection that answers no question within this time is dead, whatever its socket says. */
const ANSWERS_WITHIN = 10_000

/** The pool hides its password from copies, so it is named. */
const sameHouse = (pool: pg.Pool): pg.ClientConfig => ({
  ...pool.options,
  ...(pool.options.password === undefined ? {} : { password: pool.options.password }),
  application_name: 'quen stream',
  options: '-c timezone=UTC',
  keepAlive: true,
  connectionTimeoutMillis: 5_000,
  query_timeout: ANSWERS_WITHIN,
})

/**
 * Listens on one connection of its own for as long as the house is open. A connection that is killed, or whose database is started
 * again, is replaced by itself.
 */
export class Listener {
  readonly #pool: pg.Pool
  readonly #heard: Heard
  #client: pg.Client | undefined
  #running: Promise<void> | undefined
  #ready: Promise<void> | undefined
  readonly #closing = new AbortController()

  constructor(pool: pg.Pool, heard: Heard) {
    this.#pool = pool
    this.#heard = heard
  }

  /** Begins to listen; resolves when it hears for the first time, or when the database cannot be had yet. */
  start(): Promise<void> {
    this.#ready ??= new Promise((done) => {
      this.#running = this.#keepListening(done)
    })
    return this.#ready
  }

  /** Asks the connection whether it still lives; a dead one is dropped, and with that replaced. */
  async check(): Promise<void> {
    const client = this.#client
    if (!client) return
    await client.query('select 1').catch(() => client.end().catch(() => undefined))
  }

  async stop(): Promise<void> {
    this.#closing.abort()
    await this.#client?.end().catch(() => undefined)
    await this.#running
  }

  async #listenOnce(onListening: () => void): Promise<void> {
    const client = new pg.Client(sameHouse(this.#pool))
    const lost = new Promise<void>((done) => {
      client.on('end', () => done())
      client.on('error', () => done())
    })
    try {
      await client.connect()
      client.on('notification', ({ payload }) => {
        const word = readWord(payload)
        if (word) this.#heard.onWord(word)
      })
      await client.query(`listen ${CHANNEL}`)
      if (this.#closing.signal.aborted) return
      this.#client = client
      onListening()
      await lost
    } finally {
      this.#client = undefined
      await client.end().catch(() => undefined)
    }
  }

  async #keepListening(onFirst: () => void): Promise<void> {
    let wait = 0
    let hasHeard = false
    while (!this.#closing.signal.aborted) {
      try {
        await this.#listenOnce(() => {
          wait = 0
          if (hasHeard) this.#heard.onBack()
          hasHeard = true
          onFirst()
        })
      } catch {
        // The database is away; it is tried again below, and screens are told when it is back.
      }
      onFirst()
      wait = Math.min(LONGEST_WAIT, Math.max(100, wait * 2))
      await sleep(wait, undefined, { signal: this.#closing.signal }).catch(() => undefined)
    }
  }
}
