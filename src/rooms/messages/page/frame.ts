import type { Around, Looks } from './asked.ts'
import { withLooks } from './asked.ts'
import { Html, html, type Part } from './html.ts'
import { script, style } from './style.data.ts'

type Language = 'vi' | 'en'

export type Framed = {
  title: string
  language: Language
  looks: Looks
  house: string
  /** The address of this page without its query, for the switches; none where there is nothing to switch. */
  path?: string
  /** What stays in the address while language and size are switched. */
  keeps?: Readonly<Record<string, string | undefined>>
  main: Part
  /** Taps save at once where scripts run. */
  isLive?: boolean
}

const drawn = (path: string, size: number): Html =>
  html`<svg width="${size}" height="${size}" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="${path}"/></svg>`

export const check = drawn('M3 8.5l3.2 3.2L13 4.8', 16)
const home = drawn('M2.5 7.500L8 2.800l5.500 4.700M4 6.500v7h8v-7M6.700 13.500v-4h2.600v4', 14)

const words = {
  vi: {
    smaller: 'A: cỡ chữ thường',
    larger: 'A+: cỡ chữ lớn',
    language: 'English',
    switch: 'Language: English',
    skip: 'Cỡ chữ và ngôn ngữ',
  },
  en: {
    smaller: 'A: usual text size',
    larger: 'A+: larger text',
    language: 'Tiếng Việt',
    switch: 'Ngôn ngữ: Tiếng Việt',
    skip: 'Text size and language',
  },
} as const

function switches({ path, keeps = {}, looks, language }: Framed): Part {
  if (path === undefined) return false
  const say = words[language]
  const other = language === 'vi' ? 'en' : 'vi'
  const to = (more: Partial<Looks>) => withLooks(path, { ...looks, ...more }, keeps)
  const current = (is: boolean): Part => (is ? new Html(' aria-current="true"') : false)
  return html`<nav class="line" aria-label="${say.skip}"><a href="${to({ isLarge: false })}" aria-label="${say.smaller}"${current(!looks.isLarge)}>A</a><a class="plus" href="${to({ isLarge: true })}" aria-label="${say.larger}"${current(looks.isLarge)}>A+</a><a href="${to({ language: other })}" lang="${other}" hreflang="${other}" aria-label="${say.switch}">${say.language}</a></nav>`
}

const faces = ({ fonts }: Around): string =>
  fonts
    .map(
      ({ weight, ranges, address }) =>
        `@font-face{font-family:"Be Vietnam Pro";font-weight:${weight};font-display:swap;src:url("${address}") format("woff2");unicode-range:${ranges}}`,
    )
    .join('')

/** A whole page of the house for somebody outside it. Nothing in it comes from anywhere else. */
export const framed =
  (page: Framed) =>
  (around: Around): string => {
    const isLive = page.isLive === true
    return html`<!doctype html>
<html lang="${page.language}"${page.looks.isLarge ? new Html(' class="large"') : false}>
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${page.title}</title>
<meta name="robots" content="noindex, nofollow"><meta name="referrer" content="no-referrer"><meta name="format-detection" content="telephone=no">
<link rel="icon" href="data:,"><style nonce="${around.nonce}">${new Html(faces(around) + style)}</style></head>
<body><div class="sheet"><header class="top"><span class="house"><span class="mark">${home}</span>${page.house}</span>${switches(page)}</header>
<main>${page.main}</main></div>${isLive && html`<div id="live" class="hide" role="status" aria-live="polite"></div><script nonce="${around.nonce}">${new Html(script)}</script>`}</body></html>`
      .text
  }
