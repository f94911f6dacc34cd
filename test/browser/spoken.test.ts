import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { desktop, picture } from '../support/browser.ts'
import { home } from '../support/program.ts'
import { type Look, looks, settled, show } from '../support/screens.ts'
import { foreignTo, type Language, saidBy } from '../support/spoken.ts'
import { openTheatre, type Theatre } from '../support/stage.ts'

let theatre: Theatre
beforeAll(async () => {
  theatre = await openTheatre()
}, 240_000)
afterAll(async () => {
  await theatre?.close()
}, 60_000)

/** Letters that only Vietnamese has. */
const VIETNAMESE = /[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]/iu

/** What the house wrote itself stays as it was written: a tag, a need, the headings of a file that is brought in. */
const ofTheHouse = new Set([
  'gia đình',
  'nói tiếng Anh',
  // Who writes, and how they are greeted in their own language.
  'Emma Wilson',
  'Chào chị Hoa,',
  'Nguyễn Thị Thanh Hoa',
  'chị Hoa',
  // What the house called its letter and its door.
  'Bản tin tháng này: Sách cho mùa mưa',
  'Thẻ trong phòng',
  // Its standards, the groups of its goods, a tag that is to be taken off.
  'Báo giá',
  'Trả lời và giao hàng',
  'Dịch vụ',
  'Quà',
  'Remove gia đình',
  ...(readFileSync(join(home, 'test', 'fixtures', 'bad-input', 'csv', 'plain.csv'), 'utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/, 1)[0]
    ?.split(',') ?? []),
])

/** What was promised stands in the words of whoever promised it. */
async function promisesOf(page: Page): Promise<string[]> {
  const all: string[] = []
  for (let after: string | null = ''; after !== null; ) {
    const query: string = new URLSearchParams({ limit: '200', ...(after ? { after } : {}) }).toString()
    const answer = await page.request.get(new URL(`/api/promises?${query}`, page.url()).href)
    const { promises, next }: { promises: { words: string }[]; next: string | null } = await answer.json()
    all.push(...promises.map(({ words }) => words))
    after = next
  }
  return all
}

describe('one language at a time', () => {
  test.each(['vi', 'en'] as const)('on every screen in %s nothing is said in the other', { timeout: 400_000 }, async (language) => {
    const foreign = await foreignTo(language)
    expect(foreign.length).toBeGreaterThan(500)
    const [inside, outside] = [await theatre.stage(desktop, 'dung', language), await theatre.stage(desktop, undefined, language)]
    const found: string[] = []
    let promised: Set<string> | undefined
    for (const look of looks()) {
      const stage = look.isOutside ? outside : inside
      await show(look, stage)
      promised ??= look.isOutside ? undefined : new Set(await promisesOf(stage.page))
      expect(await stage.page.evaluate(() => document.documentElement.lang)).toBe(language)
      for (const text of await saidBy(stage.page)) {
        const sentence = ofTheHouse.has(text) || promised?.has(text) ? undefined : foreign.find(({ is }) => is(text))
        if (sentence) found.push(`${look.name}: “${text}” (${sentence.at})`)
      }
      if (language === 'en') await picture(stage.page, `${look.name.replace(/\W+/g, '-')}-en`)
      await look.after?.(stage)
    }
    expect(found).toEqual([])
    for (const { page } of [inside, outside]) await page.context().close()
  })
})

/** What the list behind `?` shows: the key as it is written on it, and what it does. */
async function keysShown(page: Page): Promise<{ key: string; words: string }[]> {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  await page.keyboard.press('?')
  const lines = page.getByRole('dialog').locator('.keys-line')
  await lines.first().waitFor()
  const shown = await lines.evaluateAll((all) =>
    all.map((line) => ({
      key: [...line.querySelectorAll('dt .key')].map((one) => one.textContent).join(' '),
      words: line.querySelector('dd')?.textContent?.trim() ?? '',
    })),
  )
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  return shown
}

const signs: Record<string, string> = {
  Mod: 'Ctrl',
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  Shift: '⇧',
}
const asShown = (key: string): string =>
  key
    .split(/[ +]/)
    .map((step) => signs[step] ?? step)
    .join(' ')

/** The keys with words that a file of the screens declares, as their names stand in it. */
const declaredIn = (source: string): string[] => [
  ...new Set([...source.matchAll(/\{[^{}]*?\bkey: '([^']+)'[^{}]*?\bwords\b[^{}]*?\}/g)].map(([, key]) => asShown(key ?? ''))),
]

/** Where each file's keys are in force: the looks at which they must stand in the list. */
const fromList: Look = {
  name: 'a profile out of the list',
  path: '/customers',
  act: async ({ page }) => {
    await page.keyboard.press('KeyJ')
    await page.keyboard.press('KeyJ')
    await page.keyboard.press('Enter')
    await page.waitForURL(/customers\/[\w-]{20}/)
  },
}
const atCounter: Look = {
  name: 'the console at a counter',
  path: '/recognise',
  act: async ({ page }) => void (await page.getByRole('switch').first().check({ force: true })),
  after: async ({ page }) => void (await page.getByRole('switch').first().uncheck({ force: true })),
}
const undone: Look = {
  name: 'a change of the look that can be undone',
  path: ({ ids }) => `/customers/${ids.household}`,
  act: async ({ page }) => {
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
    await page.keyboard.press('KeyN')
    await page.keyboard.type('ghi thử')
    await page.keyboard.press('Enter')
    await page.locator('.toast-undo').waitFor()
  },
}
const whereInForce: Record<string, string> = {
  'kit/peek.tsx': 'the list with a peek',
  'kit/grid-keys.ts': '/customers',
  'kit/toasts.tsx': undone.name,
  'rooms/calls/caller-choice.tsx': '',
  'rooms/calls/caller-card.tsx': 'a call with its card, beside a profile',
  'rooms/calls/console-call.ts': 'a call with its card, beside a profile',
  'rooms/calls/panel.tsx': 'a call with its card, beside a profile',
  'rooms/calls/desk.tsx': 'a call with its card, beside a profile',
  'rooms/exchange/foot.tsx': 'the columns of an import',
  'rooms/exchange/history.tsx': '/customers/imports',
  'rooms/care/today.tsx': '/today',
  'rooms/insight/overview.tsx': '/overview',
  'rooms/messages/newsletters.tsx': '/messages',
  'rooms/messages/cards/days.tsx': '/messages/days',
  'rooms/messages/journeys/journeys.tsx': '/messages/journeys',
  'rooms/messages/journeys/journey.tsx': 'a journey and its rehearsal',
  'rooms/messages/letters/block-list.tsx': 'a letter being written',
  'rooms/messages/letters/composer.tsx': 'a letter being written',
  'rooms/messages/sending/panel.tsx': 'sending a letter',
  'rooms/messages/sending/under-way.tsx': 'sending a letter',
  'rooms/messages/inbox/inbox.tsx': 'the inbox with a letter to the owner',
  'rooms/messages/inbox/talk-pane.tsx': 'the inbox with a letter to the owner',
  'rooms/promises/promises.tsx': '/promises',
  'rooms/promises/complaints/complaints.tsx': '/promises/complaints',
  'rooms/promises/complaints/receive-complaint.tsx': 'profile of a person, timeline',
  'rooms/promises/enquiries/enquiries.tsx': '/promises/enquiries',
  'rooms/promises/requests/requests.tsx': '/promises/requests',
  'rooms/promises/promise-pane.tsx': 'a promise',
  'rooms/promises/promise-ends.tsx': 'a promise',
  'rooms/promises/slip/slip-form.tsx': 'a promise that slips',
  'rooms/promises/slip/delay-form.tsx': 'a delay being noted',
  'rooms/promises/make/make-promise.tsx': 'profile of a person, timeline',
  'rooms/recognition/customer-card.tsx': 'the console with a card',
  'rooms/recognition/drill.tsx': '/recognise/drill',
  'rooms/recognition/console-state.ts': '/recognise',
  'rooms/recognition/console-parts.tsx': atCounter.name,
  'rooms/recognition/arrivals.tsx': '/recognise',
  'rooms/people/timeline-lines.tsx': 'profile of a person, timeline',
  'rooms/people/known/around.tsx': 'profile of a person, around',
  'rooms/people/customer-peek.tsx': 'the list with a peek',
  'rooms/people/list.tsx': '/customers',
  'rooms/people/profile.tsx': fromList.name,
  'shell/frame.tsx': '/today',
}

/** Keys of lists whose rows can be ticked; the customers' cannot. */
const ofOtherLists = new Set(['X', '⇧ ↓'])

/** Keys that are in force only while something is changed or under way, which these looks do not show. */
const onlyThen = new Set(['rooms/messages/journeys/journey.tsx Ctrl Enter', 'rooms/messages/sending/under-way.tsx S'])

describe('the keys behind ?', () => {
  const web = join(home, 'src', 'web')
  const declared = new Map(
    readdirSync(web, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !/\.test\.|kit\/dialog|shell\/keys\.ts/.test(file))
      .map((file) => [file, readFileSync(join(web, file), 'utf8')] as const)
      .filter(([, source]) => /\buseKeys\(/.test(source))
      .map(([file, source]) => [file, declaredIn(source)] as const),
  )

  test('every file that gives keys is known here, and where to find them', () => {
    expect([...declared.keys()].filter((file) => whereInForce[file] === undefined)).toEqual([])
    expect([...declared.values()].flat().length).toBeGreaterThan(40)
  })

  test('every screen lists its own, in both languages', { timeout: 400_000 }, async () => {
    const listed = new Map<Language, Map<string, { key: string; words: string }[]>>()
    const asked = [...looks(), fromList, atCounter, undone].filter(({ name }) => Object.values(whereInForce).includes(name))
    for (const language of ['vi', 'en'] as const) {
      const stage = await theatre.stage(desktop, 'dung', language)
      const shown = new Map<string, { key: string; words: string }[]>()
      for (const look of asked) {
        await show(look, stage)
        shown.set(look.name, await keysShown(stage.page))
        await look.after?.(stage)
        await settled(stage.page)
      }
      listed.set(language, shown)
      await stage.page.context().close()
    }
    const missing: string[] = []
    for (const [file, keys] of declared) {
      const name = whereInForce[file] ?? ''
      if (name === '') continue
      for (const [language, shown] of listed)
        for (const key of keys)
          if (
            !onlyThen.has(`${file} ${key}`) &&
            !(file.endsWith('grid-keys.ts') && ofOtherLists.has(key)) &&
            !shown.get(name)?.some((line) => line.key === key)
          )
            missing.push(`${language}: ${key} of ${file} at “${name}”`)
    }
    expect(missing).toEqual([])
    for (const look of asked) {
      const [ours, theirs] = [listed.get('vi')?.get(look.name) ?? [], listed.get('en')?.get(look.name) ?? []]
      expect(theirs.map(({ key }) => key)).toEqual(ours.map(({ key }) => key))
      // A name of a person or of the house may stand in a sentence; the sentence is another all the same.
      expect(ours.filter(({ words }, at) => words === '' || words === theirs[at]?.words)).toEqual([])
      expect(theirs.filter(({ words }) => VIETNAMESE.test(words))).toEqual([])
    }
  })
})
