import type { Db } from '../../platform/db/db.ts'
import type { Secrets } from '../../platform/secrets.ts'
import { noChoice } from '../../rooms/messages/consent/choice-rules.ts'
import { fold } from '../../rooms/messages/consent/rules.ts'
import { addressHash } from '../../rooms/messages/consent/suppression.ts'
import { currentWording, type Wording } from '../../rooms/messages/consent/wordings.ts'
import { fillWording } from '../../values/consent-words.ts'
import { doorsTold, topicsTold } from './consents.data.ts'
import type { MadeConsent, MadeConsents } from './consents.ts'
import { letterRows } from './letters.ts'
import type { StaffKey } from './made.ts'
import { newsletterRows } from './newsletters.ts'
import { staffName } from './people.ts'

/** What the customers of the sample agreed to and chose, as rows of the tables. */

type Row = Record<string, unknown>
type StaffIds = ReadonlyMap<StaffKey, string>

const HOUSE = 'Nhà Quen'

const topicRows = (): Row[] =>
  topicsTold.map(({ id, purpose, vi, en, aboutVi, aboutEn }, at) => ({
    topic_id: id,
    purpose,
    names: { vi, en },
    about: { vi: aboutVi, en: aboutEn },
    position: at + 1,
    is_open: true,
    is_sample: true,
    version: 1,
  }))

const doorIdOf = (kind: string): string => `0193a000-0000-7000-8000-00000000d00${doorsTold.findIndex((door) => door.kind === kind) + 1}`
const topicIdsOf = (keys: readonly string[]): string[] => topicsTold.filter(({ key }) => keys.includes(key)).map(({ id }) => id)

const doorRows = (madeAt: Date): Row[] =>
  doorsTold.map(({ kind, code, label, topics, monthly, isDouble }) => ({
    door_id: doorIdOf(kind),
    code,
    kind,
    label,
    topics: topicIdsOf(topics),
    monthly,
    is_double: isDouble,
    is_open: true,
    made_at: madeAt,
    is_sample: true,
    version: 1,
  }))

type Words = Record<'written' | 'spoken', Wording>

/** How it is known: the words that were agreed to, and what its way of agreeing leaves behind. */
function evidenceOf(
  { act, channel, method, topics, monthly, said, door, by }: MadeConsent,
  words: Words,
): { wording: Wording | null; evidence: Row } {
  const heard = by ? { heardBy: staffName(by), place: 'Quầy lễ tân' } : {}
  const own = said ? { words: said } : {}
  if ((act !== 'granted' && act !== 'requested') || topics.length === 0 || channel === 'every')
    return { wording: null, evidence: { ...heard, ...own } }
  const wording = method === 'spoken' ? words.spoken : words.written
  const names = topicsTold.filter(({ key }) => topics.includes(key)).map(({ vi, en }) => ({ vi, en }))
  const label = doorsTold.find(({ kind }) => kind === door)?.label ?? null
  const filled = fillWording(wording.words, 'vi', { house: HOUSE, topics: names, channel, monthly: monthly ?? 4 })
  return { wording, evidence: { said: filled, language: 'vi', hash: wording.hash, door: label, ...heard, ...own } }
}

function consentRow(event: MadeConsent, ids: StaffIds, words: Words): Row {
  const { wording, evidence } = evidenceOf(event, words)
  return {
    customer_id: event.customerId,
    event_id: event.id,
    at: event.at,
    purpose: event.purpose,
    topic_id: event.topicId,
    channel: event.channel,
    act: event.act,
    given_by: event.givenBy,
    method: event.method,
    monthly: event.monthly,
    until: event.until,
    wording_id: wording?.id ?? null,
    door_id: event.door ? doorIdOf(event.door) : null,
    staff_id: event.by ? (ids.get(event.by) ?? null) : null,
    staff_name: event.by ? staffName(event.by) : null,
    evidence,
    first_customer_id: event.customerId,
    is_sample: true,
  }
}

function nowRows(consents: readonly MadeConsent[]): Row[] {
  const logs = new Map<string, MadeConsent[]>()
  for (const event of consents) logs.set(event.customerId, [...(logs.get(event.customerId) ?? []), event])
  return [...logs].flatMap(([customer_id, log]) =>
    fold(log).map(({ purpose, topicId, channel, state, monthly, until, since, eventId }) => ({
      customer_id,
      purpose,
      topic_id: topicId,
      channel,
      state,
      monthly,
      until,
      since,
      event_id: eventId,
    })),
  )
}

function choiceRows({ choices }: MadeConsents): { now: Row[]; log: Row[] } {
  const now = choices.map(({ customerId, at, choice }) => ({
    customer_id: customerId,
    monthly: choice.monthly,
    paused_until: choice.pausedUntil,
    channel: choice.channel,
    levels: choice.levels,
    updated_at: new Date(at),
    first_customer_id: customerId,
    is_sample: true,
    version: 1,
  }))
  const log = choices.map(({ customerId, id, at, choice }) => ({
    customer_id: customerId,
    event_id: id,
    at: new Date(at),
    given_by: 'customer',
    method: 'page',
    before: noChoice,
    after: choice,
    first_customer_id: customerId,
    is_sample: true,
  }))
  return { now, log }
}

/** Every table with its rows, in the order of writing. */
export async function agreedRows(
  db: Db,
  agreed: MadeConsents,
  ids: StaffIds,
  keyring: Pick<Secrets, 'mark'>,
  now: Date,
): Promise<[table: string, rows: Row[]][]> {
  const words: Words = { written: await currentWording(db, 'vi'), spoken: await currentWording(db, 'vi', 'spoken') }
  const choices = choiceRows(agreed)
  const bounced = agreed.bounced.map(({ customerId, mail, at }) => ({
    channel: 'mail',
    address_hash: addressHash(keyring, 'mail', mail),
    reason: 'bounced',
    customer_id: customerId,
    at: new Date(at),
    detail: '550 5.1.1 no such user',
    is_sample: true,
  }))
  const asked = agreed.asked.map(({ phone, at }) => ({
    address_hash: addressHash(keyring, 'sms', phone),
    at: new Date(at),
    is_sample: true,
  }))
  const days = agreed.doorDays.map(({ door, ...counts }) => ({ door_id: doorIdOf(door), ...counts, is_sample: true }))
  const tables: [string, Row[]][] = [
    ['topic', topicRows()],
    ['signup_door', doorRows(new Date(now.getTime() - 800 * 86_400_000))],
    ['signup_door_day', days],
    ['consent_event', agreed.consents.map((event) => consentRow(event, ids, words))],
    ['consent_now', nowRows(agreed.consents)],
    ['customer_choice', choices.now],
    ['choice_event', choices.log],
    ['suppression', bounced],
    ['asked_once', asked],
  ]
  const letters = newsletterRows({ sentAt: new Date(agreed.letterAt), now, by: ids.get('tram') ?? null })
  return [...tables, ...Object.entries(letters), ...Object.entries(letterRows(agreed, keyring))]
}
