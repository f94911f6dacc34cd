/**
 * The Vietnamese lunar calendar out of the sky, for the generator of the table and for its test. New moons and the sun's longitude by
 * the series in J. Meeus, "Astronomical Algorithms" (2nd ed., chapters 22, 25, 49, appendix III: VSOP87); ΔT by F. Espenak's
 * polynomials of 2014. Moments are days since 1 January 1970, 0 h UT, as fractions. New moons are good to some 20 seconds and the
 * sun's terms to some 30, as long as the Earth's turning is known.
 */

const DEGREE = Math.PI / 180
const sin = (degrees: number): number => Math.sin(degrees * DEGREE)
const polynomial = (x: number, factors: readonly number[]): number => factors.reduceRight((sum, factor) => sum * x + factor, 0)

/** Julian day number of 1 January 1970, 0 h. */
const UNIX = 2440587.5
const J2000 = 2451545 - UNIX

// --- The clock ---------------------------------------------------------------------------------------------------------

/** Until which year, counted from which year, by which polynomial: seconds that even time is ahead of the Earth's turning. */
const DELTA_T: readonly [until: number, from: number, factors: readonly number[]][] = [
  [1900, 1860, [7.62, 0.5737, -0.251754, 0.01680668, -0.0004473624, 1 / 233174]],
  [1920, 1900, [-2.79, 1.494119, -0.0598939, 0.0061966, -0.000197]],
  [1941, 1920, [21.2, 0.84493, -0.0761, 0.0020936]],
  [1961, 1950, [29.07, 0.407, -1 / 233, 1 / 2547]],
  [1986, 1975, [45.45, 1.067, -1 / 260, -1 / 718]],
  [2005, 2000, [63.86, 0.3345, -0.060374, 0.0017275, 0.000651814, 0.00002373599]],
  [2015, 2005, [64.69, 0.293]],
  [Number.POSITIVE_INFINITY, 2015, [67.62, 0.3645, 0.0039755]],
]

const yearAt = (moment: number): number => 2000 + (moment - J2000) / 365.25

function toUniversal(moment: number): number {
  const year = yearAt(moment)
  const [, from, factors] = DELTA_T.find(([until]) => year < until) ?? [0, 0, []]
  return moment - polynomial(year - from, factors) / 86400
}

// --- The moon ----------------------------------------------------------------------------------------------------------

/** Days, by multiples of the sun's anomaly, the moon's anomaly and the moon's argument of latitude. */
const MOON_TERMS: readonly [days: number, sun: number, moon: number, latitude: number][] = [
  [-0.4072, 0, 1, 0],
  [0.17241, 1, 0, 0],
  [0.01608, 0, 2, 0],
  [0.01039, 0, 0, 2],
  [0.00739, -1, 1, 0],
  [-0.00514, 1, 1, 0],
  [0.00208, 2, 0, 0],
  [-0.00111, 0, 1, -2],
  [-0.00057, 0, 1, 2],
  [0.00056, 1, 2, 0],
  [-0.00042, 0, 3, 0],
  [0.00042, 1, 0, 2],
  [0.00038, 1, 0, -2],
  [-0.00024, -1, 2, 0],
  [-0.00007, 2, 1, 0],
  [0.00004, 0, 2, -2],
  [0.00004, 3, 0, 0],
  [0.00003, 1, 1, -2],
  [0.00003, 0, 2, 2],
  [-0.00003, 1, 1, 2],
  [0.00003, -1, 1, 2],
  [-0.00002, -1, 1, -2],
  [-0.00002, 1, 3, 0],
  [0.00002, 0, 4, 0],
]

/** What the planets do to the moon: millionths of a day, angle at the new moon of January 2000, degrees per lunation. */
const PLANET_TERMS: readonly [millionths: number, start: number, rate: number][] = [
  [325, 299.77, 0.107408],
  [165, 251.88, 0.016321],
  [164, 251.83, 26.651886],
  [126, 349.42, 36.412478],
  [110, 84.66, 18.206239],
  [62, 141.74, 53.303771],
  [60, 207.14, 2.453732],
  [56, 154.84, 7.30686],
  [47, 34.52, 27.261239],
  [42, 207.19, 0.121824],
  [40, 291.34, 1.844379],
  [37, 161.72, 24.198154],
  [35, 239.56, 25.513099],
  [23, 331.55, 3.592518],
]

