import { type WordForThem, wordsForThem, wordsForUs } from '../../../values/address-form.ts'
import type { Preference } from '../../people/public.ts'
import { withLooks } from './asked.ts'
import { Html, html, type Part } from './html.ts'
import { type Shown, saidAt, to } from './main-view.ts'
import { personsOf } from './model.ts'
import type { Said } from './said.ts'

const open = (is: boolean): Part => is && new Html(' open')
const selected = (is: boolean): Part => is && new Html(' selected')

const stances = ['likes', 'avoids', 'needs'] as const

/** A line that was struck out just now, and can be taken back. */
export type Struck = { id: string } | undefined

function lineOf(shown: Shown, { id, stance, what }: Preference): Html {
  const { likes } = shown.speaking.words
  return html`<li><span>${likes.stances[stance]}: <b>${what}</b></span><form method="post" action="${to(shown, 'strike')}"><button class="bare" name="line" value="${id}" id="strike-${id}" aria-label="${likes.strikeOf(what)}">${likes.strike}</button></form></li>`
}

export function likesPart(shown: Shown, struck: Struck, kept: string): Html {
  const { model, speaking, act } = shown
  const { likes } = speaking.words
  const isOpen = act === 'like' || act === 'strike' || act === 'restore' || kept !== ''
  return html`<details id="likes"${open(isOpen)}><summary><h2>${likes.title(speaking.persons)}</h2></summary><div class="opened">
${model.preferences.length === 0 ? html`<p class="quiet">${likes.none}</p>` : html`<ul class="lines">${model.preferences.map((line) => lineOf(shown, line))}</ul>`}
${saidAt(shown, 'like', 'strike', 'restore')}${struck && html`<form method="post" action="${to(shown, 'restore')}"><button class="btn" name="line" value="${struck.id}" id="restore">${likes.restore}</button></form>`}
<form method="post" action="${to(shown, 'like')}"><h3>${likes.add}</h3><div class="pair"><label class="field">${likes.stance}<select name="stance" id="stance">${stances.map((stance) => html`<option value="${stance}">${likes.stances[stance]}</option>`)}</select></label><label class="field">${likes.what}<input name="what" id="what" maxlength="200" required value="${kept}" autocomplete="off"></label></div><button class="btn">${likes.save}</button></form></div></details>`
}

/** The words that may be chosen: Vietnamese ones for who is written to in Vietnamese, English titles for others. */
export const offeredWords = (language: 'vi' | 'en'): WordForThem[] =>
  wordsForThem.filter((word) => word === 'none' || /^[A-Z]/.test(word) === (language === 'en'))

export function addressPart(shown: Shown): Part {
  const { model, speaking, act } = shown
  const { customer } = model
  if (customer.kind !== 'person') return false
  const { address } = speaking.words
  const named = (them: WordForThem): string => {
    if (them === 'none') return address.nameOnly
    const form = { ...customer, address: { ...customer.address, them } }
    return personsOf(form, customer.language, speaking.persons.house, null).called
  }
  const us =
    customer.language === 'vi' &&
    html`<label class="field">${address.us}<select name="us" id="us">${wordsForUs.map((word) => html`<option${selected(word === customer.address.us)}>${word}</option>`)}</select></label>`
  return html`<details id="address"${open(act === 'address')}><summary><h2>${address.title(speaking.persons)} <b>${speaking.persons.called}</b></h2></summary><div class="opened">
<form method="post" action="${to(shown, 'address')}"><div class="pair"><label class="field">${address.them}<select name="them" id="them">${offeredWords(customer.language).map((word) => html`<option value="${word}"${selected(word === customer.address.them)}>${named(word)}</option>`)}</select></label>${us}</div><button class="btn">${address.save}</button></form>${saidAt(shown, 'address')}</div></details>`
}

export function languagePart(shown: Shown): Html {
  const { model, speaking } = shown
  const { language } = speaking.words
  const one = (value: 'vi' | 'en'): Html =>
    html`<button class="level" name="language" value="${value}" lang="${value}" id="write-${value}"${new Html(` aria-pressed="${model.customer.language === value}"`)}>${language[value]}</button>`
  return html`<section><form method="post" action="${to(shown, 'language')}" class="line"><h2 class="name">${language.title}</h2><div class="fill row">${one('vi')}${one('en')}</div></form>${saidAt(shown, 'language')}</section>`
}

/** What was typed stays where a letter could not be taken. */
export function letterPart(shown: Shown, kept: { text: string; said: Said } | undefined): Html {
  const { speaking, act } = shown
  const { letter } = speaking.words
  return html`<details id="letter"${open(act === 'letter' || kept !== undefined)}><summary><h2>${letter.title(speaking.persons)}</h2></summary><div class="opened"><p class="quiet">${letter.owner(speaking.persons)}</p>
${saidAt(shown, 'letter')}${kept && html`<p class="said no" role="alert"><span>${kept.said.text}</span></p>`}
<form method="post" action="${to(shown, 'letter')}"><label class="field">${letter.text}<textarea name="text" id="text" maxlength="4000" required>${kept?.text ?? ''}</textarea></label><button class="btn">${letter.send}</button></form></div></details>`
}

export const whyPart = (shown: Shown, sentence: string | undefined): Part =>
  sentence !== undefined &&
  html`<details id="why"><summary><h2>${shown.speaking.words.why.title}</h2></summary><div class="opened"><p>${sentence}</p></div></details>`

export function footPart({ speaking, looks, path }: Shown): Html {
  const { words, persons } = speaking
  return html`<p class="go"><a class="btn wide" href="${withLooks(`${path}/data`, looks)}">${words.data.link}</a></p><p class="foot">${words.foot(persons)}</p>`
}
