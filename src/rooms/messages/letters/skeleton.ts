import { Worker } from 'node:worker_threads'
import type { Made } from './mjml-thread.ts'

/**
 * The frame of every letter, made by MJML once in the life of the process: head, foot and one piece for each shape of block, with marks
 * where words go. MJML never sees a word that somebody wrote.
 */
export type Skeleton = { head: string; foot: string; pieces: ReadonlyMap<Shape, string> }

export const shapes = [
  'words',
  'picture-small',
  'picture-half',
  'picture-full',
  'product',
  'product-picture',
  'gathering',
  'button',
  'signature',
] as const
export type Shape = (typeof shapes)[number]

/** Where something goes in a piece. */
export const mark = (name: string): string => `⟦${name}⟧`

const PIXELS = { small: 180, half: 320, full: 536 } as const

const picture = (size: keyof typeof PIXELS): string =>
  `<mj-section css-class="q-card"><mj-column>
    <mj-image src="${mark('src')}" alt="${mark('alt')}" width="${PIXELS[size]}px" border-radius="6px" />
  </mj-column></mj-section>`

const text = (name: string, more = ''): string => `<mj-text ${more}>${mark(name)}</mj-text>`

const bodies: Record<Shape, string> = {
  words: `<mj-section css-class="q-card"><mj-column>${text('body')}</mj-column></mj-section>`,
  'picture-small': picture('small'),
  'picture-half': picture('half'),
  'picture-full': picture('full'),
  product: `<mj-section css-class="q-card"><mj-column css-class="q-box" inner-background-color="#F3F1EC" inner-border-radius="8px" padding="0 32px">
    ${text('body', 'padding="16px 20px"')}</mj-column></mj-section>`,
  'product-picture': `<mj-section css-class="q-card" padding="8px 32px">
    <mj-column width="38%" vertical-align="middle"><mj-image src="${mark('src')}" alt="${mark('alt')}" padding="8px 0" border-radius="6px" /></mj-column>
    <mj-column width="62%" vertical-align="middle">${text('body', 'padding="8px 0 8px 20px"')}</mj-column></mj-section>`,
  gathering: `<mj-section css-class="q-card"><mj-column css-class="q-box" inner-background-color="#E3F1EE" inner-border-radius="8px" padding="0 32px">
    ${text('body', 'padding="16px 20px"')}</mj-column></mj-section>`,
  button: `<mj-section css-class="q-card"><mj-column>
    <mj-button href="${mark('link')}" align="left">${mark('body')}</mj-button></mj-column></mj-section>`,
  signature: `<mj-section css-class="q-card" padding="8px 0 16px"><mj-column>${text('body')}</mj-column></mj-section>`,
}

/** Colours by the tokens of the house's screens; mail programs that know darkness get theirs. */
const STYLE = `
  .q-words p { margin: 0 0 14px; } .q-words p:last-child, .q-words ul:last-child { margin-bottom: 0; }
  .q-words h2 { margin: 0 0 8px; font-size: 20px; line-height: 1.4; font-weight: 600; }
  .q-words ul { margin: 0 0 14px; padding: 0 0 0 22px; } .q-words li { margin: 0 0 4px; }
  @media (prefers-color-scheme: dark) {
    .q-page, .q-page > div, .q-top, .q-top > table, .q-foot, .q-foot > table { background: #141715 !important; }
    .q-card, .q-card > table { background: #1B1F1D !important; }
    .q-box > table > tbody > tr > td > table { background: #101311 !important; }
    .q-card div, .q-card p, .q-card h2, .q-card li { color: #ECEFEA !important; }
    .q-card a, .q-top a { color: #5CC2AE !important; } .q-card .q-soft, .q-foot div { color: #B4BDB6 !important; }
    .q-foot a { color: #B4BDB6 !important; } .q-top div { color: #5CC2AE !important; }
    td[bgcolor="#0F6B5C"], td[bgcolor="#0F6B5C"] a { background-color: #5CC2AE !important; color: #0B1F1B !important; }
  }`

const source = (): string => `<mjml lang="${mark('language')}" dir="ltr">
  <mj-head>
    <mj-title>${mark('subject')}</mj-title>
    <mj-preview>${mark('preview')}</mj-preview>
    <mj-attributes>
      <mj-all font-family="'Be Vietnam Pro', -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif" />
      <mj-text font-size="16px" line-height="1.6" color="#1F2421" padding="0 32px" css-class="q-words" />
      <mj-section padding="8px 0" background-color="#FFFFFF" />
      <mj-image padding="0 32px" fluid-on-mobile="true" />
      <mj-button background-color="#0F6B5C" color="#FFFFFF" font-size="16px" font-weight="600" line-height="1.4" border-radius="6px"
        inner-padding="11px 22px" padding="4px 32px" />
    </mj-attributes>
    <mj-raw><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"></mj-raw>
    <mj-style>${STYLE}</mj-style>
  </mj-head>
  <mj-body background-color="#FBFAF7" width="600px" css-class="q-page">
    <mj-section css-class="q-top" background-color="#FBFAF7" padding="24px 0 12px"><mj-column>
      <mj-text font-size="15px" font-weight="600" color="#0F6B5C">${mark('house')}</mj-text></mj-column></mj-section>
    <mj-section css-class="q-card" padding="12px 0 0"><mj-column><mj-spacer height="8px" /></mj-column></mj-section>
    ${shapes.map((shape) => `<mj-raw>${mark(`begin ${shape}`)}</mj-raw>${bodies[shape]}<mj-raw>${mark(`end ${shape}`)}</mj-raw>`).join('\n')}
    <mj-section css-class="q-card" padding="0 0 12px"><mj-column><mj-spacer height="8px" /></mj-column></mj-section>
    <mj-section css-class="q-foot" background-color="#FBFAF7" padding="16px 0 32px"><mj-column>
      <mj-text font-size="13px" color="#55605A">${mark('footer')}</mj-text></mj-column></mj-section>
  </mj-body>
</mjml>`

function between(html: string, from: string, until: string): string {
  const begin = html.indexOf(from)
  const end = html.indexOf(until)
  if (begin < 0 || end < begin) throw new Error(`the frame of letters has no piece ${from}`)
  return html.slice(begin + from.length, end)
}

/** In a thread that ends with it: MJML and what it needs take as much memory as the rest of the house. */
function compiled(text: string): Promise<Made> {
  return new Promise((done, failed) => {
    const thread = new Worker(new URL('./mjml-thread.ts', import.meta.url), { workerData: text })
    thread.once('message', done)
    thread.once('error', failed)
    thread.once('exit', () => failed(new Error('the frame of letters was not made')))
  })
}

async function make(): Promise<Skeleton> {
  const { html, faults } = await compiled(source())
  if (faults.length > 0) throw new Error(`the frame of letters is not valid MJML: ${faults.join('; ')}`)
  const first = mark(`begin ${shapes[0]}`)
  const last = mark(`end ${shapes[shapes.length - 1] ?? ''}`)
  return {
    // Most of what MJML leaves is indentation, which a mail need not carry.
    head: tight(html.slice(0, html.indexOf(first))),
    foot: tight(html.slice(html.indexOf(last) + last.length)),
    pieces: new Map(shapes.map((shape) => [shape, tight(between(html, mark(`begin ${shape}`), mark(`end ${shape}`)))])),
  }
}

const tight = (html: string): string => html.replace(/\n\s*/g, '\n').replace(/>\n</g, '><').trim()

let made: Promise<Skeleton> | undefined

/** The frame, made when the first letter needs it. */
export function skeleton(): Promise<Skeleton> {
  made ??= make()
  return made
}
