import fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { aHouse } from '../../../test/support/house.ts'
import { readConfig } from '../config.ts'
import { route } from './contract.ts'
import { readForm } from './form.ts'
import { networkOf } from './knocks.ts'
import { mount } from './mount.ts'
import { problemOf } from './problem.ts'
import { serve } from './serve.ts'

const house = aHouse()

describe('the network a caller comes from', () => {
  test.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::ffff:cb00:7107', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002:ffff:ffff:ffff:ffff', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('%s is %s', (address, network) => expect(networkOf(address)).toBe(network))
})

describe('a public door', () => {
  const knock = (from: string) => house.app.inject({ url: '/api/front-door', remoteAddress: from })

  test('lets one network knock 120 times a minute, then says when to come again, and lets others in', async () => {
    const statuses: number[] = []
    for (let at = 0; at < 120; at++) statuses.push((await knock(`2001:db8:5:5::${at.toString(16)}`)).statusCode)
    expect(new Set(statuses)).toEqual(new Set([200]))
    const refused = await knock('2001:db8:5:5:ffff::1')
    expect([refused.statusCode, refused.json().code]).toEqual([429, 'door.too_many'])
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60)
    expect((await knock('2001:db8:5:6::1')).statusCode).toBe(200)
  })

  test('counts a network once, however its address is written, and never by what it says of itself', async () => {
    for (let at = 0; at < 60; at++) {
      await knock('203.0.113.9')
      await house.app.inject({
        url: '/api/front-door',
        remoteAddress: '::ffff:203.0.113.9',
        headers: { 'x-forwarded-for': `10.0.0.${at}` },
      })
    }
    expect((await knock('203.0.113.9')).statusCode).toBe(429)
  })
})

describe('a proxy before the house', () => {
  test.each(['1', 'true', 'proxy.example', '10.0.0.0/33', '10.0.0.4/24/2'])('is not named by "%s"', (text) => {
    process.env.QUEN_TRUSTED_PROXY = text
    try {
      expect(() => readConfig()).toThrow(/QUEN_TRUSTED_PROXY/)
    } finally {
      delete process.env.QUEN_TRUSTED_PROXY
    }
  })

  test('is named by its address or network', () => {
    process.env.QUEN_TRUSTED_PROXY = '10.0.0.4, 2001:db8::/32'
    try {
      expect(readConfig().trustedProxies).toEqual(['10.0.0.4', '2001:db8::/32'])
    } finally {
      delete process.env.QUEN_TRUSTED_PROXY
    }
  })
})

describe('a form', () => {
  test('is read field by field, as texts', () => {
    expect(readForm('from=0570+000+101&state=ringing&empty=')).toEqual({ from: '0570 000 101', state: 'ringing', empty: '' })
  })

  test.each(['__proto__=x', 'constructor=x', 'toString=1', 'a=1&a=2', '%5F%5Fproto%5F%5F=x'])('with %s is refused', (text) => {
    expect(() => readForm(text)).toThrow(/may not hold/)
  })
})

describe('a door that says how often it may be knocked at', () => {
  const often = serve(
    route({
      name: 'ringBell',
      method: 'GET',
      path: '/api/bell',
      door: 'signed-in',
      summary: 'Rings.',
      atMost: { perMinute: 3 },
      answer: z.object({ rang: z.boolean() }),
    }),
    () => ({ rang: true }),
  )
  let app: FastifyInstance
  beforeAll(async () => {
    app = fastify()
    mount(app, [often], {
      db: house.db,
      pool: house.database.pool,
      clock: () => house.now,
      house: async () => ({ zone: 'Asia/Ho_Chi_Minh', currency: 'VND', language: 'vi' }),
      // The caller's own word is enough here: what is tried is how knocks are counted.
      identify: async ({ authorization }) =>
        authorization ? { kind: 'token', id: authorization, name: authorization, role: 'sales' } : undefined,
    })
    app.setErrorHandler((error, _request, reply) => reply.status(problemOf(error, '').status).send({}))
  })
  afterAll(() => app.close())
  const ring = async (who: string, from: string): Promise<number> =>
    (await app.inject({ url: '/api/bell', headers: { authorization: who }, remoteAddress: from })).statusCode

  test('counts an account wherever it comes from, and a network whoever comes from it', async () => {
    const fromEverywhere = ['198.51.100.1', '198.51.100.2', '198.51.100.3', '198.51.100.4']
    const statuses: number[] = []
    for (const from of fromEverywhere) statuses.push(await ring('ngoc', from))
    expect(statuses).toEqual([200, 200, 200, 429])
    expect([await ring('dung', '198.51.100.9'), await ring('ha', '198.51.100.9'), await ring('lan', '198.51.100.9')]).toEqual([
      200, 200, 200,
    ])
    expect(await ring('vy', '198.51.100.9')).toBe(429)
  })
})
