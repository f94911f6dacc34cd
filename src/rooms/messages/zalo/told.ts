import { createHash, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'

/** What Zalo tells by its webhook: whether it is Zalo, and what it means. */

/** Ids of Zalo are whole numbers too large for a number here: every number stays the text that it came as. */
function asTold(text: string): unknown {
  // Long numbers outside of texts get quotes before anything reads them.
  const quoted = text.replace(/"(?:[^"\\]|\\.)*"|-?\d{15,}(?![\d.eE])/g, (part) => (part.startsWith('"') ? part : `"${part}"`))
  return JSON.parse(quoted)
}

const words = z.union([z.string(), z.number()]).transform(String)
const person = z.object({ id: words }).partial().nullish()

const told = z.object({
  event_name: z.string().max(100),
  app_id: words.optional(),
  timestamp: words,
  sender: person,
  recipient: person,
  follower: person,
  info: z.object({ name: words, phone: words, address: words }).partial().nullish(),
  message: z
    .object({
      msg_id: words,
      msg_ids: z.array(words),
      tracking_id: words,
      text: z.string(),
      attachments: z.array(z.object({ type: z.string(), payload: z.object({ url: z.string() }).partial().nullish() })),
    })
    .partial()
    .nullish(),
})
type Told = z.output<typeof told>

export function readTold(body: string): Told | undefined {
  try {
    return told.safeParse(asTold(body)).data
  } catch {
    // Not JSON at all: not from Zalo.
    return undefined
  }
}

/** `mac=` and a plain SHA-256 of the app's id, the body as it came, its timestamp and the account's secret. */
export function isFromZalo(
  { header, body, timestamp }: { header: string | undefined; body: Buffer; timestamp: string },
  { appId, oaSecret }: { appId: string; oaSecret: string },
): boolean {
  const [, mac] = /^mac=([\da-f]{64})$/i.exec(header?.trim() ?? '') ?? []
  if (!mac) return false
  const right = createHash('sha256').update(appId).update(body).update(timestamp).update(oaSecret).digest()
  return timingSafeEqual(right, Buffer.from(mac, 'hex'))
}

const DAY = 24 * 3600_000
const MOST_AGE = 7 * DAY
const MOST_AHEAD = 3600_000

/** When it happened, by Zalo's clock; undefined where no retry could be so old, or it has not happened yet. */
export function happenedAt({ timestamp }: Pick<Told, 'timestamp'>, now: Date): Date | undefined {
  const at = /^\d{13}$/.test(timestamp) ? Number(timestamp) : Number.NaN
  const age = now.getTime() - at
  return age <= MOST_AGE && age >= -MOST_AHEAD ? new Date(Math.min(at, now.getTime())) : undefined
}

/** The same news has the same key, however often it is told. */
export function keyOf({ event_name, message }: Told, body: Buffer): string {
  const of = message?.msg_id
  return of ? `${event_name} ${of}`.slice(0, 300) : createHash('sha256').update(body).digest('base64url')
}

export type ZaloNews =
  | { kind: 'words'; userId: string; words: string; phone: string | null }
  | { kind: 'delivered'; trackingId: string | null; zaloIds: string[] }
  | { kind: 'left'; userId: string }
  | { kind: 'nothing' }

const thing: Readonly<Record<string, string>> = {
  image: 'Hình ảnh',
  gif: 'Ảnh động',
  audio: 'Tin thoại',
  video: 'Video',
  file: 'Tệp',
  sticker: 'Nhãn dán',
  location: 'Vị trí',
  link: 'Liên kết',
}

/** Words, and a line for each thing that came along: what it is and where Zalo keeps it. */
function wordsOf({ message }: Told): string {
  const things = (message?.attachments ?? [])
    .slice(0, 20)
    .map(({ type, payload }) => [thing[type] ?? type, payload?.url].filter(Boolean).join(': '))
  return [message?.text ?? '', ...things].filter(Boolean).join('\n')
}

const asTracking = (text: string | undefined): string | null => (text && z.uuid().safeParse(text).success ? text : null)

export function newsIn(event: Told): ZaloNews {
  const { event_name: name, sender, message, info } = event
  const from = sender?.id
  if (name.startsWith('user_send_') && from && message?.msg_id) {
    const text = wordsOf(event)
    return text === '' ? { kind: 'nothing' } : { kind: 'words', userId: from, words: text, phone: null }
  }
  if (name === 'user_submit_info' && from && info) {
    const lines = [info.name, info.phone, info.address].filter(Boolean).join('\n')
    return { kind: 'words', userId: from, words: lines, phone: info.phone ?? null }
  }
  if (name === 'user_received_message' || name === 'user_seen_message') {
    const ids = [...(message?.msg_id ? [message.msg_id] : []), ...(message?.msg_ids ?? [])]
    return { kind: 'delivered', trackingId: asTracking(message?.tracking_id), zaloIds: ids.slice(0, 100) }
  }
  const follower = event.follower?.id ?? from
  if (name === 'unfollow' && follower) return { kind: 'left', userId: follower }
  return { kind: 'nothing' }
}
