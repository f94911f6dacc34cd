import type { z } from 'zod'
import type { Who } from '../../../platform/http/who.ts'
import { may } from '../../../values/rights.ts'
import type { slipView } from '../contract.ts'
import type { Slip } from './slip.ts'

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

/** What costs is for roles that see values. */
export function viewSlip(
  slip: Slip,
  { who, currency, cameBack }: { who: Pick<Who, 'role' | 'scopes'>; currency: string; cameBack: boolean | null },
): z.input<typeof slipView> {
  const { id, number, isForeseen, reason, toldReason, reasonWords, signedByName, agreedByName, fix, amends, noneWhy, words } = slip
  return {
    id,
    number,
    at: slip.at.toISOString(),
    isForeseen,
    reason,
    toldReason,
    reasonWords,
    signedByName,
    agreedByName,
    agreedWords: slip.agreedWords,
    approvedByName: slip.approvedByName,
    approvedWords: slip.approvedWords,
    newDue: iso(slip.newDue),
    tellBy: iso(slip.tellBy),
    fix,
    fixDue: iso(slip.fixDue),
    amends,
    amendsKind: slip.amendsKind,
    amendsAmount: slip.amendsMinor === null ? null : { minor: slip.amendsMinor, currency: slip.amendsCurrency ?? currency },
    ...(slip.costMinor !== null && may(who, 'see.values') ? { cost: { minor: slip.costMinor, currency } } : {}),
    noneWhy,
    words,
    toldHow: slip.toldHow,
    toldAt: iso(slip.toldAt),
    toldByName: slip.toldByName,
    messageId: slip.messageId,
    newsAt: iso(slip.newsAt),
    answer: slip.answer,
    fixedAt: iso(slip.fixedAt),
    cameBack,
    version: slip.version,
  }
}
