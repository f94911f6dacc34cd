/** The verdict as one HTML page that stands alone: style and pictures inside, no script, nothing to fetch. */
import { basename } from 'node:path'
import { spoken, stretchOf } from '../spoken.ts'
import { terminalWords } from '../verdict.data.ts'
import type { Verdict } from '../verdict.ts'
import type { Warning } from '../warnings.ts'
import { modelTitles } from '../words.ts'
import { definitions, pageWords } from './page.data.ts'
import { escaped, tableOf } from './pictures.ts'
import {
  aliveSection,
  cohortSection,
  concentrationSection,
  forecastSection,
  type Page,
  returningSection,
  statesSection,
} from './sections.ts'
import { style } from './style.data.ts'

function figuresOf({ verdict, say, word }: Page): string {
  const { scored, settled, customers, repeaters, margin, cycleDays, asked } = verdict
  const equity = scored?.equity ?? null
  const tenure = scored?.tenure ?? null
  const range =
    scored === null
      ? word('unknown')
      : word('loyalRange', { low: say.number(scored.loyal.low), high: say.number(scored.loyal.high), days: say.number(cycleDays ?? 0) })
  const ahead =
    tenure?.expectedActiveWeeks == null
      ? word('unknown')
      : word('tenureAhead', { weeks: say.number(tenure.expectedActiveWeeks), horizon: say.number(tenure.horizonWeeks) })
  const worth =
    equity === null
      ? word(settled.orders.amount === null ? 'noAmounts' : 'unknown')
      : `${say.money(Math.min(equity.low, equity.high))}–${say.money(Math.max(equity.low, equity.high))}, ${word(margin === null ? 'revenue' : 'profit')}`
  const figure = (what: string, value: string, beside: string): string =>
    `<div><span class="what">${escaped(what)}</span><b>${escaped(value)}</b><small>${escaped(beside)}</small></div>`
  return `<div class="figures">${[
    figure(word('loyal'), scored === null ? '–' : say.number(scored.loyal.count), range),
    figure(word('tenure'), tenure?.medianWeeks == null ? '–' : stretchOf(tenure.medianWeeks, asked.language), ahead),
    figure(word('equity'), equity === null ? '–' : say.money(equity.value), worth),
    figure(
      word('repeat'),
      customers === 0 ? '–' : say.percent(repeaters / customers),
      word('repeatOf', { had: say.number(repeaters), of: say.number(customers) }),
    ),
  ].join('')}</div>`
}

function modelsSection({ verdict, say, word }: Page): string {
  const { assessment, asked } = verdict
  const written = (parameters: Readonly<Record<string, number>>, errors: Readonly<Record<string, number | null>>): string =>
    Object.entries(parameters)
      .map(([name, value]) => `${name} = ${say.number(value, 4)}${errors[name] == null ? '' : ` ± ${say.number(errors[name], 4)}`}`)
      .join(' · ')
  const rows = assessment.fits.flatMap(({ name, outcome: { fit } }) =>
    fit === null ? [] : [[modelTitles[name], say.number(fit.logLikelihood, 3), written(fit.model.parameters, fit.standardErrors)]],
  )
  const spend = assessment.spend?.fit ?? null
  if (spend !== null)
    rows.push([modelTitles.gammaGamma, say.number(spend.logLikelihood, 3), written(spend.parameters, spend.standardErrors)])
  if (rows.length === 0) return ''
  const table = tableOf({ head: [word('model'), word('likelihood'), word('parameters')], rows, hasWords: true })
  return `<section><h2>${escaped(terminalWords.models[asked.language])}</h2><p>${escaped(say.choice ?? '')}</p>${table}</section>`
}

const warningsSection = ({ verdict: { asked } }: Page, warnings: readonly Warning[]): string =>
  warnings.length === 0
    ? ''
    : `<section><h2>${escaped(terminalWords.warnings[asked.language])}</h2><ul class="warnings">${warnings
        .map(({ message }) => `<li>${escaped(message)}</li>`)
        .join('')}</ul></section>`

export function pageOf(verdict: Verdict, warnings: readonly Warning[]): string {
  const { language } = verdict.asked
  const say = spoken(verdict)
  const word: Page['word'] = (name, values = {}) => pageWords[name][language].replace(/\{(\w+)\}/g, (_, key: string) => values[key] ?? '')
  const page: Page = { verdict, say, word }
  const terms = definitions.map(({ term, means }) => `<dt>${escaped(term[language])}</dt><dd>${escaped(means[language])}</dd>`)
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>${escaped(say.title)}</title><style>${style}</style></head>
<body><main>
<header><p class="eyebrow">${escaped(word('eyebrow'))}</p><h1>${escaped(say.title)}</h1><p>${escaped(say.about)}</p></header>
${figuresOf(page)}
<section><h2>${escaped(word('verdict'))}</h2><ul class="said">${say.verdict.map((sentence) => `<li>${escaped(sentence)}</li>`).join('')}</ul></section>
${statesSection(page)}
${returningSection(page)}
${cohortSection(page)}
${aliveSection(page)}
${concentrationSection(page)}
${forecastSection(page)}
${warningsSection(page, warnings)}
${modelsSection(page)}
<section><h2>${escaped(word('words'))}</h2><dl class="words">${terms.join('')}</dl></section>
<footer>${escaped(word('footer', { file: basename(verdict.asked.path) }))}<br>${escaped(say.columns)}</footer>
</main></body></html>
`
}
