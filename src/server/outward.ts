import type { Secrets } from '../platform/secrets.ts'
import type { Outward } from '../rooms/messages/gate.ts'
import { waitingAmong } from '../rooms/messages/inbox/store.ts'
import { courierSettings } from '../rooms/messages/mail/settings.ts'
import { zaloCarries } from '../rooms/messages/zalo/carrying.ts'
import { epochOf } from './installation.ts'
import { hasSample } from './sample/routes.ts'

/** What the gate is told by the wiring: the key, which installation this is, whether the sample is in, and what carries messages. */
export const outwardOf = (data: () => string, keyring: Secrets): Outward => ({
  keyring,
  epoch: () => epochOf(data()),
  hasSample,
  hasCourier: async (db, channel, about) => {
    if (channel === 'mail') return (await courierSettings(db, keyring)).mail !== undefined
    // Zalo takes some words and not others, SMS carries care alone: of no message in particular nobody can say.
    if (about === undefined) return false
    if (channel === 'zalo') return zaloCarries(db, about)
    return channel === 'sms' && about.kind !== 'advertising' && (await courierSettings(db, keyring)).sms !== undefined
  },
  talking: waitingAmong,
})
