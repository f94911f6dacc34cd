import type { z } from 'zod'
import { may, type Role } from '../../values/rights.ts'
import type { touchpointView } from './contract.ts'
import type { About, Touchpoint } from './touchpoint.ts'

type View = z.input<typeof touchpointView>

const viewAbout = (about: About, role: Role): NonNullable<View['about']> => ({
  kind: about.kind,
  id: about.id,
  code: about.code,
  type: about.type,
  state: about.state,
  summary: about.summary,
  startsOn: about.startsOn,
  endsOn: about.endsOn,
  ...(may(role, 'see.amounts') ? { amount: { minor: about.minor, currency: about.currency } } : {}),
})

/** A line as this role may see it. */
export const viewTouchpoint = (line: Touchpoint, role: Role): View => ({
  id: line.id,
  at: line.at.toISOString(),
  kind: line.kind,
  channel: line.channel,
  place: line.place,
  body: line.body,
  outcome: line.outcome,
  feeling: line.feeling,
  isPinned: line.isPinned,
  staffName: line.staffName,
  about: line.about && viewAbout(line.about, role),
  version: line.version,
})
