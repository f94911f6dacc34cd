import { showDate } from '../../../values/civil-date.ts'
import { dayIn } from '../../../values/zone.ts'
import { findHouse } from '../../team/public.ts'
import { archivedLetter } from '../letters/looking.ts'
import { looksOf, type PublicPage } from './asked.ts'
import { doorWords } from './door-words.data.ts'
import { html } from './html.ts'
import { sorry } from './visit.ts'

/** A letter for everybody to read: the mail itself under a line that says whose it is and of when. */
export const archivePage: PublicPage = {
  name: 'showArchivedLetter',
  method: 'GET',
  path: '/ban-tin/:code',
  handler: async (ask) => {
    const language = looksOf(ask.query).language ?? ask.language
    const [letter, house] = await Promise.all([archivedLetter(ask.db, ask.params.code ?? '', language), findHouse(ask.db)])
    if (!letter) return sorry(ask, 404, { title: doorWords[language].noLetter, body: doorWords[language].noLetterBody })
    const on = showDate(dayIn(house.zone, letter.sentAt.getTime()), letter.language)
    const line = html`<p style="margin:0;padding:12px 16px;font:14px/1.5 system-ui,sans-serif;color:#55605a;background:#fbfaf7">${doorWords[letter.language].letter(house.name, on)}</p>`
    const whole = letter.html.replace(/<body[^>]*>/i, (body) => `${body}${line.text}`)
    return { kind: 'page', status: 200, write: () => whole, isLetter: true }
  },
}
