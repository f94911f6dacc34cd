import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, linkSync, openSync, readFileSync, statSync, unlinkSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { makeDataFolder } from './config.ts'

/** Where the key of the house's secrets lies: beside the database, never in it, so that a dump alone opens nothing. */
export const secretKeyFile = (data: string): string => join(data, 'secret-key')

const KEY_BYTES = 32

function readKey(text: string, from: string): Buffer {
  const key = Buffer.from(text.trim(), 'base64url')
  if (key.length !== KEY_BYTES) throw new Error(`The secret key in ${from} must be 32 bytes in base64; it is ${key.length}.`)
  return key
}

/** Made whole under another name and then linked: whoever comes at the same time finds a whole key or makes none. */
function makeKeyFile(data: string): void {
  makeDataFolder(data)
  const half = `${secretKeyFile(data)}.${process.pid}.${randomBytes(4).toString('hex')}`
  const file = openSync(half, 'wx', 0o600)
  try {
    writeSync(file, `${randomBytes(KEY_BYTES).toString('base64url')}\n`)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  try {
    linkSync(half, secretKeyFile(data))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    unlinkSync(half)
  }
}

/** Where the key comes from: QUEN_SECRET_KEY wins over the file, which is made when it is first needed. */
export type KeyPlace = { from: 'variable' } | { from: 'file'; path: string; isPrivate: boolean } | { from: 'nowhere'; path: string }

export function keyPlace(data: string): KeyPlace {
  if (process.env.QUEN_SECRET_KEY) return { from: 'variable' }
  const path = secretKeyFile(data)
  if (!existsSync(path)) return { from: 'nowhere', path }
  return { from: 'file', path, isPrivate: process.platform === 'win32' || (statSync(path).mode & 0o077) === 0 }
}

function keyOf(data: string): Buffer {
  const said = process.env.QUEN_SECRET_KEY
  if (said) return readKey(said, 'QUEN_SECRET_KEY')
  const path = secretKeyFile(data)
  if (!existsSync(path)) makeKeyFile(data)
  return readKey(readFileSync(path, 'utf8'), path)
}

/** Seals what must be read again, and marks what only has to be known again. `about` ties a sealed text to its row. */
export type Secrets = {
  seal(text: string, about: string): string
  open(sealed: string, about: string): string
  mark(text: string): string
}

const FORM = 'v1'

/** The secrets of a house; the key is read, or made, when it is first needed. */
export function openSecrets(data: () => string): Secrets {
  let keys: { sealing: Buffer; marking: KeyObject } | undefined
  const own = () => {
    if (keys) return keys
    const key = keyOf(data())
    const part = (name: string) => Buffer.from(hkdfSync('sha256', key, '', `quen ${name}`, KEY_BYTES))
    // As an object of its own: a plain buffer would be made into one anew for every mark.
    keys = { sealing: part('sealing'), marking: createSecretKey(part('marking')) }
    return keys
  }
  return {
    seal(text, about) {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', own().sealing, iv).setAAD(Buffer.from(about))
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
      return [FORM, iv.toString('base64url'), sealed.toString('base64url')].join('.')
    },
    open(sealed, about) {
      const [form, iv, body] = sealed.split('.')
      if (form !== FORM || !iv || !body) throw new Error('A sealed secret is not in a form that this Quen knows.')
      const bytes = Buffer.from(body, 'base64url')
      const cipher = createDecipheriv('aes-256-gcm', own().sealing, Buffer.from(iv, 'base64url'), { authTagLength: 16 })
      cipher.setAAD(Buffer.from(about)).setAuthTag(bytes.subarray(-16))
      try {
        return Buffer.concat([cipher.update(bytes.subarray(0, -16)), cipher.final()]).toString('utf8')
      } catch (cause) {
        throw new Error('A sealed secret does not open: it was changed, or sealed with another key than this house has now.', { cause })
      }
    },
    mark: (text) => createHmac('sha256', own().marking).update(text).digest('base64url'),
  }
}
