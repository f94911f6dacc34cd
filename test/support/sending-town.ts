import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { readConfig } from '../../src/platform/config.ts'
import type { Db } from '../../src/platform/db/db.ts'
import { newId } from '../../src/platform/ids.ts'
import { openSecrets } from '../../src/platform/secrets.ts'
import { addTopic } from '../../src/rooms/messages/consent/topics-store.ts'
import { beginLetter, freeze, frozenLetter } from '../../src/rooms/messages/letters/actions.ts'
import { compose } from '../../src/rooms/messages/letters/composing.ts'
import { readersOf } from '../../src/rooms/messages/letters/readers.ts'
import { planStep } from '../../src/rooms/messages/sendings/planning.ts'
import { add, find, keep } from '../../src/rooms/messages/sendings/store.ts'
import { audience } from '../../src/server/audience.ts'
import { outwardOf } from '../../src/server/outward.ts'
import { openStoreRoom, type StoreRoom } from '../../src/server/store-room.ts'
import { asWriter } from './post-office.ts'

/** A town of readers in a house of its own, and a mail server that never forgets: for killing and for measuring. */

export const roomAt = (data: string): Promise<StoreRoom> => openStoreRoom(readConfig({ data }), { max: 4, name: 'quen town' })

export async function startSink(file: string, { port = 0, thinksFor = 0 } = {}): Promise<{ port: number; child: ChildProcess }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'mail-sink.ts'), file, String(port), String(thinksFor)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const taken = await new Promise<number>((done, failed) => {
    child.stdout?.once('data', (text) => done(Number(text)))
    child.once('exit', () => failed(new Error('the mail server ended')))
  })
  return { port: taken, child }
}

/** Message-IDs in the order in which the mail server took them. */
export const idsIn = (file: string): string[] => readFileSync(file, 'utf8').split('\n').filter(Boolean)

/** When a slow mail server saw the first byte of each mail. */
export const seenIn = (file: string): { at: number; id: string }[] =>
  readFileSync(`${file}.seen`, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const [at = '', id = ''] = line.split(' ')
      return { at: Number(at), id }
    })

const AT_ONCE = 10_000

async function aTopic(db: Db): Promise<string> {
  const id = newId()
  await addTopic(db, {
    id,
    purpose: 'newsletter',
    names: { vi: 'Sách mới', en: 'New books' },
    about: {},
    isOpen: true,
    version: 1,
  } as Parameters<typeof addTopic>[1])
  return id
}

/** Customers with a mail address, who all asked for the topic: for this one, else for one of their own. Twenty destinations. */
export async function populate(db: Db, people: number, known?: string): Promise<string> {
  const topicId = known ?? (await aTopic(db))
  for (let from = 1; from <= people; from += AT_ONCE)
    await sql`insert into customer (customer_id, kind, name, name_order, call_name, name_key, name_fold, given_fold, family_fold, words, sort_key,
        address_them, address_us, address_source, language, country, contacts, tags, first_customer_id, created_at, updated_at)
      select id, 'person', 'Nguyễn Thị Khách ' || n, 'family-first', 'Khách', 'nguyen thi khach ' || n, 'nguyen thi khach ' || n, 'khach', 'nguyen',
        array_to_tsvector(array['nguyen', 'khach', n::text]), 'khach ' || n, 'chị', 'em', 'default', 'vi', null,
        jsonb_build_array(jsonb_build_object('kind', 'mail', 'value', mail, 'shown', mail, 'isVerified', true)), '{}', id, now(), now()
      from (select n, overlay(overlay(md5('town ' || n) placing '4' from 13) placing '8' from 17)::uuid as id, 'khach' || n || '@so' || n % 20 || '.example' as mail from generate_series(${from}::int, ${Math.min(from + AT_ONCE - 1, people)}::int) n) made`.execute(
      db,
    )
  await sql`insert into consent_now (customer_id, purpose, topic_id, channel, state, monthly, since, event_id)
    select customer_id, 'newsletter', ${topicId}::uuid, 'mail', 'granted', 4, now(), gen_random_uuid() from customer
      on conflict do nothing`.execute(db)
  await sql.raw('analyze customer, consent_now').execute(db)
  return topicId
}

const paragraph = (text: string) => ({ kind: 'paragraph' as const, runs: [{ text }] })
const LINES = [
  'Mưa đã về trên phố cổ, và nhà lại nhóm bếp trà gừng mỗi chiều.',
  'Tuần này nhà có thêm mấy cuốn sách mỏng để đọc bên cửa sổ, và một kệ sách cũ vừa được lau lại.',
  'Nếu ghé, xin cứ gọi trước một tiếng để nhà để dành chỗ ngồi gần hiên.',
]

