import type { z } from 'zod'
import type { verdictView } from '../contract.ts'
import type { SeenVerdict } from '../gate/asking.ts'
import type { sentMessageView } from '../gate/contract.ts'
import type { sendingView } from './contract.ts'
import { countsOf } from './rules.ts'
import type { Sending, Tally } from './sending.ts'
import type { OfCustomer } from './store.ts'

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

export function viewSending(sending: Sending, tallies: readonly Tally[], isShutBySample: boolean): z.input<typeof sendingView> {
  const { id, kind, letterId, letterNumber, title, purpose, topicId, channels, audience, isLive, state, lateAfterMinutes, holdout } =
    sending
  const isStoppable = state === 'running' && sending.startedAt === null && sending.startsAt !== null
  return {
    ...{ id, kind, letterId, letterNumber, title, purpose, topicId, channels, audience, isLive, state, lateAfterMinutes, holdout },
    startsAt: iso(sending.startsAt),
    stoppableUntil: isStoppable ? iso(sending.startsAt) : null,
    expiresAt: iso(sending.expiresAt),
    why: sending.why,
    counts: countsOf(tallies),
    progress: sending.progress,
    isShutBySample,
    plannedAt: iso(sending.plannedAt),
    startedAt: iso(sending.startedAt),
    endedAt: iso(sending.endedAt),
    madeByName: sending.madeByName,
    madeAt: sending.madeAt.toISOString(),
    version: sending.version,
  }
}

export const viewVerdict = ({
  answer,
  rule,
  notBefore,
  inputs,
  at,
}: Pick<SeenVerdict, 'answer' | 'rule' | 'notBefore' | 'inputs' | 'at'>): z.input<typeof verdictView> => ({
  answer,
  rule,
  notBefore: iso(notBefore),
  inputs,
  at: at.toISOString(),
})

export const viewMessage = (message: OfCustomer): z.input<typeof sentMessageView> => ({
  id: message.id,
  sendingId: message.sendingId,
  title: message.title,
  channel: message.channel,
  purpose: message.purpose,
  state: message.state,
  rule: message.rule,
  notBefore: iso(message.notBefore),
  at: (message.submittedAt ?? message.plannedAt).toISOString(),
})
