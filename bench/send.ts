/**
 * Sending, measured and struck. `node bench/send.ts [--messages 20000]` sends a newsletter through the whole house to a mail server that
 * flushes every id to the disk, and the same mails by a bare nodemailer pool in the same run. `--rounds 50` kills the server or the database
 * in the middle, fifty times, and counts what came twice, what was lost, and what is shown as unknown.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { createTransport } from 'nodemailer'
import { sendThrough } from '../test/support/mail-settings.ts'
import { newFolder, removeFolder, startHouse, stopHouse } from '../test/support/program.ts'
import { forget, round } from '../test/support/sending-rounds.ts'
import { aLetter, idsIn, letGo, onANewMorning, oneOf, planAll, populate, roomAt, startSink } from '../test/support/sending-town.ts'

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '0' }, messages: { type: 'string', default: '20000' } } })
const [rounds, messages] = [Number(values.rounds), Number(values.messages)]

const folder = newFolder('quen-send-')
const file = join(folder, 'taken')
writeFileSync(file, '')
const { port, child } = await startSink(file)
let house = await startHouse(folder)

const residentOf = (pid: number): number => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1000
const serverPid = (): number => JSON.parse(readFileSync(join(folder, 'server.json'), 'utf8')).pid

/** How fast the mail server has them, from the first to the last; and how much memory somebody took meanwhile. */
async function untilTaken(before: number, pid: number): Promise<{ perSecond: number; resident: number }> {
  let first = 0
  let resident = 0
  for (;;) {
    const taken = idsIn(file).length - before
    if (taken > 0 && !first) first = performance.now()
    resident = Math.max(resident, residentOf(pid))
    if (taken >= messages) return { perSecond: messages / ((performance.now() - first) / 1000), resident }
    await sleep(100)
  }
}

/** The same letter by a pool that knows nothing of any of this. */
async function bare({ subject, html, text }: { subject: string; html: string; text: string }): Promise<number> {
  const pool = createTransport({
    host: '127.0.0.1',
    port,
    pool: true,
    maxConnections: 20,
    maxMessages: 1000,
    secure: false,
    ignoreTLS: true,
  })
  const began = performance.now()
  let next = 0
  const work = async (): Promise<void> => {
    while (next < messages) {
      const n = next++
      const to = `khach${n}@so${n % 20}.example`
      await pool.sendMail({
        messageId: `<bare-${n}@nha-quen.example>`,
        from: 'nha@nha-quen.example',
        to,
        subject,
        text,
        html,
      })
    }
  }
  await Promise.all(Array.from({ length: 40 }, work))
  pool.close()
  return messages / ((performance.now() - began) / 1000)
}

try {
  const store = await roomAt(folder)
  await sendThrough(store.database.db, port)
  const letterId = await aLetter(store.database.db, await populate(store.database.db, messages), new Date())
  if (rounds === 0) {
    await onANewMorning(store.database.db)
    const sendingId = await planAll(store, folder, letterId, new Date())
    const bareRate = await bare(await oneOf(store.database.db, letterId))
    const before = idsIn(file).length
    await letGo(store.database.db, sendingId)
    const { perSecond, resident } = await untilTaken(before, serverPid())
    console.info(
      `bare pool ${Math.round(bareRate)}/s, through the house ${Math.round(perSecond)}/s (${(perSecond / bareRate).toFixed(2)}), resident ${Math.round(resident)} MB`,
    )
  }
  await store.close()
  const sums = { planned: 0, accepted: 0, unknown: 0, twice: 0, lost: 0, forgotten: 0 }
  for (let n = 0; n < rounds; n++) {
    const struck = await round({ folder, file, letterId, house }, n % 2 ? 'postmaster' : 'server', Math.random() * 0.9, messages)
    house = struck.house
    for (const key of Object.keys(sums) as (keyof typeof sums)[]) sums[key] += struck.result[key]
    console.info(`${n + 1}/${rounds} ${JSON.stringify(struck.result)}`)
    await forget(folder)
  }
  if (rounds > 0) console.info(`kills survived ${rounds}: ${JSON.stringify(sums)}`)
} finally {
  await stopHouse(house)
  child.kill('SIGKILL')
  removeFolder(folder)
}
