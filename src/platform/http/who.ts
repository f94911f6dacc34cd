import type { Holder, Role } from '../../values/rights.ts'

/** Who is asking: a member of staff with a session, or a program with a token. */
export type Who = Holder & {
  kind: 'staff' | 'token'
  id: string
  name: string
  sessionId?: string
  /** The role of the person themselves, while they look at the house as somebody else sees it: then nothing may be written. */
  looksAs?: { own: Role; staffId: string | null; name: string | null }
}
