import { type Looks, withLooks } from './asked.ts'
import { check } from './frame.ts'
import { Html, html, type Part } from './html.ts'
import type { Model } from './model.ts'
import { dayShown, type Said, type Speaking } from './said.ts'
import type { OwnChannel } from './wishes-rules.ts'

/** What the first half of a customer's page is drawn from: how much, about what, by which way. */
export type Shown = {
  model: Model
  speaking: Speaking
  looks: Looks
  /** `/k/<key>` */
  path: string
  /** The act that was just done, and the sentence that says so. */
  act: string | null
  said: Said | undefined
}

/** Where a form goes: language and size of text stay as they are. */
export const to = ({ path, looks }: Pick<Shown, 'path' | 'looks'>, act: string): string => withLooks(`${path}/${act}`, looks)

export const saidLine = (said: Said | undefined): Part =>
  said &&
  html`<p class="said ${said.tone ?? ''}" role="status" id="said" data-new>${said.tone ? false : check}<span>${said.text}</span></p>`

/** The sentence stands where the act was done. */
export const saidAt = ({ act, said }: Shown, ...acts: string[]): Part => act !== null && acts.includes(act) && saidLine(said)

const pressed = (is: boolean): Html => new Html(` aria-pressed="${is}"`)

type Choosing = { id: string; name: string; value: string; isOn: boolean; words: string; kind: 'dot' | 'box'; isWide?: boolean }

/** One choice that is saved by its own tap: the same with a script and without. */
const choosing = ({ id, name, value, isOn, words, kind, isWide }: Choosing): Html =>
  html`<button type="submit" class="opt${isWide ? ' wide' : ''}" id="${id}" name="${name}" value="${value}"${pressed(isOn)}><span class="${kind}">${kind === 'dot' ? html`<i></i>` : check}</span><span>${words}</span></button>`

function oftenForm(shown: Shown): Html {
  const { words } = shown.speaking
  const { often } = shown.model
  const counts = typeof often === 'number' && often > 2 ? [1, 2, often] : [1, 2]
  const named = (n: number): string => (n === 1 ? words.often.one : n === 2 ? words.often.two : words.often.other(n))
  const one = (value: string, isOn: boolean, text: string) =>
    choosing({ id: `often-${value}`, name: 'n', value, isOn, words: text, kind: 'dot', isWide: true })
  return html`<form method="post" action="${to(shown, 'often')}">${counts.map((n) => one(String(n), often === n, named(n)))}${one('0', often === 0, words.often.only)}${one('none', often === 'none', words.often.none)}</form>`
}

/** After leaving, and only then: what else could be. */
function afterLeaving(shown: Shown): Part {
  if (!shown.model.hasLeft || shown.act !== 'often') return false
  const { words, persons } = shown.speaking
  return html`<p>${words.now.still(persons)}</p><div class="after"><h3>${words.after.title(persons)}</h3>
<form method="post" action="${to(shown, 'undo')}"><button class="btn wide" id="undo">${words.after.undo}</button></form>
<form method="post" action="${to(shown, 'often')}"><button class="btn wide" name="n" value="1" id="less">${words.after.less}</button></form>
<a class="btn wide" href="#topics">${words.after.topics}</a>
<form method="post" action="${to(shown, 'undo')}"><button class="btn wide" name="pause" value="1" id="only-pause">${words.after.pause}</button></form></div>`
}

function pauseForm(shown: Shown): Part {
  const { model, speaking } = shown
  if (model.hasLeft || model.often === 0) return false
  const until = model.choice.pausedUntil
  const act = to(shown, 'pause')
  if (!until)
    return html`<form method="post" action="${act}"><button class="btn wide" name="want" value="1" id="pause">${speaking.words.pause}</button></form>`
  const line =
    shown.act === 'pause'
      ? false
      : html`<p class="said wait"><span>${speaking.words.now.paused(speaking.persons, dayShown(model, until, speaking.language))}</span></p>`
  return html`${line}<form method="post" action="${act}"><button class="btn wide" name="want" value="0" id="pause">${speaking.words.resume}</button></form>`
}

function topicsForm(shown: Shown): Part {
  const { model, speaking } = shown
  if (model.wanted.length === 0 || model.ways.length === 0) return false
  return html`<form method="post" action="${to(shown, 'topic')}" class="line" id="topics"><h2 class="name">${speaking.words.about}</h2><div class="fill grid">${model.wanted.map(
    ({ topic, channels }) =>
      choosing({
        id: `t-${topic.id}`,
        name: channels.length > 0 ? 'off' : 'on',
        value: topic.id,
        isOn: channels.length > 0,
        words: topic.names[speaking.language],
        kind: 'box',
      }),
  )}</div></form>`
}

