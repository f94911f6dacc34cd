import type { CareAct } from '../../../platform/collected/today.ts'
import { type Holder, may } from '../../../values/rights.ts'

/** What of somebody else's act is told: that it was done, for whom. What stood beside it was for the eyes of who did it. */

const ofPromises = ['promise-due', 'promise-risk', 'promise-remedy', 'promise-untold'] as const
const ofCustomers = ['arrival', 'departure', 'pick-up', 'birthday', 'occasion', 'missed-call', 'first-buy', 'late', 'quiet'] as const

export const kindsFor = (who: Holder): readonly string[] => (may(who, 'promises.read') ? [...ofCustomers, ...ofPromises] : ofCustomers)

const told = ['nth', 'order', 'inDays', 'on', 'occasion', 'label', 'words', 'what', 'direction'] as const

export const bare = (act: CareAct): CareAct => ({
  ...act,
  parts: Object.fromEntries(told.flatMap((name) => (act.parts[name] === undefined ? [] : [[name, act.parts[name]]]))),
  reasons: [],
  ends: [],
})
