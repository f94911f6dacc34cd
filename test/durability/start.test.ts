import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, existsSync, lstatSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isOpenToAll } from '../../src/platform/postgres/binaries.ts'
import { home, newFolder, quen, removeFolder, startHouse, stopHouse } from '../support/program.ts'

const isRoot = process.getuid?.() === 0
const rssOf = (pid: number): number => Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024

describe('the house', () => {
  test('starts, prints its address and a one-time link, answers, and ends cleanly within five seconds', { timeout: 120_000 }, async () => {
    const folder = newFolder()
    const house = await startHouse(folder)
    expect(house.startLink).toMatch(/^http:\/\/localhost:\d+\/start#[\w-]{43}$/)
    const health = await fetch(`${house.address}/healthz`)
    expect(await health.json()).toMatchObject({ status: 'ok', database: 'ok' })
    const page = await fetch(house.address)
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'")

    const second = await quen(['start', '--data', folder, '--port', '0', '--no-open'])
    expect(second).toMatchObject({ code: 0, out: `${house.address}\n` })

    const token = await quen(['token', 'create', '--name', 'x', '--role', 'reception', '--data', folder])
    expect(token.out).toMatch(/^[\w-]{43}\n$/)
    const answer = await fetch(`${house.address}/api/customers`, { headers: { authorization: `Bearer ${token.out.trim()}` } })
    expect(answer.status).toBe(200)

    const pid = JSON.parse(readFileSync(join(folder, 'server.json'), 'utf8')).pid
    expect(rssOf(pid)).toBeLessThan(200)
    expect(await stopHouse(house)).toBeLessThan(5000)
    expect(existsSync(join(folder, 'server.json'))).toBe(false)
    expect(existsSync(join(realpathSync(join(folder, 'postgres')), 'postmaster.pid'))).toBe(false)

    const began = Date.now()
    const again = await startHouse(folder)
    expect(Date.now() - began).toBeLessThan(5000)
    await stopHouse(again)
    removeFolder(folder)
  })

  test('ends when npm start is told to', { timeout: 120_000 }, async () => {
    const folder = newFolder()
    const npm = spawn('npm', ['start', '--', '--data', folder, '--port', '0', '--no-open'], {
      cwd: home,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    let out = ''
    npm.stdout.on('data', (text) => (out += text))
    const ended = new Promise((done) => npm.on('close', done))
    while (!/start#/.test(out)) await new Promise((done) => setTimeout(done, 50))
    const address = /http:\/\/localhost:\d+/.exec(out)?.[0]
    const began = Date.now()
    npm.kill('SIGTERM')
    await ended
    for (;;) {
      const isUp = await fetch(`${address}/healthz`).then(
        () => true,
        () => false,
      )
      if (!isUp && !existsSync(join(folder, 'server.json'))) break
      expect(Date.now() - began).toBeLessThan(5000)
      await new Promise((done) => setTimeout(done, 50))
    }
    removeFolder(folder)
  })

  test.runIf(isRoot)(
    'starts for root below a folder that only root may enter, and says where the database lies',
    { timeout: 120_000 },
    async () => {
      const folder = newFolder()
      chmodSync(folder, 0o700)
      const data = join(folder, 'data')
      const made = await quen(['token', 'create', '--name', 'x', '--role', 'owner', '--data', data, '--json'])
      expect(made.code).toBe(0)
      expect(JSON.parse(made.out)).toMatchObject({ role: 'owner', token: expect.any(String), id: expect.any(String) })
      expect(made.err).toContain('/var/lib/quen/')
      expect(lstatSync(join(data, 'postgres')).isSymbolicLink()).toBe(true)
      const cluster = realpathSync(join(data, 'postgres'))
      expect(cluster).toMatch(/^\/var\/lib\/quen\/[0-9a-f]{16}\/postgres$/)
      expect((await quen(['doctor', '--data', data])).out).toContain(cluster)
      rmSync(join(cluster, '..'), { recursive: true })
      removeFolder(folder)
    },
  )

  test.runIf(isRoot && isOpenToAll(home))('starts for a user who is not root', { timeout: 120_000 }, async () => {
    const folder = newFolder()
    execFileSync('chown', ['65534:65534', folder])
    const out = execFileSync(
      join(home, 'node_modules', '.bin', 'node'),
      [join(home, 'bin', 'quen.mjs'), 'token', 'create', '--name', 'x', '--role', 'owner', '--data', folder],
      {
        uid: 65534,
        gid: 65534,
        cwd: '/',
        encoding: 'utf8',
        env: { PATH: process.env.PATH, HOME: folder },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    )
    expect(out).toMatch(/^[\w-]{43}\n$/)
    expect(statSync(join(folder, 'postgres')).uid).toBe(65534)
    removeFolder(folder)
  })
})

describe('a verb that is misused', () => {
  test.each([
    [['token', 'create', '--role', 'owner'], 'needs a name'],
    [['token', 'create', '--name', 'x', '--role', 'king'], 'needs a role'],
    [['dance'], 'no verb "dance"'],
    [['start', '--port', 'seven'], 'port'],
  ])('%j says what is missing and leaves standard output empty', async (args, sentence) => {
    const { code, out, err } = await quen([...args, '--data', '/nonexistent/never-made'].slice(0, args[0] === 'dance' ? 1 : undefined))
    expect(code).not.toBe(0)
    expect(out).toBe('')
    expect(err).toContain(sentence)
  })
})