/** What a tap on a topic agrees to; kept with the consent as it stood here. */
export function agreement({ often, used }: Model, { words, persons }: Speaking): string {
  const monthly = typeof often === 'number' && often > 0 ? often : 2
  return words.agree(persons, monthly, words.and(used.map((way) => words.by[way])))
}

function channelForm(shown: Shown): Part {
  const { model, speaking } = shown
  if (model.ways.length === 0) return false
  const isOn = (way: OwnChannel): boolean => model.used.length === 1 && model.used[0] === way
  return html`<form method="post" action="${to(shown, 'channel')}" class="line"><h2 class="name">${speaking.words.through}</h2><div class="fill grid">${model.ways.map(
    (way) => choosing({ id: `by-${way}`, name: 'by', value: way, isOn: isOn(way), words: speaking.words.channels[way], kind: 'dot' }),
  )}</div></form>`
}

function eachForm(shown: Shown): Part {
  const { model, speaking } = shown
  const wanted = model.wanted.filter(({ channels }) => channels.length > 0)
  if (wanted.length === 0 || model.ways.length < 2) return false
  return html`<details id="each"><summary><b>${speaking.words.each}</b></summary><div class="opened">${wanted.map(
    ({ topic, channels }) =>
      html`<form method="post" action="${to(shown, 'topic')}"><h3>${topic.names[speaking.language]}</h3><div class="grid">${model.ways.map(
        (way) =>
          choosing({
            id: `c-${way}-${topic.id}`,
            name: channels.includes(way) ? 'off' : 'on',
            value: `${topic.id} ${way}`,
            isOn: channels.includes(way),
            words: speaking.words.channels[way],
            kind: 'box',
          }),
      )}</div></form>`,
  )}</div></details>`
}

function depthForm(shown: Shown): Part {
  const { model, speaking } = shown
  const wanted = model.wanted.filter(({ channels }) => channels.length > 0)
  if (wanted.length === 0) return false
  const levels = ['new', 'knows', 'expert'] as const
  return html`<details id="depth"${shown.act === 'level' ? new Html(' open') : false}><summary><b>${speaking.words.depth}</b></summary><div class="opened">${wanted.map(
    ({ topic }) =>
      html`<form method="post" action="${to(shown, 'level')}"><h3>${topic.names[speaking.language]}</h3><div class="row" role="group" aria-label="${topic.names[speaking.language]}">${levels.map(
        (level) =>
          html`<button class="level" id="l-${level}-${topic.id}" name="level" value="${topic.id} ${level}"${pressed(model.choice.levels[topic.id] === level)}>${speaking.words.levels[level]}</button>`,
      )}</div></form>`,
  )}${saidAt(shown, 'level')}</div></details>`
}

function timesForm(shown: Shown): Html {
  const { speaking, model } = shown
  const { times } = speaking.words
  const { days, fromHour, untilHour } = model.choice
  const hour = (n: number): string => `${String(n).padStart(2, '0')}:00`
  const hours = (name: string, label: string, from: number, until: number, chosen: number | null): Html =>
    html`<label class="field">${label}<select name="${name}" id="${name}"><option value="">${times.any}</option>${Array.from(
      { length: until - from + 1 },
      (_, at) => from + at,
    ).map((n) => html`<option value="${n}"${chosen === n ? new Html(' selected') : false}>${hour(n)}</option>`)}</select></label>`
  return html`<details id="times"${shown.act === 'times' ? new Html(' open') : false}><summary><b>${times.title}</b></summary><div class="opened"><form method="post" action="${to(shown, 'times')}" data-auto><div role="group" aria-label="${times.title}">${times.days.map(
    (day, at) =>
      html`<label class="tick"><input type="checkbox" name="day" id="day-${at + 1}" value="${at + 1}" aria-label="${times.longDays[at]}"${days === null || days.includes(at + 1) ? new Html(' checked') : false}>${day}</label>`,
  )}</div><div class="pair">${hours('from', times.from, 7, 21, fromHour)}${hours('until', times.until, 8, 22, untilHour)}</div><button class="btn">${times.save}</button></form>${saidAt(shown, 'times')}</div></details>`
}

/** How often, about what, by which way, when. */
export function wishesPart(shown: Shown): Html {
  const { model, speaking } = shown
  const isQuiet = model.hasLeft || model.often === 0
  return html`<section class="first"><h2>${speaking.words.often.title(speaking.persons)}</h2>${oftenForm(shown)}${saidAt(shown, 'often', 'undo')}${afterLeaving(shown)}
${topicsForm(shown)}${channelForm(shown)}${saidAt(shown, 'topic', 'channel', 'pause')}${model.ways.length > 0 && html`<p class="quiet">${agreement(model, speaking)}</p>`}${pauseForm(shown)}</section>
${isQuiet ? false : html`<div>${eachForm(shown)}${depthForm(shown)}${timesForm(shown)}</div>`}`
}
