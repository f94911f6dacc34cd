import type { Role } from '../../values/rights.ts'

/** Who is asking: a member of staff with a session, or a program with a token. */
export type Who = { kind: 'staff' | 'token'; id: string; name: string; role: Role; sessionId?: string }
