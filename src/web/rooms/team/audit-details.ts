import type { z } from 'zod'
import type { auditView } from '#server/audit/contract.ts'
import { isRole } from '#values/rights.ts'
import type { Say } from '../../shell/say.ts'
import type { SameKeys } from '../../shell/words.ts'
import type { auditWords } from './audit-words.data.ts'

export type AuditEntry = z.output<typeof auditView>
export type AuditWords = SameKeys<(typeof auditWords)['vi']>

const has = <T extends object>(words: T, key: unknown): key is keyof T => typeof key === 'string' && Object.hasOwn(words, key)

/** What an act is called; an act of a newer house that these screens do not know keeps its own name. */
export const actIn = (words: AuditWords, act: string): string => (has(words.acts, act) ? words.acts[act] : act)

type Told = { words: AuditWords; say: Pick<Say, 'number'>; roleWords: Record<string, string> }

function ofSearch({ read, found }: Record<string, unknown>, { words, say }: Told): string[] {
  if (typeof found !== 'number') return []
  return [has(words.readAs, read) ? words.readAs[read] : '', words.found(say.number(found))]
}

function ofRole({ looksAs, role }: Record<string, unknown>, act: string, { words, roleWords }: Told): string[] {
  if (act === 'lookAs') return [typeof looksAs === 'string' ? words.asRole(roleWords[looksAs] ?? looksAs) : words.oneself]
  return [
    ...(typeof role === 'string' && isRole(role) ? [words.toRole(roleWords[role] ?? role)] : []),
    ...(typeof looksAs === 'string' ? [words.asRole(roleWords[looksAs] ?? looksAs)] : []),
  ]
}

function ofCounts(details: Record<string, unknown>, { words, say }: Told): string[] {
  const count = (key: string): string => say.number(Number(details[key] ?? 0))
  if ('added' in details) return [words.brought(count('added'), count('updated'))]
  if ('removed' in details) return [words.undone(count('removed'), count('restored'))]
  return []
}

/** Acts of which it matters what was sent: a change, not a sign-in or a note. */
const isChange = (act: string): boolean => /^(update|save)|^createCustomer$/.test(act)

/** What an entry tells beside who, what and whom: names of fields, counts, a reason given; nothing that it does not know how to say. */
export function detailsIn({ act, details }: Pick<AuditEntry, 'act' | 'details'>, told: Told): string[] {
  const { words } = told
  const fields = Array.isArray(details.fields) ? details.fields.filter((name) => name !== 'version') : []
  return [
    ...ofSearch(details, told),
    ...ofRole(details, act, told),
    ...ofCounts(details, told),
    ...(typeof details.reason === 'string' ? [words.reasoned(details.reason)] : []),
    ...(fields.length > 0 && isChange(act)
      ? [fields.map((name) => (has(words.fields, name) ? words.fields[name] : String(name))).join(', ')]
      : []),
  ].filter(Boolean)
}
