/** The figures of a verdict as sentences: the same in the terminal and on the page. */

import type { BackTest } from '../../science/back-test.ts'
import { at } from '../../science/column.ts'
import { LOYAL } from '../../science/loyal.ts'
import { daysUntilShare, shareAfter } from '../../science/survival.ts'
import { fromDayNumber, showDate } from '../../values/civil-date.ts'
import { minorDigits, showNumber, showPercent, showShort } from '../../values/money.ts'
import { reasonOfChoice } from './choice-words.ts'
import { logFields } from './columns.ts'
import { stateOrder } from './verdict.data.ts'
import type { Verdict } from './verdict.ts'
import { modelTitles } from './words.ts'

export type Spoken = {
  number(n: number, decimals?: number): string
  percent(share: number, decimals?: number): string
  money(amount: number): string
  day(day: number): string
  title: string
  about: string
  columns: string
  verdict: string[]
  states: string | null
  returning: string
  /** How many went on from visit to visit; null where nobody did. */
  ladder: string | null
  alive: string | null
  chosenTest: BackTest | null
  forecast: string | null
  naive: string | null
  concentration: string | null
  models: string[]
  choice: string | null
}

type Ways = Pick<Spoken, 'number' | 'percent' | 'money' | 'day'>

export function ways({ asked: { language }, settled }: Verdict): Ways {
  const number = (n: number, decimals = 0): string => showNumber(n, language, decimals)
  const money = (amount: number): string => {
    const { currency } = settled
    if (currency === null) return number(amount)
    return showShort({ minor: Math.round(amount * 10 ** minorDigits(currency)), currency }, language)
  }
  return {
    number,
    money,
    percent: (share, decimals = 0) => showPercent(share, language, decimals),
    day: (day) => showDate(fromDayNumber(day), language),
  }
}

/** 71 weeks is a year and four months. */
export function stretchOf(weeks: number, language: 'vi' | 'en'): string {
  const months = Math.round(weeks / 4.345)
  const [years, rest] = [Math.floor(months / 12), months % 12]
  if (months < 2) return language === 'vi' ? `${showNumber(weeks, 'vi', 0)} tuần` : `${showNumber(weeks, 'en', 0)} weeks`
  if (language === 'vi') return [years > 0 ? `${years} năm` : '', rest > 0 ? `${rest} tháng` : ''].filter(Boolean).join(' ')
  const some = (n: number, one: string): string => (n === 0 ? '' : `${n} ${one}${n === 1 ? '' : 's'}`)
  return [some(years, 'year'), some(rest, 'month')].filter(Boolean).join(' ')
}

function columnsSentence({ log, asked: { language } }: Verdict): string {
  const named = logFields.flatMap((field) => {
    const place = log.columns[field]
    return place === undefined ? [] : [`${field} = ${log.headings[place] ?? ''}`]
  })
  return `${language === 'vi' ? 'Các cột' : 'Columns'}: ${named.join(', ')}`
}

function loyalSentences(verdict: Verdict, { number, percent }: Ways): string[] {
  const { scored, cycleDays, repeaters, customers, asked } = verdict
  const { language } = asked
  if (scored === null || cycleDays === null)
    return language === 'vi'
      ? [`Chưa đủ dữ liệu để nói ai là khách trung thành. Hiện biết: ${number(repeaters)} trên ${number(customers)} khách đã trở lại.`]
      : [`There is too little data to say who is loyal. Known now: ${number(repeaters)} of ${number(customers)} customers came back.`]
  const { loyal, tenure } = scored
  const [low, high] = [number(loyal.low), number(loyal.high)]
  const weeks = number(asked.horizonDays / 7)
  const said =
    language === 'vi'
      ? [
          `${number(loyal.count)} khách trung thành: đã trở lại ít nhất một lần, và có khả năng từ ${percent(LOYAL.enters)} sẽ mua tiếp trong ${number(cycleDays)} ngày tới (chu kỳ của nhà: bốn trên năm lần trở lại đến sớm hơn thế).`,
          `Trong ${number(repeaters)} khách từng trở lại, khoảng ${number(loyal.expected)} người (${low}–${high}) sẽ mua trong ${number(cycleDays)} ngày ấy.`,
        ]
      : [
          `${number(loyal.count)} loyal customers: they came back at least once, and the chance that they buy within the next ${number(cycleDays)} days is ${percent(LOYAL.enters)} or more (the house’s cycle: four of five returns come sooner).`,
          `Of the ${number(repeaters)} who ever came back, about ${number(loyal.expected)} (${low}–${high}) will buy within those ${number(cycleDays)} days.`,
        ]
  if (tenure.medianWeeks === null || tenure.expectedActiveWeeks === null) return said
  return [
    ...said,
    language === 'vi'
      ? `Họ đã là khách ${stretchOf(tenure.medianWeeks, 'vi')} (trung vị), và trong ${weeks} tuần tới còn ở lại trung bình ${number(tenure.expectedActiveWeeks)} tuần.`
      : `They have been customers for ${stretchOf(tenure.medianWeeks, 'en')} (median), and in the next ${weeks} weeks they will stay ${number(tenure.expectedActiveWeeks)} of them on average.`,
  ]
}

