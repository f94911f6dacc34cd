import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { createTransport } from 'nodemailer'
import { smtpCourier } from '../src/connectors/smtp/courier.ts'
import { carrierInThread } from '../src/connectors/smtp/in-thread.ts'
import { mailOf } from '../src/connectors/smtp/mail.ts'
import { newId } from '../src/platform/ids.ts'
import { readReturn } from '../src/platform/return-address.ts'
import { classify } from '../src/rooms/messages/mail/inbound-rules.ts'
import { readMail } from '../src/rooms/messages/mail/reading.ts'
import { startPostfix } from '../test/mail/postfix.ts'
import { decided, mailServer, parcel, secretsOf, settingsFor } from '../test/mail/servers.ts'

/**
 * `node bench/postfix.ts [letters]`: letters through a real Postfix and its sinks, 100,000 unless said; every one is accounted for, and every
 * report of what came back finds its letter. Before it, how fast letters go to a bare sink, beside a bare nodemailer pool in the same run.
 */

const total = Number(process.argv[2] ?? 100_000)
const CONNECTIONS = 20
const say = (what: string, value: number | string) =>
  process.stdout.write(`${what.padEnd(58)} ${typeof value === 'number' ? value.toLocaleString('en') : value}\n`)
const never = new AbortController().signal

async function each<T>(all: readonly T[], width: number, act: (one: T) => Promise<void>): Promise<void> {
  const waiting = all.values()
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (const one of waiting) await act(one)
    }),
  )
}

const html = `<p>${'Trà sen mùa này vừa về, nhà để dành cho chị một hộp nhỏ. '.repeat(25)}</p>`
const text = 'Trà sen mùa này vừa về, nhà để dành cho chị một hộp nhỏ. '.repeat(25)
const letter = (id: string, to: string) => parcel(id, to, { html, text })

/** A sink of Postfix: as fast as a server can be. */
async function aSink(): Promise<{ port: number; stop(): Promise<void> }> {
  const probe = await mailServer()
  const { port } = probe
  await probe.close()
  const child = spawn('/usr/sbin/smtp-sink', ['-u', 'nobody', `127.0.0.1:${port}`, '1000'], { stdio: 'ignore' })
  await new Promise((done) => setTimeout(done, 500))
  return {
    port,
    stop: () =>
      new Promise((done) => {
        child.once('exit', () => done())
        child.kill('SIGTERM')
      }),
  }
}

/** Letters a second to a sink: our courier, and a bare pool with the same letters, turn about. */
async function compareRates(count: number): Promise<void> {
  const sink = await aSink()
  const settings = settingsFor(sink.port, { connections: CONNECTIONS })
  const rates = { bare: [] as number[], ours: [] as number[] }
  for (let round = 0; round < 3; round++) {
    const ids = Array.from({ length: count }, () => newId())
    const pool = createTransport({
      pool: true,
      host: '127.0.0.1',
      port: sink.port,
      ignoreTLS: true,
      maxConnections: CONNECTIONS,
      maxMessages: 100,
    })
    let begun = performance.now()
    await each(ids, CONNECTIONS * 2, async (id) => {
      await pool.sendMail(mailOf(letter(id, 'k@ok.example'), settings.head))
    })
    rates.bare.push(count / ((performance.now() - begun) / 1000))
    pool.close()
    const courier = smtpCourier(settings, carrierInThread)
    begun = performance.now()
    await each(ids, CONNECTIONS * 2, async (id) => {
      const outcome = await courier.deliver(letter(id, `k@ok${Math.floor(Math.random() * 50)}.example`), decided, never)
      if (outcome.kind !== 'accepted') throw new Error(`the sink did not take a letter: ${outcome.reply}`)
    })
    rates.ours.push(count / ((performance.now() - begun) / 1000))
    await courier.close()
  }
  await sink.stop()
  const best = (all: number[]) => Math.max(...all)
  say('letters a second to a sink, bare nodemailer pool', Math.round(best(rates.bare)))
  say('letters a second to a sink, the courier', Math.round(best(rates.ours)))
  say('the courier beside the bare pool', (best(rates.ours) / best(rates.bare)).toFixed(2))
}

const shares = { full: 0.01, gone: 0.01, later: 0.01, never: 0.02 } as const

async function throughPostfix(): Promise<void> {
  const postfix = await startPostfix({ lifetime: 60 })
  try {
    const addresses = Array.from({ length: total }, (_, at) => {
      let place = at / total
      for (const [kind, share] of Object.entries(shares)) {
        if (place < share) return `k${at}@${kind}.example`
        place -= share
      }
      return `k${at}@ok.example`
    })
    const sent = addresses.map((address) => ({ id: newId(), address })).sort(() => Math.random() - 0.5)
    const courier = smtpCourier(settingsFor(postfix.port, { connections: CONNECTIONS }), carrierInThread)
    const tally: Record<string, number> = { accepted: 0, refused: 0, unknown: 0 }
    let largest = 0
    const begun = performance.now()
    await each(sent, CONNECTIONS * 2, async ({ id, address }) => {
      const { kind } = await courier.deliver(letter(id, address), decided, never)
      tally[kind] = (tally[kind] ?? 0) + 1
      if (((tally.accepted ?? 0) & 1023) === 0) largest = Math.max(largest, process.memoryUsage().rss)
    })
    const seconds = (performance.now() - begun) / 1000
    await courier.close()
    say('letters handed to Postfix', total)
    say('seconds', Math.round(seconds))
    say('letters a second, Postfix and its sinks on the same machine', Math.round(total / seconds))
    say('resident, MB at most', Math.round(largest / 1024 / 1024))
    for (const [kind, count] of Object.entries(tally)) say(kind, count)
    while (postfix.waiting() > 0) await new Promise((done) => setTimeout(done, 500))
    say('seconds until the queue was empty', Math.round((performance.now() - begun) / 1000))
    const byId = new Map(sent.map(({ id, address }) => [id, address]))
    const found = new Set<string>()
    let astray = 0
    for (const file of postfix.bounces()) {
      const what = classify(await readMail(await readFile(file)), (kind, words) => readReturn(kind, words, secretsOf().mark))
      if (what.kind === 'bounce' && byId.has(what.messageId) && !byId.get(what.messageId)?.endsWith('@ok.example'))
        found.add(what.messageId)
      else astray++
    }
    const delivered = await postfix.delivered()
    say('reports that came back', postfix.bounces().length)
    say('letters that a report found', found.size)
    say('reports that found none, or a wrong one', astray)
    say('delivered', delivered.length)
    say('delivered twice', delivered.length - new Set(delivered).size)
    const isWhole =
      tally.unknown === 0 &&
      tally.accepted === delivered.length + found.size &&
      total === (tally.accepted ?? 0) + (tally.refused ?? 0) &&
      astray === 0
    say('planned = accepted + refused, accepted = delivered + back', isWhole ? 'yes' : 'NO')
    if (!isWhole) process.exitCode = 1
  } finally {
    await postfix.stop()
  }
}

await compareRates(Math.min(5000, total))
await throughPostfix()