/** The new moon `k` lunations after that of 6 January 2000, in even (terrestrial) time. */
export function newMoonInEvenTime(k: number): number {
  const t = k / 1236.85
  const eccentricity = polynomial(t, [1, -0.002516, -0.0000074])
  const sun = 2.5534 + 29.1053567 * k + t * t * polynomial(t, [-0.0000014, -0.00000011])
  const moon = 201.5643 + 385.81693528 * k + t * t * polynomial(t, [0.0107582, 0.00001238, -0.000000058])
  const latitude = 160.7108 + 390.67050284 * k + t * t * polynomial(t, [-0.0016118, -0.00000227, 0.000000011])
  const node = 124.7746 - 1.56375588 * k + t * t * polynomial(t, [0.0020672, 0.00000215])
  let moment = 2451550.09766 - UNIX + 29.530588861 * k + t * t * polynomial(t, [0.00015437, -0.00000015, 0.00000000073])
  for (const [days, a, b, c] of MOON_TERMS) {
    // What comes of the sun's anomaly shrinks with the eccentricity of the Earth's orbit; in the smallest terms nobody sees it.
    const shrunk = Math.abs(days) > 0.0001 ? eccentricity ** Math.abs(a) : 1
    moment += days * shrunk * sin(a * sun + b * moon + c * latitude)
  }
  moment -= 0.00017 * sin(node)
  for (const [at, [millionths, start, rate]] of PLANET_TERMS.entries()) {
    moment += millionths * 1e-6 * sin(start + rate * k - (at === 0 ? 0.009173 * t * t : 0))
  }
  return moment
}

// --- The sun -----------------------------------------------------------------------------------------------------------

/** The Earth's longitude about the sun by powers of time: hundred-millionths of a radian, phase, radians per thousand years. */
const EARTH: readonly (readonly [size: number, phase: number, rate: number][])[] = [
  [
    [175347046, 0, 0],
    [3341656, 4.6692568, 6283.07585],
    [34894, 4.6261, 12566.1517],
    [3497, 2.7441, 5753.3849],
    [3418, 2.8289, 3.5231],
    [3136, 3.6277, 77713.7715],
    [2676, 4.4181, 7860.4194],
    [2343, 6.1352, 3930.2097],
    [1324, 0.7425, 11506.7698],
    [1273, 2.0371, 529.691],
    [1199, 1.1096, 1577.3435],
    [990, 5.233, 5884.927],
    [902, 2.045, 26.298],
    [857, 3.508, 398.149],
    [780, 1.179, 5223.694],
    [753, 2.533, 5507.553],
    [505, 4.583, 18849.228],
    [492, 4.205, 775.523],
    [357, 2.92, 0.067],
    [317, 5.849, 11790.629],
    [284, 1.899, 796.298],
    [271, 0.315, 10977.079],
    [243, 0.345, 5486.778],
    [206, 4.806, 2544.314],
    [205, 1.869, 5573.143],
    [202, 2.458, 6069.777],
    [156, 0.833, 213.299],
    [132, 3.411, 2942.463],
    [126, 1.083, 20.775],
    [115, 0.645, 0.98],
    [103, 0.636, 4694.003],
    [102, 0.976, 15720.839],
    [102, 4.267, 7.114],
    [99, 6.21, 2146.17],
    [98, 0.68, 155.42],
    [86, 5.98, 161000.69],
    [85, 1.3, 6275.96],
    [85, 3.67, 71430.7],
    [80, 1.81, 17260.15],
    [79, 3.04, 12036.46],
    [75, 1.76, 5088.63],
    [74, 3.5, 3154.69],
    [74, 4.68, 801.82],
    [70, 0.83, 9437.76],
    [62, 3.98, 8827.39],
    [61, 1.82, 7084.9],
    [57, 2.78, 6286.6],
    [56, 4.39, 14143.5],
    [56, 3.47, 6279.55],
    [52, 0.19, 12139.55],
    [52, 1.33, 1748.02],
    [51, 0.28, 5856.48],
    [49, 0.49, 1194.45],
    [41, 5.37, 8429.24],
    [41, 2.4, 19651.05],
    [39, 6.17, 10447.39],
    [37, 6.04, 10213.29],
    [37, 2.57, 1059.38],
    [36, 1.71, 2352.87],
    [36, 1.78, 6812.77],
    [33, 0.59, 17789.85],
    [30, 0.44, 83996.85],
    [30, 2.74, 1349.87],
    [25, 3.16, 4690.48],
  ],
  [
    [628331966747, 0, 0],
    [206059, 2.678235, 6283.07585],
    [4303, 2.6351, 12566.1517],
    [425, 1.59, 3.523],
    [119, 5.796, 26.298],
    [109, 2.966, 1577.344],
    [93, 2.59, 18849.23],
    [72, 1.14, 529.69],
    [68, 1.87, 398.15],
    [67, 4.41, 5507.55],
    [59, 2.89, 5223.69],
    [56, 2.17, 155.42],
    [45, 0.4, 796.3],
    [36, 0.47, 775.52],
    [29, 2.65, 7.11],
    [21, 5.34, 0.98],
    [19, 1.85, 5486.78],
    [19, 4.97, 213.3],
    [17, 2.99, 6275.96],
    [16, 0.03, 2544.31],
    [16, 1.43, 2146.17],
    [15, 1.21, 10977.08],
    [12, 2.83, 1748.02],
    [12, 3.26, 5088.63],
    [12, 5.27, 1194.45],
    [12, 2.08, 4694],
    [11, 0.77, 553.57],
    [10, 1.3, 6286.6],
    [10, 4.24, 1349.87],
  ],
  [
    [52919, 0, 0],
    [8720, 1.0721, 6283.0758],
    [309, 0.867, 12566.152],
    [27, 0.05, 3.52],
    [16, 5.19, 26.3],
    [16, 3.68, 155.42],
    [10, 0.76, 18849.23],
  ],
  [
    [289, 5.844, 6283.076],
    [35, 0, 0],
    [17, 5.49, 12566.15],
  ],
  [[114, Math.PI, 0]],
]

