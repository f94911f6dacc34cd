import type { Part } from './merge-rules.ts'

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Words as HTML: nothing in them can become a tag or leave an attribute. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign)

/** The words of a text escaped, its fields left for each reader. */
export const escaped = (parts: readonly Part[]): Part[] => parts.map((part) => (typeof part === 'string' ? escapeHtml(part) : part))

/** Where a link may lead: to the web, to a mail address, to a telephone; anything else is no link. */
export function safeLink(link: string): string | undefined {
  const asked = link.trim()
  if (asked === '' || !URL.canParse(asked)) return undefined
  const { protocol, href } = new URL(asked)
  return ['https:', 'http:', 'mailto:', 'tel:'].includes(protocol) ? href : undefined
}

/** Neighbouring words joined, so that little is left to do for each reader. */
export function joinParts(parts: readonly Part[]): Part[] {
  const joined: Part[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    if (typeof part === 'string' && typeof last === 'string') joined[joined.length - 1] = last + part
    else joined.push(part)
  }
  return joined
}
