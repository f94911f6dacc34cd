import { en } from './words.en.data.ts'
import { vi } from './words.vi.data.ts'

export const shellWords = { vi, en }
