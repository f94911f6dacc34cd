import { createStore, get, type UseStore } from 'idb-keyval'
import { forgetOthers } from '../recent.ts'
import { shownFrom } from './state.ts'

/**
 * Answers of the house that this browser keeps for when it cannot be reached: who is signed in, Today, and the last 200 customers.
 * They belong to one person, and are wiped when that person leaves, when another comes, and when the session is refused.
 */

/** How many answers of a route are kept; the others never are. */
const most: Readonly<Record<string, number>> = {
  getMe: 1,
  getHouse: 1,
  getToday: 2,
  listArrivals: 1,
  listTouchpointKinds: 1,
  getCard: 200,
  getCustomer: 200,
  getTimeline: 200,
  getBuying: 200,
}

/** A session that nobody used for three days is over, and so is what it kept. */
const LASTS = 3 * 86_400_000

type Kept = { answer: unknown; at: number }
/** Addresses of what is kept of a route, the latest first. */
type Index = Record<string, string[]>

let store: UseStore | undefined
const answers = (): UseStore => {
  store ??= createStore('quen-kept', 'answers')
  return store
}

const keyOf = (route: string, address: string): string => `${route} ${address}`

/** Whose answers these are; nothing is kept before it is known who is here. */
let owner: string | undefined

/** Private windows may forbid the store; then nothing is kept, and offline there is nothing to show. */
const quietly = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
  try {
    return await work()
  } catch (error) {
    if (error instanceof DOMException || error instanceof ReferenceError) return undefined
    throw error
  }
}

const wipeIn = (kept: IDBObjectStore): IDBRequest => kept.clear()

const finished = (transaction: IDBTransaction): Promise<void> =>
  new Promise((done, failed) => {
    transaction.oncomplete = () => done()
    transaction.onabort = () => failed(transaction.error)
    transaction.onerror = () => failed(transaction.error)
  })

/** Says who is here. Another person, or another role, finds nothing of the one before. True where it is news who is here. */
export async function belongTo(me: { id: string; role: string; looksAs: unknown }): Promise<boolean> {
  // While one looks at the house as somebody else, nothing of it is kept.
  const next = me.looksAs ? undefined : JSON.stringify([me.id, me.role])
  if (next === owner) return false
  owner = undefined
  if (!next) return false
  await quietly(async () => {
    if ((await get<string>('who', answers())) !== next) {
      await answers()('readwrite', (kept) => {
        wipeIn(kept)
        kept.put(next, 'who')
        return finished(kept.transaction)
      })
    }
    owner = next
  })
  return true
}

/** Keeps an answer, and lets go of the oldest of its kind. One transaction, in which it is still known whose it is. */
export async function keep(route: string, address: string, answer: unknown): Promise<void> {
  const limit = most[route]
  // Of a timeline the first page is kept.
  if (!limit || !owner || /[?&](before|offset)=/.test(address)) return
  const mine = owner
  await quietly(() =>
    answers()('readwrite', (kept) => {
      const who = kept.get('who')
      who.onsuccess = () => {
        if (who.result !== mine) return
        kept.put({ answer, at: Date.now() } satisfies Kept, keyOf(route, address))
        const known = kept.get('index')
        known.onsuccess = () => {
          const index = (known.result ?? {}) as Index
          const all = [address, ...(index[route] ?? []).filter((one) => one !== address)]
          for (const old of all.slice(limit)) kept.delete(keyOf(route, old))
          kept.put({ ...index, [route]: all.slice(0, limit) }, 'index')
        }
      }
      return finished(kept.transaction)
    }),
  )
}

const isFresh = ({ at }: Kept): boolean => Date.now() - at < LASTS

/** The kept answer of a route at an address, for when the house cannot be reached. */
export async function keptAnswer(route: string, address: string): Promise<unknown> {
  if (!most[route]) return undefined
  const found = await quietly(() => get<Kept>(keyOf(route, address), answers()))
  if (!found || !isFresh(found)) return undefined
  shownFrom(new Date(found.at))
  return found.answer
}

/** Every kept answer of a route, the latest first. */
export async function allKept(route: string): Promise<unknown[]> {
  const index = (await quietly(() => get<Index>('index', answers()))) ?? {}
  const found = await Promise.all((index[route] ?? []).map((address) => keptAnswer(route, address)))
  return found.filter((answer) => answer !== undefined)
}

/** Forgets everything that was kept: who was here has left, or is no longer known. */
export async function wipeKept(): Promise<void> {
  owner = undefined
  forgetOthers()
  await quietly(() =>
    answers()('readwrite', (kept) => {
      wipeIn(kept)
      return finished(kept.transaction)
    }),
  )
}
