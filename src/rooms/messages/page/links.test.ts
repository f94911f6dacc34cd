import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { isOld, isProven, oneClickLink, pageLink, readKey, writeKey, writeProof } from './links.ts'

const ringOf = (secret: Buffer) => ({ mark: (text: string) => createHmac('sha256', secret).update(text).digest('base64url') })
const ring = ringOf(Buffer.from('the secret of this house'))
const house = { publicAddress: 'https://nha-quen.example/' }
const madeOn = new Date('2026-11-23T00:00:00Z')

describe('the key of a customer’s page', () => {
  test('says whose page it is, of which letter, and since when', () => {
    for (let at = 0; at < 200; at++) {
      const [customerId, messageId] = [randomUUID(), randomUUID()]
      expect(readKey(ring, writeKey(ring, { customerId, madeOn }))).toEqual({ customerId, madeOn })
      expect(readKey(ring, writeKey(ring, { customerId, messageId, madeOn }))).toEqual({ customerId, messageId, madeOn })
    }
  })

  test('stands in addresses as it is', () => {
    const link = pageLink(house, ring, randomUUID(), madeOn)
    expect(link).toMatch(/^https:\/\/nha-quen\.example\/k\/[\w-]{47}$/)
    expect(oneClickLink(house, ring, randomUUID(), randomUUID(), madeOn)).toMatch(/\/k\/[\w-]{68}\/one-click$/)
  })

  test('opens nothing when a single sign of it is another, wherever it stands', () => {
    const key = writeKey(ring, { customerId: randomUUID(), messageId: randomUUID(), madeOn })
    for (let at = 0; at < key.length; at++)
      for (const sign of 'AQgw_-z09b') {
        if (key[at] === sign) continue
        expect(readKey(ring, key.slice(0, at) + sign + key.slice(at + 1)), `${sign} at ${at}`).toBeUndefined()
      }
  })

  test('opens nothing when it is cut, lengthened, or anything else', () => {
    const key = writeKey(ring, { customerId: randomUUID(), madeOn })
    for (let length = 0; length < key.length; length++) expect(readKey(ring, key.slice(0, length))).toBeUndefined()
    for (const text of [`${key}A`, `${key}=`, ` ${key}`, key.toUpperCase(), '', '=', 'á', randomBytes(51).toString('base64url')])
      expect(readKey(ring, text), text).toBeUndefined()
    for (let at = 0; at < 500; at++) expect(readKey(ring, randomBytes(at % 70).toString('base64url'))).toBeUndefined()
  })

  test('of another house opens nothing here', () => {
    const key = writeKey(ringOf(randomBytes(32)), { customerId: randomUUID(), madeOn })
    expect(readKey(ring, key)).toBeUndefined()
  })

  test('grows old after four hundred days', () => {
    const aged = (days: number) => new Date(madeOn.getTime() + days * 24 * 3600_000)
    expect(isOld({ customerId: '', madeOn }, aged(400))).toBe(false)
    expect(isOld({ customerId: '', madeOn }, aged(401))).toBe(true)
  })
})

describe('the proof that a code was read', () => {
  test('is of one customer, lasts twenty minutes, and is no key', () => {
    const customerId = randomUUID()
    const proof = writeProof(ring, customerId, madeOn)
    const later = (minutes: number) => new Date(madeOn.getTime() + minutes * 60_000)
    expect(isProven(ring, proof, customerId, later(19))).toBe(true)
    expect(isProven(ring, proof, customerId, later(20))).toBe(false)
    expect(isProven(ring, proof, randomUUID(), madeOn)).toBe(false)
    expect(isProven(ring, writeKey(ring, { customerId, madeOn }), customerId, madeOn)).toBe(false)
    expect(isProven(ring, undefined, customerId, madeOn)).toBe(false)
    expect(readKey(ring, proof)).toBeUndefined()
  })
})
