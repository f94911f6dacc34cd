import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { home } from './program.ts'

/** What the looks at a house need to know of it. */
export type Stage = {
  page: Page
  address: string
  ids: { person: string; organisation: string; household: string }
  /** The secret of an open invitation. */
  invitation: string
  /** A member of staff who has a second step at the door. */
  twoSteps: { mail: string; password: string }
  /** Tells of a call as the telephone system would. */
  ring: (from: string, callId: string, state: string) => Promise<void>
}

/** One thing that somebody may see: an address, and what is done there. `isOutside`: nobody is signed in. */
export type Look = {
  name: string
  path: string | ((stage: Stage) => string)
  act?: (stage: Stage) => Promise<void>
  /** Puts the house back as it was. */
  after?: (stage: Stage) => Promise<void>
  isOutside?: boolean
}

const asked = new WeakMap<Page, Set<unknown>>()

/** Counts what a page has asked of the house and not got yet; before its first address. */
export function watchAsked(page: Page): void {
  const open = new Set<unknown>()
  asked.set(page, open)
  page.on('request', (request) => {
    if (/\/(api|assets)\//.test(request.url()) && !request.url().includes('/api/stream')) open.add(request)
  })
  page.on('requestfinished', (request) => void open.delete(request))
  page.on('requestfailed', (request) => void open.delete(request))
  page.on('framenavigated', (frame) => frame === page.mainFrame() && open.clear())
}

/** Waits until a screen stands as it will stay: everything asked for is here, and nothing is drawn as still coming. */
export async function settled(page: Page): Promise<void> {
  let calm = 0
  const isCalm = async () => {
    const isDrawn = await page.evaluate(() => {
      const root = document.getElementById('root')
      const isWaiting = [...document.querySelectorAll('.skeleton, [aria-busy="true"]')].some((one) => one.checkVisibility())
      return root !== null && (root.textContent ?? '').trim() !== '' && !isWaiting && document.fonts.status === 'loaded'
    })
    calm = isDrawn && asked.get(page)?.size === 0 ? calm + 1 : 0
    return calm >= 3
  }
  await expect.poll(isCalm, { timeout: 20_000, interval: 60 }).toBe(true)
}

/** What the addresses of the app are, as `places.tsx` knows them, and the doors outside. */
export const addressesOfApp = (): string[] =>
  [...readFileSync(join(home, 'src', 'web', 'shell', 'places.tsx'), 'utf8').matchAll(/path: '([^']+)'/g)].map(([, path]) => path ?? '')
export const doorsOfApp = (): string[] =>
  [...readFileSync(join(home, 'src', 'web', 'shell', 'doors.tsx'), 'utf8').matchAll(/<Route path="([^"]+)"/g)].map(([, path]) => path ?? '')
const settingsParts = (): string[] =>
  [...readFileSync(join(home, 'src', 'web', 'rooms', 'team', 'settings.tsx'), 'utf8').matchAll(/^ {2}(\w+): \{ under: /gm)].map(
    ([, part]) => part ?? '',
  )
const tabsOfProfile = (): string[] => {
  const [, list = ''] =
    /const tabs = \[([^\]]+)\]/.exec(readFileSync(join(home, 'src', 'web', 'rooms', 'people', 'profile.tsx'), 'utf8')) ?? []
  return [...list.matchAll(/'([^']+)'/g)].map(([, tab]) => tab ?? '')
}

const dialog = ({ page }: Stage) => page.getByRole('dialog').waitFor()
/** A key of the screen; where a field has the focus, it is left first. */
const press =
  (key: string) =>
  async ({ page }: Stage): Promise<void> => {
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
    await page.keyboard.press(key)
  }
const pressFor = (key: string) => async (stage: Stage) => {
  await press(key)(stage)
  await dialog(stage)
}
const atDoor = async ({ page }: Stage, mail: string, password: string) => {
  await page.locator('input[type=email]').fill(mail)
  await page.locator('input[autocomplete=current-password]').fill(password)
  await page.locator('button[type=submit]').click()
}

const profileTabs = (kind: keyof Stage['ids']): Look[] =>
  tabsOfProfile().map((tab) => ({ name: `profile of a ${kind}, ${tab}`, path: ({ ids }) => `/customers/${ids[kind]}?tab=${tab}` }))

let calls = 0

const LETTER = '/messages/letters/0193a000-0000-7000-8000-00000000e001'

/** The letter that the sample writes for tomorrow, and what opens beside it. */
const lettersOnPurpose: Look[] = [
  { name: 'a letter being written', path: LETTER, act: ({ page }) => page.locator('.look-sheet').waitFor() },
  {
    name: 'a letter as somebody reads it',
    path: ({ ids }) => `${LETTER}?customer=${ids.person}`,
    act: ({ page }) => page.locator('.look-note').first().waitFor(),
  },
  {
    name: 'whom a block is for',
    path: LETTER,
    act: async (stage) => {
      const block = stage.page.locator('.block-head .button').first()
      // A telephone reads letters; their blocks are arranged on a larger screen.
      await stage.page.locator('.look-sheet').waitFor()
      if ((await block.count()) === 0) return
      await block.click()
      await dialog(stage)
    },
  },
  {
    name: 'phrases of the house',
    path: LETTER,
    act: async (stage) => {
      await stage.page.locator('.look-sheet').waitFor()
      const notes = stage.page.locator('.notes .button').first()
      if ((await notes.count()) === 0) return
      await notes.click()
      await dialog(stage)
    },
  },
  { name: 'sending a letter', path: `${LETTER}?step=send`, act: ({ page }) => page.locator('.sums').waitFor() },
  {
    // One that nobody has planned yet: the sample's stands with its list.
    name: 'choosing whom a letter is for',
    path: '/messages',
    act: async (stage) => {
      const { page, address } = stage
      const { topics } = await (await page.request.get(`${address}/api/topics`)).json()
      const data = { title: 'Thư mới', topicId: topics[0].id }
      const begun = await page.request.post(`${address}/api/letters`, { data, headers: { origin: address } })
      const { id } = await begun.json()
      await page.goto(`${address}/messages/letters/${id}?step=send`)
      await page.locator('.sums').waitFor()
      await page.locator('.send-parts .button-small').first().click()
      await dialog(stage)
    },
    after: async ({ page, address }) => {
      const id = new URL(page.url()).pathname.split('/').at(-1)
      await page.request.delete(`${address}/api/letters/${id}`, { headers: { origin: address } })
    },
  },
  {
    name: 'a letter that was sent',
    path: '/messages/letters/0193a000-0000-7000-8000-00000000e002?step=send',
    act: ({ page }) => page.locator('.report-sums').first().waitFor(),
  },
  {
    name: 'who stands behind a figure of a letter',
    path: '/messages/letters/0193a000-0000-7000-8000-00000000e002?step=send',
    act: async (stage) => {
      await stage.page.locator('.report-sum button').first().click()
      await dialog(stage)
      await stage.page.locator('.held-one').first().waitFor()
    },
  },
]

/** The first talk of a box, opened. */
const firstTalk = async ({ page }: Stage): Promise<void> => {
  await page.locator('.inbox-line').first().click()
  await page.locator('.inbox-entry').first().waitFor()
}

const inboxOnPurpose: Look[] = [
  { name: 'the inbox with a letter to the owner', path: '/messages/inbox?box=owner', act: firstTalk },
  { name: 'the inbox with what is done', path: '/messages/inbox?box=done', act: firstTalk },
  {
    name: 'the inbox where nobody knows who wrote',
    path: '/messages/inbox?q=quynh%20nhu',
    act: async (stage) => {
      await firstTalk(stage)
      await stage.page.locator('.inbox-whose button').first().click()
      await dialog(stage)
    },
  },
  {
    name: 'words about an item for an answer',
    path: '/messages/inbox',
    act: async (stage) => {
      // Not the first: a letter to the owner is answered by the owner.
      await stage.page.locator('.inbox-line').nth(1).click()
      await stage.page.locator('.inbox-put').click()
      await dialog(stage)
      await stage.page.locator('.pick-item').first().waitFor()
    },
  },
  {
    name: 'a new letter to one customer',
    path: ({ ids }) => `/messages/inbox?to=${ids.person}`,
    act: async (stage) => {
      await dialog(stage)
      await stage.page.locator('textarea').waitFor()
    },
  },
]

const made = new WeakMap<Page, { id: string; version: number }>()

/** A promise to the stage's person, or one that a supplier makes, looked at; the house is as it was when it is withdrawn. */
const promised =
  (direction: 'to-customer' | 'from-supplier', more: string, seen: string) =>
  async ({ page, address, ids }: Stage): Promise<void> => {
    const data = {
      customerId: direction === 'to-customer' ? ids.person : ids.organisation,
      direction,
      kind: 'delivery',
      words: 'Giao hai bộ trà',
      due: new Date(Date.now() + 20 * 3600_000).toISOString(),
    }
    const answer = await page.request.post(`${address}/api/promises`, { data, headers: { origin: address } })
    const { id, version } = await answer.json()
    made.set(page, { id, version })
    await page.goto(`${address}/promises?promise=${id}${more}`)
    await page.locator(seen).first().waitFor()
  }
const withdrawn = async ({ page, address }: Stage): Promise<void> => {
  const { id, version } = made.get(page) ?? { id: '', version: 1 }
  await page.request.post(`${address}/api/promises/${id}/withdraw`, {
    data: { version, reason: 'xong việc' },
    headers: { origin: address },
  })
}

const promisesOnPurpose: Look[] = [
  { name: 'a promise being made', path: '/promises?new=1', act: dialog },
  { name: 'promises as columns', path: '/promises?view=columns' },
  { name: 'a complaint being received', path: '/promises/complaints?new=1', act: dialog },
  { name: 'complaints as figures', path: '/promises/complaints?view=figures' },
  { name: 'promises that are done', path: '/promises?view=done' },
  { name: 'how well promises are kept', path: '/promises?view=scores&by=team' },
  { name: 'a promise', path: '/promises', act: promised('to-customer', '', '.promise-ends'), after: withdrawn },
  { name: 'a promise that slips', path: '/promises', act: promised('to-customer', '&slip=1', '.slip-step'), after: withdrawn },
  {
    name: 'what has come, with who hears of it',
    path: '/promises/requests',
    act: async (stage) => {
      await stage.page.locator('.wish-head button').first().click()
      await dialog(stage)
      await stage.page.locator('.arrival-person').first().waitFor()
    },
  },
  { name: 'requests that are done', path: '/promises/requests?state=ended' },
  { name: 'enquiries that were not bought', path: '/promises/enquiries?state=not-bought' },
  { name: 'an enquiry being noted', path: '/promises/enquiries?new=1', act: dialog },
  {
    name: 'an enquiry',
    path: '/promises/enquiries',
    act: async (stage) => {
      await stage.page.locator('.enquiry-open').first().click()
      await dialog(stage)
    },
  },
  {
    name: 'a quote being written',
    path: '/promises/enquiries',
    act: async (stage) => {
      await stage.page.locator('.enquiry-open').first().click()
      await dialog(stage)
      await stage.page.locator('.dialog footer button').first().click()
      await stage.page.locator('.quote-lines').waitFor()
    },
  },
  {
    name: 'somebody who is stuck',
    path: ({ ids }) => `/customers/${ids.person}?tab=promises`,
    act: async (stage) => {
      await stage.page.locator('.customer-promises button').nth(2).click()
      await dialog(stage)
    },
  },
  { name: 'a delay being noted', path: '/promises', act: promised('from-supplier', '&slip=1', '.slip-step'), after: withdrawn },
]

const onPurpose: Look[] = [
  ...lettersOnPurpose,
  ...promisesOnPurpose,
  ...inboxOnPurpose,
  { name: 'what came of the acts of care', path: '/today?view=led' },
  { name: 'tomorrow', path: `/today?day=${new Date(Date.now() + 24 * 3600_000).toISOString().slice(0, 10)}` },
  {
    name: 'the console with a card',
    path: '/recognise?q=0570000101',
    act: ({ page }) => page.locator('.console-card .card-inside').waitFor(),
  },
  {
    name: 'the console with two on one number',
    path: '/recognise?q=0570000106',
    act: ({ page }) => page.locator('.choice-line').nth(1).waitFor(),
  },
  {
    name: 'the console with a number nobody has',
    path: '/recognise?q=0905000999',
    act: ({ page }) => page.locator('[data-new-name]').first().waitFor(),
  },
  {
    name: 'the console with a name nobody has',
    path: '/recognise?q=Qzxw%20Kjh',
    act: ({ page }) => page.locator('.empty').first().waitFor(),
  },
  {
    name: 'the list with a peek',
    path: ({ ids }) => `/customers?peek=${ids.person}`,
    act: ({ page }) => page.locator('.peek .greeting').waitFor(),
  },
  { name: 'the list by loyalty', path: '/customers?loyalty=cooling,at-risk&least=10&seen=12&sort=-chance' },
  { name: 'the filter of the list', path: '/customers', act: async (stage) => void (await press('KeyF')(stage)) },
  { name: 'a new person', path: '/customers?new=1', act: dialog },
  {
    name: 'a new household',
    path: '/customers?new=1',
    act: async (stage) => {
      await dialog(stage)
      await stage.page.locator('.dialog input[type=radio]').last().check({ force: true })
    },
  },
  ...profileTabs('person'),
  ...profileTabs('organisation'),
  ...profileTabs('household'),
  { name: 'a new order', path: ({ ids }) => `/customers/${ids.person}`, act: pressFor('KeyO') },
  {
    name: 'a customer’s own page, handed over',
    path: ({ ids }) => `/customers/${ids.person}?tab=consent`,
    act: async (stage) => {
      await stage.page.locator('.consent header button').first().click()
      await dialog(stage)
      await stage.page.locator('.qr').waitFor()
    },
  },
  { name: 'somebody around a person', path: ({ ids }) => `/customers/${ids.person}?tab=around`, act: pressFor('KeyA') },
  {
    name: 'a note being written',
    path: ({ ids }) => `/customers/${ids.person}`,
    act: async (stage) => {
      await press('KeyN')(stage)
      await stage.page.keyboard.type('Chị hỏi')
    },
  },
  {
    name: 'the columns of an import',
    path: '/customers/import',
    act: async ({ page }) => {
      await page
        .locator('input[type=file]')
        .first()
        .setInputFiles(join(home, 'test', 'fixtures', 'bad-input', 'csv', 'plain.csv'))
      await page.waitForURL(/import\/./)
    },
  },
  ...settingsParts().map((part) => ({ name: `settings, ${part}`, path: `/settings/${part}` })),
  {
    name: 'mail being set up',
    path: '/settings/mail',
    act: async ({ page }) => {
      for (const toggle of await page.locator('.mail-section [role=switch]').all()) await toggle.check({ force: true })
      await page.locator('.mail-way').nth(1).waitFor()
    },
  },
  {
    name: 'a day of the calendar',
    path: '/settings/hours',
    act: async (stage) => {
      await stage.page.locator('.day[data-date][tabindex="0"]').click()
      await dialog(stage)
    },
  },
  {
    name: 'hours being changed, with their effect',
    path: '/settings/hours',
    act: async ({ page }) => {
      await page.locator('.hours-field').nth(1).fill('17:15')
      await page.locator('.effect-bar .button-primary').waitFor()
    },
  },
  {
    name: 'a touchpoint of the map, opened',
    path: '/settings/map',
    act: async ({ page }) => {
      await page.locator('[data-stop=check-out]').click()
      await page.locator('.stop-panel').waitFor()
    },
  },
  {
    name: 'a touchpoint being added',
    path: '/settings/map',
    act: async (stage) => {
      await stage.page.locator('.settings-section .button').first().click()
      await dialog(stage)
    },
  },
  {
    name: 'an answer being noted at the counter',
    path: ({ ids }) => `/customers/${ids.person}?tab=around`,
    act: async (stage) => {
      await stage.page.locator('.profile-ask').first().click()
      await dialog(stage)
    },
  },
  {
    name: 'customers behind a sensitive touchpoint',
    path: '/overview/touchpoints?factor=met%3Acheck-out&group=gone',
  },
  {
    name: 'an item of the catalogue being written',
    path: '/settings/catalogue?q=tra+sen',
    act: async (stage) => {
      await stage.page.locator('.item-acts .icon-button, .item-acts button').first().click()
      await dialog(stage)
    },
  },
  {
    name: 'what is coming, of the catalogue',
    path: '/settings/catalogue?state=coming',
    act: ({ page }) => page.locator('.item-row').first().waitFor(),
  },
  {
    name: 'a service standard being made',
    path: '/settings/standards',
    act: async (stage) => {
      await stage.page.locator('.standards-head .button:enabled').click()
      await dialog(stage)
    },
  },
  {
    name: 'an invitation being made',
    path: '/settings/people',
    act: async (stage) => {
      await stage.page.locator('main .button-primary').first().click()
      await dialog(stage)
    },
  },
  {
    name: 'how long somebody of the house is away',
    path: '/settings/people',
    act: async (stage) => {
      await stage.page.locator('.member-more button').last().click()
      await stage.page
        .getByRole('menuitem')
        .filter({ hasText: /Vắng|Away/ })
        .click()
      await dialog(stage)
    },
  },
  {
    name: 'how promises ended, by partner',
    path: '/overview?promisesBy=partner',
    act: async ({ page }) => page.locator('.ins-outcomes, .empty').first().waitFor(),
  },
  {
    name: 'what may be given for the trouble being changed',
    path: '/settings/standards',
    act: async ({ page }) => {
      await page.locator('.amends-roles input').nth(2).fill('250000')
      await page.locator('.amends-foot .button-primary:enabled').waitFor()
    },
  },
  {
    name: 'what a customer said about being written to',
    path: ({ ids }) => `/customers/${ids.person}?tab=consent`,
    act: async (stage) => {
      await stage.page.locator('.consent-card .button-secondary').last().click()
      await dialog(stage)
    },
  },
  {
    name: 'a topic being added',
    path: '/settings/topics',
    act: async (stage) => {
      await stage.page.locator('.settings-section .button').first().click()
      await dialog(stage)
    },
  },
  {
    name: 'a door being opened',
    path: '/settings/doors',
    act: async (stage) => {
      await stage.page.locator('.settings-section .button').first().click()
      await dialog(stage)
    },
  },
  {
    name: 'a card being written',
    path: '/messages/days',
    act: async (stage) => {
      await press('KeyC')(stage)
      await dialog(stage)
      await stage.page.locator('.card-face svg').nth(1).waitFor()
    },
  },
  {
    name: 'cards for several people',
    path: '/messages/days',
    act: async (stage) => {
      for (const tick of [0, 1]) await stage.page.locator('.days-tick input').nth(tick).check()
      await stage.page.locator('.days-bar .button-primary').click()
      await dialog(stage)
      await stage.page.locator('.several-name').first().click()
      await stage.page.locator('.card-face svg').nth(1).waitFor()
    },
  },
  { name: 'the days of the house', path: '/messages/days', act: pressFor('KeyD') },
  {
    name: 'a day of the year with its people',
    path: '/messages/days/year?year=2027&on=2027-02-06',
    act: ({ page }) => page.locator('.year-person').first().waitFor(),
  },
  {
    name: 'something planned for a day',
    path: '/messages/days/year?year=2027&on=2027-02-06',
    act: async ({ page }) => {
      await page.locator('.year-line .button-quiet').first().click()
      await page.locator('.year-plan').waitFor()
    },
  },
  {
    name: 'a playbook being written',
    path: '/settings/playbooks',
    act: async (stage) => {
      await stage.page.locator('.settings-section .button').first().click()
      await dialog(stage)
    },
  },
  {
    name: 'how to handle it, beside an act of the day',
    path: '/today',
    act: async ({ page }) => {
      await page.locator('.act.is-chosen .how-to-button').click()
      await page.locator('.how-to-room').waitFor()
    },
  },
  {
    name: 'the story of the week being written anew',
    path: '/today',
    act: async (stage) => {
      await stage.page.locator('.story-head button').click()
      await stage.page.getByRole('menuitem').first().click()
      await dialog(stage)
    },
  },
  {
    name: 'whom a day of the house is for',
    path: '/messages/days?only=house',
    act: async (stage) => {
      await stage.page.locator('.days-line button').first().click()
      await dialog(stage)
    },
  },
  {
    name: 'a letter that waits for a hand',
    path: '/messages/by-hand',
    act: async ({ page, address, ids }) => {
      const data = { purpose: 'service', subject: 'Sách đã về', text: 'Chào chị Hoa,\n\nCuốn sách chị hỏi đã về ạ.' }
      await page.request.post(`${address}/api/customers/${ids.person}/letters`, { data, headers: { origin: address } })
      await page.reload()
      await page.locator('.by-hand-head button').first().click()
      await page.locator('.by-hand-words').waitFor()
    },
    after: async ({ page, address }) => {
      const { letters } = await (await page.request.get(`${address}/api/messages/by-hand`)).json()
      for (const { customerId, messageId } of letters)
        await page.request.delete(`${address}/api/customers/${customerId}/messages/${messageId}`, { headers: { origin: address } })
    },
  },
  { name: 'a journey being drawn up', path: '/messages/journeys', act: pressFor('KeyC') },
  {
    name: 'a journey that is on',
    path: '/messages/journeys/0193a000-0000-7000-8000-00000000f102',
    act: ({ page }) => page.locator('.journey-path').waitFor(),
  },
  {
    name: 'a journey and its rehearsal',
    path: '/messages/journeys/0193a000-0000-7000-8000-00000000f104',
    act: async (stage) => {
      await stage.page.locator('.journey-path').waitFor()
      await press('KeyR')(stage)
      await stage.page.locator('.journey-next, .journey-side .button-primary').first().waitFor()
    },
  },
  { name: 'the box', path: '/today', act: pressFor('Control+KeyK') },
  { name: 'the keys', path: '/today', act: pressFor('?') },
  { name: 'no such page', path: '/nowhere' },
  {
    name: 'a call with its card, beside a profile',
    path: ({ ids }) => `/customers/${ids.organisation}`,
    act: async ({ page, ring }) => {
      calls += 1
      await ring('0570000101', `looks-${calls}`, 'ringing')
      await page.locator('.call-strip').waitFor()
      if (await page.locator('.call-strip .button-secondary').isVisible()) await page.locator('.call-strip .button-secondary').click()
      await page.locator('.call-panel [aria-busy=false]').waitFor()
    },
    after: async ({ page, ring }) => {
      await ring('0570000101', `looks-${calls}`, 'ended')
      await page.locator('.call-strip.is-over').waitFor()
      await page.locator('.call-strip button').last().click()
      await page.locator('.call-strip').waitFor({ state: 'detached' })
    },
  },
  { name: 'the door', path: '/sign-in', isOutside: true },
  {
    name: 'a door that was knocked at in vain',
    path: '/sign-in',
    isOutside: true,
    act: async (stage) => {
      await atDoor(stage, 'khong-ai@nha-quen.example', 'nhầm rồi')
      await stage.page.getByRole('alert').waitFor()
    },
  },
  {
    name: 'the second step at the door',
    path: '/sign-in',
    isOutside: true,
    act: async (stage) => {
      await atDoor(stage, stage.twoSteps.mail, stage.twoSteps.password)
      await stage.page.locator('input[autocomplete=one-time-code]').waitFor()
    },
  },
  {
    name: 'an invitation',
    path: ({ invitation }) => `/invitation#${invitation}`,
    isOutside: true,
    act: ({ page }) => page.locator('form').waitFor(),
  },
  { name: 'an invitation that is over', path: '/invitation#nothing', isOutside: true },
  { name: 'the first start', path: '/start#nothing', isOutside: true, act: ({ page }) => page.locator('form').waitFor() },
]

/** Everything there is to see: each address of the app as it opens, and what is opened there on purpose. */
export const looks = (): Look[] => [
  ...addressesOfApp()
    .map((path) => path.replace(/\/:\w+\?/g, ''))
    .filter((path) => !path.includes(':'))
    .map((path) => ({ name: path, path })),
  ...onPurpose,
]

/** Opens a look in a page that has its eyes already, and waits until it stands. */
export async function show(look: Look, stage: Stage): Promise<void> {
  const { page, address } = stage
  const path = typeof look.path === 'string' ? look.path : look.path(stage)
  // The secret of a link is read when the page begins: never only a step within it.
  if (path.includes('#')) await page.goto('about:blank')
  await page.goto(address + path)
  await settled(page)
  await look.act?.(stage)
  await settled(page)
}
