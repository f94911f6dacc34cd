import { isUtf8 } from 'node:buffer'
import { open } from 'node:fs/promises'
import { fromTcvn3, looksLikeTcvn3, shareOfSyllables } from './old-encodings.ts'
import { TableRefused } from './row.ts'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be'

const CHUNK = 1 << 20
const SAMPLE = 1 << 16

/**
 * Finds out how a text file is written and gives its beginning (up to 64 KiB, decoded, without mark). UTF-8 is checked to the last byte, so that no
 * row can turn out unreadable later; throws TableRefused for Windows-1258, TCVN3 and whatever is not known.
 */
export async function sniffEncoding(path: string): Promise<{ encoding: Encoding; sample: string }> {
  const file = await open(path, 'r')
  try {
    const start = await readAt(file, 0, SAMPLE)
    const wide = wideEncoding(start)
    if (wide !== null) return decoded(wide, start)
    const wrong = await firstWrongChunk(file)
    if (wrong !== null) throw new TableRefused(oldEncoding(start, wrong))
    return decoded('utf-8', wholeCharacters(start))
  } finally {
    await file.close()
  }
}

type File = Awaited<ReturnType<typeof open>>

async function readAt(file: File, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length)
  let filled = 0
  while (filled < length) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, position + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return buffer.subarray(0, filled)
}

function decoded(encoding: Encoding, bytes: Buffer): { encoding: Encoding; sample: string } {
  const sample = new TextDecoder(encoding).decode(bytes)
  if (looksLikeTcvn3(sample)) throw new TableRefused('encoding-tcvn3')
  return { encoding, sample }
}

/** UTF-16 by its mark, or by the zero bytes that every second place has in Latin text. */
function wideEncoding(bytes: Buffer): Encoding | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const zeros = [0, 0]
  const length = Math.min(bytes.length, 4096)
  for (let at = 0; at < length; at += 1) if (bytes[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros.map((count) => count / Math.max(1, length / 2))
  if (odd > 0.3 && even < 0.05) return 'utf-16le'
  return even > 0.3 && odd < 0.05 ? 'utf-16be' : null
}

/** Reads the file once through; gives the first stretch that is not UTF-8. */
async function firstWrongChunk(file: File): Promise<Buffer | null> {
  let position = 0
  for (;;) {
    const bytes = await readAt(file, position, CHUNK)
    if (bytes.length === 0) return null
    const isLast = bytes.length < CHUNK
    const whole = isLast ? bytes : wholeCharacters(bytes)
    if (!isUtf8(whole)) return bytes
    position += whole.length
    if (isLast) return null
  }
}

/** Leaves out a character that the end cuts in two. */
function wholeCharacters(bytes: Buffer): Buffer {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return bytes
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? bytes.subarray(0, bytes.length - back) : bytes
  }
  return bytes
}

function oldEncoding(start: Buffer, wrong: Buffer): 'encoding-cp1258' | 'encoding-tcvn3' | 'encoding-unknown' {
  const sample = Buffer.concat([start, wrong.subarray(firstHighByte(wrong), firstHighByte(wrong) + SAMPLE)])
  const asTcvn3 = shareOfSyllables(fromTcvn3(sample.toString('latin1')))
  const asCp1258 = shareOfSyllables(new TextDecoder('windows-1258').decode(sample))
  if (Math.max(asTcvn3, asCp1258) < 0.6) return 'encoding-unknown'
  return asTcvn3 > asCp1258 ? 'encoding-tcvn3' : 'encoding-cp1258'
}

function firstHighByte(bytes: Buffer): number {
  const at = bytes.findIndex((byte) => byte >= 0x80)
  return Math.max(0, at - 1024)
}
