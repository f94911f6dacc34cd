import { fold } from '../../../values/text.ts'
import { openingOf, type Speaking, sentencesOf } from '../speaking-rules.ts'

/** Requests as pure functions: what is the same wish, and what is said when it has come. */

/** What people put around the thing itself when they ask for it. */
const asking =
  /^(tim( giup)?( (em|anh|chi|co|chu|bac|ban|minh|toi))?|bao( (em|anh|chi|minh))?( khi| luc)?( nao)?( co| ve)?|khi nao( co| ve)?|nho tim|find( me)?|look for|tell me when) /
const ending = / (khi nao ve( thi)? bao.*|thi (bao|goi|nhan)( .*)?|ve thi bao.*|co thi bao.*|khi co hang|when it comes|when it arrives)$/

/** The key of a wish: the same thing asked for in other marks, letters and turns of phrase is the same wish. */
export function wishKey(wants: string): string {
  const folded = fold(wants).trim()
  const bare = folded.replace(asking, '').replace(ending, '').trim()
  return bare === '' ? folded : bare
}

/** The thing itself as it was written, without the words around it. */
export function bareWish(wants: string): string {
  const written = wants.split(' ')
  const folded = written.map((word) => fold(word).trim())
  const key = wishKey(wants).split(' ')
  const from = folded.findIndex((_, at) => key.every((word, n) => folded[at + n] === word))
  return from < 0 ? wants : written.slice(from, from + key.length).join(' ')
}

/** The words of the promise itself, as the house reads them. */
export const promiseWords = (kind: 'search' | 'arrival', wants: string, language: 'vi' | 'en'): string =>
  (language === 'vi'
    ? { search: `Tìm giúp: ${wants}`, arrival: `Báo khi có: ${wants}` }[kind]
    : { search: `Look for: ${wants}`, arrival: `Tell them when it comes: ${wants}` }[kind]
  ).slice(0, 300)

/** The same once it has come, and somebody has to tell them. */
export const arrivedWords = (wants: string, language: 'vi' | 'en'): string =>
  (language === 'vi' ? `Báo đã có: ${wants}` : `Tell them it is here: ${wants}`).slice(0, 300)

export type ArrivalAsked = {
  speaking: Speaking
  /** Null where the house itself writes. */
  writer: string | null
  house: string
  kind: 'search' | 'arrival'
  wants: string
  /** A sentence more: where it lies, what it costs. */
  more: string | null
}

const said = (more: string | null): string => (more === null ? '' : /[.!?…]$/.test(more) ? more : `${more}.`)

/** "Chào chị Hoa, em là Ngọc ở Nhà Quen. Chị có nhờ em báo khi có “…”. Nay nhà đã có rồi ạ. …" */
export function arrivalLetter({ speaking, writer, house, kind, wants, more }: ArrivalAsked): { subject: string; text: string } {
  const { language, them, us } = speaking
  const thing = `“${wants}”`
  const opening = openingOf(speaking, writer, house)
  if (language === 'en')
    return {
      subject: `${thing} is here`,
      text: sentencesOf(
        opening,
        kind === 'search' ? `you asked us to look for ${thing}.` : `you asked us to tell you when ${thing} comes.`,
        kind === 'search' ? 'we have found it.' : 'it is here now.',
        said(more),
        'a word to us is enough, and we will keep it for you.',
      ),
    }
  return {
    subject: `${thing} đã có ở ${house}`,
    text: sentencesOf(
      opening,
      kind === 'search' ? `${them} có nhờ ${us} tìm giúp ${thing}.` : `${them} có nhờ ${us} báo khi có ${thing}.`,
      kind === 'search' ? `nay ${us} tìm được rồi ạ.` : `nay nhà ${us} đã có rồi ạ.`,
      said(more),
      `${them} muốn ${us} giữ lại thì nhắn ${us} một tiếng nhé.`,
    ),
  }
}
