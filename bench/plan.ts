/**
 * How long planning takes: everybody of an audience is looked up, judged by the gate and written down, one row each. On a database of its
 * own, which goes when it is done. `node bench/plan.ts [--people 100000]`
 */
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { readConfig } from '../src/platform/config.ts'
import { openSecrets } from '../src/platform/secrets.ts'
import { frozenLetter } from '../src/rooms/messages/letters/actions.ts'
import { estimate } from '../src/rooms/messages/sendings/planning.ts'
import { audience } from '../src/server/audience.ts'
import { settleIn } from '../src/server/installation.ts'
import { outwardOf } from '../src/server/outward.ts'
import { openStoreRoom } from '../src/server/store-room.ts'
import { sendThrough } from '../test/support/mail-settings.ts'
import { newFolder, removeFolder } from '../test/support/program.ts'
import { aLetter, onANewMorning, planAll, populate, statesOf } from '../test/support/sending-town.ts'

const { values } = parseArgs({ options: { people: { type: 'string', default: '100000' } } })
const people = Number(values.people)

const data = newFolder('quen-plan-')
const store = await openStoreRoom(readConfig({ data }), { isThrowAway: true, max: 4, name: 'quen bench' })
const { db } = store.database
try {
  await settleIn(db, data, new Date())
  await sendThrough(db, 9)
  const letterId = await aLetter(db, await populate(db, people), new Date())
  await onANewMorning(db)
  const began = performance.now()
  const sendingId = await planAll(store, data, letterId, new Date())
  const seconds = (performance.now() - began) / 1000
  const { messages } = await statesOf(db, sendingId)
  console.info(
    `planned and judged ${messages.size} in ${seconds.toFixed(1)} s (${Math.round(messages.size / seconds)}/s), resident ${Math.round(process.memoryUsage().rss / 1e6)} MB`,
  )
  const letter = await frozenLetter(db, letterId, 1)
  const ground = {
    db,
    outward: outwardOf(
      () => data,
      openSecrets(() => data),
    ),
    audience,
  }
  const meant = {
    channels: ['mail' as const],
    audience: {},
    purpose: letter.purpose,
    topicId: letter.topicId,
    startsAt: null,
    expiresAt: null,
  }
  const times: number[] = []
  for (let n = 0; n < 5; n++) {
    const from = performance.now()
    await estimate(ground, meant, letter, new Date())
    times.push(performance.now() - from)
  }
  console.info(`first look at ${people}: ${times.map((ms) => Math.round(ms)).join(', ')} ms`)
  const rows = await sql<{ n: number }>`select count(*) as n from gate_verdict`.execute(db)
  console.info(`verdicts kept: ${rows.rows[0]?.n}`)
} finally {
  await store.close()
  removeFolder(data)
}
