import { networkOf } from '../../../platform/http/knocks.ts'
import { countFailure } from '../../../platform/http/limits.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { hasCard } from '../../../values/card-guard.ts'
import { fillWording } from '../../../values/consent-words.ts'
import { tidy } from '../../../values/text.ts'
import { findHouse } from '../../team/public.ts'
import { confirmSignUp, noteOpened, type OpenDoor, openDoor, signUp } from '../consent/doors.ts'
import { currentWording } from '../consent/wordings.ts'
import { houseSender } from '../mail/settings.ts'
import { type Looks, looksOf, type PageAnswer, type PageAsk, type PublicPage, withLooks } from './asked.ts'
import { doorWords } from './door-words.data.ts'
import { framed } from './frame.ts'
import { Html, html, type Part } from './html.ts'
import { pageLink } from './links.ts'
import { saidLine } from './main-view.ts'
import type { SendService } from './notices.ts'
import { faultPage, Instead, sorry } from './visit.ts'

/** The doors by which somebody signs up: a counter's QR, a room's card, a form on another site. */

type Language = 'vi' | 'en'
/** What was typed, kept where it could not be taken. */
type Typed = { name: string; contact: string; topics: readonly string[] }
const nothing: Typed = { name: '', contact: '', topics: [] }

const MOST_FROM_ONE_NETWORK = { most: 60, perSeconds: 3600 }

/** The reader's own choice, else what the browser asks for. */
const languageOf = (ask: PageAsk, looks: Looks): Language => looks.language ?? ask.language

type Frame = { title: string; main: Part; house: string; status?: number; path?: string; mayBeFramed?: boolean }

function paged(ask: PageAsk, { title, main, house, status = 200, path, mayBeFramed }: Frame): PageAnswer {
  const looks = looksOf(ask.query)
  const page = { title, language: languageOf(ask, looks), looks, house, main, ...(path === undefined ? {} : { path }) }
  return { kind: 'page', status, write: framed(page), ...(mayBeFramed ? { mayBeFramed } : {}) }
}

/** The house's own words in force, with what this door promises. */
async function wordingFor(ask: PageAsk, open: OpenDoor, language: Language): Promise<string> {
  const words = (await currentWording(ask.db, language)).words.replaceAll('{channel}', doorWords[language].by)
  const chosen = { vi: doorWords.vi.chosen, en: doorWords.en.chosen }
  return fillWording(words, language, { house: open.house, topics: [chosen], channel: 'mail', monthly: open.door.monthly })
}

async function doorPage(ask: PageAsk, open: OpenDoor, typed: Typed, not?: string): Promise<PageAnswer> {
  const looks = looksOf(ask.query)
  const language = languageOf(ask, looks)
  const words = doorWords[language]
  const [sender, wording] = await Promise.all([houseSender(ask.db), wordingFor(ask, open, language)])
  const path = `/d/${open.door.code}`
  const topics = open.topics.map(
    ({ id, names }) =>
      html`<label class="tick"><input type="checkbox" name="topic" value="${id}"${typed.topics.includes(id) ? new Html(' checked') : false}>${names[language]}</label>`,
  )
  const contact = [sender.replyAddress || sender.fromAddress, sender.postalAddress].filter(Boolean).join(' · ')
  const main = html`<h1>${words.title(open.house)}</h1><p class="quiet">${words.intro}</p>${not !== undefined && saidLine({ text: not, tone: 'no' })}
<form method="post" action="${withLooks(path, looks)}"><label class="field">${words.name}<input name="name" maxlength="120" autocomplete="name" value="${typed.name}"></label>
<label class="field">${words.contact}<input name="contact" maxlength="200" required autocomplete="email" value="${typed.contact}"></label>
<fieldset><legend>${words.about}</legend>${topics}</fieldset><p class="quiet terms">${wording}</p>
<button class="btn main wide">${words.send(open.door.monthly)}</button></form><p class="foot">${words.from(sender.name, contact)}</p>`
  const status = not === undefined ? 200 : 422
  return paged(ask, { title: words.title(open.house), main, house: open.house, status, path, mayBeFramed: open.door.kind === 'form' })
}

function closed(ask: PageAsk): PageAnswer {
  const { closed: title, closedBody: body } = doorWords[ask.language]
  return sorry(ask, 404, { title, body })
}

