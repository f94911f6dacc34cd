import type { z } from 'zod'
import type { sendingView } from '#rooms/messages/sendings/contract.ts'
import type { Tone } from '../../kit/chip.tsx'
import type { IconName } from '../../kit/icons.tsx'

type Sending = Pick<z.output<typeof sendingView>, 'state' | 'startedAt'>
export type Group = 'live' | 'planned' | 'draft' | 'sent'

/** Nothing of it has left yet. */
export const isWaiting = ({ state, startedAt }: Sending): boolean =>
  startedAt === null && ['draft', 'planning', 'planned', 'running', 'paused', 'late'].includes(state)

/** Under which heading a letter stands, by its newest sending. */
export function groupOf(frozen: number, sending: Sending | undefined): Group {
  if (!sending) return frozen > 0 ? 'sent' : 'draft'
  if (sending.state === 'done' || (sending.state === 'cancelled' && sending.startedAt !== null)) return 'sent'
  if (['draft', 'planning', 'planned', 'cancelled'].includes(sending.state)) return sending.state === 'cancelled' ? 'draft' : 'planned'
  return isWaiting(sending) ? 'planned' : 'live'
}

const looks: Record<Sending['state'], { tone: Tone; icon: IconName }> = {
  draft: { tone: 'plain', icon: 'pencil' },
  planning: { tone: 'info', icon: 'recent' },
  planned: { tone: 'info', icon: 'check' },
  running: { tone: 'brand', icon: 'mail' },
  paused: { tone: 'warn', icon: 'clock' },
  late: { tone: 'warn', icon: 'warning' },
  done: { tone: 'ok', icon: 'check' },
  cancelled: { tone: 'plain', icon: 'close' },
  stopped: { tone: 'danger', icon: 'warning' },
}

export const stateOf = (sending: Sending): { tone: Tone; icon: IconName } =>
  sending.state === 'running' && sending.startedAt === null ? { tone: 'info', icon: 'clock' } : looks[sending.state]