/** The Earth's distance from the sun; only the aberration wants it. */
const distanceAt = (t: number): number => 1.00014 + 0.016707 * Math.cos(3.09846 + 6283.07585 * t)

/** The sun's apparent longitude in degrees, 0 to 360, at a moment of even time. */
export function sunLongitude(moment: number): number {
  const t = (moment - J2000) / 365250
  const powers = EARTH.map((terms) => terms.reduce((sum, [size, phase, rate]) => sum + size * Math.cos(phase + rate * t), 0))
  const heliocentric = polynomial(t, powers) / 1e8 / DEGREE
  const c = t * 10
  const node = 125.04452 - 1934.136261 * c
  const sun = 280.4665 + 36000.7698 * c
  const moon = 218.3165 + 481267.8813 * c
  const nutation = -17.2 * sin(node) - 1.32 * sin(2 * sun) - 0.23 * sin(2 * moon) + 0.21 * sin(2 * node)
  const aberration = -20.4898 / distanceAt(t)
  // -0.09033": from the frame of the series to that of the stars' catalogue FK5.
  const longitude = heliocentric + 180 + (nutation + aberration - 0.09033) / 3600
  return ((longitude % 360) + 360) % 360
}

/** The moment of even time nearest to `guess` when the sun stands at `longitude`. */
export function sunAt(longitude: number, guess: number): number {
  let moment = guess
  for (let step = 0; step < 8; step++) {
    const off = ((((longitude - sunLongitude(moment)) % 360) + 540) % 360) - 180
    moment += (off / 360) * 365.2422
  }
  return moment
}

// --- The calendar ------------------------------------------------------------------------------------------------------

/** A moment that decides about the calendar, and the day it falls on by the clocks of the place. */
export type Decider = { moment: number; day: number }
export type Sky = { moons: Decider[]; terms: (Decider & { isWinter: boolean })[] }

/** New moons and principal terms (the sun at every thirtieth degree) of the solar years given, by clocks so many hours ahead of UTC. */
export function lookUp(firstYear: number, lastYear: number, hours: number): Sky {
  const decide = (moment: number): Decider => ({ moment, day: Math.floor(moment + hours / 24) })
  const moons: Decider[] = []
  const k = (year: number): number => Math.floor((year - 2000) * 12.3685)
  for (let at = k(firstYear); at <= k(lastYear + 1); at++) moons.push(decide(toUniversal(newMoonInEvenTime(at))))
  const terms: Sky['terms'] = []
  for (let year = firstYear; year <= lastYear; year++) {
    // The sun stands at 300° about 20 January, and thirty degrees are a month.
    for (let term = 0; term < 12; term++) {
      const longitude = (300 + term * 30) % 360
      const guess = J2000 + (year - 2000) * 365.2425 + 19 + term * 30.44
      terms.push({ ...decide(toUniversal(sunAt(longitude, guess))), isWinter: longitude === 270 })
    }
  }
  return { moons, terms }
}

export type Month = { start: number; days: number; year: number; month: number; isLeap: boolean }

/**
 * The months by the rule: a month begins on the day of the new moon; the month with the winter solstice is the eleventh; where
 * thirteen months lie between two of those, the first without a principal term is leap and repeats the number before it.
 */
export function calendarOf({ moons, terms }: Sky): Month[] {
  const starts = moons.map(({ day }) => day)
  const monthWith = (day: number): number => starts.findLastIndex((start) => start <= day)
  const withTerm = new Set(terms.map(({ day }) => monthWith(day)))
  const winters = terms
    .filter(({ isWinter }) => isWinter)
    .map(({ day, moment }) => ({ at: monthWith(day), year: Math.floor(yearAt(moment)) }))
  const months: Month[] = []
  for (const [nth, { at: from, year: winterYear }] of winters.entries()) {
    const to = winters[nth + 1]?.at
    if (to === undefined) break
    let leap = -1
    if (to - from === 13) for (leap = from + 1; withTerm.has(leap); ) leap++
    for (let at = from; at < to; at++) {
      const past = at - from - (leap >= 0 && at >= leap ? 1 : 0)
      const start = starts[at] ?? 0
      months.push({
        start,
        days: (starts[at + 1] ?? 0) - start,
        year: winterYear + (past >= 2 ? 1 : 0),
        month: ((10 + past) % 12) + 1,
        isLeap: at === leap,
      })
    }
  }
  return months
}
