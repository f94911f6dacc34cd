import type { z } from 'zod'
import { showAnyPhone } from '../../platform/phone.ts'
import { type Holder, may } from '../../values/rights.ts'
import type { Call } from './call.ts'
import type { callView } from './contract.ts'

/** A number for those who may not see it: its last three digits. */
const masked = (number: string): string => `•••• ${number.slice(-3)}`

/** The number of a caller, as this reader may see it. */
export const showNumber = (number: string, who: Holder): string => (may(who, 'see.contacts') ? showAnyPhone(number) : masked(number))

export function viewCall(call: Call, who: Holder): z.input<typeof callView> {
  const isOpen = may(who, 'see.contacts')
  const shown = call.from === null ? null : showNumber(call.from, who)
  return {
    id: call.id,
    state: call.state,
    shown,
    number: isOpen ? call.from : null,
    extension: call.extension,
    rangAt: call.rangAt.toISOString(),
    answeredAt: call.answeredAt?.toISOString() ?? null,
    endedAt: call.endedAt?.toISOString() ?? null,
    customerId: call.customerId,
  }
}