export async function aLetter(db: Db, topicId: string, now: Date): Promise<string> {
  const words = { vi: LINES.map(paragraph), en: LINES.map(paragraph) }
  const block = (key: string) => ({ kind: 'words' as const, key, topics: [], level: 'any' as const, isOffer: false, words })
  const letter = await beginLetter(
    db,
    {
      kind: 'newsletter',
      title: 'Sách cho mùa mưa',
      purpose: 'newsletter',
      topicId,
      leastBlocks: 1,
      content: {
        subject: { vi: '{{greeting}}, sách cho mùa mưa', en: 'Books for the rain' },
        preview: { vi: 'Trà gừng và sách', en: 'Tea and books' },
        blocks: [block('a'), block('b'), block('c')],
      },
    } as Parameters<typeof beginLetter>[1],
    asWriter,
    now,
  )
  return letter.id
}

/** The letter as one reader of the town gets it. */
export async function oneOf(db: Db, letterId: string): Promise<{ subject: string; html: string; text: string }> {
  const { rows } = await sql<{ customer_id: string }>`select customer_id from customer limit 1`.execute(db)
  const [reader] = (
    await readersOf(
      db,
      rows.map((row) => row.customer_id),
      '2026-11-23',
    )
  ).values()
  if (!reader) throw new Error('nobody lives in the town')
  const page = `https://nha-quen.example/k/${'k'.repeat(64)}`
  return compose(await frozenLetter(db, letterId, 1), reader, {
    house: { name: 'Nhà Quen', publicAddress: 'https://nha-quen.example', postalAddress: '12 đường Sách Cũ, Hội An' },
    links: { page, oneClick: `${page}/one-click`, archive: null },
  })
}

/** Plans a sending of this letter to everybody, as the routes and the job do. Answers its id. */
export async function planAll(store: StoreRoom, data: string, letterId: string, now: Date): Promise<string> {
  const { db } = store.database
  const outward = outwardOf(
    () => data,
    openSecrets(() => data),
  )
  const id = newId(now.getTime())
  const { number } = await freeze(db, letterId, null, now)
  const letter = await sql<{ topic_id: string }>`select topic_id from letter where letter_id = ${letterId}::uuid`.execute(db)
  await add(db, {
    id,
    kind: 'newsletter',
    letterId,
    letterNumber: number,
    title: 'Sách cho mùa mưa',
    purpose: 'newsletter',
    topicId: letter.rows[0]?.topic_id ?? null,
    channels: ['mail'],
    audience: {},
    isLive: false,
    state: 'planning',
    startsAt: null,
    lateAfterMinutes: 1440,
    expiresAt: null,
    holdout: 0,
    holdoutSalt: '',
    epoch: outward.epoch() ?? null,
    why: null,
    progress: { done: 0, of: null },
    plannedAt: null,
    startedAt: null,
    endedAt: null,
    madeBy: null,
    madeByName: null,
    madeAt: now,
    isSample: false,
    version: 1,
  })
  while (await planStep({ db, outward, audience }, id, now));
  return id
}

export async function letGo(db: Db, sendingId: string): Promise<void> {
  const sending = await find(db, sendingId)
  if (!sending) throw new Error('there is no such sending')
  await keep(db, { ...sending, state: 'running', startsAt: new Date() })
}

export async function statesOf(db: Db, sendingId: string): Promise<{ state: string; messages: Map<string, string> }> {
  const run = await sql<{ state: string }>`select state from sending where sending_id = ${sendingId}::uuid`.execute(db)
  const rows = await sql<{
    message_id: string
    state: string
  }>`select message_id, state from message where sending_id = ${sendingId}::uuid`.execute(db)
  return { state: run.rows[0]?.state ?? '', messages: new Map(rows.rows.map(({ message_id, state }) => [message_id, state])) }
}

/**
 * Advertising leaves by day, and rounds run at any hour: the town lies where it is ten in the morning. Nobody has had a letter yet.
 */
export async function onANewMorning(db: Db): Promise<void> {
  const ahead = ((10 - new Date().getUTCHours() + 36) % 24) - 12
  const zone = ahead === 0 ? 'Etc/GMT' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`
  await sql`update house set zone = ${zone}, name = 'Nhà Quen'`.execute(db)
  await sql`delete from reservation`.execute(db)
}
