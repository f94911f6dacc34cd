import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { keyPlace, openSecrets, secretKeyFile } from './secrets.ts'

let folder = ''
const before = process.env.QUEN_SECRET_KEY
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quen-secrets-'))
  delete process.env.QUEN_SECRET_KEY
})
afterEach(() => {
  rmSync(folder, { recursive: true })
  if (before !== undefined) process.env.QUEN_SECRET_KEY = before
})
const secrets = () => openSecrets(() => folder)

describe('a secret of the house', () => {
  test('is read again by the same house, and looks different each time it is sealed', () => {
    const sealed = secrets().seal('JBSWY3DPEHPK3PXP', 'factor:1')
    expect(sealed).not.toContain('JBSWY3DPEHPK3PXP')
    expect(secrets().seal('JBSWY3DPEHPK3PXP', 'factor:1')).not.toBe(sealed)
    expect(secrets().open(sealed, 'factor:1')).toBe('JBSWY3DPEHPK3PXP')
  })

  test('does not open in another row, after a change of one sign, or with another key', () => {
    const sealed = secrets().seal('bí mật', 'factor:1')
    expect(() => secrets().open(sealed, 'factor:2')).toThrow(/does not open/)
    const at = sealed.length - 5
    const changed = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1)
    expect(() => secrets().open(changed, 'factor:1')).toThrow(/does not open/)
    rmSync(secretKeyFile(folder))
    expect(() => secrets().open(sealed, 'factor:1')).toThrow(/does not open/)
  })

  test('that only has to be known again is marked the same each time, by this house alone', () => {
    const mark = secrets().mark('abcd-efgh')
    expect(secrets().mark('abcd-efgh')).toBe(mark)
    rmSync(secretKeyFile(folder))
    expect(secrets().mark('abcd-efgh')).not.toBe(mark)
  })
})

describe('the key', () => {
  test('is made when it is first needed, for the owner of the folder alone', () => {
    const house = secrets()
    expect(keyPlace(folder)).toMatchObject({ from: 'nowhere' })
    house.mark('x')
    expect(statSync(secretKeyFile(folder)).mode & 0o777).toBe(0o600)
    expect(keyPlace(folder)).toEqual({ from: 'file', path: secretKeyFile(folder), isPrivate: true })
    const text = readFileSync(secretKeyFile(folder), 'utf8')
    secrets().mark('y')
    expect(readFileSync(secretKeyFile(folder), 'utf8')).toBe(text)
  })

  test('may come from the surroundings, and then no file is made', () => {
    process.env.QUEN_SECRET_KEY = Buffer.alloc(32, 7).toString('base64')
    secrets().mark('x')
    expect(keyPlace(folder)).toEqual({ from: 'variable' })
    delete process.env.QUEN_SECRET_KEY
    expect(keyPlace(folder)).toMatchObject({ from: 'nowhere' })
  })

  test('of the wrong length is refused by name, not stretched', () => {
    writeFileSync(secretKeyFile(folder), 'short\n')
    expect(() => secrets().mark('x')).toThrow(/secret-key must be 32 bytes/)
    process.env.QUEN_SECRET_KEY = 'abc'
    expect(() => secrets().mark('x')).toThrow(/QUEN_SECRET_KEY must be 32 bytes/)
  })
})
