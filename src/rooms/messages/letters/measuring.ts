import type { Picture } from './letter.ts'

/** What a file is, by its own bytes: a name or a header of the sender's proves nothing. */
export type Measured = { mime: Picture['mime']; width: number; height: number }

const starts = (bytes: Uint8Array, signature: readonly number[], at = 0): boolean => signature.every((byte, i) => bytes[at + i] === byte)
const text = (bytes: Uint8Array, at: number, length: number): string => String.fromCharCode(...bytes.subarray(at, at + length))

function png(view: DataView, bytes: Uint8Array): Measured | undefined {
  if (!starts(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) || bytes.length < 24 || text(bytes, 12, 4) !== 'IHDR')
    return undefined
  return { mime: 'image/png', width: view.getUint32(16), height: view.getUint32(20) }
}

function gif(view: DataView, bytes: Uint8Array): Measured | undefined {
  if (bytes.length < 10 || !['GIF87a', 'GIF89a'].includes(text(bytes, 0, 6))) return undefined
  return { mime: 'image/gif', width: view.getUint16(6, true), height: view.getUint16(8, true) }
}

/** Markers that carry the size: all start-of-frame markers but those of tables. */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

function jpeg(view: DataView, bytes: Uint8Array): Measured | undefined {
  if (!starts(bytes, [0xff, 0xd8, 0xff])) return undefined
  let at = 2
  while (at + 9 < bytes.length) {
    if (bytes[at] !== 0xff) return undefined
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) {
      at++
      continue
    }
    if (isFrame(marker)) return { mime: 'image/jpeg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
    at += 2 + view.getUint16(at + 2)
  }
  return undefined
}

const threeBytes = (bytes: Uint8Array, at: number): number => (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16)

function webp(view: DataView, bytes: Uint8Array): Measured | undefined {
  if (bytes.length < 30 || text(bytes, 0, 4) !== 'RIFF' || text(bytes, 8, 4) !== 'WEBP') return undefined
  const mime = 'image/webp'
  switch (text(bytes, 12, 4)) {
    case 'VP8X':
      return { mime, width: threeBytes(bytes, 24) + 1, height: threeBytes(bytes, 27) + 1 }
    case 'VP8L': {
      const packed = view.getUint32(21, true)
      return { mime, width: (packed & 0x3fff) + 1, height: ((packed >> 14) & 0x3fff) + 1 }
    }
    case 'VP8 ':
      return { mime, width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
    default:
      return undefined
  }
}

const WIDEST = 12_000

/** Kind and size of a picture by its bytes; undefined where it is none of the four kinds, or no size a picture can have. */
export function measure(bytes: Uint8Array): Measured | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const measured = png(view, bytes) ?? jpeg(view, bytes) ?? gif(view, bytes) ?? webp(view, bytes)
  if (!measured) return undefined
  const { width, height } = measured
  return width > 0 && height > 0 && width <= WIDEST && height <= WIDEST ? measured : undefined
}
