import type { SameKeys } from '../../shell/words.ts'

const vi = {
  due: (what: string, who: string, by: string) => `Lời hứa cần mình: ${what}${who && `, ${who}`}, ${by}.`,
  past: (what: string, who: string, by: string) => `Đã quá hẹn ${by}: ${what}${who && `, ${who}`}.`,
  by: (clock: string) => `trước ${clock}`,
  byOn: (clock: string, day: string) => `trước ${clock} ngày ${day}`,
  open: 'Mở',
}

const en: SameKeys<typeof vi> = {
  due: (what, who, by) => `A promise needs you: ${what}${who && `, ${who}`}, ${by}.`,
  past: (what, who, by) => `Past its time, ${by}: ${what}${who && `, ${who}`}.`,
  by: (clock) => `by ${clock}`,
  byOn: (clock, day) => `by ${clock} on ${day}`,
  open: 'Open',
}

export const levelWords = { vi, en }
