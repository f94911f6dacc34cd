import { randomInt } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'

/** RFC 6238 as every authenticator app reads it; the secret is 160 bits. */
const FORM = { algorithm: 'SHA1', digits: 6, period: 30 } as const

export const newFactorSecret = (): string => new Secret({ size: 20 }).base32

/** What the app reads out of the QR code. */
export const factorUri = (secret: string, issuer: string, label: string): string => new TOTP({ ...FORM, issuer, label, secret }).toString()

/** The time step that a code belongs to, when it is one of now, just before or just after; phones' clocks are a little off. */
export function stepOfCode(secret: string, code: string, now: Date): number | undefined {
  const delta = new TOTP({ ...FORM, secret }).validate({ token: code, timestamp: now.getTime(), window: 1 })
  return delta === null ? undefined : Math.floor(now.getTime() / 1000 / FORM.period) + delta
}

/** Signs that nobody mistakes for one another when they are read from paper. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Ten codes of twelve signs (59 bits each) in groups that can be read out. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: 10 }, () =>
    Array.from({ length: 3 }, () => Array.from({ length: 4 }, () => SIGNS[randomInt(SIGNS.length)]).join('')).join('-'),
  )
