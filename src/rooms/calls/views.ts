import type { z } from 'zod'
import { showAnyPhone } from '../../platform/phone.ts'
import { type Holder, may } from '../../values/rights.ts'
import type { Call } from './call.ts'
import type { callView } from './contract.ts'

/** A number for those who may not see it: its last three digits. */
const masked = (number: string): string => `•••• ${number.slice(-3)}`

export function viewCall(call: Call, who: Holder): z.input<typeof callView> {
  const isOpen = may(who, 'see.contacts')
  const shown = call.from === null ? null : isOpen ? showAnyPhone(call.from) : masked(call.from)
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
