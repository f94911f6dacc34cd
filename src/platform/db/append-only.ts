/**
 * Tables to which rows are only ever added: the role that the app works as may read and insert there, and no more. Whoever keeps a
 * record that must not be rewritten names its table here; the grants come from this list (`migrate.ts`).
 */
export const APPEND_ONLY = ['audit', 'audit_seal'] as const

/** Tables whose rows are never altered, and go only with whom they are about: the app may read, insert and delete there. */
export const NEVER_ALTERED = ['consent_event', 'gate_verdict', 'letter_version', 'promise_event'] as const