function equitySentence({ scored, asked, margin }: Verdict, { number, percent, money }: Ways): string | null {
  const equity = scored?.equity
  if (equity == null) return null
  const weeks = number(asked.horizonDays / 7)
  const [low, high] = [money(Math.min(equity.low, equity.high)), money(Math.max(equity.low, equity.high))]
  const rate = percent(asked.annualDiscount, 1)
  if (asked.language === 'vi') {
    const basis = margin === null ? 'doanh thu, chưa trừ chi phí' : `lợi nhuận gộp, biên ${percent(margin.share, 1)}`
    return `Tập khách hiện có đáng giá ${money(equity.value)} (${low}–${high}) trong ${weeks} tuần tới: ${basis}, chiết khấu ${rate} một năm.`
  }
  const basis = margin === null ? 'revenue, no costs taken off' : `gross profit at a margin of ${percent(margin.share, 1)}`
  return `The customers there are now are worth ${money(equity.value)} (${low}–${high}) over the next ${weeks} weeks: ${basis}, discounted at ${rate} a year.`
}

function statesSentence({ scored, asked: { language } }: Verdict, { number, percent }: Ways): string | null {
  if (scored === null) return null
  const loyal = scored.stateCounts[stateOrder.indexOf('loyal')] ?? 0
  const [enters, leaves] = [percent(LOYAL.enters), percent(LOYAL.leaves)]
  return language === 'vi'
    ? `Mỗi khách ở đúng một chỗ. ${number(loyal)} khách trung thành ở đây gồm những người vượt mốc ${enters} hôm nay, và những người đã vượt từ trước mà chưa xuống dưới ${leaves}.`
    : `Every customer stands in exactly one place. The ${number(loyal)} loyal are who is above ${enters} today, and who was before and has not fallen under ${leaves}.`
}

function returningSentence({ survival, asked: { language }, customers, repeaters }: Verdict, { number, percent }: Ways): string {
  const last = survival.at(-1)?.days ?? 0
  const half = daysUntilShare(survival)
  const share = 1 - shareAfter(survival, last)
  const middle =
    half === null
      ? {
          vi: `sau ${number(last)} ngày, ${percent(share)} khách mới đã trở lại`,
          en: `after ${number(last)} days ${percent(share)} of new customers have come back`,
        }
      : { vi: `một nửa khách mới trở lại trong ${number(half)} ngày`, en: `half of new customers come back within ${number(half)} days` }
  return language === 'vi'
    ? `${number(repeaters)} trên ${number(customers)} khách đã trở lại; ${middle.vi}.`
    : `${number(repeaters)} of ${number(customers)} customers came back; ${middle.en}.`
}

function ladderSentence({ ladder, asked: { language } }: Verdict, { percent }: Ways): string | null {
  const rungs = ladder.flatMap(({ had, of, share }, place) =>
    of === 0 || had === 0 ? [] : [`${place + 1} → ${place + 2}: ${percent(share)}`],
  )
  if (rungs.length === 0) return null
  return language === 'vi' ? `Từ lần đến này sang lần sau: ${rungs.join(', ')}.` : `From each visit to the next: ${rungs.join(', ')}.`
}

function aliveSentence({ scored, asked: { language }, customers }: Verdict, { number }: Ways): string | null {
  if (scored === null) return null
  const alive = scored.scores.alive.reduce((sum, one) => sum + one, 0)
  return language === 'vi'
    ? `Khoảng ${number(alive)} trên ${number(customers)} khách còn là khách, tính theo tổng xác suất. Còn là khách chưa phải là khách trung thành: có người còn, mà cả năm mới đến.`
    : `About ${number(alive)} of ${number(customers)} are still customers, by the sum of chances. To be one still is not to be loyal: some are, and come once a year.`
}

