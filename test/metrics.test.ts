import { afterAll, describe, expect, test } from 'vitest'
import { createToken } from '../src/rooms/team/public.ts'
import { buildApp } from '../src/server/app.ts'
import { aHouse } from './support/house.ts'

const house = aHouse()
const far = '203.0.113.7'
const apps: { close(): Promise<unknown> }[] = []
afterAll(() => Promise.all(apps.map((app) => app.close())))

const read = async (headers: Record<string, string> = {}, remoteAddress = '127.0.0.1') =>
  house.app.inject({ url: '/metrics', headers, remoteAddress })

/** The value of one line. */
const figureOf = (text: string, line: string): number =>
  Number(
    text
      .split('\n')
      .find((one) => one.startsWith(`${line} `))
      ?.split(' ')
      .at(-1),
  )

describe('the meter', () => {
  test('counts requests by the name of their route and by how they ended', async () => {
    await house.as('reception')('POST', '/api/customers', { name: 'Lan' })
    await house.as('reception')('POST', '/api/customers', { name: 'Lan' })
    await house.as('reception')('POST', '/api/customers', {})
    const { body, statusCode } = await read()
    expect(statusCode).toBe(200)
    expect(figureOf(body, 'quen_http_request_seconds_count{route="createCustomer",method="POST",status="201"}')).toBe(2)
    expect(figureOf(body, 'quen_http_request_seconds_count{route="createCustomer",method="POST",status="400"}')).toBe(1)
  })

  test('shows what waits: jobs, rows without a seal, connections, and the process itself', async () => {
    await house.database.pool.query(`select graphile_worker.add_job('nobody.does.this', run_at => now() + interval '1 day')`)
    await house.database.pool.query(`update audit_waiting set since = since - interval '90 seconds'`)
    const { body } = await read()
    expect(figureOf(body, 'quen_jobs_waiting')).toBe(1)
    expect(figureOf(body, 'quen_jobs_failed')).toBe(0)
    expect(figureOf(body, 'quen_audit_unsealed')).toBe(2)
    expect(figureOf(body, 'quen_audit_seal_lag_seconds')).toBeGreaterThan(89)
    expect(figureOf(body, 'quen_database_connections{state="idle"}')).toBeGreaterThan(0)
    expect(figureOf(body, 'process_resident_memory_bytes')).toBeGreaterThan(1_000_000)
  })

  test('says nothing of anybody: no address that was asked for, no name', async () => {
    await house.as('owner')('GET', '/api/recognise?q=Nguyen+Thi+Hoa')
    await house.app.inject({ url: '/Nguyen-Thi-Hoa' })
    expect((await read()).body).not.toMatch(/Nguyen/i)
  })

  test('is there for this machine alone, and for a token that may read it', async () => {
    const token = async (name: string, role: 'manager' | 'sales', scopes?: ['house.metrics'] | ['calls.send']) => ({
      authorization: `Bearer ${(await createToken(house.db, { name, role, ...(scopes ? { scopes } : {}) }, undefined, house.now)).token}`,
    })
    expect((await read({}, '::1')).statusCode).toBe(200)
    expect((await read({}, far)).statusCode).toBe(404)
    expect((await read(await token('meter', 'manager', ['house.metrics']), far)).statusCode).toBe(200)
    expect((await read(await token('telephone', 'manager', ['calls.send']), far)).statusCode).toBe(404)
    expect((await read(await token('shop', 'sales'), far)).statusCode).toBe(404)
  })

  test('is not there for who comes through a proxy on this machine, trusted or not', async () => {
    expect((await read({ 'x-forwarded-for': far })).statusCode).toBe(404)
    const behind = await buildApp({ database: house.database, clock: () => house.now, logLevel: 'fatal', trustedProxies: ['127.0.0.1'] })
    apps.push(behind)
    const through = (headers: Record<string, string>) => behind.inject({ url: '/metrics', headers })
    expect((await through({ 'x-forwarded-for': far })).statusCode).toBe(404)
    expect((await through({})).statusCode).toBe(200)
  })
})

test('behind a trusted proxy a network is who the proxy says it is, and what callers add before it counts for nothing', async () => {
  const behind = await buildApp({ database: house.database, clock: () => house.now, logLevel: 'fatal', trustedProxies: ['127.0.0.1'] })
  apps.push(behind)
  const knock = (forwarded: string) => behind.inject({ url: '/api/front-door', headers: { 'x-forwarded-for': forwarded } })
  for (let at = 0; at < 120; at++) await knock(`198.51.100.${at}, 203.0.113.44`)
  expect((await knock('203.0.113.44')).statusCode).toBe(429)
  expect((await knock('203.0.113.45')).statusCode).toBe(200)
})
