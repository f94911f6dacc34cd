import { createHash } from 'node:crypto'
import type { Db } from '../../../platform/db/db.ts'
import { networkOf } from '../../../platform/http/knocks.ts'
import type { Who } from '../../../platform/http/who.ts'
import { newId, newSecret } from '../../../platform/ids.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { Secrets } from '../../../platform/secrets.ts'
import { fillWording } from '../../../values/consent-words.ts'
import { dayIn } from '../../../values/zone.ts'
import { hasOrders } from '../../orders/public.ts'
import { addCustomer, findAll, findByKeys, readContact, takeBackCustomer } from '../../people/public.ts'
import { findHouse } from '../../team/public.ts'
import { hasLines } from '../../touchpoints/public.ts'
import type { MessageChannel } from '../contract.ts'
import { consentsOf, listTopics, type NewConsent, recordConsent, type Topic } from './consents.ts'
import { agentFamily, asksTwice, CONFIRM_WITHIN_DAYS, channelsOf, MOST_ASKED_A_DAY, maySignAs } from './door-rules.ts'
import * as store from './doors-store.ts'
import { isLocked } from './rules.ts'
import { liftByOwner } from './suppression.ts'
import { currentWording } from './wordings.ts'

const DAY = 86_400_000

/** A door as whoever stands before it sees it; undefined where there is none, or it is closed. */
export type OpenDoor = { door: store.Door; topics: Topic[]; house: string }

export async function openDoor(db: Db, code: string): Promise<OpenDoor | undefined> {
  const door = await store.findDoorByCode(db, code)
  if (!door?.isOpen) return undefined
  const topics = (await listTopics(db)).filter(({ id, isOpen }) => isOpen && door.topics.includes(id))
  return { door, topics, house: (await findHouse(db)).name }
}

async function count(db: Db, doorId: string, what: store.Counted, now: Date): Promise<void> {
  await store.countAtDoor(db, doorId, dayIn((await findHouse(db)).zone, now.getTime()), what)
}

/** Somebody looked through a door: one more in its yield. */
export const noteOpened = (db: Db, doorId: string, now: Date): Promise<void> => count(db, doorId, 'opened', now)

export type SignUp = {
  name: string
  /** A mail address or a phone number, as typed. */
  contact: string
  language: 'vi' | 'en'
  topics: readonly string[]
  /** Letters a month at most; the door's own promise is the most. */
  monthly?: number | undefined
  /** Left out: mail for an address, Zalo for a number. */
  channel?: MessageChannel | undefined
}

/** How somebody came to sign: kept with the consent, without the whole address they came from. */
export type SignUpEvidence = { from?: string | undefined; agent?: string | undefined; formAddress?: string | undefined }

export type Signed = {
  needsConfirmation: boolean
  /** The customer, for sending the confirmation; a page never tells whether they were known. */
  customerId: string
  channel: MessageChannel
  /** For the link of the confirmation; left out where none is to be sent, and the page says the same words. */
  token?: string
}

/** An IPv4 address without its last part, an IPv6 one by its network: where from, but not who. */
const networkFrom = (from: string | undefined): string | null => {
  if (!from) return null
  const network = networkOf(from)
  return /^\d+\.\d+\.\d+\.\d+$/.test(network) ? network.replace(/\.\d+$/, '.0/24') : network
}

function read(contact: string): { kind: 'mail' | 'phone'; value: string } {
  const kind = contact.includes('@') ? 'mail' : 'phone'
  const found = readContact(kind, contact)
  if ('problem' in found)
    throw new Refusal(400, 'consent.contact_invalid', 'This is no phone number and no mail address.', { contact: found.problem })
  return { kind, value: found.contact.value }
}

const byDoor = { kind: 'token', id: 'door', name: 'door', role: 'read-only' } as const satisfies Who

