import { type Clock, systemClock } from '../../platform/clock.ts'
import { Hub } from '../../platform/stream/hub.ts'
import { Presence } from './presence.ts'

/** What lives in this process alone: the open screens, and who looks at what. */
export type Live = { hub: Hub; presence: Presence }

export function newLive(clock: Clock = systemClock): Live {
  const hub = new Hub(clock)
  return { hub, presence: new Presence(hub) }
}
