import { existsSync, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the clone. */
export const home: string = resolve(fileURLToPath(new URL('../..', import.meta.url)))

/** What the surroundings decide, read once at the start. */
export type Config = { data: string; port: number; host: string; databaseUrl: string | undefined }

const readPort = (text: string | undefined): number => {
  if (text === undefined || text === '') return 7070
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Error(`The port must be a number from 0 to 65535, not "${text}".`)
  return port
}

/** Flags win over variables (QUEN_DATA, QUEN_PORT, QUEN_HOST, DATABASE_URL), variables over the clone's own `data/` and 7070. */
export function readConfig(flags: { data?: string | undefined; port?: string | undefined; host?: string | undefined } = {}): Config {
  const data = resolve(flags.data ?? (process.env.QUEN_DATA || join(home, 'data')))
  return {
    data,
    port: readPort(flags.port ?? process.env.QUEN_PORT),
    host: flags.host ?? process.env.QUEN_HOST ?? '127.0.0.1',
    databaseUrl: process.env.DATABASE_URL || undefined,
  }
}

/** Others may pass through, not look: root's database runs as another user. Every file with a secret in it is 0600. */
export function makeDataFolder(data: string): void {
  if (!existsSync(data)) mkdirSync(data, { recursive: true, mode: 0o711 })
}
