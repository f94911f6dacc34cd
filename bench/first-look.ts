import { sql } from 'kysely'
import { openSecrets } from '../src/platform/secrets.ts'
import { asDraft, requireLetter } from '../src/rooms/messages/letters/actions.ts'
import { estimate } from '../src/rooms/messages/sendings/planning.ts'
import { audience } from '../src/server/audience.ts'
import { outwardOf } from '../src/server/outward.ts'
import { openStoreRoom } from '../src/server/store-room.ts'
import { aLetter } from '../test/support/sending-town.ts'
import { config, data } from './folder.ts'
import { shownYardstick, timed, verdict, yardstick } from './yardstick.ts'

/** "So many will receive it, so many will not, and why" at a million customers who all agreed to a topic. After `bench/customer-page.ts`. */

const TIMES = 5
const LIMIT = 1000

const store = await openStoreRoom(config, { name: 'quen bench' })
const { db, pool } = store.database
try {
  const topic = await sql<{ topic_id: string }>`select topic_id from topic where names->>'en' = 'Bench letters'`.execute(db)
  const topicId = topic.rows[0]?.topic_id
  if (!topicId) throw new Error('nobody here agreed to anything: run bench/customer-page.ts first')
  const known = await sql<{ letter_id: string }>`select letter_id from letter where topic_id = ${topicId}::uuid limit 1`.execute(db)
  const letterId = known.rows[0]?.letter_id ?? (await aLetter(db, topicId, new Date()))
  const letter = await asDraft(db, await requireLetter(db, letterId))
  const keyring = openSecrets(() => data)
  const ground = { db, outward: outwardOf(() => data, keyring), audience }
  const meant = { channels: ['zalo' as const], audience: {}, purpose: letter.purpose, topicId, startsAt: null, expiresAt: null }
  const before = await yardstick(pool)
  console.log(shownYardstick(before))
  const look = () => estimate(ground, meant, letter, new Date())
  const { audience: of, judged, willReceive } = await look()
  const times = await timed(TIMES, look)
  console.log(
    verdict(`first look, the worst of ${TIMES}`, times.at(-1) ?? Number.NaN, LIMIT, before),
    '·',
    `${willReceive} of ${of} by ${judged} of them; ${times.map((ms) => Math.round(ms)).join(', ')} ms`,
  )
} finally {
  await store.close()
}
