import type { Db } from '../../../platform/db/db.ts'
import { dayIn } from '../../../values/zone.ts'
import type { Attachment, CourierChannel, HouseFacts, Keyring, Parcel } from '../gate.ts'
import { frozenLetter } from '../letters/actions.ts'
import { compose } from '../letters/composing.ts'
import { isWorthSending, keptBlocks } from '../letters/fitting-rules.ts'
import { footerWords } from '../letters/footer-words.data.ts'
import type { FrozenLetter, Picture } from '../letters/letter.ts'
import type { Reader } from '../letters/reader.ts'
import { readersOf } from '../letters/readers.ts'
import { bytesOf } from '../letters/store.ts'
import { type HouseSender, houseSender } from '../mail/settings.ts'
import { archiveLink, letterPageLink, oneClickLink } from '../page/links.ts'
import { fillTemplate } from '../zalo/carrying.ts'
import { type ZaloTemplate, zaloTemplates } from '../zalo/settings.ts'
import type { Claimed } from './claiming.ts'
import type { OwnWords } from './sending.ts'

/** Claimed messages as they leave: the letter written for its reader, or the words that are the message's own. */

export type Written = { claimed: Claimed; parcel: Parcel } | { claimed: Claimed; cannot: string }

/** All that is needed to write one; written only when it is about to leave, since letters are large and their readers small. */
export type Draft = { claimed: Claimed; channel: CourierChannel | undefined; write(): Promise<Written> }

export type Desk = {
  /** Looks up what a batch needs: one question for each table. */
  layOut(db: Db, claimed: readonly Claimed[], house: HouseFacts, now: Date): Promise<Draft[]>
}

const MOST_KEPT = 8

const channelOf = (channel: string): CourierChannel | undefined =>
  channel === 'mail' || channel === 'sms' || channel === 'zalo' ? channel : undefined

const linksOf = (sender: HouseSender, keyring: Keyring, { message }: Claimed, now: Date) =>
  sender.publicAddress
    ? {
        page: letterPageLink(sender, keyring, message.customerId, message.id, now),
        oneClick: oneClickLink(sender, keyring, message.customerId, message.id, now),
      }
    : { page: null, oneClick: null }

/** Names the list of a topic for mail programs; RFC 2919. */
const listIdOf = (topicId: string | null, purpose: string, sender: HouseSender): string =>
  `${topicId ?? purpose}.${sender.fromAddress.split('@')[1] ?? 'quen.invalid'}`

type Common = { sender: HouseSender; keyring: Keyring; now: Date; today: string; templates: readonly ZaloTemplate[] }

/** Over Zalo words of one's own go in an approved template, where the house has one for them. */
function templateOf(own: OwnWords, { message }: Claimed, reader: Reader | undefined, common: Common): Parcel['template'] {
  const [year, month, day] = common.today.split('-')
  const { reason, due, remedy } = own.slip ?? { reason: '', due: '', remedy: '' }
  const values = {
    name: reader?.name ?? '',
    called: reader?.callName || reader?.name || '',
    house: common.sender.name,
    words: own.text,
    day: `${day}/${month}/${year}`,
    reason,
    due,
    remedy,
  }
  return fillTemplate(common.templates, message.purpose, values, own.slip !== undefined)
}

function frameOf(claimed: Claimed, reader: Reader | undefined, listName: string, common: Common): Omit<Parcel, 'text'> | undefined {
  const { message, verdict } = claimed
  const channel = channelOf(message.channel)
  const links = linksOf(common.sender, common.keyring, claimed, common.now)
  if (!channel || !verdict.address) return undefined
  return {
    messageId: message.id,
    channel,
    to: verdict.address,
    ...(reader?.name ? { toName: reader.name } : {}),
    isAdvertising: verdict.kind === 'advertising',
    ...(links.oneClick && verdict.kind !== 'service'
      ? {
          unsubscribe: {
            oneClick: links.oneClick,
            page: links.page,
            listId: listIdOf(message.topicId, message.purpose, common.sender),
            listName,
          },
        }
      : {}),
  }
}

/** Under words of one's own: who writes, and, where it is not about an order, how to hear less. */
function withFoot(own: OwnWords, claimed: Claimed, reader: Reader | undefined, common: Common): string {
  const { page } = linksOf(common.sender, common.keyring, claimed, common.now)
  const said = footerWords[reader?.language ?? 'vi']
  const lines = [
    [common.sender.name, common.sender.postalAddress].filter(Boolean).join(' · '),
    ...(page && claimed.verdict.kind !== 'service' ? [`${said.page}: ${page}`] : []),
  ]
  return `${own.text.trimEnd()}\n\n-- \n${lines.join('\n')}\n`
}

