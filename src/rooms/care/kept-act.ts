import type { CareAct, CareEnd } from '../../platform/collected/today.ts'

/** What became of an act of care. `outcome` is null for one that is only in hand, or that stands again after its end was taken back. */
export type KeptAct = {
  key: string
  customerId: string | null
  state: 'taken' | 'done' | 'later' | 'refused'
  until: string | null
  outcome: CareEnd | null
  words: string | null
  kept: { act?: CareAct; undo?: Record<string, unknown> }
  staffId: string | null
  staffName: string | null
  at: Date
  isSample: boolean
  version: number
}
