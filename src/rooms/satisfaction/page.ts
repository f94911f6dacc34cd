import { networkOf } from '../../platform/http/knocks.ts'
import { countFailure, isHeld } from '../../platform/http/limits.ts'
import { hasCard } from '../../values/card-guard.ts'
import { tidyLines } from '../../values/text.ts'
import {
  framed,
  Html,
  html,
  looksOf,
  type PageAnswer,
  type PageAsk,
  type Part,
  type PublicPage,
  sorry,
  withLooks,
} from '../messages/page/public.ts'
import { findAll, requireForUpdate } from '../people/public.ts'
import { findHouse } from '../team/public.ts'
import { findStop, takeAnswer } from './answering.ts'
import { scaleEnds } from './contract.ts'
import { readQuestionKey } from './links.ts'
import type { Question } from './question.ts'
import { isOnScale, isOpen, isUnhappy } from './rules.ts'
import { nameOfStop, speakingTo } from './speaking.ts'
import * as store from './store.ts'
import { questionWords } from './words.data.ts'

/** The page of one question: one tap answers it, a few words may follow, and for a week it can be changed. Whole without a script. */

/** So many wrong keys in ten minutes close the door to one network for as long. */
const WRONG = { most: 20, perSeconds: 600 }
const MOST_WORDS = 1000

type Opened = { question: Question; path: string }

async function open(ask: PageAsk, isPost: boolean): Promise<Opened | PageAnswer> {
  const words = questionWords[looksOf(ask.query).language ?? ask.language]
  const key = readQuestionKey(ask.keyring, ask.params['key'] ?? '')
  if (!key) {
    const counted = `question key ${networkOf(ask.from)}`
    if (await isHeld(ask.db, counted, ask.now)) return sorry(ask, 429, { title: words.held, body: words.heldBody })
    await countFailure(ask.db, counted, { ...WRONG, now: ask.now })
    return sorry(ask, 404, { title: words.wrong, body: words.wrongBody })
  }
  const { customerId, questionId } = key
  const question = await (isPost ? store.findForUpdate : store.find)(ask.db, customerId, questionId)
  if (!question) return sorry(ask, 410, { title: words.gone, body: words.closedBody })
  return { question, path: `/y/${ask.params['key'] ?? ''}` }
}

const faces = [
  'M5 11q3-2.500 6 0',
  'M5.500 10.700q2.500-1.200 5 0',
  'M5.500 10.300h5',
  'M5.500 9.800q2.500 1.700 5 0',
  'M5 9.500q3 3.200 6 0',
]

const face = (at: number): Html =>
  html`<svg width="24" height="24" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.2" stroke-linecap="round" aria-hidden="true"><circle cx="8" cy="8" r="6.500"/><path d="M6 6.500v.1M10 6.500v.1"/><path d="${faces[at] ?? ''}"/></svg>`

type Words = (typeof questionWords)['vi'] | (typeof questionWords)['en']

/** The answers of a scale, each a button: five in words with a face, more as figures between two words. */
function choices({ scale, score }: Question, words: Words): Part {
  const [least, most] = scaleEnds[scale]
  const { low, high, each } = words.scales[scale]
  const pressed = (value: number): Part => new Html(` aria-pressed="${value === score ? 'true' : 'false'}"`)
  if (each.length > 0)
    return each.map(
      (name, at) =>
        html`<button class="level opt wide" name="score" value="${least + at}"${pressed(least + at)}>${face(at)}<span>${name}</span></button>`,
    )
  const values = Array.from({ length: most - least + 1 }, (_, at) => least + at)
  const buttons = values.map(
    (value) =>
      html`<button class="level num" name="score" value="${value}" aria-label="${words.score(String(value), String(most))}"${pressed(value)}>${value}</button>`,
  )
  return html`<div class="row" role="group" aria-label="${words.choose}">${buttons}</div><p class="quiet">${least}: ${low} · ${most}: ${high}</p>`
}

