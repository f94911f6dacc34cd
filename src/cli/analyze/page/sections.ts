/** The parts of the page, each: a heading, a sentence, a picture, its table. */
import { at } from '../../../science/column.ts'
import { shareAfter } from '../../../science/survival.ts'
import type { Spoken } from '../spoken.ts'
import { stateOrder, stateWords, terminalWords } from '../verdict.data.ts'
import type { Verdict } from '../verdict.ts'
import { modelTitles } from '../words.ts'
import type { pageWords } from './page.data.ts'
import { barsPicture, columnsPicture, curvePicture, escaped, figureOf, tableOf } from './pictures.ts'

export type Page = { verdict: Verdict; say: Spoken; word(name: keyof typeof pageWords, values?: Record<string, string>): string }

const section = (heading: string, sentence: string | null, ...parts: string[]): string =>
  `<section><h2>${escaped(heading)}</h2>${sentence === null ? '' : `<p>${escaped(sentence)}</p>`}${parts.join('')}</section>`

export function statesSection({ verdict, say, word }: Page): string {
  const { scored, customers, asked } = verdict
  if (scored === null) return ''
  const { language } = asked
  const counts = stateOrder.map((state, place) => ({ state, count: scored.stateCounts[place] ?? 0 }))
  const picture = barsPicture(
    counts.map(({ state, count }) => ({
      label: stateWords[state].name[language],
      share: count / customers,
      figure: say.number(count),
      beside: say.percent(count / customers),
      isMain: state === 'loyal',
    })),
  )
  const rows = counts.map(({ state, count }) => [
    stateWords[state].name[language],
    say.number(count),
    say.percent(count / customers, 1),
    stateWords[state].means[language],
  ])
  const head = [word('state'), word('customers'), word('share'), word('meaning')]
  return section(terminalWords.states[language], say.states, figureOf(picture, { head, rows, hasWords: true }, word('table')))
}

export function forecastSection({ verdict, say, word }: Page): string {
  const { language } = verdict.asked
  const test = say.chosenTest
  if (test === null) return ''
  const groups = test.byFrequency.filter(({ customers }) => customers > 0)
  const label = ({ repeats, orMore }: (typeof groups)[number]): string => `${repeats}${orMore ? '+' : ''}`
  const picture = `<ul class="legend"><li><span></span>${escaped(terminalWords.foretold[language])}</li><li><span class="came"></span>${escaped(terminalWords.came[language])}</li></ul>${columnsPicture(
    groups.map((group) => ({ label: label(group), values: [group.expected / group.customers, group.actual / group.customers] })),
    say.forecast ?? '',
  )}`
  const rows = groups.map((group) => [
    label(group),
    say.number(group.customers),
    say.number(group.expected / group.customers, 3),
    say.number(group.actual / group.customers, 3),
  ])
  const head = [word('frequency'), word('customers'), word('expectedMean'), word('actualMean')]
  return section(
    terminalWords.forecast[language],
    say.forecast,
    figureOf(picture, { head, rows }, word('table')),
    `<p style="margin-top:16px">${escaped(say.naive ?? '')}</p>`,
    comparison({ verdict, say, word }),
    `<h3>${escaped(word('calibration'))}</h3><p>${escaped(word('calibrationSaid'))}</p>`,
    figureOf(
      `<ul class="legend"><li><span></span>${escaped(word('saidChance'))}</li><li><span class="came"></span>${escaped(word('cameShare'))}</li></ul>${columnsPicture(
        test.calibration.map(({ predicted, actual }, place) => ({ label: String(place + 1), values: [predicted, actual] })),
        word('calibration'),
      )}`,
      {
        head: [word('part'), word('customers'), word('saidChance'), word('cameShare')],
        rows: test.calibration.map(({ customers, predicted, actual }, place) => [
          String(place + 1),
          say.number(customers),
          say.percent(predicted, 1),
          say.percent(actual, 1),
        ]),
      },
      word('table'),
    ),
  )
}

function comparison({ verdict, say, word }: Page): string {
  const { tests } = verdict.assessment
  if (tests.length < 2) return ''
  const rows = tests.map(({ name, test: { total, brier } }) => [
    modelTitles[name],
    say.number(total.expected),
    say.number(total.actual),
    total.error === null ? '–' : say.percent(total.error, 1),
    say.number(brier, 4),
  ])
  const head = [word('model'), word('expectedAll'), word('actualAll'), word('off'), word('brier')]
  return `<h3>${escaped(word('modelsCompared'))}</h3>${tableOf({ head, rows })}`
}

const MOST_COHORTS = 36
const MOST_MONTHS = 24

