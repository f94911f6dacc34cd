import type { fileDangers } from './contract.ts'

/** What a file that came along may do to whoever opens it: pure, told by its name and by what its mail says it is. */

type FileDanger = (typeof fileDangers)[number]

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '))

/** What a computer runs, installs or mounts when it is opened. */
const programs = setOf(
  'apk app appimage appx bat cab chm cmd com command cpl deb desktop dll dmg exe gadget hta img inf ins iso jar js jse ' +
    'jnlp lnk mde msc msi msix msp mst pif pkg ps1 psm1 py pyc rb reg rpm run scf scr sct service sh sys url vb vbe vbs vhd vhdx wsf wsh xll',
)
/** What a browser runs: a page can look like the door of the house. */
const pages = setOf('htm html htt mht mhtml shtml svg svgz swf xht xhtml xml xsl xslt')
/** Documents that can carry programs; those of the older kind do without saying so. */
const macros = setOf('doc docm dot dotm ods one potm ppa ppam pps ppsm ppt pptm rtf sldm slk wbk xla xlam xls xlsb xlsm xlt xltm')

const dangerOfMime: readonly [RegExp, FileDanger][] = [
  [/(?:x-ms-?download|x-msdos-program|x-executable|x-sh\b|java-archive|javascript|ecmascript|x-bat|vnd\.android\.package)/, 'program'],
  [/^(?:text\/html|application\/xhtml|image\/svg|multipart\/related)/, 'page'],
  [/macroenabled/, 'macros'],
]

/** Its last ending in small letters; dots and spaces behind it are nothing to the one who opens it. */
export const endingOf = (name: string): string =>
  /\.([^.]+)$/
    .exec(name.replace(/[.\s]+$/u, ''))?.[1]
    ?.trim()
    .toLowerCase() ?? ''

/** Why whoever takes it should be told first; null where nothing is known against it. */
export function dangerOf(name: string, mime: string): FileDanger | null {
  const ending = endingOf(name)
  if (programs.has(ending)) return 'program'
  if (pages.has(ending)) return 'page'
  if (macros.has(ending)) return 'macros'
  return dangerOfMime.find(([like]) => like.test(mime.toLowerCase()))?.[1] ?? null
}

/** As what it is handed out: a few kinds that run nothing, everything else as bytes. */
const inert = setOf('image/png image/jpeg image/gif image/webp application/pdf')
export const servedAs = (mime: string): string => (inert.has(mime.toLowerCase()) ? mime.toLowerCase() : 'application/octet-stream')

/** How a browser is told to keep it: never shown, under its own name. */
export function dispositionOf(name: string): string {
  const plain = name
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .replace(/[^\x20-\x7e]|["\\%;]/g, '_')
  const whole = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
  return `attachment; filename="${plain || 'file'}"; filename*=UTF-8''${whole}`
}
