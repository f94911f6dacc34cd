/** Small charts of block characters, and text broken to a width. */

const EIGHTHS_ACROSS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'] as const
const EIGHTHS_UP = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const

/** As many columns as the text takes: our texts hold no character of double width. */
export const plainWidth = (text: string): number => [...text.normalize('NFC')].length

/** A bar of `width` columns, filled to the share; something that is there is never drawn as nothing. */
export function bar(share: number, width: number): string {
  const eighths = Math.max(share > 0 ? 1 : 0, Math.round(Math.min(1, Math.max(0, share)) * width * 8))
  const drawn = `${'█'.repeat(Math.floor(eighths / 8))}${EIGHTHS_ACROSS[eighths % 8] ?? ''}`
  return drawn + ' '.repeat(width - plainWidth(drawn))
}

/** A column each for shares from 0 to 1, `height` lines high, with a scale at the left of the first and the last line. */
export function columnsChart(shares: readonly number[], height: number, scale: (share: number) => string): string[] {
  return Array.from({ length: height }, (_, line) => {
    const base = height - 1 - line
    const drawn = shares.map((share) => {
      const eighths = Math.round(Math.min(1, Math.max(0, share)) * height * 8) - base * 8
      return EIGHTHS_UP[Math.min(8, Math.max(0, eighths))] ?? ' '
    })
    const isEdge = line === 0 || line === height - 1
    const label = scale(line === 0 ? 1 : 0)
    return `${isEdge ? label : ' '.repeat(label.length)} ${drawn.join('')}`.trimEnd()
  })
}

/** Broken at spaces; a no-break space holds. A word that is wider than all the room stands alone. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (plainWidth(longer) <= width || line === '') line = longer
    else {
      lines.push(line)
      line = word
    }
  }
  return line === '' ? lines : [...lines, line]
}
