import { fold, words } from '../../../values/text.ts'
import type { MessageChannel } from '../contract.ts'

/** What a sign-up door asks of whom, and when it asks twice. */

/** So long a sign-up waits to be confirmed. */
export const CONFIRM_WITHIN_DAYS = 7
/** More confirmations than this in a day nobody is asked for: an address is not flooded through our door. */
export const MOST_ASKED_A_DAY = 3

export type DoorKind = 'qr' | 'room-card' | 'form' | 'spoken'

/** Whether a sign-up must be confirmed: a mail given through an open form may be anybody's, and who had left comes back only so. */
export const asksTwice = (door: { kind: DoorKind; isDouble: boolean }, channel: MessageChannel, hadLeft: boolean): boolean =>
  door.isDouble || hadLeft || (door.kind === 'form' && channel === 'mail')

/** Which channels a contact can be written to by. */
export const channelsOf = (kind: 'mail' | 'phone'): readonly [MessageChannel, ...MessageChannel[]] =>
  kind === 'mail' ? ['mail'] : ['zalo', 'sms', 'call']

/** Whether a name that was typed may be that of somebody who is known: all words of the shorter are in the longer. */
export function maySignAs(typed: string, known: string): boolean {
  const [a, b] = [words(typed).map(fold), words(known).map(fold)]
  const [few, many] = a.length <= b.length ? [a, b] : [b, a]
  return few.length > 0 && few.every((word) => many.includes(word))
}

const AGENTS: readonly (readonly [string, RegExp])[] = [
  ['Zalo', /zalo/i],
  ['Facebook', /fban|fbav/i],
  ['Edge', /edg(?:e|a|ios)?\//i],
  ['Cốc Cốc', /coc_coc/i],
  ['Samsung Internet', /samsungbrowser/i],
  ['Firefox', /firefox|fxios/i],
  ['Chrome', /chrome|crios/i],
  ['Safari', /safari/i],
]
const SYSTEMS: readonly (readonly [string, RegExp])[] = [
  ['Android', /android/i],
  ['iOS', /iphone|ipad/i],
  ['Windows', /windows/i],
  ['macOS', /mac os/i],
  ['Linux', /linux/i],
]

/** The family of a browser and its system: enough to tell how it was done, too little to know anybody again by. */
export function agentFamily(agent: string): string | null {
  const named = (list: typeof AGENTS): string | undefined => list.find(([, sign]) => sign.test(agent))?.[0]
  return [named(AGENTS), named(SYSTEMS)].filter(Boolean).join(', ') || null
}