async function showDoor(ask: PageAsk): Promise<PageAnswer> {
  const open = await openDoor(ask.db, ask.params.code ?? '')
  if (!open || open.door.kind === 'spoken') return closed(ask)
  await noteOpened(ask.db, open.door.id, ask.now)
  return doorPage(ask, open, nothing)
}

/** A place that signs up more people than a house has guests is slowed down. */
async function isFlooded({ db, from, now }: PageAsk): Promise<boolean> {
  return (await countFailure(db, `page door ${networkOf(from)}`, { ...MOST_FROM_ONE_NETWORK, now })) !== undefined
}

function notTaken(typed: Typed): string | undefined {
  if (hasCard(typed.name) || hasCard(typed.contact)) return 'card'
  return typed.name.length > 120 ? 'long' : undefined
}

/** The same answer to everybody, known here or not. */
function thanks(ask: PageAsk, open: OpenDoor): PageAnswer {
  const words = doorWords[languageOf(ask, looksOf(ask.query))]
  const main = html`<h1>${words.thanks}</h1><p>${words.thanksBody}</p>`
  return paged(ask, { title: words.thanks, main, house: open.house, mayBeFramed: open.door.kind === 'form' })
}

const signingUp =
  (send: SendService) =>
  async (ask: PageAsk): Promise<PageAnswer> => {
    const { db, form, now, origin } = ask
    const open = await openDoor(db, ask.params.code ?? '')
    if (!open || open.door.kind === 'spoken') return closed(ask)
    const language = languageOf(ask, looksOf(ask.query))
    const words = doorWords[language]
    const typed = { name: tidy(form.get('name') ?? ''), contact: tidy(form.get('contact') ?? ''), topics: form.getAll('topic') }
    if (ask.isForeign && open.door.kind !== 'form') return faultPage(ask, 403)
    const not = (await isFlooded(ask)) ? 'many' : notTaken(typed)
    if (not) return doorPage(ask, open, typed, words.no[not])
    try {
      const evidence = { from: ask.from, agent: ask.agent, formAddress: `${origin}/d/${open.door.code}` }
      const signed = await signUp(db, open.door.code, { ...typed, language }, evidence, now)
      ask.trace('customerSignedUp', signed.customerId, { doorId: open.door.id })
      if (signed.token) {
        const link = `${origin}/d/${open.door.code}/confirm/${signed.token}`
        const letter = { subject: words.mail.subject(open.house), text: words.mail.text(open.house, link) }
        await send(db, { customerId: signed.customerId, purpose: 'service', ...letter, staff: null, now })
      }
      return thanks(ask, open)
    } catch (error) {
      const why = error instanceof Refusal ? words.no[error.code] : undefined
      if (why === undefined) throw error
      // Whatever was begun is taken back; what was typed stays.
      throw new Instead(await doorPage(ask, open, typed, why))
    }
  }

async function showConfirm(ask: PageAsk): Promise<PageAnswer> {
  const words = doorWords[ask.language]
  const { name } = await findHouse(ask.db)
  const main = html`<h1>${words.confirm(name)}</h1><p>${words.confirmBody}</p><form method="post" class="go"><button class="btn main wide">${words.yes}</button></form>`
  return paged(ask, { title: words.confirm(name), main, house: name })
}

async function confirm(ask: PageAsk): Promise<PageAnswer> {
  const words = doorWords[ask.language]
  const { name } = await findHouse(ask.db)
  try {
    const { customerId } = await confirmSignUp(ask.db, ask.params.token ?? '', ask.now, ask.keyring)
    ask.trace('customerConfirmed', customerId)
    const own = new URL(pageLink({ publicAddress: ask.origin }, ask.keyring, customerId, ask.now)).pathname
    const main = html`<h1>${words.confirmed(name)}</h1><p class="go"><a class="btn wide" href="${own}">${words.own}</a></p>`
    return paged(ask, { title: words.confirmed(name), main, house: name })
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'consent.no_such_request') throw error
    throw new Instead(sorry(ask, 404, { title: words.expired, body: words.expiredBody }))
  }
}

export const doorPages = (send: SendService): PublicPage[] => [
  { name: 'showDoor', method: 'GET', path: '/d/:code', handler: showDoor },
  { name: 'customerSignedUp', method: 'POST', path: '/d/:code', takesForeign: true, handler: signingUp(send) },
  { name: 'showConfirm', method: 'GET', path: '/d/:code/confirm/:token', handler: showConfirm },
  { name: 'customerConfirmed', method: 'POST', path: '/d/:code/confirm/:token', handler: confirm },
]
