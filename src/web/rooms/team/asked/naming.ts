import { fold } from '#values/text.ts'

/** The key of something new, out of its name: "Giặt ủi" is `giat-ui`, and `giat-ui-2` where that is taken. */
export function keyFrom(name: string, taken: readonly string[]): string {
  const plain =
    fold(name)
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 50)
      .replace(/-+$/, '') || 'own'
  if (!taken.includes(plain)) return plain
  let at = 2
  while (taken.includes(`${plain}-${at}`)) at++
  return `${plain}-${at}`
}
