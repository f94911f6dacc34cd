import { receiveLetter } from '../inbox/letters-in.ts'
import type { PageAnswer, PublicPage } from './asked.ts'
import { withLooks } from './asked.ts'
import { framed } from './frame.ts'
import { html, type Part } from './html.ts'
import { leaveOnce, oneClick } from './leaving.ts'
import { isOld, pageLink } from './links.ts'
import { agreement, type Shown, saidLine, to, wishesPart } from './main-view.ts'
import { greetingOf } from './model.ts'
import type { SendService } from './notices.ts'
import { type Said, saidAfter, saidNot, saidOften } from './said.ts'
import { addLike, change, readText, setAddress, strike, unstrike } from './self.ts'
import { addressPart, footPart, languagePart, letterPart, likesPart, whyPart } from './self-view.ts'
import { done, type Ended, shown, type Visit } from './visit.ts'
import { whySent } from './why.ts'
import { comeBack, setChannel, setLevel, setOften, setPause, setTimes, setTopic } from './wishes.ts'
import type { OwnChannel } from './wishes-rules.ts'

/** The customer's own page and every tap on it. */

type Kept = { letter?: { text: string; said: Said }; what?: string }

function shownOf(visit: Visit): Shown {
  const { ask, model, speaking, looks, path } = visit
  const act = ask.query.get('ok')
  const line = [...model.preferences, ...model.struck].find(({ id }) => id === ask.query.get('line'))
  const way = model.ways.find((one) => one === ask.query.get('way'))
  const said = saidAfter(act, model, speaking, { topicId: ask.query.get('topic') ?? undefined, channel: way, line })
  return { model, speaking, looks, path, act: said ? act : null, said }
}

/** Above everything: that this is only looked at, or what was not done. */
const topLine = ({ ask, key, speaking }: Visit): Part =>
  saidLine(key.isPreview ? { text: speaking.words.preview(speaking.persons), tone: 'wait' } : saidNot(ask.query.get('no'), speaking))

async function mainPage(visit: Visit, kept: Kept = {}, status = 200): Promise<PageAnswer> {
  const { ask, key, model, speaking, looks, path } = visit
  if (isOld(key, ask.now)) return oldPage(visit)
  const view = shownOf(visit)
  const why = key.messageId ? await whySent(ask.db, model, speaking, key.messageId) : undefined
  const struck = view.act === 'strike' ? model.struck.find(({ id }) => id === ask.query.get('line')) : undefined
  const main = html`<h1>${greetingOf(model.customer, speaking.language)}</h1>${topLine(visit)}${wishesPart(view)}
${likesPart(view, struck, kept.what ?? '')}${addressPart(view)}${letterPart(view, kept.letter)}${whyPart(view, why)}${languagePart(view)}${footPart(view)}`
  const title = speaking.words.title(speaking.persons)
  const page = { title, language: speaking.language, looks, house: model.house.name, path, main, isLive: true }
  return { kind: 'page', status, write: framed(page) }
}

/** An old key closes the tap, and opens nothing else. */
function oldPage(visit: Visit): PageAnswer {
  const { speaking, looks, model, path } = visit
  const { words, persons } = speaking
  const view = { path, looks }
  const left = model.hasLeft && saidLine(saidOften(model, speaking))
  const sent = visit.ask.query.get('ok') === 'renewed' && saidLine({ text: words.now.renewed(persons) })
  const main = html`<h1>${words.old.title}</h1>${topLine(visit)}${left}${sent}<p>${words.old.body(persons)}</p><div class="go">
<form method="post" action="${to(view, 'often')}"><button class="btn wide" name="n" value="none">${words.leave(persons)}</button></form>
<form method="post" action="${to(view, 'new-link')}"><button class="btn wide">${words.old.send}</button></form></div>`
  const page = { title: words.old.title, language: speaking.language, looks, house: model.house.name, path, main }
  return { kind: 'page', status: 200, write: framed(page) }
}

const field = ({ ask }: Visit, name: string): string => ask.form.get(name) ?? ''
const shownWords = ({ model, speaking, key }: Visit) => ({
  words: agreement(model, speaking),
  language: speaking.language,
  messageId: key.messageId,
})

async function often(visit: Visit, send: SendService): Promise<Ended> {
  const n = field(visit, 'n')
  if (n === 'none') {
    await leaveOnce(visit.ask, visit.key, 'page', send)
    return { ok: 'often', isTold: true }
  }
  if (isOld(visit.key, visit.ask.now)) return { not: 'gone' }
  if (/^[0-9]{1,2}$/.test(n) && Number(n) <= 60) await setOften(visit.ask.db, visit.model, Number(n), shownWords(visit))
  else return { not: 'gone' }
  return { ok: 'often' }
}

async function undo(visit: Visit): Promise<Ended> {
  await comeBack(visit.ask.db, visit.model, shownWords(visit))
  if (field(visit, 'pause') !== '1') return { ok: 'undo' }
  await setPause(visit.ask.db, visit.model, true)
  return { ok: 'pause' }
}

async function topic(visit: Visit): Promise<Ended> {
  const { ask, model } = visit
  const [topicId, way] = (field(visit, 'on') || field(visit, 'off')).split(' ')
  const found = model.wanted.find((one) => one.topic.id === topicId)
  const channel = model.ways.find((one) => one === way)
  if (!found || (way !== undefined && !channel)) return { not: 'gone' }
  await setTopic(ask.db, model, found.topic, channel, ask.form.has('on'), shownWords(visit))
  return { ok: 'topic', about: { topic: topicId, way: channel } }
}

