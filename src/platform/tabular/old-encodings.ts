/**
 * Vietnamese from before Unicode. TCVN3 (fonts named .Vn…) puts ready-made letters on the bytes of Western signs; Windows-1258 writes the tone
 * as a byte of its own. Text is recognised by what it says once decoded: words that could be Vietnamese syllables.
 */

/** TCVN 5712:1993, third set, as the .Vn fonts use it: byte → letter; capitals share the bytes in fonts that end in H. */
const TCVN3_LETTERS: [number, string][] = [
  [0xa1, 'ĂÂÊÔƠƯĐăâêôơưđ'],
  [0xb5, 'àảãáạ'],
  [0xbb, 'ằẳẵắ'],
  [0xc6, 'ặầẩẫấậè'],
  [0xce, 'ẻẽéẹềểễếệìỉ'],
  [0xdc, 'ĩíịò'],
  [0xe1, 'ỏõóọồổỗốộờởỡớợù'],
  [0xf1, 'ủũúụừửữứựỳỷỹýỵ'],
]
const TCVN3 = new Map(TCVN3_LETTERS.flatMap(([first, letters]) => [...letters].map((letter, at) => [first + at, letter] as const)))

/** Reads each character below U+0100 as the byte of a .Vn font; what has no meaning there becomes U+FFFD. */
export function fromTcvn3(text: string): string {
  return text.replace(/[\u0080-\u00ff]/g, (char) => TCVN3.get(char.charCodeAt(0)) ?? '\ufffd')
}

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g
const SYLLABLE = /^(?:b|ch?|d|đ|gh?|gi|h|kh?|l|m|ngh?|nh?|ph?|qu?|r|s|th?|tr|v|x)?[aăâeêioôơuưy]{1,3}(?:ch?|m|ng|nh?|p|t)?$/

/** Says whether a word has the shape of a Vietnamese syllable, with one tone at most. */
export function isSyllable(word: string): boolean {
  const apart = word.toLowerCase().normalize('NFD')
  const tones = apart.match(TONES)?.length ?? 0
  return tones <= 1 && SYLLABLE.test(apart.replace(TONES, '').normalize('NFC'))
}

/** How many of the words with letters outside ASCII are Vietnamese syllables, as a share; 0 when there are fewer than two. */
export function shareOfSyllables(text: string): number {
  const words = (text.normalize('NFC').match(/[\p{L}\p{M}\ufffd]+/gu) ?? []).filter((word) => /[^a-z]/i.test(word))
  if (words.length < 2) return 0
  return words.filter(isSyllable).length / words.length
}

const WESTERN_WORD = /[a-z\u00a1-\u00ff]+/gi
// Signs that .Vn fonts turn into letters and that no European language writes inside a word.
const SIGN_IN_WORD =
  /[a-z][\u00a8-\u00ac\u00ad\u00ae\u00b5-\u00b9\u00bb-\u00be]|[\u00a8-\u00ac\u00ad\u00ae\u00b5-\u00b9\u00bb-\u00be][a-z]/i

/** Says whether decoded text is TCVN3 that somebody took for Western text: "hä tªn" for "họ tên". */
export function looksLikeTcvn3(text: string): boolean {
  // Letters that only Unicode has are proof of the contrary.
  if (/[\u01a0\u01a1\u01af\u01b0\u0110\u0111\u0102\u0103\u1ea0-\u1ef9]/.test(text)) return false
  const words = (text.match(WESTERN_WORD) ?? []).filter((word) => /[^a-z]/i.test(word))
  const telling = new Set(words.filter((word) => SIGN_IN_WORD.test(word) && isSyllable(fromTcvn3(word))))
  const valid = words.filter((word) => isSyllable(fromTcvn3(word))).length
  return telling.size >= 2 && valid >= words.length * 0.6
}
