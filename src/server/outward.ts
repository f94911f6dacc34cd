import type { Secrets } from '../platform/secrets.ts'
import type { Outward } from '../rooms/messages/gate.ts'
import { courierSettings } from '../rooms/messages/mail/settings.ts'
import { zaloCarries } from '../rooms/messages/zalo/carrying.ts'
import { epochOf } from './installation.ts'
import { hasSample } from './sample/routes.ts'

const nobody: ReadonlySet<string> = new Set()

/** What the gate is told by the wiring: the key, which installation this is, whether the sample is in, and what carries messages. */
export const outwardOf = (data: () => string, keyring: Secrets): Outward => ({
  keyring,
  epoch: () => epochOf(data()),
  hasSample,
  hasCourier: async (db, channel, about) => {
    // Zalo takes some words and not others: of no message in particular nobody can say.
    if (channel === 'zalo') return about !== undefined && (await zaloCarries(db, about))
    const { mail, sms } = await courierSettings(db, keyring)
    // By SMS only care is carried: advertising has to be moderated in lists.
    return (channel === 'mail' && mail !== undefined) || (channel === 'sms' && sms !== undefined && about?.kind !== 'advertising')
  },
  talking: async () => nobody,
})
