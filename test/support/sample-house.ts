import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { connect } from '../../src/platform/db/db.ts'
import { openCluster } from '../../src/platform/postgres/cluster.ts'
import { desktop, openBrowser, openPage } from './browser.ts'
import { newFolder, type Running, removeFolder, startHouse, stopHouse } from './program.ts'

export type Opened = { page: Page; faults: string[] }

/** A running house with the sample in it and a browser before it, for the tests of one file. */
export type SampleHouse = {
  readonly address: string
  readonly folder: string
  readonly password: string
  readonly browser: Browser
  /** A page in which somebody of the house is signed in; nothing is opened in it yet. */
  come(name: string, viewport?: typeof desktop): Promise<Opened>
  /** The same by the door, as people do it: on the first screen. */
  signIn(name: string, viewport?: typeof desktop): Promise<Opened>
  /** Asks the database of the running house as the one who may do anything. */
  asSuperuser(statement: string): Promise<void>
}

/** Opens it before the tests of this file and takes everything away after them. */
export function aSampleHouse(): SampleHouse {
  const folder = newFolder()
  let running: Running
  let browser: Browser
  let password = ''
  beforeAll(async () => {
    running = await startHouse(folder, ['--sample'])
    password = /[\w-]{8,}/.exec(readFileSync(join(folder, 'sample-password'), 'utf8'))?.[0] ?? ''
    browser = await openBrowser()
  }, 240_000)
  afterAll(async () => {
    await browser?.close()
    if (running) await stopHouse(running)
    removeFolder(folder)
  }, 60_000)
  return {
    folder,
    get address() {
      return running.address
    },
    get password() {
      return password
    },
    get browser() {
      return browser
    },
    async come(name, viewport = desktop) {
      const opened = await openPage(browser, viewport)
      const answer = await opened.page.request.post(`${running.address}/api/sign-in`, {
        data: { mail: `${name}@nha-quen.example`, password },
        headers: { origin: running.address },
      })
      expect(answer.status()).toBe(200)
      return opened
    },
    async asSuperuser(statement) {
      const client = await connect((await openCluster(folder)).connection)
      await client.query(statement)
      await client.end()
    },
    async signIn(name, viewport = desktop) {
      const opened = await openPage(browser, viewport)
      await opened.page.goto(running.address)
      await opened.page.getByLabel('Thư điện tử').fill(`${name}@nha-quen.example`)
      await opened.page.getByLabel('Mật khẩu', { exact: true }).fill(password)
      await opened.page.getByRole('button', { name: 'Đăng nhập' }).click()
      await opened.page.getByRole('navigation').first().waitFor()
      return opened
    },
  }
}
