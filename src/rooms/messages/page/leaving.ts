import { showDate } from '../../../values/civil-date.ts'
import { clockIn, dayIn } from '../../../values/zone.ts'
import { holdConsents, nowOf } from '../consent/store.ts'
import { settle } from '../sendings/returns.ts'
import type { PageAsk, PublicPage } from './asked.ts'
import type { PageKey } from './links.ts'
import { type Model, personsOf, readModel } from './model.ts'
import type { SendService } from './notices.ts'
import { openKey } from './visit.ts'
import { leaveAll } from './wishes.ts'
import { hasLeft } from './wishes-rules.ts'
import { pageWords } from './words.data.ts'

/** What the law wants said once to who leaves: when it was heard, when it stopped, and nothing to sell. In their own language. */
async function goodbye(ask: PageAsk, { customer, house, owner }: Model, send: SendService): Promise<void> {
  const { language } = customer
  const { subject, text } = pageWords[language].goodbye
  const persons = personsOf(customer, language, house.name, owner)
  const [clock, day] = [clockIn(house.zone, ask.now.getTime()).slice(0, 5), dayIn(house.zone, ask.now.getTime())]
  const letter = { subject: subject(persons), text: text(persons, `${clock} ${showDate(day, language)}`) }
  await send(ask.db, { customerId: customer.id, purpose: 'service', ...letter, staff: null, now: ask.now })
}

/** Everything ends with this transaction. Twice is once: no second act in the log, no second goodbye. */
export async function leaveOnce(
  ask: PageAsk,
  { customerId, messageId }: PageKey,
  method: 'page' | 'one-click',
  send: SendService,
): Promise<void> {
  await holdConsents(ask.db, [customerId])
  if (hasLeft((await nowOf(ask.db, [customerId])).get(customerId) ?? [])) return
  await leaveAll(ask.db, customerId, method, ask.now, messageId)
  // The letter that was left by is told of it, for its report.
  if (messageId) await settle(ask.db, { messageId, kind: 'left', at: ask.now, source: method, detail: {} })
  ask.trace('customerLeft', customerId, { what: method, ...(messageId ? { messageId } : {}) })
  const model = await readModel(ask.db, customerId, ask.now)
  if (model) await goodbye(ask, model, send)
}

/** What a mail program sends for its reader (RFC 8058): no page, no cookie, no way around, as often as it likes, for whoever the key is of. */
export const oneClick = (send: SendService): PublicPage => ({
  name: 'customerLeftByOneClick',
  method: 'POST',
  path: '/k/:key/one-click',
  takesForeign: true,
  handler: async (ask) => {
    const key = await openKey(ask)
    if ('kind' in key) return key
    if (key.isPreview || ask.form.get('List-Unsubscribe') !== 'One-Click') return { kind: 'done', status: 400 }
    await leaveOnce(ask, key, 'one-click', send)
    return { kind: 'done', status: 200 }
  },
})
