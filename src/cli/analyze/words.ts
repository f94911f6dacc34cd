/** Names of models, and what is wrong with a row or a file, in words. */
import { fileReasons, rowReasons } from '../../rooms/exchange/words.data.ts'
import type { Language } from './arguments.ts'

export const modelTitles = { bgnbd: 'BG/NBD', mbgnbd: 'MBG/NBD', pareto: 'Pareto/NBD', gammaGamma: 'Gamma-Gamma' } as const

/** A reason as part of a list: without its full stop. */
export const fileProblem = (code: string, language: Language): string =>
  (rowReasons[code] ?? fileReasons[code])?.[language].replace(/\.$/, '') ?? code
