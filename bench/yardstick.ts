import type pg from 'pg'

/** What the machine can do just now, beside what it does when nothing else runs: machines are shared, and absolute times drift. */
export type Yardstick = { select1P50: number; select1P99: number; loopMs: number; factor: number }

/** Measured on two quiet cores with the same commands; milliseconds. */
const QUIET = { select1P50: 0.05, select1P99: 0.25, loopMs: 57 }

export const quantile = (sorted: readonly number[], q: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN

/** Runs something many times, one after the other; milliseconds, sorted. */
export async function timed(times: number, run: (at: number) => Promise<unknown>): Promise<number[]> {
  const taken: number[] = []
  for (let at = 0; at < times; at++) {
    const began = performance.now()
    await run(at)
    taken.push(performance.now() - began)
  }
  return taken.sort((a, b) => a - b)
}

/** A fixed piece of arithmetic, the best of five. */
function loop(): number {
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < 5; round++) {
    const began = performance.now()
    let x = 1
    for (let at = 0; at < 50_000_000; at++) x = (Math.imul(x, 1664525) + 1013904223) | 0
    best = Math.min(best, performance.now() - began + (x === 42 ? 1 : 0))
  }
  return best
}

/** Measures now, and says by how much limits are stretched: 1 on a quiet machine; above 3 a run says nothing. */
export async function yardstick(pool: pg.Pool): Promise<Yardstick> {
  await timed(200, () => pool.query({ name: 'one', text: 'select 1' }))
  const one = await timed(2000, () => pool.query({ name: 'one', text: 'select 1' }))
  const [select1P50, select1P99, loopMs] = [quantile(one, 0.5), quantile(one, 0.99), loop()]
  const factor = Math.max(1, select1P50 / QUIET.select1P50, loopMs / QUIET.loopMs)
  return { select1P50, select1P99, loopMs, factor }
}

/** The processor alone, for what asks no database. */
export function processorYardstick(): Pick<Yardstick, 'loopMs' | 'factor'> {
  const loopMs = loop()
  return { loopMs, factor: Math.max(1, loopMs / QUIET.loopMs) }
}

export const shownYardstick = ({ select1P50, select1P99, loopMs, factor }: Yardstick): string =>
  `yardstick: select 1 p50 ${select1P50.toFixed(2)} ms, p99 ${select1P99.toFixed(2)} ms; CPU loop ${loopMs.toFixed(0)} ms; factor ${factor.toFixed(2)}${factor > 3 ? ' (VOID: the machine is too busy)' : ''}`

/** One line of a report: the figure beside its stretched limit. */
export function verdict(name: string, figure: number, limit: number, { factor }: Pick<Yardstick, 'factor'>, unit = 'ms'): string {
  const stretched = limit * factor
  const word = factor > 3 ? 'void' : figure <= stretched ? 'ok' : 'TOO MUCH'
  return `${word.padEnd(8)} ${name}: ${figure.toFixed(2)} ${unit} (limit ${limit}${factor > 1 ? ` × ${factor.toFixed(2)}` : ''} ${unit})`
}
