import { newId } from '../../../platform/ids.ts'
import { showDate } from '../../../values/civil-date.ts'
import { dayIn } from '../../../values/zone.ts'
import type { PageAnswer, PublicPage } from './asked.ts'
import { withLooks } from './asked.ts'
import { isCode, newCode } from './codes.ts'
import { dataMain } from './data-view.ts'
import { dataWords } from './data-words.data.ts'
import { framed } from './frame.ts'
import { isProven, writeProof } from './links.ts'
import type { SendService } from './notices.ts'
import { fileOf, readOwnData } from './own-data.ts'
import { receiveErasure } from './requests.ts'
import { type Said, saidNot } from './said.ts'
import { correctOwn, setContact } from './self.ts'
import { moveRequest, openRequestOf } from './store.ts'
import { done, type Ended, shown, type Visit } from './visit.ts'

/** The page of one's own data: see, correct, take, ask to be erased. */

const MOST_SHOWN = 100
const MOST_TAKEN = 10_000

const proofOf = ({ ask, key }: Visit): string | undefined => {
  const proof = ask.query.get('proof') ?? undefined
  return isProven(ask.keyring, proof, key.customerId, ask.now) ? proof : undefined
}

async function saidOf(visit: Visit): Promise<Said | undefined> {
  const { ask, speaking, model } = visit
  const { words, persons, language } = speaking
  const not = saidNot(ask.query.get('no'), speaking)
  if (not) return not
  switch (ask.query.get('ok')) {
    case 'corrected':
      return { text: words.now.corrected(persons) }
    case 'contact': {
      const kind = ask.query.get('kind')
      const shown = model.customer.contacts.find((contact) => contact.kind === kind)?.shown
      return shown && proofOf(visit) ? { text: words.now.contact(persons, shown) } : undefined
    }
    case 'erase': {
      const request = await openRequestOf(ask.db, model.customer.id)
      return request && { text: words.now.erase(persons, showDate(request.answerBy, language), showDate(request.doneBy, language)) }
    }
    case 'unerased':
      return { text: words.now.unerased(persons) }
    default:
      return undefined
  }
}

async function dataPage(visit: Visit): Promise<PageAnswer> {
  const { ask, key, model, speaking, looks, path } = visit
  const proof = proofOf(visit)
  const [data, request, said] = await Promise.all([
    readOwnData(ask.db, model, proof !== undefined, MOST_SHOWN),
    openRequestOf(ask.db, key.customerId),
    saidOf(visit),
  ])
  ask.trace('customerSawData', key.customerId, { isProven: proof !== undefined })
  const main = dataMain({ visit, data, proof, request, isCodeSent: ask.query.get('ok') === 'code' || ask.query.get('no') === 'code', said })
  const title = speaking.words.data.title(speaking.persons)
  const page = {
    title,
    language: speaking.language,
    looks,
    house: model.house.name,
    path: `${path}/data`,
    keeps: { proof },
    main,
    isLive: true,
  }
  return { kind: 'page', status: 200, write: framed(page) }
}

async function dataFile(visit: Visit): Promise<PageAnswer> {
  const { ask, key, model } = visit
  const data = await readOwnData(ask.db, model, proofOf(visit) !== undefined, MOST_TAKEN)
  ask.trace('customerTookData', key.customerId, { isProven: data.isProven })
  return { kind: 'file', name: 'quen-data.json', mime: 'application/json; charset=utf-8', text: fileOf(model, data) }
}

const AT = '/data'

async function sendCode(visit: Visit, send: SendService): Promise<Ended> {
  const { ask, key, model, speaking } = visit
  const code = await newCode(ask.db, ask.keyring, model.customer, ask.now)
  if (!code) return { not: 'codeHeld', at: AT, isKept: true }
  const { mail } = dataWords[speaking.language]
  const letter = { subject: mail.subject(speaking.persons, code), text: mail.text(speaking.persons, code) }
  const isSent = await send(ask.db, { customerId: key.customerId, purpose: 'service', ...letter, staff: null, now: ask.now })
  return isSent ? { ok: 'code', at: AT } : { not: 'cannotSend', at: AT }
}

async function prove({ ask, key, path, looks }: Visit): Promise<Ended> {
  if (!(await isCode(ask.db, ask.keyring, key.customerId, ask.form.get('code') ?? '', ask.now)))
    return { not: 'code', at: AT, isKept: true }
  ask.trace('customerProved', key.customerId)
  const proof = writeProof(ask.keyring, key.customerId, ask.now)
  return { answer: { kind: 'see', to: withLooks(`${path}${AT}`, looks, { proof }) } }
}

async function contact(visit: Visit): Promise<Ended> {
  const proof = proofOf(visit)
  if (!proof) return { not: 'code', at: AT }
  const kind = visit.ask.form.get('kind') === 'mail' ? 'mail' : 'phone'
  const ended = await setContact(visit.ask.db, visit.model, kind, visit.ask.form.get('value'))
  return 'not' in ended ? { ...ended, at: AT } : { ok: 'contact', at: AT, about: { kind } }
}

async function erase(visit: Visit): Promise<Ended> {
  const { ask, model } = visit
  if (ask.form.get('want') === '1') {
    const today = dayIn(model.house.zone, ask.now.getTime())
    await receiveErasure(ask.db, model.customer, { id: newId(ask.now.getTime()), today, now: ask.now })
    return { ok: 'erase', at: AT }
  }
  const request = await openRequestOf(ask.db, model.customer.id)
  if (request) await moveRequest(ask.db, model.customer.id, request.id, { from: 'open', to: 'withdrawn', at: ask.now })
  return { ok: 'unerased', at: AT }
}

export const dataPages = (send: SendService): PublicPage[] => [
  shown('showCustomerData', AT, dataPage),
  shown('takeCustomerData', `${AT}.json`, dataFile),
  done('code', 'customerAskedCode', (visit) => sendCode(visit, send)),
  done('prove', 'customerProved', prove),
  done('own', 'customerCorrected', async (visit) => {
    const ended = await correctOwn(visit.ask.db, visit.model, visit.ask.form)
    return 'not' in ended ? { ...ended, at: AT } : { ok: 'corrected', at: AT }
  }),
  done('contact', 'customerCorrected', contact),
  done('erase', 'customerAskedErasure', erase),
]
