import type { Page } from 'playwright-core'

/**
 * What cannot be read without scrolling sideways: the page itself, a part that scrolls, or words that stand beyond the edge. What
 * runs on purpose (a row of tabs, a wide table) scrolls in a box of its own and is no fault.
 */
export const sideways = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const named = (one: Element) => `${one.tagName.toLowerCase()}${[...one.classList].map((name) => `.${name}`).join('')}`
    const faults: string[] = []
    const root = document.documentElement
    if (root.scrollWidth > innerWidth + 1) faults.push(`the page is ${root.scrollWidth} wide`)
    for (const one of document.querySelectorAll('[data-scrolls], main, .dialog'))
      if (
        one.checkVisibility() &&
        !one.matches(':has(> table)') &&
        one.scrollWidth > one.clientWidth + 1 &&
        getComputedStyle(one).overflowX !== 'visible'
      )
        faults.push(`${named(one)} is ${one.scrollWidth} wide in ${one.clientWidth}`)
    /** Cut off on purpose, or in a row that scrolls by itself. */
    const isMeant = (own: Element): boolean => {
      for (let up: Element | null = own; up; up = up.parentElement) {
        const { overflowX, textOverflow, position } = getComputedStyle(up)
        if (textOverflow === 'ellipsis' || up.matches('.unseen, .skip') || (position === 'absolute' && up.clientWidth <= 1)) return true
        if (['auto', 'scroll'].includes(overflowX) && (!up.matches('[data-scrolls]') || own.closest('table'))) return true
      }
      return false
    }
    const isBeyond = ({ left, right, width }: DOMRect) => width > 0 && (right > innerWidth + 1 || left < -1)
    const isSeen = (one: Element) => one.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = words.nextNode(); node; node = words.nextNode()) {
      const own = node.parentElement
      if (!own || !node.textContent?.trim() || !isSeen(own)) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      const box = range.getBoundingClientRect()
      if (isBeyond(box) && !isMeant(own))
        faults.push(`“${node.textContent.trim().slice(0, 40)}” of ${named(own)} ends at ${Math.round(box.right)}`)
    }
    for (const one of document.querySelectorAll('a, button, input, select, textarea, summary, img, [role=dialog]')) {
      const box = one.getBoundingClientRect()
      if (isBeyond(box) && isSeen(one) && !isMeant(one)) faults.push(`${named(one)} ends at ${Math.round(box.right)}`)
    }
    return [...new Set(faults)]
  })
