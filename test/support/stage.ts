import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Secret, TOTP } from 'otpauth'
import type { Browser, Page } from 'playwright-core'
import { openBrowser, openPage } from './browser.ts'
import { newFolder, removeFolder, startHouse, stopHouse } from './program.ts'
import { type Stage, watchAsked } from './screens.ts'

/** A sample house with everything that the looks need, and pages in which somebody is signed in. */
export type Theatre = {
  browser: Browser
  address: string
  password: string
  /** The stage in a page of its own; `name` is who looks, nobody where it is left out. */
  stage: (viewport: { width: number; height: number }, name?: string, language?: 'vi' | 'en') => Promise<Stage & { faults: string[] }>
  close: () => Promise<void>
}

async function ask(page: Page, address: string, method: 'get' | 'post' | 'patch', path: string, data?: object) {
  const answer = await page.request[method](address + path, { headers: { origin: address }, ...(data ? { data } : {}) })
  if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`)
  return answer.json()
}

/** Starts the sample house once for many looks at it. */
export async function openTheatre(): Promise<Theatre> {
  const folder = newFolder()
  const house = await startHouse(folder, ['--sample'])
  const { address } = house
  const password = /[\w-]{8,}/.exec(readFileSync(join(folder, 'sample-password'), 'utf8'))?.[0] ?? ''
  const browser = await openBrowser()
  const signIn = (page: Page, name: string) => ask(page, address, 'post', '/api/sign-in', { mail: `${name}@nha-quen.example`, password })

  const { page: owner } = await openPage(browser)
  await signIn(owner, 'dung')
  const idOf = async (query: Record<string, string>) =>
    (await ask(owner, address, 'get', `/api/customers?${new URLSearchParams({ limit: '1', ...query })}`)).rows[0]?.id ?? ''
  const ids = {
    person: (await ask(owner, address, 'get', '/api/recognise?q=0570000101')).people[0].id,
    organisation: await idOf({ kind: 'organisation', words: 'Mái Ngói' }),
    household: await idOf({ kind: 'household' }),
  }
  const invited = await ask(owner, address, 'post', '/api/invitations', { name: 'Mỹ Ánh', role: 'reception' })
  const { token } = await ask(owner, address, 'post', '/api/tokens', { name: 'tổng đài', role: 'owner', scopes: ['calls.send'] })
  await owner.context().close()

  const { page: careful } = await openPage(browser)
  await signIn(careful, 'tram')
  const { secret } = await ask(careful, address, 'post', '/api/me/second-factor', { password })
  const code = new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) }).generate()
  await ask(careful, address, 'post', '/api/me/second-factor/confirm', { code })
  await careful.context().close()

  const ring = async (from: string, callId: string, state: string) => {
    const told = await fetch(`${address}/api/calls/${token}`, { method: 'POST', body: new URLSearchParams({ from, callId, state }) })
    if (told.status !== 202) throw new Error(`the call was not taken: ${told.status}`)
  }
  return {
    browser,
    address,
    password,
    stage: async (viewport, name, language = 'vi') => {
      const { page, faults } = await openPage(browser, viewport)
      watchAsked(page)
      if (name) {
        await signIn(page, name)
        await ask(page, address, 'patch', '/api/me', { language })
      }
      // Where nobody is signed in, this browser says which language it was left in.
      await page.addInitScript((last) => {
        if (location.protocol === 'http:' && last !== 'vi' && localStorage.getItem('quen.look') === null)
          localStorage.setItem('quen.look', JSON.stringify({ language: last }))
      }, language)
      const twoSteps = { mail: 'tram@nha-quen.example', password }
      return { page, faults, address, ids, invitation: new URL(invited.link, address).hash.slice(1), twoSteps, ring }
    },
    close: async () => {
      await browser.close()
      await stopHouse(house)
      removeFolder(folder)
    },
  }
}