async function questionPage(ask: PageAsk, { question, path }: Opened, not?: 'tooLong', typed?: string): Promise<PageAnswer> {
  const [[customer], house, stop] = await Promise.all([
    findAll(ask.db, [question.customerId]),
    findHouse(ask.db),
    findStop(ask.db, question.stopId),
  ])
  const looks = looksOf(ask.query)
  const language = looks.language ?? customer?.language ?? ask.language
  const words = questionWords[language]
  if (!customer) return sorry({ language }, 410, { title: words.gone, body: words.closedBody })
  const { said } = speakingTo(customer, { house: house.name, stop: nameOfStop(stop, language), link: '' }, language)
  const title = words.ask[question.scale](said)
  const isDone = question.score !== null
  const frame = { title, language, looks, house: house.name, path }
  if (!isOpen({ askedAt: question.at, answeredAt: question.answeredAt }, ask.now)) {
    const main = html`<h1>${words.closed}</h1><p>${words.closedBody}</p>`
    return { kind: 'page', status: 200, write: framed({ ...frame, title: words.closed, main }) }
  }
  const sad = question.score !== null && isUnhappy(question.scale, question.score)
  const after = ask.query.get('ok') === 'words' ? words.said(said) : sad ? words.sorry(said) : words.thanks(said)
  const shownScore = `${question.score ?? ''}/${scaleEnds[question.scale][1]}`
  const to = withLooks(path, looks)
  const main = html`<h1>${title}</h1>${isDone && html`<p class="said" id="said" role="status">${after}</p>`}
<form method="post" action="${to}" class="after">${choices(question, words)}</form>${
    isDone &&
    html`<p class="quiet">${words.chosen(shownScore)}</p>
<form method="post" action="${to}"><label class="field">${words.more}<textarea name="words" maxlength="${MOST_WORDS}">${typed ?? question.words ?? ''}</textarea></label>
${not && html`<p class="said no" role="alert">${words.tooLong}</p>`}<button class="btn main wide">${words.send}</button></form>`
  }`
  return { kind: 'page', status: not ? 422 : 200, write: framed({ ...frame, main }) }
}

async function show(ask: PageAsk): Promise<PageAnswer> {
  const opened = await open(ask, false)
  return 'kind' in opened ? opened : questionPage(ask, opened)
}

async function answer(ask: PageAsk): Promise<PageAnswer> {
  const opened = await open(ask, true)
  if ('kind' in opened) return opened
  const { question, path } = opened
  const typed = ask.form.get('words')
  const score = Number(ask.form.get('score') ?? Number.NaN)
  const words = typed === null ? undefined : tidyLines(typed)
  if (words !== undefined && (words.length > MOST_WORDS || hasCard(words))) return questionPage(ask, opened, 'tooLong', words)
  const isScore = isOnScale(question.scale, score)
  const see = (ok: string): PageAnswer => ({ kind: 'see', to: `${withLooks(path, looksOf(ask.query), { ok })}#said` })
  // Words alone belong to an answer that was given before.
  if (!isScore && (words === undefined || question.score === null)) return questionPage(ask, opened)
  const [customer] = await findAll(ask.db, [question.customerId])
  if (!customer) return questionPage(ask, opened)
  await requireForUpdate(ask.db, question.customerId)
  const taken = await takeAnswer(ask.db, question, { ...(isScore ? { score } : {}), ...(words === undefined ? {} : { words }) }, ask.now)
  if (!taken) return questionPage(ask, opened)
  ask.trace('customerAnswered', question.customerId, { questionId: question.id })
  return see(isScore ? 'score' : 'words')
}

export const questionPages: PublicPage[] = [
  { name: 'showQuestion', method: 'GET', path: '/y/:key', handler: show },
  { name: 'customerAnswered', method: 'POST', path: '/y/:key', handler: answer },
]
