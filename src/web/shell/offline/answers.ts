import type { AnyRoute } from '#platform/http/contract.ts'
import { forgetOthers } from '../recent.ts'
import { allKept, belongTo, keep, keptAnswer } from './kept.ts'
import type { KeptCard } from './search.ts'
import { forgetUnsent, unsentNow } from './unsent.ts'

type Me = { id: string; role: string; looksAs: unknown }
export const isMe = (answer: unknown): answer is Me =>
  typeof answer === 'object' && answer !== null && 'permissions' in answer && 'looksAs' in answer && 'id' in answer && 'role' in answer

/** Keeps a good answer for when the house cannot be reached. Who is here is learnt from the answers that say so. */
export async function keepAnswer(route: AnyRoute, address: string, answer: unknown): Promise<void> {
  if (isMe(answer)) {
    if (await belongTo(answer)) {
      forgetOthers(answer.id)
      await forgetUnsent(answer.id)
    }
    await keep('getMe', '/api/me', answer)
  } else if (route.method === 'GET') await keep(route.name, address, answer)
}

const customerOf = (address: string): string | undefined => /\/customers\/([^/?]+)/.exec(address)?.[1]

/** A kept timeline with the lines that wait to be sent on top. */
function withUnsent(address: string, answer: unknown): unknown {
  const customerId = customerOf(address)
  const waiting = unsentNow()
    .filter((one) => one.kind === 'note' && one.painted && customerOf(one.address) === customerId)
    .map(({ painted }) => painted)
    .reverse()
  const kept = answer as { entries: unknown[]; count: number }
  return { ...kept, entries: [...waiting, ...kept.entries], count: kept.count + waiting.length }
}

type KeptCustomer = Omit<KeptCard, 'greeting' | 'likes' | 'avoids' | 'recent'> & {
  greetingSpoken: string
  preferences: (KeptCard['likes'][number] & { stance: string })[]
}

/** Everybody whose card or profile was opened lately. */
async function keptPeople(): Promise<KeptCard[]> {
  const cards = (await allKept('getCard')) as KeptCard[]
  const known = new Set(cards.map(({ id }) => id))
  const customers = ((await allKept('getCustomer')) as KeptCustomer[]).filter(({ id }) => !known.has(id))
  const of = ({ preferences }: KeptCustomer, stance: string) => preferences.filter((one) => one.stance === stance)
  return [
    ...cards,
    ...customers.map((one) => ({ ...one, greeting: one.greetingSpoken, likes: of(one, 'likes'), avoids: of(one, 'avoids'), recent: [] })),
  ]
}

/** Whether somebody's profile is kept; else only the card may be. */
export const hasProfileOffline = async (customerId: string): Promise<boolean> =>
  (await keptAnswer('getCustomer', `/api/customers/${customerId}`)) !== undefined

/** What the house would answer, as far as this browser knows; undefined where it doesn't. */
export async function answerOffline(route: AnyRoute, address: string): Promise<unknown> {
  if (route.method !== 'GET') return undefined
  if (route.name === 'recognise') {
    // Brought in when it is needed; the worker keeps it.
    const [{ findKept }, cards] = await Promise.all([import('./search.ts'), keptPeople()])
    const q = new URLSearchParams(address.split('?')[1]).get('q') ?? ''
    return { people: findKept(cards, q), read: 'name' }
  }
  const answer = await keptAnswer(route.name, address)
  return answer !== undefined && route.name === 'getTimeline' ? withUnsent(address, answer) : answer
}

/** How a kept customer is called, by id. */
export async function calledOffline(customerId: string): Promise<string | null> {
  for (const [route, address] of [
    ['getCard', `/api/customers/${customerId}/card`],
    ['getCustomer', `/api/customers/${customerId}`],
  ] as const) {
    const kept = (await keptAnswer(route, address)) as { calledAs?: string } | undefined
    if (kept?.calledAs) return kept.calledAs
  }
  return null
}