function testSentences({ assessment, asked: { language } }: Verdict, ways: Ways): Pick<Spoken, 'chosenTest' | 'forecast' | 'naive'> {
  const { split, tests, choice } = assessment
  const test = tests.find(({ name }) => name === choice?.name)?.test ?? null
  if (test === null || split === null || choice === null) return { chosenTest: null, forecast: null, naive: null }
  const { number, percent, day } = ways
  const { total, buyers, loyal, naive, brier, brierOfShare } = test
  const off = total.error === null ? '–' : `${total.error > 0 ? '+' : ''}${percent(total.error)}`
  const model = modelTitles[choice.name]
  const weeks = number(test.windowDays / 7)
  const rule = {
    loyal: percent(loyal.precision),
    naive: percent(naive.precision),
    named: number(loyal.named),
    naiveNamed: number(naive.named),
  }
  return {
    chosenTest: test,
    forecast:
      language === 'vi'
        ? `Tính theo dữ liệu đến ${day(split.untilDay)}, ${model} đoán ${number(total.expected)} lượt mua trong ${weeks} tuần sau; thực tế ${number(total.actual)} (lệch ${off}). Đoán ${number(buyers.expected)} khách sẽ mua, thực tế ${number(buyers.actual)}. Điểm Brier ${number(brier, 4)}; không biết gì là ${number(brierOfShare, 4)}, càng thấp càng tốt.`
        : `Fitted on what was known by ${day(split.untilDay)}, ${model} expected ${number(total.expected)} purchases in the ${weeks} weeks after; there were ${number(total.actual)} (off by ${off}). It expected ${number(buyers.expected)} buyers, there were ${number(buyers.actual)}. Brier score ${number(brier, 4)}; knowing nothing earns ${number(brierOfShare, 4)}, lower is better.`,
    naive:
      language === 'vi'
        ? `Trong ${rule.named} người được gọi là khách trung thành, ${rule.loyal} đã mua. Quy tắc đơn giản “mới mua trong 13 tuần” gọi ${rule.naiveNamed} người, ${rule.naive} đã mua.`
        : `Of the ${rule.named} it called loyal, ${rule.loyal} bought. The plain rule “bought within 13 weeks” named ${rule.naiveNamed}, of whom ${rule.naive} bought.`,
  }
}

/** The share of the value that the first part of the customers hold, most worth first; null where there is none. */
export function heldBy(values: Float64Array | null, part: number): number | null {
  if (values === null) return null
  const sorted = Float64Array.from(values).sort()
  const total = sorted.reduce((sum, one) => sum + one, 0)
  if (!(total > 0)) return null
  let held = 0
  for (let row = sorted.length - 1; row >= sorted.length - Math.round(part * sorted.length) && row >= 0; row--) held += at(sorted, row)
  return held / total
}

function modelLines({ assessment }: Verdict, { number }: Ways): string[] {
  const written = (parameters: Readonly<Record<string, number>>, errors: Readonly<Record<string, number | null>>): string =>
    Object.entries(parameters)
      .map(([name, value]) => {
        const error = errors[name] ?? null
        return `${name} ${number(value, 4)}${error === null ? '' : ` ± ${number(error, 4)}`}`
      })
      .join('  ')
  const lines = assessment.fits.flatMap(({ name, outcome: { fit } }) =>
    fit === null ? [] : [`${modelTitles[name]}: ${written(fit.model.parameters, fit.standardErrors)}  LL ${number(fit.logLikelihood, 2)}`],
  )
  const spend = assessment.spend?.fit ?? null
  return spend === null
    ? lines
    : [...lines, `${modelTitles.gammaGamma}: ${written(spend.parameters, spend.standardErrors)}  LL ${number(spend.logLikelihood, 2)}`]
}

export function spoken(verdict: Verdict): Spoken {
  const { asked, log, settled, asOfDay, customers, visits, scored } = verdict
  const ways_ = ways(verdict)
  const { number, percent, day } = ways_
  const isVietnamese = asked.language === 'vi'
  const worth = equitySentence(verdict, ways_)
  const held = heldBy(scored?.values ?? null, 0.2)
  return {
    ...ways_,
    title: isVietnamese ? `Khách trung thành tính đến ${day(asOfDay)}` : `Loyal customers as of ${day(asOfDay)}`,
    about: isVietnamese
      ? `${number(log.rows)} dòng, ${number(customers)} khách, ${number(visits)} lần đến, từ ${day(settled.fromDay)} đến ${day(settled.toDay)}.`
      : `${number(log.rows)} rows, ${number(customers)} customers, ${number(visits)} visits, from ${day(settled.fromDay)} to ${day(settled.toDay)}.`,
    columns: columnsSentence(verdict),
    verdict: [...loyalSentences(verdict, ways_), ...(worth === null ? [] : [worth])],
    states: statesSentence(verdict, ways_),
    returning: returningSentence(verdict, ways_),
    ladder: ladderSentence(verdict, ways_),
    alive: aliveSentence(verdict, ways_),
    ...testSentences(verdict, ways_),
    concentration:
      held === null
        ? null
        : isVietnamese
          ? `Một phần năm số khách giữ ${percent(held)} giá trị.`
          : `One customer in five holds ${percent(held)} of the value.`,
    models: modelLines(verdict, ways_),
    choice: reasonOfChoice(verdict)?.message ?? null,
  }
}
