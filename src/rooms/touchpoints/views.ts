import type { z } from 'zod'
import { type Holder, may } from '../../values/rights.ts'
import type { touchpointView } from './contract.ts'
import type { About, Touchpoint } from './touchpoint.ts'

type View = z.input<typeof touchpointView>

const viewAbout = (about: About, who: Holder): NonNullable<View['about']> => ({
  kind: about.kind,
  id: about.id,
  code: about.code,
  type: about.type,
  state: about.state,
  summary: about.summary,
  startsOn: about.startsOn,
  endsOn: about.endsOn,
  ...(about.minor !== undefined && about.currency !== undefined && may(who, 'see.amounts')
    ? { amount: { minor: about.minor, currency: about.currency } }
    : {}),
  ...(about.seconds === undefined ? {} : { seconds: about.seconds }),
})

/** Letters between a customer and the owner are theirs; others see that there was one. */
const owners: ReadonlySet<string> = new Set(['letter-to-owner', 'answer-of-owner'])
const isOwners = ({ about }: Touchpoint): boolean => about !== null && owners.has(about.type)
const seesOwners = ({ role }: Holder): boolean => role === 'owner' || role === 'manager'

/** A line as this holder of rights may see it. */
export const viewTouchpoint = (line: Touchpoint, who: Holder): View => ({
  id: line.id,
  at: line.at.toISOString(),
  kind: line.kind,
  channel: line.channel,
  place: line.place,
  body: isOwners(line) && !seesOwners(who) ? null : line.body,
  outcome: line.outcome,
  feeling: line.feeling,
  isPinned: line.isPinned,
  staffName: line.staffName,
  about: line.about && viewAbout(line.about, who),
  version: line.version,
})
