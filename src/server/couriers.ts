import { esmsCourier } from '../connectors/esms/courier.ts'
import { smtpCourier } from '../connectors/smtp/courier.ts'
import { carrierInThread } from '../connectors/smtp/in-thread.ts'
import { refreshTokens } from '../connectors/zalo/account.ts'
import { type ZaloSettings, zaloCourier } from '../connectors/zalo/courier.ts'
import { type ZaloPlaces, zaloPlaces } from '../connectors/zalo/wire.ts'
import { type Clock, systemClock } from '../platform/clock.ts'
import type { Db } from '../platform/db/db.ts'
import type { Courier, Couriers } from '../platform/ports/courier.ts'
import { reportWord } from '../platform/return-address.ts'
import type { Secrets } from '../platform/secrets.ts'
import { courierSettings, type MailCourier, type SmsCourier } from '../rooms/messages/mail/settings.ts'
import { leftAtZalo, mayAnswer, noteQuota } from '../rooms/messages/zalo/carrying.ts'
import { openZalo, type ZaloOpen } from '../rooms/messages/zalo/settings.ts'
import { type Refresh, tokenNow } from '../rooms/messages/zalo/tokens.ts'

/** What the connector is told: the settings, and the mark that return addresses carry. */
export function asSmtp({ from, replyTo, bounceDomain, hasInbox, ...settings }: MailCourier, mark: Secrets['mark']) {
  return { ...settings, head: { from, replyTo, bounceDomain, hasInbox, mark } }
}

/** Where eSMS is; another address is for trying it. */
const esmsAddress = (): string => process.env.QUEN_ESMS ?? 'https://rest.esms.vn/MainService.svc/json'

/** The same for text messages: each reports to an address of its own that nobody can guess. */
export const asEsms = ({ publicAddress, ...settings }: SmsCourier, mark: Secrets['mark']) => ({
  ...settings,
  address: esmsAddress(),
  callbackOf: (messageId: string) => (publicAddress ? `${publicAddress}/api/sms/reports/${reportWord(messageId, mark)}` : undefined),
})

/** Where Zalo is; another address is for trying it. */
export const placesOfZalo = (): ZaloPlaces => zaloPlaces(process.env.QUEN_ZALO)

export const refreshZalo: Refresh = (asked) => refreshTokens(placesOfZalo(), asked)

/** Zalo, with what it must ask the house: for a token, and who may be answered. */
const asZalo = (db: Db, keyring: Secrets, app: ZaloOpen, clock: Clock): ZaloSettings => ({
  places: placesOfZalo(),
  token: (stale) => tokenNow(db, { app, keyring, refresh: refreshZalo, now: clock() }, { stale }),
  mayAnswer: (userId) => mayAnswer(db, userId, clock()),
  heardQuota: async (quota) => {
    await noteQuota(db, quota, clock())
  },
  hasLeft: (messageId) => leftAtZalo(db, messageId, clock()),
})

const ASKED_EVERY = 2000

/** The house's couriers by its settings. A change of settings is seen within two seconds; who is under way is let finish. */
export function openCouriers(db: Db, keyring: Secrets, clock: Clock = systemClock): { couriers: Couriers; close(): Promise<void> } {
  let version: string | undefined
  let readAt = Number.NEGATIVE_INFINITY
  let reading: Promise<void> | undefined
  const open = new Map<string, Courier>()
  const read = async (): Promise<void> => {
    const settings = await courierSettings(db, keyring)
    readAt = Date.now()
    if (settings.version === version) return
    const zalo = await openZalo(db, keyring)
    version = settings.version
    const old = [...open.values()]
    open.clear()
    if (zalo) open.set('zalo', zaloCourier(asZalo(db, keyring, zalo, clock)))
    if (settings.sms) open.set('sms', esmsCourier(asEsms(settings.sms, keyring.mark)))
    if (settings.mail) open.set('mail', smtpCourier(asSmtp(settings.mail, keyring.mark), carrierInThread))
    await Promise.all(old.map((courier) => courier.close()))
  }
  return {
    couriers: async (channel) => {
      if (Date.now() - readAt > ASKED_EVERY) {
        reading ??= read().finally(() => {
          reading = undefined
        })
        await reading
      }
      return open.get(channel)
    },
    async close() {
      await Promise.all([...open.values()].map((courier) => courier.close()))
    },
  }
}
