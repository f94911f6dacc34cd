import { existsSync, mkdirSync } from 'node:fs'
import { isIP } from 'node:net'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the clone. */
export const home: string = resolve(fileURLToPath(new URL('../..', import.meta.url)))

/** What the surroundings decide, read once at the start. */
export type Config = {
  data: string
  port: number
  host: string
  databaseUrl: string | undefined
  /** Proxies before the house that say truly where a caller comes from. */
  trustedProxies?: readonly string[]
}

const readPort = (text: string | undefined): number => {
  if (text === undefined || text === '') return 7070
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Error(`The port must be a number from 0 to 65535, not "${text}".`)
  return port
}

/** Addresses and networks, by name; a number of hops is refused, because a caller could write the missing ones. */
function readProxies(text: string | undefined): string[] {
  const named = (text ?? '').split(/[\s,]+/).filter(Boolean)
  for (const one of named) {
    const [address = '', bits, ...more] = one.split('/')
    const longest = isIP(address) === 6 ? 128 : 32
    const fits = isIP(address) !== 0 && more.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= longest))
    if (!fits) throw new Error(`QUEN_TRUSTED_PROXY must name addresses or networks (10.0.0.4, 10.0.0.0/24), not "${one}".`)
  }
  return named
}

/** Flags win over variables (QUEN_DATA, QUEN_PORT, QUEN_HOST, QUEN_TRUSTED_PROXY, DATABASE_URL), variables over the clone's own `data/` and 7070. */
export function readConfig(flags: { data?: string | undefined; port?: string | undefined; host?: string | undefined } = {}): Config {
  const data = resolve(flags.data ?? (process.env.QUEN_DATA || join(home, 'data')))
  return {
    data,
    port: readPort(flags.port ?? process.env.QUEN_PORT),
    host: flags.host ?? process.env.QUEN_HOST ?? '127.0.0.1',
    databaseUrl: process.env.DATABASE_URL || undefined,
    trustedProxies: readProxies(process.env.QUEN_TRUSTED_PROXY),
  }
}

/** Others may pass through, not look: root's database runs as another user. Every file with a secret in it is 0600. */
export function makeDataFolder(data: string): void {
  if (!existsSync(data)) mkdirSync(data, { recursive: true, mode: 0o711 })
}
