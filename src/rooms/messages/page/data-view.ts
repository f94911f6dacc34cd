import { showDate, showPartialDate } from '../../../values/civil-date.ts'
import { showMoney } from '../../../values/money.ts'
import { withLooks } from './asked.ts'
import { dataWords } from './data-words.data.ts'
import { type Html, html, type Part } from './html.ts'
import { saidLine } from './main-view.ts'
import { staffNamed } from './model.ts'
import type { OwnData } from './own-data.ts'
import { dayShown, type Said } from './said.ts'
import type { DataRequest } from './store.ts'
import type { Visit } from './visit.ts'

/** What is drawn on the page of one's own data beside the data. */
export type DataShown = {
  visit: Visit
  data: OwnData
  proof: string | undefined
  request: DataRequest | undefined
  isCodeSent: boolean
  said: Said | undefined
}

/** Where a form of this page goes; the proof goes along. */
const act = ({ visit, proof }: DataShown, name: string): string => withLooks(`${visit.path}/${name}`, visit.looks, { proof })

const fact = (name: string, value: Part, by?: string): Html =>
  html`<dt>${name}</dt><dd>${value}${by && html` <span class="by">(${by})</span>`}</dd>`

type Told = { year?: number | null | undefined; month?: number | null | undefined; day?: number | null | undefined }

const shownDay = ({ year, month, day }: Told, language: 'vi' | 'en'): string =>
  showPartialDate({ ...(year ? { year } : {}), ...(month ? { month } : {}), ...(day ? { day } : {}) }, language)

function selfPart({ visit, data }: DataShown): Html {
  const { model, speaking } = visit
  const { customer } = model
  const words = dataWords[speaking.language]
  const birthday = customer.birthday ? shownDay(customer.birthday, speaking.language) : words.unknown
  const postal = data.isProven || customer.postal === null ? (data.postal ?? words.unknown) : '••••'
  return html`<section class="first"><h2>${words.parts.self}</h2><dl>${fact(words.name, customer.name || words.unknown)}${customer.kind === 'person' && fact(words.callName, customer.callName)}
${fact(words.addressed, speaking.persons.called, words.addressBy[customer.address.source])}${fact(words.birthday, birthday)}${fact(words.language, speaking.words.language[customer.language])}${fact(words.postal, postal)}</dl></section>
<section><h2>${words.parts.contacts}</h2><dl>${data.contacts.map(({ kind, shown }) => fact(words.kinds[kind], html`<span class="num">${shown}</span>`))}</dl></section>`
}

function knownPart({ visit, data }: DataShown): Html {
  const { speaking, model } = visit
  const { language, words: page } = speaking
  const words = dataWords[language]
  const tastes = data.preferences.map((line) =>
    fact(
      page.likes.stances[line.stance],
      line.what,
      words.by(
        words.knownBy[line.source],
        line.notedByName === null || line.notedByName === model.customer.name ? null : staffNamed(line.notedByName, model.staff, language),
        showDate(line.notedOn, language),
      ),
    ),
  )
  const days = data.occasions.map(({ label, kind, year, month, day, written }) => {
    const shown = written ?? shownDay({ year, month, day }, language)
    return fact(label ?? page.occasions[kind], shown)
  })
  const orders = data.orders.slice(0, 10).map((order) => {
    const what = order.lines.map(({ product }) => product).join(', ')
    return fact(
      showDate(order.day, language),
      html`${what || order.code || ''} <span class="num">${showMoney({ minor: order.total, currency: order.currency }, language)}</span>`,
    )
  })
  return html`<section><h2>${words.parts.tastes}</h2>${tastes.length > 0 ? html`<dl>${tastes}</dl>` : html`<p class="quiet">${page.likes.none}</p>`}</section>
${days.length > 0 && html`<section><h2>${words.parts.days}</h2><dl>${days}</dl></section>`}
<section><h2>${words.parts.orders}</h2><p class="quiet">${words.orders(orders.length)}</p><dl>${orders}</dl></section>`
}

function consentsPart({ visit, data }: DataShown): Part {
  const { model, speaking } = visit
  const words = dataWords[speaking.language]
  if (data.events.length === 0) return false
  const names = new Map(model.wanted.map(({ topic }) => [topic.id, topic.names[speaking.language]]))
  return html`<details id="consents"><summary><h2>${words.parts.consents}</h2></summary><dl class="opened">${data.events
    .slice(0, 100)
    .map((event) => {
      const topic = names.get(event.topicId) ?? (event.purpose === 'relationship' ? words.personal : words.everything)
      const way = event.channel === 'every' ? '' : ` (${speaking.words.by[event.channel]})`
      return fact(
        `${dayShown(model, event.at, speaking.language)}, ${words.givenBy[event.givenBy]}`,
        `${words.acts[event.act]}: ${topic}${way}`,
      )
    })}</dl></details>`
}

