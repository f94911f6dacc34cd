import type { callStates } from './contract.ts'

/** A call; what the table holds, in the words of the room. */

export type CallState = (typeof callStates)[number]

export type Call = {
  id: string
  state: CallState
  /** E.164 where it is a number of the world, its digits where it is not, null where it is hidden. */
  from: string | null
  to: string | null
  extension: string | null
  rangAt: Date
  answeredAt: Date | null
  endedAt: Date | null
  /** When the telephone system told of it last. */
  heardAt: Date
  customerId: string | null
  /** Who said so; null where it is the only customer of that number. */
  chosenBy: string | null
}

/** What a telephone system tells, read. */
export type Report = {
  from: string | null
  to: string | null
  extension: string | null
  state: CallState
  at: Date
}

/** A telephone system: when it was heard, and since when it is not. */
export type Bridge = { tokenId: string; lastAliveAt: Date | null; lastCallAt: Date | null; silentSince: Date | null }