/** Who signs: somebody with this contact and such a name, or somebody new. A number that two people share is told apart by the name. */
async function findOrMake(db: Db, door: store.Door, asked: SignUp, now: Date): Promise<{ id: string; isNew: boolean; contact: string }> {
  const { kind, value } = read(asked.contact)
  await store.holdContact(db, `${kind} ${value}`)
  const hits = await findByKeys(db, [kind], [value])
  const known = await findAll(
    db,
    hits.map(({ customerId }) => customerId),
  )
  const same = known.sort((a, b) => (a.id < b.id ? -1 : 1)).find(({ name }) => !asked.name || !name || maySignAs(asked.name, name))
  const owner = same ?? (kind === 'mail' ? known[0] : undefined)
  if (owner) return { id: owner.id, isNew: false, contact: value }
  const made = await addCustomer(
    db,
    { kind: 'person', name: asked.name, language: asked.language, contacts: [{ kind, value }] },
    byDoor,
    now,
    { source: `door:${door.code}` },
  )
  return { id: made.id, isNew: true, contact: value }
}

function chosen(open: OpenDoor, asked: SignUp): Topic[] {
  const topics = open.topics.filter(({ id }) => asked.topics.includes(id))
  if (topics.length === 0) throw new Refusal(400, 'consent.nothing_chosen', 'Nothing was chosen to hear about.', { topics: 'too_small' })
  return topics
}

function channelOf(asked: SignUp): MessageChannel {
  const fits = channelsOf(read(asked.contact).kind)
  if (asked.channel && !fits.includes(asked.channel))
    throw new Refusal(400, 'consent.channel_unfit', 'This contact cannot be reached that way.', { channel: 'unfit' })
  return asked.channel ?? fits[0]
}

async function hasLeft(db: Db, customerId: string, topics: readonly Topic[], channel: MessageChannel): Promise<boolean> {
  for (const { id, purpose } of topics) {
    const facts = (await consentsOf(db, [customerId], { purpose, topicId: id, channels: [channel] })).get(customerId) ?? []
    if (facts.some(({ state }) => isLocked(state))) return true
  }
  return false
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url')

/** Somebody signs up at a door, by their own hand. Whether they were known shows in nothing that is answered to them. */
export async function signUp(db: Db, code: string, asked: SignUp, evidence: SignUpEvidence, now: Date): Promise<Signed> {
  const open = await openDoor(db, code)
  if (!open || open.door.kind === 'spoken') throw new Refusal(404, 'consent.no_such_door', 'There is no such door, or it is closed.')
  const { door, house } = open
  const topics = chosen(open, asked)
  const channel = channelOf(asked)
  const monthly = Math.max(1, Math.min(asked.monthly ?? door.monthly, door.monthly))
  const { id: customerId, isNew, contact } = await findOrMake(db, door, asked, now)
  const needsConfirmation = asksTwice(door, channel, !isNew && (await hasLeft(db, customerId, topics, channel)))
  const wording = await currentWording(db, asked.language)
  const proof = {
    contact,
    language: asked.language,
    hash: wording.hash,
    said: fillWording(wording.words, asked.language, { house, topics: topics.map(({ names }) => names), channel, monthly }),
    network: networkFrom(evidence.from),
    agent: evidence.agent ? agentFamily(evidence.agent) : null,
    formAddress: evidence.formAddress ?? null,
    door: door.label,
  }
  const about = { givenBy: 'customer', method: door.kind, monthly, wordingId: wording.id, doorId: door.id, evidence: proof } as const
  const act = needsConfirmation ? 'requested' : 'granted'
  await recordConsent(
    db,
    topics.map(({ id, purpose }): NewConsent => ({ ...about, customerId, purpose, topicId: id, channel, act })),
    now,
  )
  await count(db, door.id, 'signed', now)
  if (!needsConfirmation) return { needsConfirmation, customerId, channel }
  const isFlooded = (await store.countAsked(db, customerId, new Date(now.getTime() - DAY))) >= MOST_ASKED_A_DAY
  if (isFlooded) return { needsConfirmation, customerId, channel }
  const token = newSecret()
  const topicIds = topics.map(({ id }) => id)
  const times = { askedAt: now, expiresAt: new Date(now.getTime() + CONFIRM_WITHIN_DAYS * DAY), confirmedAt: null }
  const request = { doorId: door.id, customerId, isNew, topics: topicIds, channel, monthly, wordingId: wording.id, evidence: proof }
  await store.addRequest(db, { tokenHash: hashOf(token), ...request, ...times })
  return { needsConfirmation, customerId, channel, token }
}

export type Confirmed = { customerId: string; topics: string[]; channel: MessageChannel; monthly: number }

/**
 * The second yes, by the link that went to the contact itself. Twice is once. With the keyring, what stood against writing to that contact is over:
 * its owner asked for it.
 */
export async function confirmSignUp(db: Db, token: string, now: Date, keyring?: Secrets): Promise<Confirmed> {
  const request = await store.findRequestForUpdate(db, hashOf(token))
  if (!request) throw new Refusal(404, 'consent.no_such_request', 'There is nothing to confirm here, or no longer.')
  const { customerId, topics, channel, monthly } = request
  if (request.confirmedAt) return { customerId, topics, channel, monthly }
  if (request.expiresAt < now) throw new Refusal(404, 'consent.no_such_request', 'There is nothing to confirm here, or no longer.')
  const known = new Map((await listTopics(db)).map((topic) => [topic.id, topic]))
  const evidence = { ...request.evidence, askedAt: request.askedAt.toISOString(), confirmation: request.tokenHash.slice(0, 16) }
  const events = topics.flatMap((topicId): NewConsent[] => {
    const topic = known.get(topicId)
    if (!topic?.isOpen) return []
    const about = { method: 'double-opt-in', monthly, wordingId: request.wordingId, doorId: request.doorId, evidence }
    return [{ customerId, purpose: topic.purpose, topicId, channel, act: 'granted', givenBy: 'customer', ...about }]
  })
  await recordConsent(db, events, now)
  const contact = request.evidence['contact']
  if (keyring && typeof contact === 'string') await liftByOwner(db, keyring, { channel, address: contact })
  await store.markConfirmed(db, request.tokenHash, now)
  await count(db, request.doorId, 'confirmed', now)
  return { customerId, topics, channel, monthly }
}

/** Whether a customer is known by nothing but a sign-up that came to nothing: nobody spoke with them or corrected their record. */
async function isKnownByFormAlone(db: Db, customerId: string): Promise<boolean> {
  if ((await store.isKnownHere(db, customerId)) || (await hasLines(db, customerId)) || (await hasOrders(db, customerId))) return false
  const [customer] = await findAll(db, [customerId])
  return customer !== undefined && customer.version === 1 && customer.lastContactAt === null
}

/** Sign-ups that nobody confirmed lapse, and with them goes whoever is known by nothing else: a form is no way into the house for strangers. */
export async function forgetUnconfirmed(db: Db, now: Date): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const gone = new Set<string>()
    for (const { customerId, isNew, topics, channel } of await store.expiredRequests(tx, now)) {
      if (gone.has(customerId)) continue
      if (isNew && (await isKnownByFormAlone(tx, customerId))) {
        await store.forgetConsents(tx, customerId)
        await takeBackCustomer(tx, customerId, false)
        gone.add(customerId)
        continue
      }
      const lapsed = { customerId, purpose: 'every', channel, act: 'lapsed', givenBy: 'machine', method: 'no-answer' } as const
      await recordConsent(
        tx,
        topics.map((topicId) => ({ ...lapsed, topicId })),
        now,
      )
    }
    return gone.size
  })
}

