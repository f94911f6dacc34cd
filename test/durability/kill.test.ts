import { readFileSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newFolder, quen, type Running, removeFolder, startHouse, stopHouse } from '../support/program.ts'

const ROUNDS = 20

let folder = ''
let token = ''
beforeAll(async () => {
  folder = newFolder()
  token = (await quen(['token', 'create', '--name', 'kill', '--role', 'owner', '--data', folder])).out.trim()
}, 120_000)
afterAll(() => removeFolder(folder))

const serverPid = (): number => JSON.parse(readFileSync(join(folder, 'server.json'), 'utf8')).pid
const postmasterPid = (): number =>
  Number(readFileSync(join(realpathSync(join(folder, 'postgres')), 'postmaster.pid'), 'utf8').split('\n')[0])

/** A backend: a child of the postmaster that serves a connection of ours. */
function backendPid(): number {
  const postmaster = postmasterPid()
  const children = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8').trim().split(/\s+/).map(Number)
  const serving = children.find((pid) => /quen quen/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8')))
  return serving ?? (children.at(-1) as number)
}

const victims = {
  launcher: (house: Running) => house.launcher.pid as number,
  server: () => serverPid(),
  postmaster: () => postmasterPid(),
  backend: () => backendPid(),
}
type Victim = keyof typeof victims

/** Writes customers as fast as they are acknowledged, until told to stop; answers those that were. */
function writer(address: string) {
  const acknowledged: string[] = []
  let isStopped = false
  const work = (async () => {
    while (!isStopped) {
      const name = `Khách ${crypto.randomUUID()}`
      const answer = await fetch(`${address}/api/customers`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ name }),
        signal: AbortSignal.timeout(5000),
      }).catch(() => undefined)
      if (answer?.status === 201) acknowledged.push(((await answer.json().catch(() => ({}))) as { id?: string }).id ?? '')
      else await sleep(20)
    }
  })()
  const stop = (): Promise<void> => {
    isStopped = true
    return work
  }
  return { acknowledged, stop }
}

async function missing(address: string, ids: readonly string[]): Promise<string[]> {
  const gone: string[] = []
  for (const id of ids) {
    const answer = await fetch(`${address}/api/customers/${id}`, { headers: { authorization: `Bearer ${token}` } })
    if (answer.status !== 200) gone.push(id)
  }
  return gone
}

describe('kill -9 in the middle of writing', () => {
  test(`loses no acknowledged write, ${ROUNDS} times, whoever is killed`, { timeout: 600_000 }, async () => {
    const order: Victim[] = ['server', 'postmaster', 'launcher', 'backend']
    const slowest = { ms: 0, round: '' }
    let written = 0
    for (let round = 0; round < ROUNDS; round++) {
      const victim = order[round % order.length] as Victim
      const house = await startHouse(folder)
      const writers = [writer(house.address), writer(house.address)]
      await sleep(150 + 40 * (round % 5))
      process.kill(victims[victim](house), 'SIGKILL')
      await sleep(200)
      for (const one of writers) await one.stop()
      if (victim === 'postmaster' || victim === 'backend') house.launcher.kill('SIGTERM')
      await house.ended
      for (let waited = 0; victim === 'launcher' && waited < 10_000; waited += 50) {
        const isGone = await fetch(`${house.address}/healthz`).then(
          () => false,
          () => true,
        )
        if (isGone) break
        await sleep(50)
      }
      const began = Date.now()
      const again = await startHouse(folder)
      const ms = Date.now() - began
      if (ms > slowest.ms) Object.assign(slowest, { ms, round: `${round} (${victim})` })
      const acknowledged = writers.flatMap((one) => one.acknowledged).filter(Boolean)
      written += acknowledged.length
      expect([victim, await missing(again.address, acknowledged)]).toEqual([victim, []])
      await stopHouse(again)
    }
    console.info(
      `kills survived ${ROUNDS} / ${ROUNDS}, acknowledged writes ${written}, lost 0, slowest start after a kill ${slowest.ms} ms in round ${slowest.round}`,
    )
    expect(written).toBeGreaterThan(ROUNDS)
    expect(slowest.ms).toBeLessThan(15_000)
  })
})
