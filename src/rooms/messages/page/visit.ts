import { networkOf } from '../../../platform/http/knocks.ts'
import { countFailure, isHeld } from '../../../platform/http/limits.ts'
import { holdConsents } from '../consent/store.ts'
import { type Looks, looksOf, type PageAnswer, type PageAsk, type PublicPage, withLooks } from './asked.ts'
import { framed } from './frame.ts'
import { html } from './html.ts'
import { isOld, type PageKey, readKey } from './links.ts'
import { type Model, personsOf, readModel } from './model.ts'
import type { Speaking } from './said.ts'
import type { Not } from './self.ts'
import { pageWords } from './words.data.ts'

/** Somebody at their own page: the key was right, and this is how everything stands. */
export type Visit = {
  ask: PageAsk
  key: PageKey
  path: string
  looks: Looks
  model: Model
  speaking: Speaking
}

/** Takes back what this request did and answers this instead. */
export class Instead extends Error {
  readonly answer: PageAnswer
  constructor(answer: PageAnswer) {
    super('answered another way')
    this.answer = answer
  }
}

/** So many wrong keys in ten minutes close the door to one network for as long. */
const MOST_WRONG = 20
const WRONG_WITHIN_SECONDS = 600

type WrongWords = { title: string; body: string }

/** A page that says kindly why there is nothing to see. */
export function sorry({ language }: Pick<PageAsk, 'language'>, status: number, { title, body }: WrongWords): PageAnswer {
  const main = html`<h1>${title}</h1><p>${body}</p>`
  return { kind: 'page', status, write: framed({ title, language, looks: { language, isLarge: false }, house: 'Quen', main }) }
}

export function faultPage(ask: Pick<PageAsk, 'language'>, status = 500): PageAnswer {
  const { wrong } = pageWords[ask.language]
  return sorry(ask, status, { title: wrong.fault, body: wrong.faultBody })
}

const wrongKey = (from: string): string => `page key ${networkOf(from)}`

/** The key in the address, or the answer for who has none. Wrong keys are counted by network. */
export async function openKey(ask: PageAsk): Promise<PageKey | ({ kind: 'page' } & PageAnswer)> {
  const { wrong } = pageWords[ask.language]
  // A right key opens whatever happened before it: one bad neighbour does not shut a whole network out.
  const key = readKey(ask.keyring, ask.params.key ?? '')
  if (key) return key
  const counted = wrongKey(ask.from)
  if (await isHeld(ask.db, counted, ask.now)) return notHere(ask, 429, { title: wrong.held, body: wrong.heldBody })
  await countFailure(ask.db, counted, { most: MOST_WRONG, perSeconds: WRONG_WITHIN_SECONDS, now: ask.now })
  return notHere(ask, 404, { title: wrong.title, body: wrong.body })
}

const notHere = (ask: PageAsk, status: number, words: WrongWords): { kind: 'page' } & PageAnswer => {
  const answer = sorry(ask, status, words)
  if (answer.kind !== 'page') throw new Error('a page was to be answered')
  return answer
}

type Allowed = { /** What is allowed with an old key too. */ isForOld?: boolean }

async function enter(ask: PageAsk, isPost: boolean, { isForOld }: Allowed): Promise<Visit | PageAnswer> {
  const key = await openKey(ask)
  if ('kind' in key) return key
  const path = `/k/${ask.params.key}`
  const looks = looksOf(ask.query)
  if (isPost && key.isPreview) return { kind: 'see', to: withLooks(path, looks) }
  if (!isForOld && isOld(key, ask.now)) return { kind: 'see', to: withLooks(path, looks) }
  if (isPost) await holdConsents(ask.db, [key.customerId])
  const model = await readModel(ask.db, key.customerId, ask.now)
  if (!model) {
    const { wrong } = pageWords[ask.language]
    return sorry(ask, 410, { title: wrong.gone, body: wrong.goneBody })
  }
  const language = looks.language ?? model.customer.language
  const persons = personsOf(model.customer, language, model.house.name, model.owner)
  return { ask, key, path, looks, model, speaking: { language, persons, words: pageWords[language] } }
}

/** A page that is only read. */
export const shown = (name: string, path: string, show: (visit: Visit) => Promise<PageAnswer>, allowed: Allowed = {}): PublicPage => ({
  name,
  method: 'GET',
  path: `/k/:key${path}`,
  handler: async (ask) => {
    const visit = await enter(ask, false, allowed)
    return 'kind' in visit ? visit : show(visit)
  },
})

/** How an act ended: said by its name on the page that follows, or not done and said why. */
export type Ended =
  | {
      ok: string
      about?: Readonly<Record<string, string | undefined>>
      at?: string /** Its row stands in the trail already. */
      isTold?: true
    }
  | { not: Not | 'code' | 'codeHeld' | 'cannotSend' | 'hours'; at?: string; isKept?: true }
  | { answer: PageAnswer }

/** A form on the page: done whole or not at all, then the page is shown anew. `trace`: what the audit trail calls it. */
export const done = (path: string, trace: string, act: (visit: Visit) => Promise<Ended>, allowed: Allowed = {}): PublicPage => ({
  name: trace,
  method: 'POST',
  path: `/k/:key/${path}`,
  handler: async (ask) => {
    const visit = await enter(ask, true, allowed)
    if ('kind' in visit) return visit
    const ended = await act(visit)
    if ('answer' in ended) return ended.answer
    const { looks, key } = visit
    const back = `${visit.path}${ended.at ?? ''}`
    // What a code has opened stays open on the page it belongs to.
    const keeps = ended.at ? { proof: ask.query.get('proof') ?? undefined } : {}
    if ('not' in ended) {
      const answer: PageAnswer = { kind: 'see', to: `${withLooks(back, looks, { ...keeps, no: ended.not })}#said` }
      if (ended.isKept) return answer
      throw new Instead(answer)
    }
    if (!ended.isTold) ask.trace(trace, key.customerId, { what: path, ...(key.messageId ? { messageId: key.messageId } : {}) })
    return { kind: 'see', to: `${withLooks(back, looks, { ...keeps, ok: ended.ok, ...ended.about })}#said` }
  },
})
