import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { desktop, phone, picture, seriousFaults } from '../support/browser.ts'
import { addressesOfApp, doorsOfApp, looks, settled, show } from '../support/screens.ts'
import { sideways } from '../support/sideways.ts'
import { openTheatre, type Theatre } from '../support/stage.ts'

let theatre: Theatre
beforeAll(async () => {
  theatre = await openTheatre()
}, 240_000)
afterAll(async () => {
  await theatre?.close()
}, 60_000)

const only = process.env.QUEN_LOOK
const seen = looks().filter(({ name }) => !only || name.includes(only))

test('every address of the app and every door outside is looked at', () => {
  const paths = looks().map(({ path }) =>
    typeof path === 'string' ? path : path({ ids: { person: 'x', organisation: 'x', household: 'x' }, invitation: 'x' } as never),
  )
  const isLookedAt = (pattern: string) => {
    const shape = new RegExp(`^${pattern.replace(/\/:\w+\?/g, '(/[^/?#]+)?').replace(/:\w+/g, '[^/?#]+')}([?#]|$)`)
    return paths.some((path) => shape.test(path))
  }
  expect([...addressesOfApp(), ...doorsOfApp()].filter((pattern) => !isLookedAt(pattern))).toEqual([])
})

/** Serious faults, light and dark, and what does not fit; then again in the narrower window. */
async function faultsOf(page: Page, name: string, narrow: { width: number; height: number }): Promise<string[]> {
  const size = page.viewportSize() ?? desktop
  const found: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    for (const fault of await seriousFaults(page)) found.push(`${name}, ${colorScheme}: ${fault}`)
    await picture(page, `${name.replace(/\W+/g, '-')}-${colorScheme}-${size.width}`)
  }
  for (const fault of await sideways(page)) found.push(`${name}: ${fault}`)
  await page.setViewportSize(narrow)
  await settled(page)
  for (const fault of await sideways(page)) found.push(`${name}, ${narrow.width} wide: ${fault}`)
  await picture(page, `${name.replace(/\W+/g, '-')}-${narrow.width}`)
  await page.setViewportSize(size)
  return found
}

describe('every screen is open to everybody', () => {
  test.each([
    // Half of the window is what 200 % leaves of it.
    ['1366 × 768 and at 200 %', desktop, { width: 683, height: 384 }],
    ['360 × 740 and 320 wide', phone, { width: 320, height: 640 }],
  ] as const)('light and dark, nothing to scroll sideways: %s', { timeout: 600_000 }, async (_, size, narrow) => {
    const [inside, outside] = [await theatre.stage(size, 'dung'), await theatre.stage(size)]
    const found: string[] = []
    for (const look of seen) {
      const stage = look.isOutside ? outside : inside
      try {
        await show(look, stage)
        found.push(...(await faultsOf(stage.page, look.name, narrow)))
        await look.after?.(stage)
      } catch (error) {
        throw new Error(`${look.name}: ${error instanceof Error ? error.message : error}`, { cause: error })
      }
    }
    expect(found).toEqual([])
    expect([...inside.faults, ...outside.faults]).toEqual([])
    for (const { page } of [inside, outside]) await page.context().close()
  })
})