function proofPart(shown: DataShown): Html {
  const { visit, data, isCodeSent } = shown
  const { speaking } = visit
  const words = dataWords[speaking.language]
  if (data.isProven) {
    const input = (kind: 'phone' | 'mail', label: string, type: string, complete: string): Html =>
      html`<form method="post" action="${act(shown, 'contact')}" class="pair"><input type="hidden" name="kind" value="${kind}"><label class="field">${label}<input name="value" id="new-${kind}" type="${type}" maxlength="200" required autocomplete="${complete}"></label><button class="btn">${words.save}</button></form>`
    return html`<p class="said"><span>${words.opened}</span></p><details id="contact" open><summary><h2>${words.contact}</h2></summary><div class="opened">${input('phone', words.newPhone, 'tel', 'tel')}${input('mail', words.newMail, 'email', 'email')}</div></details>`
  }
  const ask = html`<form method="post" action="${act(shown, 'code')}"><button class="btn wide" id="code-ask">${words.sendCode}</button></form>`
  if (!isCodeSent) return html`<section><p class="quiet">${words.veiled(speaking.persons)}</p>${ask}</section>`
  return html`<section><p>${words.codeSent(speaking.persons)}</p><form method="post" action="${act(shown, 'prove')}" data-plain class="pair"><label class="field">${words.code}<input name="code" id="code" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9 ]*" maxlength="9" required class="num"></label><button class="btn main">${words.open}</button></form>${ask}</section>`
}

function correctPart(shown: DataShown): Part {
  const { visit } = shown
  const { model, speaking } = visit
  const { customer } = model
  if (customer.kind !== 'person') return false
  const words = dataWords[speaking.language]
  const number = (name: 'day' | 'month' | 'year', most: number): Html =>
    html`<label class="field">${words[name]}<input name="${name}" id="${name}" type="number" inputmode="numeric" min="${name === 'year' ? 1880 : 1}" max="${most}" value="${customer.birthday?.[name] ?? ''}"></label>`
  return html`<details id="own"><summary><h2>${words.correct}</h2></summary><div class="opened"><form method="post" action="${act(shown, 'own')}"><label class="field">${words.callName}<input name="callName" id="callName" maxlength="60" required value="${customer.callName}" autocomplete="off"></label><fieldset class="pair"><legend>${words.birthday}</legend>${number('day', 31)}${number('month', 12)}${number('year', model.now.getUTCFullYear())}</fieldset><button class="btn">${words.save}</button></form><p class="quiet">${words.other(speaking.persons)}</p></div></details>`
}

function endPart(shown: DataShown): Html {
  const { visit, request, proof } = shown
  const { speaking, path, looks } = visit
  const words = dataWords[speaking.language]
  const shownDay = (day: string): string => showDate(day, speaking.language)
  const erase = request
    ? html`<p class="said wait"><span>${words.erasing(shownDay(request.answerBy), shownDay(request.doneBy))}</span></p><form method="post" action="${act(shown, 'erase')}"><button class="btn wide" name="want" value="0" id="erase">${words.keep}</button></form>`
    : html`<p class="quiet">${words.eraseNote(speaking.persons)}</p><form method="post" action="${act(shown, 'erase')}"><button class="btn wide" name="want" value="1" id="erase">${words.eraseNow}</button></form>`
  return html`<section><h2>${words.take}</h2><p class="quiet">${words.takeNote}</p><p class="go"><a class="btn wide" download href="${withLooks(`${path}/data.json`, { language: undefined, isLarge: false }, { proof })}">${words.take}</a></p></section>
<section><h2>${words.erase}</h2>${erase}</section><p class="go"><a class="btn wide" href="${withLooks(path, looks)}">${speaking.words.data.back}</a></p>`
}

export function dataMain(shown: DataShown): Html {
  const { speaking } = shown.visit
  return html`<h1>${speaking.words.data.title(speaking.persons)}</h1>${saidLine(shown.said)}${selfPart(shown)}${proofPart(shown)}${knownPart(shown)}${correctPart(shown)}${consentsPart(shown)}${endPart(shown)}`
}
