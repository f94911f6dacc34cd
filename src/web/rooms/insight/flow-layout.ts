/** Where the bars and ribbons of the flow between states lie, in pixels from above. */

export type Move = { from: string | null; to: string; customers: number; list: string }
export type Bar = { state: string | null; customers: number; top: number; height: number }
export type Ribbon = Move & { fromTop: number; toTop: number; height: number }

const LABEL = 18
const order: readonly (string | null)[] = ['loyal', 'promising', 'new', null, 'won-back', 'cooling', 'at-risk', 'indifferent', 'lost']

/** Bars of one side: each as high as it has customers, and none so low that its label has no room. */
function stack(counts: ReadonlyMap<string | null, number>, perCustomer: number): Bar[] {
  let top = 0
  return order
    .filter((state) => (counts.get(state) ?? 0) > 0)
    .map((state) => {
      const customers = counts.get(state) ?? 0
      const height = Math.max(1.5, customers * perCustomer)
      const slot = Math.max(LABEL, height + 6)
      const bar = { state, customers, top: top + (slot - height) / 2, height }
      top += slot
      return bar
    })
}

const heightOf = (bars: readonly Bar[]): number => bars.reduce((sum, { height }) => sum + Math.max(LABEL, height + 6), 0)

/** The largest scale at which both sides fit into `height`. */
function scaleFor(sides: readonly ReadonlyMap<string | null, number>[], height: number): number {
  const total = Math.max(1, ...sides.map((side) => [...side.values()].reduce((sum, one) => sum + one, 0)))
  let [low, high] = [0, height / total]
  for (let turn = 0; turn < 30; turn++) {
    const middle = (low + high) / 2
    if (sides.every((side) => heightOf(stack(side, middle)) <= height)) low = middle
    else high = middle
  }
  return low
}

function countBy(moves: readonly Move[], side: 'from' | 'to'): Map<string | null, number> {
  const counts = new Map<string | null, number>()
  for (const move of moves) counts.set(move[side], (counts.get(move[side]) ?? 0) + move.customers)
  return counts
}

const rank = (state: string | null): number => order.indexOf(state)

/** Ribbons leave and arrive in the order of the bars at their other end, so that few of them cross. */
export function layFlow(moves: readonly Move[], height: number): { left: Bar[]; right: Bar[]; ribbons: Ribbon[] } {
  const [before, now] = [countBy(moves, 'from'), countBy(moves, 'to')]
  const scale = scaleFor([before, now], height)
  const [left, right] = [stack(before, scale), stack(now, scale)]
  const leftAt = new Map(left.map(({ state, top }) => [state, top]))
  const rightAt = new Map(right.map(({ state, top }) => [state, top]))
  const sorted = [...moves].sort((a, b) => rank(a.from) - rank(b.from) || rank(a.to) - rank(b.to))
  const arrives = new Map<Move, number>()
  for (const move of [...moves].sort((a, b) => rank(a.to) - rank(b.to) || rank(a.from) - rank(b.from))) {
    const top = rightAt.get(move.to) ?? 0
    arrives.set(move, top)
    rightAt.set(move.to, top + move.customers * scale)
  }
  const ribbons = sorted.map((move) => {
    const fromTop = leftAt.get(move.from) ?? 0
    leftAt.set(move.from, fromTop + move.customers * scale)
    return { ...move, fromTop, toTop: arrives.get(move) ?? 0, height: Math.max(0.75, move.customers * scale) }
  })
  return { left, right, ribbons }
}