async function channel(visit: Visit): Promise<Ended> {
  const way: OwnChannel | undefined = visit.model.ways.find((one) => one === field(visit, 'by'))
  if (!way) return { not: 'gone' }
  await setChannel(visit.ask.db, visit.model, way, shownWords(visit))
  return { ok: 'channel' }
}

async function times(visit: Visit): Promise<Ended> {
  const hour = (name: string): number | null => (/^\d{1,2}$/.test(field(visit, name)) ? Math.min(24, Number(field(visit, name))) : null)
  const days = [...new Set(visit.ask.form.getAll('day').filter((day) => /^[1-7]$/.test(day)))].map(Number).sort()
  const [fromHour, untilHour] = [hour('from'), hour('until')]
  if ((fromHour ?? 0) >= (untilHour ?? 24)) return { not: 'hours' }
  const isAnyDay = days.length === 0 || days.length === 7
  await setTimes(visit.ask.db, visit.model, { days: isAnyDay ? null : days, fromHour, untilHour })
  return { ok: 'times' }
}

async function level(visit: Visit): Promise<Ended> {
  const [topicId = '', asked] = field(visit, 'level').split(' ')
  const known = (['new', 'knows', 'expert'] as const).find((one) => one === asked)
  if (!known || !visit.model.wanted.some((one) => one.topic.id === topicId)) return { not: 'gone' }
  await setLevel(visit.ask.db, visit.model, topicId, known)
  return { ok: 'level', about: { topic: topicId } }
}

async function language(visit: Visit): Promise<Ended> {
  const asked = field(visit, 'language')
  if (asked !== 'vi' && asked !== 'en') return { not: 'gone' }
  const ended = await change(visit.ask.db, visit.model, { language: asked })
  if ('not' in ended) return ended
  visit.ask.trace('customerChose', visit.key.customerId, { what: 'language' })
  // The page speaks it too, from this tap on.
  return { answer: { kind: 'see', to: `${withLooks(visit.path, { ...visit.looks, language: asked }, { ok: 'language' })}#said` } }
}

async function like(visit: Visit): Promise<Ended> {
  const ended = await addLike(visit.ask.db, visit.model, field(visit, 'stance'), field(visit, 'what'))
  if ('not' in ended) return ended
  return { ok: 'like', about: { line: ended.done.id } }
}

async function letter(visit: Visit): Promise<Ended> {
  const { ask, model, key, speaking } = visit
  const text = readText(field(visit, 'text'), 4000, true)
  if ('not' in text) {
    const said = saidNot(text.not, speaking)
    return said ? { answer: await mainPage(visit, { letter: { text: field(visit, 'text').slice(0, 6000), said } }, 422) } : text
  }
  const to = model.owner === null ? 'house' : 'owner'
  await receiveLetter(ask.db, { customerId: key.customerId, text: text.done, to, source: 'page', now: ask.now })
  return { ok: 'letter' }
}

async function newLink(visit: Visit, send: SendService): Promise<Ended> {
  const { ask, key, model, speaking } = visit
  const link = pageLink({ publicAddress: ask.origin }, ask.keyring, key.customerId, ask.now)
  const { words, persons } = speaking
  const letterOf = { subject: words.old.subject(persons), text: words.old.letter(persons, link) }
  const isSent = await send(ask.db, { customerId: model.customer.id, purpose: 'service', ...letterOf, staff: null, now: ask.now })
  return isSent ? { ok: 'renewed' } : { not: 'cannotSend' }
}

/** Every address of the customer's own page but those of their data. */
export const ownPages = (send: SendService): PublicPage[] => [
  shown('showCustomerPage', '', (visit) => mainPage(visit), { isForOld: true }),
  shown('showOneClick', '/one-click', (visit) => mainPage(visit), { isForOld: true }),
  oneClick(send),
  done('often', 'customerChose', (visit) => often(visit, send), { isForOld: true }),
  done('undo', 'customerChose', undo),
  done('topic', 'customerChose', topic),
  done('channel', 'customerChose', channel),
  done('pause', 'customerChose', async (visit) => {
    await setPause(visit.ask.db, visit.model, field(visit, 'want') === '1')
    return { ok: 'pause' }
  }),
  done('times', 'customerChose', times),
  done('level', 'customerChose', level),
  done('language', 'customerChose', language),
  done('address', 'customerCorrected', async (visit) => {
    const ended = await setAddress(visit.ask.db, visit.model, field(visit, 'them'), visit.ask.form.get('us'))
    return 'not' in ended ? ended : { ok: 'address' }
  }),
  done('like', 'customerTold', like),
  done('strike', 'customerTold', async (visit) => {
    const ended = await strike(visit.ask.db, visit.model, field(visit, 'line'))
    return 'not' in ended ? ended : { ok: 'strike', about: { line: field(visit, 'line') } }
  }),
  done('restore', 'customerTold', async (visit) => {
    const ended = await unstrike(visit.ask.db, visit.model, field(visit, 'line'))
    return 'not' in ended ? ended : { ok: 'restore', about: { line: field(visit, 'line') } }
  }),
  done('letter', 'customerWrote', letter),
  done('new-link', 'customerAskedLink', (visit) => newLink(visit, send), { isForOld: true }),
]
