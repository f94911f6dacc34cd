import { at } from './column.ts'

/** Symmetric matrices of a few rows, row by row in one array. */
export type Eigen = { values: Float64Array; vectors: Float64Array }

const off = (matrix: Float64Array, size: number): number => {
  let sum = 0
  for (let row = 0; row < size; row++) for (let column = 0; column < row; column++) sum += at(matrix, row * size + column) ** 2
  return sum
}

/** Turns the plane of p and q so that the element (p, q) becomes nothing. */
function turn(m: Float64Array, vectors: Float64Array, size: number, p: number, q: number): void {
  const between = at(m, p * size + q)
  if (between === 0) return
  const theta = (at(m, q * size + q) - at(m, p * size + p)) / (2 * between)
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.hypot(theta, 1))
  const c = 1 / Math.hypot(t, 1)
  const s = t * c
  const mix = (list: Float64Array, one: number, other: number): void => {
    const [a, b] = [at(list, one), at(list, other)]
    list[one] = c * a - s * b
    list[other] = s * a + c * b
  }
  for (let k = 0; k < size; k++) mix(m, k * size + p, k * size + q)
  for (let k = 0; k < size; k++) mix(m, p * size + k, q * size + k)
  for (let k = 0; k < size; k++) mix(vectors, k * size + p, k * size + q)
}

/** Eigenvalues and eigenvectors (in columns) by Jacobi's rotations (Golub & Van Loan 2013, section 8.5). */
export function eigenOf(matrix: Float64Array, size: number): Eigen {
  const m = Float64Array.from(matrix)
  const vectors = new Float64Array(size * size)
  for (let row = 0; row < size; row++) vectors[row * size + row] = 1
  const scale = m.reduce((sum, one) => sum + one * one, 0)
  for (let sweep = 0; sweep < 60 && off(m, size) > 1e-32 * scale; sweep++)
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) turn(m, vectors, size, p, q)
  return { values: Float64Array.from({ length: size }, (_, row) => at(m, row * size + row)), vectors }
}

/** Σ (v·g) v / shape(λ): the matrix, its values reshaped, applied to the inverse of… `shape` returning λ gives the plain solution of M·s = g. */
export function solveReshaped({ values, vectors }: Eigen, g: Float64Array, shape: (value: number) => number): Float64Array {
  const size = g.length
  const solution = new Float64Array(size)
  for (let column = 0; column < size; column++) {
    let dot = 0
    for (let row = 0; row < size; row++) dot += at(vectors, row * size + column) * at(g, row)
    const along = dot / shape(at(values, column))
    for (let row = 0; row < size; row++) solution[row] = at(solution, row) + along * at(vectors, row * size + column)
  }
  return solution
}

/** The inverse from the eigenvalues; null unless all of them are above `least`. */
export function inverseOf(eigen: Eigen, least: number): Float64Array | null {
  const size = eigen.values.length
  if (!eigen.values.every((value) => value > least)) return null
  const inverse = new Float64Array(size * size)
  for (let column = 0; column < size; column++) {
    const one = new Float64Array(size)
    one[column] = 1
    inverse.set(
      solveReshaped(eigen, one, (value) => value),
      column * size,
    )
  }
  return inverse
}
