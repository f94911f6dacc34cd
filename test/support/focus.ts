import type { Page } from 'playwright-core'

/**
 * What is wrong with where the keyboard is: no ring to be seen on it, out of sight, or below something else. Empty when all is well.
 * Where a screen only sets down whoever arrives (its main part, a greeting) nothing can be pressed, and no ring is asked for.
 */
export const faultOfFocus = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const active = document.activeElement
    if (!(active instanceof HTMLElement) || active === document.body) return ''
    const isLanding = active.tabIndex < 0 && active.matches('main, h1, h2')
    if (isLanding) return ''
    const name = `${active.tagName.toLowerCase()}.${[...active.classList].join('.')} “${(active.getAttribute('aria-label') ?? active.textContent ?? '').trim().slice(0, 40)}”`
    const probe = document.createElement('i')
    probe.style.color = 'var(--focus)'
    document.body.append(probe)
    const colour = getComputedStyle(probe).color
    probe.remove()
    const isRinged = (one: Element): boolean => {
      const { outlineStyle, outlineWidth, outlineColor, boxShadow, stroke } = getComputedStyle(one)
      const isOutlined = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2 && outlineColor !== 'rgba(0, 0, 0, 0)'
      return isOutlined || boxShadow.includes(colour) || stroke === colour
    }
    // A field that is drawn by its frame, a radio that is drawn by its words, a list that rings the row it is at.
    const near: Element[] = [active]
    for (let up = active.parentElement; up && near.length < 5; up = up.parentElement) if (up.matches(':focus-within')) near.push(up)
    if (active.nextElementSibling) near.push(active.nextElementSibling)
    near.push(...active.querySelectorAll('.is-current, svg *'))
    const ring = near.find(isRinged)
    if (!ring) return `no ring on ${name}`
    const box = ring.getBoundingClientRect()
    const [x, y] = [
      (Math.max(0, box.left) + Math.min(innerWidth, box.right)) / 2,
      (Math.max(0, box.top) + Math.min(innerHeight, box.bottom)) / 2,
    ]
    if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) return `out of sight: ${name}`
    const over = document.elementFromPoint(x, y)
    const isOnTop = over !== null && (ring.contains(over) || over.contains(ring) || over.closest('label')?.contains(ring))
    return isOnTop ? '' : `below ${over?.tagName.toLowerCase()}.${over?.className}: ${name}`
  })
