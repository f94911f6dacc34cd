import type { threadBoxes, threadChannels, threadStates } from './contract.ts'

/** A talk with one person over one channel, and what was said in it; in the words of the room. */

export type ThreadChannel = (typeof threadChannels)[number]
export type ThreadState = (typeof threadStates)[number]
export type ThreadBox = (typeof threadBoxes)[number]

export type Thread = {
  id: string
  /** Null while nobody knows who wrote. */
  customerId: string | null
  channel: ThreadChannel
  address: string | null
  shownAs: string
  subject: string
  isToOwner: boolean
  state: ThreadState
  snoozedUntil: Date | null
  assignedTo: string | null
  assignedName: string | null
  /** Their oldest words that nobody has answered. */
  waitingSince: Date | null
  lastAt: Date
  lastDirection: 'in' | 'out'
  lastWords: string
  isSample: boolean
  version: number
}

/** A file that came along; `isKept`: it can be handed out. Missing where nobody has looked into its mail for it. */
export type Attached = { name: string; mime: string; bytes: number; isKept?: boolean | undefined }

export type Entry = {
  id: string
  threadId: string
  customerId: string | null
  at: Date
  direction: 'in' | 'out' | 'note'
  mailId: string | null
  inReplyTo: string | null
  references: string[]
  subject: string
  words: string
  safeHtml: string | null
  attachments: Attached[]
  rawId: string | null
  messageId: string | null
  staffId: string | null
  staffName: string | null
  /** Its line on the customer's timeline; an answer has none before it counts as said. */
  touchpointId: string | null
  isSample: boolean
}

export type Draft = { staffId: string; words: string; updatedAt: Date }
