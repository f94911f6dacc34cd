import type { Courier } from '../../platform/ports/courier.ts'
import type { Carrier, CarrierSettings } from './carrier-settings.ts'
import { domainOf, type Letterhead, mailOf } from './mail.ts'

export type SmtpSettings = CarrierSettings & { head: Letterhead }

/** Carries mail to the house's mail server: each letter becomes a mail here, and is carried by `open`, in this thread or in one of its own. */
export function smtpCourier({ head, ...settings }: SmtpSettings, open: (settings: CarrierSettings) => Carrier): Courier {
  const carrier = open(settings)
  return {
    channel: 'mail',
    width: carrier.width,
    perMinute: settings.ratePerMinute,
    deliver: (parcel, _decision, signal) => carrier.carry(mailOf(parcel, head), domainOf(parcel.to).toLowerCase(), signal),
    close: () => carrier.close(),
  }
}