function writeOwn(claimed: Claimed, own: OwnWords, reader: Reader | undefined, common: Common): Written {
  const frame = frameOf(claimed, reader, common.sender.name, common)
  if (!frame) return { claimed, cannot: 'no way leads there' }
  const isMail = frame.channel === 'mail'
  const { subject, html, fromName, inReplyTo, references } = own
  const template = frame.channel === 'zalo' ? templateOf(own, claimed, reader, common) : undefined
  return {
    claimed,
    parcel: {
      ...frame,
      text: isMail ? withFoot(own, claimed, reader, common) : own.text,
      ...(isMail ? { subject } : {}),
      ...(html && isMail ? { html } : {}),
      ...(template ? { template } : {}),
      ...(fromName ? { fromName } : {}),
      ...(inReplyTo ? { inReplyTo } : {}),
      ...(references ? { references } : {}),
    },
  }
}

async function writeLetter(claimed: Claimed, letter: FrozenLetter, reader: Reader, common: Common & { attach: Attach }): Promise<Written> {
  const { sender } = common
  const frame = frameOf(claimed, reader, letter.topicName?.[reader.language] ?? sender.name, common)
  if (!frame) return { claimed, cannot: 'no way leads there' }
  const kept = keptBlocks(letter, reader)
  if (!isWorthSending(letter, kept)) return { claimed, cannot: 'too little of the letter fits this reader' }
  const composed = await compose(letter, reader, {
    house: { name: sender.name, publicAddress: sender.publicAddress || null, postalAddress: sender.postalAddress || null },
    links: {
      ...linksOf(sender, common.keyring, claimed, common.now),
      archive: letter.archiveCode && sender.publicAddress ? archiveLink(sender, letter.archiveCode) : null,
    },
    blocks: kept,
  })
  if (composed.missing.length > 0) return { claimed, cannot: `fields without words: ${composed.missing.join(', ')}` }
  const attachments = await common.attach(composed.shipped)
  const { subject, text, html } = composed
  return {
    claimed,
    parcel: { ...frame, text, ...(frame.channel === 'mail' ? { subject, html } : {}), ...(attachments.length > 0 ? { attachments } : {}) },
  }
}

type Attach = (pictures: readonly Picture[]) => Promise<Attachment[]>

/** A writing desk keeps the letters that lie on it, so that each is read and made up once and not for each reader. */
export function openDesk(keyring: Keyring): Desk {
  const letters = new Map<string, FrozenLetter>()
  const pictures = new Map<string, Attachment>()
  const letterOf = async (db: Db, letterId: string, number: number): Promise<FrozenLetter> => {
    const key = `${letterId} ${number}`
    const known = letters.get(key)
    if (known) return known
    const letter = await frozenLetter(db, letterId, number)
    if (letters.size >= MOST_KEPT) {
      letters.clear()
      pictures.clear()
    }
    letters.set(key, letter)
    return letter
  }
  const attacher =
    (db: Db): Attach =>
    async (shipped) => {
      const missing = shipped.filter(({ id }) => !pictures.has(id))
      if (missing.length > 0) {
        const bytes = await bytesOf(
          db,
          missing.map(({ id }) => id),
        )
        for (const { id, name, mime } of missing) pictures.set(id, { name, mime, bytes: bytes.get(id) ?? new Uint8Array(), cid: id })
      }
      return shipped.flatMap(({ id }) => pictures.get(id) ?? [])
    }
  return {
    async layOut(db, claimed, house, now) {
      const today = dayIn(house.rules.zone, now.getTime())
      // Asked for only where something goes over Zalo.
      const templates = claimed.some(({ message }) => message.channel === 'zalo') ? await zaloTemplates(db) : []
      const common = { sender: await houseSender(db), keyring, now, today, templates, attach: attacher(db) }
      const readers = await readersOf(
        db,
        claimed.map(({ message }) => message.customerId),
        today,
      )
      return claimed.map((one) => ({
        claimed: one,
        channel: channelOf(one.message.channel),
        write: async () => {
          const { own, letterId, letterNumber, customerId } = one.message
          const reader = readers.get(customerId)
          if (own) return writeOwn(one, own, reader, common)
          if (letterId === null || letterNumber === null || !reader) return { claimed: one, cannot: 'there are no words to send' }
          return writeLetter(one, await letterOf(db, letterId, letterNumber), reader, common)
        },
      }))
    },
  }
}