export type NewDoor = Pick<store.Door, 'kind' | 'label' | 'topics' | 'monthly' | 'isDouble'>

const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A code that is easily typed off a card: no letter in it is mistaken for another. */
const newCode = (): string =>
  [...newSecret()]
    .map((sign) => LETTERS[(sign.codePointAt(0) ?? 0) % LETTERS.length])
    .join('')
    .slice(0, 8)

/** Makes a door; its code is drawn. */
export async function makeDoor(db: Db, asked: NewDoor, now: Date): Promise<store.Door> {
  const door = { ...asked, id: newId(), code: newCode(), isOpen: true, madeAt: now, isSample: false, version: 1 }
  await store.addDoor(db, door)
  return door
}

export type DoorChange = { [Key in 'label' | 'topics' | 'monthly' | 'isDouble' | 'isOpen']?: store.Door[Key] | undefined }

export async function alterDoor(db: Db, doorId: string, change: DoorChange, version: number): Promise<store.Door> {
  const before = await store.findDoor(db, doorId)
  if (!before) throw new Refusal(404, 'consent.no_such_door', 'There is no such door, or it is closed.')
  const after = { ...before, ...Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)), version }
  if (!(await store.changeDoor(db, after))) throw new Refusal(409, 'consent.changed_meanwhile', 'Somebody changed this meanwhile.')
  return { ...after, version: version + 1 }
}
