import type { Db } from '../../../platform/db/db.ts'
import type { Who } from '../../../platform/http/who.ts'
import { newId } from '../../../platform/ids.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { findHouse } from '../../team/public.ts'
import { builtInPlaybooks } from './built-in.data.ts'
import * as store from './store.ts'

export type Playbook = store.Kept & { isOwn: boolean }

const noSuchPlaybook = () => new Refusal(404, 'care.no_such_playbook', 'There is no such playbook.')
const changed = () => new Refusal(409, 'care.playbook_changed', 'Somebody changed this playbook meanwhile.')
const notOnesOwn = () => new Refusal(403, 'team.staff_only', 'Only a member of staff practises for themself.')

const ownPrefix = 'house:'

/** Every playbook as the house keeps it: those built in for its trade, then its own. */
export async function playbooksOf(db: Db): Promise<Playbook[]> {
  const [{ trade }, rows] = await Promise.all([findHouse(db), store.findAll(db)])
  const byKey = new Map(rows.map((row) => [row.key, row]))
  const builtIn = builtInPlaybooks
    .filter(({ key, trades }) => byKey.has(key) || !trades || trades.includes(trade))
    .map(({ key, content }): Playbook => ({ key, content, isKept: true, version: 0, ...byKey.get(key), isOwn: false }))
  const own = rows.filter(({ key }) => key.startsWith(ownPrefix)).map((row): Playbook => ({ ...row, isOwn: true }))
  return [...builtIn, ...own]
}

async function requirePlaybook(db: Db, key: string): Promise<Playbook> {
  const found = (await playbooksOf(db)).find((one) => one.key === key)
  if (!found) throw noSuchPlaybook()
  return found
}

type By = { who: Who; now: Date }
const handOf = ({ who, now }: By) => ({ name: who.name, now })

export async function addPlaybook(db: Db, content: store.Content, by: By): Promise<Playbook> {
  const one = { key: `${ownPrefix}${newId(by.now.getTime()).slice(-12)}`, content, isKept: true, version: 0 }
  if (!(await store.keep(db, one, handOf(by)))) throw changed()
  return { ...one, version: 1, isOwn: true }
}

export async function changePlaybook(
  db: Db,
  key: string,
  asked: { content?: store.Content | undefined; isKept?: boolean | undefined; version: number },
  by: By,
): Promise<Playbook> {
  const before = await requirePlaybook(db, key)
  if (before.version !== asked.version) throw changed()
  const after = { ...before, content: asked.content ?? before.content, isKept: asked.isKept ?? before.isKept }
  if (!(await store.keep(db, after, handOf(by)))) throw changed()
  return { ...after, version: before.version + 1 }
}

export type Version = Pick<Playbook, 'content' | 'isKept' | 'version'> & { at: Date | null; staffName: string | null }

/** How it stood before, the newest first; what was built in is what it began with. */
export async function historyOf(db: Db, key: string): Promise<Version[]> {
  await requirePlaybook(db, key)
  const builtIn = builtInPlaybooks.find((one) => one.key === key)
  const versions = await store.historyOf(db, key)
  return [...versions, ...(builtIn ? [{ content: builtIn.content, isKept: true, version: 0, at: null, staffName: null }] : [])]
}

/** What somebody noted for themself; nothing for a program, or for whoever looks at the house as another. */
export const practiceOf = async (db: Db, who: Who): Promise<Map<string, store.Practice>> =>
  who.kind === 'staff' && !who.looksAs ? store.practiceOf(db, who.id) : new Map()

export async function notePractice(
  db: Db,
  who: Who,
  key: string,
  asked: { isRead: boolean; isPractised: boolean },
  today: string,
): Promise<store.Practice> {
  if (who.kind !== 'staff' || who.looksAs) throw notOnesOwn()
  await requirePlaybook(db, key)
  const before = (await store.practiceOf(db, who.id)).get(key)
  const after = {
    readOn: asked.isRead ? (before?.readOn ?? today) : null,
    practisedOn: asked.isPractised ? (before?.practisedOn ?? today) : null,
  }
  await store.keepPractice(db, who.id, key, after)
  return after
}
