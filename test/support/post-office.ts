import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll } from 'vitest'
import type { Db } from '../../src/platform/db/db.ts'
import { newId } from '../../src/platform/ids.ts'
import { openSecrets, type Secrets } from '../../src/platform/secrets.ts'
import { recordConsent } from '../../src/rooms/messages/consent/consents.ts'
import { addTopic } from '../../src/rooms/messages/consent/topics-store.ts'
import { type Courier, findHouseFacts, handOver, type Outcome, type Outward, type Parcel } from '../../src/rooms/messages/gate.ts'
import { beginLetter } from '../../src/rooms/messages/letters/actions.ts'
import { claim, keepOutcomes, submit, tendSendings, turnAway } from '../../src/rooms/messages/sendings/claiming.ts'
import { openDesk } from '../../src/rooms/messages/sendings/parcels.ts'
import { planStep } from '../../src/rooms/messages/sendings/planning.ts'
import { audience } from '../../src/server/audience.ts'
import type { TestHouse } from './house.ts'
import { nameHouse } from './mail-settings.ts'

/** A mail server of one's own that writes down what it took, and answers as it is told. */
export class TakingServer {
  readonly took: Parcel[] = []
  answers: (parcel: Parcel) => Outcome = () => ({ kind: 'accepted', providerId: null, reply: '250 OK' })
  readonly courier: Courier = {
    channel: 'mail',
    width: 5,
    deliver: async (parcel) => {
      this.took.push(parcel)
      return this.answers(parcel)
    },
    close: async () => undefined,
  }
}

export const asWriter = { kind: 'token' as const, id: '00000000-0000-4000-8000-000000000001', name: 'Trâm', role: 'marketing' as const }

/** Everything around a sending in a test house: a topic, a letter, people who want it, and the steps of the worker one by one. */
export class PostOffice {
  readonly house: TestHouse
  readonly server = new TakingServer()
  keyring!: Secrets
  topicId = newId()
  hasSample = false
  epoch: string | undefined
  talking = new Set<string>()
  readonly #folder = mkdtempSync(join(tmpdir(), 'quen-post-'))
  #desk: ReturnType<typeof openDesk> | undefined

  constructor(house: TestHouse) {
    this.house = house
  }

  get db(): Db {
    return this.house.db
  }

  readonly outward: Outward = {
    keyring: { mark: (text) => this.keyring.mark(text) },
    epoch: () => this.epoch,
    hasSample: async () => this.hasSample,
    hasCourier: async (_db, channel) => channel === 'mail',
    talking: async () => this.talking,
  }

  async open(): Promise<void> {
    this.keyring = openSecrets(() => this.#folder)
    await addTopic(this.db, {
      id: this.topicId,
      purpose: 'newsletter',
      names: { vi: 'Sách mới', en: 'New books' },
      about: {},
      isOpen: true,
      version: 1,
    } as Parameters<typeof addTopic>[1])
    await nameHouse(this.db)
    await sql`update house set name = 'Nhà Quen'`.execute(this.db)
  }

  close(): void {
    rmSync(this.#folder, { recursive: true, force: true })
  }

  async customer(name: string, mail: string): Promise<string> {
    const made = await this.house.as('owner')('POST', '/api/customers', { name, country: 'VN', contacts: [{ kind: 'mail', value: mail }] })
    if (made.status !== 201) throw new Error(`no customer: ${made.text}`)
    return made.body.id
  }

  async agree(customerIds: readonly string[], monthly: number | null = 4): Promise<void> {
    await this.db.transaction().execute((tx) =>
      recordConsent(
        tx,
        customerIds.map((customerId) => ({
          customerId,
          purpose: 'newsletter' as const,
          topicId: this.topicId,
          channel: 'mail' as const,
          act: 'granted' as const,
          givenBy: 'customer' as const,
          method: 'page',
          monthly,
        })),
        this.house.now,
      ),
    )
  }

  /** A letter with one block of words. */
  async letter(words = 'Trời sắp mưa, nhà đã chọn sẵn vài cuốn.', purpose: 'newsletter' | 'service' = 'newsletter'): Promise<string> {
    const line = (text: string) => [{ kind: 'paragraph' as const, runs: [{ text }] }]
    const letter = await beginLetter(
      this.db,
      {
        kind: 'newsletter',
        title: 'Sách cho mùa mưa',
        purpose,
        topicId: purpose === 'newsletter' ? this.topicId : null,
        leastBlocks: 1,
        content: {
          subject: { vi: 'Sách cho mùa mưa', en: 'Books for the rain' },
          preview: { vi: '', en: '' },
          blocks: [{ kind: 'words', key: 'a', topics: [], level: 'any', isOffer: false, words: { vi: line(words), en: line(words) } }],
        },
      } as Parameters<typeof beginLetter>[1],
      asWriter,
      this.house.now,
    )
    return letter.id
  }

  /** Draws up a sending by the routes and plans it to its end. */
  async planned(
    body: Record<string, unknown>,
  ): Promise<{ id: string; letterId: string; version: number; counts: { willReceive: number; heldBy: Record<string, number> } }> {
    const ask = this.house.as('marketing')
    const made = await ask('POST', '/api/sendings', body)
    if (made.status !== 201) throw new Error(`no sending: ${made.text}`)
    const planning = await ask('POST', `/api/sendings/${made.body.id}/plan`, { version: made.body.version })
    if (planning.status !== 202) throw new Error(`no plan: ${planning.text}`)
    await this.plan(made.body.id)
    return (await ask('GET', `/api/sendings/${made.body.id}`)).body
  }

  async plan(sendingId: string): Promise<void> {
    while (await planStep({ db: this.db, outward: this.outward, audience }, sendingId, this.house.now));
  }

  /** What the worker does, once: takes up what is due, carries it, writes down what became of it. */
  async work(most = 250): Promise<number> {
    const now = this.house.now
    const house = await findHouseFacts(this.db, this.outward, now)
    const ground = { db: this.db, outward: this.outward, by: newId(), house }
    const { passing: claimed } = await claim(ground, now, most)
    this.#desk ??= openDesk(this.keyring)
    const written = await Promise.all((await this.#desk.layOut(this.db, claimed, house, now)).map((draft) => draft.write()))
    for (const one of written) if ('cannot' in one) await turnAway(this.db, one.claimed, one.cannot, now)
    const leaving = new Set(await submit(ground, claimed, now))
    const attempts = []
    for (const one of written) {
      if ('parcel' in one && leaving.has(one.claimed)) {
        const outcome = await handOver(this.server.courier, one.claimed.verdict, one.parcel, AbortSignal.timeout(5000))
        attempts.push({ message: one.claimed.message, outcome })
      }
    }
    await keepOutcomes(this.db, attempts, now, () => 0.5)
    await tendSendings(this.db, now)
    return attempts.length
  }

  forward(ms: number): void {
    this.house.now = new Date(this.house.now.getTime() + ms)
  }
}

/** A post office beside a test house, for one test file. */
export function aPostOffice(house: TestHouse): PostOffice {
  const post = new PostOffice(house)
  beforeAll(() => post.open())
  afterAll(() => post.close())
  return post
}