export function cohortSection({ verdict, say, word }: Page): string {
  const { cohorts: table, asked } = verdict
  const cohorts = table.cohorts.slice(-MOST_COHORTS)
  const months = Math.min(MOST_MONTHS, Math.max(...cohorts.map(({ came }) => came.length), 1) - 1)
  if (months < 1) return ''
  const shares = cohorts.flatMap(({ came, customers }) => came.slice(1, months + 1).map((count) => count / customers))
  const most = Math.max(...shares, 1e-9)
  const cell = (share: number, isOpen: boolean): string =>
    `<td class="k${Math.min(7, 1 + Math.floor((share / most) * 6.999))}${isOpen ? ' open' : ''}">${Math.round(share * 100)}</td>`
  const rows = cohorts.map(({ month, customers, came }) => {
    const cells = Array.from({ length: months }, (_, place) => {
      const count = came[place + 1]
      return count === undefined ? '<td></td>' : cell(count / customers, table.lastMonthIsOpen && place + 1 === came.length - 1)
    })
    return `<tr><th scope="row">${month.split('-').reverse().join('/')}</th><td class="n">${escaped(say.number(customers))}</td>${cells.join('')}</tr>`
  })
  const head = Array.from({ length: months }, (_, place) => `<th scope="col">+${place + 1}</th>`).join('')
  return section(
    terminalWords.cohorts[asked.language],
    word('cohortSaid'),
    `<figure><div class="scroll" tabindex="0"><table class="heat"><thead><tr><th scope="col">${escaped(word('month'))}</th><th scope="col">${escaped(word('customers'))}</th>${head}</tr></thead><tbody>${rows.join('')}</tbody></table></div></figure>`,
  )
}

export function returningSection({ verdict, say, word }: Page): string {
  const { survival, asked } = verdict
  const last = survival.at(-1)?.days ?? 0
  if (last === 0) return ''
  const points = [
    { x: 0, y: 0, low: 0, high: 0 },
    ...survival.map(({ days, share, low, high }) => ({ x: days / last, y: 1 - share, low: 1 - high, high: 1 - low })),
  ]
  const quarters = [0, 0.25, 0.5, 0.75, 1]
  const picture = `<ul class="legend"><li><span style="background:var(--brand)"></span>${escaped(word('back'))}</li><li><span class="band"></span>${escaped(word('range'))}</li></ul>${curvePicture(
    points,
    {
      label: say.returning,
      scale: [1, 0.75, 0.5, 0.25, 0].map((share) => say.percent(share)),
      along: quarters.map((part) => word('daysAlong', { n: say.number(part * last) })),
      isStepped: true,
    },
  )}`
  const asked_ = [7, 14, 30, 60, 90, 120, 180, 270, 365, 545, 730, 1095].filter((days) => days <= last)
  const rows = asked_.map((days) => {
    const point = survival.findLast((one) => one.days <= days)
    return [
      say.number(days),
      say.number(point?.atRisk ?? verdict.customers),
      say.percent(1 - shareAfter(survival, days), 1),
      point === undefined ? '–' : `${say.percent(1 - point.high, 1)} – ${say.percent(1 - point.low, 1)}`,
    ]
  })
  const head = [word('days'), word('waiting'), word('back'), word('range')]
  return section(
    terminalWords.returning[asked.language],
    [say.returning, say.ladder ?? ''].join(' ').trim(),
    figureOf(picture, { head, rows }, word('table')),
  )
}

export function aliveSection({ verdict, say, word }: Page): string {
  const { scored, summary, asked } = verdict
  if (scored === null) return ''
  const bins = Array.from({ length: 10 }, () => ({ again: 0, once: 0 }))
  scored.scores.alive.forEach((chance, row) => {
    const bin = bins[Math.min(9, Math.floor(chance * 10))]
    if (bin === undefined) return
    if (at(summary.histories.repeats, row) > 0) bin.again++
    else bin.once++
  })
  const label = (place: number): string => `${place * 10}–${(place + 1) * 10}`
  // Who came once shares one history with many others, and would dwarf everybody else.
  const picture = `<ul class="legend"><li><span></span>${escaped(word('repeaters'))}</li></ul>${columnsPicture(
    bins.map(({ again }, place) => ({ label: label(place), values: [again] })),
    say.alive ?? '',
  )}`
  const rows = bins.map(({ again, once }, place) => [`${label(place)} %`, say.number(again), say.number(once)])
  const head = [word('aliveChance'), word('repeaters'), word('once')]
  return section(terminalWords.alive[asked.language], say.alive, figureOf(picture, { head, rows }, word('table')))
}

export function concentrationSection({ verdict, say, word }: Page): string {
  const { scored, asked } = verdict
  const values = scored?.values ?? null
  if (values === null || say.concentration === null) return ''
  const sorted = Float64Array.from(values).sort().reverse()
  const total = sorted.reduce((sum, one) => sum + one, 0)
  const held: number[] = [0]
  let sum = 0
  let place = 0
  for (let part = 1; part <= 100; part++) {
    for (; place < Math.round((part / 100) * sorted.length); place++) sum += at(sorted, place)
    held.push(sum / total)
  }
  const picture = curvePicture(
    held.map((y, part) => ({ x: part / 100, y })),
    {
      label: say.concentration,
      scale: [1, 0.75, 0.5, 0.25, 0].map((share) => say.percent(share)),
      along: [0, 0.25, 0.5, 0.75, 1].map((share) => say.percent(share)),
      isStepped: false,
      hasEven: true,
    },
  )
  const legend = `<ul class="legend"><li><span style="background:var(--brand)"></span>${escaped(word('holds'))}</li><li>┄ ${escaped(word('even'))}</li></ul>`
  const rows = [1, 5, 10, 20, 30, 50, 75, 100].map((part) => [say.percent(part / 100), say.percent(held[part] ?? 0, 1)])
  const head = [word('top'), word('holds')]
  return section(terminalWords.concentration[asked.language], say.concentration, figureOf(legend + picture, { head, rows }, word('table')))
}
